"""A workbook of the old format (.xls) becomes a page: xlrd gives values, number formats and what is hidden.

A file of that name is often a web page, written by a program that calls its table a workbook; one that plainly is a
page is read as one.
"""

import importlib
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.html import read_html
from ingest.parsing.sources.number_format import shown
from ingest.parsing.sources.packages import Kind, kind_of, require
from ingest.parsing.sources.sheets import (
    Area,
    Sheet,
    Workbook,
    page_of,
    require_count,
    require_values,
)

_BLANK, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 0, 1, 2, 3, 4, 5  # what xlrd calls a cell's content
_VISIBLE = 0
_BROKEN = (
    struct.error,
    AssertionError,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    NotImplementedError,
)
_FORMULA, _BEGIN, _END = 0x0006, 0x0809, 0x000A
_TO_COMPUTE = 0x0002  # of a formula's options: to be computed when the file is opened
_NO_RESULTS = (bytes(8), b"\x03\x00\x00\x00\x00\x00\xff\xff")  # 0, and an empty text


@dataclass(frozen=True)
class _Formula:
    """A cell with a formula: whether it was saved with a result, and whether it is to be computed again."""

    sheet: str
    place: tuple[int, int]
    computed: bool
    marked: bool


def read_old_workbook(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The visible sheets of an .xls file as one page without number, amounts as their formats show them.

    ``max_pages`` limits the sheets. Raises ``ReadError``: EMPTY_FILE, WRONG_KIND, ENCRYPTED, MACROS, DAMAGED,
    TOO_LARGE, TOO_MANY_PAGES, NO_VALUES.
    """
    kind = kind_of(path)
    require(kind, Kind.XLS, Kind.HTML)
    if kind is Kind.HTML:
        return read_html(path, max_pages, tell)
    tell(Progress(Stage.OPENING))
    xlrd = importlib.import_module("xlrd")
    try:
        with Path(os.devnull).open("w") as nowhere:
            book = xlrd.open_workbook(
                path, formatting_info=True, ragged_rows=True, on_demand=True, logfile=nowhere
            )
            return (page_of(_workbook(book, max_pages, tell)),)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        reason = Reason.ENCRYPTED if "encrypted" in str(error) else Reason.DAMAGED
        raise ReadError(reason) from error
    except _BROKEN as error:
        raise ReadError(Reason.DAMAGED, "工作簿的内容读不出") from error


def _workbook(book: Any, max_pages: int | None, tell: Tell) -> Workbook:
    require_count(book.nsheets, max_pages)
    visible: list[Sheet] = []
    hidden: list[str] = []
    for number in range(book.nsheets):
        tell(Progress(Stage.PAGES, number + 1, book.nsheets))
        sheet = book.sheet_by_index(number)
        if sheet.visibility == _VISIBLE:
            visible.append(_sheet(book, sheet))
        else:
            hidden.append(sheet.name)
        book.unload_sheet(number)
    _require_results(book, visible)
    return Workbook(tuple(visible), tuple(hidden))


def _sheet(book: Any, sheet: Any) -> Sheet:
    return Sheet(
        sheet.name,
        dict(_texts(book, sheet)),
        [Area(top, left, bottom, right) for top, bottom, left, right in sheet.merged_cells],
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0),
    )


def _texts(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if text := _text(book, cell):
                yield (row, column), text


def _text(book: Any, cell: Any) -> str:
    """What the cell shows."""
    if cell.ctype == _TEXT:
        return str(cell.value).replace("\r", "").strip()
    if cell.ctype in (_NUMBER, _DATE):
        return shown(cell.value, book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == _ERROR:
        return str(importlib.import_module("xlrd").error_text_from_code.get(cell.value, "#N/A"))
    return ""


def _require_results(book: Any, visible: Sequence[Sheet]) -> None:
    """A formula that was never computed stands there with the result 0 or an empty text, which is none.

    It is known by its mark, to be computed when the file is opened, or by its company: not one formula of the file
    has a result.
    """
    stream = bytes(book.mem[book.base : book.base + book.stream_len])
    formulas = list(_formulas(stream, book.sheet_names()))
    computed = any(found.computed for found in formulas)
    without: dict[str, list[tuple[int, int]]] = {sheet.name: [] for sheet in visible}
    for found in formulas:
        if found.sheet in without and not found.computed and (found.marked or not computed):
            without[found.sheet].append(found.place)
    require_values(without)


def _formulas(stream: bytes, names: Sequence[str]) -> Iterator[_Formula]:
    """The formulas of all sheets. The sheets' records follow those of the book, each with a first and last."""
    sheet, depth, place = -2, 0, 0
    while place + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, place)
        if code == _BEGIN:
            sheet, depth = sheet + (depth == 0), depth + 1
        elif code == _END:
            depth -= 1
        elif code == _FORMULA and depth == 1 and length >= 16 and 0 <= sheet < len(names):
            row, column, _, result, options = struct.unpack_from("<HHH8sH", stream, place + 4)
            yield _Formula(
                names[sheet], (row, column), result not in _NO_RESULTS, bool(options & _TO_COMPUTE)
            )
        elif code == 0 and length == 0:
            return  # what fills the container behind the last record
        place += 4 + length
