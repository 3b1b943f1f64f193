"""Plain text and markdown → one page of lines."""

from pathlib import Path

import pytest

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line
from ingest.parsing.sources.text import read_text


def lines_of(tmp_path: Path, data: bytes) -> list[Line]:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    (page,) = read_text(path)
    assert page.number is None
    return list(page.lines)


def texts_of(tmp_path: Path, data: str | bytes) -> list[str]:
    return [line.text for line in lines_of(tmp_path, data if isinstance(data, bytes) else data.encode())]


def test_tabs_and_blank_lines_stay(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "项目\t行次\t\n\n总计\t30\t1.00  \n") == [
        "项目\t行次\t",
        "",
        "总计\t30\t1.00",
        "",
    ]


def test_the_mark_of_utf8_is_no_character(tmp_path: Path) -> None:
    assert texts_of(tmp_path, b"\xef\xbb\xbf" + "决算".encode()) == ["决算"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    assert texts_of(tmp_path, "收入支出决算总表\n单位：万元".encode(encoding)) == [
        "收入支出决算总表",
        "单位：万元",
    ]


def test_headings_keep_their_level_and_lose_their_mark(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "## **第三部分** 说明 ##\n#不是标题".encode()) == [
        Line("第三部分 说明", heading=2),
        Line("#不是标题"),
    ]


def test_bold_marks_go(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "**一是**全年会议 37 场") == ["一是全年会议 37 场"]


def test_a_markdown_table_becomes_tabs(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "| 项目 | 行次 | |\n|---|:-:|--|\n| 总计 | 30 | 1.00 |") == [
        "项目\t行次\t",
        "总计\t30\t1.00",
    ]


def test_tags_go_but_not_angle_quotes(tmp_path: Path) -> None:
    text = '<p>落实<党组>责任</p>\t<input checked="" type="checkbox"/> 是 <input type="checkbox"/> 否'
    assert texts_of(tmp_path, text) == [" 落实<党组>责任 \t☑ 是 ☐ 否"]


def test_nul_and_lone_surrogates_are_dropped(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "总\x00计".encode() + b"\xed\xa0\x80" + b"30") == ["总计30"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b" \r\n\t\n", Reason.EMPTY_FILE),
        (b"\xef\xbb\xbf\n", Reason.EMPTY_FILE),
        (bytes(range(256)) * 20, Reason.UNKNOWN_FORMAT),
        (b"%PDF-1.7\n1 0 obj", Reason.UNKNOWN_FORMAT),
        (b"\x89PNG\r\n\x1a\n", Reason.UNKNOWN_FORMAT),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as refused:
        lines_of(tmp_path, data)
    assert refused.value.reason == reason
