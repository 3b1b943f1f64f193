"""A statement outside the nine → its rows as printed: names, codes, and the cells x1, x2 … under their headings.

Nothing is known of such a table but what it prints: no column is the form's, no sum is expected.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parsing.cells import make_cell, texts_of
from ingest.parsing.columns import NAME_HEADS, goes_on, read_headings, text_of
from ingest.parsing.facts import StatementRow
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.numerals import amount, squeeze
from ingest.parsing.titles import tight

_CODE = re.compile(r"\d{3,8}")
_CODE_PART = re.compile(r"\d{1,8}")
_LINE_NUMBER = re.compile(r"\d{1,3}")
_COUNT = re.compile(
    r"\([^)]*(?:个|人|辆|台|套|批|次|平方米|%)[^)]*\)|数量|比例|比率|占比|完成率|个数|人数|辆数|面积"
)
_LEVELS = tuple(
    map(re.compile, (r"[一二三四五六七八九十]+、", r"\([一二三四五六七八九十]+\)", r"\d+[.、]", r"\(\d+\)"))
)
_JOIN = "·"

Cells = tuple[GridCell | None, ...]


@dataclass(frozen=True)
class _Side:
    """Columns that belong together: words and numbers of a row, then its cells with their labels."""

    names: tuple[int, ...]
    lines: tuple[int, ...]
    amounts: tuple[tuple[int, str], ...]
    counts: frozenset[int]  # columns of counts by any of their headings


def read_other(grids: Sequence[Grid], unit: str) -> tuple[StatementRow, ...]:
    """The rows of a statement that is none of the nine.

    In: its grids and its printed unit. Out: rows with 行次, code and name where printed, and one cell for every
    other column, labelled by its heading (the heading above it too where two are alike). Amounts in 万元, counts as
    printed. Where the source lost the columns, a row is its words and the amounts of a whole row.
    """
    exact = [grid for grid in grids if grid.exact]
    if not exact:
        return tuple(_of_lines(grids, unit))
    return tuple(_of_grids(exact, unit))


def _of_grids(grids: Sequence[Grid], unit: str) -> Iterator[StatementRow]:
    sides: tuple[_Side, ...] = ()
    rows: dict[int, list[StatementRow]] = {}
    counted: dict[int, int] = {}
    for place, grid in enumerate(grids):
        start = 0
        if place == 0 or not goes_on(grid, grids[0]):
            start, found = _head(grid)
            sides = found or sides
        for row in grid.rows[start:]:
            for number, side in enumerate(sides):
                counted[number] = _counting(_name(row, side), counted.get(number, 0))
                read = _row(row, side, grid.page, "" if counted[number] else unit)
                if read:
                    rows.setdefault(number, []).append(read)
    for number in sorted(rows):  # one side after the other, as they are read
        yield from rows[number]


def _counting(name: str, above: int) -> int:
    """The level of the heading from which on rows are counts: 车辆数合计（辆） counts for the items below it."""
    bare = squeeze(name)
    own = next((level for level, mark in enumerate(_LEVELS, 1) if mark.match(bare)), 0)
    if _COUNT.search(bare):
        return own or above
    return above if above and own > above else 0


def _head(grid: Grid) -> tuple[int, tuple[_Side, ...]]:
    headings = read_headings(grid)
    start = min(headings.rows, _first_named_row(grid)) if headings.printed is None else headings.rows
    width = max(map(len, grid.rows), default=0)
    stacks = [headings.stacks[column] if column < len(headings.stacks) else () for column in range(width)]
    if start < headings.rows:
        stacks = [stack[:start] for stack in stacks]
    return start, tuple(_sides(stacks, _labels(stacks)))


def _first_named_row(grid: Grid) -> int:
    """The first row below the head of a table of counts: its first cell is a word, its others are numbers."""
    for place, row in enumerate(grid.rows[1:], 1):
        texts = [squeeze(cell.text) for cell in row if cell and cell.text.strip()]
        numbers = [text for text in texts[1:] if amount(text) is not None]
        if texts and numbers and len(numbers) >= len(texts) - 2:
            return place
    return len(grid.rows)


def _labels(stacks: Sequence[Sequence[str]]) -> list[str]:
    """The innermost heading of each column, with those above it where several columns share it."""
    inner = [stack[-1] if stack else "" for stack in stacks]
    return [
        _JOIN.join(dict.fromkeys(stack)) if inner.count(inner[place]) > 1 else inner[place]
        for place, stack in enumerate(stacks)
    ]


def _sides(stacks: Sequence[Sequence[str]], labels: Sequence[str]) -> Iterator[_Side]:
    names: list[int] = []
    amounts: list[tuple[int, str]] = []
    groups: list[tuple[list[int], list[tuple[int, str]]]] = [(names, amounts)]
    for column, stack in enumerate(stacks):
        heading = stack[-1] if stack else ""
        is_name = bool(NAME_HEADS.fullmatch(heading)) or (not heading and not groups[-1][1])
        if is_name and groups[-1][1]:
            groups.append(([], []))
        (groups[-1][0].append(column) if is_name else groups[-1][1].append((column, labels[column])))
    if len(groups) == 1 and not groups[0][0] and groups[0][1]:
        groups = [
            ([groups[0][1][0][0]], groups[0][1][1:])
        ]  # the first column names the rows under any heading
    for own, cells in groups:
        inner = {column: stacks[column][-1] if stacks[column] else "" for column in own}
        lines = tuple(column for column in own if inner[column] in ("行次", "序号"))
        words = tuple(column for column in own if column not in lines)
        counts = frozenset(column for column, _ in cells if _COUNT.search("".join(stacks[column])))
        yield _Side(words, lines, tuple(cells), counts)


def _row(row: Cells, side: _Side, page: int | None, unit: str) -> StatementRow | None:
    texts = {column: text_of(row[column]) for column in (*side.names, *side.lines) if column < len(row)}
    line = "".join(texts.get(column, "") for column in side.lines)
    code = "".join(texts[c] for c in side.names if c in texts and _CODE_PART.fullmatch(texts[c]))
    name = _name(row, side)
    if name in ("栏次", "项目") or not (name or code or any(_at(row, column) for column, _ in side.amounts)):
        return None
    cells = tuple(
        make_cell(
            f"x{place}", label, _at(row, column), page, "" if column in side.counts else _unit_of(unit, name)
        )
        for place, (column, label) in enumerate(side.amounts, 1)
    )
    return StatementRow(line if _LINE_NUMBER.fullmatch(line) else "", code, code, name, cells)


def _name(row: Cells, side: _Side) -> str:
    return "".join(
        tight(cell.text)
        for column in side.names
        if column < len(row) and (cell := row[column]) and not _CODE_PART.fullmatch(text_of(cell))
    )


def _at(row: Cells, column: int) -> GridCell | None:
    cell = row[column] if column < len(row) else None
    return cell if cell and cell.text.strip() else None


def _unit_of(unit: str, name: str) -> str:
    """The unit of money, "" for a row of what is counted: 辆, 人次, 平方米."""
    return "" if _COUNT.search(squeeze(name)) else unit


def _of_lines(grids: Sequence[Grid], unit: str) -> Iterator[StatementRow]:
    """Lines that lost their columns. Only a row with as many amounts as any has each in its column; of the others
    the amounts stay with the words of the row, as printed."""
    lines = [([cell for cell in row if cell], grid.page) for grid in grids for row in grid.rows]
    parts = [(*_parted(cells), page) for cells, page in lines if cells]
    most = max((len(money) for _, money, _ in parts), default=0)
    for words, money, page in parts:
        if not money:
            continue
        whole = len(money) == most
        code = squeeze(words[0].text) if words and _CODE.fullmatch(squeeze(words[0].text)) else ""
        shown = [*words[1 if code else 0 :], *([] if whole else money)]
        name = " ".join(texts_of(shown)) if not whole else "".join(texts_of(shown))
        cells = tuple(
            make_cell(f"x{place}", "", token if whole else None, page, _unit_of(unit, name))
            for place, token in enumerate(money if whole else [None] * most, 1)
        )
        if words:
            yield StatementRow("", code, code, name, cells)


def _parted(cells: Sequence[GridCell]) -> tuple[list[GridCell], list[GridCell]]:
    """The words that a line begins with and the numbers that it ends with."""
    end = len(cells)
    while end and amount(cells[end - 1].text) is not None:
        end -= 1
    return list(cells[:end]), list(cells[end:])
