"""A workbook (.xlsx) becomes a page: each visible sheet as its formats show it.

Values are those that the workbook was saved with; no formula is computed, none is shown.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.number_format import BUILT_IN, shown
from ingest.parsing.sources.packages import Kind, kind_of, require, require_harmless
from ingest.parsing.sources.sheet_parts import Raw, SheetPart, elements, read_sheet, read_strings
from ingest.parsing.sources.sheets import Sheet, Workbook, page_of, require_count, require_values

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_BROKEN = (
    ExpatError,
    KeyError,
    ValueError,
    IndexError,
    OverflowError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
)


@dataclass(frozen=True)
class _Shared:
    """What the sheets of a workbook share: strings, and the number format of each style."""

    strings: list[str]
    formats: list[str]

    def text(self, raw: Raw) -> str:
        """What a cell shows."""
        if raw.kind == "n":
            return shown(float(raw.value), self.formats[raw.style] if raw.style < len(self.formats) else "")
        if raw.kind == "b":
            return "TRUE" if raw.value == "1" else "FALSE"
        text = self.strings[int(raw.value)] if raw.kind == "s" else raw.value
        return text.replace("_x000D_", "").replace("\r", "").strip()


def read_workbook(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The visible sheets of an .xlsx file as one page without number, amounts as their formats show them.

    ``max_pages`` limits the sheets. Raises ``ReadError``: EMPTY_FILE, WRONG_KIND, ENCRYPTED, MACROS, UNSAFE, DAMAGED,
    TOO_LARGE, TOO_MANY_PAGES, NO_VALUES (a formula saved without its result).
    """
    tell(Progress(Stage.OPENING))
    require(kind_of(path), Kind.XLSX)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            require_count(len(parts), max_pages)
            require_harmless(path)
            return (page_of(_workbook(archive, max_pages, tell)),)
    except _BROKEN as error:
        raise ReadError(Reason.DAMAGED, "工作簿的内容读不出") from error


def _workbook(archive: zipfile.ZipFile, max_pages: int | None, tell: Tell) -> Workbook:
    visible, hidden = _listed(archive)
    require_count(len(visible) + len(hidden), max_pages)
    shared = _Shared(_strings(archive), _formats(archive))
    sheets = []
    without: dict[str, list[tuple[int, int]]] = {}
    for number, (name, part) in enumerate(visible.items(), 1):
        tell(Progress(Stage.PAGES, number, len(visible)))
        with archive.open(part) as stream:
            read = read_sheet(stream)
        without[name] = read.without_value
        sheets.append(_sheet(name, read, shared))
    require_values(without)
    return Workbook(tuple(sheets), hidden)


def _listed(archive: zipfile.ZipFile) -> tuple[dict[str, str], tuple[str, ...]]:
    """Name → part of the visible worksheets, and the names of the hidden sheets."""
    with archive.open(_RELATIONS) as stream:
        targets = {one["Id"]: one["Target"] for _, one in elements(stream, "Relationship")}
    visible: dict[str, str] = {}
    hidden: list[str] = []
    with archive.open(_WORKBOOK) as stream:
        listed = [sheet for _, sheet in elements(stream, "sheet")]
    for sheet in listed:
        relation = next(value for name, value in sheet.items() if name.endswith(":id"))
        part = posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
        if sheet.get("state", "visible") != "visible":
            hidden.append(sheet["name"])
        elif "chartsheets/" not in part:
            visible[sheet["name"]] = part
    return visible, tuple(hidden)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if _STRINGS not in archive.namelist():
        return []
    with archive.open(_STRINGS) as stream:
        return read_strings(stream)


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each style of cells, by the style's number."""
    if _STYLES not in archive.namelist():
        return []
    with archive.open(_STYLES) as stream:
        return list(_formats_in(elements(stream, "numFmt", "cellStyleXfs", "cellXfs", "dxfs", "xf")))


def _formats_in(found: Iterator[tuple[str, dict[str, str]]]) -> Iterator[str]:
    own: dict[str, str] = {}
    within = ""
    for name, attributes in found:
        if name == "numFmt" and within != "dxfs":
            own[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "xf" and within == "cellXfs":
            number = attributes.get("numFmtId", "0")
            yield own.get(number, BUILT_IN.get(int(number), ""))
        elif name != "xf":
            within = name


def _sheet(name: str, part: SheetPart, shared: _Shared) -> Sheet:
    texts = ((place, shared.text(raw)) for place, raw in part.cells.items())
    return Sheet(
        name,
        {place: text for place, text in texts if text},
        part.merged,
        frozenset(part.hidden_rows),
        frozenset(part.hidden_columns),
    )
