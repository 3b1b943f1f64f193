"""What those who pass a page on get: titles, descriptions, one address, citations, posters' data, QR codes."""

import json
import re
from collections import defaultdict
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from disclosures.pages.citation import DATA, Cited, citations
from tests import builders as make
from tests.conftest import ROOT
from tests.site import reports

OFFICE = "/o/420107-government-office/"
REPORT = f"{OFFICE}2023/"
COMPARISON = "/compare/?o=420107-government-office,420111-government-office&y=2023"
DISTRICTS = "/compare/?d=420107,420111&y=2023&m=three_public.total.actual"
ORIGIN = "http://testserver"
# Addresses of files, of frames and of people who are logged in; the error form is about another page.
NO_PAGES = ("/static", "/file", "/page", "/crop", "/accounts", "/manage", "/admin", "/embed", "/report-error")
MOST_OF_A_KIND = 40


@pytest.fixture
def all_reports(db):
    return reports.all_reports()


def meta(html, name):
    found = re.findall(rf'<meta (?:name|property)="{name}" content="(.*?)">', html, re.S)
    assert len(found) == 1, (name, found)
    return unescape(found[0])


def titled(html):
    return unescape(re.search(r"<title>(.*?)</title>", html, re.S)[1])


def links(html, language=""):
    """Where a page leads in its own language, and out of all of them."""
    found = (unescape(href) for href in re.findall(r'href="(/[^"#]*)', html))
    own = [
        href
        for href in found
        if href.startswith(f"{language}/") and (language or not href.startswith("/en/"))
    ]
    return [href for href in own if not href.removeprefix(language).startswith(NO_PAGES)]


def walk(client, language=""):
    """(address, page) of what can be reached from the first page of a language, numbers and filters in part."""
    seen, todo, kinds = set(), [f"{language}/"], defaultdict(int)
    while todo:
        address = todo.pop(0)
        kind = address.removeprefix(language).split("?")[0].split("/")[1]
        if address in seen or kinds[kind] >= MOST_OF_A_KIND:
            continue
        seen.add(address)
        kinds[kind] += 1
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            yield address, html
            todo += links(html, language)


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_has_a_title_a_description_and_an_address_of_its_own(all_reports, client, language):
    make.disclosure(make.department(), 2023, scope="consolidated")
    make.sheet(all_reports[1].current, "other", state="amounts")
    titles, descriptions, pages = defaultdict(set), defaultdict(set), 0
    for address, html in walk(client, language):
        pages += 1
        title, description = titled(html), meta(html, "description")
        canonical = unescape(re.findall(r'<link rel="canonical" href="(.*?)">', html)[0])
        assert len(title) > 1, address
        assert len(description) > 8, address
        assert meta(html, "og:title") == title
        assert meta(html, "og:description") == description
        assert meta(html, "og:url") == ORIGIN + canonical
        assert meta(html, "og:image").startswith(f"{ORIGIN}/static/share")
        titles[title].add(canonical)
        descriptions[description].add(canonical)
    assert pages > 80
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}
    assert {text: found for text, found in descriptions.items() if len(found) > 1} == {}


def test_the_picture_for_links_has_the_size_that_it_says():
    with Image.open(ROOT / "static" / "share.png") as picture:
        assert picture.size == (1200, 630)


@pytest.mark.parametrize(
    "added", ["?from=singlemessage&isappinstalled=0", "?utm_source=weibo", "?sort=-actual", "?scope="]
)
def test_what_messengers_add_to_an_address_is_no_other_page(all_reports, client, added):
    html = client.get(REPORT + added).content.decode()
    assert meta(html, "og:url") == ORIGIN + REPORT


@pytest.mark.parametrize(
    "address", [REPORT, f"{REPORT}t/expenditure/", COMPARISON, DISTRICTS, "/sangong/?y=2023", OFFICE]
)
def test_pages_are_cited_in_three_ways_with_address_and_day(all_reports, get, address):
    cited = re.findall(r'<pre id="y\d".*?>(.*?)</pre>', get(address), re.S)
    assert len(cited) == 3
    for text in map(unescape, cited):
        assert ORIGIN + address.split("?")[0] in text
        assert re.search(r"20\d\d[-年]\d\d?", text)
    assert re.search(r"\[(R|DB)/OL\]", cited[0])
    assert cited[2].startswith("@misc{")


def test_a_statement_is_cited_with_its_page_and_file(all_reports, get):
    cited = re.findall(r'<pre id="y\d".*?>(.*?)</pre>', get(f"{REPORT}t/expenditure/"), re.S)
    sha256 = all_reports[1].current.sha256[:16]
    assert re.match(
        r"武汉市青山区人民政府办公室\. 2023年度部门决算: 支出决算表\[R/OL\]: 9\[\d{4}-\d\d-\d\d\]\. http",
        cited[0],
    )
    assert all(sha256 in text for text in cited)


def test_a_comparison_is_cited_with_its_reports():
    cited = Cited(
        "c", "部门决算公开", "甲、乙：2023年比较", "http://x/compare/", carrier=DATA, sources="甲、乙的报告"
    )
    national, plain, bibtex = (one.text for one in citations(cited, date(2026, 11, 21)))
    assert "[DB/OL][" in national
    assert national.endswith("http://x/compare/. 据甲、乙的报告.")
    assert plain.endswith("取自 http://x/compare/（据甲、乙的报告）。")
    assert "pages" not in bibtex
    assert "note = {甲、乙的报告}" in bibtex


def poster(html):
    return json.loads(
        re.search(r'<script id="poster-data" type="application/json">(.*?)</script>', html, re.S)[1]
    )


def test_the_poster_of_a_report_says_what_the_page_says(all_reports, get):
    html = get(REPORT)
    data = poster(html)
    assert data["lead"]["label"] == "收、支总计"
    assert (data["lead"]["value"], data["lead"]["unit"]) == ("9,840.40", "万元")
    assert data["lead"]["notes"][0] == {"words": "▲ 比上年增 6,846.88，增长 228.7%", "tone": "increase"}
    assert [figure["label"] for figure in data["figures"][:2]] == ["“三公”经费决算", "机关运行经费"]
    assert [(bar["label"], bar["value"]) for bar in data["groups"][0]["bars"]] == [
        ("2021", "未收录"),
        ("2022 推算", "2,993.52"),
        ("2023", "9,840.40"),
    ]
    assert data["address"] == ORIGIN + REPORT
    assert data["qr"] == f"/qr.svg?to={quote(REPORT, safe='')}"
    assert "SHA-256" in data["source"]
    assert data["checked"] == "核对 4 处：不一致 0，无法核对 1，舍入内一致 0，吻合 3"


def test_the_poster_of_a_number_shows_its_place_and_its_check(all_reports, get):
    of = all_reports[1]
    data = poster(get(f"/n/{of.code}-03-206-1/"))
    assert data["title"] == ["206 科学技术支出", "本年支出合计"]
    assert data["lead"]["value"] == "3,500.63"
    assert "原件第 9 页" in data["lead"]["notes"][0]["words"]
    assert data["lead"]["mark"] == {"look": "none", "word": "无法核对"}


def test_the_poster_of_a_refused_comparison_draws_no_bars_and_says_why(all_reports, get):
    data = poster(get(COMPARISON))
    assert any("不作比较" in text for text in data["refused"])
    assert all(bar["share"] is None for group in data["groups"] for bar in group["bars"])
    assert "洪山区" in data["source"]


def test_the_poster_of_the_board_keeps_its_order_and_ranks_only_what_may_be_ranked(all_reports, get):
    every, one = poster(get("/sangong/")), poster(get("/sangong/?y=2023&d=420107"))
    values = [bar["value"] for bar in every["groups"][0]["bars"]]
    assert values == ["43.43", "27.14", "23.98", "0.65"]
    assert "不编名次" in every["refused"][0]
    assert one["title"] == ["青山区“三公”经费决算"]
    assert one["refused"] == []


def decoded(svg):
    """What a reader of QR codes sees in the drawing: its squares, painted."""
    side = int(re.search(r'width="(\d+)"', svg)[1])
    path = re.search(r'class="qrline"[^>]* d="([^"]+)"', svg)[1]
    picture = Image.new("L", (side, side), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([^Mmh]+)", path):
        moved = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if letter == "h":
            pen.rectangle([x * 8, (y - 0.5) * 8, (x + moved[0]) * 8 - 1, (y + 0.5) * 8 - 1], fill=0)
            x += moved[0]
        else:
            x, y = (x + moved[0], y + moved[1]) if letter == "m" else (moved[0], moved[1])
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("path", [REPORT, COMPARISON, "/n/ppxnj2k-03-201-1/"])
def test_the_qr_code_leads_to_the_page(client, path):
    response = client.get("/qr.svg", {"to": path})
    assert response["Content-Type"] == "image/svg+xml"
    assert decoded(response.content.decode()) == [ORIGIN + path]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "o/x/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "https://elsewhere.example/",
        "/\x00",
        "/青",
        "/" + "x" * 1000,
    ],
)
def test_no_qr_code_leads_elsewhere(client, path):
    assert client.get("/qr.svg", {"to": path}).status_code == 400
