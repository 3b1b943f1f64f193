"""Districts by one measure: the value of each department held, and their sum with its coverage stated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext

from disclosures.comparison.bases import Refusal, kind_of, refusals
from disclosures.comparison.columns import choose
from disclosures.comparison.rows import Cell, Row, bar_length, build_row, number_text
from disclosures.comparison.told import figures_of, measure_cell, needed_for
from disclosures.measures import Measure, Unit
from disclosures.models import Department, Disclosure, Region
from disclosures.statements import Statement

COVERAGE = "coverage"


@dataclass(frozen=True)
class District:
    """``known`` departments are registered on the site. ``total`` is the sum of the numbers given: None where
    there is none or where ``unsummed`` says why they must not be added up."""

    code: str
    name: str
    known: int
    members: tuple[Cell, ...]
    total: Decimal | None
    unsummed: tuple[Refusal, ...] = ()
    suffix: str = ""
    share: str = ""

    @property
    def held(self) -> int:
        return len(self.members)

    @property
    def given(self) -> int:
        return sum(cell.value is not None for cell in self.members)

    @property
    def recognised(self) -> bool:
        """Whether a number of the sum was recognised in a picture and nobody has looked at it."""
        return self.total is not None and any(cell.recognised for cell in self.members)

    @property
    def shown(self) -> str:
        return "" if self.total is None else number_text(self.total, self.suffix)


@dataclass(frozen=True)
class DistrictComparison:
    """``row`` holds the cells of all departments on one scale, where their bases allow one."""

    label: str
    unit: str
    year: int
    districts: tuple[District, ...]
    row: Row
    refused: tuple[Refusal, ...]

    @property
    def recognised(self) -> bool:
        return any(cell.recognised for cell in self.row.cells)


def _members(regions: Sequence[Region], departments: Sequence[Department]) -> dict[str, list[Department]]:
    """The departments of each region: its own, of a city also those of its districts."""
    return {
        region.code: [
            department
            for department in departments
            if region.code in (department.region_id, department.region.parent_id)
        ]
        for region in regions
    }


def _unsummed(measure: Measure, cells: Sequence[Cell]) -> tuple[Refusal, ...]:
    """Why numbers are not even added up: different money, different budgets, different extents. 本级 beside
    汇总 is no reason, each department stands for itself."""
    bases = [cell.basis for cell in cells if cell.value is not None]
    return tuple(
        refusal for refusal in refusals(kind_of(measure.key), bases) if refusal.rule not in ("scope", "year")
    )


def _district(region: Region, known: int, measure: Measure, cells: Sequence[Cell]) -> District:
    values = [cell.value for cell in cells if cell.value is not None]
    unsummed = _unsummed(measure, cells)
    total = sum(values, Decimal(0)) if values and not unsummed else None
    suffix = next((cell.suffix for cell in cells if cell.value is not None), "")
    ordered = sorted(cells, key=lambda cell: (cell.value is None, -(cell.value or 0)))
    return District(region.code, region.name, known, tuple(ordered), total, unsummed, suffix)


def coverage_differs(districts: Sequence[District]) -> Refusal | None:
    """Sums are comparable only where the same kinds of departments stand behind them, all with a number."""
    if len(districts) < 2:
        return None
    functions = [
        Counter(cell.column.function for cell in district.members if cell.value is not None)
        for district in districts
    ]
    alike = all(counted == functions[0] and "" not in counted for counted in functions)
    if alike and all(district.given == district.known for district in districts):
        return None
    counted = gettext("%(name)s %(known)s 个部门中 %(given)s 个有数")
    counts = gettext("；").join(
        counted % {"name": d.name, "known": d.known, "given": d.given} for d in districts
    )
    reason = gettext("合计只是已收录部门之和（%(counts)s），各地区的部门不同，合计不相减、不画条。")
    return Refusal(COVERAGE, gettext("合计的覆盖不同"), reason % {"counts": counts})


def _scaled(districts: Sequence[District], refused: Sequence[Refusal]) -> tuple[District, ...]:
    totals = [district.total for district in districts]
    if refused or None in totals:
        return tuple(districts)
    largest = max(totals)
    return tuple(replace(district, share=bar_length(district.total, largest)) for district in districts)


def compare_districts(
    regions: Sequence[Region], year: int, measure: Measure, scope: str = ""
) -> DistrictComparison:
    """Every department of the regions with its number of that year: seven queries."""
    codes = [region.code for region in regions]
    within = Department.objects.filter(Q(region__in=codes) | Q(region__parent__in=codes))
    departments = list(
        within.prefetch_related("region__parent").order_by("slug")  # few regions, each built once
    )
    held = Disclosure.objects.published().filter(department__in=within, year=year)
    statements = {*(source.statement for source in measure.sources), Statement.THREE_PUBLIC}
    columns = {
        column.slug: column for column in choose(departments, [year], scope, statements, held) if column.held
    }
    figures = figures_of(columns.values(), needed_for(measure.key), held)
    cells = {
        slug: measure_cell(column, measure.key, figures[column.disclosure])
        for slug, column in columns.items()
    }
    row = build_row(
        measure.key, gettext(measure.label), kind_of(measure.key), tuple(cells.values()), differing=False
    )
    scaled = {cell.column.slug: cell for cell in row.cells}
    districts = [
        _district(region, len(members), measure, [scaled[d.slug] for d in members if d.slug in scaled])
        for region, members in zip(regions, _members(regions, departments).values(), strict=True)
    ]
    coverage = coverage_differs(districts)
    refused = (*row.refused, *((coverage,) if coverage else ()))
    unit = "万元" if measure.unit == Unit.MONEY else measure.counted_in
    return DistrictComparison(gettext(measure.label), unit, year, _scaled(districts, refused), row, refused)
