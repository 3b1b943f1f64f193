"""Saved web pages → lines and tables, or the reason why not."""

from pathlib import Path

import pytest

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line
from ingest.parsing.sources.html import read_html
from tests.parsing.office import container, small_workbook


def lines_of(tmp_path: Path, page: str | bytes) -> list[Line]:
    path = tmp_path / "report.html"
    path.write_bytes(page if isinstance(page, bytes) else f"<html><body>{page}</body></html>".encode())
    (read,) = read_html(path)
    assert read.number is None
    return list(read.lines)


def texts_of(tmp_path: Path, page: str | bytes) -> list[str]:
    return [line.text for line in lines_of(tmp_path, page)]


def test_blocks_and_breaks_end_lines_and_blanks_are_one(tmp_path):
    page = "<h2>一、收入</h2>2023 年\n  度<b>收入</b>合计&nbsp;&nbsp;1.00<br>万元<div>甲<p>乙</p>丙</div>"
    lines = lines_of(tmp_path, page)
    assert [line.text for line in lines] == ["一、收入", "2023 年 度收入合计 1.00", "万元", "甲", "乙", "丙"]
    assert [line.heading for line in lines[:2]] == [2, 0]


def test_merged_cells_and_spots(tmp_path):
    page = (
        "<table><tr><td rowspan=2>项目<td colspan=2>支出<tr><td>基本<td>项目<tr><td>合计<td>1.00<td></table>"
    )
    first, second, third = lines_of(tmp_path, page)
    assert [cell and (cell.text, cell.span, cell.depth) for cell in first.cells] == [
        ("项目", 1, 2),
        ("支出", 2, 1),
        None,
    ]
    assert second.cells[0] is None
    assert [cell.text for cell in third.cells] == ["合计", "1.00", ""]
    assert third.cells[1].spot == "第 1 张表第 3 行第 2 列"


def test_title_captions_and_notes_inside_a_table_are_lines(tmp_path):
    page = """<table><tr><td colspan=2>2023年度收入决算表</td></tr><tr><td>部门：甲局</td><td>金额单位：万元</td></tr>
    <tr><td>项目</td><td>合计</td></tr><tr><td>一、收入</td><td>5.00</td></tr><tr><td colspan=2>注：本表反映收入。</td></tr></table>"""
    assert [(line.text, line.table) for line in lines_of(tmp_path, page)] == [
        ("2023年度收入决算表", 0),
        ("部门：甲局", 0),
        ("金额单位：万元", 0),
        ("项目\t合计", 1),
        ("一、收入\t5.00", 1),
        ("注：本表反映收入。", 0),
    ]


def test_what_belongs_to_the_site_or_is_not_shown_is_left_out(tmp_path):
    page = """<header>政府网</header><nav>首页</nav><ul class="breadcrumb"><li>位置</ul><script>var a = "脚本"</script>
    <style>p {}</style><p style="display: none">藏</p><p hidden>藏</p><noscript>无</noscript><!-- 注释 -->
    <form><select><option>选</select><p>正文</p></form><div role="contentinfo">备案</div><footer>版权</footer>"""
    assert texts_of(tmp_path, page.replace("<form>", "<div>").replace("</form>", "</div>")) == ["正文"]


def test_a_frame_of_the_site_that_holds_the_report_stays(tmp_path):
    assert texts_of(tmp_path, "<div class='menu'><table><tr><td>甲<td>1.00</table></div>") == ["甲\t1.00"]


def test_nested_tables_lay_out_the_page(tmp_path):
    page = "<table><tr><td>左<td><table><tr><td>甲<td>1.00</table></table>"
    assert [(line.text, line.table) for line in lines_of(tmp_path, page)] == [("左", 0), ("甲\t1.00", 1)]


@pytest.mark.parametrize(
    "data",
    [
        '<html><head><meta charset="gb2312"></head>决算：镕'.encode("gb18030"),
        b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=GBK">'
        + "决算：镕".encode("gb18030"),
        "<html>决算：镕".encode("utf-8-sig"),
        "<html>决算：镕".encode("utf-16"),
        "<html>决算：镕".encode("gb18030"),
        '<html><meta charset="utf-8">决算：镕'.encode("gb18030"),  # says one thing and is another
        '<html><meta charset="no-such">决算：镕'.encode(),
    ],
)
def test_encodings(tmp_path, data):
    assert texts_of(tmp_path, data) == ["决算：镕"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"<html><script>1</script></html>", Reason.EMPTY_FILE),
        (b"%PDF-1.7 " + b"x" * 100, Reason.WRONG_KIND),
        (small_workbook(), Reason.WRONG_KIND),
        (container("Workbook"), Reason.WRONG_KIND),
        (b"plain words, no page", Reason.WRONG_KIND),
        (b"<html>" + b"\xff\xff\x81" * 500, Reason.DAMAGED),
        (
            b"<html><table><tr>" + b"<td colspan=9999 rowspan=9999>a" * 9 + b"<tr><td>b" * 5000,
            Reason.TOO_LARGE,
        ),
    ],
)
def test_what_is_no_page(tmp_path, data, expected):
    with pytest.raises(ReadError) as raised:
        lines_of(tmp_path, data)
    assert raised.value.reason == expected


@pytest.mark.parametrize("opened", ["<div>", "<table><tr><td>", "<div style='display:none'><b>", "<ul><li>"])
def test_deep_nesting_does_no_harm(tmp_path, opened):
    assert texts_of(tmp_path, "<p>前</p>" + opened * 2000)[0] == "前"


def test_entities_of_a_page_stay_closed(tmp_path):
    page = b'<!DOCTYPE html [<!ENTITY a "bbbb"><!ENTITY f SYSTEM "file:///etc/hostname">]><html><p>x &a; &f;</p></html>'
    assert "bbbb" not in "".join(texts_of(tmp_path, page))
