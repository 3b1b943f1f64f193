"""Lines made here → the lines without page numbers and running heads."""

import pytest

from ingest.parsing.margins import rows_of
from ingest.parsing.pages import Line, Page


def page(number: int | None, *texts: str) -> Page:
    return Page(number, tuple(Line(text) for text in texts))


def kept(*pages: Page) -> list[str]:
    return [row.text for row in rows_of(pages)]


@pytest.mark.parametrize(
    "number", ["17", "- 17 -", "—17—", "第17页", "第 17 页 共 45 页", "第17页/共45页", "17/45", "17 / 45 页"]
)
def test_page_numbers_at_the_edge_of_a_page_go(number):
    assert kept(page(17, "收入合计", "5万元。", number)) == ["收入合计", "5万元。"]
    assert kept(page(17, number, "收入合计", "5万元。")) == ["收入合计", "5万元。"]


def test_a_number_inside_a_page_or_before_its_unit_stays():
    inside = ("甲", "乙", "16", "丙", "丁")
    assert kept(page(3, *inside)) == list(inside)
    assert kept(page(3, "增加", "16"), page(4, "万元。")) == ["增加", "16", "万元。"]


def test_running_heads_and_feet_go_whatever_their_digits():
    pages = [page(n, "某局2023年度部门决算", f"第{n}段的话。", f"某市公开目录 {n}") for n in (1, 2, 3)]
    assert kept(*pages) == ["第1段的话。", "第2段的话。", "第3段的话。"]


def test_a_sentence_that_begins_two_pages_stays():
    assert kept(page(1, "收入合计", "一"), page(2, "收入合计", "二")) == ["收入合计", "一", "收入合计", "二"]


def test_a_format_without_pages_keeps_its_numbers():
    assert kept(page(None, "收入合计", "", "17", "5万元。")) == ["收入合计", "17", "5万元。"]
