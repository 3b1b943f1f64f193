"""The columns of a comparison: which disclosures stand side by side, and on what basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from disclosures.comparison.bases import Basis, scope_word
from disclosures.models import Department, Disclosure, Scope, Sheet
from disclosures.statements import State, Statement

MOST_COLUMNS = 4


class SheetState(NamedTuple):
    """One statement of a disclosure without its cells."""

    state: str
    budget: str
    funds: str
    unit: str
    file: str = ""  # SHA-256 of the further file that prints it, "" for the report's own


class Held(NamedTuple):
    """What a column needs of a published disclosure, without its model: many are read at once."""

    department: int
    year: int
    scope: str
    pk: int
    code: str
    revision: int
    sha256: str
    unit: str


_HELD = ("department", "year", "scope", "pk", "code", "current", "current__sha256", "current__unit")


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

    def digest(self, statement: str = "") -> str:
        """The SHA-256 of the file that prints the statement; without one, of the report's own."""
        sheet = self.sheet(statement) if statement else None
        return (sheet.file if sheet else "") or self.sha256

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


def _label(name: str, year: int, alone: bool) -> str:
    """Short names that tell the columns apart: the year alone, the district, or the department."""
    return gettext("%(year)s 年") % {"year": year} if alone else f"{name} {year}"


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
        "revision_id", "statement", "state", "basis_budget", "basis_funds", "unit", "file"
    ):
        found[revision] = (*found.get(revision, ()), (statement, SheetState(*rest)))
    return found


def _by_place(disclosures: Iterable[Held], scope: str) -> dict[tuple[int, int], list[Held]]:
    """The disclosures of each department and year, the one to show first: the wished scope, else 汇总."""
    wished = scope or Scope.CONSOLIDATED
    by_place: dict[tuple[int, int], list[Held]] = {}
    for held in sorted(disclosures, key=lambda held: held.scope != wished):
        by_place.setdefault((held.department, held.year), []).append(held)
    return by_place


def _column(
    department: Department, name: str, year: int, label: str, held: Sequence[Held], states: dict
) -> Column:
    common = (
        department.slug,
        name,
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
        shown.revision,
        shown.sha256,
        shown.unit,
        states.get(shown.revision, ()),
        shown.code,
    )


def _published(departments: Iterable[Department], years: Iterable[int]) -> QuerySet:
    asked = [department.pk for department in departments]
    return Disclosure.objects.published().filter(department__in=asked, year__in=years)


def choose(
    departments: Sequence[Department],
    years: Sequence[int],
    scope: str = "",
    statements: Iterable[str] = (),
    among: QuerySet | None = None,
) -> tuple[Column, ...]:
    """The columns of departments × years in that order, those not held included.

    ``scope`` prefers 本级 or 汇总 where both are held; ``statements`` are those whose state is read (all where
    it names none). ``among`` are the published disclosures of just these departments and years, where they are
    asked for without naming each: of a thousand, that is half the work. Two queries whatever the number.
    """
    disclosures = _published(departments, years) if among is None else among
    by_place = _by_place(map(Held._make, disclosures.values_list(*_HELD)), scope)
    sheets = Sheet.objects.filter(revision__in=disclosures.values("current"))
    states = _sheet_states(sheets.filter(statement__in=statements) if statements else sheets)
    by_district, alone = _same_kind(departments), len(departments) == 1
    columns = []
    for department in departments:
        name = short_name(department)
        told = department.region.name if by_district else name
        for year in years:
            held = by_place.get((department.pk, year), ())
            columns.append(_column(department, name, year, _label(told, year, alone), held, states))
    return tuple(columns)


def held_columns(disclosures: QuerySet, statement: str) -> tuple[Column, ...]:
    """One column for every department and year among published disclosures, with the state of one statement
    only. Two queries whatever the number."""
    found = disclosures.select_related("current", "department__region__parent").order_by(
        "department__slug", "year"
    )
    departments = {disclosure.department_id: disclosure.department for disclosure in found}
    places = _by_place(map(_held, found), "")
    revisions = [disclosure.current_id for disclosure in found]
    states = _sheet_states(Sheet.objects.filter(revision__in=revisions, statement=statement))
    columns = []
    for (pk, year), held in places.items():
        name = short_name(departments[pk])
        columns.append(_column(departments[pk], name, year, name, held, states))
    return tuple(columns)


def _held(disclosure: Disclosure) -> Held:
    revision = disclosure.current
    return Held(
        disclosure.department_id,
        disclosure.year,
        disclosure.scope,
        disclosure.pk,
        disclosure.code,
        revision.pk,
        revision.sha256,
        revision.unit,
    )
