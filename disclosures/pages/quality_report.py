"""One report's checks: what it discloses, then its findings, failing first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from disclosures.completeness import Held, ItemState, Rows, rows_of, scorecard
from disclosures.models import Disclosure, Finding, Revision, Scope
from disclosures.pages.across_years import AcrossYears, across_report
from disclosures.pages.findings import (
    DOUBTS,
    Tally,
    Told,
    check_of,
    kind_of,
    quality_url,
    tally,
    told,
)
from disclosures.pages.operands import operands_of
from disclosures.pages.places import crumb, report_url
from disclosures.pages.reading import find_department, preferred, siblings_of
from disclosures.pages.replies import replies_to
from disclosures.pages.scorecards import spot_link
from disclosures.pages.spots import Addresses


@dataclass(frozen=True)
class CheckedItem:
    state: ItemState
    words: str  # of its place
    href: str


@dataclass(frozen=True)
class Repeated:
    """A check that came out the same several times."""

    check: str
    title: str
    formula: str
    number: int


@dataclass(frozen=True)
class OtherRevision:
    words: str
    href: str


@dataclass(frozen=True)
class QualityReportPage:
    """``rev`` is the number of a revision that is not the current one; it has no items and no neighbouring years."""

    disclosure: Disclosure
    revision: Revision
    rev: int | None
    current_href: str
    others: tuple[OtherRevision, ...]
    crumb: list[tuple[str, str]]
    scope_word: str
    report_href: str
    tally: Tally
    items: tuple[CheckedItem, ...]
    fails: tuple[Told, ...]
    not_checkable: tuple[Told, ...]
    rounding: tuple[Told, ...]
    passed: tuple[Repeated, ...]
    infos: tuple[Told, ...]
    doubts: tuple[str, ...]
    across: AcrossYears

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """(state, word, how many items are in it), those that occur."""
        found = Counter(item.state.state for item in self.items)
        words = {item.state.state: item.state.word for item in self.items}
        return tuple((state.value, words[state], found[state]) for state in Held if found[state])


def _repeated(findings: Iterable[Finding]) -> tuple[Repeated, ...]:
    found = Counter(finding.check_id for finding in findings)
    return tuple(
        Repeated(c, gettext(check_of(c).title), gettext(check_of(c).formula), n) for c, n in found.items()
    )


def _sections(passages) -> tuple[tuple[str, str], ...]:
    """The paragraphs of the numbered sections that the report's page shows with an anchor."""
    numbered = (passage for passage in passages if passage.part == 3 and passage.number)
    return tuple((p["text"], passage.number) for passage in numbered for p in passage.paragraphs)


def _by_kind(findings: list[Finding], addresses: Addresses) -> dict[str, tuple[Told, ...]]:
    ordered = sorted(findings, key=lambda f: (f.severity != "error", f.position))
    kinds: dict[str, list[Told]] = {}
    for finding in ordered:
        kinds.setdefault(kind_of(finding.outcome, finding.severity), []).append(told(finding, addresses))
    return {kind: tuple(found) for kind, found in kinds.items()}


def _revision(disclosure: Disclosure, revisions: tuple[Revision, ...], rev: int | None) -> Revision | None:
    """The asked revision; one that came after the published one has not been released."""
    if rev is None:
        return disclosure.current
    return next((revision for revision in revisions if revision.number == rev), None)


def _others(revisions, shown: Revision, disclosure: Disclosure, asked: str) -> tuple[OtherRevision, ...]:
    found = []
    for revision in revisions:
        current = revision.pk == disclosure.current_id
        if revision.pk != shown.pk:
            words = gettext("第 %(rev)s 版（现行）的核对") if current else gettext("第 %(rev)s 版的核对")
            rev = None if current else revision.number
            found.append(
                OtherRevision(
                    words % {"rev": revision.number},
                    quality_url(disclosure.department, disclosure.year, asked, rev),
                )
            )
    return tuple(found)


def quality_report_page(
    slug: str, year: int, scope: str = "", rev: int | None = None
) -> QualityReportPage | None:
    """The page of the current revision or of a former one; None where nothing is published there."""
    department = find_department(slug)
    siblings = siblings_of(department) if department else ()
    disclosure = preferred(siblings, year, scope)
    if department is None or disclosure is None:
        return None
    disclosure.department = department
    held = disclosure.revisions.filter(number__lte=disclosure.current.number).order_by("number")
    revisions = tuple(held)
    revision = _revision(disclosure, revisions, rev)
    if revision is None:
        return None
    asked = "" if preferred(siblings, year) == disclosure else disclosure.scope
    return _page(disclosure, revision, revisions, siblings, asked)


def _page(disclosure: Disclosure, revision: Revision, revisions, siblings, asked: str) -> QualityReportPage:
    former = revision.pk != disclosure.current_id
    rev = revision.number if former else None
    department, year = disclosure.department, disclosure.year
    rows = _former_rows(revision) if former else rows_of([disclosure])[disclosure.pk]
    findings = list(revision.findings.select_related("claim").order_by("position"))
    own = [finding for finding in findings if finding.check_id not in DOUBTS]
    addresses = Addresses(
        department,
        disclosure,
        revision,
        asked,
        _sections(rows.passages),
        replies_to([disclosure.pk]),
        operands_of(rows.sheets, rows.figures),
        rev,
        pictured=True,
    )
    kinds = _by_kind([finding for finding in own if finding.outcome != "pass"], addresses)
    home = report_url(department, year, asked, rev)
    judged = () if former else scorecard(rows)
    return QualityReportPage(
        disclosure=disclosure,
        revision=revision,
        rev=rev,
        current_href=quality_url(department, year, asked),
        others=_others(revisions, revision, disclosure, asked),
        crumb=[
            *crumb(department.region, department),
            (gettext("%(year)s 年度") % {"year": year}, home),
            (gettext("核对"), ""),
        ],
        scope_word=gettext("%(scope)s口径") % {"scope": gettext(Scope(disclosure.scope).label)},
        report_href=home,
        tally=tally(own),
        items=tuple(CheckedItem(state, *spot_link(state.spot, addresses)) for state in judged),
        fails=kinds.get("fail", ()),
        not_checkable=kinds.get("not_checkable", ()),
        rounding=kinds.get("rounding", ()),
        passed=_repeated(finding for finding in own if finding.outcome == "pass"),
        infos=kinds.get("info", ()),
        doubts=tuple(f.message for f in findings if f.check_id in DOUBTS),
        across=AcrossYears((), ()) if former else across_report(disclosure, siblings),
    )


def _former_rows(revision: Revision) -> Rows:
    """What links need of a former revision; its numbers are those of its statements alone."""
    return Rows(tuple(revision.sheets.order_by("position")), tuple(revision.passages.order_by("position")))
