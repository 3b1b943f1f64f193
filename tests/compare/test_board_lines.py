"""The board in the database says what it would say in Python: order, ranks, filters, counts, files, caption."""

import csv
import io
import re
from decimal import Decimal
from itertools import product

import openpyxl
import pytest
from django.urls import reverse

from disclosures.comparison import board_lines
from disclosures.comparison.board import PARTS, SORT_KEYS, BoardQuery, board
from disclosures.comparison.unit_costs import UNIT_COSTS
from disclosures.models import BoardLine, Department
from ingest.management.commands.serve import derive_what_is_new
from tests import builders as make
from tests.site.conftest import words

pytestmark = pytest.mark.django_db


def derive():
    for department in Department.objects.all():
        board_lines.rebuild(department)


def report(place, year=2023, basis="initial+general_budget", scope="own", name="", code="420107", **numbers):
    """``numbers``: item__kind of 三公, as printed."""
    department = make.department(f"{code}-office-{place}", name or f"青山区第{place}办公室", code)
    of = make.disclosure(department, year, scope)
    for key, value in numbers.items():
        measure = f"three_public.{key.replace('__', '.')}"
        make.figure(of, measure, value, **({} if key.endswith(COUNTS) else {"basis": basis}))
    return of


COUNTS = ("count", "persons", "batches")


@pytest.fixture
def mixed(db):
    """Ties, gaps, two budgets, two years, costs."""
    for place, (actual, budget) in enumerate(
        product(("2.00", "0.00", None, "12.50"), ("2.00", None, "0.00", "7.10"))
    ):
        numbers = {"total__actual": actual, "total__budget": budget}
        numbers |= {"vehicle_operation__actual": actual, "vehicle__count": str(place % 3)}
        numbers |= {"reception__actual": "0.11", "reception__persons": "14"} if place % 2 else {}
        given = {key: value for key, value in numbers.items() if value is not None}
        basis = ("initial" if place % 3 else "full_year") + "+fiscal"
        report(place, 2022 + place % 2, basis, **given)
        if place % 4 == 0:
            report(place, 2023 - place % 2, basis, **given)
    derive()


def value_of(row, key):
    """What a row is sorted by, from the row itself."""
    if key in PARTS:
        return row.parts[PARTS.index(key)].value
    costs = {rule.key: cost and cost.fen for rule, cost in zip(UNIT_COSTS, row.units, strict=True)}
    if key in costs:
        return costs[key]
    if key == "change":
        return row.change.change if row.change else None
    found = getattr(row, key)
    return found.value if key in ("actual", "budget") else found


def reference(rows, key, falling, grouped):
    """The order in plain Python: stable sorts from the least to the most significant."""
    rows = sorted(rows, key=lambda row: (row.column.slug, row.column.year))
    if key == "name":
        return sorted(rows, key=lambda row: row.column.name, reverse=falling)
    valued = sorted(
        (row for row in rows if value_of(row, key) is not None),
        key=lambda row: value_of(row, key),
        reverse=falling,
    )
    lacking = [row for row in rows if value_of(row, key) is None]
    if grouped:
        valued.sort(key=lambda row: (-row.column.year, row.tokens))
        lacking.sort(key=lambda row: (-row.column.year, row.tokens))
    return valued + lacking


def places(rows):
    return [(row.column.slug, row.column.year) for row in rows]


@pytest.mark.parametrize(("key", "sign"), [*product(SORT_KEYS, ("", "-"))])
def test_the_database_sorts_as_python_does(mixed, key, sign):
    for year in (None, 2023):
        found = board(BoardQuery(year=year, sort=sign + key))
        rows = found.rows()
        assert places(rows) == places(reference(rows, key, sign == "-", found.grouped))
        assert len(rows) == found.count


def test_pages_follow_each_other_and_keep_their_ranks(db):
    for place, actual in enumerate(("3.00", "2.00", "2.00", "2.00", "1.00")):
        report(place, total__actual=actual)
    derive()
    found = board(BoardQuery())
    assert [row.rank for row in found.rows()] == [1, 2, 2, 2, 5]
    for cut in range(1, 5):
        assert [row.rank for row in found.rows(0, cut) + found.rows(cut)] == [1, 2, 2, 2, 5]


def test_nothing_that_is_absent_is_zero(db):
    report(1, total__actual="0.00")
    report(2)
    derive()
    given, absent = BoardLine.objects.filter(item="total").order_by("slug")
    assert (given.actual, given.budget, given.rate) == (0, None, None)
    assert (absent.actual, absent.per_vehicle, absent.change) == (None, None, None)


def test_the_year_before_changes_the_line_of_the_next(db):
    report(1, 2023, total__actual="12.00")
    derive()
    assert BoardLine.objects.get(item="total").change is None
    report(1, 2022, total__actual="10.00")
    derive()
    assert BoardLine.objects.get(item="total", year=2023).change == make.fen("2.00")


def test_lines_that_are_lacking_are_made_at_the_start_and_no_others(db):
    of = report(1, total__actual="12.00")
    make.disclosure(make.department("420107-unseen", "青山区未公开局"), published=False)
    board_lines.rebuild_lacking()
    assert BoardLine.objects.count() == 6
    of.current = None
    of.save()
    assert board_lines.rebuild_lacking() == 0
    assert board_lines.rebuild(of.department) == 0
    assert not BoardLine.objects.exists()


def test_the_start_of_the_site_fills_an_empty_board(db):
    report(1, total__actual="1.00")
    derive_what_is_new()
    assert board(BoardQuery()).count == 1


def test_kind_and_over_budget_are_filters(db):
    report(1, name="武汉市青山区财政局", total__actual="3.00", total__budget="2.00")
    report(2, name="武昌区财政局", code="420106", total__actual="1.00", total__budget="2.00")
    report(3, name="武汉市青山区教育局", total__actual="9.00")
    derive()
    names = [row.column.name for row in board(BoardQuery(kind="finance-bureau")).rows()]
    assert names == ["青山区财政局", "武昌区财政局"]
    assert [row.column.name for row in board(BoardQuery(over=True)).rows()] == ["青山区财政局"]
    assert board(BoardQuery(kind="finance-bureau", district="420106", over=True)).count == 0


def test_the_form_offers_kinds_that_several_departments_have(client, db):
    report(1, name="武汉市青山区财政局", total__actual="3.00")
    report(2, name="武昌区财政局", code="420106", total__actual="1.00")
    report(3, name="武汉市青山区教育局", total__actual="9.00")
    derive()
    page = client.get(reverse("sangong")).content.decode()
    assert 'value="finance-bureau"' in page
    assert 'value="education-bureau"' not in page
    asked = client.get(reverse("sangong") + "?kind=education-bureau").content.decode()
    assert '<option value="education-bureau" selected>教育局' in asked


def test_a_unit_cost_needs_both_numbers_of_one_report(client, db):
    report(
        1,
        vehicle_operation__actual="20.81",
        vehicle__count="7",
        reception__actual="0.11",
        reception__persons="14",
    )
    report(2, vehicle_operation__actual="20.81", vehicle__count="0", abroad__persons="3")
    derive()
    costs = {row.column.slug[-1]: row.units for row in board(BoardQuery(item="vehicle")).rows()}
    shown = {cost.rule.key: (cost.value, cost.rule.per, cost.caution) for cost in costs["1"] if cost}
    assert shown == {
        "per_vehicle": (Decimal("2.97"), "万元/辆", ""),
        "per_guest": (Decimal("78.57"), "元/人次", "金额小"),
    }
    assert costs["2"] == (None,) * len(UNIT_COSTS)
    page = words(client.get(reverse("sangong")).content.decode()).replace(" ", "")
    assert "÷7辆＝2.97万元/辆" in page
    assert "÷14人次＝78.57元/人次金额小" in page


def of_csv(client, query):
    text = client.get(reverse("sangong-csv") + query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def of_xlsx(client, query):
    content = client.get(reverse("sangong-xlsx") + query).content
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "query", ["", "?y=2023&sort=-rate", "?sort=name&item=reception", "?over=1&sort=actual"]
)
def test_csv_and_workbook_hold_the_rows_of_the_table(client, mixed, query):
    plain, book = of_csv(client, query), of_xlsx(client, query)
    sheet = [["" if value is None else value for value in row] for row in book.worksheets[0].values]
    assert plain[0] == sheet[0]
    for text, typed in zip(plain[1:], sheet[1:], strict=True):
        for written, value in zip(text, typed, strict=True):
            number = isinstance(value, int | float)
            assert Decimal(written) == Decimal(str(value)) if number else written == value
    page = client.get(reverse("sangong") + query).content.decode()
    shown = re.findall(r'<th scope="row"[^>]*>.*?<a href="/o/([^/]+)/(\d+)/', page)
    assert shown == [(row[0], row[3]) for row in plain[1:]][:25]


def test_the_workbook_is_typed_and_says_what_it_holds(client, mixed):
    book = of_xlsx(client, "?y=2023")
    first, notes = book.worksheets
    header = [cell.value for cell in first[1]]
    row = dict(zip(header, first[2], strict=True))
    assert row["决算（万元）"].data_type == "n"
    assert (row["地区代码"].value, row["地区代码"].data_type) == ("420107", "s")
    said = dict(notes.values)
    assert said["网址"].endswith("/sangong/?y=2023")
    assert "2023 年" in said["说明"]
    assert {"单位", "来源", "下载日期", "每辆运行"} <= said.keys()


def caption(client, query=""):
    return words(
        re.search(r'<p id="tushuo">(.*?)</p>', client.get(reverse("sangong") + query).content.decode())[1]
    )


def test_the_caption_names_both_ends_where_the_rows_stand_in_one_order(client, db):
    for place, actual in enumerate(("3.00", "2.00", "0.50", "0.50"), start=1):
        report(place, total__actual=actual)
    report(9)
    derive()
    assert caption(client, "?y=2023&d=420107") == (
        "2023 年湖北省武汉市青山区“三公”经费决算（一般公共预算，本级）：已收录 5 份报告，4 份有数。"
        "最高的是青山区第1办公室，3.00 万元；最低的是青山区第3办公室、青山区第4办公室，0.50 万元。"
        "这些报告合计 6.00 万元，不是全部部门的合计。"
    )


def test_the_caption_refuses_where_the_bases_differ(client, mixed):
    said = caption(client)
    assert "不排名次，不合计" in said
    assert "最高" not in said and "合计 " not in said
    assert "没有符合条件的报告" in caption(client, "?kind=nobody")


def test_one_report_or_equal_ones_have_no_ends(client, db):
    report(1, total__actual="2.00")
    derive()
    assert caption(client).endswith("1 份有数。青山区第1办公室 2.00 万元。")
    report(2, total__actual="2.00")
    derive()
    assert caption(client).endswith("都是 2.00 万元。")


def test_the_distribution_counts_every_report_once_and_is_drawn_as_counted(client, db):
    for place, actual in enumerate(("0.00", "0.99", "1.00", "4.99", "5.00", "500.00", None)):
        report(place, **({"total__actual": actual} if actual else {}))
    derive()
    page = client.get(reverse("sangong")).content.decode()
    table = re.search(r'<table class="twin">(.*?)</table>', page)[1]
    rows = dict(re.findall(r'<th scope="row">(.*?)</th><td class="r">(\d+)</td>', table))
    assert sum(map(int, rows.values())) == 6
    assert (rows["0"], rows["不足 1"], rows["1 至不足 5"], rows["500 及以上"]) == ("1", "1", "2", "1")
    drawn = dict(re.findall(r'data-of="(.*?)" data-value="(.*?)"', page))
    assert drawn == {row: count for row, count in rows.items() if count != "0"}


def test_rows_that_do_not_stand_in_one_order_have_no_distribution(client, mixed):
    assert "data-axis" not in client.get(reverse("sangong")).content.decode()


@pytest.mark.parametrize(
    "query", ["", "?y=2023", "?sort=-rate&page=2", "?kind=finance-bureau", "?sort=-per_vehicle"]
)
def test_a_page_asks_the_same_number_of_queries_of_many_reports(client, django_assert_max_num_queries, query):
    for place in range(60):
        of = report(place, name=f"青山区{place}财政局", total__actual=f"{place}.00", total__budget="9.00")
        make.change_claim(of.current, "three_public.total.actual", f"{place}.00", "0.50", "10")
    derive()
    with django_assert_max_num_queries(15):
        client.get(reverse("sangong") + query)


def test_an_order_by_the_name_is_that_of_code_points(db):
    for place, name in enumerate(("青山区乙局", "青山区Ａ局", "青山区-局", "青山区a局", "青山区甲局")):
        report(place, name=name)
    derive()
    names = [row.column.name for row in board(BoardQuery(sort="name")).rows()]
    assert names == sorted(names)
