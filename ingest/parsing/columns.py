"""The head of a grid says which 栏次 each of its columns is.

First source: the printed 栏次 row. Second: the headings, read from the outside in. What the head does not
settle (two headings run into one cell) is left to ``placement``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosures.statements import FORMS, Shape, Statement
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.arrangement import bare_name, half_of, item_of
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.numerals import squeeze

Cells = tuple[GridCell | None, ...]

# Beside 1, 2, 3 … a word on 次 is 栏次 and one character 类, 款 or 项, also where a picture was misread.
INDEX_WORD = re.compile(r"类?款?项?(?:\w次)?|[\u4e00-\u9fff]|项目|科目(?:编码|名称)")
_CODE = re.compile(r"\d{3,8}")
NAME_HEADS = re.compile(
    r"(?:支出|收入)?(?:功能|经济)?(?:分类)?(?:科目)?(?:编码|名称|代码)|(?:预算)?科目|(?:单位|部门)(?:编码|名称|代码)?|序号"
    r"|项目(?:名称|编码)?(?:\(按?[^)]*分类\))?|行次?|栏次|类|款|类款项?|项"
)
_SIDE_HEAD = re.compile(r"项目(?:\(按?[^)]*分类\))?")
_DATA_START = re.compile(r"[一二三四五六七八九十]+、")
_DECIMAL = re.compile(r"-?[\d,]+\.\d+")


@dataclass(frozen=True)
class Head:
    """What the head of a grid says.

    ``rows``: how many rows it takes. ``amounts``: grid column → 栏次. ``merged``: grid column → the 栏次 that
    run into it. ``extra``: grid column → heading of a column the form lacks (x1, x2, … in ``amounts``).
    ``second``: the grid column in which the expenditure side of 01 and 04 begins.
    """

    rows: int
    amounts: Mapping[int, str]
    merged: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)
    second: int | None = None

    @property
    def first_amount(self) -> int:
        return min([*self.amounts, *self.merged], default=0)


@dataclass(frozen=True)
class Headings:
    """The words of a head: how many rows it takes, the headings above each grid column from the outside in, and
    the numbers printed below them (grid column → number), None where no row prints numbers."""

    rows: int
    stacks: tuple[tuple[str, ...], ...]
    printed: Mapping[int, str] | None = None


def read_headings(grid: Grid) -> Headings:
    """The head of an exact grid in words, whatever statement it belongs to."""
    index = _index_row(grid.rows)
    start = _first_data_row(grid.rows, index)
    words = grid.rows[: start if index is None else index]
    stacks = tuple(map(tuple, _stacks(words, flat=is_flat(grid))))
    if index is None:
        return Headings(start, stacks)
    row = grid.rows[index]
    printed = {column: text_of(cell) for column, cell in enumerate(row) if text_of(cell).isdigit()}
    return Headings(start, stacks, printed)


def read_head(grid: Grid, statement: Statement, layout: Layout) -> Head:
    """The head of an exact grid: how many rows it takes and which 栏次 its columns are.

    A heading that names another column of the form than the number printed below it is believed, the number is
    not: other sets number other columns.
    """
    headings = read_headings(grid)
    named = _by_headings(headings, statement, layout)
    unnumbered = headings.printed is None or FORMS[statement].shape == Shape.BLOCKS
    if unnumbered or _contradicts(named, headings):
        return named
    return _by_index(headings, statement, layout, named.second)


def _contradicts(named: Head, headings: Headings) -> bool:
    """Whether headings that tell every column apart tell them otherwise than the printed numbers do."""
    printed = headings.printed or {}
    if set(named.amounts) != set(printed):
        return False
    numbers = list(named.amounts.values())
    return len(set(numbers)) == len(numbers) and any(
        named.amounts[column] != number for column, number in printed.items() if column not in named.extra
    )


def goes_on(grid: Grid, first: Grid) -> bool:
    """Whether a grid goes on with the rows of the one before it without repeating its head."""
    return _index_row(grid.rows) is None and _head_text(grid) != _head_text(first)


def is_flat(grid: Grid) -> bool:
    """Whether the source has no merged cells (tabs): a heading then stands before the blanks it covers."""
    return all(cell is not None and cell.span == 1 and cell.depth == 1 for row in grid.rows for cell in row)


def _head_text(grid: Grid) -> str:
    return "".join(map(text_of, grid.rows[0])) if grid.rows else ""


def text_of(cell: GridCell | None) -> str:
    return squeeze(cell.text) if cell else ""


def _index_row(rows: Sequence[Cells]) -> int | None:
    """The row that prints the numbers of the columns: 1, 2, 3 … and nothing else but 栏次, 类, 款, 项."""
    for place, row in enumerate(rows):
        texts = [text for text in map(text_of, row) if text]
        numbers = [int(text) for text in texts if text.isdigit() and len(text) <= 2]
        others = [text for text in texts if not text.isdigit()]
        counted = numbers == list(range(1, len(numbers) + 1))
        if counted and len(numbers) > 1 and all(map(INDEX_WORD.fullmatch, others)):
            return place
    return None


def _first_data_row(rows: Sequence[Cells], index: int | None) -> int:
    if index is not None:
        follows = index + 1
        # 栏次 may stand alone on the row below its numbers.
        while follows < len(rows) and {text_of(cell) for cell in rows[follows]} - {""} == {"栏次"}:
            follows += 1
        return follows
    for place, row in enumerate(rows):
        if any(_is_data(text) for text in map(text_of, row)) or _is_bare_total(rows, place):
            return place
    return len(rows)


def _is_data(text: str) -> bool:
    return bool(_CODE.fullmatch(text) or _DATA_START.match(text) or _DECIMAL.fullmatch(text))


def _is_bare_total(rows: Sequence[Cells], place: int) -> bool:
    """A row below the head whose only text is 合计, first of all cells: the total of an empty table."""
    texts = [text for text in map(text_of, rows[place]) if text]
    return place > 0 and texts == ["合计"] and text_of(rows[place][0]) == "合计"


def _stacks(head: Sequence[Cells], flat: bool) -> list[list[str]]:
    """The headings above each grid column from the outside in, merged cells spread over what they cover."""
    width = max((len(row) for row in head), default=0)
    stacks: list[list[str]] = [[] for _ in range(width)]
    for row in head:
        above = [tuple(stack) for stack in stacks]
        for column, cell in enumerate(row):
            text = text_of(cell)
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
        and not text_of(row[column + reach])
        and above[column + reach] == above[column]
    ):
        reach += 1
    return reach


def _by_index(headings: Headings, statement: Statement, layout: Layout, second: int | None) -> Head:
    printed = headings.printed or {}
    numbers = {column.number for column in FORMS[statement].columns}
    amounts = {column: number for column, number in printed.items() if number in numbers}
    missing = [number for number in sorted(numbers, key=_order) if number not in amounts.values()]
    merged: dict[int, tuple[str, ...]] = {}
    if missing:
        merged = _merged(headings.stacks, amounts, statement, layout)
        amounts = {column: number for column, number in amounts.items() if column not in merged}
    return Head(headings.rows, amounts, merged, second=second)


def _order(number: str) -> int:
    return int(number) if number.isdigit() else 0


def _merged(
    stacks: Sequence[Sequence[str]], amounts: Mapping[int, str], statement: Statement, layout: Layout
) -> dict[int, tuple[str, ...]]:
    """Grid columns whose headings are those of several 栏次 run into one cell."""
    aliases = layout.labels.get(statement, {})
    found = {}
    for column in amounts:
        heading = stacks[column][-1] if column < len(stacks) and stacks[column] else ""
        numbers = tuple(
            n for n, names in aliases.items() if any(heading != a and a in heading for a in names)
        )
        if len(numbers) > 1 and not any(heading in names for names in aliases.values()):
            found[column] = numbers
    return found


def _by_headings(headings: Headings, statement: Statement, layout: Layout) -> Head:
    amounts: dict[int, str] = {}
    extra: dict[int, str] = {}
    second: int | None = None
    shape = FORMS[statement].shape
    for column, stack in enumerate(headings.stacks):
        heading = stack[-1] if stack else ""
        if _SIDE_HEAD.fullmatch(heading) and shape == Shape.LINES and column:
            second = column
        if not heading or NAME_HEADS.fullmatch(heading):
            continue
        taken = set() if shape == Shape.BLOCKS else set(amounts.values())
        number = _number_of(stack, statement, layout, second is None, taken)
        if number:
            amounts[column] = number
        elif shape != Shape.BLOCKS:
            extra[column] = heading
    for place, column in enumerate(sorted(extra), 1):
        amounts[column] = f"x{place}"
    return Head(headings.rows, amounts, extra=extra, second=second)


def _number_of(
    stack: Sequence[str], statement: Statement, layout: Layout, income: bool, taken: set[str]
) -> str | None:
    """The 栏次 that a stack of headings names."""
    if statement == Statement.THREE_PUBLIC:
        return _three_public_number(stack)
    aliases = layout.labels.get(statement, {})
    names = [bare_name(text) for text in stack]
    if FORMS[statement].shape == Shape.LINES:
        aliases = {number: known for number, known in aliases.items() if (number == "1") == income}
    if len(names) > 1 and names[-1] in ("小计", "合计"):
        above = next((n for n, known in aliases.items() if names[-2] in known and n not in taken), None)
        if above:
            return above
    if stack[-1].startswith("其中"):
        return None
    return next((n for n, known in aliases.items() if names[-1] in known and n not in taken), None)


def _three_public_number(stack: Sequence[str]) -> str | None:
    names = [bare_name(text) for text in stack]
    half = next((found for found in map(half_of, names) if found is not None), None)
    item = column_item([name for name in names if half_of(name) is None])
    return None if half is None or item is None else str(half + item)


def column_item(names: Sequence[str]) -> int | None:
    """The place of an item of 三公 among 栏次 1–6, from the headings above its column from the outside in."""
    if not names:
        return None
    if names[-1] not in ("小计", "合计"):
        return item_of(names[-1])
    if any("公务用车" in name for name in names[:-1]):
        return 3
    whole = names[-1] == "合计" or any("三公" in name for name in names[:-1])
    return 1 if whole else 3
