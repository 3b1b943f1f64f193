"""What the site holds: districts × years × departments, with pictures told from amounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext

from disclosures.models import Department, Region, ReportLine
from disclosures.pages.places import department_url, district_url, report_url
from disclosures.wording import amount_text

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
    recognised: bool = False  # the total, in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Square:
    """One field of a coverage table. ``state``: held | picture | mixed | none."""

    state: str
    words: str
    href: str = ""
    recognised: bool = False  # the words are a number of which that holds


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
    def recognised(self) -> bool:
        """Whether some number of the table was recognised in a picture and nobody has looked at it."""
        return any(square.recognised for group in self.groups for row in group for square in row.squares)

    @property
    def span(self) -> str:
        if not self.years:
            return ""
        first, last = min(self.years), max(self.years)
        if first == last:
            return gettext("%(year)s 年度") % {"year": first}
        return gettext("%(first)s—%(last)s 年度") % {"first": first, "last": last}


@dataclass(frozen=True)
class RegionYear:
    """What is held of one region's own departments of one year. ``total``: 分, of the ``counted`` that have one."""

    region_id: str
    year: int
    reports: int
    pictures: int
    total: int | None
    counted: int
    recognised: int = 0  # how many of the numbers were recognised in pictures and nobody has looked at them


def holdings(where: Q) -> list[Holding]:
    """Every report of some departments, for tables that show each; one query. ``where`` is asked of ``ReportLine``."""
    rows = ReportLine.objects.filter(where, shown=True).order_by("-year", "department_id")
    fields = (
        "department_id",
        "region_id",
        "year",
        "scope",
        "disclosure_id",
        "picture",
        "total",
        "recognised",
    )
    return [Holding(*row) for row in rows.values_list(*fields)]


def region_years(where: Q | None = None) -> list[RegionYear]:
    """Regions × years, counted by the database however many reports there are; one query."""
    rows = (
        ReportLine.objects.filter(where or Q(), shown=True)
        .order_by()
        .values("region_id", "year")
        .annotate(
            reports=Count("pk"),
            pictures=Count("pk", filter=Q(picture=True)),
            sum=Sum("total"),
            counted=Count("total"),
            recognised=Count("pk", filter=Q(recognised=True)),
        )
    )
    return [
        RegionYear(
            row["region_id"],
            row["year"],
            row["reports"],
            row["pictures"],
            None if row["sum"] is None else int(row["sum"]),
            row["counted"],
            row["recognised"],
        )
        for row in rows
    ]


def departments_held(where: Q | None = None) -> dict[str, int]:
    """How many departments of each region have a published report; one query."""
    held = ReportLine.objects.filter(where or Q()).order_by()
    counted = held.values_list("region_id").annotate(number=Count("department_id", distinct=True))
    return dict(counted)


def years_of(held: Iterable[Holding | RegionYear]) -> tuple[int, ...]:
    """From the newest to the oldest, those without a report included."""
    years = [holding.year for holding in held]
    return tuple(range(max(years), min(years) - 1, -1)) if years else ()


def _square(department: Department, year: int, held: dict[tuple[int, int], Holding]) -> Square:
    holding = held.get((department.pk, year))
    if holding is None:
        return Square("none", "—")
    words = amount_text(holding.total) if holding.total is not None else gettext("有")
    state = "picture" if holding.picture else "held"
    return Square(state, words, report_url(department, year), holding.recognised)


def department_rows(departments: Iterable[Department], held: list[Holding], years) -> tuple[Row, ...]:
    by_key = {(holding.department_id, holding.year): holding for holding in held}
    return tuple(
        Row(d.name, department_url(d), tuple(_square(d, year, by_key) for year in years)) for d in departments
    )


def _district_row(region: Region, held: dict[tuple[str, int], RegionYear], years) -> Row:
    squares = tuple(_district_square(region, year, held.get((region.pk, year))) for year in years)
    # In full: several districts of the country share a name.
    return Row(region.full_name, district_url(region), squares, head=True)


def _district_square(region: Region, year: int, held: RegionYear | None) -> Square:
    if held is None:
        return Square("none", "—")
    state = "held" if not held.pictures else "picture" if held.pictures == held.reports else "mixed"
    return Square(
        state, gettext("%(count)s 份") % {"count": held.reports}, f"{district_url(region)}?y={year}"
    )


def coverage(held: list[RegionYear], departments: int, regions: Iterable[Region]) -> Coverage:
    """Districts with their departments below them, while those are few."""
    years = years_of(held)
    by_key = {(one.region_id, one.year): one for one in held}
    few = departments <= DEPARTMENTS_SHOWN
    own = holdings(Q()) if few else []
    named = _by_region({holding.department_id for holding in own}) if few else {}
    groups = tuple(
        (_district_row(region, by_key, years), *department_rows(named.get(region.pk, ()), own, years))
        for region in regions
    )
    return Coverage(years, groups, departments, len(groups), sum(one.reports for one in held))


def _by_region(ids: set[int]) -> dict[str, list[Department]]:
    found: dict[str, list[Department]] = {}
    for department in Department.objects.filter(pk__in=ids).order_by("name"):
        found.setdefault(department.region_id, []).append(department)
    return found
