"""The sheets of a workbook, whichever format it has, → one page of lines.

What a reader of the workbook does not see is not part of the disclosure: hidden sheets, rows and columns are left
out, and the page says so.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line, Page, TableCell
from ingest.parsing.sources.tables import Cells, lines_of_table
from ingest.parsing.titles import read_title, tight

MOST_SHEETS = 500
MOST_CELLS = 500_000  # with text, in all sheets together
_MOST_PLACES = 4_000_000  # of one sheet, blank ones too, once rows without text are left out
_TITLE_ROWS = 8  # within which a sheet's own title stands
_MOST_NAMED = 5
_BLANK_KEPT = 1  # blank row between two with text: it parts tables from what stands below them


@dataclass(frozen=True)
class Area:
    """A merged cell: first row and column, and those behind its last, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet as shown: text by (row, column) from 0, without blank cells."""

    name: str
    texts: Mapping[tuple[int, int], str]
    merged: Sequence[Area] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """The visible sheets in their order, and the names of the hidden ones."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


@dataclass
class _Left:
    """What was left out, to be told."""

    sheets: Sequence[str]
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def told(self) -> str:
        pieces = [f"工作表{_named(self.sheets)}"] if self.sheets else []
        for what, counted in (("行", self.rows), ("列", self.columns)):
            if counted:
                pieces.append(f"{sum(counted.values())} {what}（在{_named(list(counted))}中）")
        return "、".join(pieces)


def _named(names: Sequence[str]) -> str:
    shown = "".join(f"“{name}”" for name in names[:_MOST_NAMED])
    return shown + (f"等 {len(names)} 张" if len(names) > _MOST_NAMED else "")


def require_count(sheets: int, most: int | None = None) -> None:
    """Raises ``ReadError`` (TOO_MANY_PAGES) where a workbook has more sheets than are read."""
    limit = min(MOST_SHEETS, most or MOST_SHEETS)
    if sheets > limit:
        raise ReadError(Reason.TOO_MANY_PAGES, f"工作表 {sheets} 张，上限 {limit}")


def require_values(without: Mapping[str, Sequence[tuple[int, int]]]) -> None:
    """Raises ``ReadError`` (NO_VALUES) where a sheet has formulas without a result, by the sheet's name.

    Such a cell may be any number: that it is nothing, or zero, is not known.
    """
    cells = [
        f"{name}!{column_name(column)}{row + 1}" for name, held in without.items() for row, column in held
    ]
    if cells:
        more = f" 等 {len(cells)} 格" if len(cells) > _MOST_NAMED else ""
        raise ReadError(Reason.NO_VALUES, "、".join(cells[:_MOST_NAMED]) + more)


def column_name(column: int) -> str:
    """The letters of a column counted from 0: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def spot_of(sheet: str, row: int, column: int) -> str:
    """A cell as people name it: 工作表“收入支出决算总表”C12."""
    return f"工作表“{sheet}”{column_name(column)}{row + 1}"


def page_of(workbook: Workbook) -> Page:
    """All visible sheets in their order as one page without number.

    A sheet's name stands above it where it is a statement's title and the sheet prints none itself. Raises
    ``ReadError``: EMPTY_FILE (no text anywhere), TOO_LARGE (cells).
    """
    if sum(len(sheet.texts) for sheet in workbook.sheets) > MOST_CELLS:
        raise ReadError(Reason.TOO_LARGE, f"单元格超过 {MOST_CELLS} 个")
    left = _Left(workbook.hidden)
    lines: list[Line] = []
    for sheet in workbook.sheets:
        lines += _lines(sheet, max((line.table for line in lines), default=0) + 1, left)
    if not any(tight(line.text) for line in lines):
        raise ReadError(Reason.EMPTY_FILE)
    return Page(None, tuple(lines), hidden=left.told())


def _lines(sheet: Sheet, number: int, left: _Left) -> Iterator[Line]:
    rows = list(_rows(sheet, left))
    if rows and read_title(sheet.name) and not _is_titled(rows):
        yield Line(sheet.name)
    yield from lines_of_table(rows, number)


def _is_titled(rows: Sequence[Cells]) -> bool:
    return any(read_title(cell.text) for row in rows[:_TITLE_ROWS] for cell in row if cell)


def _rows(sheet: Sheet, left: _Left) -> Iterator[Cells]:
    """The rows of a sheet with their merged cells, hidden rows and columns and runs of blank rows left out."""
    held_rows = {row for row, _ in sheet.texts}
    held_columns = {column for _, column in sheet.texts}
    for what, held, hidden in (
        (left.rows, held_rows, sheet.hidden_rows),
        (left.columns, held_columns, sheet.hidden_columns),
    ):
        if count := len(held & hidden):
            what[sheet.name] = count
    columns = [c for c in range(max(held_columns, default=-1) + 1) if c not in sheet.hidden_columns]
    rows = [row for row in _with_gaps(held_rows) if row not in sheet.hidden_rows]
    if len(rows) * len(columns) > _MOST_PLACES:
        raise ReadError(Reason.TOO_LARGE, f"工作表“{sheet.name}”的范围过大")
    covered = _covered(sheet, rows, columns)
    for row in rows:
        yield tuple(_cell(sheet, row, column, covered) for column in columns)


def _with_gaps(held: set[int]) -> Iterator[int]:
    """The rows with text in order, and the first blank ones behind each."""
    before: int | None = None
    for row in sorted(held):
        if before is not None:
            yield from range(before + 1, min(row, before + 1 + _BLANK_KEPT))
        yield row
        before = row


def _covered(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[int]
) -> dict[tuple[int, int], tuple[int, int, int, int] | None]:
    """Place → (row and column of its text, span, depth) where a merged cell begins, None where one covers it."""
    covered: dict[tuple[int, int], tuple[int, int, int, int] | None] = {}
    places = 0
    for area in sheet.merged:
        inside = columns[bisect_left(columns, area.left) : bisect_left(columns, area.right)]
        down = rows[bisect_left(rows, area.top) : bisect_left(rows, area.bottom)]
        places += len(inside) * len(down)
        if places > _MOST_PLACES:
            raise ReadError(Reason.TOO_LARGE, f"工作表“{sheet.name}”的合并单元格过多")
        if inside and down:
            covered.update({(row, column): None for row in down for column in inside})
            covered[down[0], inside[0]] = (area.top, area.left, len(inside), len(down))
    return covered


def _cell(
    sheet: Sheet,
    row: int,
    column: int,
    covered: Mapping[tuple[int, int], tuple[int, int, int, int] | None],
) -> TableCell | None:
    place = covered.get((row, column), (row, column, 1, 1))
    if place is None:
        return None
    top, left, span, depth = place
    return TableCell(sheet.texts.get((top, left), ""), span, depth, spot_of(sheet.name, top, left))
