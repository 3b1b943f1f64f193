"""The comparable numbers of a disclosure, made from what is stored of it and from nothing else.

Publishing and ``rebuild_figures`` go the same way, so a rebuilt figure equals the published one.
"""

from decimal import Decimal

from django.db import transaction

from disclosures import regions
from disclosures.measures import Unit, measure_of
from disclosures.models import Disclosure, Figure
from ingest.parsing.facts import MeasureRead, Report
from ingest.parsing.measured import assemble
from ingest.parsing.quantities import read_quantities
from ingest.stored import read_back

FEN_PER_WAN = 1_000_000
MUNICIPALITIES = ("110000", "120000", "310000", "500000")  # cities in the place of a province
LARGEST = 10**17  # 分: more than any country spends; keeps within the column's integers


class NotExact(ValueError):
    """An amount that is no whole number of 分, a count that is no whole number, or a key without meaning."""


def fen(value: Decimal) -> int:
    """万元 → 分, exactly; ``NotExact`` where that is no whole number."""
    return whole(value * FEN_PER_WAN)


def whole(value: Decimal) -> int:
    if value != value.to_integral_value() or abs(value) > LARGEST:
        raise NotExact(f"{value:f}")
    return int(value)


def rebuild(disclosure: Disclosure) -> int:
    """Replace the figures of one disclosure by those that its current revision gives; how many they are."""
    with transaction.atomic():
        disclosure.figures.all().delete()
        if disclosure.current is None:
            return 0
        rows = from_report(read_back(disclosure.current), disclosure)
        return len(Figure.objects.bulk_create(rows))


def from_report(report: Report, disclosure: Disclosure) -> list[Figure]:
    """The figures, unsaved, by the rule of interface.md: statements first, then the narrative."""
    quantities = read_quantities(report.sections)
    measures = assemble(report.statements, report.claims, quantities, report.pictured)
    region = disclosure.department.region
    city = _city(region.code)
    return [_figure(measure, disclosure, city) for measure in measures]


def _city(code: str) -> str | None:
    """The code of the city that a district lies in, None for a city, a province and what hangs on one."""
    parent = regions.region(code).parent
    return parent if parent in MUNICIPALITIES or (parent and not parent.endswith("0000")) else None


def _figure(measure: MeasureRead, disclosure: Disclosure, city: str | None) -> Figure:
    known = measure_of(measure.key)
    if known is None:
        raise NotExact(measure.key)
    try:
        value = fen(measure.value) if known.unit == Unit.MONEY else whole(measure.value)
    except NotExact as error:
        raise NotExact(f"{known.label} {measure.value:f}") from error
    return Figure(
        measure=measure.key,
        disclosure=disclosure,
        department=disclosure.department,
        region_id=disclosure.department.region_id,
        city_id=city,
        year=disclosure.year,
        scope=disclosure.scope,
        value=value,
        unit=known.unit.value,
        basis=measure.basis or "",
        statement=measure.statement.value if measure.statement else "",
        row=measure.line,
        column=measure.column,
        section=measure.section,
        page=measure.page,
        origin=measure.origin,
    )
