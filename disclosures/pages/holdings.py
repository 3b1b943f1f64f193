"""What the site holds: districts × years × departments, with pictures told from amounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from disclosures.models import Department, Disclosure, Figure, Region, Scope, Sheet
from disclosures.pages.places import department_url, district_url, report_url
from disclosures.statements import State
from disclosures.wording import amount_text

TOTAL = "expenditure_current"
FALLBACKS = (TOTAL, "expenditure_total", "general_budget_expenditure")
DEPARTMENTS_SHOWN = 40  # on the home page; beyond that its table stays with districts


@dataclass(frozen=True)
class Holding:
    """One year of one department, as its default page shows it."""

    department_id: int
    region_id: str
    year: int
    scope: str
    disclosure_id: int
    picture: bool
    total: int | None = None  # 分


@dataclass(frozen=True)
class Square:
    """One field of a coverage table. ``state``: held | picture | mixed | none."""

    state: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    href: str
    squares: tuple[Square, ...]
    head: bool = False


@dataclass(frozen=True)
class Coverage:
    years: tuple[int, ...]
    groups: tuple[tuple[Row, ...], ...]
    departments: int
    districts: int
    reports: int

    @property
    def span(self) -> str:
        if not self.years:
            return ""
        first, last = min(self.years), max(self.years)
        return f"{first} 年度" if first == last else f"{first}—{last} 年度"


def holdings(**where) -> list[Holding]:
    """The published disclosures, one per department and year: the consolidated one where both are held."""
    sheets = Sheet.objects.filter(revision=OuterRef("current_id"))
    rows = (
        Disclosure.objects.published()
        .filter(**where)
        .annotate(
            read=Exists(sheets.filter(state=State.AMOUNTS)),
            pictured=Exists(sheets.filter(state=State.PICTURE)),
        )
        .values_list("department_id", "department__region_id", "year", "scope", "id", "read", "pictured")
    )
    chosen: dict[tuple[int, int], Holding] = {}
    for department, region, year, scope, pk, read, pictured in rows:
        key = (department, year)
        if key not in chosen or scope == Scope.CONSOLIDATED:
            chosen[key] = Holding(department, region, year, scope, pk, pictured and not read)
    return _with_totals(chosen.values(), **where)


def _with_totals(held: Iterable[Holding], **where) -> list[Holding]:
    scoped = {f"disclosure__{key}": value for key, value in where.items()}
    figures = Figure.objects.filter(measure__in=FALLBACKS, **scoped)
    values: dict[tuple[int, str], int] = {
        (disclosure, measure): value
        for disclosure, measure, value in figures.values_list("disclosure_id", "measure", "value")
    }
    return [
        Holding(
            h.department_id,
            h.region_id,
            h.year,
            h.scope,
            h.disclosure_id,
            h.picture,
            next((values[h.disclosure_id, m] for m in FALLBACKS if (h.disclosure_id, m) in values), None),
        )
        for h in held
    ]


def years_of(held: Iterable[Holding]) -> tuple[int, ...]:
    """From the newest to the oldest, those without a report included."""
    years = [holding.year for holding in held]
    return tuple(range(max(years), min(years) - 1, -1)) if years else ()


def _square(department: Department, year: int, held: dict[tuple[int, int], Holding]) -> Square:
    holding = held.get((department.pk, year))
    if holding is None:
        return Square("none", "—")
    words = amount_text(holding.total) if holding.total is not None else "有"
    return Square("picture" if holding.picture else "held", words, report_url(department, year))


def department_rows(departments: Iterable[Department], held: list[Holding], years) -> tuple[Row, ...]:
    by_key = {(holding.department_id, holding.year): holding for holding in held}
    return tuple(
        Row(d.name, department_url(d), tuple(_square(d, year, by_key) for year in years)) for d in departments
    )


def _district_row(region: Region, held: list[Holding], years) -> Row:
    squares = []
    for year in years:
        own = [h for h in held if h.region_id == region.pk and h.year == year]
        pictures = sum(1 for h in own if h.picture)
        state = "none" if not own else "picture" if pictures == len(own) else "mixed" if pictures else "held"
        words = f"{len(own)} 份" if own else "—"
        squares.append(Square(state, words, f"{district_url(region)}?y={year}" if own else ""))
    # In full: several districts of the country share a name.
    return Row(region.full_name, district_url(region), tuple(squares), head=True)


def coverage(held: list[Holding]) -> Coverage:
    """Districts with their departments below them, while those are few."""
    years = years_of(held)
    departments = {h.department_id for h in held}
    regions = Region.objects.filter(pk__in={h.region_id for h in held})
    named = _by_region(departments) if len(departments) <= DEPARTMENTS_SHOWN else {}
    groups = tuple(
        (_district_row(region, held, years), *department_rows(named.get(region.pk, ()), held, years))
        for region in regions
    )
    return Coverage(years, groups, len(departments), len(groups), len(held))


def _by_region(ids: set[int]) -> dict[str, list[Department]]:
    found: dict[str, list[Department]] = {}
    for department in Department.objects.filter(pk__in=ids).order_by("name"):
        found.setdefault(department.region_id, []).append(department)
    return found
