"""Where the sums of a statement do not come out, its pages are read again by the other reader.

Agreement of the two is evidence that the report itself is at odds; where they differ, the reading whose sums
come out is kept and every differing cell is reported. Nothing is ever mended: a kept amount was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from disclosures.statements import State
from ingest.parsing.facts import Cell, Place, StatementRead, StatementRow
from ingest.parsing.tallies import tally

Reread = Callable[[frozenset[int]], Sequence[StatementRead]]  # page numbers → the statements, read again
_Keys = dict[tuple[str, ...], StatementRow]


@dataclass(frozen=True)
class Confirmed:
    """The statements, cells read twice with what the reader not followed read; the cells at odds."""

    statements: tuple[StatementRead, ...]
    disagreements: tuple[Place, ...] = ()


def confirm(reads: Sequence[StatementRead], reread: Reread) -> Confirmed:
    """Read the statements that their sums speak against, or that no sum speaks for, a second time.

    In: the statements as read first and a function that reads pages with the other reader. Out: the same
    statements in the same order, ``Cell.second`` filled in those read twice. ``reread`` is not called where
    every statement is borne out by its sums.
    """
    doubtful = {read.statement for read in reads if read.pages and _is_doubtful(read)}
    if not doubtful:
        return Confirmed(tuple(reads))
    pages = frozenset(page for read in reads if read.statement in doubtful for page in read.pages)
    others = {read.statement: read for read in reread(pages)}
    confirmed = [
        _judged(read, others[read.statement])
        if read.statement in doubtful and read.statement in others
        else Confirmed((read,))
        for read in reads
    ]
    return Confirmed(
        tuple(read for each in confirmed for read in each.statements),
        tuple(place for each in confirmed for place in each.disagreements),
    )


def _is_doubtful(read: StatementRead) -> bool:
    if read.state != State.AMOUNTS or not read.form:
        return False
    sums = tally(read)
    return bool(sums.failed) or not sums.held


def _judged(first: StatementRead, second: StatementRead) -> Confirmed:
    """The reading whose sums come out better, the first where neither does; beside it what the other read."""
    better = len(tally(second).failed) < len(tally(first).failed) and tally(second).held >= tally(first).held
    kept, other = (second, first) if better else (first, second)
    theirs = _rows(other)
    rows, odds = [], []
    for key, row in _rows(kept).items():
        cells = tuple(_beside(cell, theirs.get(key)) for cell in row.cells)
        odds += [_place(kept, row, cell) for cell in cells if _differs(cell, theirs.get(key))]
        rows.append(replace(row, cells=cells))
    for key, row in theirs.items():
        if key not in _rows(kept):
            odds += [_place(other, row, cell) for cell in row.cells if cell.amount is not None]
    return Confirmed((replace(kept, rows=tuple(rows)),), tuple(odds))


def _rows(read: StatementRead) -> _Keys:
    """The rows by what names them; the second row of one name has another key."""
    found: _Keys = {}
    for row in read.rows:
        key: tuple[str, ...] = (row.line, row.code, "" if row.line or row.code else row.name)
        while key in found:
            key = (*key, "")
        found[key] = row
    return found


def _beside(cell: Cell, row: StatementRow | None) -> Cell:
    same = row.cell(cell.column) if row else None
    return replace(cell, second=same.text if same else "")


def _differs(cell: Cell, row: StatementRow | None) -> bool:
    same = row.cell(cell.column) if row else None
    return cell.amount != (same.amount if same else None)


def _place(read: StatementRead, row: StatementRow, cell: Cell) -> Place:
    told = cell.text if cell.second is None else f"{cell.text or '空白'}／{cell.second or '空白'}"
    page = cell.page or (read.pages[0] if read.pages else None)
    return Place(page, read.statement.value, row.line or row.code, cell.column, f"{row.name} {told}".strip())
