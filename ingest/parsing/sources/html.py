"""A saved web page (.html, .htm) becomes a page of lines: its text in reading order, its tables with their cells.

What only a browser uses (scripts, styles, forms, what is not displayed) and what belongs to the site around the
report (navigation, its head and foot) is left out. Nothing that a page refers to is looked for.
"""

import codecs
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line, Page, TableCell
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.packages import Kind, kind_of, require
from ingest.parsing.sources.tables import Cells, lines_of_table

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WITHIN = 4096  # bytes in which a page says how it is encoded
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b-\u200f\u2060\ud800-\udfff]")
_MOST_REPLACED = 0.001  # of the signs: more than these and it is not the encoding
_DROPPED = (
    "script style noscript template iframe object embed svg canvas audio video form select button textarea input nav "
    "head title aside dialog map"
).split()
_SITE_ROLES = ("navigation", "banner", "contentinfo", "search")
_SITE_NAMES = set(
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs location footer sidebar toolbar share".split()
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = set(
    "address article blockquote body center dd div dl dt fieldset figure figcaption footer h1 h2 h3 h4 h5 h6 header hr "
    "html li main ol p pre section table tbody tfoot thead tr td th ul caption details summary".split()
)
_HEADING = re.compile(r"h([1-6])")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_WIDEST, _DEEPEST = 1000, 65_534  # what browsers take a cell's span for at most
_MOST_PLACES = 2_000_000  # of all tables
_MOST_TABLES = 20_000


def read_html(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """A web page as one page without number. There are no pages to limit.

    Its encoding is that of its mark, else the one it declares, else UTF-8 or GB 18030. Raises ``ReadError``:
    EMPTY_FILE, WRONG_KIND, DAMAGED (no text in any of these), TOO_LARGE (cells).
    """
    tell(Progress(Stage.OPENING))
    require(kind_of(path), Kind.HTML)
    text = _CONTROL.sub("", _decoded(path.read_bytes()))
    soup = importlib.import_module("bs4").BeautifulSoup(text, "lxml")
    lines = tuple(_Walk().lines(soup.body or soup))
    if not lines:
        raise ReadError(Reason.EMPTY_FILE)
    return (Page(None, lines),)


def _decoded(data: bytes) -> str:
    """The characters of a page; a declared GB 2312 or GBK is its superset GB 18030, as browsers take it."""
    declared = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not declared and (found := _CHARSET.search(data[:_WITHIN])):
        declared = found[1].decode("ascii", "replace").lower()
    for encoding in dict.fromkeys((_known(declared), "utf-8", "gb18030")):
        try:
            return data.decode(encoding) if encoding else data.decode("utf-8")
        except UnicodeError:
            continue
    text = data.decode(_known(declared) or "utf-8", "replace")
    if text.count("\ufffd") > _MOST_REPLACED * len(text):
        raise ReadError(Reason.DAMAGED, "文字编码无法识别")
    return text


def _known(declared: str) -> str:
    if declared.replace("-", "").replace("_", "") in ("gb2312", "gbk", "cp936", "xgbk"):
        return "gb18030"
    try:
        return codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""


def _left_out(element: Any) -> bool:
    """Whether an element is not shown, or belongs to the site and holds no table of the report."""
    if element.name in _DROPPED or element.has_attr("hidden"):
        return True
    if _UNSEEN.search(str(element.get("style", ""))):
        return True
    names = {str(name).lower() for name in (*(element.get("class") or []), element.get("id", ""))}
    of_site = element.get("role") in _SITE_ROLES or bool(names & _SITE_NAMES)
    of_site = of_site or (
        element.name in ("header", "footer") and element.find_parent(["article", "main"]) is None
    )
    return of_site and element.name != "body" and element.find("table") is None


class _Walk:
    """Goes through a page once, from element to element, without recursion."""

    def __init__(self) -> None:
        self.number = 0  # of the last table with cells
        self.runs = 0
        self.places = 0
        self.text: list[str] = []
        self.level = 0

    def lines(self, root: Any) -> Iterator[Line]:
        """The lines of an element: blocks and tables in order."""
        ahead: list[tuple[str, Any]] = [("enter", root)]
        while ahead:
            what, node = ahead.pop()
            name = getattr(node, "name", None)
            if name is None:
                self._take(node)
                continue
            if what == "enter" and _left_out(node):
                continue
            if name == "br" or name in _BLOCKS:
                yield from self._line()
            if what == "leave":
                self.level = 0 if _HEADING.fullmatch(name) else self.level
                continue
            if heading := _HEADING.fullmatch(name):
                self.level = int(heading[1])
            if name == "table" and not _is_frame(node):
                yield from self._table(node)
                continue
            if name in _BLOCKS:
                ahead.append(("leave", node))
            ahead += [("enter", child) for child in reversed(node.contents)]
        yield from self._line()

    def _take(self, node: Any) -> None:
        if type(node).__name__ in ("NavigableString", "CData"):
            self.text.append(str(node))

    def _line(self) -> Iterator[Line]:
        text = _shown("".join(self.text))
        self.text = []
        if text:
            yield Line(text, heading=self.level)

    def _table(self, table: Any) -> Iterator[Line]:
        self.number += 1
        if self.number > _MOST_TABLES:
            raise ReadError(Reason.TOO_LARGE, f"表格超过 {_MOST_TABLES} 个")
        rows = self._cells(table)
        if caption := table.find("caption"):
            yield from (Line(text) for text in _texts(caption))
        for line in lines_of_table(rows, self.runs + 1):
            self.runs = max(self.runs, line.table)
            yield line

    def _cells(self, table: Any) -> list[Cells]:
        """The rows of a table, filled up to the same length; None where a merged cell covers the place."""
        rows: list[dict[int, TableCell | None]] = []
        printed = table.find_all("tr")
        for number, row in enumerate(printed):
            self._add_row(rows, number, row, len(printed))
        width = max((column + 1 for held in rows for column in held), default=0)
        if width * len(rows) > _MOST_PLACES:
            raise ReadError(Reason.TOO_LARGE, "表格的单元格过多")
        blank = TableCell("")
        return [tuple(held.get(column, blank) for column in range(width)) for held in rows[: len(printed)]]

    def _add_row(self, rows: list[dict[int, TableCell | None]], number: int, row: Any, count: int) -> None:
        while len(rows) <= number:
            rows.append({})
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in rows[number]:
                column += 1
            span = _span(cell, "colspan", _WIDEST)
            depth = min(_span(cell, "rowspan", _DEEPEST), count - number)
            self.places += span * depth
            if self.places > _MOST_PLACES:
                raise ReadError(Reason.TOO_LARGE, "表格的单元格过多")
            while len(rows) < number + depth:
                rows.append({})
            for held in rows[number : number + depth]:
                held.update({place: None for place in range(column, column + span) if place not in held})
            spot = f"第 {self.number} 张表第 {number + 1} 行第 {column + 1} 列"
            rows[number][column] = TableCell("\n".join(_texts(cell)), span, depth, spot)
            column += span


def _span(cell: Any, name: str, most: int) -> int:
    """How many columns or rows a cell covers; rowspan 0 means all that are left."""
    found = re.match(r"\s*(\d{1,9})", str(cell.get(name, "")))
    number = int(found[1]) if found else 1
    return min(number or (most if name == "rowspan" else 1), most)


def _is_frame(table: Any) -> bool:
    """Whether a table only lays out a page: it holds another table, or no row of it has two cells."""
    if table.find("table") is not None:
        return True
    return not any(
        len(row.find_all(["td", "th"], recursive=False, limit=2)) > 1 for row in table.find_all("tr")
    )


def _texts(element: Any) -> list[str]:
    """The lines inside a cell or caption."""
    return [line.text for line in _Walk().lines(element)]


def _shown(text: str) -> str:
    """Text as a browser sets it: runs of white space are one blank."""
    return _BLANKS.sub(" ", text.replace("\xa0", " ")).strip(" \u3000")
