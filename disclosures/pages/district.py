"""A district: its departments of one year, sortable, and what is held of them over the years."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext, gettext_lazy

from disclosures.models import Claim, Department, Figure, Region, ReportLine
from disclosures.pages.cards import DistrictCard, district_cards, regions_of
from disclosures.pages.holdings import (
    Holding,
    Row,
    department_rows,
    departments_held,
    holdings,
    region_years,
    years_of,
)
from disclosures.pages.places import crumb, department_url, district_url, report_url
from disclosures.pages.summary import base_word, budget_word, claim_change
from disclosures.pages.years import NOT_HELD, Year
from disclosures.wording import Change, amount_text

SORTS = {
    "expenditure": gettext_lazy("支出"),
    "sangong": gettext_lazy("三公"),
    "change": gettext_lazy("比上年"),
    "name": gettext_lazy("名称"),
}
PUBLIC = "three_public.total.actual"
PUBLIC_BUDGET = "three_public.total.budget"
COMPARED = 4
ROWS_SHOWN = 60  # departments of one page


@dataclass(frozen=True)
class DepartmentRow:
    slug: str
    name: str
    href: str
    department_href: str
    total: int | None
    public: int | None
    public_budget: str
    change: Change | None
    change_fen: int | None
    small_base: str
    failed: int
    picture: bool
    total_recognised: bool = False  # in a picture, and nobody has looked at it
    public_recognised: bool = False
    budget_recognised: bool = False

    @property
    def total_text(self) -> str:
        return amount_text(self.total)

    @property
    def public_text(self) -> str:
        return amount_text(self.public)


@dataclass(frozen=True)
class Sort:
    key: str
    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class DistrictQuery:
    """What the address asks for; ``page`` of the year's departments, ``part`` of those of all years."""

    year: int | None = None
    sort: str = "expenditure"
    page: int = 1
    part: int = 1


@dataclass(frozen=True)
class Pages:
    """One of the two lists cut into pages; ``field`` of the query says which page of it is asked for."""

    page: Page
    region: Region
    asked: DistrictQuery
    field: str

    @property
    def before(self) -> str:
        return self._href(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self) -> str:
        return self._href(self.page.next_page_number()) if self.page.has_next() else ""

    def _href(self, number: int) -> str:
        asked = replace(self.asked, **{self.field: number})
        given = {"y": asked.year, "sort": asked.sort, "p": asked.page, "m": asked.part}
        usual = {"p": 1, "m": 1, "sort": DistrictQuery.sort}
        named = {name: value for name, value in given.items() if value and value != usual.get(name)}
        return (
            f"{district_url(self.region)}?{urlencode(named)}#{'bumen' if self.field == 'page' else 'niandu'}"
        )


@dataclass(frozen=True)
class DistrictPage:
    region: Region
    crumb: list[tuple[str, str]]
    year: int | None
    years: tuple[int, ...]
    strip: tuple[Year, ...]
    rows: tuple[DepartmentRow, ...]
    sorts: tuple[Sort, ...]
    matrix: tuple[Row, ...]
    departments: int
    compare_query: str
    total: str
    counted: int  # the departments whose numbers the total is of
    recognised: bool  # some of these numbers were recognised in pictures and nobody has looked at them
    below: tuple[DistrictCard, ...]
    reports_below: int
    paged: Pages
    parts: Pages

    @property
    def failing(self) -> bool:
        """Whether any of the rows has a 不一致 to show."""
        return any(row.failed for row in self.rows)


def _figures(disclosures: Iterable[int]) -> dict[tuple[int, str], Figure]:
    found = Figure.objects.filter(disclosure__in=disclosures, measure__in=(PUBLIC, PUBLIC_BUDGET))
    return {(figure.disclosure_id, figure.measure): figure for figure in found}


def _stated(disclosures: Iterable[int]) -> QuerySet[Claim]:
    """What the reports say of the change of their totals, the claim that counts first."""
    return Claim.objects.filter(
        revision__current_of__in=disclosures,
        kind="change",
        base="prior_year",
        measure__in=("expenditure_total", "expenditure_current", "income_total"),
        change_fen__isnull=False,
    ).order_by("revision_id", "position")


def _changes(disclosures: Iterable[int]) -> dict[int, Claim]:
    changes: dict[int, Claim] = {}
    for claim in _stated(disclosures).select_related("revision"):
        changes.setdefault(claim.revision.disclosure_id, claim)
    return changes


def _failed(disclosures: Iterable[int]) -> dict[int, int]:
    """How many 不一致 each report has."""
    lines = ReportLine.objects.filter(disclosure__in=disclosures).order_by()
    return dict(lines.annotate(failed=F("errors") + F("warnings")).values_list("disclosure_id", "failed"))


def _row(department: Department, holding: Holding, figures, changes, failed) -> DepartmentRow:
    pk = holding.disclosure_id
    public, budget = figures.get((pk, PUBLIC)), figures.get((pk, PUBLIC_BUDGET))
    claim = changes.get(pk)
    return DepartmentRow(
        department.slug,
        department.name,
        report_url(department, holding.year),
        department_url(department),
        holding.total,
        public.value if public else None,
        f"{gettext(budget_word(budget.basis))} {amount_text(budget.value)}" if budget else "",
        claim_change(claim) if claim else None,
        claim.change_fen if claim else None,
        base_word(claim),
        failed.get(pk, 0),
        holding.picture,
        holding.recognised,
        bool(public and public.origin),
        bool(budget and budget.origin),
    )


def _values(key: str, held: list[Holding]) -> dict[int, int | None]:
    """What the reports are sorted by, by disclosure."""
    ids = [holding.disclosure_id for holding in held]
    if key == "sangong":
        figures = Figure.objects.filter(disclosure__in=ids, measure=PUBLIC)
        return dict(figures.values_list("disclosure_id", "value"))
    if key == "change":
        rows = _stated(ids).values_list("revision__disclosure_id", "change_fen")
        return dict(reversed(list(rows)))  # the first of each counts
    return {holding.disclosure_id: holding.total for holding in held}


def _sorted(held: list[Holding], departments: dict[int, Department], key: str) -> list[Holding]:
    """The largest first; what has no number comes last, whatever the order."""
    by_name = sorted(held, key=lambda one: departments[one.department_id].name)
    if key == "name":
        return by_name
    values = _values(key, held)
    numbers = ((one, values.get(one.disclosure_id)) for one in by_name)
    ranked = sorted(numbers, key=lambda pair: (pair[1] is None, -(pair[1] or 0)))
    return [one for one, _ in ranked]


def _rows(held: list[Holding], departments: dict[int, Department]) -> tuple[DepartmentRow, ...]:
    ids = [holding.disclosure_id for holding in held]
    figures, changes, failed = _figures(ids), _changes(ids), _failed(ids)
    return tuple(_row(departments[one.department_id], one, figures, changes, failed) for one in held)


def _sorts(region: Region, year: int | None, chosen: str) -> tuple[Sort, ...]:
    return tuple(
        Sort(
            key,
            str(label),
            f"{district_url(region)}?{urlencode({'y': year, 'sort': key})}#bumen",
            key == chosen,
        )
        for key, label in SORTS.items()
    )


def district_page(code: str, asked: DistrictQuery) -> DistrictPage | None:
    region = Region.objects.select_related("parent").filter(pk=code).first()
    if region is None:
        return None
    held = holdings(Q(region=code))
    departments = {d.pk: d for d in region.departments.order_by("name")}
    years = years_of(held)
    year = asked.year or (years[0] if years else None)
    of_year = [holding for holding in held if holding.year == year]
    chosen = asked.sort if asked.sort in SORTS else "expenditure"
    ordered = Paginator(_sorted(of_year, departments, chosen), ROWS_SHOWN).get_page(asked.page)
    rows = _rows(list(ordered), departments)
    reporting = {holding.department_id for holding in held}
    with_report = [d for d in departments.values() if d.pk in reporting]
    parts = Paginator(with_report, ROWS_SHOWN).get_page(asked.part)
    totals = [holding.total for holding in of_year if holding.total is not None]
    below = _below(region)
    return DistrictPage(
        region,
        crumb(region)[:-1],
        year,
        years,
        _strip(region, held, years, year),
        rows,
        _sorts(region, year, chosen),
        department_rows(parts, held, years),
        len(with_report),
        _compare_query(rows, year),
        amount_text(sum(totals)) if totals else "",
        len(totals),
        any(holding.recognised for holding in of_year),
        below,
        sum(card.reports for card in below),
        Pages(ordered, region, replace(asked, year=year, sort=chosen), "page"),
        Pages(parts, region, replace(asked, year=year, sort=chosen), "part"),
    )


def _below(region: Region) -> tuple[DistrictCard, ...]:
    """The districts of a city or province that hold reports."""
    if not region.children.exists():
        return ()
    where = Q(region__parent=region) | Q(region__parent__parent=region)
    held = region_years(where)
    return district_cards(held, departments_held(where), regions_of(held))


def _strip(region: Region, held: list[Holding], years, current: int | None) -> tuple[Year, ...]:
    """The years of the district, with how many reports each has."""
    counted = Counter(holding.year for holding in held)
    return tuple(
        Year(
            year,
            gettext("%(count)s 份") % {"count": counted[year]} if counted[year] else gettext(NOT_HELD),
            f"{district_url(region)}?y={year}" if counted[year] else "",
            year == current,
        )
        for year in reversed(years)
    )


def _compare_query(rows: tuple[DepartmentRow, ...], year: int | None) -> str:
    """The first rows side by side; "" where there are fewer than two."""
    slugs = [row.slug for row in rows if not row.picture][:COMPARED]
    if len(slugs) < 2:
        slugs = [row.slug for row in rows][:COMPARED]
    return f"o={','.join(slugs)}&y={year}&t=expenditure" if len(slugs) > 1 else ""
