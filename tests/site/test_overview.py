"""The first page, districts, departments, method."""

import re

import pytest
from django.template.loader import render_to_string

from disclosures.models import Finding
from tests import builders as make
from tests.site import reports
from tests.site.conftest import words


@pytest.fixture
def everything(db):
    return reports.all_reports()


def test_home_says_what_is_held(everything, get):
    text = words(get("/"))
    assert "已收录 3 个地区、4 个部门、5 份部门决算报告，2020—2024 年度" in text
    assert "图片 20,351.37" in text


def test_home_without_reports_has_no_empty_tables(db, get):
    html = get("/")
    assert "还没有收录报告" in html
    assert "<table" not in html


def changes(html):
    return re.findall(r'<li><svg.*?<h3><a href="([^"]+)"', html, re.S)


def test_home_shows_the_largest_changes_that_check_out(everything, get):
    assert changes(get("/")) == [
        "/o/420111-government-office/2023/",
        "/o/420107-government-office/2023/",
        "/o/420106-government-office/2024/",
    ]


def test_a_change_that_does_not_check_out_is_not_shown(everything, get):
    Finding.objects.filter(claim__change="14686.66").update(outcome="fail")
    assert "/o/420111-government-office/2023/" not in changes(get("/"))


def test_a_change_from_a_small_base_is_not_shown(db, get):
    of = make.disclosure(make.department())
    make.change_claim(of.current, "expenditure_total", "900", "899.5", "179900")
    assert changes(get("/")) == []


def test_home_takes_the_same_queries_whatever_it_holds(everything, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/")


def rows(html):
    return re.findall(r'<th scope="row" role="rowheader"><a href="/o/([\w-]+)/', html)


def test_a_district_sorts_its_departments(db, get):
    for slug, total, public in (("a", "10.00", "3.00"), ("b", "20.00", "1.00"), ("c", "15.00", "2.00")):
        of = make.disclosure(make.department(slug, f"青山区{slug}局"))
        make.figures(of, {"expenditure_current": total, "three_public.total.actual": public})
    assert rows(get("/d/420107/")) == ["b", "c", "a"]
    assert rows(get("/d/420107/?sort=sangong")) == ["a", "c", "b"]
    assert rows(get("/d/420107/?sort=name")) == ["a", "b", "c"]


def test_what_has_no_number_comes_last(db, get):
    make.disclosure(make.department("a", "青山区甲局"))
    of = make.disclosure(make.department("b", "青山区乙局"))
    make.figures(of, {"expenditure_current": "-1.00"})
    assert rows(get("/d/420107/")) == ["b", "a"]


def test_a_district_shows_a_year_on_demand(everything, get):
    assert "2023 年度的部门" in get("/d/420107/?y=2023")
    assert "这一年还没有收录报告" in get("/d/420107/?y=2022")


def test_a_sum_counts_the_departments_behind_it(everything, get):
    make.disclosure(make.department("420111-bureau", "洪山区某局", "420111"), 2023)
    assert "2023 年度有数的 1 个部门，支出之和 20,351.37 万元" in words(get("/d/420111/"))


def test_a_city_shows_its_districts(everything, get):
    html = get("/d/420100/")
    assert 'href="/d/420107/"' in html and 'href="/d/420111/"' in html
    assert "还没有收录报告" not in html
    assert 'href="/d/420100/"' in get("/d/420107/")


def test_an_unknown_district_is_not_found(everything, get):
    get("/d/999999/", status=404)


def test_a_department_shows_its_measures_over_the_years(everything, get):
    text = words(get("/o/420107-government-office/"))
    assert "推算：2023 年报告 9,840.40 − 6,846.88" in text
    assert "9 张图片未识别" in text


def test_a_department_shows_another_measure_on_demand(everything, get):
    html = get("/o/420107-government-office/?m=three_public.total.actual")
    assert "“三公”经费决算，历年" in html
    assert ">23.98<" in html


def test_a_department_with_one_year_says_so(everything, get):
    assert "仅有一年的数" in get("/o/420107-government-office/?m=agency_operation")


def test_a_department_without_published_reports_is_not_found(db, get):
    make.disclosure(make.department(), published=False)
    get("/o/420107-government-office/", status=404)


def test_search_says_what_to_do_when_nothing_is_found(everything, get):
    assert "没有找到“卫生局”" in get("/search/?q=卫生局")


@pytest.mark.parametrize("query", ["", "%20", "[", "(", "a" * 500, "%00x", "<script>"])
def test_search_takes_anything(everything, get, query):
    assert "<script>" not in get(f"/search/?q={query}")


def test_the_method_lists_forms_and_measures(db, get):
    text = words(get("/data/"))
    assert "three_public.total.actual" in text
    assert "国有资本经营预算财政拨款支出决算表" in text


def test_the_site_says_that_it_lives(client, db):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_the_page_of_an_error_needs_nothing():
    assert "这一页出错了" in render_to_string("500.html")


def test_an_unknown_address_helps_on(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "看已收录的报告" in response.content.decode()
