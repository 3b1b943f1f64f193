"""Writes a sample in another form: as Word file, workbook (new and old) or saved web page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import xlwt
from openpyxl.styles import Alignment, Border, Side

from tests.forms.document import Cell, Part, Table, Text, html_of, parts_of, placed, width_of

_AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Spot:
    """One cell of a sheet: its place from 0, what it covers, and its value with the number format that shows it."""

    row: int
    column: int
    value: str | float
    format: str = "General"
    span: int = 1
    depth: int = 1


def write_docx(name: str, path: Path) -> None:
    """Headings with Word's styles, tables with merged cells, statements on pages of their own."""
    document = docx.Document()
    for part in parts_of(name):
        for block in part.blocks:
            if isinstance(block, Text):
                _paragraph(document, block)
            else:
                _table(document, block)
        document.add_page_break()
    document.save(path)


def _paragraph(document, text: Text) -> None:
    if text.heading:
        document.add_heading(text.text, text.heading)
    else:
        document.add_paragraph(text.text)


def _table(document, table: Table) -> None:
    made = document.add_table(len(table.rows), width_of(table))
    made.style = "Table Grid"
    for row, column, cell in placed(table):
        corner = made.cell(row, column)
        if cell.span > 1 or cell.depth > 1:
            corner = corner.merge(made.cell(row + cell.depth - 1, column + cell.span - 1))
        corner.text = cell.text


def write_html(name: str, path: Path) -> None:
    """A page as a department's site serves it: head, navigation, scripts, foot; in GBK, declared as gb2312."""
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>政务公开 - 部门预算</title><style>td {{ color: #000 }}</style><script>var 预算 = "2019年度部门预算";</script></head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/ys/">部门预算公开</a></div>
<div id="content">{html_of(name)}</div>
<div class="footer">版权所有：2031年度政府决算网</div><noscript>请打开脚本</noscript></body></html>"""
    path.write_bytes(page.encode("gb18030"))


def sheets_of(name: str) -> Iterator[tuple[str, list[Spot]]]:
    """Each statement as a sheet: title over the whole width, number and captions, the table, notes; no narrative."""
    for part in parts_of(name):
        tables = [block for block in part.blocks if isinstance(block, Table)]
        if part.statement and tables and not any("自评" in text.text for text in _texts(part)):
            yield _texts(part)[0].text[-20:].replace("“", "").replace("”", ""), list(_spots(part, tables[0]))


def _texts(part: Part) -> list[Text]:
    return [block for block in part.blocks if isinstance(block, Text)]


def _spots(part: Part, table: Table) -> Iterator[Spot]:
    width = width_of(table)
    title, *others = _texts(part)
    yield Spot(0, 0, title.text, span=width)
    captions = [text.text for text in others if text.caption]
    for place, caption in enumerate(captions):
        left = caption.startswith("部门")
        yield Spot(1 + place - (place > 1), 0 if left else width - 1, caption)
    start = 1 + len(captions)
    for row, column, cell in placed(table):
        value, shown_as = _value(cell)
        if value != "" or cell.span > 1 or cell.depth > 1:
            yield Spot(start + row, column, value, shown_as, cell.span, cell.depth)
    for place, note in enumerate(text for text in others if not text.caption):
        yield Spot(start + len(table.rows) + place, 0, note.text, span=width)


def _value(cell: Cell) -> tuple[str | float, str]:
    """What a person types: amounts as numbers, shown with the decimals printed; all else as text."""
    if cell.kind != "a" or not _AMOUNT.fullmatch(cell.text):
        return cell.text, "General"
    decimals = len(cell.text.partition(".")[2])
    grouped = "," in cell.text or len(cell.text.partition(".")[0]) < 4
    return float(cell.text.replace(",", "")), ("#,##0" if grouped else "0") + (
        f".{'0' * decimals}" if decimals else ""
    )


def write_xlsx(name: str, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    line = Side("thin")
    for title, spots in sheets_of(name):
        sheet = book.create_sheet(title)
        for spot in spots:
            cell = sheet.cell(spot.row + 1, spot.column + 1, spot.value)
            cell.number_format, cell.border = spot.format, Border(line, line, line, line)
            cell.alignment = Alignment(horizontal="center", wrap_text=True)
            if spot.span > 1 or spot.depth > 1:
                ends = (spot.row + spot.depth, spot.column + spot.span)
                sheet.merge_cells(None, spot.row + 1, spot.column + 1, *ends)
    book.save(path)


def write_xls(name: str, path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for title, spots in sheets_of(name):
        sheet = book.add_sheet(title)
        for spot in spots:
            style = styles.setdefault(spot.format, xlwt.easyxf(num_format_str=spot.format))
            ends = (spot.row + spot.depth - 1, spot.column + spot.span - 1)
            sheet.write_merge(spot.row, ends[0], spot.column, ends[1], spot.value, style)
    book.save(str(path))


WRITERS: dict[str, Callable[[str, Path], None]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".xlsx": write_xlsx,
    ".xls": write_xls,
}
