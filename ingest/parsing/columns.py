"""The head of a grid says which 栏次 each of its columns is.

First source: the printed 栏次 row. Second: the headings, read from the outside in. What the head does not
settle (two headings run into one cell) is left to ``placement``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosures.statements import FORMS, Shape, Statement
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.layout import THREE_PUBLIC_ITEMS, Layout
from ingest.parsing.numerals import squeeze

Cells = tuple[GridCell | None, ...]

_INDEX_WORD = re.compile(r"类?款?项?(?:栏次)?|项目|行次|科目(?:编码|名称)")
_CODE = re.compile(r"\d{3,8}")
_NAME_HEADS = re.compile(
    r"(功能分类|经济分类|支出功能分类|支出经济分类)?(科目)?(编码|名称|代码)|项目|行次?|栏次|类|款|类款项?|项"
)
_DATA_START = re.compile(r"[一二三四五六七八九十]+、")
_DECIMAL = re.compile(r"-?[\d,]+\.\d+")


@dataclass(frozen=True)
class Head:
    """What the head of a grid says.

    ``rows``: how many rows it takes. ``amounts``: grid column → 栏次. ``merged``: grid column → the 栏次 that
    run into it. ``extra``: grid column → heading of a column the form lacks (x1, x2, … in ``amounts``).
    """

    rows: int
    amounts: Mapping[int, str]
    merged: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)

    @property
    def first_amount(self) -> int:
        return min([*self.amounts, *self.merged], default=0)


def read_head(grid: Grid, statement: Statement, layout: Layout) -> Head:
    """The head of an exact grid: how many rows it takes and which 栏次 its columns are."""
    index = _index_row(grid.rows)
    start = _first_data_row(grid.rows, index)
    stacks = _stacks(grid.rows[:start], flat=is_flat(grid))
    if index is not None:
        return _by_index(grid.rows[index], start, stacks, statement, layout)
    return _by_headings(start, stacks, statement, layout)


def goes_on(grid: Grid, first: Grid) -> bool:
    """Whether a grid goes on with the rows of the one before it without repeating its head."""
    return _index_row(grid.rows) is None and _head_text(grid) != _head_text(first)


def is_flat(grid: Grid) -> bool:
    """Whether the source has no merged cells (tabs): a heading then stands before the blanks it covers."""
    return all(cell is not None and cell.span == 1 and cell.depth == 1 for row in grid.rows for cell in row)


def _head_text(grid: Grid) -> str:
    return "".join(map(_text, grid.rows[0])) if grid.rows else ""


def _text(cell: GridCell | None) -> str:
    return squeeze(cell.text) if cell else ""


def _index_row(rows: Sequence[Cells]) -> int | None:
    """The row that prints the numbers of the columns: 1, 2, 3 … and nothing else but 栏次, 类, 款, 项."""
    for place, row in enumerate(rows):
        texts = [text for text in map(_text, row) if text]
        numbers = [int(text) for text in texts if text.isdigit() and len(text) <= 2]
        others = [text for text in texts if not text.isdigit()]
        counted = numbers == list(range(1, len(numbers) + 1))
        if counted and len(numbers) > 1 and all(map(_INDEX_WORD.fullmatch, others)):
            return place
    return None


def _first_data_row(rows: Sequence[Cells], index: int | None) -> int:
    if index is not None:
        follows = index + 1
        # 栏次 may stand alone on the row below its numbers.
        while follows < len(rows) and {_text(cell) for cell in rows[follows]} - {""} == {"栏次"}:
            follows += 1
        return follows
    for place, row in enumerate(rows):
        if any(_is_data(text) for text in map(_text, row)) or _is_bare_total(rows, place):
            return place
    return len(rows)


def _is_data(text: str) -> bool:
    return bool(_CODE.fullmatch(text) or _DATA_START.match(text) or _DECIMAL.fullmatch(text))


def _is_bare_total(rows: Sequence[Cells], place: int) -> bool:
    """A row below the head whose only text is 合计, first of all cells: the total of an empty table."""
    texts = [text for text in map(_text, rows[place]) if text]
    return place > 0 and texts == ["合计"] and _text(rows[place][0]) == "合计"


def _stacks(head: Sequence[Cells], flat: bool) -> list[list[str]]:
    """The headings above each grid column from the outside in, merged cells spread over what they cover."""
    width = max((len(row) for row in head), default=0)
    stacks: list[list[str]] = [[] for _ in range(width)]
    for row in head:
        above = [tuple(stack) for stack in stacks]
        for column, cell in enumerate(row):
            text = _text(cell)
            if cell is None or not text:
                continue
            reach = _blanks_behind(row, column, above) if flat else cell.span
            for covered in range(column, min(column + reach, width)):
                stacks[covered].append(text)
    return stacks


def _blanks_behind(row: Cells, column: int, above: Sequence[tuple[str, ...]]) -> int:
    """The heading's own column and the blank ones behind it that stand below the same headings."""
    reach = 1
    while (
        column + reach < len(row)
        and not _text(row[column + reach])
        and above[column + reach] == above[column]
    ):
        reach += 1
    return reach


def _by_index(
    row: Cells,
    start: int,
    stacks: Sequence[Sequence[str]],
    statement: Statement,
    layout: Layout,
) -> Head:
    amounts = {column: _text(cell) for column, cell in enumerate(row) if _text(cell).isdigit()}
    numbers = {column.number for column in FORMS[statement].columns}
    amounts = {column: number for column, number in amounts.items() if number in numbers}
    missing = [number for number in sorted(numbers, key=_order) if number not in amounts.values()]
    merged: dict[int, tuple[str, ...]] = {}
    if missing:
        merged = _merged(stacks, amounts, statement, layout)
        amounts = {column: number for column, number in amounts.items() if column not in merged}
    return Head(start, amounts, merged)


def _order(number: str) -> int:
    return int(number) if number.isdigit() else 0


def _merged(
    stacks: Sequence[Sequence[str]], amounts: Mapping[int, str], statement: Statement, layout: Layout
) -> dict[int, tuple[str, ...]]:
    """Grid columns whose headings are those of several 栏次 run into one cell."""
    aliases = layout.labels.get(statement, {})
    found = {}
    for column in amounts:
        heading = stacks[column][-2] if len(stacks[column]) > 1 else ""
        numbers = tuple(
            n for n, names in aliases.items() if any(heading != a and a in heading for a in names)
        )
        if len(numbers) > 1 and not any(heading in names for names in aliases.values()):
            found[column] = numbers
    return found


def _by_headings(
    start: int,
    stacks: Sequence[Sequence[str]],
    statement: Statement,
    layout: Layout,
) -> Head:
    amounts: dict[int, str] = {}
    extra: dict[int, str] = {}
    sides = 0
    for column, stack in enumerate(stacks):
        heading = stack[-1] if stack else ""
        if heading == "项目" and FORMS[statement].shape == Shape.LINES:
            sides += 1
        if not heading or _NAME_HEADS.fullmatch(heading):
            continue
        repeats = FORMS[statement].shape == Shape.BLOCKS
        number = _number_of(stack, statement, layout, sides, set() if repeats else set(amounts.values()))
        if number:
            amounts[column] = number
        elif FORMS[statement].shape == Shape.CODES:
            extra[column] = heading
    for place, column in enumerate(sorted(extra), 1):
        amounts[column] = f"x{place}"
    return Head(start, amounts, extra=extra)


def _number_of(
    stack: Sequence[str], statement: Statement, layout: Layout, sides: int, taken: set[str]
) -> str | None:
    """The 栏次 that a stack of headings names."""
    if statement == Statement.THREE_PUBLIC:
        return _three_public_number(stack)
    aliases = layout.labels.get(statement, {})
    innermost = stack[-1]
    if FORMS[statement].shape == Shape.LINES:
        income = sides <= 1
        aliases = {n: names for n, names in aliases.items() if (n == "1") == income}
    if len(stack) > 1 and innermost in ("小计", "合计"):
        above = next((n for n, names in aliases.items() if stack[-2] in names and n not in taken), None)
        if above:
            return above
    return next((n for n, names in aliases.items() if innermost in names and n not in taken), None)


def _three_public_number(stack: Sequence[str]) -> str | None:
    half = next((6 if "决算" in text else 0 for text in stack if text.endswith(("预算数", "决算数"))), None)
    if half is None:
        return None
    inner = [text for text in stack if not text.endswith(("预算数", "决算数"))]
    for text in reversed(inner):
        for place, names in enumerate(THREE_PUBLIC_ITEMS, 1):
            if text in names:
                return str(half + place)
    return None
