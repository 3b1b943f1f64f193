"""A district: its departments of one year, sortable, and what is held of them over the years."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from disclosures.models import Claim, Department, Figure, Finding, Region
from disclosures.pages.cards import DistrictCard, district_cards
from disclosures.pages.holdings import Holding, Row, department_rows, holdings, years_of
from disclosures.pages.places import crumb, department_url, district_url, report_url
from disclosures.pages.summary import base_word, budget_word, claim_change
from disclosures.pages.years import NOT_HELD, Year
from disclosures.wording import Change, amount_text

SORTS = {"expenditure": "支出", "sangong": "三公", "change": "比上年", "name": "名称"}
PUBLIC = "three_public.total.actual"
PUBLIC_BUDGET = "three_public.total.budget"
COMPARED = 4


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
    below: tuple[DistrictCard, ...]
    reports_below: int

    @property
    def failing(self) -> bool:
        """Whether any of the rows has a 不一致 to show."""
        return any(row.failed for row in self.rows)


def _figures(disclosures: Iterable[int]) -> dict[tuple[int, str], Figure]:
    found = Figure.objects.filter(disclosure__in=disclosures, measure__in=(PUBLIC, PUBLIC_BUDGET))
    return {(figure.disclosure_id, figure.measure): figure for figure in found}


def _changes(disclosures: Iterable[int]) -> dict[int, Claim]:
    found = Claim.objects.filter(
        revision__current_of__in=disclosures,
        kind="change",
        base="prior_year",
        measure__in=("expenditure_total", "expenditure_current", "income_total"),
        change_fen__isnull=False,
    ).select_related("revision")
    changes: dict[int, Claim] = {}
    for claim in found.order_by("revision_id", "position"):
        changes.setdefault(claim.revision.disclosure_id, claim)
    return changes


def _failed(disclosures: Iterable[int]) -> Counter:
    found = Finding.objects.filter(revision__current_of__in=disclosures, outcome="fail").exclude(
        severity="info"
    )
    return Counter(found.values_list("revision__disclosure_id", flat=True))


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
        f"{budget_word(budget.basis)} {amount_text(budget.value)}" if budget else "",
        claim_change(claim) if claim else None,
        claim.change_fen if claim else None,
        base_word(claim),
        failed[pk],
        holding.picture,
    )


def _sorted(rows: list[DepartmentRow], key: str) -> tuple[DepartmentRow, ...]:
    """The largest first; what has no number comes last, whatever the order."""
    values = {
        "expenditure": lambda row: row.total,
        "sangong": lambda row: row.public,
        "change": lambda row: row.change_fen,
    }
    by_name = sorted(rows, key=lambda row: row.name)
    if key not in values:
        return tuple(by_name)
    value = values[key]
    return tuple(sorted(by_name, key=lambda row: (value(row) is None, -(value(row) or 0))))


def _sorts(region: Region, year: int | None, chosen: str) -> tuple[Sort, ...]:
    return tuple(
        Sort(
            key,
            label,
            f"{district_url(region)}?{urlencode({'y': year, 'sort': key})}#bumen",
            key == chosen,
        )
        for key, label in SORTS.items()
    )


def district_page(code: str, year: int | None = None, sort: str = "expenditure") -> DistrictPage | None:
    region = Region.objects.select_related("parent").filter(pk=code).first()
    if region is None:
        return None
    held = holdings(department__region_id=code)
    departments = {d.pk: d for d in region.departments.order_by("name")}
    years = years_of(held)
    year = year or (years[0] if years else None)
    of_year = [holding for holding in held if holding.year == year]
    ids = [holding.disclosure_id for holding in of_year]
    figures, changes, failed = _figures(ids), _changes(ids), _failed(ids)
    rows = [_row(departments[h.department_id], h, figures, changes, failed) for h in of_year]
    chosen = sort if sort in SORTS else "expenditure"
    ordered = _sorted(rows, chosen)
    with_report = [d for d in departments.values() if any(h.department_id == d.pk for h in held)]
    totals = [row.total for row in rows if row.total is not None]
    below = _below(region)
    return DistrictPage(
        region,
        crumb(region)[:-1],
        year,
        years,
        _strip(region, held, years, year),
        ordered,
        _sorts(region, year, chosen),
        department_rows(with_report, held, years),
        len(with_report),
        _compare_query(ordered, year),
        amount_text(sum(totals)) if totals else "",
        len(totals),
        below,
        sum(card.reports for card in below),
    )


def _below(region: Region) -> tuple[DistrictCard, ...]:
    """The districts of a city or province that hold reports."""
    if not region.children.exists():
        return ()
    held = holdings(department__region__parent_id=region.pk)
    return district_cards(held + holdings(department__region__parent__parent_id=region.pk))


def _strip(region: Region, held: list[Holding], years, current: int | None) -> tuple[Year, ...]:
    """The years of the district, with how many reports each has."""
    counted = Counter(holding.year for holding in held)
    return tuple(
        Year(
            year,
            f"{counted[year]} 份" if counted[year] else NOT_HELD,
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
