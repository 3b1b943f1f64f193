"""What each check says where rounding explains a difference, and where nothing can be said."""

from decimal import Decimal

import pytest

from disclosures.statements import State
from ingest.parsing.evaluated import Indicator
from ingest.parsing.facts import Outcome, Scope, Severity
from tests.checks.correct_report import CAPITAL, FORM, FUNDS, THREE, B, Draft, E, F, G, R, S, findings
from tests.checks.test_planted_faults import pictures

D = Decimal
ROUNDED: list[tuple[str, object]] = []
OPEN: list[tuple[str, object]] = []


def rounded(check):
    return lambda act: ROUNDED.append((check, act)) or act


def unsaid(check):
    return lambda act: OPEN.append((check, act)) or act


@rounded("T01_INCOME_SUM")
def income_off_by_one(draft):
    draft.set(S, "27", 1, "1081.01")


@rounded("T01_EXP_SUM")
def expenditure_off_by_one(draft):
    draft.set(S, "57", 1, "1081.01")


@rounded("T01_TOTAL")
def total_off_by_one(draft):
    draft.set(S, "30", 1, "1081.01")


@rounded("T01_BALANCE")
def balance_off_by_one(draft):
    draft.set(S, "30", 1, "1081.01")


@rounded("T02_ROW")
def income_row_off_by_one(draft):
    draft.set(R, "2101101", 2, "40.16")


@rounded("T03_ROW")
def expenditure_row_off_by_one(draft):
    draft.set(E, "2010301", 2, "600.11")


@rounded("T05_ROW")
def general_row_off_by_one(draft):
    draft.set(G, "2010301", 2, "600.11")


@rounded("T02_TREE")
def income_tree_off_by_one(draft):
    draft.set(R, "210", 1, "40.16")


@rounded("T03_TREE")
def expenditure_tree_off_by_one(draft):
    draft.set(E, "210", 1, "40.16")


@rounded("T05_TREE")
def general_tree_off_by_one(draft):
    draft.set(G, "210", 1, "40.16")


@rounded("T04_COLS")
def appropriation_off_by_one(draft):
    draft.set(F, "33", 2, "900.31")


@rounded("T06_CLASS")
def class_off_by_one(draft):
    draft.set(B, "301", 1, "651.01")


@rounded("T06_TOTALS")
def personnel_off_by_one(draft):
    draft.set(B, "人员经费合计", 1, "680.81")


@rounded("T09_IDENT")
def three_public_off_by_one(draft):
    draft.set(THREE, "", 7, "43.51")


@rounded("X01_02")
def two_statements_off_by_one(draft):
    draft.set(R, "", 1, "1081.01")


@rounded("X01_03")
def a_class_off_by_one(draft):
    draft.set(S, "39", 1, "40.16")


@rounded("X01_04")
def appropriation_income_off_by_one(draft):
    draft.set(F, "1", 1, "1081.01")


@rounded("X04_05")
def a_general_class_off_by_one(draft):
    draft.set(F, "41", 2, "40.16")


@rounded("X05_06")
def economic_parts_off_by_one(draft):
    draft.set(B, "公用经费合计", 1, "100.01")


@rounded("X03_05")
def an_item_off_by_one(draft):
    draft.set(E, "2101101", 1, "40.16")


@rounded("X06_09")
def reception_off_by_one(draft):
    draft.set(B, "30217", 1, "1.21")


@rounded("X_ECON_FUNC")
def pension_off_by_one(draft):
    draft.set(B, "30108", 1, "80.31")


@rounded("X_RUNCOST")
def running_cost_off_by_one(draft):
    draft.say("十", "经费支出100.00万元", "经费支出100.01万元")


@rounded("N_TOTALS")
def words_off_by_one(draft):
    draft.say("四", "一般公共预算财政拨款收入1081.00万元", "一般公共预算财政拨款收入1081.01万元")


@rounded("N_BASIC")
def basic_off_by_one(draft):
    draft.say("六", "基本支出780.80万元", "基本支出780.81万元")


@rounded("N_CLASS_SUM")
def classes_off_by_one(draft):
    draft.say("五", "支出60.25万元，占5.57%", "支出60.26万元，占5.57%")


@rounded("N_ITEM_SUM")
def items_off_by_one(draft):
    draft.say("五", "年初预算为1061.55万元", "年初预算为1061.56万元")


@rounded("N_PROJECT_LIST")
def projects_off_by_one(draft):
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费120.01万元")


@rounded("N_REASON_SUM")
def reasons_off_by_one(draft):
    draft.say("五", "巡查值守增加4.00万元", "巡查值守增加4.01万元")


@rounded("N_SAME_FACT")
def a_fact_off_by_one(draft):
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费120.01万元")


@rounded("P_COMPLETE_TOTAL")
def a_truncated_completion(draft):
    draft.say("五", "完成年初预算的101.83%", "完成年初预算的101.84%")


@rounded("P_COMPLETE_ITEM")
def a_truncated_item_completion(draft):
    draft.say("五", "完成年初预算的97.93%", "完成年初预算的97.92%")


@rounded("P_SHARE")
def a_forced_share(draft):
    draft.say("五", "占83.28%", "占83.29%")


@rounded("P_CHANGE")
def a_truncated_change(draft):
    draft.say("一", "增长10.19%", "增长10.1%")


@rounded("C_PRIOR_CONSIST")
def a_prior_off_by_one(draft):
    draft.say("三", "增加100.00万元，增长10.19%", "增加100.01万元，增长10.19%")


@rounded("P_WRONG_BASE")
def a_share_of_projects_off_by_a_unit(draft):
    draft.say("十三", "支出总额的100%", "支出总额的100.01%")


@rounded("SG_SUM")
def three_public_words_off_by_one(draft):
    draft.say("九", "1.20万元，完成年初预算的60%", "1.21万元，完成年初预算的60.5%")


@rounded("SG_RATE")
def a_truncated_rate(draft):
    draft.say("九", "完成年初预算的83.33%", "完成年初预算的83.4%")


@rounded("SG_CHANGE_PARTS")
def parts_of_a_change_off_by_one(draft):
    draft.say("九", "较上年减少2.20万元，下降5.24%", "较上年减少2.21万元，下降5.26%")


@rounded("SG_BREAKDOWN")
def running_costs_off_by_one(draft):
    draft.say("九", "燃料费8.20万元", "燃料费8.21万元")


@rounded("PR_SUM")
def procurement_off_by_one(draft):
    draft.say("十一", "政府采购服务支出15.00万元", "政府采购服务支出15.01万元")


@rounded("PR_SME")
def a_forced_share_of_procurement(draft):
    draft.say("十一", "占授予中小企业合同金额的75%", "占授予中小企业合同金额的76%")


@rounded("PF_RATE")
def a_truncated_execution_rate(draft):
    draft.form(rate=D("94.9"))


@rounded("PF_NARR_FORM")
def a_summary_off_by_one(draft):
    draft.form(summary_executed=D("180.21"))


@pytest.mark.parametrize(("check", "act"), ROUNDED, ids=[f"{c}-{a.__name__}" for c, a in ROUNDED])
def test_what_rounding_explains_is_a_rounding(check, act):
    draft = Draft()
    act(draft)
    found = findings(draft)
    assert Outcome.ROUNDING in {one.outcome for one in found if one.check == check}
    assert [(one.check, one.message) for one in found if one.outcome is Outcome.FAIL] == []
    assert {one.severity for one in found if one.outcome is Outcome.ROUNDING} == {Severity.INFO}


def extract(draft):
    draft.pages = None


@unsaid("T03_ROW")
def a_row_that_an_extract_may_have_cut(draft):
    extract(draft)
    draft.set(E, "2010301", 2, "")


@unsaid("T03_TREE")
def a_tree_over_a_row_that_an_extract_may_have_cut(draft):
    extract(draft)
    draft.set(E, "2010302", 3, "")


@unsaid("T03_TREE")
def a_tree_over_a_row_that_does_not_add_up(draft):
    draft.set(E, "2010301", 2, "610.10")


@unsaid("T03_TREE")
def a_tree_that_another_statement_completes(draft):
    del draft.cells[E]["2101101"], draft.cells[E]["21011"]
    draft.cells[E]["21099"] = ["30.15", "30.15", "", "", "", ""]


@unsaid("T05_ROW")
def a_general_row_that_an_extract_may_have_cut(draft):
    extract(draft)
    draft.set(G, "2080505", 2, "")


@unsaid("T01_EXP_SUM")
def a_class_that_an_extract_lost(draft):
    extract(draft)
    draft.cells[S]["39"] = [""]


@unsaid("X03_05")
def items_of_a_row_that_does_not_add_up(draft):
    draft.set(E, "2010301", 2, "610.10")


@unsaid("N_TOTALS")
def an_item_told_under_another_name(draft):
    pictures(draft)
    draft.states[G] = State.AMOUNTS
    draft.say("五", "支出决算为40.15万元，完成年初预算的97.93%", "支出决算为60.25万元，完成年初预算的146.95%")


@unsaid("N_CLASS_SUM")
def classes_that_were_not_all_read(draft):
    draft.prose["五"][1].remove("4.住房保障（类）支出60.25万元，占5.57%。")
    draft.say(
        "五",
        "3.卫生健康（类）支出40.15万元，占3.71%。",
        "3.卫生健康（类）支出40.15万元，住房保障（类）支出60.25万元，占其余。",
    )


@unsaid("N_PROJECT_LIST")
def projects_that_were_not_all_read(draft):
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费100.00万元，包括租车20.00万元")


@unsaid("P_CHANGE")
def a_change_of_nothing(draft):
    draft.say("十", "比年初预算数减少10.00万元，降低9.09%", "比2022年度增加100.00万元，增长100%")


@unsaid("SG_BREAKDOWN")
def running_costs_not_told_in_full(draft):
    draft.say("九", "燃料费8.20万元；维修费10.98万元；保险费1.62万元", "燃料费8.20万元、维修费10.98万元等")


@unsaid("SG_SUM")
def a_part_of_three_public_not_told(draft):
    draft.say(
        "九",
        "1.因公出国（境）费年初预算为3.00万元，支出决算为2.50万元，完成年初预算的83.33%，较上年增加0.50万元，增长25%。",
        "",
    )


@unsaid("SG_CHANGE_PARTS")
def a_part_of_the_change_not_told(draft):
    draft.say("九", "较上年增加0.50万元，增长25%。", "")


@unsaid("PF_RATE")
def a_rate_cut_at_a_hundred(draft):
    draft.form(
        index=1, executed=D("130.00"), rate=D("100"), summary_executed=D("130.00"), summary_rate=D("100")
    )
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费130.00万元")
    draft.say("五", "绿化养护经费180.20万元", "绿化养护经费170.20万元")


@unsaid("PF_SCORE")
def an_indicator_without_a_score(draft):
    first = FORM.indicators[0]
    blank = Indicator(first.group, first.kind, first.name, first.target, first.actual, "")
    draft.form(indicators=(blank, *FORM.indicators[1:]))


@pytest.mark.parametrize(("check", "act"), OPEN, ids=[f"{c}-{a.__name__}" for c, a in OPEN])
def test_what_cannot_be_said_is_not_judged(check, act):
    draft = Draft()
    act(draft)
    own = [one for one in findings(draft) if one.check == check]
    assert Outcome.NOT_CHECKABLE in {one.outcome for one in own}
    assert [one.message for one in own if one.outcome is Outcome.FAIL] == []


@pytest.mark.parametrize(
    "check",
    """T01_INCOME_SUM T01_EXP_SUM T01_TOTAL T01_BALANCE T02_ROW T03_ROW T05_ROW T02_TREE T03_TREE T05_TREE T04_COLS
    T06_CLASS T06_TOTALS T09_IDENT X01_02 X01_03 X01_04 X04_05 X05_06 X03_05 X04_07 X04_08 X06_09""".split(),
)
def test_a_picture_is_named_and_never_passed(check):
    draft = Draft()
    pictures(draft)
    (own,) = findings(draft, check)
    assert (own.outcome, own.severity) == (Outcome.NOT_CHECKABLE, Severity.INFO)
    assert "图片" in own.message


def test_a_nil_statement_needs_no_rows_and_no_sum():
    draft = Draft()
    assert findings(draft, "T07_ROLL") == findings(draft, "T08_ROW") == ()
    assert {one.outcome for one in findings(draft, "X04_07") + findings(draft, "X04_08")} == {Outcome.PASS}
    draft.states[FUNDS] = draft.states[CAPITAL] = State.PICTURE
    assert {one.outcome for one in findings(draft, "EMPTY_TABLE_STATEMENT")} == set()


def test_public_institutions_may_spend_less_on_running_than_all_public_expenditure():
    draft = Draft(scope=Scope.CONSOLIDATED)
    draft.say(
        "十",
        "经费支出100.00万元，比年初预算数减少10.00万元，降低9.09%",
        "经费支出90.00万元，比年初预算数减少10.00万元，降低10%",
    )
    (own,) = findings(draft, "X_RUNCOST")
    assert (own.outcome, own.severity) == (Outcome.FAIL, Severity.INFO)


def test_a_finding_names_its_numbers_and_every_place():
    draft = Draft()
    draft.set(B, "30201", 1, "62.00")
    (own,) = [one for one in findings(draft, "T06_CLASS") if one.outcome is Outcome.FAIL]
    assert (own.found, own.expected, own.difference, own.tolerance) == ("92.00", "94.00", "2.00", "0.025")
    assert [place.row for place in own.where] == ["302", "30201", "30217", "30231", "30239"]
    assert {place.statement for place in own.where} == {"basic_by_economic"}
    assert all(place.page for place in own.where)
    assert "相差 2.00" in own.message and "请对照" in own.message


def test_what_passed_is_counted_in_one_finding():
    (own,) = findings(Draft(), "T03_ROW")
    assert (own.outcome, own.message) == (Outcome.PASS, "14 行全部吻合。")


def test_a_claim_that_fails_is_named():
    draft = Draft()
    draft.say("五", "占83.28%", "占88.28%")
    (own,) = [one for one in findings(draft, "P_SHARE") if one.outcome is Outcome.FAIL]
    assert own.claim is not None
    assert (own.found, own.expected) == ("88.28", "83.28")


def test_the_first_column_of_an_extract_is_judged_though_its_rows_may_be_cut():
    draft = Draft()
    extract(draft)
    draft.cells[R]["201"] = ["905.30", "", "", "", "", "", ""]
    failed = [one for one in findings(draft) if one.outcome is Outcome.FAIL]
    assert {one.check for one in failed} == {"T02_TREE"}
    assert {one.found for one in failed} == {"1081.00", "905.30"}
