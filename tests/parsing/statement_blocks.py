"""Statement blocks for tests, made from legible text: cells between bars, or plain lines."""

from ingest.parsing.amounts import read_statement
from ingest.parsing.facts import StatementRead
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts import wuhan
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.outline import StatementBlock


def _table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.split("\n") if line.strip()]


def ruled(text: str, page: int | None = 1) -> Grid:
    """An exact grid: one row a line, cells between bars; ``<`` is covered from the left, ``^`` from above."""
    table = _table(text)
    rows = []
    for place, row in enumerate(table):
        cells: list[GridCell | None] = []
        for column, cell in enumerate(row):
            if cell in ("<", "^"):
                cells.append(None)
                continue
            span = 1
            while column + span < len(row) and row[column + span] == "<":
                span += 1
            depth = 1
            while place + depth < len(table) and table[place + depth][column] == "^":
                depth += 1
            box = (column * 50.0, place * 20.0, column * 50.0 + 40, place * 20.0 + 10) if cell else None
            cells.append(GridCell(cell, box, span, depth))
        rows.append(tuple(cells))
    return Grid(page, tuple(rows))


def tabbed(text: str) -> Grid:
    """A grid of a source without borders: no merged cells, no page."""
    table = _table(text)
    width = max(map(len, table))
    return Grid(
        None, tuple(tuple(GridCell(text) for text in row + [""] * (width - len(row))) for row in table)
    )


def plain(text: str) -> Grid:
    """A grid that lost its columns: the tokens of each line."""
    return Grid(
        None,
        tuple(tuple(map(GridCell, line.split())) for line in text.strip().split("\n") if line.split()),
        exact=False,
    )


def read(
    title: str,
    *grids: Grid,
    notes: tuple[str, ...] = (),
    captions: tuple[str, ...] = ("部门：某局", "单位：万元"),
    layout: Layout = wuhan.NINTH,
    number: str = "",
    picture: bool = False,
) -> StatementRead:
    pages = tuple(grid.page for grid in grids if grid.page)
    return read_statement(StatementBlock(title, number, captions, grids, notes, pages, picture), layout)


def amounts_of(statement: StatementRead) -> dict[tuple[str, str], str]:
    """(row, column) → amount; the row is its 行次, its code, or its name where it has neither."""
    return {
        (row.line or row.code or row.name, cell.column): str(cell.amount)
        for row in statement.rows
        for cell in row.cells
        if cell.amount is not None
    }
