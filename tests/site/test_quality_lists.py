"""The list of all findings with those of two neighbouring reports; the matrix of many departments."""

import re

import pytest

from disclosures import completeness
from disclosures.across_years import rebuild
from disclosures.checks_catalogue import CATALOGUE
from disclosures.models import AcrossFinding, Disclosure, Finding
from disclosures.number_ids import number_id
from disclosures.pages.quality import REPORTS_SHOWN
from disclosures.pages.quality_checks import WORDS
from tests import builders as make
from tests.site.conftest import words
from tests.site.test_across_years import held

LATER = "/quality/420107-government-office/2023/"


@pytest.fixture
def restated(db):
    """2023 implies 95.00 for 2022, which printed 100.00."""
    reports = [held(2022, "100.00", "10.00"), held(2023, "120.00", "25.00")]
    make.finding(reports[1].current, "T01_BALANCE", "fail", "warning", "同一份报告的不一致。")
    rebuild(make.department())
    return reports


def test_neighbouring_reports_are_listed_with_both_numbers(restated, get):
    html = get("/quality/")
    text = words(html)
    assert "2023 年报告推算的 2022 年数为 95.00，2022 年报告印为 100.00" in text
    assert "支出总计：推算的上年数与上年报告相同" in text
    number = f"/n/{number_id(restated[0].code, 'summary', '60', '2')}/"
    assert f'<a class="num" href="{number}">100.00</a>' in html
    assert "100.00" in words(get(number))


def test_the_link_leads_to_the_row_on_the_later_reports_page(restated, get):
    anchors = re.findall(rf'href="{LATER}#(x2022-C_CROSS_YEAR-[^"]+)"', get("/quality/"))
    assert len(anchors) == 2
    page = get(LATER)
    assert all(f'<tr id="{anchor}">' in page for anchor in anchors)


def test_they_are_counted_and_can_be_asked_for_alone(restated, get):
    text = words(get("/quality/"))
    assert "其中前后两年的报告对照 2 处：不一致 2" in text
    assert "不一致3" in text
    alone = get("/quality/?f=across_years")
    assert "同一份报告的不一致" not in alone and "年报告推算" in alone
    assert "2 处。" in words(alone)
    within = get("/quality/?f=within")
    assert "同一份报告的不一致" in within and "年报告推算" not in within


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?c=C_CROSS_YEAR", 2),
        ("?c=T01_BALANCE", 0),
        ("?c=C_CROSS_YEAR&f=within", 0),
        ("?f=across_years&y=2023", 2),
        ("?f=across_years&y=2022", 0),
        ("?d=420107", 2),
        ("?d=420111", 0),
        ("?s=error", 2),
        ("?s=warning", 0),
        ("?f=nonsense", 2),
        ("?kind=info", 0),
    ],
)
def test_the_filters_hold_for_them(restated, get, query, shown):
    assert get(f"/quality/{query}").count("年报告推算的 2022 年数为") == shown


def test_a_wrong_family_is_said(restated, get):
    assert "没有这一类核对" in get("/quality/?f=nonsense")


def test_a_hint_across_years_is_no_difference(restated, get):
    AcrossFinding.objects.update(severity="info")
    for address in ("/quality/", "/quality/feed.xml"):
        assert "年报告推算" not in get(address)
    text = words(get("/quality/"))
    assert "另有 2 处提示" in text
    assert get("/quality/?kind=info").count("年报告推算的 2022 年数为") == 2


def test_the_feed_has_them(restated, get):
    text = get("/quality/feed.xml")
    assert text.count("<entry>") == 3
    assert "2022、2023 年度：支出总计" in text
    assert (
        "/quality/420107-government-office/2023/?scope=own#x2022-C_CROSS_YEAR-expenditure_total-95.00" in text
    )


def test_a_withdrawn_report_takes_its_comparisons_along(restated, get):
    Disclosure.objects.filter(year=2022).update(current=None)
    for address in ("/quality/", "/quality/feed.xml"):
        assert "年报告推算" not in get(address)


def test_pages_cut_through_both_kinds(restated, get):
    for position in range(30):
        make.finding(restated[1].current, "T01_BALANCE", "fail", "error", f"甲{position}。")
    first, second = get("/quality/"), get("/quality/?p=2")
    for mark in ("年报告推算的 2022 年数为", "甲29。", "同一份报告的不一致"):
        assert (mark in first) + (mark in second) >= 1, mark
    assert first.count("<h4>") == 25 and second.count("<h4>") == 8


def test_the_page_on_checks_has_an_example_of_two_reports(restated, get):
    html = get("/quality/checks/")
    own = html.split('id="C_CROSS_YEAR"')[1].split("</article>")[0]
    assert "2023 年报告推算的 2022 年数为" in own and f"{LATER}#x2022" in own


def test_each_check_has_an_example_of_its_own_that_names_two_numbers_if_it_can(restated, get):
    now = restated[1].current
    make.finding(now, "T03_ROW", "pass", "error", "行甲吻合。")
    make.finding(now, "T03_ROW", "fail", "error", "行乙不一致。")
    make.finding(now, "T03_ROW", "fail", "error", "行丙不一致。", found="1.00", expected="2.00")
    make.finding(now, "T05_ROW", "rounding", "error", "行丁舍入。")
    html = get("/quality/checks/")
    shown = {
        key: html.split(f'id="{key}"')[1].split("</article>")[0]
        for key in ("T03_ROW", "T05_ROW", "T01_BALANCE")
    }
    assert re.findall("行[甲乙丙]", shown["T03_ROW"]) == ["行丙"]
    assert "行丁舍入。" in shown["T05_ROW"]
    assert "同一份报告的不一致。" in shown["T01_BALANCE"]


MANY = REPORTS_SHOWN


@pytest.fixture
def many(db):
    """As many departments as a page shows: every third lacks reasons, every fourth has no telephone, one is a picture."""
    for position in range(MANY):
        of = make.disclosure(make.department(f"420107-bureau-{position}", f"青山区{position:02}局"), 2023)
        make.sheet(of.current, "expenditure", "合计 9.00", state="picture" if position == 7 else "amounts")
        make.passage(of.current, "一", "说明", "电话：027-86861234。" if position % 4 else "没有。")
        make.figure(of, "agency_operation", "9.00", section="十")
        reason = "" if position % 3 == 0 else "压减支出。"
        make.change_claim(
            of.current, "agency_operation", "9.00", "1.00", "12.5", section="十", reason=reason, outcome=""
        )
        for severity in ("error", "info"):
            make.finding(of.current, "T03_ROW", "fail", severity, f"{position} {severity}。")
        completeness.rebuild(of)


def marks(html, position):
    """Item → face of one department's row."""
    matrix = html.split('id="wanzheng"')[1]
    row = matrix.split(f'href="/quality/420107-bureau-{position}/2023/">青山区')[1].split("</tr>")[0]
    return dict(re.findall(r'#(R\d\d)"[^>]*>([^<]+)</a>', row))


def test_every_department_of_a_page_has_its_marks(many, get):
    html = get("/quality/")
    assert html.count('<th scope="row">') == MANY
    for position in range(MANY):
        found = marks(html, position)
        assert len(found) == 25
        assert found["R11"] == ("半" if position % 3 == 0 else "✓"), position
        assert found["R23"] == ("✓" if position % 4 else "缺"), position
        assert found["R24"] == ("图" if position == 7 else "✓"), position
        assert found["R01"] == "?"


def test_more_departments_stand_on_further_pages_that_say_how_many(many, get):
    for position in range(MANY, MANY + 3):
        of = make.disclosure(make.department(f"420107-bureau-{position}", f"青山区{position:02}局"), 2023)
        completeness.rebuild(of)
    first, second = get("/quality/"), get("/quality/?m=2")
    assert f"{MANY + 3} 个部门，第 1 页，共 2 页" in words(first)
    assert f"{MANY + 3} 个部门，第 2 页，共 2 页" in words(second)
    assert 'href="?m=2#wanzheng"' in first and second.count('<th scope="row">') == 3
    for position in range(MANY + 3):
        href = f'href="/quality/420107-bureau-{position}/2023/">青山区'
        assert (href in first.split('id="wanzheng"')[1]) + (href in second.split('id="wanzheng"')[1]) == 1


@pytest.mark.parametrize(
    "address", ["/quality/", "/quality/?p=2", "/quality/?kind=info", "/quality/feed.xml"]
)
def test_a_page_of_departments_takes_few_queries(many, client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_the_matrix_reads_the_kept_cards_alone(many, django_assert_num_queries):
    held = list(Disclosure.objects.select_related("current"))
    with django_assert_num_queries(1):
        assert len(completeness.scorecards(held)) == MANY


def test_neighbouring_years_among_many_take_few_queries(
    restated, many, client, django_assert_max_num_queries
):
    for of in restated:
        completeness.rebuild(of)
    with django_assert_max_num_queries(15):
        assert client.get("/quality/").status_code == 200
    assert Finding.objects.count() > MANY


def test_every_check_has_plain_words(db, get):
    assert set(WORDS) == set(CATALOGUE)
    text = words(get("/quality/checks/"))
    for check, said in WORDS.items():
        assert said.endswith("。") and said in text, check


def test_a_place_beside_the_claim_is_not_put_into_its_section(restated, get):
    now = restated[1].current
    claim = make.claim(now, "share", "basic_expenditure", section="十三", text="占项目支出的31.9%。")
    where = [{"page": p, "statement": None, "row": None, "column": None, "text": text}
             for p, text in ((21, "占项目支出的31.9%。"), (18, "其中：项目支出754.41万元。"))]  # fmt: skip
    make.finding(now, "P_WRONG_BASE", "fail", "error", "占比。", claim=claim, where=where)
    text = words(get("/quality/?c=P_WRONG_BASE"))
    assert text.count("第十三节") == 1 and "原件第 18 页" in text
