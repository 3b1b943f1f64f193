"""What a report discloses, item by item."""

import pytest

from disclosures.completeness import ITEMS, Held, Rows, scorecard
from tests import builders as make
from tests.site import reports

NINE = (
    "summary revenue expenditure appropriation_summary general_budget basic_by_economic "
    "government_funds state_capital three_public"
).split()


def rows_of(disclosure) -> Rows:
    now = disclosure.current
    return Rows(
        tuple(now.sheets.all()),
        tuple(now.passages.all()),
        tuple(now.claims.all()),
        tuple(disclosure.figures.all()),
        tuple(now.evaluations.all()),
    )


def card(disclosure):
    return {state.item.id: state for state in scorecard(rows_of(disclosure))}


@pytest.fixture
def of(db):
    return make.disclosure(make.department())


def test_there_are_25_items_in_order():
    assert [item.id for item in ITEMS] == [f"R{number:02}" for number in range(1, 26)]


def test_every_item_has_a_state_and_words(db):
    for disclosure in reports.all_reports():
        assert all(state.evidence for state in card(disclosure).values())


def test_a_report_of_which_nothing_is_read_lacks_no_prose():
    """What cannot be seen is not missing."""
    states = {state.item.id: state.state for state in scorecard(Rows())}
    assert states["R01"] == states["R07"] == states["R19"] == states["R21"] == Held.UNKNOWN
    assert states["R02"] == Held.MISSING


def test_pictures_are_neither_given_nor_missing(of):
    for key in NINE:
        make.sheet(of.current, key, state="picture", pages=[4])
    found = card(of)
    for item in ("R02", "R04", "R05", "R15", "R22", "R24"):
        assert found[item].state == Held.PICTURE, item
    assert found["R24"].spot.page == 4


def test_a_statement_that_is_not_there_is_named(of):
    for key in NINE[:-1]:
        make.sheet(of.current, key, "合计 1.00") if key not in (
            "summary",
            "appropriation_summary",
        ) else make.sheet(of.current, key, {})
    found = card(of)["R02"]
    assert found.state == Held.MISSING
    assert "“三公”" in found.evidence


@pytest.mark.parametrize(("state", "held"), [("declared_nil", Held.NIL), ("empty", Held.MISSING)])
def test_an_empty_statement_needs_a_word(of, state, held):
    make.sheet(of.current, "government_funds", state=state, pages=[13])
    found = card(of)["R03"]
    assert (found.state, found.spot.page) == (held, 13)


@pytest.mark.parametrize(("code", "held"), [("2010301", Held.GIVEN), ("201", Held.MISSING)])
def test_functions_are_disclosed_down_to_seven_digits(of, code, held):
    for key in ("revenue", "expenditure", "general_budget"):
        make.sheet(of.current, key, f"{code} 行政运行 1.00")
    assert card(of)["R04"].state == held


def test_an_amount_without_its_reason_is_missing_the_reason(of):
    make.figure(of, "agency_operation", "93.71", section="十", page=28)
    make.passage(of.current, "十", "机关运行经费", "支出93.71万元。", page=28)
    assert "没有找到增减" in card(of)["R11"].evidence
    make.claim(
        of.current, "change", "agency_operation", change="40.47", direction="decrease", reason="口径不同"
    )
    found = card(of)["R11"]
    assert (found.state, found.spot.section, found.spot.page) == (Held.GIVEN, "十", 28)


def test_nothing_bought_is_declared_not_missing(of):
    make.passage(of.current, "十一", "政府采购支出情况", "本年度无政府采购支出。", page=9)
    assert card(of)["R12"].state == Held.NIL


def test_kinds_that_make_up_the_total_leave_none_out(of):
    make.figures(
        of,
        {"procurement.total": "29.95", "procurement.goods": "18.97", "procurement.services": "10.98",
         "procurement.sme": "29.95"},
        section="十一",
    )  # fmt: skip
    assert card(of)["R12"].state == Held.GIVEN


def test_a_kind_of_procurement_that_the_total_needs_is_missing(of):
    make.figures(
        of,
        {"procurement.total": "30.00", "procurement.goods": "18.97", "procurement.sme": "1.00"},
        section="十一",
    )
    make.passage(of.current, "十一", "政府采购支出情况", "总额30.00万元。")
    assert "工程、服务" in card(of)["R12"].evidence


@pytest.mark.parametrize(("amount", "held"), [("0.34", Held.MISSING), ("0.00", Held.NIL)])
def test_counts_are_asked_for_where_money_was_spent(of, amount, held):
    make.figure(of, "three_public.reception.actual", amount)
    assert card(of)["R19"].state == held


def test_counts_that_are_given_are_shown(of):
    make.figure(of, "three_public.reception.actual", "0.65")
    make.figures(
        of, {"three_public.reception.batches": "2", "three_public.reception.persons": "32"}, section="九"
    )
    found = card(of)["R19"]
    assert (found.state, found.evidence) == (Held.GIVEN, "批次 2，人次 32")


def test_a_performance_section_without_forms_is_unknown(of):
    make.passage(of.current, "十三", "预算绩效情况说明", "见附件。")
    assert card(of)["R14"].state == Held.UNKNOWN
    make.evaluation(of.current, "甲项目")
    assert card(of)["R14"].state == Held.GIVEN


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("咨询电话：027-86861234。", Held.GIVEN),
        ("联系方式 (021)52564588", Held.GIVEN),
        ("电话费支出12345678元。", Held.MISSING),
    ],
)
def test_a_phone_number_is_one(of, text, held):
    make.passage(of.current, "", "其他", text, part=4)
    assert card(of)["R23"].state == held


def test_no_units_below_is_a_declaration(of):
    make.passage(of.current, "二", "单位构成", "本部门无下属单位，决算即本级决算。", part=1, page=3)
    found = card(of)["R25"]
    assert (found.state, found.spot.page) == (Held.NIL, 3)
