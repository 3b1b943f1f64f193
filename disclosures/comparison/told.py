"""Figures as cells: the numbers of the narrative that stand in for a picture, and the comparable numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.db.models import QuerySet

from disclosures.comparison.bases import Basis, Extent, Kind, extent_of, extent_varies, kind_of
from disclosures.comparison.columns import Column
from disclosures.comparison.rows import Cell, CellState
from disclosures.measures import MEASURES, Measure, Unit, measure_of
from disclosures.models import Figure
from disclosures.statements import State, Statement
from disclosures.wording import BUDGETS, FUNDS, wan

ALL_GENERAL_BUDGET = ("expenditure_current", "general_budget_expenditure")


class Told(NamedTuple):
    """A stored figure without its model: many are read at once. Named as the columns of ``Figure``."""

    disclosure_id: int
    measure: str
    value: int
    unit: str
    basis: str
    statement: str
    row: str
    column: str
    section: str
    page: int | None
    origin: str

    @property
    def recognised(self) -> bool:
        """Whether it was recognised in a picture and nobody has looked at it."""
        return bool(self.origin)


Figures = Mapping[str, Told]

# The extent (see ``Extent``) that a number told in place of a cell must have to be that cell's number.
_EXTENT_OF_STATEMENT: dict[str, Extent] = {
    Statement.SUMMARY: Extent.ALL,
    Statement.EXPENDITURE: Extent.ALL,
    Statement.GENERAL_BUDGET: Extent.GENERAL_BUDGET,
}
# A picture, or a statement that the file does not hold, leaves only the narrative.
_STATES_THAT_LEAVE_THE_NARRATIVE = (State.PICTURE, State.MISSING)


def figures_of(
    columns: Iterable[Column], measures: Iterable[str] = (), among: QuerySet | None = None
) -> dict[int, Figures]:
    """The figures of the columns' disclosures by measure, all where ``measures`` names none: one query.

    ``among`` are these disclosures, where they are asked for without naming each.
    """
    found: dict[int, dict[str, Told]] = defaultdict(dict)
    disclosures = [column.disclosure for column in columns if column.held] if among is None else among
    figures = Figure.objects.filter(disclosure__in=disclosures)
    asked = figures.filter(measure__in=measures) if measures else figures
    for figure in map(Told._make, asked.values_list(*Told._fields)):
        found[figure.disclosure_id][figure.measure] = figure
    return found


def needed_for(measure: str) -> tuple[str, ...]:
    """The measures to read for cells of one measure: itself, and what tells its extent where that varies."""
    return (measure, *ALL_GENERAL_BUDGET) if extent_varies(measure) else (measure,)


def all_general_budget(figures: Figures) -> bool:
    """Whether all spending of the department is 一般公共预算: both totals are given and equal."""
    whole, part = map(figures.get, ALL_GENERAL_BUDGET)
    return whole is not None and part is not None and whole.value == part.value


@cache  # of a handful of words, for thousands of figures
def _said(basis: str) -> tuple[str, str]:
    """Which budget and whose money the basis of a figure names; "" for what it does not."""
    tokens = basis.split("+")
    budget, funds = (next((one for one in tokens if one in known), "") for known in (BUDGETS, FUNDS))
    return budget, funds


def basis_of(column: Column, figure: Told, figures: Figures) -> Basis:
    """The basis of a figure. Which budget a figure of the narrative means is only what the figure says; whose
    money it is also stands in the statement's title."""
    extent = extent_of(figure.measure, figure.statement, figure.section, all_general_budget(figures))
    if kind_of(figure.measure) == Kind.AMOUNT:
        return column.basis(extent=extent)
    sheet = column.sheet(Statement.THREE_PUBLIC)
    budget, funds = _said(figure.basis)
    if sheet:
        funds = funds or sheet.funds
        budget = budget or (sheet.budget if figure.statement else "")
    return column.basis(budget, funds, extent)


def three_public_basis(column: Column, figures: Figures) -> Basis:
    """Which budget and whose money the 三公 total of a column is: as its figures say, else as its statement."""
    sheet = column.sheet(Statement.THREE_PUBLIC)
    budget, funds = (sheet.budget, sheet.funds) if sheet else ("", "")
    for key in ("three_public.total.budget", "three_public.total.actual"):
        if key in figures:
            told = basis_of(column, figures[key], figures)
            budget, funds = budget or told.budget, funds or told.funds
    return column.basis(budget, funds)


def figure_cell(column: Column, figure: Told, figures: Figures) -> Cell:
    money = figure.unit == "money"
    measure = measure_of(figure.measure)
    return Cell(
        column,
        CellState.AMOUNT,
        wan(figure.value) if money else Decimal(figure.value),
        basis_of(column, figure, figures),
        statement=figure.statement,
        row=figure.row,
        number=figure.column,
        section=figure.section,
        page=figure.page,
        origin="_".join(part for part in ("" if figure.statement else "narrative", figure.origin) if part),
        suffix="" if money or measure is None else f" {measure.counted_in}",
        measure=figure.measure,
    )


def absent_cell(column: Column, measure: Measure) -> Cell:
    """Why a column has no figure of a measure."""
    if not column.held:
        return Cell(column, CellState.NOT_HELD)
    if not measure.sources or measure.unit == Unit.COUNT:
        return Cell(column, CellState.NO_ROW)
    states = [column.state(source.statement) for source in measure.sources]
    if State.AMOUNTS in states:
        return Cell(column, CellState.BLANK)
    words = {
        State.DECLARED_NIL: CellState.NIL,
        State.EMPTY: CellState.EMPTY,
        State.PICTURE: CellState.PICTURE,
    }
    return Cell(column, next((words[state] for state in states if state in words), CellState.MISSING))


def measure_cell(column: Column, key: str, figures: Figures) -> Cell:
    """The number of one measure in one column, or why there is none."""
    figure = figures.get(key)
    if figure is not None:
        return figure_cell(column, figure, figures)
    return absent_cell(column, measure_of(key))


@cache
def _keys_by_cell() -> dict[tuple[str, str, str], str]:
    return {
        (source.statement, source.row, source.column): measure.key
        for measure in MEASURES.values()
        for source in measure.sources
    }


def _key_of(statement: str, row: str, column: str) -> str:
    """The measure that tells what a cell of a statement would print, "" where there is none."""
    if statement == Statement.GENERAL_BUDGET and column == "1" and len(row) == 7:
        return f"item.{row}.actual"
    return _keys_by_cell().get((statement, row, column), "")


def told_cell(column: Column, statement: str, row: str, number: str, figures: Figures) -> Cell | None:
    """The narrative's number for a cell of a statement that cannot be read, None where it gives none."""
    if column.state(statement) not in _STATES_THAT_LEAVE_THE_NARRATIVE:
        return None
    figure = figures.get(_key_of(statement, row, number))
    if figure is None or figure.statement or not figure.section:
        return None
    basis = basis_of(column, figure, figures)
    wanted = _EXTENT_OF_STATEMENT.get(statement)
    coincide = all_general_budget(figures) and wanted is not None
    if basis.extent and basis.extent != wanted and not coincide:
        return None
    return figure_cell(column, figure, figures)


def told_rows(statement: str, figures: Figures) -> list[str]:
    """The row keys of a statement that the narrative gives a number for."""
    cells = _keys_by_cell().items()
    rows = [row for (name, row, _), key in cells if name == statement and key in figures]
    if statement == Statement.GENERAL_BUDGET:
        rows += [key.split(".")[1] for key in figures if key.startswith("item.") and key.endswith(".actual")]
    return list(dict.fromkeys(rows))
