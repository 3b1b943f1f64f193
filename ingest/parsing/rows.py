"""Exact grids → logical rows: one row per 行次, code or block entry, every column of the form a cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclosures.statements import FORMS, Shape, Side, Statement, StatementForm
from ingest.parsing.cells import DataRow, amount_cells, cell_at, has_amount, make_cell, texts_of
from ingest.parsing.columns import Head, goes_on, is_flat, read_head
from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.items import read_items
from ingest.parsing.layouts.layout import Layout, ThreePublic
from ingest.parsing.lines import LineFinder
from ingest.parsing.numerals import squeeze
from ingest.parsing.shifts import with_shifted_rows

_CODE = re.compile(r"\d{1,8}")
_ECONOMIC_CODE = re.compile(r"3\d{2,6}")
_TOTALS = ("合计", "总计")
_LAST_TOTAL = "公用经费"  # its total stands below all blocks, whatever the column it begins in


def read_rows(
    grids: Sequence[Grid], statement: Statement, layout: Layout, unit: str
) -> tuple[StatementRow, ...]:
    """The rows of a statement whose grids keep their columns. Amounts in 万元; ``unit`` is the printed one.

    A cell whose column is not certain has all possible ones as ``column`` (``2|3``); see ``placement``.
    """
    form = FORMS[statement]
    if form.shape == Shape.SINGLE and layout.three_public in (ThreePublic.ROWS, ThreePublic.LIST):
        return read_items(grids, unit)
    data = tuple(_data_rows(grids, statement, layout))
    if form.shape == Shape.LINES:
        return _line_rows(data, form, layout, unit)
    if form.shape == Shape.BLOCKS:
        return _block_rows(data, form, unit)
    if form.shape == Shape.SINGLE:
        return _single_row(data, form, unit)
    rows = _once(_code_rows(data, form, unit))
    return with_shifted_rows(rows, form) if data and all(row.flat for row in data) else rows


def _data_rows(grids: Sequence[Grid], statement: Statement, layout: Layout) -> Iterator[DataRow]:
    head: Head | None = None
    for place, grid in enumerate(grids):
        carried = place > 0 and goes_on(grid, grids[0])
        if head is None or not carried:
            own = read_head(grid, statement, layout)
            head = own if own.amounts or head is None else replace(head, rows=own.rows)
        for number, row in enumerate(grid.rows[0 if carried else head.rows :]):
            yield DataRow(row, head, grid.page, is_flat(grid), carried and number == 0)


def _code_rows(data: Sequence[DataRow], form: StatementForm, unit: str) -> Iterator[StatementRow]:
    last: StatementRow | None = None
    for row in data:
        label = texts_of(row.cells[: row.head.first_amount])
        code = "".join(text for text in map(squeeze, label) if _CODE.fullmatch(text))
        name = "".join(text for text in label if not _CODE.fullmatch(squeeze(text)))
        cells = amount_cells(row, form, unit)
        whole = code or name in _TOTALS
        if not whole and not row.carried and not has_amount(cells):
            continue
        if not whole and row.carried and last:
            last = _with_rest(last, name, cells)
            continue
        if last:
            yield last
        last = StatementRow("", code, code, name, cells)
    if last:
        yield last


def _with_rest(row: StatementRow, name: str, cells: tuple[Cell, ...]) -> StatementRow:
    """A row that the end of the page cut in two."""
    whole = cells if has_amount(cells) and not has_amount(row.cells) else row.cells
    return replace(row, name=row.name + name, cells=whole)


def _once(rows: Iterator[StatementRow]) -> tuple[StatementRow, ...]:
    """The rows without the 合计 that is printed again on every page."""
    kept: list[StatementRow] = []
    for row in rows:
        same = (
            other
            for other in kept
            if not row.code
            and (other.code, other.name) == ("", row.name)
            and _amounts(other) == _amounts(row)
        )
        if row.name not in _TOTALS or next(same, None) is None:
            kept.append(row)
    return tuple(kept)


def _amounts(row: StatementRow) -> list[Decimal | None]:
    return [cell.amount for cell in row.cells]


def _single_row(data: Sequence[DataRow], form: StatementForm, unit: str) -> tuple[StatementRow, ...]:
    rows = [amount_cells(row, form, unit) for row in data]
    filled = [cells for cells in rows if has_amount(cells)] or rows
    return (StatementRow("", "", "", "", filled[0]),) if filled else ()


def _line_rows(
    data: Sequence[DataRow], form: StatementForm, layout: Layout, unit: str
) -> tuple[StatementRow, ...]:
    found: list[StatementRow] = []
    for side in (Side.INCOME, Side.EXPENDITURE):
        printed = [side_row for row in data if (side_row := _side_row(row, side, form, unit))]
        finder = LineFinder(form, side, layout, [(row.name, number) for row, number in printed])
        for row, number in printed:
            line = finder.find(row.name, number, has_amount(row.cells))
            if line is not None:
                found.append(replace(row, line=line))
    return tuple(found)


def _side_row(row: DataRow, side: Side, form: StatementForm, unit: str) -> tuple[StatementRow, str] | None:
    """One side of a printed row, without its line yet, and the 行次 printed in it ("" for none)."""
    amounts = _side_columns(row.head, side)
    if not amounts:
        return None
    income_end = max(_side_columns(row.head, Side.INCOME), default=-1)
    start = 0 if side == Side.INCOME else income_end + 1
    label = texts_of(row.cells[start : min(amounts)])
    printed = next((text for text in map(squeeze, label) if text.isdigit()), "")
    name = "".join(text for text in label if not squeeze(text).isdigit())
    cells = tuple(
        make_cell(number, _label(row.head, form, column), cell_at(row.cells, column), row.page, unit)
        for column, number in amounts.items()
    )
    return StatementRow("", "", "", name, cells), printed


def _side_columns(head: Head, side: Side) -> dict[int, str]:
    """The columns of one side: up to where the second one begins, else told by their 栏次."""
    second = head.second
    return {
        column: number
        for column, number in head.amounts.items()
        if (number == "1" if second is None else column < second) == (side == Side.INCOME)
    }


def _label(head: Head, form: StatementForm, column: int) -> str:
    known = form.column(head.amounts[column])
    return known.label if known else head.extra.get(column, "")


def _block_rows(data: Sequence[DataRow], form: StatementForm, unit: str) -> tuple[StatementRow, ...]:
    found: list[tuple[int, StatementRow]] = []
    for row in data:
        found.extend(_entries(row, form, unit))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _entries(row: DataRow, form: StatementForm, unit: str) -> Iterator[tuple[int, StatementRow]]:
    """The entries of one printed row with the block each stands in."""
    starts = [column for column, cell in enumerate(row.cells) if cell and _begins_entry(column, cell, row)]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(row.cells)
        entry = _entry(row, start, end, form.columns[0].number, unit)
        yield len(row.cells) if entry.name.startswith(_LAST_TOTAL) else start, entry


def _begins_entry(column: int, cell: GridCell, row: DataRow) -> bool:
    text = squeeze(cell.text)
    return column not in row.head.amounts and (
        bool(_ECONOMIC_CODE.fullmatch(text)) or text.endswith(_TOTALS[0])
    )


def _entry(row: DataRow, start: int, end: int, column: str, unit: str) -> StatementRow:
    opening = row.cells[start]
    first = squeeze(opening.text) if opening else ""
    code = first if _ECONOMIC_CODE.fullmatch(first) else ""
    places = [place for place in range(start, end) if place in row.head.amounts]
    amount_at = next(
        (place for place in places if texts_of([row.cells[place]])), places[-1] if places else None
    )
    names = [
        row.cells[place]
        for place in range(start + bool(code), end)
        if place not in row.head.amounts and place != amount_at
    ]
    cell = make_cell(column, column, cell_at(row.cells, amount_at), row.page, unit)
    return StatementRow("", code, code, "".join(texts_of(names)), (cell,))
