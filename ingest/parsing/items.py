"""“三公” printed with its items below one another, or with a row of 预算数 and a row of 决算数.

Both come out as the one row of the form; what else the table prints (会议费, 机关运行经费, 团组数 …) follows as
x1, x2 … in print order with its printed label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosures.statements import FORMS, Statement
from ingest.parsing.cells import make_cell
from ingest.parsing.columns import Headings, column_item, read_headings, text_of
from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.arrangement import bare_name, half_of, item_of
from ingest.parsing.numerals import amount

_HALVES = {0: "预算数", 6: "决算数"}
_COUNT = re.compile(r"\([^)]*(?:个|人|辆|台|套|批|次|平方米|%)[^)]*\)")
_COLUMN_NUMBER = re.compile(r"\d{1,2}|栏次|-+")


@dataclass(frozen=True)
class _Printed:
    """One printed cell: the item and half it belongs to, None where the form has none, and its words."""

    item: int | None
    half: int | None
    label: str
    cell: GridCell
    page: int | None


def read_items(grids: Sequence[Grid], unit: str) -> tuple[StatementRow, ...]:
    """The one row of the 三公 statement. Amounts in 万元; ``unit`` is the printed one. () where nothing is printed."""
    printed = [cell for grid in grids if grid.exact for cell in _printed(grid, read_headings(grid))]
    cells: dict[str, Cell] = {}
    extra: list[Cell] = []
    for one in printed:
        number = str(one.item + one.half) if one.item and one.half is not None else ""
        if number and number not in cells:
            cells[number] = make_cell(number, "", one.cell, one.page, unit)
        elif not number and amount(one.cell.text) is not None:
            scale = "" if _COUNT.search(one.label) else unit
            extra.append(make_cell(f"x{len(extra) + 1}", one.label, one.cell, one.page, scale))
    if not printed:
        return ()
    page = printed[0].page
    of_form = (
        _labelled(cells.get(column.number) or Cell(column.number, "", None, page=page), column.label)
        for column in FORMS[Statement.THREE_PUBLIC].columns
    )
    return (StatementRow("", "", "", "", (*of_form, *extra)),)


def _labelled(cell: Cell, label: str) -> Cell:
    return replace(cell, label=label)


def _printed(grid: Grid, headings: Headings) -> Iterator[_Printed]:
    """The cells below the head, row by row; a row's own name and its columns' headings say what they are."""
    vehicles = False
    for row in grid.rows[headings.rows :]:
        name, start = _name(row)
        if not name:
            continue
        item, half = item_of(name), half_of(name)
        vehicles = item == 3 or (vehicles and item in (4, 5))
        for column in range(start, len(row)):
            cell = row[column]
            if cell is None or not cell.text.strip():
                continue
            stack = (
                [bare_name(text) for text in headings.stacks[column]] if column < len(headings.stacks) else []
            )
            if _is_no_amount(stack, cell):
                continue
            if half is not None:  # the items are the columns
                place = column_item(stack)
                label = f"{_HALVES[half]} {stack[-1] if stack else ''}".strip()
                yield _Printed(place, half, label, cell, grid.page)
            else:
                own = next((found for found in map(half_of, reversed(stack)) if found is not None), None)
                label = " ".join(filter(None, (text_of(row[start - 1]), stack[-1] if stack else "")))
                yield _Printed(item, own, label, cell, grid.page)


def _name(row: Sequence[GridCell | None]) -> tuple[str, int]:
    """The name of a row and the column behind it."""
    for column, cell in enumerate(row):
        text = text_of(cell)
        if text and not _COLUMN_NUMBER.fullmatch(text):
            return (bare_name(text), column + 1) if amount(text) is None else ("", 0)
    return "", 0


def _is_no_amount(stack: Sequence[str], cell: GridCell) -> bool:
    """A cell of 行次 or of a column of words."""
    return bool(stack) and stack[-1] in ("行次", "栏次", "单位", "备注", "序号")
