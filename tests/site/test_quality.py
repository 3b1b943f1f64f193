"""The pages on quality: what differs, where to look, what a report discloses, how each check works."""

import pytest

from disclosures import completeness
from disclosures.checks_catalogue import CATALOGUE
from disclosures.models import Disclosure, Finding
from tests import builders as make
from tests.site import reports
from tests.site.conftest import words

QUERIES = 15
CELL = {
    "page": 9,
    "statement": "expenditure",
    "row": "206",
    "column": "1",
    "text": "206 科学技术支出 3,500.63",
}
SENTENCE = {"page": 22, "statement": None, "row": None, "column": None, "text": "支出决算为9840.4万元"}


@pytest.fixture
def checked(qingshan):
    now = qingshan.current
    now.findings.all().delete()
    make.finding(
        now, "T03_ROW", "fail", "error", "科学技术支出：相差 3,500.63。",
        found="3500.63", expected="0", difference="3500.63", tolerance="0.005", where=[CELL],
    )  # fmt: skip
    make.finding(now, "P_SHARE", "fail", "warning", "占比写 14.9%。", where=[SENTENCE])
    make.finding(now, "X_ECON_FUNC", "fail", "info", "两种分类的数不同。")
    make.finding(now, "T02_ROW", "not_checkable", "info", "收入决算表是图片。")
    make.finding(now, "SG_RATE", "rounding", "info", "差在舍入之内。")
    make.finding(now, "ID_SCOPE", "not_checkable", "info", "口径没有写明。")
    return qingshan


REPORT = "/quality/420107-government-office/2023/"


def test_the_list_shows_what_differs_with_the_way_to_it(checked, get):
    html = get("/quality/")
    assert "科学技术支出：相差 3,500.63。" in html
    assert "/o/420107-government-office/2023/t/expenditure/#c-206-1" in html
    assert "不一致只说明去哪里看" in html


def test_a_hint_is_never_listed_or_counted_as_different(checked, get):
    html = get("/quality/")
    assert "两种分类的数不同" not in html
    assert "另有 1 处提示" in words(html)
    hints = get("/quality/?kind=info")
    assert "两种分类的数不同" in hints and "科学技术支出：相差" not in hints
    assert "两种分类的数不同" not in get("/quality/feed.xml")


def listed(html):
    return [message for message in ("科学技术支出：相差", "占比写 14.9%") if message in html]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 2),
        ("?s=error", 1),
        ("?c=P_SHARE", 1),
        ("?y=2023", 2),
        ("?y=2022", 0),
        ("?d=420107", 2),
        ("?d=420100", 2),
        ("?d=420111", 0),
        ("?p=999", 2),
        ("?c=NONSENSE", 2),
        ("?s=nonsense", 2),
    ],
)
def test_the_address_filters(checked, get, query, expected):
    assert len(listed(get(f"/quality/{query}"))) == expected


def test_a_wrong_filter_is_said(checked, get):
    assert "没有这一项核对" in get("/quality/?c=NONSENSE")


def test_there_are_25_to_a_page_and_the_filters_go_along(checked, get):
    for number in range(30):
        make.finding(checked.current, "PR_SUM", "fail", "error", f"第 {number} 处货物与总额不同。")
    html = get("/quality/?s=error")
    assert html.count("处货物与总额不同。") + html.count("科学技术支出：相差") == 25
    assert "?s=error&amp;p=2" in html
    assert get("/quality/?s=error&p=2").count("处货物与总额不同。") == 6


def test_what_a_report_has_several_times_is_listed_once_with_its_places(checked, get):
    for page in (3, 4, 5):
        make.finding(
            checked.current,
            "P_ZERO_BASE",
            "fail",
            "warning",
            "上年数为 0，百分比无从计算。",
            where=[{"page": page, "statement": "", "row": "", "column": "", "text": f"第 {page} 句"}],
        )
    text = words(get("/quality/?c=P_ZERO_BASE"))
    assert text.count("上年数为 0，百分比无从计算。") == 1
    assert "3 处。" in text and "这份报告有 3 处这样的结果" in text
    assert all(f"第 {page} 页" in text for page in (3, 4, 5))


def test_what_is_not_published_is_not_listed(db, get):
    of = make.disclosure(make.department(), published=False)
    make.finding(of.revisions.get(), "T03_ROW", "fail", "error", "尚未发布。")
    assert "尚未发布" not in get("/quality/")
    get(REPORT, status=404)


def test_a_report_shows_the_four_outcomes_and_the_hints_apart(checked, get):
    text = words(get(REPORT))
    for said in ("不一致，2 处", "无法核对，1 处", "舍入内一致，1 处", "提示，1 处"):
        assert said in text, said
    assert text.index("不一致，2 处") < text.index("无法核对，1 处") < text.index("舍入内一致，1 处")


def test_a_finding_has_formula_numbers_and_places(checked, get):
    html = get(REPORT)
    text = words(html)
    assert CATALOGUE["T03_ROW"].formula in text
    assert "相差 3,500.63" in text and "可由舍入解释 0.005" in text
    assert "t/expenditure/#c-206-1" in html


def test_a_sentence_leads_to_its_section(checked, get):
    assert "/o/420107-government-office/2023/#s五" in get(REPORT)


def test_doubts_of_the_reading_are_no_checks(checked, get):
    text = words(get(REPORT))
    assert "口径没有写明" in text.split("读取时的疑点")[1]
    assert "无法核对，1 处" in text


def test_a_report_lists_what_it_discloses(checked, get):
    html = get(REPORT)
    assert all(f'id="R{number:02}"' in html for number in range(1, 26))


def test_the_asked_scope_is_shown(checked, get):
    make.disclosure(checked.department, 2023, scope="consolidated")
    assert "没有发现不一致" in get(REPORT)
    assert "不一致，2 处" in words(get(f"{REPORT}?scope=own"))
    assert f"{REPORT}?scope=own#f" in get("/quality/")


def test_the_matrix_has_every_department_and_item(db, get):
    reports.all_reports()
    html = get("/quality/")
    assert html.count('<th scope="row">') == 4
    assert html.count('href="/quality/420111-government-office/2023/#R') == 25


def test_every_check_is_explained(checked, get):
    html = get("/quality/checks/")
    assert all(f'id="{check}"' in html for check in CATALOGUE)
    assert "科学技术支出：相差 3,500.63。" in html


def test_the_feed_names_the_report_and_the_spot(checked, client):
    response = client.get("/quality/feed.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert text.count("<entry>") == 2
    assert "武汉市青山区人民政府办公室 2023 年度" in text


def test_the_feed_of_an_empty_site_is_a_feed(db, get):
    assert "<feed" in get("/quality/feed.xml")


def test_the_pages_lead_to_the_checks(checked, get):
    assert "不一致 2" in words(get("/o/420107-government-office/2023/"))
    assert REPORT in get("/o/420107-government-office/2023/")
    assert REPORT in get("/o/420107-government-office/2023/t/expenditure/")
    assert 'href="/quality/"' in get("/")


@pytest.mark.parametrize("address", ["/quality/", "/quality/checks/", "/quality/feed.xml", REPORT])
def test_queries_do_not_grow(checked, client, address, django_assert_max_num_queries):
    reports.hongshan_2023()
    for position in range(1, 9):
        of = make.disclosure(make.department(f"420107-bureau-{position}", f"青山区{position}局"), 2023)
        make.finding(of.current, "T03_ROW", "fail", "error", "两数不同。", where=[CELL])
    for of in Disclosure.objects.published():
        completeness.rebuild(of)
    with django_assert_max_num_queries(QUERIES):
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


def test_an_empty_site_has_its_pages(db, get):
    assert "没有符合这些条件" in get("/quality/")
    assert "重要" in get("/quality/checks/")
    assert not Finding.objects.exists()
