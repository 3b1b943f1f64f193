"""Workbooks, new and old → lines and tables, or the reason why not."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from ingest.parsing import layouts
from ingest.parsing.amounts import read_statement
from ingest.parsing.blocks import find_blocks
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.sources.old_workbook import read_old_workbook
from ingest.parsing.sources.workbook import read_workbook
from tests.parsing.office import SHEET, container, saved, sheet_xml, small_workbook, with_part

TITLE = "2023年度支出决算表"
HEAD = [
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
]


def page_of(tmp_path: Path, data: bytes, ending: str = ".xlsx", max_pages: int | None = None) -> Page:
    path = tmp_path / f"report{ending}"
    path.write_bytes(data)
    (page,) = (read_workbook if ending == ".xlsx" else read_old_workbook)(path, max_pages)
    assert page.number is None
    return page


def reason(tmp_path: Path, data: bytes, ending: str = ".xlsx", max_pages: int | None = None) -> ReadError:
    with pytest.raises(ReadError) as raised:
        page_of(tmp_path, data, ending, max_pages)
    return raised.value


def book_of(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    return saved(book)


def old_book_of(fill: Callable[[xlwt.Worksheet], None]) -> bytes:
    book = xlwt.Workbook()
    fill(book.add_sheet("表"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def statement_rows(sheet, start: int = 1, title: str = TITLE) -> int:
    """A statement from that row on; the row behind it."""
    sheet.cell(start, 1, title)
    sheet.merge_cells(None, start, 1, start, 8)
    sheet.cell(start + 1, 1, "部门：")
    sheet.cell(start + 1, 2, "武汉市青山区人民政府办公室")
    sheet.cell(start + 1, 8, "金额单位：万元")
    for column, text in enumerate(HEAD, 1):
        sheet.cell(start + 2, column, text)
    sheet.cell(start + 3, 1, "合计")
    sheet.cell(start + 4, 1, 2010301)
    sheet.cell(start + 4, 2, "行政运行")
    for row, amount in ((start + 3, 1247.1), (start + 4, 1247.1)):
        for column in (3, 4):
            sheet.cell(row, column, amount).number_format = "#,##0.00"
    sheet.cell(start + 5, 1, "注：本表反映部门本年度各项支出情况。")
    sheet.merge_cells(None, start + 5, 1, start + 5, 8)
    return start + 6


def test_a_statement_with_its_captions_decimals_and_spots(tmp_path):
    (block,) = find_blocks([page_of(tmp_path, book_of(statement_rows))])
    read = read_statement(block, layouts.recognise([block]))
    assert (read.title, read.department, read.unit) == (TITLE, "武汉市青山区人民政府办公室", "万元")
    assert read.notes == ("注：本表反映部门本年度各项支出情况。",)
    cell = read.row("2010301").cell("1")
    assert (cell.text, str(cell.amount), cell.spot) == ("1,247.10", "1247.10", "工作表“Sheet”C5")
    assert read.row("2010301").cell("3").amount is None


def test_several_statements_on_a_sheet(tmp_path):
    def fill(sheet):
        after = statement_rows(sheet)
        statement_rows(sheet, after + 2, "2023年度一般公共预算财政拨款支出决算表")

    blocks = find_blocks([page_of(tmp_path, book_of(fill))])
    assert [block.title for block in blocks] == [TITLE, "2023年度一般公共预算财政拨款支出决算表"]
    assert [len(block.grids[0].rows) for block in blocks] == [3, 3]


def test_the_name_of_a_sheet_is_the_title_where_it_prints_none(tmp_path):
    def fill(sheet):
        sheet.title = "收入支出决算总表"
        sheet.append(["项目", "行次", "决算数"])
        sheet.append(["一、财政拨款收入", 1, 5])

    assert page_of(tmp_path, book_of(fill)).lines[0].text == "收入支出决算总表"


def test_what_is_hidden_is_left_out_and_told(tmp_path):
    def fill(sheet):
        for row in (["甲", "秘密", "乙"], ["1", "2", "3"], ["4", "5", "6"]):
            sheet.append(row)
        sheet.merge_cells("A1:B1")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("内部")
        other["A1"], other.sheet_state = "不公开", "veryHidden"

    page = page_of(tmp_path, book_of(fill))
    assert [line.text for line in page.lines] == ["甲\t乙", "4\t6"]
    assert page.lines[0].cells[0].span == 1
    assert page.hidden == "工作表“内部”、1 行（在“Sheet”中）、1 列（在“Sheet”中）"


def test_blank_is_no_zero_and_a_zero_is_one(tmp_path):
    def fill(sheet):
        sheet.append(["甲", "乙", "丙"])
        sheet.append([0, None, "  "])

    assert [cell.text for cell in page_of(tmp_path, book_of(fill)).lines[1].cells] == ["0", "", ""]


def test_merged_heads_cover_their_columns(tmp_path):
    def fill(sheet):
        sheet.append(["收入", None, "支出"])
        sheet.append(["项目", "决算数", "项目"])
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:C2")

    first, second = page_of(tmp_path, book_of(fill)).lines
    assert [cell and (cell.text, cell.span, cell.depth) for cell in first.cells] == [
        ("收入", 2, 1),
        None,
        ("支出", 1, 2),
    ]
    assert second.cells[2] is None


def test_a_formula_without_its_result_is_no_zero(tmp_path):
    def fill(sheet):
        sheet.title = "公开01表"
        sheet.append(["项目", "=SUM(1,2)"])

    error = reason(tmp_path, book_of(fill))
    assert (error.reason, error.detail) == (Reason.NO_VALUES, "公开01表!B1")


def test_a_formula_with_its_result_is_the_result(tmp_path):
    rows = '<row r="1"><c r="A1" t="str"><f>"甲"</f><v>甲</v></c><c r="B1"><f>1+1.5</f><v>2.5</v></c></row>'
    rows += '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>7</v></c></row>'
    lines = page_of(tmp_path, with_part(small_workbook(), SHEET, sheet_xml(rows))).lines
    assert lines[0].text == "甲\t2.5"
    assert "SUM" not in "".join(line.text for line in lines)


def test_a_formula_without_its_result_in_an_old_workbook(tmp_path):
    def fill(sheet):
        sheet.write(0, 0, "项目")
        sheet.write(0, 1, xlwt.Formula("1+2"))

    error = reason(tmp_path, old_book_of(fill), ".xls")
    assert (error.reason, error.detail) == (Reason.NO_VALUES, "表!B1")


def test_an_old_workbook_shows_its_formats_and_hides_what_is_hidden(tmp_path):
    def fill(sheet):
        sheet.write(0, 0, "项目")
        sheet.write(0, 1, 1247.1, xlwt.easyxf(num_format_str="#,##0.00"))
        sheet.write(1, 0, "秘密")
        sheet.row(1).hidden = True
        sheet.write_merge(2, 2, 0, 1, "注：本表无数据")

    page = page_of(tmp_path, old_book_of(fill), ".xls")
    assert [line.text for line in page.lines] == ["项目\t1,247.10", "注：本表无数据"]
    assert page.lines[0].cells[1].spot == "工作表“表”B1"
    assert page.hidden == "1 行（在“表”中）"


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(2000), Reason.EMPTY_FILE),
        (container("EncryptionInfo", "EncryptedPackage"), Reason.ENCRYPTED),
        (container("Workbook", "_VBA_PROJECT_CUR"), Reason.MACROS),
        (container("WordDocument"), Reason.WRONG_KIND),
        (b"%PDF-1.7\n" + b"x" * 100, Reason.WRONG_KIND),
        (b"a,b,c\n1,2,3\n", Reason.WRONG_KIND),
        (small_workbook()[:900], Reason.DAMAGED),
    ],
)
def test_what_is_no_workbook(tmp_path, data, expected, ending):
    assert reason(tmp_path, data, ending).reason == expected


def test_names_that_do_not_fit_the_content(tmp_path):
    old = old_book_of(lambda sheet: sheet.write(0, 0, "甲"))
    assert reason(tmp_path, old, ".xlsx").detail == "内容是 XLS"
    assert reason(tmp_path, small_workbook(), ".xls").detail == "内容是 XLSX"
    assert reason(tmp_path, b"<html><table><tr><td>1</table></html>", ".xlsx").detail == "内容是 HTML"


def test_a_page_that_is_called_a_workbook_is_read_as_a_page(tmp_path):
    page = page_of(tmp_path, "<html><body><table><tr><td>项目<td>1.00</table>".encode(), ".xls")
    assert [line.text for line in page.lines] == ["项目\t1.00"]


_ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
_MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("xl/vbaProject.bin", b"x", Reason.MACROS),
        (SHEET, sheet_xml("", before=_ENTITIES), Reason.UNSAFE),
        (SHEET, sheet_xml("", before=_ENTITIES).encode("utf-16"), Reason.UNSAFE),
        (SHEET, sheet_xml(" " * 5_000_000), Reason.UNSAFE),
        ("xl/media/a.bin", bytes(201 * 1024 * 1024), Reason.TOO_LARGE),
        (SHEET, "<worksheet><sheetData><row>", Reason.DAMAGED),
        (SHEET, sheet_xml('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), Reason.DAMAGED),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>", Reason.DAMAGED),
        (
            SHEET,
            sheet_xml("".join(f'<row r="{n}" s="1" ht="15"/>' for n in range(1, 100_000))),
            Reason.EMPTY_FILE,
        ),
    ],
)
def test_what_is_harmful_or_broken_inside(tmp_path, part, content, expected):
    assert reason(tmp_path, with_part(small_workbook(), part, content)).reason == expected


def test_how_far_a_sheet_claims_to_reach_costs_nothing(tmp_path):
    page = page_of(tmp_path, with_part(small_workbook(), SHEET, sheet_xml(_FAR, _MERGED)))
    assert len(page.lines) <= 3


def test_too_many_sheets(tmp_path):
    book = openpyxl.Workbook()
    for number in range(12):
        book.create_sheet(f"{number}")
    assert reason(tmp_path, saved(book), max_pages=10).reason == Reason.TOO_MANY_PAGES


def test_an_encrypted_old_workbook(tmp_path):
    """FILEPASS follows the first record of a workbook whose records are encrypted."""
    begin = b"\x09\x08\x10\x00" + b"\x00\x06\x05\x00" + bytes(12)
    assert reason(tmp_path, begin + b"\x2f\x00\x06\x00" + bytes(6), ".xls").reason == Reason.ENCRYPTED
