"""What the pages show of neighbouring reports: the pair, both places, the names, and why there is nothing."""

import pytest

from disclosures.across_years import rebuild
from disclosures.number_ids import measure_id, number_id
from tests import builders as make
from tests.site.conftest import unmarked, words

NAME = "武汉市青山区人民政府办公室"
DEPARTMENT = "/o/420107-government-office/"
REPORT = "/quality/420107-government-office/2023/"


def held(year, total, change, scope="own", name=NAME):
    of = make.disclosure(make.department(), year, scope, printed_department=name)
    make.sheet(of.current, "summary", {"30": total, "60": total})
    make.figures(of, {"income_total": total, "expenditure_total": total})
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(of.current, measure, total, change, "1", section="一", page=20, text="增加。")
    return of


@pytest.fixture
def restated(db):
    """2023 implies 95.00 for 2022, which printed 100.00; 2022 agrees with 2021."""
    reports = [held(2021, "90.00", "1.00"), held(2022, "100.00", "10.00"), held(2023, "120.00", "25.00")]
    make.figures(reports[1], {"three_public.vehicle.count": "6"}, section="九")
    make.change_claim(reports[2].current, "three_public.vehicle.count", "7", "2", "40", section="九")
    rebuild(make.department())
    return reports


def section(html):
    return html.split('id="shangnian"')[1].split("</section>")[0]


def test_a_department_shows_its_pairs_with_both_places(restated, get):
    html = unmarked(section(get(DEPARTMENT)))
    text = words(html)
    assert text.index("2022 年报告 → 2023 年报告") < text.index("2021 年报告 → 2022 年报告")
    assert "支出总计100.0095.00−5.00不一致" in text
    assert "上年数可能经过调整" in text
    assert "公务用车保有量65−1不一致" in text
    total = number_id(restated[1].code, "summary", "60", "2")
    assert f'href="/n/{total}/">100.00</a>' in html
    assert f'href="/n/{measure_id(restated[1].code, "three_public.vehicle.count")}/">6</a>' in html
    assert 'href="/o/420107-government-office/2023/#s一">95.00</a>' in html
    assert "不相邻" not in text and "部门名称，历年" not in text


def test_a_report_shows_the_pair_in_which_it_is_the_later_one(restated, get):
    text = words(section(get(REPORT)))
    assert "2022 年报告 → 2023 年报告" in text and "不一致 3 处" in text
    assert "2021 年报告" not in text
    assert "吻合 2 处" in words(section(get(REPORT.replace("2023", "2022"))))
    assert "shangnian" not in get(REPORT.replace("2023", "2021"))


def test_a_difference_between_reports_is_no_finding_on_the_report(restated, get):
    assert "没有发现不一致" in get(REPORT)


def test_one_report_has_no_section(db, get):
    held(2023, "120.00", "25.00")
    assert "shangnian" not in get(DEPARTMENT) + get(REPORT)


def test_a_missing_year_is_said(db, get):
    held(2020, "100.00", "1.00")
    held(2023, "120.00", "25.00")
    rebuild(make.department())
    for address in (DEPARTMENT, REPORT):
        text = words(section(get(address)))
        assert "2020 年与 2023 年：年度不相邻，不作对照" in text
        assert "报告 →" not in text


def test_names_over_the_years(restated, get):
    held(2024, "120.00", "0.00", name="武汉市青山区政务服务局")
    rebuild(make.department())
    text = words(section(get(DEPARTMENT)))
    assert f"2021—2023 年{NAME}2024 年武汉市青山区政务服务局" in text


def test_scopes_are_kept_apart(restated, get):
    held(2022, "300.00", "1.00", scope="consolidated")
    held(2023, "300.00", "0.00", scope="consolidated")
    rebuild(make.department())
    assert "300.00" not in section(get(f"{DEPARTMENT}?scope=own"))
    assert "支出总计300.00300.000.00吻合" in words(section(get(f"{DEPARTMENT}?scope=consolidated")))
    assert "?scope=own" in section(get(f"{REPORT}?scope=own"))


def test_a_withdrawn_report_is_not_compared(restated, get):
    restated[1].current = None
    restated[1].save()
    assert "报告 →" not in words(section(get(DEPARTMENT)))


@pytest.mark.parametrize("address", [DEPARTMENT, REPORT])
def test_the_queries_do_not_grow(restated, client, address, django_assert_max_num_queries):
    for year in range(2010, 2021):
        held(year, "100.00", "1.00")
    rebuild(make.department())
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200
