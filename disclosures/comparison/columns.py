"""The columns of a comparison: which disclosures stand side by side, and on what basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from disclosures.comparison.bases import Basis, scope_word
from disclosures.models import Department, Disclosure, Scope, Sheet
from disclosures.statements import State, Statement

MOST_COLUMNS = 4


@dataclass(frozen=True)
class SheetState:
    """One statement of a disclosure without its cells."""

    state: str
    budget: str
    funds: str
    unit: str


@dataclass(frozen=True)
class Column:
    """One department in one year. ``disclosure`` is None where the site holds no report."""

    slug: str
    name: str
    region: str
    region_code: str
    function: str
    label: str
    year: int
    scope: str = ""
    other_scope: bool = False
    disclosure: int | None = None
    revision: int | None = None
    sha256: str = ""
    unit: str = ""
    sheets: tuple[tuple[str, SheetState], ...] = ()
    code: str = ""  # of the disclosure, with which the ids of its numbers begin

    @property
    def held(self) -> bool:
        return self.disclosure is not None

    @property
    def query(self) -> str:
        """What the address of this column's report needs besides: 汇总 is shown where both are held."""
        return "?scope=own" if self.other_scope and self.scope == Scope.OWN else ""

    @property
    def scope_word(self) -> str:
        return scope_word(self.scope) if self.held else ""

    def sheet(self, statement: str) -> SheetState | None:
        return dict(self.sheets).get(statement)

    def state(self, statement: str) -> str:
        """The state of that statement: "missing" where the report does not hold it."""
        sheet = self.sheet(statement)
        return sheet.state if sheet else State.MISSING

    def basis(self, budget: str = "", funds: str = "", extent: str = "") -> Basis:
        return Basis(self.slug, self.year, self.scope, budget, funds, extent)


def _own_part(department: Department) -> str:
    """What is left of the name without its district: 人民政府办公室."""
    return short_name(department).replace(department.region.name, "", 1)


def _same_kind(departments: Sequence[Department]) -> bool:
    """Whether the departments are one and the same of different districts, so that the district names them."""
    regions = {department.region_id for department in departments}
    return len(regions) == len(departments) and len({_own_part(d) for d in departments}) == 1


def _labels(departments: Sequence[Department], years: Sequence[int]) -> dict[tuple[str, int], str]:
    """Short names that tell the columns apart: the year alone, the district, or the department."""
    by_district = _same_kind(departments)
    labels = {}
    for department in departments:
        name = department.region.name if by_district else short_name(department)
        for year in years:
            alone = gettext("%(year)s 年") % {"year": year}
            labels[department.slug, year] = alone if len(departments) == 1 else f"{name} {year}"
    return labels


def heading(departments: Sequence[Department]) -> str:
    """The departments in one line: 青山区、洪山区人民政府办公室; each name whole where the page is not Chinese."""
    if len(departments) > 1 and _same_kind(departments) and get_language() == settings.LANGUAGE_CODE:
        return gettext("、").join(d.region.name for d in departments) + _own_part(departments[0])
    return gettext("、").join(short_name(department) for department in departments)


def short_name(department: Department) -> str:
    """The name without the city before its district: 武汉市青山区… → 青山区…."""
    region = department.region
    outer = region.parent.name if region.parent else ""
    return department.name.replace(outer + region.name, region.name, 1)


def _sheet_states(sheets: QuerySet) -> dict[int, tuple[tuple[str, SheetState], ...]]:
    found: dict[int, tuple[tuple[str, SheetState], ...]] = {}
    rows = sheets.exclude(statement=Statement.OTHER)
    for revision, statement, *rest in rows.values_list(
        "revision_id", "statement", "state", "basis_budget", "basis_funds", "unit"
    ):
        found[revision] = (*found.get(revision, ()), (statement, SheetState(*rest)))
    return found


def _preferred(disclosures: Iterable[Disclosure], scope: str) -> list[Disclosure]:
    """The one to show first: the wished scope, else 汇总."""
    wished = scope or Scope.CONSOLIDATED
    return sorted(disclosures, key=lambda disclosure: disclosure.scope != wished)


def _by_place(disclosures: Iterable[Disclosure], scope: str) -> dict[tuple[int, int], list[Disclosure]]:
    """The disclosures of each department and year, the one to show first."""
    by_place: dict[tuple[int, int], list[Disclosure]] = {}
    for disclosure in _preferred(disclosures, scope):
        by_place.setdefault((disclosure.department_id, disclosure.year), []).append(disclosure)
    return by_place


def _column(
    department: Department, year: int, label: str, held: Sequence[Disclosure], states: dict
) -> Column:
    common = (
        department.slug,
        short_name(department),
        department.region.name,
        department.region_id,
        department.function,
        label,
        year,
    )
    if not held:
        return Column(*common)
    shown = held[0]
    return Column(
        *common,
        shown.scope,
        len(held) > 1,
        shown.pk,
        shown.current_id,
        shown.current.sha256,
        shown.current.unit,
        states.get(shown.current_id, ()),
        shown.code,
    )


def choose(
    departments: Sequence[Department],
    years: Sequence[int],
    scope: str = "",
    statements: Iterable[str] = (),
) -> tuple[Column, ...]:
    """The columns of departments × years in that order, those not held included.

    ``scope`` prefers 本级 or 汇总 where both are held; ``statements`` are those whose state is read (all where
    it names none). Two queries whatever the number.
    """
    disclosures = (
        Disclosure.objects.published()
        .filter(department__in=departments, year__in=years)
        .select_related("current")
        .only("department", "year", "scope", "code", "current__sha256", "current__unit")
    )
    by_place = _by_place(disclosures, scope)
    sheets = Sheet.objects.filter(revision__current_of__in=disclosures)
    states = _sheet_states(sheets.filter(statement__in=statements) if statements else sheets)
    labels = _labels(departments, years)
    return tuple(
        _column(
            department,
            year,
            labels[department.slug, year],
            by_place.get((department.pk, year), ()),
            states,
        )
        for department in departments
        for year in years
    )


def held_columns(disclosures: QuerySet, statement: str) -> tuple[Column, ...]:
    """One column for every department and year among published disclosures, with the state of one statement
    only. Two queries whatever the number."""
    found = disclosures.select_related("current", "department__region__parent").order_by(
        "department__slug", "year"
    )
    places = _by_place(found, "")
    states = _sheet_states(Sheet.objects.filter(revision__current_of__in=disclosures, statement=statement))
    return tuple(
        _column(held[0].department, year, short_name(held[0].department), held, states)
        for (_, year), held in places.items()
    )
