"""Sentences made here → the claims that they state."""

from decimal import Decimal

import pytest

from ingest.parsing.facts import Claim, Paragraph, Section
from ingest.parsing.narrative import read_claims

PART = Section(3, "", "第三部分 某区某局2023年度部门决算情况说明")
TITLES = {
    "totals": "收入支出决算总体情况说明",
    "income": "收入决算情况说明",
    "expenditure": "支出决算情况说明",
    "fiscal": "财政拨款收入支出决算总体情况说明",
    "general": "一般公共预算财政拨款支出决算情况说明",
    "basic": "一般公共预算财政拨款基本支出决算情况说明",
    "funds": "政府性基金预算财政拨款收入支出决算情况说明",
    "three_public": "财政拨款“三公”经费支出决算情况说明",
    "agency": "机关运行经费支出说明",
    "procurement": "政府采购支出说明",
    "performance": "预算绩效情况说明",
}
NAMES = {
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
}


def read(topic: str, *paragraphs: str, budget_basis: str | None = None) -> tuple[Claim, ...]:
    section = Section(3, "七", TITLES[topic], tuple(Paragraph(text) for text in paragraphs))
    return read_claims((PART, section), NAMES, budget_basis)


def short(claim: Claim) -> tuple[str, ...]:
    """Kind, measure, amount, base, direction, change, percent; "-" where not said."""
    values = (claim.amount, claim.base, claim.direction, claim.change, claim.percent)
    return (claim.kind, claim.measure, *("-" if value is None else str(value) for value in values))


def shorts(topic: str, *paragraphs: str) -> list[tuple[str, ...]]:
    return [short(claim) for claim in read(topic, *paragraphs)]


def test_totals_give_two_claims_with_everything_said_of_them():
    income, expenditure = read(
        "totals",
        "2023年度收、支总计100.5万元。与2022年度相比，收、支总计各增加20.25万元，增长25.2%，主要原因是新增项目3万元。",
    )
    assert (income.measure, expenditure.measure) == ("income_total", "expenditure_total")
    assert income.amount == Decimal("100.5") and str(income.amount) == "100.5"
    assert (income.base_year, income.implied_base) == (2022, Decimal("80.25"))
    assert income.reason == "新增项目3万元"
    assert income.section == "七"
    assert income.text.startswith("与2022年度相比") and income.text.endswith("万元。")


@pytest.mark.parametrize(
    ("words", "direction", "change", "percent"),
    [
        ("与2022年度相比，收入合计增加2万元，增长25.2%", "increase", "2", "25.2"),
        ("与2022年相比，收入合计减少2.10万元，下降15.1 %", "decrease", "2.10", "15.1"),
        ("比2022年度决算数减少2万元，减少5%", "decrease", "2", "5"),
        ("较上年降低2万元，降低5.0%", "decrease", "2", "5.0"),
        ("较上年增加0.23万元，增加53.9％", "increase", "0.23", "53.9"),
        ("比上年增加1,055.40万元，增长1,055.4%", "increase", "1055.40", "1055.4"),
        ("比上年增加约2万元，增幅约为5%", "increase", "2", "5"),
        ("比上年减少-2万元，下降5%", "decrease", "2", "5"),
        ("比上年增加-2万元", "decrease", "2", "-"),
        ("与上年持平", "unchanged", "0", "-"),
        ("与2022年度决算数基本持平", "unchanged", "0", "-"),
        ("与上年相比无变化", "unchanged", "0", "-"),
        ("同比下降12.5%", "decrease", "-", "12.5"),
        ("较2022年度减少2万元，同比下降5%", "decrease", "2", "5"),
        ("与上年决算数相同", "unchanged", "0", "-"),
        ("较上年支出数无增减", "unchanged", "0", "-"),
        ("与上年的8万元相比，增加2万元，增长25%", "increase", "2", "25"),
        ("比上年增加2万元，增长--(基数为0,不可比)", "increase", "2", "-"),
        ("比上年增加（减少）2万元，增长（下降）5%", "-", "2", "5"),
        ("较上年压减2万元，降幅5%", "decrease", "2", "5"),
    ],
)
def test_wordings_of_a_change_against_the_year_before(words, direction, change, percent):
    (claim,) = read("income", f"2023年度收入合计10万元，{words.replace(' ', '')}。")
    assert short(claim) == (
        "change", "income_current", "10", "prior_year", direction, change, percent,
    )  # fmt: skip
    assert claim.base_year == 2022


@pytest.mark.parametrize(
    ("words", "base", "percent"),
    [
        ("完成年初预算的127.83%", "initial_budget", "127.83"),
        ("完成全年预算的0%", "full_year_budget", "0"),
        ("完成调整预算的99.5%", "full_year_budget", "99.5"),
        ("完成全年预算数的98.69%", "full_year_budget", "98.69"),
        ("完成预算91.91％", "-", "91.91"),
        ("完成调整后预算的85.71%", "full_year_budget", "85.71"),
        ("为年初预算的95%", "initial_budget", "95"),
        ("预算完成率为95%", "-", "95"),
    ],
)
def test_a_completion_names_its_budget_in_its_own_words(words, base, percent):
    (claim,) = read("three_public", f"2.公务用车购置及运行费支出决算为4.1万元，{words}。")
    assert short(claim) == ("completion", "three_public.vehicle.actual", "4.1", base, "-", "-", percent)


def test_a_bare_budget_is_the_one_that_the_sentence_names():
    budget, actual = read(
        "three_public", "“三公”经费财政拨款支出全年预算为4万元，支出决算为3万元，完成预算的75%。"
    )
    assert (budget.measure, budget.amount, budget.basis) == ("three_public.total.budget", 4, "full_year")
    assert (actual.base, actual.implied_base) == ("full_year_budget", 4)


def test_a_bare_budget_is_else_the_one_that_the_statement_prints():
    sentence = "“三公”经费财政拨款支出预算为4万元，支出决算为3万元，完成预算的75%。"
    assert [claim.base for claim in read("three_public", sentence)] == [None, None]
    budget, actual = read("three_public", sentence, budget_basis="initial")
    assert (budget.basis, actual.base) == ("initial", "initial_budget")


def test_a_change_against_the_budget_is_apart_from_the_completion():
    said = shorts(
        "three_public",
        "（1）公务用车购置费19.91万元，完成预算的97.7%，比预算减少0.47万元，主要原因是厉行节约。本年度购置公务用车1辆。",
    )
    assert said == [
        ("completion", "three_public.vehicle_purchase.actual", "19.91", "-", "-", "-", "97.7"),
        ("change", "three_public.vehicle_purchase.actual", "19.91", "-", "decrease", "0.47", "-"),
    ]


def test_parts_of_a_change_keep_its_comparison_and_find_their_amounts_and_reasons():
    claims = read(
        "three_public",
        "1.因公出国(境)费支出决算为0万元。",
        "3.公务接待费支出决算为0.11万元。",
        "2023年度“三公”经费财政拨款支出决算数比2022年度减少3.83万元，下降97.2%，其中：因公出国(境)支出决算减少3.94万元，"
        "下降100 %,公务接待支出决算增加0.11万元。因公出国(境)费支出减少的主要原因是没有批次，公务接待费支出决算增加的主要原因是来访一次。",
    )
    changes = [claim for claim in claims if claim.kind == "change"]
    assert [(c.measure, c.amount, c.change, c.base_year) for c in changes] == [
        ("three_public.total.actual", None, Decimal("3.83"), 2022),
        ("three_public.abroad.actual", Decimal(0), Decimal("3.94"), 2022),
        ("three_public.reception.actual", Decimal("0.11"), Decimal("0.11"), 2022),
    ]
    assert [claim.reason for claim in changes] == ["", "没有批次", "来访一次"]
    assert changes[1].implied_base == Decimal("3.94")


def test_both_are_nil_without_a_unit():
    assert shorts("three_public", "1.因公出国(境)费预算数与支出数均为0，主要原因：没有安排。") == [
        ("amount", "three_public.abroad.budget", "0", "-", "-", "-", "-"),
        ("amount", "three_public.abroad.actual", "0", "-", "-", "-", "-"),
    ]


def test_receptions_of_foreign_and_domestic_guests_are_no_reception_total():
    said = shorts(
        "three_public", "3.公务接待费支出决算为5万元。其中：外宾接待支出2万元。国内公务接待支出3万元。"
    )
    assert said == [("amount", "three_public.reception.actual", "5", "-", "-", "-", "-")]


def test_amounts_inside_a_reason_are_no_claims():
    said = shorts(
        "expenditure",
        "2023年度支出合计50万元，与2022年度相比，支出合计增加10万元，主要原因是基本支出减少2.36万元；"
        "项目支出增加12.36万元（其中：贴息增加9万元）。其中：基本支出20万元，占本年支出40%。",
    )
    assert said == [
        ("change", "expenditure_current", "50", "prior_year", "increase", "10", "-"),
        ("share", "basic_expenditure", "20", "-", "-", "-", "40"),
    ]


def test_counted_reasons_run_over_full_stops():
    (claim, _) = read(
        "totals",
        "收、支总计9万元。与2022年度相比，增加1万元。主要原因：一是基本支出5万元。二是项目支出4万元，增长8%。",
    )
    assert claim.reason == "一是基本支出5万元。二是项目支出4万元，增长8%"


def test_a_blank_slot_takes_no_number():
    (claim,) = read(
        "fiscal",
        "财政拨款收入中，一般公共预算财政拨款收入万元，比2022年度决算数增加90万元。增加25万元，主要原因是新增。",
    )
    assert short(claim) == ("change", "general_budget_income", "-", "prior_year", "increase", "90", "-")
    assert claim.implied_base is None
    assert shorts("expenditure", "基本支出8万元，占 %；项目支出万元，占76.23;".replace(" ", "")) == [
        ("amount", "basic_expenditure", "8", "-", "-", "-", "-")
    ]


def test_a_change_needs_something_to_compare_with():
    assert shorts("totals", "收、支总计各增加6万元，增长5%。") == []


def test_a_pair_of_totals_with_two_amounts():
    assert [(c.measure, c.amount) for c in read("totals", "收、支总计各是4125.49,4143.91万元。")] == [
        ("income_total", Decimal("4125.49")),
        ("expenditure_total", Decimal("4143.91")),
    ]


def test_other_units_are_brought_to_wan_exactly():
    amounts = [c.amount for c in read("agency", "机关运行经费支出12,000.00元。")]
    assert amounts == [Decimal("1.2")]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("1.一般公共服务（类）支出1.5万元，占14.9%。", "class.201"),
        ("1. 一般公共服务支出类支出1.5万元，占14.9%。", "class.201"),
        ("一般公共服务支出（类）1.5万元，占14.9%；", "class.201"),
        ("2.文化体育与传媒(类)支出1.5万元，占14.9%。", "class.207"),
        ("医疗卫生与计划生育支出（类）1.5万元，占14.9%。", "class.210"),
        ("其他支出（类）1.5万元，占14.9%。", "class.229"),
        ("城乡社区支出1.5万元，占14.9%；", "class.212"),
    ],
)
def test_classes_by_present_and_former_names(words, measure):
    (claim,) = read("general", words.replace(" ", ""))
    assert (claim.kind, claim.measure, claim.amount) == ("share", measure, Decimal("1.5"))
    assert (claim.percent, claim.whole) == (Decimal("14.9"), "general_budget_expenditure")


def test_a_class_gives_its_completion():
    (claim,) = read(
        "general", "4.农林水支出(类)。年初预算为360万元，支出决算为681万元，完成年初预算的189.17%。"
    )
    assert short(claim) == ("completion", "class.213", "681", "initial_budget", "-", "-", "189.17")
    assert claim.implied_base == 360


def test_items_go_by_code_and_an_abridged_name_by_the_one_it_leaves():
    said = shorts(
        "general",
        "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为10万元，支出决算为12万元，"
        "完成年初预算的120%，支出决算数大于年初预算数的主要原因：增资。",
        "2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本保险缴费支出（项）。年初预算为0万元，支出决算为8万元。",
    )
    assert said == [
        ("amount", "item.2010301.budget", "10", "-", "-", "-", "-"),
        ("completion", "item.2010301.actual", "12", "initial_budget", "-", "-", "120"),
        ("amount", "item.2080505.budget", "0", "-", "-", "-", "-"),
        ("amount", "item.2080505.actual", "8", "-", "-", "-", "-"),
    ]


def test_an_item_that_its_names_do_not_settle_has_no_code():
    said = shorts("general", "1.一般公共服务支出（类）某种不存在的事务（款）某项（项）。支出决算为12万元。")
    assert said == [("amount", "item.unknown.actual", "12", "-", "-", "-", "-")]


def test_a_full_year_budget_of_an_item_is_not_its_initial_budget():
    (claim,) = read(
        "general",
        "1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。主要用于：建设项目支出。"
        "全年预算为52.00万元，支出决算为51.32万元，完成全年预算数的98.69%。",
    )
    assert short(claim)[:4] == ("completion", "item.2010301.actual", "51.32", "full_year_budget")


def test_initial_and_full_year_budget_of_the_whole():
    said = shorts(
        "general",
        "一般公共预算财政拨款支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。",
    )
    assert said == [
        ("amount", "initial_budget", "0", "-", "-", "-", "-"),
        ("amount", "full_year_budget", "321.02", "-", "-", "-", "-"),
        ("completion", "general_budget_expenditure", "307.82", "initial_budget", "-", "-", "95.89"),
    ]


def test_projects_of_the_list_with_their_amounts():
    claims = read(
        "general",
        "其中：基本支出5万元，项目支出9万元。项目支出主要用于甲项目经费 3 万元，主要成效是签约总额9亿元；乙工作经费".replace(
            " ", ""
        )
        + "4.5万元，主要成效是好。预算项目调整1.5万元，用于其他。",
        "1.一般公共服务支出具体包括：",
    )
    assert [(c.measure, c.amount) for c in claims if c.measure.startswith("project.")] == [
        ("project.甲项目经费", Decimal(3)),
        ("project.乙工作经费", Decimal("4.5")),
        ("project.预算项目调整", Decimal("1.5")),
    ]


def test_self_evaluations_and_what_they_cover():
    claims = read(
        "performance",
        "开展绩效自评，共涉及项目4个，资金404.8万元，占一般公共预算项目支出总额的34.12%。",
        "1.丙工作经费项目绩效自评综述：项目全年预算数为10万，执行数9.5万，完成预算的95%。主要产出：好。",
        "丁项目绩效自评综述：项目全年预算数为70万元，执行数为65.8元，完成预算94％。",
    )
    assert [short(claim) for claim in claims] == [
        ("share", "performance.amount", "404.8", "-", "-", "-", "34.12"),
        ("completion", "project.丙工作经费", "9.5", "full_year_budget", "-", "-", "95"),
        ("completion", "project.丁", "0.00658", "full_year_budget", "-", "-", "94"),
    ]
    assert claims[0].whole == "project_expenditure"
    assert claims[1].implied_base == 10


def test_procurement_shares_know_their_whole():
    claims = read(
        "procurement",
        "政府采购支出总额58.94万元，其中：政府采购货物支出4万元、政府采购工程支出0.28万元、政府采购服务支出54.66万元。"
        "授予中小企业合同金额58.94万元，占政府采购支出总额的100%，其中：授予小微企业合同金额50万元，占授予中小企业合同金额的"
        "84.8%；货物采购授予中小企业合同金额占货物支出金额的6.8%。",
    )
    assert [(c.measure, str(c.amount), c.whole) for c in claims] == [
        ("procurement.total", "58.94", ""),
        ("procurement.goods", "4", ""),
        ("procurement.works", "0.28", ""),
        ("procurement.services", "54.66", ""),
        ("procurement.sme", "58.94", "procurement.total"),
        ("procurement.micro", "50", "procurement.sme"),
    ]


def test_subheadings_give_the_topic_where_the_section_has_none():
    section = Section(
        3,
        "十一",
        "其他重要事项的情况说明",
        (
            Paragraph("（一）机关运行经费支出情况"),
            Paragraph("机关运行经费支出10.23万元，比2022年度增加1万元，增长10.8%。", 4),
            Paragraph("（二）政府采购支出情况"),
            Paragraph("2023年度政府采购金额（以合同签订为准）为21.07万元，其中：货物采购金额21.07万元。"),
        ),
    )
    claims = read_claims((PART, section), {})
    assert [(c.measure, c.section, c.page) for c in claims] == [
        ("agency_operation", "十一", 4),
        ("procurement.total", "十一", None),
        ("procurement.goods", "十一", None),
    ]


def test_funds_keep_apart_from_the_totals():
    said = shorts(
        "funds",
        "2023年度政府性基金预算财政拨款年初结转和结余0万元，本年收入8万元，本年支出7万元，年末结转和结余1万元。",
        "1.城乡社区支出（类）支出决算为7万元，完成年初预算的70%。",
    )
    assert said == [
        ("amount", "gov_fund_income", "8", "-", "-", "-", "-"),
        ("amount", "gov_fund_expenditure", "7", "-", "-", "-", "-"),
    ]


def test_other_parts_state_nothing():
    glossary = Section(5, "一", TITLES["totals"], (Paragraph("收、支总计9万元。"),))
    assert read_claims((PART, Section(5, "", "第五部分 名词解释"), glossary), {}) == ()


def test_a_reason_that_opens_a_sentence_is_for_what_leads_the_one_before():
    claims = read(
        "expenditure",
        "2023年度支出合计100万元，与2022年度相比，支出合计减少5万元，其中：基本支出减少2万元，项目支出减少3万元。主要原因是人员减少。",
    )
    assert [(claim.measure, claim.reason) for claim in claims] == [
        ("expenditure_current", "人员减少"),
        ("basic_expenditure", ""),
        ("project_expenditure", ""),
    ]


def test_two_comparisons_in_one_sentence_keep_their_own_reasons():
    claims = read(
        "agency",
        "机关运行经费支出30.5万元，比上年决算数增加2.5万元，增长8.93%，主要原因是人员增加；"
        "比年初预算减少1.5万元，降低4.7%，主要原因是厉行节约。",
    )
    assert [(claim.base, claim.change, claim.percent, claim.reason) for claim in claims] == [
        ("prior_year", Decimal("2.5"), Decimal("8.93"), "人员增加"),
        ("initial_budget", Decimal("1.5"), Decimal("4.7"), "厉行节约"),
    ]


def test_totals_named_apart_change_together():
    claims = read("totals", "收入总计9万元。支出总计9万元。与2022年度相比，收入总计、支出总计各减少1万元。")
    assert [(c.kind, c.measure) for c in claims if c.kind == "change"] == [
        ("change", "income_total"),
        ("change", "expenditure_total"),
    ]


def test_unfilled_slots_of_the_template_state_nothing():
    assert shorts("agency", "机关运行经费支出XX万元，比年初预算数增加（减少）XX万元，增长（下降）XX%。") == []
    assert shorts("totals", "收、支总计XXX万元。与2022年度相比，收、支总计各增加（减少）XX万元。") == []


def measures(topic: str, *paragraphs: str) -> list[tuple[str, str]]:
    return [(claim.measure, str(claim.amount)) for claim in read(topic, *paragraphs)]


def test_income_and_spending_of_different_sums():
    said = shorts("totals", "2023年度收入总计434.72万元，支出总计434.17万元。")
    assert [one[:3] for one in said] == [
        ("amount", "income_total", "434.72"),
        ("amount", "expenditure_total", "434.17"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "收入总计9万元，支出总计9万元，与2022年度相比，各增加1万元，增长12.5%。",
        "收入总计9万元，支出总计9万元。收支较上年决算数增加1万元、增长12.5%。",
        "收入总计9万元。支出总计9万元。收入支出总体与上年相比，增加1万元，增长12.5%。",
        "收入、支出决算总计9万元。与上年相比，收、支总计各增加1万元，增长12.5%。",
    ],
)
def test_wordings_of_totals_that_change_together(words):
    changes = [claim for claim in read("totals", words) if claim.kind == "change"]
    assert [(c.measure, str(c.amount), str(c.change), str(c.percent)) for c in changes] == [
        ("income_total", "9", "1", "12.5"),
        ("expenditure_total", "9", "1", "12.5"),
    ]


def test_parts_below_a_total_take_its_comparison_over_a_full_stop():
    said = shorts(
        "income",
        "收入合计120,000.00元。与上年相比，收入合计增加20,000.00元，增长20%。其中：财政拨款收入增加10,000.00元，增长10%；其他收入增加10,000.00元，增长50%。",
    )
    assert [(one[1], one[5], one[6]) for one in said] == [
        ("income_current", "2.00", "20"),
        ("fiscal_appropriation_income", "1.00", "10"),
        ("other_income", "1.00", "50"),
    ]


def test_an_aside_leaves_the_subject_outside_in_hand():
    said = shorts(
        "income",
        "财政拨款收入10万元（其中：一般公共预算财政拨款收入8万元），占80%；事业收入2万元（含教育收费1万元，占10%），占20%。",
    )
    assert [(one[0], one[1], one[2], one[6]) for one in said] == [
        ("share", "fiscal_appropriation_income", "10", "80"),
        ("amount", "general_budget_income", "8", "-"),
        ("share", "institution_income", "2", "20"),
    ]
    assert shorts(
        "three_public", "公务接待费支出预算3万元（其中：一般公共预算支出3万元；政府性基金预算支出0万元），支出决算2万元（其中：一般公共预算支出2万元），完成调整后预算的66.67%。"
    ) == [
        ("amount", "three_public.reception.budget", "3", "-", "-", "-", "-"),
        ("completion", "three_public.reception.actual", "2", "full_year_budget", "-", "-", "66.67"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "budget", "kind", "change"),
    [
        ("支出决算为9万元，完成全年预算10万元的90%", "full_year", "completion", "-"),
        ("支出9万元，较年初预算10万元减少1万元，下降10%", "initial", "change", "1"),
        ("2023年决算数9万元，比2023年年初预算数10万元减少1万元", "initial", "change", "1"),
        ("支出年初预算为10万元，决算为9万元，完成年初预算的90%", "initial", "completion", "-"),
        ("预算10万元，实际支出9万元，完成预算的90%", None, "completion", "-"),
    ],
)
def test_a_budget_inside_a_phrase(words, budget, kind, change):
    first, second = read("three_public", f"公务接待费{words}。")
    assert (first.measure, str(first.amount), first.basis) == ("three_public.reception.budget", "10", budget)
    assert short(second)[:3] == (kind, "three_public.reception.actual", "9")
    assert short(second)[5] == change


def test_amounts_of_another_year_are_not_this_years():
    assert measures("three_public", "“三公”经费2023年决算数8万元，2022年决算数9万元。") == [
        ("three_public.total.actual", "8")
    ]
    assert measures("totals", "2022年度收、支总计80万元，2023年度收、支总计90万元。") == [
        ("income_total", "90"),
        ("expenditure_total", "90"),
    ]
    assert measures("agency", "2024年度机关运行经费支出5万元，与2023年度相比持平。") == [
        ("agency_operation", "5")
    ]
    assert measures("agency", "2022年度机关运行经费支出5万元，上年决算数为4万元。") == [
        ("agency_operation", "5")
    ]


def test_an_item_printed_twice_with_two_amounts_keeps_both():
    said = shorts(
        "general",
        "“一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”25.14万元，主要用于：2023年工作、610经费。"
        "年初预算为27.48万元，支出决算为24.53万元，完成年初预算的89.27%。",
    )
    assert said == [
        ("amount", "item.2010301.actual", "25.14", "-", "-", "-", "-"),
        ("amount", "item.2010301.budget", "27.48", "-", "-", "-", "-"),
        ("completion", "item.2010301.actual", "24.53", "initial_budget", "-", "-", "89.27"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "一般公共服务（201）政府办公厅（室）及相关机构事务（03）行政运行（01）：支出决算为12万元",
        "一般公共服务支出（201类）政府办公厅（室）及相关机构事务（03款）行政运行（01项）12万元",
        "行政运行（2010301）支出12万元",
        "2010301行政运行支出12万元",
        "“一般公共服务支出”（类）“政府办公厅（室）及相关机构事务”（款）“行政运行”（项）。支出决算12万元",
        "主要用于以下方面一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）12万元",
        "其中：一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为12万元",
    ],
)
def test_items_by_their_codes_and_names_in_quotes(words):
    assert measures("general", f"{words}。") == [("item.2010301.actual", "12")]


def test_items_below_a_heading_that_names_their_class():
    assert measures(
        "general",
        "（一）一般公共服务支出（类）",
        "1.政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算0万元，支出决算12万元。",
        "（二）社会保障和就业支出（类）",
        "1.行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。年初预算为0，支出决算2万元。",
    ) == [
        ("item.2010301.budget", "0"),
        ("item.2010301.actual", "12"),
        ("item.2080505.budget", "0"),
        ("item.2080505.actual", "2"),
    ]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("1.“一般公共服务”1.5万元，占14.9%；", "class.201"),
        ("11“.灾害防治及应急管理支出”1.5万元，占14.9%。", "class.224"),
        ("（1）社会保障与就业支出1.5万元，占14.9%，", "class.208"),
        ("主要用于以下方面一般公共服务（类）支出1.5万元，占14.9%；", "class.201"),
        ("1.外交（类）支出15,000.00元，占一般公共预算财政拨款总支出的14.9%。", "class.202"),
    ],
)
def test_classes_in_other_provinces_words(words, measure):
    (claim,) = read("general", words)
    assert (claim.kind, claim.measure, claim.amount, claim.percent) == (
        "share", measure, Decimal("1.5"), Decimal("14.9"),
    )  # fmt: skip
    assert claim.whole == "general_budget_expenditure"


def test_a_class_against_its_budget():
    assert shorts(
        "general", "（一）教育支出年初预算数为480万元，决算数为540万元，完成年初预算的112.5%。"
    ) == [("completion", "class.205", "540", "initial_budget", "-", "-", "112.5")]
    (claim,) = read("general", "2、“教育支出”（类）2023年度决算20万元，比2023年年初预算减少5万元，下降20%。")
    assert short(claim) == ("change", "class.205", "20", "initial_budget", "decrease", "5", "20")


def test_all_appropriations_are_not_the_general_budget():
    section = Section(
        3,
        "五",
        "财政拨款支出决算情况说明",
        (
            Paragraph("2023年度财政拨款支出决算9万元，与年初预算8万元相比，完成年初预算的112.5%。"),
            Paragraph("1.教育支出（类）教育管理事务（款）行政运行（项）。年初预算1万元，支出决算2万元。"),
        ),
    )
    assert [claim.measure for claim in read_claims((PART, section), {})] == [
        "item.2050101.budget",
        "item.2050101.actual",
    ]


def test_subheadings_turn_to_other_topics_and_back():
    section = Section(
        3,
        "二",
        "支出决算情况说明",
        (
            Paragraph("支出合计9万元。"),
            Paragraph("（一）基本支出情况"),
            Paragraph("日常支出8万元，其中：人员经费6万元，占基本支出的75%。"),
            Paragraph("（二）项目支出情况"),
            Paragraph("项目支出1万元，占11.11%。"),
            Paragraph("（三）会议费支出情况"),
            Paragraph("会议费支出1万元，比上年减少2万元。"),
        ),
    )
    claims = read_claims((PART, section), {})
    assert [(c.kind, c.measure, c.whole) for c in claims] == [
        ("amount", "expenditure_current", ""),
        ("amount", "basic_expenditure", ""),
        ("share", "personnel", "basic_expenditure"),
        ("share", "project_expenditure", "expenditure_current"),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("支出9万元，比上年减少1万元，下降10%，主要是压减；", "压减"),
        ("支出9万元，比上年减少1万元，变动原因：压减。", "压减"),
        ("支出9万元，比上年减少1万元。主要变动原因是压减。", "压减"),
        ("支出9万元，比上年减少1万元，减少原因：压减。", "压减"),
        ("支出9万元，比上年减少1万元，下降10%。其主要原因是压减。", "压减"),
        ("支出9万元，主要是日常支出，比上年减少1万元。", ""),
    ],
)
def test_wordings_of_reasons(words, reason):
    (claim,) = read("agency", f"机关运行经费{words}")
    assert (claim.kind, str(claim.change), claim.reason) == ("change", "1", reason)


def test_declared_nils_state_no_number():
    assert shorts("agency", "本单位2023年度未安排机关运行经费。") == []
    assert shorts("three_public", "因公出国（境）费：无。本年未购置公务用车。") == []
    assert shorts("funds", "本部门无政府性基金预算财政拨款收入、支出及结转和结余。") == []


@pytest.mark.parametrize(
    ("words", "amount", "share"),
    [
        ("共涉及项目6个，资金4.5万元，占一般公共预算项目支出总额的100%。", "4.5", "100"),
        ("对6个项目开展了绩效自评，涉及资金4.5万元。", "4.5", "None"),
        ("全面开展绩效自评，其中，一级项目2个，二级项目4个，共涉及资金4.5万元，占项目支出总额的100%。", "4.5", "100"),
        ("绩效跟踪评价的项目8个，涉及预算金额9万元；绩效自评的2023年度项目6个，涉及预算金额4.5万元。", "4.5", "None"),
        ("2个项目开展了财政重点绩效评价，涉及资金9万元；共开展6项项目支出自评价，涉及资金合计4.5万元。", "4.5", "None"),
    ],
)  # fmt: skip
def test_what_self_evaluations_cover(words, amount, share):
    (claim,) = read("performance", words)
    assert (claim.measure, str(claim.amount), str(claim.percent)) == ("performance.amount", amount, share)


def test_the_evaluation_of_the_whole_department_covers_no_projects():
    assert read("performance", "组织对1个部门开展整体支出绩效自评，资金9840.4万元。") == ()


def test_procurement_by_kind_without_the_word_expenditure():
    assert measures(
        "procurement",
        "政府采购计划金额9万元，实际采购金额8万元，其中：货物类3万元，工程采购1万元，服务类4万元。",
    ) == [
        ("procurement.total", "8"),
        ("procurement.goods", "3"),
        ("procurement.works", "1"),
        ("procurement.services", "4"),
    ]
