"""Searching: what is found, by which words, where a hit leads, and that nonsense is no error."""

import json
import re
from urllib.parse import quote

import pytest
from django.db import connection

from disclosures.models import SearchDocument
from disclosures.pages.found_text import snippet
from disclosures.search import index
from disclosures.search.folding import fold, tokens
from disclosures.search.words import asked, conditions
from tests import builders as make
from tests.site import reports
from tests.site.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(db):
    held = reports.all_reports()
    held[1].current.terms.create(
        position=0, name="机关运行经费", text="指为保障行政单位运行的资金。", page=40
    )
    held[0].department.names.create(name="青山区老名称", key="老名称")
    for disclosure in held:
        index.rebuild(disclosure)
    return held


@pytest.fixture
def search(get):
    def page(query, rest="", status=200):
        return get(f"/search/?q={quote(query)}{rest}", status)

    return page


def counts(html):
    """What the tabs say: kind → how many."""
    tabs = re.search(r'<nav class="kinds.*?</nav>', html, re.S)
    texts = re.findall(r"<li>(.*?)</li>", tabs[0], re.S) if tabs else []
    return dict(words(text).strip().split(" ") for text in texts[1:])


def links(html):
    return re.findall(r'href="([^"]+)"', html)


# ---- the words ----


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“三公”经费", "三公经费"),
        ("因公出国（境）费", "因公出国(境)费"),
        ("ＡＢ１２", "ab12"),
        ("三 公", "三公"),
        ("9,840.40万元", "9840.40万元"),
    ],
)
def test_widths_quotes_and_separators_make_no_difference(one, other):
    assert fold(one).text == fold(other).text


def test_a_folded_letter_knows_where_it_was_printed():
    printed = "“三公”经费 9,840.40"
    folded = fold(printed)
    assert [printed[place] for place in folded.places] == list("三公经费9840.40")


def test_chinese_is_found_by_bigrams_and_numbers_without_the_zeros_at_their_end():
    assert list(tokens("三公经费9840.40")) == ["三公", "公经", "经费", "9840.4"]


def test_one_word_stands_in_the_text_itself_and_further_ones_may_be_of_its_department():
    assert conditions("text", asked("三公")) == ((("to三公",),),)
    own, about = ("to三公",), ("tc三公",)
    assert conditions("text", asked("三公 青山"))[0] == (own, about)
    assert conditions("text", asked("三公 青山"))[2] == (own, ("to青山",))


def test_a_snippet_is_short_and_marks_the_words_as_printed():
    text = "前" * 60 + "“三公”经费<b>为43.38万元" + "后" * 60
    cut = snippet(text, asked("三公经费").words)
    assert "<mark>三公”经费</mark>&lt;b&gt;" in cut.html
    assert len(cut.text) <= 42 and cut.first == "三公”经费<b>为43.38万元" + "后" * 4


# ---- what is found ----


@pytest.mark.parametrize(
    "query",
    [
        "青山区政府办",
        "人民政府办公室 青山",
        "武汉市青山区人民政府办公室",
        "老名称",
        "青山人府办公室",
        "qszfb",
    ],
)
def test_names_short_forms_former_names_and_initials_find_the_department(everything, search, query):
    assert "/o/420107-government-office/" in search(query)


def test_districts_and_cities_are_found(everything, search):
    html = search("青山")
    assert "/d/420107/" in links(html)
    assert "/d/420111/" not in re.sub(r"<form.*?</form>", "", html, flags=re.S)
    assert "/d/420100/" in links(search("武汉市"))


@pytest.mark.parametrize("query", ["2010301", "20103", "201", "行政运行"])
def test_codes_their_beginnings_and_names_lead_to_the_row(everything, search, query):
    html = search(query, "&k=subject")
    assert any(re.search(r"/2023/t/expenditure/#c-201\d*-1$", link) for link in links(html)), query
    assert "<mark>" in html


@pytest.mark.parametrize(
    ("query", "kind", "spot"),
    [
        ("三公", "text", "/o/420107-government-office/2023/#s九"),
        ("“三公”经费", "text", "/o/420107-government-office/2023/#s九"),
        ("9,840.40", "text", "/o/420107-government-office/2023/#s"),
        ("机关运行", "term", "/o/420107-government-office/2023/#mc0"),
        ("统筹协调", "project", "/o/420107-government-office/2023/#zp0"),
        ("督查次数", "indicator", "/o/420107-government-office/2023/#zp0"),
    ],
)
def test_a_hit_opens_at_its_spot_with_the_word_marked(everything, search, query, kind, spot):
    html = search(query, f"&k={kind}")
    assert any(link.startswith(spot) for link in links(html))
    assert "<mark>" in html


def test_the_spots_that_hits_name_are_on_their_pages(everything, get, search):
    asked_for = [("三公", "text"), ("机关运行", "term"), ("督查", "indicator"), ("2010301", "subject")]
    for query, kind in asked_for:
        page, anchor = next(
            link.split("#") for link in links(search(query, f"&k={kind}")) if "/2023/" in link and "#" in link
        )
        assert f'id="{anchor}"' in get(page), (page, anchor)


def test_all_words_must_be_there_and_one_of_them_in_the_text_itself(everything, search):
    assert counts(search("三公 完成预算"))["正文"] == "1"
    assert counts(search("洪山 三公")).get("正文", "0") == "0"
    assert counts(search("青山 三公"))["正文"] == "1"


def test_bigrams_that_stand_apart_do_not_make_a_word(everything, search):
    """支出预算 and 预算为 stand in one sentence, 出预算为43 does; 算为支出 does not though its bigrams do."""
    assert counts(search("支出决算为"))["正文"] != "0"
    assert "没有找到" in search("预算为支出预算为")


def test_hits_are_counted_by_kind(everything, search):
    found = counts(search("运行"))
    assert set(found) == {"部门", "科目", "项目", "正文", "名词", "绩效指标"}
    assert int(found["科目"]) == 1 and int(found["名词"]) == 1 and int(found["正文"]) >= 1


# ---- filters ----


def test_filters_are_in_the_address(everything, search):
    make.finding(everything[1].current, "PR_RATE", "fail", "error", "不符")
    index.rebuild(everything[1])
    assert counts(search("总体情况"))["正文"] == "2"
    assert counts(search("总体情况", "&y=2020"))["正文"] == "1"
    assert counts(search("总体情况", "&fail=1"))["正文"] == "1"
    assert counts(search("总体情况", "&fail=1&y=2023&d=420107"))["正文"] == "1"
    assert counts(search("总体情况", "&d=420100"))["正文"] == "2"
    assert "不限地区和年度" in search("总体情况", "&fail=1&y=2020")


def test_a_finding_of_severity_info_is_no_difference(everything, search):
    make.finding(everything[0].current, "TX_PLACEHOLDER", "fail", "info", "模板文字")
    index.rebuild(everything[0])
    assert "没有找到" in search("总体情况", "&fail=1&y=2020")


# ---- only what readers see ----


def test_what_is_withdrawn_is_found_no_more(everything, search):
    gone = everything[3]
    assert "/o/420106-government-office/" in search("武昌区")
    gone.current = None
    gone.save()
    index.rebuild(gone)
    assert "/o/420106-government-office/" not in search("武昌区")
    assert not SearchDocument.objects.filter(department=gone.department).exists()


def test_building_it_anew_changes_nothing(everything):
    before = list(SearchDocument.objects.order_by("id").values())
    for disclosure in everything:
        index.rebuild_department(disclosure.department)
    assert list(SearchDocument.objects.order_by("id").values()) == before


def test_a_renamed_department_is_found_by_its_new_name(everything, admin_client, search):
    department = everything[4].department
    name = department.names.get()
    form = {"name": "中共武汉市青山区委员会督查室", "function": "", "names-TOTAL_FORMS": 1}
    form |= {"names-INITIAL_FORMS": 1, "names-0-id": name.pk, "names-0-name": name.name}
    form |= {"names-0-department": department.pk}
    answer = admin_client.post(f"/admin/disclosures/department/{department.pk}/change/", form)
    assert answer.status_code == 302
    assert "/o/420107-party-office/" in search("督查室")


def test_rows_deleted_by_anyone_leave_the_index_whole(everything):
    everything[1].current.passages.all().delete()
    assert index.find("text", asked("机关运行"), 5).count == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO disclosures_searchindex(disclosures_searchindex, rank) VALUES('integrity-check', 1)"
            )


# ---- nothing found, and nonsense ----


def test_nothing_found_offers_what_is_found(everything, search):
    html = search("绝无此词 三公")
    assert "没有找到" in html and f"/search/?q={quote('三公')}" in links(html)
    assert f"/search/?q={quote('机关')}" in links(search("机关采购"))
    assert "三公" in search("魑魅魍魉")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\0",
        "'\"",
        "* OR (",
        "NEAR(a b)",
        "a" * 500,
        "三" * 500,
        "%",
        "\ud7ff\U00020000\U0002cea1",
        "-1:*",
        "。",
    ],
)
@pytest.mark.parametrize("address", ["/search/", "/search/suggestions.json", "/search.csv"])
def test_no_words_are_an_error(everything, client, address, query):
    assert client.get(address, {"q": query}).status_code in (200, 400)


@pytest.mark.parametrize(
    "rest",
    [
        "&p=0",
        "&p=-1",
        "&p=999999999999",
        "&p=x",
        "&y=1",
        "&y=99999",
        "&y=２０２３",
        "&d=zz",
        "&d=%00",
        "&k=x",
        "&k=%00",
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(everything, client, rest):
    page = client.get(f"/search/?q=三公{rest}")
    assert page.status_code == 400 and 'role="alert"' in page.content.decode()
    assert client.get(f"/search.csv?q=三公{rest}").status_code == 400


def test_a_page_beyond_the_last_is_empty_not_an_error(everything, search):
    assert search("三公", "&k=text&p=77")


# ---- pages, files, suggestions ----


def test_many_hits_come_in_pages_newest_first(db, search):
    for year in range(2001, 2051):
        held = make.disclosure(make.department(), year)
        make.passage(held.current, "一", "总体情况", f"{year}年度三公经费无。")
        index.rebuild(held)
    first, last = search("三公", "&k=text"), search("三公", "&k=text&p=3")
    years = [int(year) for year in re.findall(r'<h3><a href="/o/[\w-]+/(\d{4})/', first)]
    assert years == list(range(2050, 2030, -1))
    assert len(re.findall(r'<h3><a href="/o/', last)) == 10
    assert "第 3 页，共 3 页" in words(last) and 'rel="next"' not in last


def test_the_file_holds_the_hits(everything, client):
    text = client.get("/search.csv?q=三公").content.decode("utf-8-sig")
    assert text.startswith('"类别","地区代码"')
    assert '"正文","420107"' in text and "#s九" in text and "\r\n" in text
    code = client.get("/search.csv?q=2010301&k=subject").content.decode("utf-8-sig")
    assert '"2010301"' in code and "1247.12" in code


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("青", "青山区"),
        ("青山区政", "武汉市青山区人民政府办公室"),
        ("qsz", "武汉市青山区人民政府办公室"),
        ("20103", "2010301"),
        ("行政运", "行政运行"),
    ],
)
def test_typing_suggests(everything, client, typed, label):
    given = json.loads(client.get("/search/suggestions.json", {"q": typed}).content)["suggestions"]
    assert any(label in one["label"] for one in given)
    assert all(client.get(one["href"]).status_code == 200 for one in given)


def test_a_search_takes_few_queries(everything, client, django_assert_max_num_queries):
    for query in ("三公", "青山", "绝无此词此字", "2010301"):
        with django_assert_max_num_queries(15):
            client.get("/search/", {"q": query})
        with django_assert_max_num_queries(15):
            client.get("/search/suggestions.json", {"q": query})


def test_what_several_reports_explain_alike_is_shown_once(everything, search):
    for disclosure, text in zip(
        everything[2:], ("指为保障行政单位运行的资金。", "另一种解释。"), strict=False
    ):
        disclosure.current.terms.create(position=0, name="机关运行经费", text=text, page=40)
        index.rebuild(disclosure)
    html = search("机关运行经费", "&k=term")
    assert counts(html)["名词"] == "3"
    assert html.count("指为保障行政单位运行的资金。</a>") == 1
    assert words(html).count("这一页另有 1 份报告同样解释") == 1
    alike = re.search(r'<details class="same">.*?</details>', html, re.S)[0]
    assert alike.count("#mc0") == 1 and "另一种解释" not in alike
