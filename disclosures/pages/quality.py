"""All 不一致 of the published reports, filtered by the address, and what the reports disclose."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from disclosures.checks_catalogue import ACROSS_YEARS, CATALOGUE
from disclosures.completeness import FACES, ITEMS, Item
from disclosures.models import Department, Disclosure, Outcome, ReportLine
from disclosures.pages.findings import (
    FAMILIES,
    SEVERITIES,
    Tally,
    check_of,
    tally_of,
)
from disclosures.pages.quality_list import (
    Asked,
    FindingList,
    Held,
    ListedFinding,
    held_by_department,
    listed,
    within,
)
from disclosures.pages.reading import preferred
from disclosures.pages.scorecards import MatrixGroup, matrix
from disclosures.tallies import Counted, counted_by_check

FINDINGS_SHOWN, REPORTS_SHOWN = 25, 20


@dataclass(frozen=True)
class QualityQuery:
    """What the address asks for; ``kind`` is "fail" or "info", ``page`` of the findings, ``part`` of the matrix."""

    district: str = ""
    year: int | None = None
    check: str = ""
    severity: str = ""
    family: str = ""
    kind: str = "fail"
    page: int = 1
    part: int = 1

    def query(self, **other) -> str:
        """These filters as a query string, some of them replaced."""
        names = {
            "district": "d",
            "year": "y",
            "check": "c",
            "severity": "s",
            "family": "f",
            "kind": "kind",
            "page": "p",
            "part": "m",
        }
        usual = QualityQuery()
        values = {name: other.get(name, getattr(self, name)) for name in names}
        return "?" + urlencode({names[n]: v for n, v in values.items() if v and v != getattr(usual, n)})


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class QualityPage:
    asked: QualityQuery
    tally: Tally
    across: Tally
    reports: int
    found: tuple[ListedFinding, ...]
    paged: Page
    districts: tuple[Choice, ...]
    years: tuple[Choice, ...]
    families: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    groups: tuple[MatrixGroup, ...]
    parts: Page
    items: tuple[Item, ...] = ITEMS
    faces: tuple[tuple[str, str, str], ...] = tuple((held.value, *face) for held, face in FACES.items())

    @property
    def filtered(self) -> tuple[str, ...]:
        """The filters of the address in words."""
        every = (self.districts, self.years, self.families, self.checks, self.severities)
        return tuple(choice.words for choices in every for choice in choices if choice.chosen)

    def link(self, **other) -> str:
        return self.asked.query(**other)

    @property
    def newer(self) -> str:
        return self.link(page=self.paged.previous_page_number()) if self.paged.has_previous() else ""

    @property
    def older(self) -> str:
        return self.link(page=self.paged.next_page_number()) if self.paged.has_next() else ""

    @property
    def parts_before(self) -> str:
        return self.link(part=self.parts.previous_page_number()) if self.parts.has_previous() else ""

    @property
    def parts_after(self) -> str:
        return self.link(part=self.parts.next_page_number()) if self.parts.has_next() else ""

    @property
    def fails_href(self) -> str:
        return self.link(kind="fail", severity="", page=1)

    @property
    def infos_href(self) -> str:
        return self.link(kind="info", severity="", page=1)


def _asked(asked: QualityQuery) -> Asked:
    checks = frozenset(entry.id for entry in CATALOGUE.values() if entry.family == asked.family)
    if asked.check:
        checks = frozenset({asked.check}) & (checks if asked.family else {asked.check})
    severity = asked.severity if asked.kind == "fail" else ""
    narrowed = checks if asked.family or asked.check else None
    return Asked(asked.kind, asked.district, asked.year, narrowed, severity)


def _matrix_departments(asked: QualityQuery) -> QuerySet:
    """Those with a published report, of the asked year if one is asked for, by region and name."""
    held = within(ReportLine.objects.order_by(), asked.district, asked.year)
    found = Department.objects.filter(pk__in=held.values("department"))
    return found.order_by("region_id", "name", "pk").values_list("pk", flat=True)


def _of_matrix(departments: Iterable[int], held: Held, asked: QualityQuery) -> list[Disclosure]:
    """One disclosure of each department in their order: of the asked year, else its newest."""
    chosen = (
        preferred(held[pk], asked.year or max(d.year for d in held[pk])) for pk in departments if pk in held
    )
    return [disclosure for disclosure in chosen if disclosure]


class RegionYear(NamedTuple):
    """How many reports of one region and year are published."""

    region: str
    name: str
    parent: str | None
    parent_name: str | None
    year: int
    number: int


def _reports() -> list[RegionYear]:
    """Of everything published; one query."""
    named = ("region", "region__full_name", "region__parent", "region__parent__full_name", "year")
    held = ReportLine.objects.order_by().values_list(*named)
    return list(map(RegionYear._make, held.annotate(number=Count("pk"))))


def _districts(reports: list[RegionYear], asked: QualityQuery) -> tuple[Choice, ...]:
    named = {one.region: one.name for one in reports}
    named |= {one.parent: one.parent_name for one in reports if one.parent and one.parent_name}
    return tuple(Choice(code, name, code == asked.district) for code, name in sorted(named.items()))


def _years(reports: list[RegionYear], asked: QualityQuery) -> tuple[Choice, ...]:
    years = sorted({one.year for one in reports}, reverse=True)
    return tuple(Choice(str(year), str(year), year == asked.year) for year in years)


def _families(counted, asked: QualityQuery) -> tuple[Choice, ...]:
    """The families that have something of the asked kind to show."""
    found: Counter[str] = Counter()
    for check, number in _shown(counted, asked):
        found[check_of(check).family] += number
    if asked.family:
        found.setdefault(asked.family, 0)
    return tuple(
        Choice(family, _with_number(title, found[family]), family == asked.family)
        for family, title in FAMILIES.items()
        if family and family in found
    )


def _checks(counted, asked: QualityQuery) -> tuple[Choice, ...]:
    """The checks that have something of the asked kind and family to show."""
    found: Counter[str] = Counter()
    for check, number in _shown(counted, asked):
        if not asked.family or check_of(check).family == asked.family:
            found[check] += number
    if asked.check:
        found.setdefault(asked.check, 0)
    return tuple(
        Choice(check, _with_number(gettext(check_of(check).title), number), check == asked.check)
        for check, number in sorted(found.items())
    )


def _with_number(title: str, number: int) -> str:
    return gettext("%(title)s（%(count)s）") % {"title": title, "count": number}


def _shown(counted, asked: QualityQuery):
    """(check, how many) of the asked kind."""
    for _, check, outcome, severity, number in counted:
        if outcome == Outcome.FAIL and (severity == "info") == (asked.kind == "info"):
            yield check, number


def _tally(counted: Counted, family: str = "") -> Tally:
    return tally_of(
        (outcome, severity, number)
        for _, check, outcome, severity, number in counted
        if not family or check_of(check).family == family
    )


def quality_page(asked: QualityQuery) -> QualityPage:
    counted, reports = counted_by_check(), _reports()
    paged = Paginator(FindingList(_asked(asked)), FINDINGS_SHOWN).get_page(asked.page)
    parts = Paginator(_matrix_departments(asked), REPORTS_SHOWN).get_page(asked.part)
    held = held_by_department({*parts, *(alike.department for alike in paged)})
    return QualityPage(
        asked=asked,
        tally=_tally(counted),
        across=_tally(counted, ACROSS_YEARS),
        reports=sum(one.number for one in reports),
        found=listed(paged, held),
        paged=paged,
        districts=_districts(reports, asked),
        years=_years(reports, asked),
        families=_families(counted, asked),
        checks=_checks(counted, asked),
        severities=tuple(Choice(s, str(SEVERITIES[s]), s == asked.severity) for s in ("error", "warning")),
        groups=matrix(_of_matrix(parts, held, asked)),
        parts=parts,
    )
