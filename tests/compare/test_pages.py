"""The pages of the comparison: addresses, mistakes in them, districts, queries, and files."""

import csv
import io

import pytest
from django.urls import reverse

from tests import builders as make
from tests.compare.test_statements import A, B, report, three_public

pytestmark = pytest.mark.django_db
P = "420107-party-office"
MEASURE = "three_public.total.actual"


def ask(client, query, name="compare"):
    return client.get(reverse(name) + query)


def text(response):
    return response.content.decode()


@pytest.fixture
def two():
    first, second = report(A), report(B)
    make.sheet(first.current, "general_budget", "合计 10.00 6.00 4.00\n201 一般公共服务支出 10.00 6.00 4.00")
    make.sheet(second.current, "general_budget", "合计 4.00 4.00 .\n208 社会保障和就业支出 4.00 4.00 .")
    return first, second


def test_without_a_wish_there_is_a_form(client, two):
    page = text(ask(client, ""))
    assert f'value="{A}"' in page and 'name="d"' in page


def test_two_departments_by_a_statement(client, two):
    response = ask(client, f"?o={A},{B}&y=2023&t=general_budget")
    assert response.status_code == 200
    page = text(response)
    assert "一般公共服务支出" in page and "社会保障和就业支出" in page
    assert "该报告无此项" in page
    assert f"/o/{A}/2023/t/general_budget/#c-201-1" in page


def test_checkboxes_give_the_same_page_as_the_list(client, two):
    assert ask(client, f"?o={A}&o={B}&y=2023").status_code == 200


def test_another_column_of_the_statement(client, two):
    assert "#c-201-3" in text(ask(client, f"?o={A},{B}&y=2023&t=general_budget&c=3"))


def test_without_years_the_address_is_completed(client, two):
    report(A, 2020)
    response = ask(client, f"?o={A}")
    assert (response.status_code, response.url) == (302, f"/compare/?o={A}&y=2020,2023")
    assert ask(client, f"?o={A},{B}").url == f"/compare/?o={A},{B}&y=2023"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?o=nobody&y=2023", 404, "没有收录这样的部门"),
        ("?o=a,b,c,d,e&y=2023", 400, "一次最多比较 4 个部门"),
        (f"?o={A}&y=20x3", 400, "年度“20x3”无法识别"),
        (f"?o={A}&y=0000", 400, "无法识别"),
        (f"?o={A}&y=1999", 400, "无法识别"),
        (f"?o={A}&y=2023&t=nonsense", 400, "没有名为“nonsense”的决算表"),
        (f"?o={A}&y=2023&t=other", 400, "没有名为"),
        (f"?o={A}&y=2023&m=nonsense", 400, "没有名为“nonsense”的指标"),
        (f"?o={A}&y=2023&scope=both", 400, "范围应为"),
        (f"?o={A}&y=2018,2019,2020,2021,2022", 400, "一次最多比较 4 个年度"),
        (f"?o={A}&y=2011", 404, "没有收录报告"),
        ("?o=a%00b&y=2023", 400, "无法识别"),
        ("?o=%3Cscript%3E&y=2023", 400, "无法识别"),
        ("?d=420107,420111&y=2023", 400, "请选择各地区要比较的指标"),
        ("?d=999999&y=2023&m=" + MEASURE, 404, "没有这样的地区"),
        (f"?o={A}&y=2023&code=20x", 400, "功能分类编码“20x”无法识别"),
        (f"?o={A}&y=2023&code=２０１", 400, "功能分类编码"),
        (f"?o={A}&y=2023&code=999999999999", 400, "功能分类编码"),
        (f"?o={A}&y=2023&n=nonsense", 400, "没有名为“nonsense”的换算"),
        ("?d=420107&y=2023&f=a%00b&m=" + MEASURE, 400, "部门类别无法识别"),
        ("?d=420107&y=2023&f=nobody&m=" + MEASURE, 404, "没有收录“nobody”这类部门"),
        (f"?m={MEASURE}&y=2023&o=" + ",".join(map(str, range(10_000))), 400, "一次最多比较 40 个部门"),
        (f"?m={MEASURE}&y=2023&d=" + ",".join(map(str, range(10_000))), 400, "一次最多比较 12 个地区"),
        (f"?m={MEASURE}&d=420107&y=" + ",".join(map(str, range(2000, 2100))), 400, "一次最多比较 12 个年度"),
        ("?o=" + "9" * 3000, 400, "无法识别"),
    ],
)
def test_mistakes_are_answered_in_words(client, two, query, status, words):
    response = ask(client, query)
    assert response.status_code == status
    assert words in text(response)
    assert "<script>" not in text(response)
    assert ask(client, query, "compare-csv").status_code in (status, 200)


def test_nothing_is_held_yet(client):
    assert ask(client, "").status_code == 200
    assert ask(client, f"?d=420107&m={MEASURE}").status_code == 200
    assert ask(client, "", "sangong").status_code == 200


def test_five_years_of_the_form_leave_no_number_behind(client, two):
    # The form's empty selects are no wish.
    assert ask(client, f"?o={A},{B}&y=2023&t=&m=&c=").status_code == 200


def test_departments_of_several_years_show_what_is_held(client, two):
    report(A, 2020)
    page = text(ask(client, f"?o={A},{B}&y=2020,2023&t=general_budget"))
    assert "青山区 2020" in page and "洪山区 2020" not in page
    assert "不作比较：年度不同" in page


def test_the_refusal_is_on_the_page_and_the_numbers_too(client):
    three_public(report(A), "initial", "general_budget")
    three_public(report(B), "full_year", "fiscal")
    page = text(ask(client, f"?o={A},{B}&y=2023&t=three_public"))
    assert "不作比较：资金口径不同" in page and "不作比较：预算数口径不同" in page
    assert page.count("43.43") >= 2 and page.count("100.12%") == 2
    assert "高 " not in page and 'class="now"' not in page


def test_one_report_says_that_it_is_alone(client, two):
    assert "仅有一份报告" in text(ask(client, f"?o={A}&y=2023"))


def test_queries_of_a_comparison_are_few(client, two, django_assert_max_num_queries):
    make.change_claim(two[0].current, "general_budget_expenditure", "10.00", "5.00", "100")
    for query in (
        f"?o={A},{B}&y=2023&t=general_budget",
        f"?o={A},{B}&y=2023",
        f"?d=420107,420111&y=2023&m={MEASURE}",
    ):
        with django_assert_max_num_queries(12):
            ask(client, query)


def test_the_page_of_a_picture_shows_the_hatching(client, two):
    make.sheet(two[1].current, "revenue", state="picture")
    make.sheet(two[0].current, "revenue", "合计 5.00")
    page = text(ask(client, f"?o={A},{B}&y=2023&t=revenue"))
    assert 'class="unread"' in page and "图片未识别" in page


# Districts


@pytest.fixture
def districts():
    first, second = report(A), report(B)
    party = make.disclosure(make.department(P, "中共武汉市青山区委员会办公室", function="party-office"), 2023)
    for of, value in ((first, "43.43"), (second, "41.11"), (party, "27.14")):
        make.figure(of, MEASURE, value, basis="fiscal")
    return first, second, party


def test_districts_list_their_departments_and_the_sum_with_its_coverage(client, districts):
    page = text(ask(client, f"?d=420107,420111&y=2023&m={MEASURE}"))
    assert "70.57" in page and "41.11" in page
    assert "登记 2 个部门，已收录该年 2 个，2 个有数" in page
    assert "不作比较：合计的覆盖不同" in page


def test_sums_over_the_same_departments_are_drawn(client, districts):
    from_query = f"?d=420106,420111&y=2023&m={MEASURE}"
    office = make.department(
        "420106-government-office", "武汉市武昌区人民政府办公室", "420106", "government-office"
    )
    make.figure(make.disclosure(office, 2023), MEASURE, "0.65", basis="fiscal")
    page = text(ask(client, from_query))
    assert "不作比较" not in page and 'class="now"' in page


def test_different_money_is_not_added_up(client, districts):
    other = make.department("420107-x", "青山区某局", "420107")
    make.figure(make.disclosure(other, 2023), MEASURE, "1.00", basis="general_budget")
    page = text(ask(client, f"?d=420107&y=2023&m={MEASURE}"))
    assert "不合计" in page and "71.57" not in page


def test_a_department_without_the_number_is_left_out_of_the_sum_and_named(client, districts):
    make.disclosure(make.department("420107-x", "青山区某局", "420107"), 2023)
    page = text(ask(client, f"?d=420107&y=2023&m={MEASURE}"))
    assert "青山区某局" in page and "登记 3 个部门，已收录该年 3 个，2 个有数" in page


# Files


def read(response):
    assert response["Content-Type"].startswith("text/csv")
    content = response.content.decode("utf-8")
    assert content.startswith("\ufeff") and "\n" not in content.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def test_a_statement_as_csv(client):
    of = report(A)
    lines = (
        "合计 9,840.40 0.00 .\n208 社会保障和就业支出 58.08 58.08 .\n20805 行政事业单位养老支出 58.08 58.08 ."
    )
    make.sheet(of.current, "general_budget", lines)
    response = client.get(reverse("statement-csv", args=[A, 2023, "general_budget"]))
    records = read(response)
    assert [record["status"] for record in records[:3]] == ["有数", "0", "空白"]
    assert records[0]["value"] == "9840.40" and records[0]["printed"] == "9,840.40"
    assert records[6]["row_path"] == "208 社会保障和就业支出 / 20805 行政事业单位养老支出"
    assert records[6]["code"] == "20805" and '"20805"' in response.content.decode()
    assert records[0]["col_path"] == "本年支出 / 小计"
    assert records[0]["sha256"] == of.current.sha256


@pytest.mark.parametrize(("state", "words"), [("declared_nil", "声明为空"), ("picture", "图片未识别")])
def test_a_statement_without_amounts_says_so(client, state, words):
    make.sheet(report(A).current, "government_funds", state=state)
    (record,) = read(client.get(reverse("statement-csv", args=[A, 2023, "government_funds"])))
    assert (record["status"], record["value"]) == (words, "")


def test_a_statement_that_is_not_held_is_not_found(client):
    report(A)
    assert client.get(reverse("statement-csv", args=[A, 2023, "revenue"])).status_code == 404
    assert client.get(reverse("statement-csv", args=[A, 2019, "revenue"])).status_code == 404


def test_text_that_a_spreadsheet_would_run_is_neutralised(client):
    make.sheet(report(A).current, "revenue", "合计 5.00\n201 =HYPERLINK(1) 5.00")
    office = make.department("420107-x", "@某局", "420107")
    make.sheet(make.disclosure(office, 2023).current, "revenue", "合计 5.00")
    content = client.get(reverse("statement-csv", args=["420107-x", 2023, "revenue"])).content.decode()
    assert '"\'@某局"' in content
    content = ask(client, f"?o={A}&y=2023&t=revenue", "compare-csv").content.decode()
    assert '"\'=HYPERLINK(1)"' in content


def test_the_comparison_as_csv_names_its_refusals(client):
    three_public(report(A), "initial", "fiscal")
    three_public(report(B), "full_year", "fiscal")
    records = read(ask(client, f"?o={A},{B}&y=2023&t=three_public", "compare-csv"))
    budget = [record for record in records if record["项目"] == "“三公”经费预算数"]
    assert [record["不作比较的原因"] for record in budget] == ["预算数口径不同"] * 2
    assert [record["预算数口径"] for record in budget] == ["年初预算", "全年预算"]
    assert [record["数值"] for record in budget] == ["43.38", "43.38"]


def test_the_districts_as_csv(client, districts):
    records = read(ask(client, f"?d=420107,420111&y=2023&m={MEASURE}", "compare-csv"))
    assert [(record["地区"], record["数值"]) for record in records] == [
        ("青山区", "43.43"), ("青山区", "27.14"), ("洪山区", "41.11"),
    ]  # fmt: skip
