"""Amounts in relation: what is divided by what, and when it is not."""

from decimal import Decimal

import pytest
from django.urls import reverse

from disclosures.comparison.measures import compare_headlines, compare_measures
from disclosures.comparison.ratios import RATIOS, total_of
from disclosures.comparison.statements import compare_statement, ratios_of
from disclosures.marks import formula
from disclosures.measures import MEASURES
from tests import builders as make
from tests.compare.test_statements import A, B, columns, report, three_public

pytestmark = pytest.mark.django_db
VEHICLES, OPERATION = "three_public.vehicle.count", "three_public.vehicle_operation.actual"


def only(found, key, place=0):
    return found.row(key).cells[place]


def test_a_vehicle_costs_what_its_report_says():
    of = report(A)
    make.figure(of, OPERATION, "20.81", basis="fiscal")
    make.figure(of, VEHICLES, "7", section="九")
    cell = only(compare_measures(columns(A), (OPERATION,), RATIOS["vehicle"]), OPERATION)
    assert (cell.value, cell.shown) == (Decimal("29728.57"), "29,728.57 元/辆")
    assert [operand.value for operand in cell.operands] == [Decimal("20.81"), Decimal(7)]
    assert cell.caution == ""


def test_the_formula_links_both_operands_to_where_they_are_printed():
    of = report(A)
    make.figure(of, OPERATION, "20.81", basis="fiscal")
    make.figure(of, VEHICLES, "7", section="九")
    words = formula(only(compare_measures(columns(A), (OPERATION,), RATIOS["vehicle"]), OPERATION))
    assert f'href="/o/{A}/2023/t/three_public/#c-total-11">20.81</a> 万元 ÷ ' in words
    assert f'href="/n/{of.code}-m-{VEHICLES}/">7 辆</a>（公务用车保有量）' in words


@pytest.mark.parametrize(("count", "caution"), [("1", "只有 1 辆"), ("4", "只有 4 辆"), ("5", "")])
def test_few_heads_are_said(count, caution):
    of = report(A)
    make.figure(of, OPERATION, "20.81")
    make.figure(of, VEHICLES, count, section="九")
    assert only(compare_measures(columns(A), (OPERATION,), RATIOS["vehicle"]), OPERATION).caution == caution


def test_little_money_is_said():
    of = report(A)
    make.figure(of, "three_public.reception.actual", "0.11")
    make.figure(of, "three_public.reception.persons", "14", section="九")
    found = compare_measures(columns(A), ("three_public.reception.actual",), RATIOS["person"])
    cell = only(found, "three_public.reception.actual")
    assert (cell.shown, cell.caution) == ("78.57 元/人次", "金额小")


def test_without_the_operand_there_is_a_reason_and_no_number():
    make.figure(report(A), OPERATION, "20.81")
    cell = only(compare_measures(columns(A), (OPERATION,), RATIOS["vehicle"]), OPERATION)
    assert (cell.value, str(cell.state), cell.note) == (None, "not_computed", "报告没有公务用车保有量")


def test_nothing_is_divided_by_zero():
    of = report(A)
    make.figure(of, OPERATION, "20.81")
    make.figure(of, VEHICLES, "0", section="九")
    cell = only(compare_measures(columns(A), (OPERATION,), RATIOS["vehicle"]), OPERATION)
    assert (cell.value, cell.note) == (None, "公务用车保有量为 0 辆")


def test_a_share_is_of_the_total_that_the_amount_belongs_to():
    of = report(A)
    make.figures(of, {"expenditure_current": "200.00", "class.201": "50.00", "income_current": "400.00"})
    make.figures(of, {"other_income": "1.00"})
    found = compare_measures(columns(A), ("class.201", "other_income"), RATIOS["share"])
    assert only(found, "class.201").shown == "25.00%"
    assert only(found, "other_income").shown == "0.25%"
    assert only(found, "class.201").note == "本年支出合计"


def test_a_share_of_less_than_ten_thousand_yuan_is_withheld():
    of = report(A)
    make.figures(of, {"expenditure_current": "0.80", "class.201": "0.40"})
    cell = only(compare_measures(columns(A), ("class.201",), RATIOS["share"]), "class.201")
    assert (cell.value, cell.note) == (None, "基数小：本年支出合计不到 1 万元")


def test_a_part_of_the_general_budget_is_a_share_of_the_general_budget():
    of = report(A)
    make.figures(of, {"expenditure_current": "200.00", "general_budget_expenditure": "100.00"})
    make.figure(of, "basic_expenditure", "50.00", statement="general_budget", row="", column="2")
    cell = only(compare_measures(columns(A), ("basic_expenditure",), RATIOS["share"]), "basic_expenditure")
    assert (cell.shown, cell.note) == ("50.00%", "一般公共预算财政拨款支出")


def test_totals_have_no_share():
    assert {
        key for key in ("expenditure_total", "income_total", "expenditure_current") if total_of(key)
    } == set()
    assert all(total_of(total_of(key)) in ("", "expenditure_current") for key in MEASURES)


def test_shares_of_one_year_differ_by_points_and_not_by_per_cent():
    for year, part in ((2022, "50.00"), (2023, "60.00")):
        make.figures(report(A, year), {"expenditure_current": "200.00", "class.201": part})
    found = compare_measures(columns(A, years=(2022, 2023)), ("class.201",), RATIOS["share"])
    assert only(found, "class.201", 1).delta.words == "增 5.00 个百分点"


def test_quotients_of_different_money_are_not_compared():
    for slug, basis in ((A, "fiscal"), (B, "general_budget")):
        of = report(slug)
        make.figure(of, OPERATION, "20.00", basis=basis)
        make.figure(of, VEHICLES, "5", section="九")
    row = compare_measures(columns(A, B), (OPERATION,), RATIOS["vehicle"]).row(OPERATION)
    assert [cell.shown for cell in row.cells] == ["40,000.00 元/辆"] * 2
    assert [refusal.rule for refusal in row.refused] == ["funds"]
    assert all(cell.delta is None and not cell.share for cell in row.cells)


def test_a_statement_is_divided_by_its_own_total():
    make.sheet(report(A).current, "general_budget", "合计 10.00 6.00 4.00\n201 一般公共服务支出 2.50 2.50 .")
    found = compare_statement(columns(A), "general_budget", "1", RATIOS["share"])
    assert [only(found, key).shown for key in ("", "201")] == ["100.00%", "25.00%"]


def test_the_parts_of_the_three_public_are_divided_by_their_own_total():
    three_public(report(A))
    found = compare_statement(columns(A), "three_public", "", RATIOS["share"])
    assert only(found, "column.8").shown == "6.24%"  # 2.71 of 43.43
    assert only(found, "column.2").shown == "0.00%"  # 0.00 of 43.38
    assert found.row("column.7") is None and found.row("completion") is None


def test_only_what_fits_is_offered():
    assert [ratio.key for ratio in ratios_of("general_budget")] == ["share", "on_job", "establishment"]
    assert "share" not in [ratio.key for ratio in ratios_of("summary")]
    assert [ratio.key for ratio in ratios_of("three_public")] == list(RATIOS)


def test_what_a_whole_column_lacks_is_said_once(client):
    make.figures(
        report(A), {"expenditure_current": "200.00", "class.201": "50.00", "basic_expenditure": "9.00"}
    )
    second = report(B)
    make.figures(second, {"expenditure_current": "200.00", "class.201": "50.00", "basic_expenditure": "9.00"})
    make.figure(second, "staff.on_job", "10", section="一")
    found = compare_headlines(columns(A, B), RATIOS["on_job"])
    assert [(column.slug, note) for column, note in found.recurring] == [(A, "报告没有在职人数")]
    page = client.get(reverse("compare") + f"?o={A},{B}&y=2023&n=on_job").content.decode()
    assert "，有关各数不能换算，记“—”。" in page and "未调整价格" in page
    assert "50,000.00 元/人" in page
    assert (
        page.count("报告没有在职人数") == 1 + 3
    )  # once to be seen, thrice for those who do not see the dash


@pytest.mark.parametrize(
    "query",
    [f"?o={A}&y=2023&m=expenditure_total&n=share", f"?o={A}&y=2023&t=summary&n=vehicle"],
)
def test_what_does_not_belong_together_is_refused_in_words(client, query):
    make.figure(report(A), "expenditure_total", "5.00")
    response = client.get(reverse("compare") + query)
    assert response.status_code == 400
    assert "计算" in response.content.decode()
