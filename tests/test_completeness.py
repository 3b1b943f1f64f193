"""What a report discloses, item by item."""

import pytest

from disclosures import completeness
from disclosures.completeness import ITEMS, Held, Rows, cards, rows_of, scorecard, scorecards
from disclosures.models import Scorecard
from ingest import store
from tests import builders as make
from tests.ingest.reports import a_report
from tests.ingest.test_store import an_upload
from tests.site import reports

NINE = (
    "summary revenue expenditure appropriation_summary general_budget basic_by_economic "
    "government_funds state_capital three_public"
).split()


def card(disclosure):
    return {state.item.id: state for state in scorecard(rows_of([disclosure])[disclosure.pk])}


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
    assert card(of)["R14"].state == Held.PARTLY
    make.evaluation(of.current, "整体", kind="department")
    assert card(of)["R14"].state == Held.GIVEN


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("咨询电话：027-86861234。", Held.GIVEN),
        ("联系方式 (021)52564588", Held.GIVEN),
        ("公开咨询电话：88936147", Held.GIVEN),
        ("联系 电话：13912345678", Held.GIVEN),
        ("监督举报电话：027-86861234。", Held.PARTLY),
        ("电话费支出12345678元。", Held.MISSING),
        ("负责区长专线电话工作，全年接听 86861234 次以上。", Held.MISSING),
        ("开通热线，投入86861234元。", Held.MISSING),
    ],
)
def test_a_phone_number_is_one(of, text, held):
    make.passage(of.current, "", "其他", text, part=4)
    assert card(of)["R23"].state == held


def test_a_phone_for_questions_outweighs_one_for_complaints(of):
    make.passage(of.current, "", "其他", "监督电话：027-86861234。", "咨询电话：027-86865678。", part=4)
    assert card(of)["R23"].evidence == "咨询电话：027-86865678"


COVER = "2024 年 9 月 12 日"


@pytest.mark.parametrize(
    ("texts", "held", "said"),
    [
        (
            (COVER,),
            Held.UNKNOWN,
            "没有写财政部门批复决算的日期，20 日无从算起；写明的日期是 2024 年 9 月 12 日",
        ),
        (("本部门决算由区财政局于2024年8月30日批复。",), Held.UNKNOWN, "没有写公开日期"),
        ((COVER, "本部门决算由区财政局于2024年8月30日批复。"), Held.GIVEN, "按所写日期相隔 13 日"),
        (("二〇二四年九月二十日", "区财政局2024年8月31日批复本部门决算。"), Held.GIVEN, "相隔 20 日"),
        (("公开日期：2024-09", "二○二四年九月", "2024年9月1日批复了决算"), Held.UNKNOWN, "最多相隔 29 日"),
        (("2024年9月21日", "区财政局2024年8月31日批复本部门决算。"), Held.UNKNOWN, "最多相隔 21 日"),
        (("2024年8月1日", "区财政局2024年8月31日批复本部门决算。"), Held.UNKNOWN, "前后次序不明"),
        ((COVER, "项目由区发改局于2024年8月30日批复。"), Held.UNKNOWN, "20 日无从算起"),
        ((COVER, "决算于2024年8月30日批复，2024年9月2日转发。"), Held.UNKNOWN, "20 日无从算起"),
        (("2024年13月40日",), Held.UNKNOWN, "20 日无从算起"),
    ],
)
def test_twenty_days_are_counted_only_between_printed_dates(of, texts, held, said):
    make.passage(of.current, "", "", *texts, part=0, page=1)
    found = card(of)["R01"]
    assert (found.state, said in found.evidence) == (held, True), found.evidence


def test_a_date_inside_the_report_is_no_cover_date(of):
    make.passage(of.current, "一", "概况", COVER, part=1)
    assert "写明的日期" not in card(of)["R01"].evidence


def terms(of, *texts):
    make.passage(of.current, "", "第五部分 名词解释", part=5, page=20)
    for number, text in zip("一二三", texts, strict=False):
        make.passage(of.current, number, "基本支出", text, part=5, page=20)


def test_explained_terms_are_counted(of):
    terms(of, "为保障机构运转发生的支出。", "为完成特定任务发生的支出。")
    found = card(of)["R21"]
    assert (found.state, found.spot.page) == (Held.GIVEN, 20)
    assert found.evidence == "解释了 2 个名词，没有发现模板文字"


@pytest.mark.parametrize(
    ("check", "text", "words", "held"),
    [
        ("TX_PLACEHOLDER", "其他。（根据本部门其他专用名词补充解释）", "（根据本部门其他专用名词补充解释）", Held.PARTLY),
        ("TX_LEVEL", "由市级财政拨付的资金。", "市级财政", Held.PARTLY),
        ("TX_PLACEHOLDER", "为保障机构运转发生的支出。", "", Held.GIVEN),
    ],
)  # fmt: skip
def test_words_of_the_template_among_the_terms_are_shown(of, check, text, words, held):
    terms(of, text)
    make.finding(
        of.current, check, "fail", "warning", "模板", found=words or "XX",
        where=[{"page": 20, "statement": None, "row": None, "column": None, "text": words or "XX月"}],
    )  # fmt: skip
    found = card(of)["R21"]
    assert (found.state, words in found.evidence) == (held, True)


def test_a_heading_without_terms_is_not_enough(of):
    terms(of)
    assert card(of)["R21"].state == Held.PARTLY


def test_no_heading_is_missing_only_where_there_is_prose(of):
    assert card(of)["R21"].state == Held.UNKNOWN
    make.passage(of.current, "一", "收入支出决算总体情况说明", "总计1万元。")
    assert card(of)["R21"].state == Held.MISSING


@pytest.mark.parametrize(
    ("title", "part", "held"),
    [
        ("2023年度支出决算表", "第二部分", Held.GIVEN),
        ("支出决算表", "第二部分 2023年度部门决算表", Held.GIVEN),
        ("支出决算表", "第二部分 部门决算表", Held.UNKNOWN),
    ],
)
def test_unit_and_year(of, title, part, held):
    make.passage(of.current, "", part, part=2)
    make.sheet(of.current, "expenditure", "合计 1.00", title=title)
    assert card(of)["R22"].state == held


def test_tables_without_a_unit_are_said(of):
    make.sheet(of.current, "expenditure", "合计 1.00", title="2023年度支出决算表")
    make.finding(of.current, "READ_UNIT", "not_checkable", "warning", "1 张表没有写明金额单位，按万元读取")
    found = card(of)["R22"]
    assert (found.state, found.evidence) == (Held.MISSING, "1 张表没有写明金额单位，按万元读取")


@pytest.mark.parametrize(
    ("percent", "reason", "held"),
    [
        ("90.5", "", Held.PARTLY),
        ("90.5", "压减支出", Held.GIVEN),
        ("100", "", Held.GIVEN),
        ("", "", Held.GIVEN),
    ],
)
def test_items_that_differ_from_their_budget_need_a_reason(of, percent, reason, held):
    make.claim(
        of.current, "completion", "item.2010301", amount="9.05", base="initial_budget",
        percent=percent, reason=reason, section="五",
    )  # fmt: skip
    assert card(of)["R10"].state == held


def kept(of):
    completeness.rebuild(of)
    return Scorecard.objects.get(revision=of.current)


def test_a_kept_card_is_the_judged_one(db, django_assert_num_queries):
    held = reports.all_reports()
    judged = scorecards(held)
    for of in held:
        completeness.rebuild(of)
    with django_assert_num_queries(1):
        assert scorecards(held) == judged


def test_a_card_of_former_rules_is_judged_anew(of):
    card = kept(of)
    card.rules, card.states = "former", [{**one, "state": "given"} for one in card.states]
    card.save()
    assert scorecards([of])[of.pk] == scorecard(rows_of([of])[of.pk])
    completeness.rebuild(of)
    assert Scorecard.objects.get().rules != "former"


def test_what_is_not_published_has_no_card(db):
    completeness.rebuild(make.disclosure(make.department(), published=False))
    assert not Scorecard.objects.exists()


def test_no_units_below_is_a_declaration(of):
    make.passage(of.current, "二", "单位构成", "本部门无下属单位，决算即本级决算。", part=1, page=3)
    found = card(of)["R25"]
    assert (found.state, found.spot.page) == (Held.NIL, 3)


def test_publishing_keeps_the_card(db):
    revision = store.publish(a_report(), an_upload())
    assert scorecards([revision.disclosure])[revision.disclosure_id] == scorecard(
        rows_of([revision.disclosure])[revision.disclosure_id]
    )
    assert revision.scorecard.rules == cards.rules()
