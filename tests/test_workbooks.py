"""Workbooks, read back by another library: numbers are numbers, codes are text, nothing is run."""

import io
from decimal import Decimal

import openpyxl
import pytest

from disclosures.workbooks import MOST_CHARACTERS, Worksheet, workbook_bytes


def read(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def book(*records, name="表"):
    return read(workbook_bytes([Worksheet(name, ("甲", "乙（万元）"), records)], [("单位", "万元")]))


def test_a_value_keeps_its_type_and_its_decimals():
    sheet = book(("0205", Decimal("1.20")), ("人次", 14), (None, ""))["表"]
    assert [cell.value for cell in sheet[1]] == ["甲", "乙（万元）"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("0205", "s"), (1.2, "n")]
    assert sheet["B2"].number_format == "0.00"
    assert (sheet["B3"].value, sheet["B3"].number_format) == (14, "0")
    assert [cell.value for cell in (sheet["A4"], sheet["B4"])] == [None, None]


@pytest.mark.parametrize("text", ["=1+1", "+86", "@SUM(A1)", "http://example.org/", "-1", "{=A1}", "１２"])
def test_text_is_never_run_nor_turned_into_something_else(text):
    cell = book((text, None))["表"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_a_spreadsheet_cannot_hold_is_cut_or_written_as_text():
    sheet = book(("a\x00b\ud800", Decimal("12345678901234567.89")), ("长" * (MOST_CHARACTERS + 9), None))[
        "表"
    ]
    assert sheet["A2"].value == "ab"
    assert sheet["B2"].value == "12345678901234567.89"
    assert len(sheet["A3"].value) == MOST_CHARACTERS


def test_names_of_sheets_are_cleaned_cut_and_told_apart():
    names = ["一/二[三]", "说明", "长" * 40, "长" * 40, "", "History"]
    sheets = [Worksheet(name, ("甲",), ()) for name in names]
    found = read(workbook_bytes(sheets, [])).sheetnames
    assert found == ["一 二 三", "说明 2", "长" * 31, "长" * 29 + " 2", "表", "History 2", "说明"]


def test_the_last_sheet_holds_the_notes():
    assert [[cell.value for cell in row] for row in book()["说明"].rows] == [["单位", "万元"]]


def test_the_bytes_depend_on_the_values_alone():
    sheets = [Worksheet("表", ("甲",), [("一",)])]
    assert workbook_bytes(sheets, [("日期", "今天")]) == workbook_bytes(sheets, [("日期", "今天")])
