"""All 不一致 of the published reports, filtered by the address, and what the reports disclose."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from disclosures.completeness import FACES, ITEMS, Item
from disclosures.models import Disclosure, Finding, Outcome, Region
from disclosures.pages.findings import (
    SEVERITIES,
    Addresses,
    Tally,
    Told,
    anchor_of,
    check_of,
    differing,
    published_findings,
    quality_url,
    tally_of,
    told,
)
from disclosures.pages.reading import preferred
from disclosures.pages.replies import replies_to
from disclosures.pages.scorecards import MatrixGroup, matrix

FINDINGS_SHOWN, REPORTS_SHOWN = 25, 30


@dataclass(frozen=True)
class QualityQuery:
    """What the address asks for; ``kind`` is "fail" or "info", ``page`` of the findings, ``part`` of the matrix."""

    district: str = ""
    year: int | None = None
    check: str = ""
    severity: str = ""
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
            "kind": "kind",
            "page": "p",
            "part": "m",
        }
        usual = QualityQuery()
        values = {name: other.get(name, getattr(self, name)) for name in names}
        return "?" + urlencode({names[n]: v for n, v in values.items() if v and v != getattr(usual, n)})


@dataclass(frozen=True)
class ListedFinding:
    department: str
    year: int
    href: str
    finding: Told

    @property
    def report_href(self) -> str:
        """Its report's findings, from the first."""
        return self.href.partition("#")[0]


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class QualityPage:
    asked: QualityQuery
    tally: Tally
    reports: int
    found: tuple[ListedFinding, ...]
    paged: Page
    districts: tuple[Choice, ...]
    years: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    groups: tuple[MatrixGroup, ...]
    parts: Page
    items: tuple[Item, ...] = ITEMS
    faces: tuple[tuple[str, str, str], ...] = tuple((held.value, *face) for held, face in FACES.items())

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


def _asked_findings(asked: QualityQuery) -> QuerySet[Finding]:
    info = Q(outcome=Outcome.FAIL, severity="info")
    found = published_findings().filter(info) if asked.kind == "info" else differing()
    if asked.district:
        own = Q(revision__disclosure__department__region=asked.district)
        below = Q(revision__disclosure__department__region__parent=asked.district)
        found = found.filter(own | below)
    if asked.year:
        found = found.filter(revision__disclosure__year=asked.year)
    if asked.check:
        found = found.filter(check_id=asked.check)
    if asked.severity and asked.kind == "fail":
        found = found.filter(severity=asked.severity)
    return found.select_related("claim", "revision__disclosure__department").order_by(
        "-revision__disclosure__year", "revision__disclosure__department_id", "severity", "position"
    )


def _scope(disclosure: Disclosure, siblings: list[Disclosure]) -> str:
    return "" if preferred(siblings, disclosure.year) == disclosure else disclosure.scope


def listed(findings, by_department: dict[int, list[Disclosure]]) -> tuple[ListedFinding, ...]:
    """The findings with their reports and places; those come with revision, disclosure and department."""
    findings = list(findings)
    replies = replies_to(finding.revision.disclosure_id for finding in findings)
    shown = []
    for finding in findings:
        disclosure = finding.revision.disclosure
        department = disclosure.department
        scope = _scope(disclosure, by_department[department.pk])
        addresses = Addresses(department, disclosure, finding.revision, scope, replies=replies)
        href = f"{quality_url(department, disclosure.year, scope)}#{anchor_of(finding)}"
        shown.append(ListedFinding(department.name, disclosure.year, href, told(finding, addresses)))
    return tuple(shown)


def held_by_department() -> dict[int, list[Disclosure]]:
    """Every published disclosure, by department."""
    found: dict[int, list[Disclosure]] = {}
    held = Disclosure.objects.published().select_related("department__region__parent")
    for disclosure in held.order_by("department__region_id", "department__name", "year"):
        found.setdefault(disclosure.department_id, []).append(disclosure)
    return found


def _in_district(region: Region, code: str) -> bool:
    return not code or code in (region.pk, region.parent_id)


def _of_matrix(held: dict[int, list[Disclosure]], asked: QualityQuery) -> list[Disclosure]:
    """One disclosure of each department: of the asked year, else its newest."""
    chosen = []
    for own in held.values():
        if _in_district(own[0].department.region, asked.district):
            disclosure = preferred(own, asked.year or max(d.year for d in own))
            if disclosure:
                chosen.append(disclosure)
    return chosen


def _districts(held, asked: QualityQuery) -> tuple[Choice, ...]:
    regions = {own[0].department.region for own in held.values()}
    regions |= {region.parent for region in regions if region.parent}
    ordered = sorted(regions, key=lambda region: region.code)
    return tuple(Choice(r.code, r.full_name, r.code == asked.district) for r in ordered)


def _checks(counted, asked: QualityQuery) -> tuple[Choice, ...]:
    """The checks that have something of the asked kind to show."""
    found: Counter[str] = Counter()
    for check, outcome, severity, number in counted:
        if outcome == Outcome.FAIL and (severity == "info") == (asked.kind == "info"):
            found[check] += number
    if asked.check:
        found.setdefault(asked.check, 0)
    return tuple(
        Choice(check, f"{check_of(check).title}（{number}）", check == asked.check)
        for check, number in sorted(found.items())
    )


def quality_page(asked: QualityQuery) -> QualityPage:
    counted = list(
        published_findings()
        .order_by()
        .values_list("check_id", "outcome", "severity")
        .annotate(number=Count("pk"))
    )
    held = held_by_department()
    paged = Paginator(_asked_findings(asked), FINDINGS_SHOWN).get_page(asked.page)
    parts = Paginator(_of_matrix(held, asked), REPORTS_SHOWN).get_page(asked.part)
    years = sorted({d.year for own in held.values() for d in own}, reverse=True)
    return QualityPage(
        asked=asked,
        tally=tally_of((outcome, severity, number) for _, outcome, severity, number in counted),
        reports=sum(len(own) for own in held.values()),
        found=listed(paged, held),
        paged=paged,
        districts=_districts(held, asked),
        years=tuple(Choice(str(year), str(year), year == asked.year) for year in years),
        checks=_checks(counted, asked),
        severities=tuple(Choice(s, SEVERITIES[s], s == asked.severity) for s in ("error", "warning")),
        groups=matrix(list(parts)),
        parts=parts,
    )
