"""The ways on from a comparison: every change of what is compared is a link, every link keeps the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from disclosures.compare_query import MOST_LINES, MOST_YEARS, CompareQuery, address
from disclosures.comparison.columns import MOST_COLUMNS
from disclosures.comparison.peers import kind_of_department
from disclosures.comparison.ratios import RATIOS, Ratio
from disclosures.comparison.statements import ratios_of
from disclosures.comparison.subjects import of_measure
from disclosures.models import Department, Disclosure

MOST_OFFERED = 60


@dataclass(frozen=True)
class Way:
    """One link. ``current`` marks the choice that is shown."""

    label: str
    href: str
    current: bool = False
    what: str = ""  # for those who hear the link alone


@dataclass(frozen=True)
class Moves:
    """What may be done with one department of a comparison."""

    slug: str
    ways: tuple[Way, ...]


def of_orgs(query: CompareQuery, orgs: Sequence[str]) -> CompareQuery:
    """The query for these departments by name: what began as 同类 goes on as a list."""
    return replace(query, orgs=tuple(orgs), peers="", districts=(), kind="")


def moves(query: CompareQuery, departments: Sequence[Department]) -> dict[str, Moves]:
    """To the left, to the right, out: of each department, by its slug."""
    orgs = [department.slug for department in departments]
    if len(orgs) < 2:
        return {}
    found = {}
    for place, department in enumerate(departments):
        ways = []
        if place:
            ways.append(_way("←", _("左移"), department, query, _swapped(orgs, place - 1)))
        if place < len(orgs) - 1:
            ways.append(_way("→", _("右移"), department, query, _swapped(orgs, place)))
        rest = [slug for slug in orgs if slug != department.slug]
        ways.append(_way(_("移除"), _("移除"), department, query, rest))
        found[department.slug] = Moves(department.slug, tuple(ways))
    return found


def _swapped(orgs: Sequence[str], place: int) -> list[str]:
    return [*orgs[:place], orgs[place + 1], orgs[place], *orgs[place + 2 :]]


def _way(label: str, what: str, department: Department, query: CompareQuery, orgs: Sequence[str]) -> Way:
    return Way(label, address(of_orgs(query, orgs)), what=f"{what} {department.name}")


def years(query: CompareQuery, held: Iterable[int], several: bool) -> tuple[Way, ...]:
    """Each held year: one that is shown leads to the page without it, another to the page with it. ``several`` =
    more than one may be shown."""
    ways = []
    for year in sorted(set(held) | set(query.years)):
        shown = year in query.years
        if not several:
            wished = (year,)
        elif shown:
            wished = tuple(other for other in query.years if other != year)
        else:
            wished = tuple(sorted((*query.years, year)))
        if shown and not wished:
            wished = query.years
        if len(wished) <= MOST_YEARS:
            ways.append(Way(str(year), address(replace(query, years=wished)), shown))
    return tuple(ways)


def held_years(departments: Sequence[Department], districts: Sequence[str] = ()) -> tuple[int, ...]:
    """The years that any of the departments, or any of the districts, has a report of: one query."""
    found = Disclosure.objects.published()
    if districts:
        found = found.filter(
            Q(department__region__in=districts) | Q(department__region__parent__in=districts)
        )
    else:
        found = found.filter(department__in=departments)
    return tuple(found.order_by("year").values_list("year", flat=True).distinct())


def ratios(query: CompareQuery) -> tuple[Way, ...]:
    """The numbers as they are, and every relation that they have; () where they have none."""
    fitting = _fitting(query)
    if not fitting:
        return ()
    plain = Way(_("原数"), address(replace(query, ratio="")), not query.ratio)
    return (
        plain,
        *(
            Way(ratio.label, address(replace(query, ratio=ratio.key)), ratio.key == query.ratio)
            for ratio in fitting
        ),
    )


def _fitting(query: CompareQuery) -> tuple[Ratio, ...]:
    if query.code:
        return tuple(ratio for ratio in RATIOS.values() if not ratio.parts)
    if query.measures:
        found = {ratio.key for key in query.measures for ratio in of_measure(key).ratios}
        return tuple(ratio for ratio in RATIOS.values() if ratio.key in found)
    return ratios_of(query.statement) if query.statement else tuple(RATIOS.values())


def offered(query: CompareQuery, departments: Sequence[Department]) -> tuple[Department, ...]:
    """What may be added: of the same kind or in the same district, with a report of one of the years. One query."""
    most = MOST_LINES if query.single else MOST_COLUMNS
    if not departments or len(departments) >= most:
        return ()
    functions = {department.function for department in departments} - {""}
    regions = {department.region_id for department in departments}
    near = (
        Department.objects.filter(Q(function__in=functions) | Q(region__in=regions))
        .filter(disclosures__current__isnull=False, disclosures__year__in=query.years)
        .exclude(pk__in=[department.pk for department in departments])
        .select_related("region__parent")
        .distinct()
        .order_by("region_id", "slug")
    )
    kinds = {kind_of_department(department).key for department in departments}
    found = sorted(near[: 4 * MOST_OFFERED], key=lambda other: kind_of_department(other).key not in kinds)
    return tuple(found[:MOST_OFFERED])
