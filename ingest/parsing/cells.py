"""Grid cells → the cells of facts: one data row with the head that holds for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.statements import StatementForm
from ingest.parsing.columns import Cells, Head
from ingest.parsing.facts import Cell
from ingest.parsing.grids import GridCell
from ingest.parsing.numerals import amount, in_wan
from ingest.parsing.shifts import UNPLACED, unless_shifted
from ingest.parsing.titles import tight


@dataclass(frozen=True)
class DataRow:
    """One data row of a grid with the head that holds for it."""

    cells: Cells
    head: Head
    page: int | None
    flat: bool
    carried: bool = False  # the first row of a grid that goes on overleaf


def make_cell(column: str, label: str, printed: GridCell | None, page: int | None, unit: str) -> Cell:
    """A cell of the facts from what is printed; blank where nothing is."""
    text = printed.text.strip() if printed else ""
    if not text or printed is None:
        return Cell(column, label, None, page=page, spot=printed.spot if printed else "")
    value = amount(text)
    return Cell(column, label, _in_wan(value, unit), text, page=page, bbox=printed.box, spot=printed.spot)


def _in_wan(value: Decimal | None, unit: str) -> Decimal | None:
    return None if value is None else in_wan(value, unit)


def texts_of(cells: Sequence[GridCell | None]) -> list[str]:
    return [tight(cell.text) for cell in cells if cell and cell.text.strip()]


def has_amount(cells: Sequence[Cell]) -> bool:
    return any(cell.amount is not None for cell in cells)


def cell_at(cells: Cells, column: int | None) -> GridCell | None:
    return cells[column] if column is not None and column < len(cells) else None


def amount_cells(row: DataRow, form: StatementForm, unit: str) -> tuple[Cell, ...]:
    by_number = {number: column for column, number in row.head.amounts.items()}
    cells = [
        make_cell(
            column.number, column.label, cell_at(row.cells, by_number.get(column.number)), row.page, unit
        )
        for column in form.columns
    ]
    cells += [
        make_cell(row.head.amounts[column], label, cell_at(row.cells, column), row.page, unit)
        for column, label in row.head.extra.items()
    ]
    for column, numbers in row.head.merged.items():
        cells.append(make_cell(UNPLACED.join(numbers), "", cell_at(row.cells, column), row.page, unit))
    return unless_shifted(tuple(cells), form) if row.flat else tuple(cells)
