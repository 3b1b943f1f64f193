"""The 三公 board: its rows, its order, what it refuses to rank, and its CSV."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from disclosures.comparison import board as boards
from disclosures.comparison import board_lines
from disclosures.comparison.board import BoardQuery
from disclosures.models import Department
from tests import builders as make

pytestmark = pytest.mark.django_db

OFFICES = {
    "420107-government-office": ("武汉市青山区人民政府办公室", "420107"),
    "420107-party-office": ("中共武汉市青山区委员会办公室", "420107"),
    "420111-government-office": ("武汉市洪山区人民政府办公室", "420111"),
    "420106-government-office": ("武汉市武昌区人民政府办公室", "420106"),
}
A, P, B, C = OFFICES


def report(slug, year=2023, actual=None, budget=None, basis="initial+general_budget", scope="own", **parts):
    name, code = OFFICES[slug]
    of = make.disclosure(make.department(slug, name, code), year, scope)
    if actual:
        make.figure(of, "three_public.total.actual", actual, basis=basis)
    if budget:
        make.figure(of, "three_public.total.budget", budget, basis=basis)
    for part, value in parts.items():
        make.figure(of, f"three_public.{part}.actual", value, basis=basis)
    return of


def derive():
    """What publishing does."""
    for department in Department.objects.all():
        board_lines.rebuild(department)


def board(query):
    derive()
    return boards.board(query)


def ordered(found, sort="-actual"):
    return boards.board(replace(found.query, sort=sort)).rows()


def slugs(sort="-actual", **query):
    return [row.column.slug for row in ordered(board(BoardQuery(**query)), sort)]


def rows(**query):
    return {row.column.slug: row for row in board(BoardQuery(**query)).rows()}


def test_rate_and_difference_of_one_report():
    report(A, actual="43.43", budget="43.38")
    row = rows()[A]
    assert (row.rate, row.over) == (Decimal("100.12"), Decimal("0.05"))


@pytest.mark.parametrize(("budget", "basis"), [("0.00", "initial+fiscal"), ("2.00", "fiscal"), (None, "")])
def test_no_rate_without_a_named_denominator(budget, basis):
    report(A, actual="1.00", budget=budget, basis=basis)
    assert rows()[A].rate is None


def test_those_without_a_number_come_last_whichever_way():
    report(A, actual="1.00")
    report(B, actual="2.00")
    report(C)
    assert slugs("-actual") == [B, A, C]
    assert slugs("actual") == [A, B, C]


def test_equal_bases_are_ranked_and_equal_numbers_share_a_rank():
    for slug, actual in ((A, "2.00"), (B, "2.00"), (C, "1.00")):
        report(slug, actual=actual)
    assert [row.rank for row in ordered(board(BoardQuery()))] == [1, 1, 3]


@pytest.mark.parametrize(
    "other", [{"basis": "initial+fiscal"}, {"scope": "consolidated"}, {"year": 2022}, {"basis": "initial"}]
)
def test_different_bases_are_listed_without_ranks(other):
    report(A, actual="2.00")
    report(B, **{"actual": "1.00", **other})
    found = board(BoardQuery())
    assert not found.ranked
    assert [row.rank for row in ordered(found)] == [None, None]


def test_rates_of_different_budgets_are_sorted_within_their_basis():
    report(A, actual="1.00", budget="2.00", basis="initial+fiscal")
    report(B, actual="1.50", budget="2.00", basis="full_year+fiscal")
    report(C, actual="2.00", budget="2.00", basis="initial+fiscal")
    found = board(BoardQuery())
    assert found.ranked and not found.rates_ranked
    assert slugs("-rate") == [B, C, A]
    assert [row.rank for row in ordered(found, "-rate")] == [None, None, None]


def test_one_basis_is_asked_for():
    report(A, actual="1.00", budget="2.00", basis="initial+fiscal")
    report(B, actual="1.50", budget="2.00", basis="full_year+fiscal")
    assert slugs(basis="initial.fiscal.own") == [A]
    assert slugs(basis="full_year") == [B]
    assert set(board(BoardQuery(basis="full_year")).choices) == {
        ("initial", "fiscal", "own"),
        ("full_year", "fiscal", "own"),
    }


def test_district_city_and_year():
    report(A, actual="1.00")
    report(B, 2022, actual="1.50")
    assert slugs(district="420107") == [A]
    assert slugs(district="420100") == [B, A]
    assert slugs(year=2022) == [B]


def test_another_item():
    report(A, actual="9.00", reception="0.11")
    assert rows(item="reception")[A].actual.value == Decimal("0.11")


def test_the_change_that_the_report_states_goes_first():
    of = report(A, actual="23.98")
    make.change_claim(of.current, "three_public.total.actual", "23.98", "6.73", "21.91", direction="decrease")
    row = rows()[A]
    assert (row.change.words, row.computed, row.change.outcome) == ("减 6.73，下降 21.91%", False, "pass")


def test_a_small_base_shows_no_rate():
    of = report(A, actual="0.65")
    make.change_claim(of.current, "three_public.total.actual", "0.65", "0.23", "53.9", outcome="rounding")
    change = rows()[A].change
    assert (change.words, change.small) == ("增 0.23", True)


def test_the_year_before_is_computed_where_its_basis_is_the_same():
    report(A, 2022, actual="10.00")
    report(A, 2023, actual="12.00")
    (row,) = board(BoardQuery(year=2023)).rows()
    assert (row.change.words, row.computed) == ("增 2.00，增长 20.00%", True)


@pytest.mark.parametrize("other", [{"basis": "initial+fiscal"}, {"scope": "consolidated"}, {"basis": ""}])
def test_the_year_before_on_another_basis_gives_no_change(other):
    report(A, 2022, **{"actual": "10.00", **other})
    report(A, 2023, actual="12.00")
    (row,) = board(BoardQuery(year=2023)).rows()
    assert row.change is None


def test_a_picture_and_a_number_of_the_narrative():
    of = report(B)
    make.sheet(of.current, "three_public", state="picture", basis_funds="fiscal")
    make.figure(of, "three_public.total.actual", "41.11", section="九")
    row = rows()[B]
    assert row.actual.told
    assert {str(part.state) for part in row.parts} == {"picture"}


def test_the_page_says_what_it_refuses(client):
    report(A, actual="43.43", budget="43.38")
    report(B, actual="41.11", budget="41.11", basis="full_year+fiscal")
    derive()
    page = client.get(reverse("sangong")).content.decode()
    assert "不编名次" in page
    assert "资金口径不同" in page
    for words in ("年初预算", "全年预算", "占年初预算", "一般公共预算", "财政拨款"):
        assert words in page


@pytest.mark.parametrize(
    "query",
    [
        "?y=20x3", "?y=99999", "?d=%00", "?item=nonsense", "?b=a.b", "?sort=nonsense", "?page=99", "?page=0",
        "?y=２０２３", "?page=x", "?d=" + "9" * 500, "?kind=%00", "?kind=" + "a" * 200, "?over=yes",
        "?sort=-rate&sort=nonsense", "?sort=--actual", "?sort=disclosure__current",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_answered(client, query):
    report(A, actual="1.00")
    derive()
    page = client.get(reverse("sangong") + query)
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    for name in ("sangong-csv", "sangong-xlsx"):
        status = client.get(reverse(name) + query).status_code
        assert status == (200 if query.startswith("?page") else 400)


@pytest.mark.parametrize(
    "query", ["?sort=", "?y=&d=&item=&b=&kind=&over=", "?sort=-rate&sort=name", "?kind=nobody"]
)
def test_what_is_left_open_in_the_address_is_all(client, query):
    report(A, actual="1.00")
    derive()
    for name in ("sangong", "sangong-csv", "sangong-xlsx"):
        assert client.get(reverse(name) + query).status_code == 200


def test_a_district_without_reports_is_not_found(client):
    report(A, actual="1.00")
    derive()
    page = client.get(reverse("sangong") + "?d=999999")
    assert page.status_code == 404
    assert "该地区还没有收录报告" in page.content.decode()


def read(response):
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert "\r\n" in text and "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_csv_has_exactly_the_rows_of_the_page(client):
    report(A, actual="1043.43", budget="43.38", abroad="2.71")
    report(B, actual="41.11", budget="41.11", basis="full_year+fiscal")
    report(C, 2022, actual="9.00")
    derive()
    records = read(client.get(reverse("sangong-csv") + "?y=2023&sort=actual"))
    assert [record["org"] for record in records] == [B, A]
    assert records[1]["决算（万元）"] == "1043.43"
    assert records[1]["预算数口径"] == "年初预算"
    assert records[1]["因公出国（境）费状态"] == "有数"
    assert records[1]["公务接待费状态"] == "未公开此表"


@pytest.mark.parametrize("reports", [1, 12])
def test_the_queries_do_not_grow_with_the_reports(client, django_assert_max_num_queries, reports):
    for place in range(reports):
        slug = f"420107-office-{place}"
        of = make.disclosure(make.department(slug, f"青山区第{place}办公室"), 2023)
        make.figure(of, "three_public.total.actual", "1.00", basis="fiscal")
        make.change_claim(of.current, "three_public.total.actual", "1.00", "0.50", "100")
    derive()
    with django_assert_max_num_queries(12):
        client.get(reverse("sangong") + "?y=2023")
