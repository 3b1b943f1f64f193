"""The rows of an indicator table that lost its columns: each divided among name, target and actual value.

A row is read where one division only is possible (see ``wraps``) and where it cannot have lost its beginning or its
end to a neighbour.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsing.wraps import Cell, Column, Columns, by_hand, cell_of, divisions, tokens_of

VALUE = re.compile(r"[≥≤<>=≧≦]?-?\d[\d.,]*(?:%|[\u4e00-\u9fff]{1,3})?")
_NAME = re.compile(r"[\u4e00-\u9fff《》“”、()A-Za-z]{3,40}")
_PASSES = 9  # times that rows are tried again with what others told of the widths


@dataclass
class Row:
    """What stands between two scores, without the group and kind before it."""

    lines: list[list[str]]
    score: str
    group: str
    kind: str
    block: int
    anchored: bool  # a group or kind stands before it, or the heads
    bad: bool = False
    cells: tuple[Cell, ...] = ()
    ways: int = 0  # in which it can be divided

    @property
    def at_once(self) -> bool:
        """Name, target and value on the line of the score."""
        return len(self.lines) == 1 and len(self.lines[0]) == 3


def certain(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows of one form that are certain, with their cells; ``columns`` is what its heads say of the widths."""
    for row in rows:
        if row.at_once and not row.bad:
            _settle(row, _each(row.lines[0]), columns)
    _loosen(rows, columns)
    open_rows = [row for row in rows if not row.cells and not row.bad]
    for _ in range(_PASSES):
        pairs = {(row.cells[1].text, row.cells[2].text) for row in rows if row.cells}
        settled = [row for row in open_rows if _resolve(row, columns, pairs)]
        if not settled:
            break
        open_rows = [row for row in open_rows if not row.cells]
    for row in rows:
        if not row.at_once and not all(map(Column.takes, columns.of, row.cells)):
            row.cells = ()  # what was read after it leaves no room for it
    torn = any(row.bad for row in rows)
    blocks = [None, *rows, None]
    return [
        row
        for (before, row), (_, after) in zip(pairwise(blocks), pairwise(blocks[1:]), strict=False)
        if row and row.cells and _begins(row, before) and _ends(row, after, columns, torn)
    ]


def _each(pieces: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell((piece,), True) for piece in pieces)


def _settle(row: Row, cells: tuple[Cell, ...], columns: Columns) -> bool:
    if _NAME.fullmatch(cells[0].text) and not VALUE.fullmatch(cells[0].text):
        row.cells, row.ways = cells, row.ways or 1
        columns.learn(cells)
    return bool(row.cells)


def _numeric(row: Row) -> tuple[Cell, ...] | None:
    """Name, target and value of a row with two numbers on the line of the score, below its name."""
    if len(row.lines) < 2 or len(row.lines[-1]) != 2 or not all(map(VALUE.fullmatch, row.lines[-1])):
        return None
    name = cell_of(tokens_of(row.lines[:-1]))
    return (name, *_each(row.lines[-1])) if name else None


def _loosen(rows: Sequence[Row], columns: Columns) -> None:
    """Names broken by hand, as rows with two numbers show them, say nothing of a column's width."""
    names = columns.of[0]
    broken = [cells[0] for row in rows if not row.bad and (cells := _numeric(row))]
    names.free = any(
        not names.takes(cell) and all(by_hand(line, names.low) for line in cell.lines[:-1]) for cell in broken
    )


def _resolve(row: Row, columns: Columns, pairs: set[tuple[str, str]]) -> bool:
    """Give the row its cells where only one division is possible, or only one with a target and value seen before."""
    if not row.lines:
        return False
    if numeric := _numeric(row):
        row.ways = int(columns.of[0].takes(numeric[0]))
        return bool(row.ways) and _settle(row, numeric, columns)
    found = [
        cells
        for cells in divisions(row.lines, columns.of)
        if _NAME.fullmatch(cells[0].text) and not (cells[0].shared and len(cells[0].lines) > 1)
    ]
    row.ways = len(found)
    if len(found) > 1:
        found = [cells for cells in found if (cells[1].text, cells[2].text) in pairs]
    if len(found) != 1 or (not columns.of[0].free and _with_a_blank(row, columns)):
        return False
    return _settle(row, found[0], columns)


def _with_a_blank(row: Row, columns: Columns) -> bool:
    """Whether the row may have no target or no value."""
    name, target, actual = columns.of
    return any(
        _NAME.fullmatch(cells[0].text) and not cells[0].shared
        for pair in ((name, target), (name, actual))
        for cells in divisions(row.lines, pair)
    )


def _begins(row: Row, before: Row | None) -> bool:
    """Whether the row begins where its lines do."""
    if row.anchored or row.at_once:
        return True
    return before is not None and before.block == row.block and before.ways > 0 and not before.bad


def _ends(row: Row, after: Row | None, columns: Columns, torn: bool) -> bool:
    """Whether nothing of the row follows its score."""
    if after is None or after.block != row.block or after.at_once or after.anchored:
        return True
    if after.ways:
        return not (torn and columns.of[0].free) or (bool(after.cells) and len(after.cells[0].lines) == 1)
    if not row.at_once:
        return False
    return not any(column.may_go_on(cell) for column, cell in zip(columns.of, row.cells, strict=True))
