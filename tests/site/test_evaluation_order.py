"""The indicators of a self-evaluation in the order that a reader asks for."""

import re

import pytest

from tests import builders as make

PAGE = "/o/420107-government-office/2023/"
ROWS = (
    ("甲", "≥50次", "60次", "5"),
    ("乙", "≥50次", "32次", "3"),
    ("丙", "", "已完成", ""),
    ("丁", "≤100%", "90%", "2.5"),
)


@pytest.fixture
def evaluated(db):
    of = make.disclosure(make.department())
    make.evaluation(
        of.current,
        "整体",
        *(("产出指标", "数量指标", *row) for row in ROWS),
        kind="department",
    )


def names(html):
    table = html.partition('class="flow indicators"')[2].partition("</table>")[0]
    return re.findall(r'role="rowheader">([甲乙丙丁])', table)


@pytest.mark.parametrize(
    ("asked", "shown"), [("", "甲乙丙丁"), ("?zp=missed", "乙甲丙丁"), ("?zp=score", "丁乙甲丙")]
)
def test_the_order_is_in_the_address(evaluated, get, asked, shown):
    html = get(PAGE + asked)
    assert "".join(names(html)) == shown
    assert html.count('aria-current="true">') >= 1
    assert "低于目标 18次" in html


def test_one_indicator_needs_no_order(db, get):
    of = make.disclosure(make.department())
    make.evaluation(of.current, "整体", ("产出指标", "数量指标", "甲", "1", "1", "1"))
    assert "没有达到的在前" not in get(PAGE)
