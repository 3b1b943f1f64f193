"""Statements and measures side by side, from stored rows."""

import re

import pytest
from django.utils.translation import override

from disclosures.comparison.columns import choose
from disclosures.comparison.measures import compare_headlines, compare_measures
from disclosures.comparison.rows import words_of
from disclosures.comparison.statements import compare_statement
from disclosures.models import Department, Disclosure
from disclosures.statements import FORMS
from tests import builders as make

pytestmark = pytest.mark.django_db

A, B, C = "420107-government-office", "420111-government-office", "420106-government-office"
ACTUAL, BUDGET = "three_public.total.actual", "three_public.total.budget"


def office(slug=A):
    names = {
        A: ("武汉市青山区人民政府办公室", "420107"),
        B: ("武汉市洪山区人民政府办公室", "420111"),
        C: ("武汉市武昌区人民政府办公室", "420106"),
    }
    name, code = names[slug]
    return make.department(slug, name, code, function="government-office")


def report(slug=A, year=2023, scope="own", **fields):
    return make.disclosure(office(slug), year, scope, **fields)


def columns(*slugs, years=(2023,), scope=""):
    found = {d.slug: d for d in Department.objects.select_related("region__parent")}
    return choose([found[slug] for slug in slugs], years, scope)


def three_public_row(texts):
    form = FORMS["three_public"]
    return [
        {
            "line": "",
            "code": "",
            "code_text": "",
            "name": "",
            "cells": [
                make.cell(c.number, c.label, t.strip("."))
                for c, t in zip(form.columns, texts.split(), strict=True)
            ],
        }
    ]


def three_public(of, budget="initial", funds="general_budget"):
    return make.sheet(
        of.current,
        "three_public",
        three_public_row("43.38 0.00 41.38 20.38 21.00 2.00 43.43 2.71 40.72 19.91 20.81 0.00"),
        basis_budget=budget,
        basis_funds=funds,
    )


def states(row):
    return [str(cell.state) for cell in row.cells]


def shown(row):
    return [cell.shown for cell in row.cells]


def deltas(row):
    return [f"{cell.delta.against} {cell.delta.words}" if cell.delta else "" for cell in row.cells]


def test_rows_are_the_union_of_the_codes():
    make.sheet(report(A).current, "general_budget", "合计 10.00 10.00 .\n201 一般公共服务支出 10.00 10.00 .")
    make.sheet(report(B).current, "general_budget", "合计 4.00 4.00 .\n208 社会保障和就业支出 4.00 4.00 .")
    found = compare_statement(columns(A, B), "general_budget")
    assert [row.key for row in found.rows] == ["", "201", "208"]
    assert states(found.row("201")) == ["amount", "no_row"]
    assert states(found.row("208")) == ["no_row", "amount"]
    assert shown(found.row("")) == ["10.00", "4.00"]
    assert deltas(found.row("")) == ["", "较青山区 低 6.00"]


def test_a_difference_says_when_it_is_not_against_the_first_column():
    make.sheet(report(A).current, "general_budget", "合计 10.00 10.00 .\n201 一般公共服务支出 10.00 10.00 .")
    make.sheet(report(B).current, "general_budget", "合计 4.00 4.00 .\n208 社会保障和就业支出 4.00 4.00 .")
    make.sheet(report(C).current, "general_budget", "合计 5.00 5.00 .\n208 社会保障和就业支出 5.00 5.00 .")
    found = compare_statement(columns(A, B, C), "general_budget")
    assert [cell.delta.usual for cell in found.row("").cells[1:]] == [True, True]
    last = found.row("208").cells[2].delta
    assert (last.usual, last.words) == (False, "高 1.00")
    assert found.against_first


def test_blank_is_not_zero():
    make.sheet(report(A).current, "general_budget", "合计 10.00 0.00 10.00")
    make.sheet(report(B).current, "general_budget", "合计 4.00 . 4.00")
    found = compare_statement(columns(A, B), "general_budget", "2")
    assert states(found.row("")) == ["amount", "blank"]
    assert shown(found.row("")) == ["0.00", ""]
    assert deltas(found.row("")) == ["", ""]


def test_a_code_that_is_printed_twice_gives_no_number():
    make.sheet(report(A).current, "general_budget", "合计 10.00\n201 一般 4.00\n201 一般 6.00")
    make.sheet(report(B).current, "general_budget", "合计 4.00\n201 一般 4.00")
    assert states(compare_statement(columns(A, B), "general_budget").row("201")) == ["repeated", "amount"]


def test_the_five_faces_of_absence():
    make.sheet(report(A).current, "general_budget", "合计 10.00")
    for year, state in ((2022, "declared_nil"), (2021, "picture")):
        make.sheet(report(A, year).current, "general_budget", state=state)
    report(A, 2020)
    found = compare_statement(columns(A, years=(2020, 2021, 2022, 2023)), "general_budget")
    assert states(found.row("")) == ["missing", "picture", "declared_nil", "amount"]
    found = compare_statement(columns(A, years=(2019, 2023)), "general_budget")
    assert states(found.row("")) == ["not_held", "amount"]


def test_lines_keep_the_order_of_the_form_and_name_their_side():
    make.sheet(report(A).current, "summary", {"1": "5.00", "30": "5.00", "31": "5.00", "60": "5.00"})
    make.sheet(report(B).current, "summary", {"8": "2.00", "30": "2.00", "60": "2.00"})
    found = compare_statement(columns(A, B), "summary")
    assert [row.key for row in found.rows] == ["1", "8", "30", "31", "60"]
    assert [row.label for row in found.rows][2::2] == ["收入总计", "支出总计"]
    assert found.omitted == 55


def test_over_the_years_the_change_is_against_the_year_before():
    make.sheet(report(A, 2022).current, "general_budget", "合计 10.00")
    make.sheet(report(A, 2023).current, "general_budget", "合计 12.50")
    found = compare_statement(columns(A, years=(2022, 2023)), "general_budget")
    assert deltas(found.row("")) == ["", "较 2022 年 增 2.50，增长 25.00%"]


def test_across_a_gap_there_is_no_rate():
    make.sheet(report(A, 2020).current, "general_budget", "合计 10.00")
    make.sheet(report(A, 2023).current, "general_budget", "合计 12.50")
    found = compare_statement(columns(A, years=(2020, 2023)), "general_budget")
    assert deltas(found.row("")) == ["", "较 2020 年 增 2.50（相隔 3 年，不是同比）"]


def test_a_small_base_gives_no_rate():
    make.sheet(report(A, 2022).current, "general_budget", "合计 0.42")
    make.sheet(report(A, 2023).current, "general_budget", "合计 0.65")
    found = compare_statement(columns(A, years=(2022, 2023)), "general_budget")
    assert deltas(found.row("")) == ["", "较 2022 年 增 0.23（基数小，不列百分比）"]


def test_own_against_consolidated_shows_numbers_without_difference_or_scale():
    make.sheet(report(A, scope="own").current, "general_budget", "合计 10.00")
    make.sheet(report(B, scope="consolidated").current, "general_budget", "合计 4.00")
    found = compare_statement(columns(A, B), "general_budget")
    row = found.row("")
    assert shown(row) == ["10.00", "4.00"]
    assert deltas(row) == ["", ""]
    assert [cell.share for cell in row.cells] == ["", ""]
    assert [refusal.rule for refusal in row.refused] == ["scope"]
    assert found.scoped and [column.scope_word for column in found.columns] == ["本级", "汇总"]
    assert [refused.refusal.title for refused in found.refused] == ["范围不同"]


def test_initial_against_full_year_budget_refuses_budgets_and_rates_but_not_final_amounts():
    three_public(report(A), "initial", "fiscal")
    three_public(report(B), "full_year", "fiscal")
    found = compare_statement(columns(A, B), "three_public")
    assert found.row("column.7").refused == ()
    assert deltas(found.row("column.7")) == ["", "较青山区 相同"]
    for key in ("column.1", "completion"):
        row = found.row(key)
        assert [refusal.rule for refusal in row.refused] == ["budget"]
        assert [cell.share for cell in row.cells] == ["", ""]
        assert deltas(row) == ["", ""]
    assert shown(found.row("completion")) == ["100.12%", "100.12%"]
    assert [cell.note for cell in found.row("completion").cells] == ["年初预算 43.38", "全年预算 43.38"]


def test_different_funds_refuse_every_three_public_number():
    three_public(report(A), "full_year", "general_budget")
    three_public(report(B), "full_year", "fiscal")
    found = compare_statement(columns(A, B), "three_public")
    assert {refusal.rule for row in found.rows for refusal in row.refused} == {"funds"}
    assert all(row.refused for row in found.rows)


def test_the_stated_rate_stands_beside_our_own():
    of = report(A)
    three_public(of, "initial", "fiscal")
    told = make.claim(
        of.current, "completion", ACTUAL, amount="43.43", base="initial_budget", percent="100.1"
    )
    make.finding(of.current, "SG_RATE", "pass", claim=told)
    (cell,) = compare_statement(columns(A), "three_public").row("completion").cells
    assert (cell.shown, cell.note, cell.outcome) == ("100.12%", "年初预算 43.38，报告写 100.1%", "pass")


def test_without_a_stated_budget_there_is_no_rate():
    three_public(report(A), "", "fiscal")
    found = compare_statement(columns(A), "three_public")
    (cell,) = found.rows[-1].cells if found.row("completion") else (None,)
    assert cell.state == "not_computed"
    assert cell.note == "预算数口径未注明"


def test_differing_bases_are_marked_against_the_majority():
    three_public(report(A), "initial", "fiscal")
    three_public(report(B), "full_year", "fiscal")
    budget = next(f for f in compare_statement(columns(A, B), "three_public").facets if f.label == "三公预算")
    assert budget.words == ("年初预算", "全年预算")
    assert budget.differs == (True, True)
    assert budget.explained


def test_a_picture_takes_the_number_of_the_narrative_and_says_so():
    first, second = report(A), report(B)
    make.sheet(first.current, "general_budget", "合计 10.00\n2010301 行政运行 6.00")
    make.sheet(second.current, "general_budget", state="picture")
    make.figures(second, {"general_budget_expenditure": "4.00", "item.2010301.actual": "3.00"}, section="五")
    found = compare_statement(columns(A, B), "general_budget")
    assert [cell.told for cell in found.row("").cells] == [False, True]
    assert shown(found.row("2010301")) == ["6.00", "3.00"]


def test_a_number_of_another_extent_never_stands_in_for_a_cell():
    # Section 五 speaks of 一般公共预算; form 03 counts all spending.
    of = report(A)
    make.sheet(of.current, "expenditure", state="picture")
    make.figure(of, "basic_expenditure", "4.00", section="五")
    make.figure(of, "expenditure_current", "9.00", section="三")
    make.figure(of, "general_budget_expenditure", "8.00", section="五")
    found = compare_statement(columns(A), "expenditure", "2")
    assert found.rows == ()


def test_measures_of_different_extent_are_not_compared():
    first, second = report(A), report(B)
    make.figure(first, "basic_expenditure", "4.00", statement="expenditure", row="", column="2")
    make.figure(second, "basic_expenditure", "3.00", statement="general_budget", row="", column="2")
    (row,) = compare_measures(columns(A, B), ["basic_expenditure"]).rows
    assert [refusal.rule for refusal in row.refused] == ["extent"]


def test_extents_coincide_where_all_spending_is_general_budget():
    first, second = report(A), report(B)
    make.figure(first, "class.201", "4.00", statement="summary", row="31", column="2")
    make.figure(second, "class.201", "3.00", section="五")
    make.figures(second, {"expenditure_current": "9.00"}, section="三")
    make.figures(second, {"general_budget_expenditure": "9.00"}, section="五")
    (row,) = compare_measures(columns(A, B), ["class.201"]).rows
    assert row.refused == ()


def test_what_a_figure_says_of_its_budget_goes_before_the_statement():
    # The narrative compares the total with 全年预算 though the title of the picture says nothing.
    of = report(A)
    make.sheet(of.current, "three_public", state="picture", basis_budget="initial", basis_funds="fiscal")
    make.figure(of, BUDGET, "41.11", section="九", basis="full_year")
    make.figure(of, ACTUAL, "41.11", section="九")
    make.figure(of, "three_public.abroad.budget", "1.00", section="九")
    found = compare_measures(columns(A), [BUDGET, ACTUAL, "three_public.abroad.budget"])
    total, actual, abroad = (row.cells[0].basis for row in found.rows)
    assert (total.budget, total.funds) == ("full_year", "fiscal")
    assert (actual.funds, abroad.budget) == ("fiscal", "")


def test_headlines_without_a_wish():
    of = report(A)
    make.figures(of, {"expenditure_total": "10.00", "agency_operation": "1.50"})
    make.figure(of, BUDGET, "2.00", basis="initial+fiscal")
    make.figure(of, ACTUAL, "1.00", basis="fiscal")
    found = compare_headlines(columns(A))
    assert shown(found.row("agency_operation")) == ["1.50"]
    assert shown(found.row("completion")) == ["50.00%"]
    assert found.row("income_total") is None


def test_where_both_scopes_are_held_the_consolidated_one_is_shown():
    make.sheet(report(A, scope="own").current, "general_budget", "合计 1.00")
    make.sheet(report(A, scope="consolidated").current, "general_budget", "合计 9.00")
    assert shown(compare_statement(columns(A), "general_budget").row("")) == ["9.00"]
    own = columns(A, scope="own")
    assert shown(compare_statement(own, "general_budget").row("")) == ["1.00"]
    assert own[0].query == "?scope=own"


def test_columns_are_the_same_where_the_reports_are_asked_for_together():
    for slug in (A, B):
        for scope in ("own", "consolidated"):
            make.sheet(report(slug, scope=scope).current, "summary")
    report(B, 2022)
    departments = list(Department.objects.order_by("slug"))
    named = choose(departments, [2022, 2023], "own", ["summary"])
    within = Disclosure.objects.published().filter(department__in=Department.objects.all())
    assert choose(departments, [2022, 2023], "own", ["summary"], within) == named
    assert [column.held for column in named] == [False, True, True, True]
    assert [column.scope for column in named if column.held] == ["own"] * 3
    assert {state for column in named for state, _ in column.sheets} == {"summary"}


def test_the_words_of_a_basis_are_of_the_language_that_is_spoken():
    basis = columns(report().department.slug)[0].basis("full_year", "fiscal")
    chinese = {"scope": "本级", "extent": "范围未注明", "funds": "财政拨款", "budget": "全年预算"}
    assert words_of(basis) == chinese
    with override("en"):
        english = words_of(basis)
        assert english.keys() == chinese.keys()
        assert not re.search(r"[\u3400-\u9fff]", "".join(english.values()))
    assert words_of(basis) == chinese


def test_what_is_not_published_is_not_held():
    make.disclosure(office(), 2023, published=False)
    assert not columns(A)[0].held


def test_reasons_stand_side_by_side_on_one_scale():
    for slug, change, percent in ((A, "6846.88", "228.7"), (B, "14686.66", "259.27")):
        make.change_claim(
            report(slug).current, "expenditure_total", "20351.37", change, percent, reason="贴息增加。"
        )
    first, second = compare_headlines(columns(A, B)).reasons
    assert first.stated.words == "增 6,846.88，增长 228.7%"
    assert (second.text, second.share, second.base_share) == ("贴息增加。", "1.0000", "0.2783")


def test_reasons_of_own_and_consolidated_have_no_common_scale():
    for slug, scope in ((A, "own"), (B, "consolidated")):
        make.change_claim(report(slug, scope=scope).current, "expenditure_total", "20.00", "10.00", "100")
    assert [reason.share for reason in compare_headlines(columns(A, B)).reasons] == ["", ""]


def test_three_public_changes_of_different_money_have_no_common_scale():
    for slug, funds in ((A, "fiscal"), (B, "general_budget")):
        of = report(slug)
        three_public(of, "initial", funds)
        make.change_claim(of.current, ACTUAL, "43.43", "10.00", "30")
    for found in (
        compare_statement(columns(A, B), "three_public"),
        compare_measures(columns(A, B), [ACTUAL]),
    ):
        assert [reason.share for reason in found.reasons] == ["", ""]


def test_the_reasons_of_all_columns_are_of_one_measure():
    first, second = report(A), report(B)
    make.change_claim(first.current, "expenditure_total", "20.00", "10.00", "100")
    make.change_claim(first.current, "income_total", "20.00", "10.00", "100")
    make.change_claim(second.current, "income_total", "9.00", "3.00", "50")
    assert [str(reason.value) for reason in compare_headlines(columns(A, B)).reasons] == ["20.00", "9.00"]
    make.change_claim(second.current, "expenditure_current", "8.00", "3.00", "60")
    assert [str(reason.value) for reason in compare_headlines(columns(A, B)).reasons] == ["20.00", "9.00"]


def test_an_info_is_never_shown_as_a_contradiction():
    of = report(A)
    claim = make.change_claim(of.current, "expenditure_total", "20.00", "10.00", "100", outcome="")
    make.finding(of.current, "P_CHANGE", "fail", "info", claim=claim)
    assert compare_headlines(columns(A)).reasons[0].stated.outcome == "info"
