"""One fault of each kind, planted in a report without any: its check fires, and no other of severity error."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from disclosures.statements import State
from ingest.parsing.evaluated import Indicator
from ingest.parsing.facts import Finding, Outcome, Severity
from tests.checks.correct_report import (
    CAPITAL,
    FORM,
    FUNDS,
    THREE,
    B,
    Draft,
    E,
    F,
    G,
    R,
    S,
    findings,
)

D = Decimal
FAULTS: list[tuple[str, str, str, Callable[[Draft], None]]] = []


def plant(check: str, severity: str):
    """Declare a fault: what it does to the draft is the decorated function, its words are the name."""

    def declare(act: Callable[[Draft], None]) -> Callable[[Draft], None]:
        FAULTS.append((check, severity, act.__name__, act))
        return act

    return declare


def failed(draft: Draft) -> list[Finding]:
    return [one for one in findings(draft) if one.outcome is Outcome.FAIL]


def pictures(draft: Draft) -> None:
    """Leave the narrative alone: the statements are pictures."""
    for statement in draft.cells:
        draft.states[statement] = State.PICTURE


def set_cells(draft: Draft, statement, **rows: str) -> None:
    """Print whole rows: key=“a b c”, with “-” for a blank; a leading r_ stands before a number."""
    for key, texts in rows.items():
        draft.cells[statement][key.removeprefix("r_").replace("whole", "")] = [
            "" if text == "-" else text for text in texts.split()
        ]


def silence(draft: Draft, number: str) -> None:
    """Take the numbers out of a section."""
    draft.prose[number] = (draft.prose[number][0], ["说明从略。"])


def test_the_report_without_a_fault_has_none():
    found = findings(Draft())
    assert [(one.check, one.message) for one in found if one.outcome is not Outcome.PASS] == []
    assert len(found) > 60


@plant("T01_INCOME_SUM", "error")
def an_income_line_too_many(draft):
    draft.cells[S]["8"] = ["10.00"]


@plant("T01_EXP_SUM", "error")
def a_class_too_many(draft):
    draft.cells[S]["32"] = ["10.00"]


@plant("T01_TOTAL", "error")
def a_carryover_left_out_of_the_total(draft):
    draft.cells[S]["29"] = ["10.00"]


@plant("T01_TOTAL", "error")
def a_surplus_distribution_left_out_of_the_total(draft):
    draft.cells[S]["58"] = ["5.00"]


@plant("T01_BALANCE", "error")
def income_and_expenditure_out_of_balance(draft):
    draft.cells[S]["29"] = ["10.00"]
    draft.set(S, "30", 1, "1091.00")
    silence(draft, "一")


@plant("T02_ROW", "error")
def an_income_row_that_does_not_add_up(draft):
    draft.set(R, "2101101", 2, "41.15")


@plant("T03_ROW", "error")
def an_expenditure_row_that_does_not_add_up(draft):
    draft.set(E, "2010301", 2, "610.10")


@plant("T03_ROW", "error")
def an_expenditure_cell_left_blank(draft):
    draft.set(E, "2010302", 3, "")


@plant("T05_ROW", "error")
def a_general_budget_row_that_does_not_add_up(draft):
    draft.set(G, "2080505", 2, "88.30")


@plant("T02_TREE", "error")
def an_income_item_above_its_section(draft):
    set_cells(draft, R, r_2101101="50.15 50.15 - - - - -")


@plant("T03_TREE", "error")
def an_expenditure_section_unlike_its_items(draft):
    set_cells(draft, E, r_21011="50.15 50.15 - - - -")


@plant("T05_TREE", "error")
def a_general_budget_section_unlike_its_items(draft):
    set_cells(draft, G, r_21011="50.15 50.15 -")


@plant("T04_COLS", "error")
def funds_left_out_of_a_row(draft):
    draft.set(F, "33", 3, "10.00")


@plant("T04_COLS", "error")
def a_total_unlike_its_lines(draft):
    set_cells(draft, F, r_64="1091.00 1091.00 - -")


@plant("T06_CLASS", "error")
def an_economic_section_mistyped(draft):
    draft.set(B, "30201", 1, "62.00")


@plant("T06_BLANK_TOTAL", "warning")
def a_blank_economic_class(draft):
    draft.set(B, "310", 1, "")


@plant("T06_TOTALS", "error")
def an_economic_class_left_out_of_the_total(draft):
    draft.cells[B]["399"] = ["5.00"]


@plant("T07_ROLL", "error")
def a_fund_that_does_not_roll(draft):
    draft.states[FUNDS] = State.AMOUNTS
    draft.cells[FUNDS] = {"": ["10.00", "", "4.00", "4.00", "", "5.00"]}


@plant("T07_TREE", "error")
def a_fund_class_above_the_whole(draft):
    draft.states[FUNDS] = State.AMOUNTS
    draft.cells[FUNDS] = {
        "": ["10.00", "", "4.00", "4.00", "", "6.00"],
        "212": ["10.00", "", "5.00", "5.00", "", "5.00"],
    }


@plant("T08_ROW", "error")
def a_state_capital_row_that_does_not_add_up(draft):
    draft.states[CAPITAL] = State.AMOUNTS
    draft.cells[CAPITAL] = {"": ["5.00", "3.00", "1.00"]}


@plant("T08_TREE", "error")
def a_state_capital_class_above_the_whole(draft):
    draft.states[CAPITAL] = State.AMOUNTS
    draft.cells[CAPITAL] = {"": ["5.00", "", "5.00"], "223": ["6.00", "", "6.00"]}


@plant("T09_IDENT", "error")
def a_budget_of_three_public_unlike_its_parts(draft):
    draft.set(THREE, "", 1, "51.00")


@plant("EMPTY_TABLE_STATEMENT", "warning")
def an_empty_statement_without_a_word(draft):
    draft.states[FUNDS] = State.EMPTY
    draft.prose["七"] = (draft.prose["七"][0], ["见附表。"])


@plant("X01_02", "error")
def income_unlike_in_two_statements(draft):
    for line, amount in {
        "8": "10.00",
        "27": "1091.00",
        "30": "1091.00",
        "58": "10.00",
        "60": "1091.00",
    }.items():
        draft.cells[S][line] = [amount]
    silence(draft, "一")


@plant("X01_03", "error")
def classes_exchanged_in_the_summary(draft):
    draft.set(S, "31", 1, "910.30")
    draft.set(S, "38", 1, "70.30")


@plant("X01_04", "error")
def appropriation_unlike_in_two_statements(draft):
    draft.set(F, "1", 1, "1071.00")
    draft.cells[F]["3"] = ["10.00"]
    draft.prose["四"][1].pop()


@plant("X04_05", "error")
def classes_exchanged_in_the_appropriation_summary(draft):
    set_cells(draft, F, r_33="910.30 910.30 - -", r_40="70.30 70.30 - -")


@plant("X05_06", "error")
def basic_expenditure_unlike_its_economic_parts(draft):
    for key, amount in {"30201": "70.00", "302": "102.00", "公用经费合计": "110.00"}.items():
        draft.set(B, key, 1, amount)
    silence(draft, "六")


@plant("X03_05", "error")
def an_item_unlike_in_two_statements(draft):
    for code in ("210", "21011", "2101101"):
        set_cells(draft, E, **{f"r_{code}": "50.15 50.15 - - - -"})
    for code in ("221", "22102", "2210201"):
        set_cells(draft, E, **{f"r_{code}": "50.25 50.25 - - - -"})
    draft.set(S, "39", 1, "50.15")
    draft.set(S, "49", 1, "50.25")


@plant("X04_07", "error")
def fund_income_that_07_denies(draft):
    for statement in (S, F):
        draft.set(statement, "1", 1, "1071.00")
        draft.cells[statement]["2"] = ["10.00"]
    draft.prose["四"][1].pop()


@plant("X04_08", "error")
def state_capital_unlike_in_two_statements(draft):
    draft.set(F, "59", 4, "0.00")
    draft.states[CAPITAL] = State.AMOUNTS
    draft.cells[CAPITAL] = {"": ["10.00", "", "10.00"]}


@plant("X06_09", "error")
def reception_above_all_of_three_public(draft):
    draft.set(B, "30217", 1, "2.20")
    draft.set(B, "30201", 1, "59.00")


@plant("X_ECON_FUNC", "info")
def pension_unlike_in_two_classifications(draft):
    draft.set(B, "30108", 1, "70.30")
    draft.set(B, "30101", 1, "210.10")


@plant("X_RUNCOST", "warning")
def running_cost_unlike_public_expenditure(draft):
    draft.say(
        "十",
        "支出100.00万元，比年初预算数减少10.00万元，降低9.09%",
        "支出90.00万元，比年初预算数减少10.00万元，降低10%",
    )


@plant("N_TOTALS", "error")
def a_total_mistyped_in_the_words(draft):
    draft.say("四", "一般公共预算财政拨款收入1081.00万元", "一般公共预算财政拨款收入1018.00万元")


@plant("N_BASIC", "error")
def basic_expenditure_told_twice(draft):
    draft.say("六", "基本支出780.80万元", "基本支出770.80万元")


@plant("N_BASIC", "error")
def personnel_and_public_unlike_basic_expenditure(draft):
    draft.say("六", "人员经费680.80万元", "人员经费690.80万元")


@plant("N_CLASS_SUM", "error")
def a_class_mistyped_in_the_words(draft):
    pictures(draft)
    draft.say("五", "支出60.25万元，占5.57%", "支出61.25万元，占5.67%")


@plant("N_ITEM_SUM", "error")
def an_item_left_out_of_the_words(draft):
    draft.prose["五"][1].pop()


@plant("N_ITEM_SUM", "error")
def an_item_budget_copied_from_the_accounts(draft):
    draft.say(
        "五",
        "年初预算为290.00万元，支出决算为300.20万元，完成年初预算的103.52%",
        "年初预算为300.20万元，支出决算为300.20万元，完成年初预算的100%",
    )
    draft.say("五", "绿化养护增加6.20万元、巡查值守增加4.00万元", "需要增加")
    draft.say("五", "支出决算数大于年初预算数的主要原因：需要增加。", "")


@plant("N_PROJECT_LIST", "warning")
def a_listed_project_mistyped(draft):
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费102.00万元")


@plant("N_LIST06", "info")
def a_subject_left_out_of_the_list(draft):
    draft.say("六", "、退休费", "")


@plant("N_LIST06", "info")
def a_subject_listed_without_an_amount(draft):
    draft.say("六", "、退休费", "、退休费、医疗费")


@plant("N_REASON_SUM", "info")
def reasons_that_make_another_change(draft):
    draft.say("五", "巡查值守增加4.00万元", "巡查值守增加5.00万元")


@plant("N_SAME_FACT", "warning")
def a_project_told_with_two_amounts(draft):
    draft.say("五", "绿化养护经费180.20万元", "绿化养护经费170.20万元")
    draft.say("五", "巡查值守经费120.00万元", "巡查值守经费130.00万元")


@plant("N_SAME_FACT", "warning")
def project_expenditure_repeated_with_another_amount(draft):
    draft.prose["十三"][1].append("2023年基本支出780.80万元，项目支出300.50万元，预算执行率为100%。")


@plant("N_SAME_FACT", "warning")
def three_public_unlike_in_words_and_statement(draft):
    draft.set(THREE, "", 2, "2.00")
    draft.set(THREE, "", 6, "3.00")


@plant("N_SAME_FACT", "warning")
def one_sentence_with_two_numbers(draft):
    told = "组织12支养护队伍开展巡查，全年补植行道树{}株，覆盖全区主要干道。"
    draft.prose["十三"][1].append(told.format(324))
    draft.attachment.append(told.format(703))


@plant("P_COMPLETE_TOTAL", "error")
def a_completion_mistyped(draft):
    draft.say("五", "完成年初预算的101.83%", "完成年初预算的118.30%")


@plant("P_COMPLETE_ITEM", "warning")
def an_item_completion_mistyped(draft):
    draft.say("五", "完成年初预算的97.93%", "完成年初预算的79.93%")


@plant("P_SHARE", "warning")
def a_share_mistyped(draft):
    draft.say("五", "占83.28%", "占88.28%")


@plant("P_CHANGE", "error")
def a_rate_of_change_mistyped(draft):
    draft.say("一", "增长10.19%", "增长19.10%")


@plant("P_CHANGE", "error")
def a_change_of_the_other_direction(draft):
    draft.say("一", "各增加100.00万元，增长10.19%", "各减少100.00万元，下降10.19%")


@plant("P_ZERO_BASE", "warning")
def a_percentage_of_nothing(draft):
    draft.say("十", "比年初预算数减少10.00万元，降低9.09%", "比2022年度增加100.00万元，增长100%")


@plant("P_DIRECTION", "warning")
def up_by_an_amount_and_down_by_a_rate(draft):
    draft.prose["十二"][1].append("办公用房面积与上年相比，租金增加3.00万元，下降5%。")


@plant("P_COMPARE_WORD", "warning")
def smaller_called_greater(draft):
    draft.say("五", "支出决算数小于年初预算数", "支出决算数大于年初预算数")


@plant("C_PRIOR_CONSIST", "warning")
def another_prior_year_implied(draft):
    draft.say("三", "增加100.00万元，增长10.19%", "增加110.00万元，增长11.33%")


@plant("C_SLOT_SHIFT", "error")
def a_blank_amount_and_the_total_as_change(draft):
    draft.say(
        "四", "收入1081.00万元，比2022年度决算数增加100.00万元", "收入万元，比2022年度决算数增加1081.00万元"
    )


@plant("C_SLOT_SHIFT", "error")
def a_percentage_as_change(draft):
    draft.say("四", "比2022年度决算数增加100.00万元", "比2022年度决算数增加10.19万元")


@plant("P_WRONG_BASE", "error")
def a_share_of_all_expenditure_called_one_of_projects(draft):
    draft.say("十三", "占一般公共预算项目支出总额的100%", "占一般公共预算项目支出总额的27.77%")


@plant("SG_SUM", "error")
def three_public_unlike_its_parts_in_the_words(draft):
    draft.say(
        "九",
        "支出决算为43.50万元，完成年初预算的87%。较上年减少1.50万元，下降3.33%",
        "支出决算为44.50万元，完成年初预算的89%。较上年减少1.50万元，下降3.26%",
    )


@plant("SG_RATE", "error")
def a_completion_of_three_public_mistyped(draft):
    draft.say("九", "完成年初预算的83.2%", "完成年初预算的93.2%")


@plant("SG_OVER_BUDGET", "warning")
def over_budget_without_a_reason(draft):
    draft.set(THREE, "", 6, "1.00")
    draft.set(THREE, "", 1, "49.00")
    draft.say(
        "九",
        "3.公务接待费年初预算为2.00万元，支出决算为1.20万元，完成年初预算的60%",
        "3.公务接待费年初预算为1.00万元，支出决算为1.20万元，完成年初预算的120%",
    )
    draft.say(
        "九",
        "年初预算为50.00万元，支出决算为43.50万元，完成年初预算的87%",
        "年初预算为49.00万元，支出决算为43.50万元，完成年初预算的88.78%",
    )


@plant("SG_CHANGE_PARTS", "error")
def changes_of_three_public_that_do_not_add_up(draft):
    draft.say("九", "较上年增加0.20万元，增长20%", "较上年增加0.40万元，增长50%")


@plant("SG_BREAKDOWN", "error")
def running_costs_that_do_not_add_up(draft):
    draft.say("九", "燃料费8.20万元", "燃料费9.20万元")


@plant("SG_RECEPTION", "error")
def reception_without_batches_and_persons(draft):
    draft.say("九", "2023年共接待国内来访团组6个，80人次。", "")


@plant("SG_RECEPTION", "info")
def a_dear_reception(draft):
    draft.say("九", "80人次", "8人次")


@plant("SG_ABROAD", "warning")
def abroad_without_groups_and_persons(draft):
    draft.say("九", "全年支出涉及出国（境）团组1个，累计2人次。", "")


@plant("SG_CAR_BUY", "error")
def a_purchase_of_no_car(draft):
    draft.say("九", "本年度购置（更新）公务用车1辆", "本年度购置（更新）公务用车0辆")


@plant("SG_CAR_RUN", "info")
def running_costs_of_no_car(draft):
    draft.say("九", "公务用车保有量8辆", "公务用车保有量0辆")


@plant("AS_CARS", "error")
def car_types_that_do_not_add_up(draft):
    draft.say("十二", "应急保障用车5辆", "应急保障用车6辆")


@plant("AS_CARS", "warning")
def two_numbers_of_cars(draft):
    draft.say("九", "公务用车保有量8辆", "公务用车保有量7辆")


@plant("PR_SUM", "error")
def procurement_that_does_not_add_up(draft):
    draft.say("十一", "政府采购服务支出15.00万元", "政府采购服务支出16.00万元")


@plant("PR_SME", "error")
def a_share_of_procurement_mistyped(draft):
    draft.say("十一", "占授予中小企业合同金额的75%", "占授予中小企业合同金额的57%")


@plant("PR_SME", "error")
def micro_above_small(draft):
    draft.say(
        "十一",
        "授予小微企业合同金额45.00万元，占授予中小企业合同金额的75%",
        "授予小微企业合同金额75.00万元，占授予中小企业合同金额的125%",
    )


@plant("PR_SME_CAT", "error")
def category_shares_of_another_whole(draft):
    draft.say("十一", "占货物支出金额的100%", "占货物支出金额的66.7%")


@plant("PF_RATE", "error")
def an_execution_rate_mistyped(draft):
    draft.form(rate=D("98.44"), score=D("98.69"))


@plant("PF_NARR_FORM", "warning")
def a_summary_unlike_its_form(draft):
    draft.form(summary_budget=D("200.00"), summary_rate=D("90.1"))


@plant("PF_SCORE", "warning")
def scores_above_their_total(draft):
    draft.form(score=D("87.97"))


@plant("PF_FORMULA", "info")
def a_score_unlike_its_formula(draft):
    changed = tuple(
        Indicator(i.group, i.kind, i.name, i.target, i.actual, "15") if i.name == "巡查次数" else i
        for i in FORM.indicators
    )
    draft.form(indicators=changed, score=D("93.97"))


@plant("PF_UNIT", "error")
def yuan_for_ten_thousand(draft):
    draft.form(summary_executed=D("0.01802"))


@plant("PF_COUNT", "info")
def another_number_of_projects(draft):
    draft.say("十三", "共涉及项目2个", "共涉及项目3个")


@plant("PF_MISS", "info")
def a_missed_target_unexplained(draft):
    draft.form(reasons="无")


@plant("PF_DUP", "info")
def a_goal_told_twice(draft):
    draft.form(goals=("绿地整洁有序", "绿地整洁有序"))


@plant("PF_DUP", "info")
def an_ordinal_told_twice(draft):
    draft.say("十三", "二是群众满意", "二是群众满意；二是设施完好")


@plant("PF_FIELD", "warning")
def a_project_as_its_office(draft):
    draft.attachment[1] = "项目名称绿化养护经费主管部门绿化养护经费项目实施单位江湾区园林局"


@plant("TX_PLACEHOLDER", "warning")
def a_placeholder(draft):
    draft.attachment.append("年度目标1：（XX分）")


@plant("TX_PLACEHOLDER", "warning")
def the_name_of_a_department_left_open(draft):
    draft.say("十", "2023年度机关运行经费", "2023年度部门名称机关运行经费")


@plant("TX_PLACEHOLDER", "warning")
def a_hint_of_the_template(draft):
    draft.terms.append(
        "（三）其他收入：指除上述收入以外的各项收入。（该项名词解释中“上述……等收入”请依据部门收入的实际情况进行解释）"
    )


@plant("TX_PLACEHOLDER", "warning")
def a_choice_left_open(draft):
    draft.say("十", "减少10.00万元，降低9.09%", "减少（增加）10.00万元，降低9.09%")


@plant("TX_PLACEHOLDER", "warning")
def the_sample_subject_of_the_template(draft):
    draft.terms.append("1.一般公共服务（类）财政事务（款）行政运行（项）")


@plant("TX_BLANK_NUM", "warning")
def an_empty_slot(draft):
    draft.prose["十二"][1].append("处置资产收入万元。")


@plant("TX_UNIT", "warning")
def two_units_in_one_paragraph(draft):
    draft.say("九", "80人次。", "80人次。其中外宾接待支出3000.00元。")


@plant("TX_LEVEL", "info")
def municipal_money_of_a_district(draft):
    draft.terms[0] = draft.terms[0].replace("指区级财政", "指市级财政")


@plant("TX_YEAR", "warning")
def a_year_of_three_digits(draft):
    draft.parts[2] = "第二部分江湾区园林局202年度部门决算表"


@plant("TX_YEAR", "warning")
def last_year_in_a_title(draft):
    draft.parts[3] = "第三部分江湾区园林局2022年度部门决算情况说明"


@plant("TX_AS_OF", "warning")
def as_of_another_year(draft):
    draft.say("十二", "截至2023年12月31日", "截至2022年12月31日")


@plant("TX_CONTENTS", "warning")
def a_section_of_the_contents_left_out(draft):
    del draft.prose["十三"]


@plant("TX_CONTENTS", "warning")
def a_section_that_the_contents_do_not_list(draft):
    draft.prose["十四"] = ("财政专项支出情况说明", ["没有这类支出。"])


@plant("TX_NAME", "info")
def two_names(draft):
    draft.names = ("江湾区园林局", "东江市江湾区园林局")


@plant("TX_HEADING_GAP", "info")
def a_heading_left_out(draft):
    draft.say("五", "（三）一般", "（四）一般")


@plant("TX_DUP", "info")
def words_told_twice(draft):
    draft.say("一", "主要原因是人员增加", "主要原因是主要原因是人员增加")


@plant("TX_GAP", "info")
def a_part_left_out(draft):
    del draft.parts[4]


@plant("TX_LATE", "info")
def a_late_date(draft):
    draft.contents[1] = "2024年11月20日"


@plant("PR_SUM", "warning")
def a_kind_of_procurement_left_out(draft):
    draft.say("十一", "政府采购工程支出5.00万元、", "")


@plant("TX_YEAR", "warning")
def a_comparison_with_the_year_before_last(draft):
    draft.say("一", "与2022年度相比", "与2021年度相比")


@plant("TX_YEAR", "warning")
def last_years_opening_left_standing(draft):
    draft.say("七", "本单位2023年度", "本单位2022年度")


@plant("TX_YEAR", "warning")
def last_years_receptions(draft):
    draft.say("九", "2023年共接待国内", "2022年共接待国内")


@plant("TX_AS_OF", "warning")
def cars_at_the_end_of_another_year(draft):
    draft.say("九", "截至2023年12月31日", "截至2022年底")


@plant("P_COMPARE_WORD", "warning")
def a_word_in_the_next_sentence(draft):
    draft.say("九", "完成年初预算的87%。", "完成年初预算的87%。决算数大于预算数的主要原因是接待增加。")


@plant("P_COMPARE_WORD", "warning")
def a_word_against_the_completion(draft):
    draft.say("九", "完成年初预算的95%。", "完成年初预算的95%，决算数大于预算数。")


@plant("P_COMPARE_WORD", "warning")
def a_word_for_an_item_without_budget(draft):
    draft.say(
        "五",
        "年初预算为41.00万元，支出决算为40.15万元，完成年初预算的97.93%，支出决算数小于",
        "年初预算为0万元，支出决算为40.15万元，支出决算数小于",
    )
    draft.say("五", "年初预算为1061.55万元", "年初预算为1020.55万元")
    draft.say("五", "完成年初预算的101.83%", "完成年初预算的105.92%")


@plant("P_DIRECTION", "warning")
def a_reason_of_the_other_direction(draft):
    draft.say("一", "增长10.19%，主要原因", "增长10.19%，减少的主要原因")


@plant("SG_RECEPTION", "warning")
def receptions_without_persons(draft):
    draft.say("九", "团组6个，80人次", "团组6个")


@plant("SG_ABROAD", "warning")
def journeys_without_persons(draft):
    draft.say("九", "团组1个，累计2人次", "团组1个")


@plant("SG_CAR_RUN", "warning")
def cars_not_counted(draft):
    draft.say("九", "截至2023年12月31日，开支财政拨款的公务用车保有量8辆。", "")


@plant("TX_UNIT", "warning")
def a_nought_in_yuan(draft):
    draft.say(
        "九",
        "年初预算为2.00万元，支出决算为1.20万元",
        "年初预算为2.00万元，其中外宾接待支出0元，支出决算为1.20万元",
    )


@plant("TX_UNIT", "warning")
def a_total_in_yuan_elsewhere(draft):
    draft.say("十三", "巡查值守经费项目绩效自评综述：", "巡查值守经费项目绩效自评综述：基本支出780.80元。")


@plant("N_SAME_FACT", "warning")
def reception_told_with_another_amount(draft):
    draft.say("九", "2023年共接待", "全年执行公务和开展业务活动开支公务接待费2.10万元。2023年共接待")


@plant("N_SAME_FACT", "warning")
def reception_at_home_and_of_guests(draft):
    draft.say("九", "2023年共接待", "其中：外宾接待支出0.20万元，国内公务接待支出1.10万元。2023年共接待")


@plant("N_SAME_FACT", "warning")
def the_whole_evaluated_with_other_money(draft):
    draft.say("十三", "绿化养护经费项目", "对1个部门开展整体支出绩效自评，资金1018.00万元。绿化养护经费项目")


@plant("N_SAME_FACT", "warning")
def a_total_told_twice_in_a_section(draft):
    pictures(draft)
    draft.say("五", "支出1081.00万元，主要用于", "支出1018.00万元，主要用于")


@plant("N_SAME_FACT", "warning")
def parts_that_make_another_total(draft):
    pictures(draft)
    draft.say("三", "2023年度支出合计1081.00万元", "2023年度支出合计1081.10万元")


@plant("N_SAME_FACT", "warning")
def a_digit_off_with_the_same_change(draft):
    pictures(draft)
    draft.say("四", "收、支总计1081.00万元", "收、支总计1082.00万元")


@plant("N_SAME_FACT", "warning")
def a_reason_with_another_number(draft):
    reason = "主要原因是按照政策调整工资标准，人员增加{}人"
    draft.say("一", "主要原因是人员增加", reason.format(5))
    draft.say("二", "增长10.19%。", f"增长10.19%，{reason.format(6)}。")


@plant("N_TOTALS", "warning")
def other_income_that_the_statement_has_not(draft):
    draft.say("二", "占本年收入100%", "占本年收入100%；其他收入3.00万元，占本年收入0.28%")


@plant("T05_TREE", "warning")
def a_branch_left_out(draft):
    for code in ("210", "21011", "2101101"):
        del draft.cells[G][code]


@plant("T05_TREE", "warning")
def an_item_left_out(draft):
    del draft.cells[G]["2101101"]


@plant("TX_CONTENTS", "warning")
def a_statement_that_the_contents_leave_out(draft):
    draft.contents = [line for line in draft.contents if "基金预算财政拨款收入支出决算表" not in line]


@plant("P_WRONG_BASE", "warning")
def more_evaluated_than_spent(draft):
    draft.say("十三", "资金300.20万元", "资金302.00万元")


@plant("PF_COUNT", "info")
def two_numbers_of_projects(draft):
    draft.say("十三", "绿化养护经费项目绩效", "共涉及3个一级项目。绿化养护经费项目绩效")


@pytest.mark.parametrize(("check", "severity", "name", "act"), FAULTS, ids=[f"{f[0]}-{f[2]}" for f in FAULTS])
def test_a_planted_fault_is_found_and_no_other_error(check, severity, name, act):
    draft = Draft()
    act(draft)
    found = failed(draft)
    own = [one for one in found if one.check == check]
    assert own, f"{check} does not see: {name}; found {[(one.check, one.message) for one in found]}"
    assert {one.severity for one in own} >= {Severity(severity)}
    assert [
        (one.check, one.message) for one in found if one.severity is Severity.ERROR and one.check != check
    ] == []
    if severity != "error":
        assert Severity.ERROR not in {one.severity for one in own}


def test_at_least_sixty_kinds_are_planted():
    assert len(FAULTS) >= 60


def re_rounded_class(draft):
    draft.set(S, "39", 1, "40.16")  # the truth between 40.15 and 40.16
    draft.set(R, "210", 1, "40.16")
    draft.set(R, "210", 2, "40.16")


def re_rounded_total(draft):
    draft.set(B, "301", 1, "651.02")  # six addends
    draft.set(B, "人员经费合计", 1, "680.81")


def truncated_rates(draft):
    draft.say("一", "增长10.19%", "增长10.1%")
    draft.say("五", "完成年初预算的101.83%", "完成年初预算的101.8%")
    draft.say("九", "完成年初预算的83.33%", "完成年初预算的83.3%")


def shares_forced_to_a_hundred(draft):
    draft.say("五", "占83.28%", "占83.29%")


def amounts_with_fewer_decimals(draft):
    draft.say("二", "1081.00万元", "1081万元")
    draft.say("十一", "60.00万元", "60万元")


def rates_with_one_decimal(draft):
    draft.say("三", "占本年支出72.23%", "占本年支出72.2%")
    draft.say("三", "占本年支出27.77%", "占本年支出27.8%")


@pytest.mark.parametrize(
    "act",
    [
        re_rounded_class,
        re_rounded_total,
        truncated_rates,
        shares_forced_to_a_hundred,
        amounts_with_fewer_decimals,
        rates_with_one_decimal,
    ],
)
def test_a_report_that_is_merely_re_rounded_has_no_fault(act):
    draft = Draft()
    act(draft)
    assert [(one.check, one.message) for one in failed(draft)] == []


def test_money_told_where_its_statement_says_that_there_is_none():
    draft = Draft()
    draft.prose["七"] = (draft.prose["七"][0], ["2023年度政府性基金预算财政拨款支出20.00万元。"])
    (one,) = failed(draft)
    assert (one.check, one.severity, one.found, one.expected) == (
        "N_TOTALS",
        Severity.WARNING,
        "20.00",
        "0.00",
    )
