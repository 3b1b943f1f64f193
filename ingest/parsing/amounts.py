"""A statement's block → the statement as read: its rows and cells, its state and its 口径."""

from collections.abc import Iterable, Sequence

from disclosures.statements import FORMS, State, Statement
from ingest.parsing.captions import basis_of, declares_nil, read_captions, year_of
from ingest.parsing.extracts import read_extract
from ingest.parsing.facts import StatementRead, StatementRow
from ingest.parsing.layouts import statement_of
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.numerals import squeeze
from ingest.parsing.outline import StatementBlock
from ingest.parsing.rows import read_rows


def read_statement(block: StatementBlock, layout: Layout) -> StatementRead:
    """What one announced statement shows.

    In: its block and the report's layout. Out: rows in 万元 with the place of every cell; an amount whose
    column the source lost has all columns it may stand in as its ``column`` (``2|3``) until
    ``placement.place`` settles it. A statement outside the nine comes back without rows.
    Source: interface, "Rows", "Columns", "State".
    """
    statement = statement_of(block.title)
    form = FORMS.get(statement)
    caption = read_captions(block)
    rows = _rows(block, statement, layout, caption.unit) if form else ()
    return StatementRead(
        statement,
        form.number if form else None,
        block.title.strip(),
        squeeze(block.number),
        _state(block, rows),
        basis_of(block, statement, _heads(block)),
        caption.unit,
        block.pages,
        rows,
        block.notes,
        caption.department,
        caption.scope,
        year_of(block.title),
    )


def with_missing(reads: Sequence[StatementRead]) -> tuple[StatementRead, ...]:
    """The statements with those of the nine that the report does not announce, as ``missing``."""
    held = {read.statement for read in reads}
    absent = tuple(
        StatementRead(form.statement, form.number, form.title, "", State.MISSING)
        for form in FORMS.values()
        if form.statement not in held
    )
    return (*reads, *absent)


def _rows(block: StatementBlock, statement: Statement, layout: Layout, unit: str) -> tuple[StatementRow, ...]:
    exact = [grid for grid in block.grids if grid.exact]
    if exact:
        return read_rows(exact, statement, layout, unit)
    return read_extract(block.grids, statement, layout, unit) if block.grids else ()


def _state(block: StatementBlock, rows: Iterable[StatementRow]) -> State:
    if any(cell.amount is not None for row in rows for cell in row.cells):
        return State.AMOUNTS
    if declares_nil(block):
        return State.DECLARED_NIL
    if block.picture or not block.grids:
        return State.PICTURE
    return State.EMPTY


def _heads(block: StatementBlock) -> Iterable[str]:
    """The headings of the table that speak of a budget."""
    for grid in block.grids:
        for row in grid.rows:
            yield from (squeeze(cell.text) for cell in row if cell and "预算" in cell.text)
