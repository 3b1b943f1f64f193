"""One number over departments and years, districts and years: gaps, sums, one scale, drawings."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from disclosures.comparison.matrix import compare_over_years, compare_places
from disclosures.comparison.ratios import RATIOS
from disclosures.comparison.subjects import of_code, of_measure
from disclosures.models import Department, Region
from disclosures.multiples import panel_chart, strip_chart
from disclosures.pages import comparison_drawings as drawings
from tests import builders as make
from tests.compare.test_statements import A, B, C, report

pytestmark = pytest.mark.django_db
SPENT, PUBLIC = "expenditure_current", "three_public.total.actual"
P = "420107-party-office"


def party():
    return make.department(P, "中共武汉市青山区委员会办公室", function="party-office")


def departments(*slugs):
    found = {d.slug: d for d in Department.objects.select_related("region__parent")}
    return [found[slug] for slug in slugs]


def spent(slug, year, value, scope="own"):
    return make.figure(report(slug, year, scope), SPENT, value)


def over_years(*slugs, years=(2022, 2023), subject=None, **more):
    return compare_over_years(departments(*slugs), years, subject or of_measure(SPENT), **more)


def shown(line):
    return [cell.shown for cell in line.cells]


def test_a_gap_is_a_gap():
    spent(A, 2021, "5.00")
    spent(A, 2023, "7.00")
    spent(B, 2022, "9.00")
    first, second = over_years(A, B, years=(2021, 2022, 2023)).lines
    assert shown(first) == ["5.00", "", "7.00"]
    assert [str(cell.state) for cell in first.cells] == ["amount", "not_held", "amount"]
    assert shown(second) == ["", "9.00", ""]
    assert first.cells[2].delta.words == "增 2.00（相隔 2 年，不是同比）"


def test_own_beside_consolidated_stands_off_the_scale():
    spent(A, 2022, "5.00")
    spent(A, 2023, "6.00")
    spent(B, 2023, "9.00", "consolidated")
    found = over_years(A, B)
    assert [refusal.rule for refusal in found.refused] == ["scope"]
    assert [line.fits for line in found.lines] == [(True, True), (False, False)]
    assert found.lines[1].badges == ((), ("汇总",))
    assert found.badged and found.basis_words == ("本级",)


def test_the_marked_department_sets_the_scale():
    for slug, basis in ((A, "general_budget"), (B, "fiscal"), (C, "fiscal")):
        make.figure(report(slug), PUBLIC, "3.00", basis=basis)
    subject = of_measure(PUBLIC)
    alone = over_years(A, B, C, years=(2023,), subject=subject, marked=A)
    assert [line.fits for line in alone.lines] == [(True,), (False,), (False,)]
    assert alone.lines[1].badges == (("财政拨款",),)
    assert [refusal.rule for refusal in alone.refused] == ["funds"]
    assert drawings.strip(alone) is None
    assert [line.fits for line in over_years(A, B, C, years=(2023,), subject=subject).lines] == [
        (False,), (True,), (True,),
    ]  # fmt: skip


def test_money_of_no_stated_kind_stands_on_no_scale():
    for slug in (A, B, C):
        make.figure(report(slug), PUBLIC, "3.00")
    found = over_years(A, B, C, years=(2023,), subject=of_measure(PUBLIC))
    assert not any(any(line.fits) for line in found.lines)
    assert drawings.strip(found) is None


@pytest.mark.parametrize(("code", "value"), [("201", "9.00"), ("20103", "8.00"), ("2010301", "7.00")])
def test_a_code_of_every_level_is_read_from_the_statement(code, value):
    lines = "合计 10.00 6.00 4.00\n201 一般 9.00 5.00 4.00\n20103 政府办 8.00 4.00 4.00\n2010301 行政运行 7.00 7.00 ."
    make.sheet(report(A).current, "expenditure", lines)
    report(B)
    found = over_years(A, B, years=(2023,), subject=of_code(code, "expenditure", "1"))
    assert shown(found.lines[0]) == [value]
    cell = found.lines[0].cells[0]
    assert (cell.statement, cell.row, cell.number) == ("expenditure", code, "1")
    assert str(found.lines[1].cells[0].state) == "missing"


def test_a_blank_of_a_code_is_blank_and_a_code_that_is_not_there_says_so():
    make.sheet(report(A).current, "expenditure", "合计 10.00 6.00 4.00\n2010301 行政运行 7.00 7.00 .")
    blank = over_years(A, years=(2023,), subject=of_code("2010301", "expenditure", "3"))
    absent = over_years(A, years=(2023,), subject=of_code("2010302", "expenditure", "1"))
    assert str(blank.lines[0].cells[0].state) == "blank"
    assert str(absent.lines[0].cells[0].state) == "no_row"


def test_a_code_as_a_share_of_its_own_statement():
    make.sheet(report(A).current, "expenditure", "合计 10.00 6.00 4.00\n2010301 行政运行 7.00 7.00 .")
    found = over_years(A, years=(2023,), subject=of_code("2010301", "expenditure", "1", RATIOS["share"]))
    cell = found.lines[0].cells[0]
    assert cell.shown == "70.00%"
    assert [operand.shown for operand in cell.operands] == ["7.00", "10.00"]


# Districts


def places(years=(2022, 2023), subject=None, codes=("420107", "420111")):
    regions = [Region.objects.get(pk=code) for code in codes]
    every = Department.objects.select_related("region__parent")
    members = {region.code: [d for d in every if d.region_id == region.code] for region in regions}
    return compare_places(regions, members, years, subject or of_measure(SPENT))


def test_a_sum_says_what_it_is_of():
    spent(A, 2023, "5.00")
    make.figure(make.disclosure(party(), 2023), SPENT, "2.50")
    spent(B, 2022, "9.00")
    first, second = places().districts
    assert [(total.shown, total.given, total.known) for total in first.sums] == [("", 0, 2), ("7.50", 2, 2)]
    assert [(total.shown, total.given, total.known) for total in second.sums] == [("9.00", 1, 1), ("", 0, 1)]


def test_different_money_is_not_added_up():
    make.figure(report(A), PUBLIC, "5.00", basis="fiscal")
    make.figure(make.disclosure(party(), 2023), PUBLIC, "2.50", basis="general_budget")
    report(B)
    total = places((2023,), of_measure(PUBLIC)).districts[0].sums[0]
    assert (total.total, total.why) == (None, "资金口径不同，不相加")


def test_quotients_are_not_added_up():
    for value, slug in (("50.00", A), ("60.00", B)):
        of = spent(slug, 2023, "200.00").disclosure
        make.figure(of, "class.201", value)
    total = places((2023,), of_measure("class.201", RATIOS["share"])).districts[0].sums[0]
    assert (total.total, total.why) == (None, "比值不相加")


def test_sums_of_different_departments_are_not_drawn():
    spent(A, 2022, "5.00")
    spent(A, 2023, "6.00")
    make.figure(make.disclosure(party(), 2023), SPENT, "2.50")
    spent(B, 2022, "9.00")
    found = places()
    assert "各年有数的部门不同" in drawings.district_panels_refused(found)
    assert drawings.district_panels(found) == ()


def test_sums_of_the_same_departments_are_drawn():
    for slug in (A, B):
        for year, value in ((2022, "5.00"), (2023, "8.00")):
            spent(slug, year, value)
    for slug, code in (("420107-p", "420107"), ("420111-p", "420111")):
        office = make.department(slug, f"{code}委办", code, function="party-office")
        for year in (2022, 2023):
            make.figure(make.disclosure(office, year), SPENT, "2.00")
    found = places()
    assert drawings.district_panels_refused(found) == ""
    panels = drawings.district_panels(found)
    assert [[point.shown for point in panel.points] for panel in panels] == [["7.00", "10.00"]] * 2
    assert [point.share for point in panels[0].points] == [0.7, 1.0]


# Drawings


def test_panels_stand_on_one_scale_and_leave_gaps():
    spent(A, 2021, "5.00")
    spent(A, 2023, "10.00")
    spent(B, 2022, "2.00")
    spent(B, 2023, "4.00", "consolidated")
    found = over_years(A, B, years=(2021, 2022, 2023))
    first, second = drawings.panels(found)
    assert [point.share for point in first.points] == [0.5, None, 1.0]
    assert [point.share for point in second.points] == [None, 0.2, None]
    assert [point.unlike for point in second.points] == [False, False, True]


def test_the_drawings_say_what_the_table_says():
    for slug, value in ((A, "5.00"), (B, "20.00"), (C, "11.00")):
        spent(slug, 2022, "1.00")
        spent(slug, 2023, value)
    found = over_years(A, B, C, marked=A)
    for line, panel in zip(found.lines, drawings.panels(found), strict=True):
        drawn = panel_chart(panel, "x")
        said = re.findall(r"(\d{4}) 年 ([\d,.]+)", drawn)
        assert said == [(str(cell.column.year), cell.shown) for cell in line.cells]
    strip = drawings.strip(found)
    assert {dot.label: dot.shown for dot in strip.dots} == {
        line.department.region.name: line.cells[1].shown for line in found.lines
    }
    assert strip.median == Decimal("11.00")
    svg = strip_chart(strip, "s")
    assert re.findall(r"<circle[^>]*><title>([^<]*)", svg) == ["洪山区 20.00", "武昌区 11.00", "青山区 5.00"]
    places_drawn = [float(x) for x in re.findall(r'<circle cx="([\d.]+)%"', svg)] or [
        float(x) for x in re.findall(r'cx="([\d.]+)%"', svg)
    ]
    assert places_drawn == [98.0, 54.8, 26.0]  # 2 % + 96 % × value ÷ 20
    assert "高于其中 0 个" in strip.sentence and 'class="now"' in svg


# The page


def ask(client, query, name="compare"):
    return client.get(reverse(name) + query)


@pytest.fixture
def held():
    for slug in (A, B, C):
        for year, value in ((2022, "5.00"), (2023, "8.00")):
            of = spent(slug, year, value).disclosure
            make.sheet(of.current, "expenditure", f"合计 {value}\n2010301 行政运行 {value}")


@pytest.mark.parametrize(
    "query",
    [
        f"?o={A},{B}&y=2022,2023&m={SPENT}",
        f"?o={A}&y=2022,2023&code=2010301",
        f"?d=420107,420111&y=2022,2023&m={SPENT}",
        "?d=420107,420111&y=2023&code=2010301",
        f"?d=420100&y=2022,2023&m={SPENT}&f=government-office",
        f"?d=420107&y=2023&m={SPENT}&f=government-office",
        f"?peers={A}&y=2022,2023&m={SPENT}",
    ],
)
def test_the_number_and_its_cell_are_on_the_page(client, held, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        response = ask(client, query)
    page = response.content.decode()
    assert response.status_code == 200
    assert ">8.00" in page and f"/o/{A}/2023/t/" in page
    assert "未调整价格" in page
    for name in ("compare-csv", "compare-xlsx"):
        assert ask(client, query, name).status_code == 200


def test_the_state_is_in_every_link(client, held):
    page = ask(client, f"?o={A},{B}&y=2022,2023&m=class.201&n=share").content.decode()
    assert f"/compare/?o={A},{B}&amp;y=2023&amp;m=class.201&amp;n=share" in page  # without 2022
    assert f'/compare/?o={A},{B}&amp;y=2022,2023&amp;m=class.201"' in page  # the plain numbers
    assert f"/compare.csv?o={A},{B}&amp;y=2022,2023&amp;m=class.201&amp;n=share" in page


def test_a_code_without_years_takes_those_held(client, held):
    assert (
        ask(client, f"?o={A}&code=2010301").url
        == f"/compare/?o={A}&y=2022,2023&t=expenditure&c=1&code=2010301"
    )


def test_many_departments_make_a_table_of_one_number(client, held):
    others = [make.department(f"420107-x{n}", f"青山区{n}局", "420107") for n in range(4)]
    for other in others:
        make.figure(make.disclosure(other, 2023), SPENT, "1.00")
    slugs = ",".join([A, *(other.slug for other in others)])
    page = ask(client, f"?o={slugs}&y=2023&m={SPENT}").content.decode()
    assert "青山区3局" in page and "中位数 1.00" in page


def test_the_reasons_stand_beside_the_matrix(client, held):
    of = report(A, 2024)
    make.figure(of, SPENT, "9.00")
    make.change_claim(of.current, SPENT, "9.00", "1.00", "12.5", reason="人员增加")
    page = ask(client, f"?o={A},{B}&y=2023,2024&m={SPENT}").content.decode()
    assert "报告所述原因：“人员增加”" in page
