"""The page of one statement, as printed."""

import re

import pytest

from disclosures.pages.grid import header_rows
from disclosures.statements import FORMS
from tests import builders as make
from tests.site import reports
from tests.site.conftest import unmarked, words

REPORT = "/o/420107-government-office/2023/"


def header(html):
    """Each header row as (text, colspan, rowspan, scope)."""
    rows = re.findall(r"<tr.*?</tr>", re.search(r"<thead>.*?</thead>", html, re.S)[0], re.S)
    cells = [re.findall(r"<t[hd](?: scope=\"(\w+)\")?([^>]*)>(.*?)</t[hd]>", row) for row in rows]
    span = lambda given, name: int((re.findall(rf'{name}="(\d+)"', given) or ["1"])[0])  # noqa: E731
    return [[(words(t), span(a, "colspan"), span(a, "rowspan"), s) for s, a, t in row] for row in cells]


def test_the_head_of_the_three_public_form_has_three_levels():
    rows = header_rows(FORMS["three_public"].columns)
    assert [(h.text, h.colspan) for h in rows[0]] == [("预算数", 6), ("决算数", 6)]
    assert [(h.text, h.colspan, h.rowspan) for h in rows[1][:4]] == [
        ("合计", 1, 2),
        ("因公出国（境）费", 1, 2),
        ("公务用车购置及运行费", 3, 1),
        ("公务接待费", 1, 2),
    ]
    assert [h.text for h in rows[2]] == ["小计", "公务用车购置费", "公务用车运行费"] * 2


@pytest.mark.parametrize("statement", [s for s, f in FORMS.items() if f.shape != "blocks"])
def test_every_row_of_a_head_covers_the_table(qingshan, get, statement):
    rows = header(get(f"{REPORT}t/{statement}/"))
    reach = [0] * len(rows)
    for place, row in enumerate(rows):
        for _, columns, depth, _ in row:
            for level in range(place, place + depth):
                reach[level] += columns
    assert len(set(reach)) == 1


def test_column_groups_and_columns_have_their_scope(qingshan, get):
    rows = header(get(f"{REPORT}t/three_public/"))
    assert rows[0][0] == ("预算数", 6, 1, "colgroup")
    assert [text for text, *_ in rows[-1]] == [str(number) for number in range(1, 13)]


def test_blank_zero_and_amount_look_different(qingshan, get):
    marked = get(f"{REPORT}t/expenditure/")
    assert '<data value="1247.12">1,247.12</data>' in marked
    html = unmarked(marked)
    assert re.search(r'id="c-2010301-1"[^>]*><a href="/n/[0-9a-z]{7}-03-2010301-1/">1,247.12</a>', html)
    assert re.search(r'id="c-2010301-3"[^>]*><span class="blank"><span class="vh">空白</span>', html)
    assert re.search(r'id="c-total-2"[^>]*><a [^>]*>0.00</a>', unmarked(get(f"{REPORT}t/three_public/")))


def test_levels_are_indented_and_codes_kept(qingshan, get):
    html = get(f"{REPORT}t/expenditure/")
    assert '<tr class="l3"><th scope="row" class="l3"><span class="code">2010301</span>行政运行</th>' in html
    assert '<tr class="l0"><th scope="row" class="l0">合计<small class="below">' in html


def test_income_and_expenditure_stand_side_by_side(qingshan, get):
    text = words(get(f"{REPORT}t/summary/"))
    assert "一、一般公共预算财政拨款收入19,840.40一、一般公共服务支出311,471.20" in text.replace(" ", "")


def test_the_uneven_sides_of_04_leave_an_empty_place(qingshan, get):
    html = get(f"{REPORT}t/appropriation_summary/")
    assert html.count('class="hang"') == 64
    assert "一般公共预算财政拨款</th>" in html


def test_the_three_blocks_of_06_stand_side_by_side(qingshan, get):
    text = words(get(f"{REPORT}t/basic_by_economic/"))
    assert "301工资福利支出1,343.37302商品和服务支出93.55310资本性支出空白" in text.replace(" ", "")
    assert "人员经费合计1,392.64公用经费合计93.71" in text.replace(" ", "")


def test_a_declared_nil_shows_its_sentence(qingshan, get):
    text = words(get(f"{REPORT}t/government_funds/")).replace(" ", "")
    assert "声明为空“说明：本单位2023年无政府性基金预算财政拨款收入支出”" in text


def test_a_declared_nil_without_a_note_shows_what_the_narrative_says(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "government_funds", state="declared_nil")
    make.passage(of.current, "七", "政府性基金", "本年度无政府性基金预算财政拨款收入支出。")
    assert "“本年度无政府性基金预算财政拨款收入支出。”" in words(get(f"{REPORT}t/government_funds/"))


@pytest.mark.parametrize(
    ("state", "said"),
    [("picture", "图片未识别"), ("empty", "空表，无说明"), ("missing", "— 未公开")],
)
def test_each_absence_has_its_own_face(db, get, state, said):
    of = make.disclosure(make.department())
    if state != "missing":
        make.sheet(of.current, "summary", state=state)
    assert said in words(get(f"{REPORT}t/summary/"))


def test_an_inferred_column_says_so(db, get):
    of = make.disclosure(make.department())
    row = make.code_rows("general_budget", "201 一般公共服务支出 10.00")[0]
    row["cells"][1] = make.cell("2", "基本支出", "10.00", origin="derived")
    make.sheet(of.current, "general_budget", [row])
    html = get(f"{REPORT}t/general_budget/")
    assert "推定栏位：" in words(html)
    assert html.count('<span class="origin">推<span class="vh">定栏位</span></span>') == 1


def test_other_columns_than_the_forms_are_shown_with_their_labels(db, get):
    of = make.disclosure(make.department())
    row = make.code_rows("state_capital", "201 合计行 10.00")[0]
    row["cells"].append(make.cell("x1", "年初结转", "3.00"))
    make.sheet(of.current, "state_capital", [row])
    assert ("年初结转", 1, 2, "col") in header(get(f"{REPORT}t/state_capital/"))[0]


def test_the_turn_of_a_page_is_marked(db, get):
    of = make.disclosure(make.department())
    rows = make.code_rows("revenue", "201 甲 1.00", page=8) + make.code_rows("revenue", "202 乙 2.00", page=9)
    make.sheet(of.current, "revenue", rows, pages=[8, 9])
    html = get(f"{REPORT}t/revenue/")
    assert html.count('class="turn"') == 1
    assert "原件第 9 页" in words(html)
    assert "原件第 8、9 页" in words(html)


def test_rows_that_share_a_code_keep_anchors_of_their_own(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "revenue", make.code_rows("revenue", "201310 甲 1.00\n201310 乙 2.00"))
    anchors = re.findall(r'<td id="([^"]+)"', get(f"{REPORT}t/revenue/"))
    assert len(anchors) == len(set(anchors)) == 14


def test_another_year_keeps_the_statement_and_says_why_one_is_missing(qingshan, get):
    reports.qingshan_2020()
    html = get(f"{REPORT}t/three_public/")
    assert '<a href="/o/420107-government-office/2020/t/three_public/">2020<small>图片未识别</small>' in html
    assert "<span>2021<small>未收录</small></span>" in html


def test_rows_that_a_finding_points_to_are_marked(qingshan, get):
    html = get(f"{REPORT}t/expenditure/")
    assert html.count('<td class="chk"><span class="mark none">') == 3
    assert "本站核对" in words(html).replace(" ", "")


def test_a_statement_outside_the_nine_has_a_page(db, get):
    of = make.disclosure(make.department())
    row = {"line": "", "code": "", "code_text": "", "name": "甲", "cells": [make.cell("x1", "金额", "1.00")]}
    made = make.sheet(of.current, "other", [row], title="政府采购情况表")
    assert "政府采购情况表" in get(f"{REPORT}t/other-{made.position}/")


def test_a_key_that_is_no_statement_is_not_found(qingshan, get):
    get(f"{REPORT}t/nonsense/", status=404)


def test_the_region_scrolls_and_can_be_reached_by_keyboard(qingshan, get):
    assert 'tabindex="0" role="region" aria-labelledby="cap"' in get(f"{REPORT}t/expenditure/")


def test_the_page_says_whose_statement_of_which_year_it_is(qingshan, get):
    html = get(REPORT + "t/expenditure/")
    assert '<p class="of">武汉市青山区人民政府办公室 2023 年度</p>' in html


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("2023年度一般公共预算财政拨款“三公”经费支出决算表", True),
        ("2023 年度财政拨款“三公”经费支出决算表", False),
        ("财政拨款“三公”经费支出决算表", False),
    ],
)
def test_a_title_that_says_more_than_the_forms_is_told(db, get, printed, told):
    of = make.disclosure(make.department())
    make.sheet(of.current, "three_public", title=printed)
    html = get("/o/420107-government-office/2023/t/three_public/")
    assert (f"原件标题：{printed}" in html) == told
