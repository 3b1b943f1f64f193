"""The page of one report."""

import gzip
import re

import pytest

from disclosures.models import Finding
from tests import builders as make
from tests.site import reports
from tests.site.conftest import unmarked, words

PAGE = "/o/420107-government-office/2023/"


def test_it_leads_with_the_total_its_change_and_its_outcome(qingshan, get):
    html = get(PAGE)
    assert "收、支总计9,840.40万元" in words(html).replace(" ", "")
    assert "▲ 比上年增 6,846.88，增长 228.7%" in words(html)
    assert '<a class="mark ok" href="#bianhua">吻合</a>' in html


def test_it_proves_the_change_and_says_that_the_year_before_is_implied(qingshan, get):
    text = words(get(PAGE))
    assert "2,993.52 → 9,840.40 万元" in text
    assert "▲ 增长 228.7%，增加 6,846.88 万元" in text
    assert "6,846.88 ÷ 2,993.52 = 228.72%，报告写 228.7%。" in text
    assert "2022 年的 2,993.52 由本报告推算（9,840.40 − 6,846.88），本站未收录该年报告" in text
    assert f"“{reports.REASON}”" in text
    assert "是上年推算数的 3.29 倍" in text


@pytest.mark.parametrize("outcome", ["fail", "not_checkable"])
def test_the_heading_states_nothing_when_the_check_does_not_hold(qingshan, get, outcome):
    Finding.objects.filter(check_id="P_CHANGE").update(outcome=outcome)
    html = get(PAGE)
    assert '<section class="block" id="bianhua"><h2>收、支总计</h2>' in html


def test_an_info_is_a_hint_and_never_counts_as_a_difference(qingshan, get):
    Finding.objects.filter(check_id="P_CHANGE").update(outcome="fail", severity="info")
    html = get(PAGE)
    assert 'class="mark info"' in html
    assert 'class="mark diff"' not in html


def test_a_small_base_shows_no_rate(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"income_total": "0.65", "expenditure_total": "0.65"})
    make.change_claim(of.current, "expenditure_total", "0.65", "0.23", "53.9", outcome="rounding")
    text = words(get(PAGE))
    assert "▲ 比上年增 0.23 基数小" in text
    assert "增长 53.9%" not in text


def test_a_department_that_had_nothing_before_has_no_rate(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"income_total": "307.82", "expenditure_total": "307.82"})
    make.change_claim(of.current, "expenditure_total", "307.82", "307.82", "100", outcome="fail")
    text = words(get(PAGE))
    assert "▲ 比上年增 307.82 基数为 0" in text
    assert "上年数为 0，不计算比例；报告写 100%。" in text


def test_a_mark_stands_beside_the_change_that_it_judges(db, get):
    """三公 against its budget and against the year before: only the second is what the check is of."""
    reports.wuchang_2024()
    html = unmarked(get("/o/420106-government-office/2024/"))
    figure = next(part for part in html.split('<div class="fig') if "“三公”经费决算</dt>" in part)
    budget, past = re.findall(r'<dd class="sub">(.*?)</dd>', figure, re.S)
    assert "全年预算 0.65" in budget and "mark" not in budget
    assert "比上年增 0.23" in past and "基数小" in past and 'class="mark round"' in past
    item = next(row for row in html.split("<tr") if ">合计 </th>" in row)
    assert 'class="mark round"' in item.split("past-col")[1]


def test_a_reason_says_what_it_is_the_reason_of(qingshan, get):
    measure = "three_public.total.actual"
    make.claim(qingshan.current, "completion", measure, base="initial_budget", reason="临时出国")
    make.change_claim(qingshan.current, measure, "43.43", "1.43", "3.4", reason="车辆老旧")
    text = words(get(PAGE))
    assert "报告所述与预算不同的原因：“临时出国”" in text
    assert "报告所述比上年变化的原因：“车辆老旧”" in text


def test_several_checks_of_a_section_say_what_each_is_about(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"expenditure_total": "10.00"})
    make.passage(of.current, "九", "三公", "比上年减少。", page=3)
    for page, (item, change, percent) in enumerate(
        (("total", "2.00", "20"), ("reception", "2.00", "20"), ("abroad", "1.00", "50"))
    ):
        amount = "1.00" if item == "abroad" else "8.00"
        measure = f"three_public.{item}.actual"
        make.change_claim(
            of.current, measure, amount, change, percent, direction="decrease", section="九", page=page
        )
    text = words(get(PAGE))
    assert text.count("2.00 ÷ 10.00 = 20.00%") == 1
    assert "吻合 “三公”经费决算 2.00 ÷ 10.00" in text
    assert "吻合 因公出国（境）费决算 1.00 ÷ 2.00" in text


def test_shares_name_what_they_are_a_share_of(db, get):
    of = make.disclosure(make.department())
    make.figures(of, {"general_budget_expenditure": "10.00", "class.201": "8.00", "class.208": "2.00"})
    assert "占比为本站按一般公共预算财政拨款支出合计计算" in words(get(PAGE))


def test_an_evaluation_without_a_name_has_a_heading(db, get):
    of = make.disclosure(make.department())
    make.evaluation(of.current, "", kind="department", score="93.5")
    assert "<h3>整体支出</h3>" in get(PAGE)


def test_every_figure_leads_to_its_cell(qingshan, get):
    html = get(PAGE)
    for key, anchor in re.findall(r'class="num" href="[^"]*/t/(\w+)/#([^"]+)"', html):
        assert f'id="{anchor}"' in get(f"{PAGE}t/{key}/")


def test_amounts_of_the_narrative_lead_to_their_cells(qingshan, get):
    html = get(PAGE)
    assert f'基本支出<a class="num" href="{PAGE}t/expenditure/#c-total-2">1486.35</a>万元' in html


def test_the_nine_statements_tell_their_states(qingshan, get):
    text = words(get(PAGE))
    assert "“说明：本单位2023年无政府性基金预算财政拨款收入支出”声明为空" in text


def test_a_report_of_pictures_says_so_and_shows_what_the_narrative_gives(db, get):
    reports.qingshan_2020()
    text = words(get("/o/420107-government-office/2020/"))
    assert "九张表在原件中都是图片" in text
    assert text.count("图片未识别") == 9
    assert "2,652.36" in text


def test_a_report_without_figures_still_has_its_page(db, get):
    make.disclosure(make.department())
    text = words(get(PAGE))
    assert "没有可列的数" in text
    assert text.count("未公开") >= 9


def test_a_year_that_is_held_in_the_other_scope_is_not_compared(qingshan, get):
    of = make.disclosure(qingshan.department, 2024, scope="consolidated")
    make.figures(of, {"income_total": "100", "expenditure_total": "100"})
    text = words(get("/o/420107-government-office/2024/"))
    assert "只收录了本级口径" not in text  # 2023 lies before the window of what is known
    assert "仅有一年的数" in text


def test_the_consolidated_report_is_shown_by_default_and_the_other_on_demand(qingshan, get):
    both = make.disclosure(qingshan.department, 2023, scope="consolidated")
    make.figures(both, {"income_total": "10000.00", "expenditure_total": "10000.00"})
    assert "10,000.00" in get(PAGE)
    own = get(f"{PAGE}?scope=own")
    assert "9,840.40" in own
    assert f"{PAGE}t/summary/?scope=own#c-60-2" in own


def test_a_former_revision_stays_readable_and_says_what_it_is(qingshan, get):
    newer = make.add_revision(qingshan)
    qingshan.current = newer
    qingshan.save()
    text = words(get(f"{PAGE}?rev=1"))
    assert "这是第 1 版，已有更新的版本" in text
    assert "9,840.40" in text
    assert "年初预算 43.38" in text


def test_a_revision_that_is_not_published_is_not_there(qingshan, get):
    make.add_revision(qingshan)
    get(f"{PAGE}?rev=2", status=404)


@pytest.mark.parametrize(
    "address",
    [
        "/o/nobody/2023/",
        "/o/420107-government-office/1999/",
        f"{PAGE}?rev=abc",
        f"{PAGE}?scope=all",
        f"{PAGE}?rev=9",
    ],
)
def test_what_is_not_held_is_not_found_in_words(qingshan, get, address):
    assert "没有这一页" in get(address, status=404)


def test_an_unpublished_report_is_not_there(db, get):
    make.disclosure(make.department(), published=False)
    get(PAGE, status=404)


@pytest.mark.parametrize("held", [1, 10])
def test_the_number_of_reports_does_not_change_the_number_of_queries(
    qingshan, client, django_assert_max_num_queries, held
):
    for year in range(2023 - held + 1, 2023):
        of = make.disclosure(qingshan.department, year)
        make.figures(of, {"income_total": "10", "expenditure_total": "10", "expenditure_current": "10"})
        make.change_claim(of.current, "expenditure_total", "10", "1", "11.11")
    with django_assert_max_num_queries(14):
        client.get(PAGE)
    with django_assert_max_num_queries(13):
        client.get("/o/420107-government-office/")
    with django_assert_max_num_queries(13):
        client.get(f"{PAGE}t/expenditure/")


def test_readers_get_no_cookie_and_nothing_from_elsewhere(qingshan, client):
    for address in ("/", "/d/420107/", PAGE, f"{PAGE}t/summary/", "/search/?q=青山", "/data/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert not re.search(rb'(?:src|href)="(?:https?:)?//', response.content)


def test_the_first_view_is_light(qingshan, client):
    page = client.get(PAGE).content
    files = [b"".join(client.get(f"/static/{name}").streaming_content) for name in ("site.css", "chart.js")]
    assert sum(len(gzip.compress(content)) for content in [page, *files]) <= 100_000


def test_printed_text_is_escaped(qingshan, get):
    make.passage(qingshan.current, "八", "标题<b>", "<script>alert(1)</script>")
    html = get(PAGE)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
