"""Sources without borders that lost their blank cells: the amounts behind one have moved to the left.

Such a row cannot be believed where its position contradicts the form; its amounts are then unplaced.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosures.statements import StatementForm
from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.sums import keeps_identities, tolerance

UNPLACED = "|"  # joins the columns that one unplaced amount may stand in


def unless_shifted(cells: tuple[Cell, ...], form: StatementForm) -> tuple[Cell, ...]:
    """The cells of one row; all unplaced where they fill the first columns and break the form's identities."""
    filled = _filled(cells)
    if len(filled) < 2 or len(filled) == len(cells) or not _in_front(cells) or keeps_identities(cells, form):
        return cells
    return _unplaced(cells, 0, form)


def with_shifted_rows(rows: tuple[StatementRow, ...], form: StatementForm) -> tuple[StatementRow, ...]:
    """The rows of a statement by code; unplaced behind column 1 where the columns show a shift.

    A shift: no row has a blank before an amount, and against 合计 one column holds too much and a later one too
    little. Either alone may be the publisher's own slip and stays as printed.
    """
    if not all(_in_front(row.cells) for row in rows) or not _too_far_left(rows, form):
        return rows
    return tuple(
        row
        if len(_filled(row.cells)) in (1, len(row.cells))
        else replace(row, cells=_unplaced(row.cells, 1, form))
        for row in rows
    )


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.amount is not None]


def _in_front(cells: Sequence[Cell]) -> bool:
    filled = _filled(cells)
    return filled == list(cells[: len(filled)])


def _too_far_left(rows: Sequence[StatementRow], form: StatementForm) -> bool:
    total = next((row for row in rows if not row.code), None)
    classes = [row for row in rows if len(row.code) == 3]
    if total is None or not classes:
        return False
    over = [
        sum((_amount(row, column.number) for row in classes), Decimal(0)) - _amount(total, column.number)
        for column in form.columns
    ]
    slack = tolerance(len(classes))
    too_much = next((place for place, excess in enumerate(over) if excess > slack), None)
    return too_much is not None and any(excess < -slack for excess in over[too_much + 1 :])


def _amount(row: StatementRow, column: str) -> Decimal:
    cell = row.cell(column)
    return cell.amount if cell and cell.amount is not None else Decimal(0)


def _unplaced(cells: tuple[Cell, ...], certain: int, form: StatementForm) -> tuple[Cell, ...]:
    """The cells with all amounts behind the first ``certain`` columns taken out of their place."""
    anywhere = UNPLACED.join(column.number for column in form.columns[certain:])
    blank = tuple(replace(cell, amount=None, text="", bbox=None) for cell in cells[certain:])
    loose = tuple(
        replace(cell, column=anywhere, label="") for cell in cells[certain:] if cell.amount is not None
    )
    return cells[:certain] + blank + loose
