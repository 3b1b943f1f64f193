"""The findings of all reports in one list: those of one report and those of two neighbouring ones.

The database counts the findings of each report; only the reports of the page that is shown are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, QuerySet, Sum

from disclosures.checks_catalogue import ACROSS_YEARS, CATALOGUE
from disclosures.models import (
    AcrossFinding,
    CheckTally,
    Department,
    Disclosure,
    Finding,
    Outcome,
    ReportLine,
)
from disclosures.pages.across_years import Reports, told_across
from disclosures.pages.findings import DOUBTS, Told, anchor_of, quality_url, told
from disclosures.pages.operands import Operands, find_operands
from disclosures.pages.reading import preferred
from disclosures.pages.replies import replies_to
from disclosures.pages.spots import Addresses
from disclosures.tallies import ONE, TWO, covering, in_all, published_across, published_findings

_SEVERE = ("errors", "warnings", "across_errors", "across_warnings")
_COUNTS = {  # of a report's line, by the severity that is asked for
    "": _SEVERE,
    "error": _SEVERE[::2],
    "warning": _SEVERE[1::2],
    "info": ("infos", "across_infos"),
}
Held = dict[int, list[Disclosure]]  # published disclosures, by department


@dataclass(frozen=True)
class Alike:
    """Findings that say the same of one report, or one comparison of two."""

    found: tuple[Finding, ...] | tuple[AcrossFinding]

    @property
    def department(self) -> int:
        first = self.found[0]
        return (
            first.department_id
            if isinstance(first, AcrossFinding)
            else first.revision.disclosure.department_id
        )


@dataclass(frozen=True)
class ListedFinding:
    """``times``: how often the report has this finding, word for word."""

    department: str
    year: int
    href: str
    finding: Told
    times: int = 1

    @property
    def report_href(self) -> str:
        """Its report's findings, from the first."""
        return self.href.partition("#")[0]


@dataclass(frozen=True)
class Asked:
    """Which findings; "" and None stand for no filter, ``checks`` None for all."""

    kind: str = "fail"
    district: str = ""
    year: int | None = None
    checks: frozenset[str] | None = None
    severity: str = ""


def within(found: QuerySet, district: str, year: int | None) -> QuerySet:
    """Lines or tallies of a region itself or of those directly below it, and of a year, where these are asked for."""
    if district:
        found = found.filter(Q(region=district) | Q(region__parent=district))
    return found if year is None else found.filter(year=year)


def held_by_department(departments: Iterable[int]) -> Held:
    """The published disclosures of these departments, each of which is built once; two queries."""
    found: Held = {}
    wanted = set(departments)
    known = Department.objects.select_related("region__parent").in_bulk(wanted)
    held = Disclosure.objects.published().filter(department__in=wanted).select_related("current")
    for disclosure in held.order_by("department__region_id", "department__name", "year"):
        disclosure.department = known[disclosure.department_id]
        found.setdefault(disclosure.department_id, []).append(disclosure)
    return found


def of_kind(found: QuerySet, kind: str) -> QuerySet:
    """The 不一致, or with ``kind`` "info" the 提示."""
    failed = found.filter(outcome=Outcome.FAIL)
    return failed.filter(severity="info") if kind == "info" else failed.exclude(severity="info")


class FindingList(Sequence[Alike]):
    """All findings that are asked for, newest year first, by report; to be cut into pages. One query to count."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.counted = self._counted()
        self.total = in_all(self.counted) if asked.checks is None else self._tallied()

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted):
        """The findings whose first lies within ``wanted``, a slice: those that say the same are one. Four queries."""
        start, stop, _ = wanted.indices(self.total)
        covered = covering(self.counted, start, stop) if start < stop else []
        return [alike for place, alike in self._placed(covered) if start <= place < stop]

    def _tallied(self) -> int:
        """How many findings of the checks that are asked for."""
        tallies = within(CheckTally.objects.all(), self.asked.district, self.asked.year)
        return self._asked_for(tallies).aggregate(sum=Sum("number"))["sum"] or 0

    def _counted(self) -> QuerySet:
        """(disclosure, how many findings, year, department) of each report that has some."""
        checks = self.asked.checks
        if checks is None:
            lines = within(ReportLine.objects.all(), self.asked.district, self.asked.year)
            counts = _COUNTS["info" if self.asked.kind == "info" else self.asked.severity]
            found = lines.annotate(found=sum(map(F, counts[1:]), F(counts[0]))).filter(found__gt=0)
            return found.values_list("disclosure", "found", "year", "department")
        across = bool(checks) and all(CATALOGUE[check].stage == ACROSS_YEARS for check in checks)
        every, path = (
            (published_across(), "later") if across else (published_findings(), "revision__current_of")
        )
        lines = within(ReportLine.objects.all(), self.asked.district, self.asked.year)
        found = self._asked_for(every).order_by().annotate(of=F(path))
        if self.asked.district or self.asked.year is not None:
            found = found.filter(of__in=lines.values("disclosure"))
        grouped = found.values("of", f"{path}__year", f"{path}__department").annotate(number=Count("pk"))
        return grouped.values_list("of", "number", f"{path}__year", f"{path}__department")

    def _asked_for(self, found: QuerySet) -> QuerySet:
        found = of_kind(found, self.asked.kind)
        if self.asked.checks is not None:
            found = found.filter(check_id__in=self.asked.checks)
        return found.filter(severity=self.asked.severity) if self.asked.severity else found

    def _placed(self, covered: list[tuple[int, int]]) -> list[tuple[int, Alike]]:
        """The findings of some reports with their places in the whole list; two queries, none where there are none."""
        if not covered:
            return []
        disclosures = [pk for pk, _ in covered]
        own = on_one(self._asked_for(Finding.objects.filter(revision__current_of__in=disclosures)))
        across = self._asked_for(published_across().filter(later__in=disclosures))
        by_report: dict[tuple[int, int], list] = {}
        for one in own.exclude(check_id__in=DOUBTS):
            of = (ONE, one.revision.disclosure_id)
            by_report.setdefault(of, []).append((one.severity, ONE, one.position, one))
        for other in across:
            by_report.setdefault((TWO, other.later_id), []).append(
                (other.severity, TWO, other.position, other)
            )
        placed = []
        for pk, first in covered:
            rows = sorted(
                by_report.get((ONE, pk), []) + by_report.get((TWO, pk), []), key=lambda row: row[:3]
            )
            placed += _alike([row[-1] for row in rows], first)
        return placed


def _alike(rows: list, first: int) -> list[tuple[int, Alike]]:
    """What is said of one report once for each check, at its first place; a comparison of two stands alone."""
    found: dict[tuple, list[tuple[int, Finding]]] = {}
    for place, row in enumerate(rows, first):
        same = (row.check_id, row.message) if isinstance(row, Finding) else (row.pk,)
        found.setdefault(same, []).append((place, row))
    return [(places[0][0], Alike(tuple(row for _, row in places))) for places in found.values()]


def on_one(found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings with all that showing them needs."""
    return found.select_related("claim", "revision__disclosure__department", "revision__disclosure__current")


def listed(alike: Iterable[Alike], held: Held) -> tuple[ListedFinding, ...]:
    """These findings in their order, in a fixed number of queries; ``held`` has their departments."""
    seen = [one for one in alike if one.department in held]  # none withdrawn meanwhile
    every = [row for one in seen for row in one.found]
    own = [row for row in every if isinstance(row, Finding)]
    across = [row for row in every if isinstance(row, AcrossFinding)]
    codes = {one.code: one.current_id for row in across for one in held[row.department_id]}
    places = [(row.revision_id, place) for row in own for place in row.where]
    places += [
        (codes[place["code"]], place) for row in across for place in row.where if place["code"] in codes
    ]
    disclosures = {row.revision.disclosure_id for row in own}
    operands = (
        find_operands(places, disclosures | {row.earlier_id for row in across}) if every else Operands()
    )
    replies = replies_to(disclosures) if own else {}
    found: dict[tuple[int, int], ListedFinding] = {}
    for row in own:
        found[ONE, row.pk] = _listed(row, held, operands, replies)
    for row in across:
        shown = _listed_across(row, held, operands)
        if shown:
            found[TWO, row.pk] = shown
    keys = ([(ONE if isinstance(row, Finding) else TWO, row.pk) for row in one.found] for one in seen)
    return tuple(
        _once([found[key] for key in of_one]) for of_one in keys if all(key in found for key in of_one)
    )


def _once(alike: list[ListedFinding]) -> ListedFinding:
    """The first of those that say the same, with the places of all."""
    spots = tuple(dict.fromkeys(spot for one in alike for spot in one.finding.spots))
    replies = tuple(dict.fromkeys(reply for one in alike for reply in one.finding.replies))
    finding = replace(alike[0].finding, spots=spots, replies=replies)
    return replace(alike[0], finding=finding, times=len(alike))


def _listed(finding: Finding, held: Held, operands: Operands, replies) -> ListedFinding:
    disclosure = finding.revision.disclosure
    department = disclosure.department
    scope = _scope(disclosure, held[department.pk])
    addresses = Addresses(department, disclosure, finding.revision, scope, replies=replies, operands=operands)
    href = f"{quality_url(department, disclosure.year, scope)}#{anchor_of(finding)}"
    return ListedFinding(department.name, disclosure.year, href, told(finding, addresses))


def _listed_across(one: AcrossFinding, held: Held, operands: Operands) -> ListedFinding | None:
    """Shown with the later report; None where that was withdrawn meanwhile."""
    siblings = tuple(held[one.department_id])
    reports = Reports(siblings[0].department, siblings, operands)
    later = reports.by_pk(one.later_id)
    if later is None:
        return None
    address = quality_url(later.department, later.year, reports.asked(later))
    finding = told_across(one, reports)
    return ListedFinding(later.department.name, later.year, f"{address}#{finding.anchor}", finding)


def _scope(disclosure: Disclosure, siblings: list[Disclosure]) -> str:
    return "" if preferred(siblings, disclosure.year) == disclosure else disclosure.scope
