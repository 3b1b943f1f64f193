"""One report's checks: what it discloses, then its findings, failing first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.completeness import Held, ItemState, scorecard
from disclosures.models import Disclosure, Finding, Scope
from disclosures.pages.findings import (
    DOUBTS,
    Addresses,
    Tally,
    Told,
    check_of,
    kind_of,
    tally,
    told,
)
from disclosures.pages.places import crumb, report_url
from disclosures.pages.reading import find_department, preferred, siblings_of
from disclosures.pages.replies import replies_to
from disclosures.pages.scorecards import rows_of, spot_link


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
class QualityReportPage:
    disclosure: Disclosure
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

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """(state, word, how many items are in it), those that occur."""
        found = Counter(item.state.state for item in self.items)
        words = {item.state.state: item.state.word for item in self.items}
        return tuple((state.value, words[state], found[state]) for state in Held if found[state])


def _repeated(findings: Iterable[Finding]) -> tuple[Repeated, ...]:
    found = Counter(finding.check_id for finding in findings)
    return tuple(Repeated(c, check_of(c).title, check_of(c).formula, n) for c, n in found.items())


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


def quality_report_page(slug: str, year: int, scope: str = "") -> QualityReportPage | None:
    """The page, None where nothing is published there."""
    department = find_department(slug)
    siblings = siblings_of(department) if department else ()
    disclosure = preferred(siblings, year, scope)
    if department is None or disclosure is None:
        return None
    asked = "" if preferred(siblings, year) == disclosure else disclosure.scope
    rows = rows_of([disclosure])[disclosure.pk]
    findings = list(disclosure.current.findings.select_related("claim").order_by("position"))
    own = [finding for finding in findings if finding.check_id not in DOUBTS]
    sections, replies = _sections(rows.passages), replies_to([disclosure.pk])
    addresses = Addresses(department, disclosure, disclosure.current, asked, sections, replies)
    kinds = _by_kind([finding for finding in own if finding.outcome != "pass"], addresses)
    home = report_url(department, year, asked)
    return QualityReportPage(
        disclosure=disclosure,
        crumb=[*crumb(department.region, department), (f"{year} 年度", home), ("核对", "")],
        scope_word=f"{Scope(disclosure.scope).label}口径",
        report_href=home,
        tally=tally(own),
        items=tuple(CheckedItem(state, *spot_link(state.spot, addresses)) for state in scorecard(rows)),
        fails=kinds.get("fail", ()),
        not_checkable=kinds.get("not_checkable", ()),
        rounding=kinds.get("rounding", ()),
        passed=_repeated(finding for finding in own if finding.outcome == "pass"),
        infos=kinds.get("info", ()),
        doubts=tuple(f.message for f in findings if f.check_id in DOUBTS),
    )
