"""From the initial budget to the final amount, and what a heading says or refuses to say."""

import pytest

from disclosures.models import Finding
from tests import builders as make
from tests.site.conftest import words
from tests.site.drawn import disagreements, marks_of

PAGE = "/o/420107-government-office/2023/"
ITEMS = (("2010301", "10.00", "16.00"), ("2080505", "4.00", "3.00"), ("2210201", "2.00", "2.00"))


def held(initial="16.00", final="21.00", items=ITEMS, full=None, rate="131.25", outcome="pass"):
    """A report that tells two totals, the items between them and the completion."""
    of = make.disclosure(make.department())
    make.figures(of, {"initial_budget": initial, "general_budget_expenditure": final}, section="五", page=16)
    if full:
        make.figures(of, {"full_year_budget": full}, section="五", page=16)
    for code, budget, actual in items:
        make.figures(of, {f"item.{code}.actual": actual}, section="五", page=16)
        if budget:
            make.figures(of, {f"item.{code}.budget": budget}, section="五", page=16)
    made = make.claim(
        of.current,
        "completion",
        "general_budget_expenditure",
        base="initial_budget",
        amount=final,
        percent=rate,
    )
    make.finding(of.current, "P_COMPLETE_TOTAL", outcome, claim=made)
    return of


def block(get, anchor="niandu"):
    return get(PAGE).partition(f'id="{anchor}"')[2].partition("</section>")[0]


def test_the_items_are_steps_from_the_budget_to_the_final_amount(db, get):
    held()
    html = get(PAGE)
    assert disagreements(html) == []
    drawn = [(mark.row, mark.value) for mark in marks_of(html) if mark.section == "niandu"]
    names = {"2010301": "行政运行", "2080505": "机关事业单位基本养老保险缴费支出"}
    assert drawn == [
        ("年初预算", "16.00"),
        (names["2010301"], "6.00"),
        (names["2080505"], "1.00"),
        ("决算", "21.00"),
    ]
    text = words(block(get))
    assert "决算 21.00 万元，完成年初预算的 131.25%" in text
    assert "标题的算式：21.00 ÷ 16.00 = 131.25%" in text


def test_the_full_year_budget_stands_between_the_two(db, get):
    held(full="20.00")
    text = words(block(get)).replace(" ", "")
    assert text.index("年初预算16.00") < text.index("全年预算20.00") < text.index("决算吻合21.00")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": (("2010301", "9.00", "21.00"),)}, "各项年初预算合计 9.00，报告写的年初预算为 16.00"),
        ({"items": (("2010301", "16.00", "20.00"),)}, "各项决算合计 20.00，报告写的决算为 21.00"),
        ({"items": (("2010301", None, "21.00"),)}, "报告没有逐项写年初预算"),
    ],
)
def test_items_that_do_not_add_up_are_told_but_not_drawn(db, get, given, said):
    held(**given)
    html = get(PAGE)
    assert said in words(block(get))
    drawn = [mark.row for mark in marks_of(html) if mark.section == "niandu"]
    assert drawn == ["年初预算", "决算"]
    assert "行政运行" in block(get)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"outcome": "fail"}, "核对有不一致，标题不写结论。"),
        ({"outcome": "not_checkable"}, "有一处无法核对，标题不写结论。"),
        ({"initial": "0.00", "items": ()}, "年初预算为 0，不计算倍数与完成率"),
    ],
)
def test_the_heading_says_why_it_states_nothing(db, get, given, said):
    held(**given)
    text = words(block(get))
    assert "<h2>从年初预算到决算</h2>" in block(get)
    assert said in text
    assert "标题的算式" not in text


def test_more_than_twice_the_budget_is_told_in_times(db, get):
    held(initial="5.00", final="20.00", items=())
    text = words(block(get))
    assert "决算 20.00 万元，是年初预算的 4.00 倍" in text
    assert "20.00 ÷ 5.00 = 4.00 倍" in text


def test_a_rate_names_what_it_is_of_and_a_reason_stands_beside_it(db, get):
    of = held()
    make.claim(
        of.current,
        "completion",
        "item.2010301.actual",
        base="full_year_budget",
        percent="98.7",
        reason="人员变动",
    )
    text = words(block(get))
    assert "完成全年预算 98.7%人员变动" in text
    assert "完成年初预算 131.25%" in text


def test_without_totals_and_items_there_is_no_block(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"expenditure_total": "10.00"})
    assert 'id="niandu"' not in get(PAGE)


def test_a_single_year_is_a_bar_and_says_so(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"income_total": "10.00", "expenditure_total": "10.00"})
    for address in (PAGE, "/o/420107-government-office/"):
        html = get(address)
        assert "仅有一年的数，不写变化。" in html
        assert disagreements(html) == []
        assert [mark.value for mark in marks_of(html) if mark.section == "bianhua"] == ["10.00"]


def test_the_series_states_a_change_only_between_neighbouring_years(db, get):
    of = make.department()
    for year, total in ((2020, "10.00"), (2021, "12.00"), (2023, "15.00")):
        make.figures(make.disclosure(of, year), {"expenditure_total": total})
    html = get("/o/420107-government-office/")
    assert "2022 年没有可用的数，不写与上年相比的变化。" in html
    make.figures(make.disclosure(of, 2022), {"expenditure_total": "13.00"})
    text = words(get("/o/420107-government-office/"))
    assert "支出总计：2023 年比上年增 2.00 万元" in text
    assert "标题的算式：15.00 − 13.00 = 2.00" in text


@pytest.mark.parametrize(
    ("outcome", "severity", "stated"),
    [
        ("pass", "error", True),
        ("fail", "error", False),
        ("fail", "info", True),
        ("not_checkable", "error", False),
        ("not_checkable", "info", False),
    ],
)
def test_the_series_states_no_change_that_a_check_doubts(db, get, outcome, severity, stated):
    of = make.disclosure(make.department())
    make.figures(of, {"income_total": "15.00", "expenditure_total": "15.00"})
    make.change_claim(of.current, "expenditure_total", "15.00", "5.00", "50", outcome=outcome)
    Finding.objects.update(severity=severity)
    text = words(get("/o/420107-government-office/"))
    assert ("2023 年比上年推算数增 5.00 万元" in text) == stated
    assert ("核对有不一致或无法核对，标题不写结论" in text) != stated


def test_a_restated_year_is_told_and_no_change_is_stated_over_it(db, get):
    of = make.department()
    for year, total, change in ((2022, "100.00", "10.00"), (2023, "160.00", "50.00")):
        one = make.disclosure(of, year)
        make.figures(one, {"income_total": total, "expenditure_total": total})
        make.change_claim(one.current, "expenditure_total", total, change, "45.45")
    assert "上年数前后两份报告不同，标题不写变化。" in get("/o/420107-government-office/")
    text = words(get(PAGE))
    assert "2022 年自己的报告为 100.00，本报告推算为 110.00，两数不同。" in text
    assert "（次年报告推算为 110.00）" in text


def test_classes_that_leave_a_gap_give_no_share_as_a_heading(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"expenditure_current": "10.00", "class.201": "6.00", "class.208": "2.00"})
    html = block(get, "goucheng")
    assert "<h2>支出构成</h2>" in html
    assert "各类之和与本年支出合计相差 2.00，标题不写占比。" in words(html)


@pytest.mark.parametrize("query", ["?chart=pie", "?zp=best", "?chart=%00", "?zp=" + "x" * 9000])
def test_unknown_ways_to_show_are_not_found(qingshan, get, query):
    assert "没有这一页" in get(PAGE + query, status=404)


def test_a_multiple_is_never_taken_for_an_amount(qingshan, get):
    """Amounts change with the unit that a reader likes; 3.29 倍 does not."""
    assert "= 3.29 倍" in get(PAGE)
