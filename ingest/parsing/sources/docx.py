"""A Word file (.docx) becomes a page of lines: paragraphs and tables in the order of the text, with their numbering.

Headers, footers, notes and comments are not part of the text; neither is what a tracked change took out or what is
marked as hidden. There are no pages: where they break is decided by whoever prints the file.
"""

import importlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line, Page, TableCell
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.numbering import Numbering
from ingest.parsing.sources.packages import Kind, kind_of, require, require_harmless
from ingest.parsing.sources.tables import Cells, lines_of_table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_LEFT_OUT = {
    _CHOICE,  # the same again for programs that know less
    *(
        f"{_W}{name}"
        for name in "del moveFrom instrText delText pPr rPr sectPr tblPr tblGrid trPr tcPr".split()
    ),
}
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_OFF = ("0", "false", "off", "none")
_WIDEST = 1000
_MOST_PLACES = 2_000_000  # of all tables
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    OSError,
    zipfile.BadZipFile,
)


def read_docx(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The text of a .docx file as one page without number. There are no pages to limit.

    Raises ``ReadError``: EMPTY_FILE, WRONG_KIND, ENCRYPTED, MACROS, UNSAFE, DAMAGED, TOO_LARGE.
    """
    tell(Progress(Stage.OPENING))
    require(kind_of(path), Kind.DOCX)
    require_harmless(path)
    try:
        document = importlib.import_module("docx").Document(str(path))
        lines = tuple(_Reader(document).lines())
    except _BROKEN as error:
        raise ReadError(Reason.DAMAGED, "文档的内容读不出") from error
    if not lines:
        raise ReadError(Reason.EMPTY_FILE)
    return (Page(None, lines),)


class _Reader:
    """Goes through one document; counts its tables and its numbered paragraphs."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.levels = {style.style_id: _level(style.name or "") for style in document.styles}
        self.numbering = Numbering(document)
        self.number = 0  # of the last table with cells
        self.runs = 0
        self.places = 0

    def lines(self) -> Iterator[Line]:
        yield from self._blocks(self.body)

    def _blocks(self, parent: Any) -> Iterator[Line]:
        """The paragraphs and tables that an element holds, however they are wrapped."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        level = self.levels.get(_value(paragraph, "pPr", "pStyle"), 0)
        label = self.numbering.label(paragraph)
        text = "".join(_text(paragraph))
        for place, piece in enumerate(text.split("\n")):
            whole = (label if place == 0 and text.strip() else "") + " ".join(piece.split())
            if whole:
                yield Line(whole, heading=level)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(up.tag == _CHOICE for up in box.iterancestors()):
                yield from self._blocks(box)

    def _table(self, table: Any) -> Iterator[Line]:
        rows = list(_children(table, "tr"))
        cells = [list(_children(row, "tc")) for row in rows]
        nested = any(next(cell.iter(f"{_W}tbl"), None) is not None for row in cells for cell in row)
        if nested or all(len(row) < 2 for row in cells):  # it only lays out the page
            for cell in (cell for row in cells for cell in row):
                yield from self._blocks(cell)
            return
        self.number += 1
        for line in lines_of_table(self._rows(rows, cells), self.runs + 1):
            self.runs = max(self.runs, line.table)
            yield line

    def _rows(self, rows: list[Any], cells: list[list[Any]]) -> list[Cells]:
        """The rows of a table with their merged cells, filled up to the same length."""
        placed = [dict(_places(row, own)) for row, own in zip(rows, cells, strict=True)]
        width = max((column + span for held in placed for column, (_, span) in held.items()), default=0)
        self.places += width * len(rows)
        if self.places > _MOST_PLACES:
            raise ReadError(Reason.TOO_LARGE, "表格的单元格过多")
        return [
            tuple(self._cell(placed, number, column) for column in _filled(held, width))
            for number, held in enumerate(placed)
        ]

    def _cell(
        self, placed: list[dict[int, tuple[Any, int]]], number: int, column: int | None
    ) -> TableCell | None:
        if column is None:
            return None
        if column not in placed[number]:
            return TableCell("")
        cell, span = placed[number][column]
        if _goes_on(cell) and number and column in placed[number - 1]:
            return None
        below = number + 1
        while below < len(placed) and column in placed[below] and _goes_on(placed[below][column][0]):
            below += 1
        text = "\n".join(line.text for line in self._blocks(cell))
        return TableCell(
            text, span, below - number, f"第 {self.number} 张表第 {number + 1} 行第 {column + 1} 列"
        )


def _filled(held: dict[int, tuple[Any, int]], width: int) -> Iterator[int | None]:
    """The columns of a row, None where a cell from the left covers one."""
    column = 0
    while column < width:
        span = held[column][1] if column in held else 1
        yield column
        yield from [None] * (span - 1)
        column += span


def _places(row: Any, cells: list[Any]) -> Iterator[tuple[int, tuple[Any, int]]]:
    """Column → cell and its span; a row may begin behind the first columns."""
    column = _count(row, "trPr", "gridBefore", 0)
    for cell in cells:
        span = max(1, _count(cell, "tcPr", "gridSpan", 1))
        yield column, (cell, span)
        column += span


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(element, name)


def _goes_on(cell: Any) -> bool:
    """Whether a cell only goes on with the one above it."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _value(element: Any, holder: str, name: str) -> str:
    found = element.find(f"{_W}{holder}/{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _count(element: Any, holder: str, name: str, default: int) -> int:
    text = _value(element, holder, name)
    return min(int(text), _WIDEST) if text.isdigit() else default


def _level(name: str) -> int:
    found = _HEADING.match(name)
    return int(found[1]) if found else 0


def _text(element: Any) -> Iterator[str]:
    """The text of a paragraph or run as shown, without that of boxes anchored in it."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{_W}sym":
            yield _symbol(child)
        elif tag == f"{_W}r" and _is_hidden(child):
            continue
        elif isinstance(tag, str) and tag not in _LEFT_OUT and not tag.endswith("}txbxContent"):
            yield from _text(child)


def _symbol(element: Any) -> str:
    """A sign of a symbol font, by the code that the font has for it."""
    code = str(element.get(f"{_W}char", ""))
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in _OFF
