"""Workbooks for reuse (.xlsx): typed numbers, codes as text, a sheet of notes. Values in, bytes out; no Django.

``workbook_bytes(sheets, notes)`` makes one file of one or more ``Worksheet`` (name, header, records) and, last, a sheet
说明 of the ``notes`` (pairs of words: what was asked, unit, source, date, address). How a value becomes a cell:

- ``Decimal`` and ``int`` are numbers, shown with the decimals they have; a Decimal of more than 15 digits, which a
  spreadsheet would round, is written as text;
- ``str`` is text, never a formula, a link or a number: codes keep their leading zeros;
- ``None`` and ``""`` leave the cell empty, never 0.

The same records in the same order as the CSV (``exports``), so that both can be compared cell by cell. The bytes
depend on the arguments alone: the file's own date of creation is fixed.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet as Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTES = "说明"
MOST_DIGITS = 15  # of a number in a spreadsheet
MOST_CHARACTERS = 32767  # of a cell
MOST_NAME = 31  # characters of the name of a sheet
WIDEST = 40  # characters
_CREATED = datetime(2000, 1, 1)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# What XML 1.0 cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Value = str | int | Decimal | None
Record = Sequence[Value]


@dataclass(frozen=True)
class Worksheet:
    """One sheet: ``name`` is cut and cleaned as spreadsheets demand; ``header`` names the unit of every number."""

    name: str
    header: Sequence[str]
    records: Iterable[Record]


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook):
        self._book = book
        self._numbers: dict[int, Format] = {}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})

    def number(self, decimals: int) -> Format:
        if decimals not in self._numbers:
            pattern = "0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": pattern})
        return self._numbers[decimals]


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fits(value: Decimal) -> bool:
    return value.is_finite() and len(value.as_tuple().digits) <= MOST_DIGITS


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)[:MOST_CHARACTERS]


def _write(sheet: Sheet, row: int, column: int, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, _clean(value), formats.text)
        return
    number = Decimal(value)
    if _fits(number):
        sheet.write_number(row, column, float(number), formats.number(_decimals(number)))
    else:
        sheet.write_string(row, column, f"{number:f}", formats.text)


def _width(text: str) -> int:
    """In characters of a Latin font: a Chinese one takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _sheet_name(name: str, taken: set[str]) -> str:
    """``name`` as a spreadsheet accepts it, different from those ``taken`` whatever the case of letters."""
    clean = _NOT_IN_NAMES.sub(" ", _clean(name)).strip(" '")[:MOST_NAME] or "表"
    unique, number = clean, 2
    while unique.lower() in taken or unique.lower() == "history":
        tail = f" {number}"
        unique, number = clean[: MOST_NAME - len(tail)] + tail, number + 1
    taken.add(unique.lower())
    return unique


def _fill(sheet: Sheet, header: Sequence[str], records: Iterable[Record], formats: _Formats) -> None:
    widths = [_width(name) for name in header]
    for column, name in enumerate(header):
        sheet.write_string(0, column, _clean(name), formats.head)
    last = 0
    for last, record in enumerate(records, start=1):
        for column, value in enumerate(record):
            _write(sheet, last, column, value, formats)
            if column < len(widths) and value is not None:
                widths[column] = max(widths[column], _width(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if last:
        sheet.autofilter(0, 0, last, len(header) - 1)


def workbook_bytes(sheets: Iterable[Worksheet], notes: Iterable[tuple[str, str]]) -> bytes:
    """A whole .xlsx file: ``sheets`` in their order, then 说明 with a line for every pair of ``notes``."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _CREATED})
        formats, taken = _Formats(book), {NOTES}
        for one in sheets:
            _fill(book.add_worksheet(_sheet_name(one.name, taken)), one.header, one.records, formats)
        last = book.add_worksheet(NOTES)
        last.set_column(0, 0, 16)
        last.set_column(1, 1, 90)
        for row, (label, words) in enumerate(notes):
            last.write_string(row, 0, _clean(label), formats.head)
            last.write_string(row, 1, _clean(words), formats.wrapped)
    return out.getvalue()
