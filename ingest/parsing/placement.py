"""Amounts whose column the source lost find their place where exactly one is left.

What decides: the form's identities on the row, the sums of every column (合计 = Σ类, 类 = Σ款, 款 = Σ项; 59行 =
Σ33–58行), and what one statement says of another. An amount that a row does not print is never added; where
more than one place remains the cell stays blank and the amount is reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from disclosures.statements import FORMS
from ingest.parsing.facts import Cell, Origin, Place, StatementRead, StatementRow
from ingest.parsing.options import OpenRow, open_row
from ingest.parsing.rules import rules_for
from ingest.parsing.shifts import UNPLACED

_ROUNDS = 50  # every round drops at least one placement; real reports settle in under ten


@dataclass(frozen=True)
class Placement:
    """The statements with what could be placed, and the printed amounts that could not."""

    statements: tuple[StatementRead, ...]
    unplaced: tuple[Place, ...]


def place(statements: Sequence[StatementRead]) -> Placement:
    """Place the amounts of ``statements`` that carry several columns (``2|3``).

    In: the statements as read, codes completed. Out: the same statements, every amount in one column
    (``derived``) or left out, and the places of those left out. Amounts in 万元.
    Source: interface, "Origin".
    """
    opened = {
        read.statement: [open_row(row, FORMS[read.statement]) for row in read.rows]
        for read in statements
        if read.statement in FORMS
    }
    rules = rules_for({read.statement: read for read in statements}, opened)
    for _ in range(_ROUNDS):
        changed = [rule.settle() for rule in rules]
        if not any(changed):
            break
    placed = tuple(_placed(read, opened.get(read.statement, [])) for read in statements)
    unplaced = (
        _place_of(read, row, cell)
        for read in statements
        for row in opened.get(read.statement, [])
        for cell in _undecided(row)
    )
    return Placement(placed, tuple(unplaced))


def _decided(row: OpenRow) -> dict[str, Cell]:
    """Column → the unplaced amount that every remaining placement puts there.

    Nothing where the row contradicts itself, and no zero beside a lost amount: no sum can tell its place.
    """
    found: dict[str, Cell] = {}
    if any(option.broken for option in row.options):
        return found
    lost = any(option.lost for option in row.options)
    for place_, cell in enumerate(row.unplaced):
        if lost and not cell.amount:
            continue
        columns = {option.placed[place_] for option in row.options}
        if len(columns) == 1:
            found[columns.pop()] = cell
    return found


def _undecided(row: OpenRow) -> list[Cell]:
    decided = list(_decided(row).values())
    return [cell for cell in row.unplaced if not any(cell is other for other in decided)]


def _placed(read: StatementRead, rows: Sequence[OpenRow]) -> StatementRead:
    return replace(read, rows=tuple(map(_settled, rows))) if rows else read


def _settled(row: OpenRow) -> StatementRow:
    decided = _decided(row)
    return replace(
        row.row, cells=tuple(_cell(cell, decided) for cell in row.row.cells if UNPLACED not in cell.column)
    )


def _cell(cell: Cell, decided: Mapping[str, Cell]) -> Cell:
    found = decided.get(cell.column)
    if found is None:
        return cell
    return replace(
        cell, amount=found.amount, text=found.text, origin=Origin.DERIVED, page=found.page, bbox=found.bbox
    )


def _place_of(read: StatementRead, row: OpenRow, cell: Cell) -> Place:
    key = row.row.line or row.row.code
    return Place(cell.page, read.statement.value, key, None, f"{row.row.name} {cell.text}".strip())
