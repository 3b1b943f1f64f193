"""The statements side by side: what each report prints in the same row and column of the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from disclosures.comparison.columns import Column
from disclosures.comparison.rows import Cell, CellState
from disclosures.models import Sheet
from disclosures.recognition import is_doubtful, is_recognised, is_unreadable
from disclosures.statements import FORMS, Shape, State, Statement

TOTAL = ""


@dataclass(frozen=True)
class PrintedRow:
    """One row of a sheet, its cells by column. ``times`` is how often the sheet prints that key."""

    code: str
    name: str
    cells: dict[str, dict]
    times: int = 1


PrintedSheet = dict[str, PrintedRow]


def _is_total(name: str) -> bool:
    return "".join(name.split()) in ("", "合计", "总计")


def row_key(statement: str, row: dict) -> str:
    """What names a row across reports: the 行次, the code, "" for 合计, else the printed name."""
    shape = FORMS[Statement(statement)].shape
    if shape == Shape.LINES:
        return row["line"] or row["name"]
    if row["code"] or shape == Shape.SINGLE:
        return row["code"]
    return TOTAL if shape == Shape.CODES and _is_total(row["name"]) else row["name"]


def _rows(sheet: Sheet) -> PrintedSheet:
    rows: PrintedSheet = {}
    for row in sheet.data["rows"]:
        key = row_key(sheet.statement, row)
        times = rows[key].times + 1 if key in rows else 1
        rows[key] = PrintedRow(
            row["code"], row["name"], {cell["column"]: cell for cell in row["cells"]}, times
        )
    return rows


def printed_sheets(columns: Iterable[Column], statement: str) -> dict[int, PrintedSheet]:
    """The rows of one statement of each column's revision: one query."""
    revisions = [column.revision for column in columns if column.held]
    sheets = Sheet.objects.filter(revision__in=revisions, statement=statement)
    return {sheet.revision_id: _rows(sheet) for sheet in sheets}


_NO_AMOUNTS = {
    State.DECLARED_NIL: CellState.NIL,
    State.EMPTY: CellState.EMPTY,
    State.PICTURE: CellState.PICTURE,
    State.MISSING: CellState.MISSING,
}


def printed_cell(column: Column, statement: str, key: str, row: PrintedRow | None, number: str) -> Cell:
    """The cell of one column, or why it has no number. A code printed twice gives none: no choice is made."""
    if not column.held:
        return Cell(column, CellState.NOT_HELD)
    state = column.state(statement)
    if state in _NO_AMOUNTS:
        return Cell(column, _NO_AMOUNTS[State(state)], statement=statement)
    if row is None:
        return Cell(column, CellState.NO_ROW, statement=statement)
    if row.times > 1:
        return Cell(column, CellState.REPEATED, statement=statement)
    cell = row.cells.get(number)
    if cell is not None and (is_doubtful(cell) or is_unreadable(cell)):
        state = CellState.DOUBTFUL if is_doubtful(cell) else CellState.UNREADABLE
        return Cell(column, state, statement=statement)
    if cell is None or cell["amount"] is None:
        return Cell(column, CellState.BLANK, statement=statement)
    sheet = column.sheet(statement)
    return Cell(
        column,
        CellState.AMOUNT,
        Decimal(cell["amount"]),
        column.basis(sheet.budget, sheet.funds),
        statement=statement,
        row=key,
        number=number,
        page=cell["page"],
        origin="ocr" if is_recognised(cell) else cell["origin"],
    )
