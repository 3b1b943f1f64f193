"""The XML parts of a workbook (.xlsx) as a stream: what a sheet's cells hold, what is merged or hidden.

A sheet may claim a million rows and hold none, or one cell in each corner: what costs time and memory here is what is
there, not how far it reaches.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.sources.sheets import MOST_CELLS, Area

Attributes = dict[str, str]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_TRUE = ("1", "true")
_COLUMNS = 1 << 14


@dataclass(frozen=True)
class Raw:
    """What a cell was saved with: the kind of its value, the value as text, the number of its style."""

    kind: str
    value: str
    style: int


@dataclass
class SheetPart:
    """One sheet. Rows and columns count from 0; ``without_value`` are formulas saved without their result."""

    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: list[tuple[int, int]] = field(default_factory=list)


def elements(stream: IO[bytes], *names: str) -> Iterator[tuple[str, Attributes]]:
    """The elements of those names with their attributes, names without their prefixes, in the order of the part."""
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local in names:
            found.append((local, attributes))

    _parse(stream, start)
    yield from found


def read_strings(stream: IO[bytes]) -> list[str]:
    """The strings that cells share, without the readings that East Asian text may have above it."""
    strings: list[str] = []
    pieces: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        within.append(name.rpartition(":")[2])

    def end(name: str) -> None:
        if within.pop() == "si":
            strings.append("".join(pieces))
            pieces.clear()

    def text(data: str) -> None:
        if within and within[-1] == "t" and "rPh" not in within:
            pieces.append(data)

    _parse(stream, start, end, text)
    return strings


def read_sheet(stream: IO[bytes]) -> SheetPart:
    """The cells of a sheet that hold something, and its structure. Raises ``ReadError`` (TOO_LARGE)."""
    reader = _Reader()
    _parse(stream, reader.start, reader.end, reader.text)
    return reader.part


def _parse(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse
    parser.ParseFile(stream)


def _refuse(*declared: object) -> None:
    raise ReadError(Reason.UNSAFE, "定义了实体")


class _Reader:
    """Takes the elements of one sheet in turn."""

    def __init__(self) -> None:
        self.part = SheetPart()
        self.row = self.column = -1
        self.held: str | None = None  # text of the value being read
        self.cell: Attributes = {}
        self.value = ""
        self.formula = False
        self.starts = {
            "row": self._row,
            "c": self._cell,
            "v": self._open,
            "t": self._open,
            "f": self._formula,
            "col": self._col,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        begin = self.starts.get(name) or self.starts.get(name.rpartition(":")[2])
        if begin:
            begin(attributes)

    def end(self, name: str) -> None:
        if name == "row":
            return
        local = name.rpartition(":")[2]
        if local in ("v", "t") and self.held is not None:
            self.value += self.held
            self.held = None
        elif local == "c":
            self._close()

    def text(self, data: str) -> None:
        if self.held is not None:
            self.held += data

    def _row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.column = -1
        if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
            self.part.hidden_rows.add(self.row)

    def _cell(self, attributes: Attributes) -> None:
        place = _place(attributes.get("r", ""))
        self.row, self.column = place or (self.row, self.column + 1)
        self.cell, self.value, self.formula = attributes, "", False

    def _open(self, attributes: Attributes) -> None:
        self.held = ""

    def _formula(self, attributes: Attributes) -> None:
        self.formula = True

    def _close(self) -> None:
        kind = self.cell.get("t", "n")
        if self.value:
            self.part.cells[self.row, self.column] = Raw(kind, self.value, int(self.cell.get("s", "0")))
        elif self.formula and kind != "str":  # a formula may well give an empty text
            self.part.without_value.append((self.row, self.column))
        if len(self.part.cells) > MOST_CELLS:
            raise ReadError(Reason.TOO_LARGE, f"单元格超过 {MOST_CELLS} 个")

    def _col(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.part.hidden_columns.update(range(first - 1, min(last, _COLUMNS)))

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = map(_place, attributes.get("ref", "").partition(":"))
        if first and last:
            self.part.merged.append(Area(first[0], first[1], last[0] + 1, last[1] + 1))


def _place(reference: str) -> tuple[int, int] | None:
    """B12 → (11, 1)."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
