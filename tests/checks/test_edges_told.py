"""What sections of the narrative repeat: totals, shares, completions, sums, reasons; from claims made by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.statements import State
from ingest.checks import check_report
from ingest.checks.told_totals import is_general, is_whole
from ingest.parsing.facts import (
    Claim,
    Finding,
    Outcome,
    Paragraph,
    Section,
    Severity,
)
from tests.checks.correct_report import B, Draft, F, G, S, bind
from tests.checks.test_edges_changes import claim

PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE
D = Decimal
TITLES = {
    "一": "收入支出决算总体情况说明",
    "三": "支出决算情况说明",
    "五": "一般公共预算财政拨款支出决算情况说明",
    "六": "一般公共预算财政拨款基本支出决算情况说明",
    "七": "政府性基金预算财政拨款收入支出决算情况说明",
    "九": "财政拨款“三公”经费支出决算情况说明",
    "十": "财政拨款支出决算情况说明",
    "十三": "预算绩效情况说明",
}


def judged(check: str, *claims: Claim, draft: Draft | None = None, texts=(), number="五") -> list[Finding]:
    """The findings on these claims alone, beside the statements of the correct report and the texts of one section."""
    report = bind(draft or Draft())
    sections = [
        Section(3, key, title, tuple(Paragraph(text, 22) for text in (texts if key == number else ())), 22)
        for key, title in TITLES.items()
    ]
    report = replace(report, claims=claims, sections=tuple(sections), evaluations=())
    return [one for one in check_report(report) if one.check == check]


def outcomes(found: list[Finding]) -> list[Outcome]:
    return [one.outcome for one in found]


CELLS = {
    # measure, section → the cell that prints it: statement, row, column, amount there
    ("income_total", "一"): ("01", "summary", "30", "1", "总计"),
    ("expenditure_total", "一"): ("01", "summary", "60", "2", "总计"),
    ("income_current", "一"): ("02", "revenue", "", "1", "合计"),
    ("expenditure_current", "一"): ("03", "expenditure", "", "1", "合计"),
    ("fiscal_appropriation_income", "一"): ("02", "revenue", "", "2", "合计"),
    ("fiscal_total", "一"): ("04", "appropriation_summary", "64", "2", "总计"),
    ("general_budget_income", "一"): ("04", "appropriation_summary", "1", "1", ""),
    ("general_budget_expenditure", "一"): ("05", "general_budget", "", "1", "合计"),
    ("basic_expenditure", "三"): ("03", "expenditure", "", "2", "合计"),
    ("project_expenditure", "三"): ("03", "expenditure", "", "3", "合计"),
    ("basic_expenditure", "五"): ("05", "general_budget", "", "2", "合计"),
    ("project_expenditure", "十"): ("05", "general_budget", "", "3", "合计"),
    ("class.210", "五"): ("05", "general_budget", "210", "1", "卫生健康支出"),
    ("class.210", "三"): ("03", "expenditure", "210", "1", "卫生健康支出"),
    ("item.2101101.actual", "五"): ("05", "general_budget", "2101101", "1", "行政单位医疗"),
    ("item.2101101.actual", "三"): ("03", "expenditure", "2101101", "1", "行政单位医疗"),
}


@pytest.mark.parametrize(("measure", "section"), CELLS)
def test_an_amount_of_the_narrative_beside_the_cell_that_prints_it(measure, section):
    form, statement, row, column, name = CELLS[measure, section]
    told = claim("amount", measure, amount="7777.77", section=section, text="某" * 41)
    (one,) = judged("N_TOTALS", told, told)
    assert (one.outcome, one.severity, one.found, one.claim) == (FAIL, Severity.ERROR, "7777.77", 0)
    assert one.message.startswith(f"第{section}节“{'某' * 40}……”：文字 7,777.77，{form} 表 ")
    assert name in one.message
    sentence, cell = one.where
    assert (sentence.page, sentence.text) == (20, "某" * 41)
    assert (cell.statement, cell.row, cell.column) == (statement, row, column)
    again = replace(told, amount=D(one.expected), text="某" * 40)
    (one,) = judged("N_TOTALS", again)
    assert one.outcome is PASS and one.message.startswith(f"第{section}节“{'某' * 40}”：")


@pytest.mark.parametrize(
    ("measure", "section"),
    [
        *(("basic_expenditure", key) for key in ("一", "六", "七", "九", "十三")),
        ("class.210", "七"),
        ("item.2101101.actual", "九"),
        ("item.2101101.budget", "五"),
        ("initial_budget", "五"),
        ("basic_expenditure", "无此节"),
        ("class.299", "五"),
    ],
)
def test_a_section_that_does_not_say_which_money_it_tells_is_not_compared(measure, section):
    assert judged("N_TOTALS", claim("amount", measure, amount="7777.77", section=section)) == []


def test_a_total_that_one_of_two_statements_prints_is_right():
    draft = Draft()
    draft.set(F, "64", 1, "1099.00")
    told = claim("amount", "fiscal_total", amount="1081.00")
    assert outcomes(judged("N_TOTALS", told, draft=draft)) == [PASS]
    (one,) = judged("N_TOTALS", replace(told, amount=D("1090.00")), draft=draft)
    assert (one.outcome, one.expected) == (FAIL, "1099.00")


def test_an_item_that_tells_the_amount_of_another_item_may_have_another_name():
    told = claim("amount", "item.2101101.actual", amount="60.25")
    (one,) = judged("N_TOTALS", told)
    assert one.outcome is OPEN and one.message.endswith(
        "；这个数是表中另一项的数，名称可能对应别的科目，无法核对。"
    )
    assert outcomes(judged("N_TOTALS", replace(told, amount=D("60.26")))) == [FAIL]
    assert outcomes(judged("N_TOTALS", replace(told, amount=D("680.80")))) == [FAIL]
    assert outcomes(judged("N_TOTALS", replace(told, measure="class.210"))) == [FAIL]


@pytest.mark.parametrize(
    ("text", "amount", "outcome"),
    [
        ("共1080万元", "1080", FAIL),
        ("约1080万元", "1080", FAIL),
        ("约1081万元", "1081.4", FAIL),
        ("1080余万元", "1080", ROUNDING),
        ("约1080.6万元", "1081", PASS),
    ],
)
def test_about_in_the_narrative_widens_a_total(text, amount, outcome):
    told = claim("amount", "income_total", amount=amount, text=text)
    assert outcomes(judged("N_TOTALS", told)) == [outcome]


@pytest.mark.parametrize(
    ("personnel", "public", "outcome", "words"),
    [
        ("680.80", "100.00", [PASS], "6 处全部吻合。"),
        ("680.81", "100.00", [PASS, ROUNDING, ROUNDING], "4 处吻合。"),
        ("690.80", "100.00", [PASS, FAIL, FAIL], "4 处吻合。"),
        ("680.80", None, [PASS], "4 处全部吻合。"),
    ],
)
def test_basic_expenditure_wherever_it_is_told(personnel, public, outcome, words):
    claims = [claim("amount", "basic_expenditure", amount="780.80", section=key) for key in "三五六"]
    claims.append(claim("amount", "personnel", amount=personnel, section="六"))
    claims.append(claim("amount", "public", amount=public, section="六" if public else "九"))
    claims.append(
        claim("amount", "public", amount="55.00", section="五")
    )  # not of the section on basic money
    found = judged("N_BASIC", *claims)
    assert (outcomes(found), found[0].message) == (outcome, words)
    assert "55.00" not in "".join(one.message for one in found)
    for one in found[1:]:
        label = "人员经费" if one.message.startswith("人员") else "基本支出"
        other = "06 表人员经费合计 680.80" if label == "人员经费" else "第六节基本支出 780.80"
        assert one.message.startswith(f"{label}：") and other in one.message
        assert one.severity is (Severity.ERROR if one.outcome is FAIL else Severity.INFO)


def test_all_money_is_compared_only_where_it_is_all_of_the_general_budget():
    told = [
        claim("amount", "basic_expenditure", amount=n, section=key)
        for key, n in (("三", "790.80"), ("六", "780.80"))
    ]
    assert FAIL in outcomes(judged("N_BASIC", *told))
    draft = Draft()
    draft.set(S, "57", 1, "1090.00")
    assert FAIL not in outcomes(judged("N_BASIC", *told, draft=draft))


def test_basic_expenditure_of_form_06_where_05_prints_none():
    draft = Draft()
    draft.set(G, "", 2, "")
    told = claim("amount", "basic_expenditure", amount="790.80", section="六")
    (one,) = judged("N_BASIC", told, draft=draft)
    assert one.message.startswith("基本支出：06 表人员经费与公用经费之和 780.80，第六节基本支出 790.80，")
    assert [place.row for place in one.where] == ["人员经费合计", "公用经费合计", None]
    draft.states[B] = State.PICTURE
    assert judged("N_BASIC", told, draft=draft) == []


SHARE = {"amount": "300.20", "percent": "27.77", "whole": "expenditure_current", "text": "占本年支出27.77%"}


@pytest.mark.parametrize(
    ("others", "whole", "outcome"),
    [
        ((), "1,081.00", PASS),  # of the statements, where the narrative does not tell it
        ((("1081.00", "五"),), "1,081.00", PASS),
        ((("1090.00", "五"),), "1,090.00", FAIL),
        ((("1090.00", "三"), ("1081.00", "五")), "1,081.00", PASS),
        ((("1090.00", "三"),), "1,090.00", FAIL),
        (((None, "五"), ("1090.00", "三")), "1,090.00", FAIL),
        ((("0.00", "五"),), "", None),
    ],
)
def test_the_whole_of_a_share(others, whole, outcome):
    own = claim("share", "project_expenditure", **SHARE)
    told = [claim("amount", "expenditure_current", amount=n, section=key, text="总数") for n, key in others]
    found = judged("P_SHARE", *told, own)
    assert outcomes(found) == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.startswith(f"占比：300.20 ÷ {whole} = ") and one.claim == len(told)
        assert (one.where[0].text, one.where[1].text) == (
            "占本年支出27.77%",
            "总数" if told else "本年支出合计 1081.00",
        )
        assert one.severity is (Severity.WARNING if outcome is FAIL else Severity.INFO)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "amount"},
        {"whole": ""},
        {"whole": "unknown"},
        {"amount": None},
        {"percent": None},
        *({"measure": f"{key}x"} for key in ("three_public.", "project.", "procurement.", "performance.")),
    ],
)
def test_what_is_no_share_of_a_known_whole_is_not_judged(other):
    own = claim("share", "project_expenditure", **{**SHARE, "percent": "99"})
    assert outcomes(judged("P_SHARE", own)) == [FAIL]
    assert judged("P_SHARE", replace(own, **other)) == []


@pytest.mark.parametrize(
    ("title", "general", "whole"),
    [
        ("一般公共预算财政拨款支出决算情况说明", True, False),
        ("财政拨款支出决算情况说明", True, False),
        ("一般公共预算财政拨款基本支出决算情况说明", False, False),
        ("政府性基金预算财政拨款支出决算情况说明", False, False),
        ("国有资本经营预算财政拨款支出决算情况说明", False, False),
        ("“三公”经费财政拨款支出决算情况说明", False, False),
        ("支出决算情况说明", False, True),
        ("收入支出决算总体情况说明", False, False),
        ("", False, False),
    ],
)
def test_which_money_a_section_tells(title, general, whole):
    assert (is_general(title), is_whole(title)) == (general, whole)
