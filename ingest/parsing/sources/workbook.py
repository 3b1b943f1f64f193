"""A workbook (.xlsx) becomes a page: openpyxl gives values and number formats, the parts' XML the structure.

Values are those that the workbook was saved with; no formula is computed, none is shown. The structure (what is
merged or hidden, how far a sheet reaches, formulas saved without a value) is looked at first, as a stream: a sheet may
claim a million rows and hold none.
"""

import importlib
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.number_format import shown
from ingest.parsing.sources.packages import Kind, kind_of, require, require_harmless
from ingest.parsing.sources.sheets import (
    MOST_CELLS,
    Area,
    Sheet,
    Workbook,
    column_name,
    page_of,
    require_count,
)

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAIN = "{*}"
_RELATION_ID = re.compile(r"\{.*/relationships\}id")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_MOST_NAMED = 5
_FIRST_DAY = datetime(1899, 12, 30)
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    zipfile.BadZipFile,
    OSError,
)


@dataclass
class _Structure:
    """What the XML of one sheet says beside its values. Rows and columns from 0."""

    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = -1  # with a value
    last_column: int = -1
    without_value: list[str] = field(default_factory=list)
    cells: int = 0


def read_workbook(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The visible sheets of an .xlsx file as one page without number, amounts as their formats show them.

    ``max_pages`` limits the sheets. Raises ``ReadError``: EMPTY_FILE, WRONG_KIND, ENCRYPTED, MACROS, UNSAFE, DAMAGED,
    TOO_LARGE, TOO_MANY_PAGES, NO_VALUES (a formula saved without its result).
    """
    tell(Progress(Stage.OPENING))
    require(kind_of(path), Kind.XLSX)
    structures, hidden = _structures(path, max_pages)
    _require_values(structures)
    return (page_of(Workbook(tuple(_sheets(path, structures, tell)), hidden)),)


def _structures(path: Path, max_pages: int | None) -> tuple[dict[str, _Structure], tuple[str, ...]]:
    """Name of a visible sheet → its structure, and the names of the hidden ones."""
    try:
        with zipfile.ZipFile(path) as archive:
            require_count(
                sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist()), max_pages
            )
            require_harmless(path)
            shown_sheets, hidden = _listed(archive)
            require_count(len(shown_sheets) + len(hidden), max_pages)
            return {name: _structure(archive, part) for name, part in shown_sheets.items()}, hidden
    except _BROKEN as error:
        raise ReadError(Reason.DAMAGED, "工作簿的结构读不出") from error


def _listed(archive: zipfile.ZipFile) -> tuple[dict[str, str], tuple[str, ...]]:
    """Name → part of the visible worksheets, and the names of the hidden sheets."""
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _elements(archive, _RELATIONS, "Relationship")
    }
    visible: dict[str, str] = {}
    hidden: list[str] = []
    for sheet in _elements(archive, _WORKBOOK, "sheet"):
        name = sheet.get("name", "")
        target = targets[next(value for key, value in sheet.attrib.items() if _RELATION_ID.fullmatch(key))]
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if sheet.get("state", "visible") != "visible":
            hidden.append(name)
        elif "chartsheets/" not in part:
            visible[name] = part
    return visible, tuple(hidden)


def _elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[Any]:
    """The elements of those names in a part, each with what it holds, forgotten when the next one is asked for."""
    with archive.open(part) as stream:
        yield from _streamed(stream, names)


def _streamed(stream: IO[bytes], names: tuple[str, ...]) -> Iterator[Any]:
    etree = importlib.import_module("lxml.etree")
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    tags = [f"{_MAIN}{name}" for name in names]
    for _, element in etree.iterparse(stream, events=("end",), tag=tags, **options):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _structure(archive: zipfile.ZipFile, part: str) -> _Structure:
    found = _Structure()
    row = 0
    for element in _elements(archive, part, "row", "col", "mergeCell"):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row = int(element.get("r", row + 1))
            _look_at_row(element, row - 1, found)
        elif name == "col":
            _look_at_column(element, found)
        elif area := _area(element.get("ref", "")):
            found.merged.append(area)
    return found


def _look_at_row(element: Any, row: int, found: _Structure) -> None:
    if element.get("hidden") in _TRUE or element.get("ht") == "0":
        found.hidden_rows.add(row)
    column = -1
    for cell in element:
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        held = {child.tag.rpartition("}")[2]: child for child in cell}
        value = held.get("v")
        if "f" in held and cell.get("t") != "str" and (value is None or not value.text):
            found.without_value.append(f"{column_name(column)}{row + 1}")
        if (value is not None and value.text) or "is" in held:
            found.last_row, found.last_column = max(found.last_row, row), max(found.last_column, column)
            found.cells += 1
    if found.cells > MOST_CELLS:
        raise ReadError(Reason.TOO_LARGE, f"单元格超过 {MOST_CELLS} 个")


def _look_at_column(element: Any, found: _Structure) -> None:
    if element.get("hidden") in _TRUE or element.get("width") == "0":
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        found.hidden_columns.update(range(first - 1, min(last, 1 << 14)))


def _area(reference: str) -> Area | None:
    first, _, last = (_REFERENCE.fullmatch(end) for end in reference.partition(":"))
    if not first or not last:
        return None
    return Area(int(first[2]) - 1, _column(first[1]), int(last[2]), _column(last[1]) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _require_values(structures: dict[str, _Structure]) -> None:
    """A formula without a value may be any number: that it is nothing, or zero, is not known."""
    without = [f"{name}!{cell}" for name, found in structures.items() for cell in found.without_value]
    if without:
        more = f" 等 {len(without)} 格" if len(without) > _MOST_NAMED else ""
        raise ReadError(Reason.NO_VALUES, "、".join(without[:_MOST_NAMED]) + more)


def _sheets(path: Path, structures: dict[str, _Structure], tell: Tell) -> Iterator[Sheet]:
    openpyxl = importlib.import_module("openpyxl")
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # what it says of styles and extensions changes no value
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for number, (name, found) in enumerate(structures.items(), 1):
            tell(Progress(Stage.PAGES, number, len(structures)))
            texts = dict(_texts(book[name], found)) if found.last_row >= 0 else {}
            yield Sheet(
                name, texts, found.merged, frozenset(found.hidden_rows), frozenset(found.hidden_columns)
            )
        book.close()
    except _BROKEN as error:
        raise ReadError(Reason.DAMAGED, "工作簿的内容读不出") from error


def _texts(sheet: Any, found: _Structure) -> Iterator[tuple[tuple[int, int], str]]:
    rows = sheet.iter_rows(min_row=1, max_row=found.last_row + 1, min_col=1, max_col=found.last_column + 1)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.value is not None and (text := _text(cell)):
                yield (number, column), text


def _text(cell: Any) -> str:
    """What the cell shows."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        value = _serial(value)
    if isinstance(value, int | float):
        return shown(value, cell.number_format)
    return str(value).replace("\r", "").strip()


def _serial(value: datetime | date | time | timedelta) -> float:
    """The number behind what was taken for a date: its format says whether it is one."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        value = datetime.combine(_FIRST_DAY, value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value - _FIRST_DAY) / timedelta(days=1)
