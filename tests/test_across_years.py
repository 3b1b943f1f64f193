"""Two neighbouring reports of one department: what they say of the same year, and what is never compared."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.across_years import rebuild
from disclosures.across_years.amounts import judge, printed
from disclosures.models import AcrossFinding
from ingest import store
from ingest.parsing import facts
from tests import builders as make
from tests.ingest.reports import a_report, change
from tests.ingest.test_store import an_upload

pytestmark = pytest.mark.django_db
NAME = "武汉市青山区人民政府办公室"


def reports(*years, scope="own", names=()):
    """Published reports of one department, of these years; ``names`` as they print it."""
    return [
        make.disclosure(make.department(), year, scope, printed_department=name)
        for year, name in zip(years, names or [NAME] * len(years), strict=True)
    ]


def rebuilt():
    rebuild(make.department())
    return list(AcrossFinding.objects.all())


def one(printed_before, amount="120.00", by="20.00", measure="expenditure_total", names=(), **claim):
    """2022 printed one number, 2023 implies another; the one comparison of them."""
    before, after = reports(2022, 2023, names=names)
    make.figures(before, {measure: printed_before}, basis=claim.pop("before_basis", ""))
    make.change_claim(after.current, measure, amount, by, "20", **claim)
    (found,) = rebuilt()
    return found


def test_two_reports_agree():
    found = one("100.00")
    assert (found.check_id, found.measure, found.year) == ("C_CROSS_YEAR", "expenditure_total", 2022)
    assert (found.outcome, found.found, found.expected) == ("pass", "100.00", "100")
    assert (found.later.year, found.earlier.year) == (2023, 2022)
    assert [place["code"] for place in found.where] == [found.later.code, found.earlier.code]
    assert found.where[1]["statement"] == "summary" and found.where[1]["row"] == "60"


def test_a_restated_year_is_told_without_blame():
    found = one("95.00")
    assert (found.outcome, found.severity, found.difference) == ("fail", "error", "5.00")
    assert found.message == (
        "2023 年报告推算的 2022 年数为 100.00，2022 年报告印为 95.00，上年数可能经过调整。"
    )


@pytest.mark.parametrize(("before", "outcome"), [("100.02", "rounding"), ("100.03", "fail")])
def test_two_hundredths_are_rounding(before, outcome):
    assert one(before).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("支出约120万元，增加20.00万元", "rounding"), ("支出120万元，增加20.00万元", "fail")],
)
def test_an_amount_told_as_about_reaches_farther(text, outcome):
    assert one("100.70", amount="120", text=text).outcome == outcome


def test_amounts_in_yuan_do_not_narrow_the_tolerance():
    assert judge(printed(Decimal("1.234567")), printed(Decimal("1.25"))).outcome == "rounding"


def test_counts_are_compared_exactly():
    found = one("6", "7", "2", measure="three_public.vehicle.count")
    assert (found.outcome, found.found, found.expected) == ("fail", "5", "6")
    assert "为 5，" in found.message


def test_a_decrease_and_no_change_imply_the_year_before():
    before, after = reports(2022, 2023)
    make.figures(before, {"expenditure_total": "140.00", "agency_operation": "9.00"}, section="一")
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "14.3", direction="decrease")
    same = {"amount": "9.00", "base": "prior_year", "base_year": 2022, "direction": "unchanged"}
    make.claim(after.current, "change", "agency_operation", text="与上年持平", **same)
    make.claim(after.current, "change", "income_total", text="与上年基本持平", **same)
    assert {found.measure: found.outcome for found in rebuilt()} == {
        "expenditure_total": "pass",
        "agency_operation": "pass",
    }


def test_another_name_makes_it_a_warning():
    found = one("95.00", names=(NAME, "武汉市青山区政务服务局"))
    assert (found.outcome, found.severity) == ("fail", "warning")
    assert found.message.endswith("；两份报告所印的部门名称不同。")


def test_a_short_form_of_the_name_is_no_other_name():
    assert one("95.00", names=(NAME, "青山区政府办")).severity == "error"


PUBLIC = "three_public.total.actual"


def test_another_basis_is_not_compared():
    found = one("95.00", measure=PUBLIC, basis="fiscal", before_basis="general_budget")
    assert found.outcome == "not_checkable"
    assert "口径不同（财政拨款、一般公共预算），不作对照" in found.message


def test_a_basis_that_one_report_does_not_say_makes_it_a_warning():
    assert one("95.00", measure=PUBLIC, before_basis="fiscal").severity == "warning"


def test_a_number_that_the_earlier_report_does_not_give_is_not_checkable():
    _, after = reports(2022, 2023)
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20")
    (found,) = rebuilt()
    assert (found.outcome, found.found, found.expected) == ("not_checkable", "100.00", "")


@pytest.mark.parametrize(("before", "outcome"), [("95.00", "not_checkable"), ("100.00", "pass")])
def test_a_sentence_that_is_itself_in_doubt_proves_nothing(before, outcome):
    assert one(before, outcome="fail").outcome == outcome


@pytest.mark.parametrize(("second", "outcome"), [({}, "fail"), ({"origin": "ocr"}, "not_checkable")])
def test_a_recognised_cell_proves_nothing(second, outcome):
    before, after = reports(2022, 2023)
    held = make.sheet(before.current, "summary", {"60": "95.00"})
    for row in held.data["rows"]:
        for cell in row["cells"]:
            cell.update(second)
    held.save()
    make.figures(before, {"expenditure_total": "95.00"})
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20")
    (found,) = rebuilt()
    assert (found.outcome, found.expected) == (outcome, "95.00")


@pytest.mark.parametrize("row", ["", "合计", "合 计"])
def test_the_total_of_a_form_by_codes_is_found(row):
    before, after = reports(2022, 2023)
    make.sheet(before.current, "general_budget", "合计 95.00 . .", pages=[11])
    place = {"statement": "general_budget", "row": row, "column": "1"}
    make.figure(before, "general_budget_expenditure", "95.00", **place)
    make.change_claim(after.current, "general_budget_expenditure", "120.00", "20.00", "20")
    (found,) = rebuilt()
    assert (found.outcome, found.expected) == ("fail", "95.00")
    assert (found.where[1]["row"], found.where[1]["column"]) == ("", "1")


def test_sentences_that_imply_the_same_are_one_comparison():
    before, after = reports(2022, 2023)
    make.figures(before, {"expenditure_total": "100.00"})
    for section, change_by, now in (
        ("一", "20.00", "120.00"),
        ("三", "20", "120"),
        ("四", "21.00", "120.00"),
    ):
        make.change_claim(after.current, "expenditure_total", now, change_by, "20", section=section)
    first, second = rebuilt()
    assert (first.outcome, second.outcome) == ("pass", "fail")
    assert [place.get("section") for place in first.where] == ["一", "三", None]


def test_nothing_is_drawn_across_a_missing_year():
    before, after = reports(2021, 2023)
    make.figures(before, {"expenditure_total": "100.00"})
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20")
    assert rebuilt() == []


def test_a_change_against_another_year_is_not_the_year_before():
    before, after = reports(2022, 2023)
    make.figures(before, {"expenditure_total": "95.00"})
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20", base_year=2021)
    make.change_claim(
        after.current, "expenditure_total", "120.00", "20.00", "20", base="initial_budget", base_year=None
    )
    assert rebuilt() == []


def test_own_and_consolidated_reports_are_never_compared():
    (before,) = reports(2022, scope="consolidated")
    (after,) = reports(2023)
    make.figures(before, {"expenditure_total": "95.00"})
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20")
    assert rebuilt() == []


def test_what_is_not_published_is_not_compared():
    before = make.disclosure(make.department(), 2022, published=False)
    (after,) = reports(2023)
    make.figures(before, {"expenditure_total": "95.00"})
    make.change_claim(after.current, "expenditure_total", "120.00", "20.00", "20")
    assert rebuilt() == []


def carryovers(end, begin, statement="summary", ends="59", begins="29"):
    before, after = reports(2022, 2023)
    make.sheet(before.current, statement, {ends: end})
    make.sheet(after.current, statement, {begins: begin})
    return rebuilt()


@pytest.mark.parametrize(
    ("end", "begin", "outcome"),
    [
        ("7.00", "7.00", "pass"),
        ("7.00", "7.01", "rounding"),
        ("7.00", "8.00", "fail"),
        (".", "8.00", "not_checkable"),
        ("7.00", ".", "not_checkable"),
    ],
)
def test_a_year_begins_with_what_the_last_one_ended_with(end, begin, outcome):
    (found,) = carryovers(end, begin)
    assert (found.check_id, found.measure, found.outcome) == ("C_OPENING", "carryover_begin", outcome)
    assert found.severity == "warning"


@pytest.mark.parametrize(("end", "begin"), [(".", "."), ("0.00", ".")])
def test_a_blank_carryover_says_nothing(end, begin):
    assert carryovers(end, begin) == []


def test_fiscal_carryovers_are_compared_by_fund():
    before, after = reports(2022, 2023)
    make.sheet(before.current, "appropriation_summary", {"60": "9.00 5.00 4.00"})
    make.sheet(after.current, "appropriation_summary", {"28": "9.00", "29": "6.00", "30": "3.00"})
    found = {finding.measure: finding.outcome for finding in rebuilt()}
    assert found == {
        "opening.fiscal": "pass",
        "opening.general_budget": "fail",
        "opening.gov_fund": "fail",
    }


def test_a_second_run_gives_the_same():
    one("95.00")
    fields = [field.attname for field in AcrossFinding._meta.fields if field.name != "id"]
    before = list(AcrossFinding.objects.values_list(*fields))
    assert rebuild(make.department()) == 1
    assert list(AcrossFinding.objects.values_list(*fields)) == before


def test_the_latest_pair_comes_first():
    for held in reports(2021, 2022, 2023):
        make.figures(held, {"expenditure_total": "100.00"})
        make.change_claim(held.current, "expenditure_total", "100.00", "0.00", "0")
    assert [(found.position, found.year) for found in rebuilt()] == [(0, 2022), (1, 2021)]


def queries():
    department = make.department()
    with CaptureQueriesContext(connection) as asked:
        rebuild(department)
    return len(asked)


def test_the_cost_does_not_grow_with_other_departments():
    one("95.00")
    before = queries()
    for number in range(5):
        other = make.department(f"420111-other-{number}", f"武汉市洪山区{number}局", "420111")
        for year in (2022, 2023):
            held = make.disclosure(other, year)
            make.figures(held, {"expenditure_total": "100.00"})
            make.change_claim(held.current, "expenditure_total", "100.00", "1.00", "1")
    assert queries() == before <= 12
    for year in (2019, 2020, 2021):
        make.change_claim(reports(year)[0].current, "expenditure_total", "100.00", "1.00", "1")
    assert queries() == before


def report_of(year, amount, by):
    told = change()
    return a_report(
        fiscal_year=year,
        findings=(),
        claims=(
            facts.Claim(
                "change",
                "expenditure_current",
                Decimal(amount),
                told.base,
                year - 1,
                facts.Direction.INCREASE,
                Decimal(by),
                implied_base=Decimal(amount) - Decimal(by),
                section="三",
            ),
        ),
    )


def test_publishing_compares_and_a_further_revision_compares_anew():
    store.publish(report_of(2022, "9840.40", "1.00"), an_upload("a"))
    assert not AcrossFinding.objects.exists()
    store.publish(report_of(2023, "9850.40", "15.00"), an_upload("b"))
    assert AcrossFinding.objects.get().outcome == "fail"
    store.publish(report_of(2023, "9850.40", "10.00"), an_upload("c"))
    assert AcrossFinding.objects.get().outcome == "pass"
