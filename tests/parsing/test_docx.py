"""Word files → lines and tables, or the reason why not."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line
from ingest.parsing.sources.docx import read_docx
from tests.parsing.office import container, saved, small_workbook, with_part


def lines_of(tmp_path: Path, document) -> list[Line]:
    path = tmp_path / "report.docx"
    path.write_bytes(document if isinstance(document, bytes) else saved(document))
    (page,) = read_docx(path)
    assert page.number is None
    return list(page.lines)


def reason(tmp_path: Path, data: bytes) -> Reason:
    with pytest.raises(ReadError) as raised:
        lines_of(tmp_path, data)
    return raised.value.reason


def small() -> bytes:
    document = docx.Document()
    document.add_paragraph("决算")
    return saved(document)


def test_text_and_tables_in_their_order(tmp_path):
    document = docx.Document()
    document.add_heading("第二部分 部门决算表", 1)
    table = document.add_table(2, 3)
    for place, text in enumerate(["收入", "", "支出", "一、财政拨款收入", "1", "1,247.10"]):
        table.cell(place // 3, place % 3).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("本年收入合计\t1,247.10\n万元。")
    first, head, row, *after = lines_of(tmp_path, document)
    assert (first.text, first.heading) == ("第二部分 部门决算表", 1)
    assert [cell and (cell.text, cell.span) for cell in head.cells] == [("收入", 2), None, ("支出", 1)]
    assert row.cells[2].spot == "第 1 张表第 2 行第 3 列"
    assert [line.text for line in after] == ["本年收入合计 1,247.10", "万元。"]


def test_cells_merged_downwards(tmp_path):
    document = docx.Document()
    table = document.add_table(3, 2)
    for place, text in enumerate(["项目", "甲", "", "乙", "", "丙"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(0, 0).merge(table.cell(2, 0))
    rows = lines_of(tmp_path, document)
    assert [cell and (cell.text, cell.depth) for line in rows for cell in line.cells] == [
        ("项目", 3),
        ("甲", 1),
        None,
        ("乙", 1),
        None,
        ("丙", 1),
    ]


def test_the_numbers_of_lists_are_printed_before_their_paragraphs(tmp_path):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1、", "（%2）"))
    )
    kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(kind))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "收入"), (1, "甲"), (1, "乙"), (0, "支出"), (1, "丙"), (None, "说明")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if level is not None:
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
            )
    assert [line.text for line in lines_of(tmp_path, document)] == [
        "一、收入",
        "（一）甲",
        "（二）乙",
        "二、支出",
        "（一）丙",
        "说明",
    ]


def test_what_a_reader_does_not_see_is_no_text(tmp_path):
    document = docx.Document()
    run = document.add_paragraph("支出").add_run("秘密")
    run.font.hidden = True
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>"
    new = f"<w:ins {nsdecls('w')}><w:r><w:t>新</w:t></w:r></w:ins>"
    for change in (gone, new):
        document.paragraphs[0]._p.append(parse_xml(change))
    document.sections[0].header.paragraphs[0].text = "页眉"
    assert [line.text for line in lines_of(tmp_path, document)] == ["支出新"]


def test_content_controls_hold_text_too(tmp_path):
    document = docx.Document()
    document.add_paragraph("前")
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>目 录</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(control))
    assert [line.text for line in lines_of(tmp_path, document)] == ["前", "目 录"]


def test_tables_that_only_lay_out_a_page(tmp_path):
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "左"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "1.00"
    document.add_table(1, 1).cell(0, 0).text = "框"
    lines = lines_of(tmp_path, document)
    assert [(line.text, line.table) for line in lines] == [("左", 0), ("甲\t1.00", 1), ("框", 0)]


def test_an_empty_table_is_nothing(tmp_path):
    document = docx.Document()
    document.add_table(3, 3)
    document.add_paragraph("后")
    assert [line.text for line in lines_of(tmp_path, document)] == ["后"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Reason.EMPTY_FILE),
        (saved(docx.Document()), Reason.EMPTY_FILE),
        (b"%PDF-1.7 " + b"x" * 100, Reason.WRONG_KIND),
        (container("WordDocument"), Reason.WRONG_KIND),
        (container("EncryptedPackage"), Reason.ENCRYPTED),
        (small_workbook(), Reason.WRONG_KIND),
        (small()[:3000], Reason.DAMAGED),
        (with_part(small(), "word/vbaProject.bin", b"x"), Reason.MACROS),
        (with_part(small(), "word/document.xml", "<w:document>"), Reason.DAMAGED),
        (with_part(small(), "word/document.xml", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), Reason.UNSAFE),
        (with_part(small(), "word/document.xml", b"<a>" + b" " * 9_000_000), Reason.UNSAFE),
    ],
)
def test_what_is_no_document(tmp_path, data, expected):
    assert reason(tmp_path, data) == expected
