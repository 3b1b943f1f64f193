"""Charts and statements in other people's pages."""

import gzip
import re

import pytest

from tests import builders as make
from tests.conftest import ROOT
from tests.site import reports
from tests.site.conftest import words

OFFICE = "/o/420107-government-office/"
FRAMES = (f"/embed{OFFICE}", f"/embed{OFFICE}2023/", f"/embed{OFFICE}2023/t/expenditure/")
LARGEST = 120_000  # bytes, compressed, with what the frame loads
PARTS = ("static/site.css", "static/embed.css", "static/embed.js", "static/icon.svg")


@pytest.fixture(autouse=True)
def report(db):
    return reports.qingshan_2023()


@pytest.mark.parametrize("address", FRAMES)
def test_anyone_may_frame_it_and_it_sets_no_cookie(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/", OFFICE, f"{OFFICE}2023/", "/sangong/", "/data/"])
def test_nothing_else_may_be_framed(client, address):
    response = client.get(address)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_is_light(client, address):
    loaded = b"".join((ROOT / part).read_bytes() for part in PARTS)
    assert len(gzip.compress(client.get(address).content)) + len(gzip.compress(loaded)) < LARGEST


def test_a_framed_chart_has_its_numbers_as_a_table_and_its_source(get):
    html = get(FRAMES[1])
    rows = re.findall(r'<tr><th scope="row">(\d+)</th><td class="r">(.*?)</td>', html)
    assert ("2023", "9,840.40") in rows
    assert ("2022", "2,993.52") in rows
    assert all(amount in re.search(r"<svg.*</svg>", html, re.S)[0] for _, amount in rows)
    assert f'<a href="http://testserver{OFFICE}2023/#bianhua">' in html
    assert '<base target="_blank">' in html


def test_a_framed_statement_is_the_table_of_the_page(get):
    framed, page = get(FRAMES[2]), get(f"{OFFICE}2023/t/expenditure/")
    rows = re.compile(r"<tbody>\n<tr.*?</tbody>", re.S)
    assert words(rows.search(framed)[0]) == words(rows.search(page)[0])
    assert f'<a href="http://testserver{OFFICE}2023/t/expenditure/">' in framed


@pytest.mark.parametrize(
    "address",
    ["/embed/o/nobody/", f"/embed{OFFICE}1999/", f"/embed{OFFICE}2023/t/nothing/", f"/embed{OFFICE}?scope=x"],
)
def test_what_is_not_there_says_so_inside_the_frame(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "这里现在没有图表" in response.content.decode()


def test_drafts_are_not_framed(client):
    make.disclosure(make.department("420107-audit", "武汉市青山区审计局"), 2023, published=False)
    assert client.get("/embed/o/420107-audit/2023/").status_code == 404


@pytest.mark.parametrize(
    ("page", "frame"),
    [(OFFICE, FRAMES[0]), (f"{OFFICE}2023/", FRAMES[1]), (f"{OFFICE}2023/t/expenditure/", FRAMES[2])],
)
def test_the_page_offers_the_code_to_copy(get, client, page, frame):
    code = words(re.search(r'<pre id="qianru-ma".*?>(.*?)</pre>', get(page), re.S)[0])
    source = re.search(r'<iframe src="http://testserver(.*?)"', code)[1]
    assert source.startswith(frame)
    assert client.get(source.replace("&amp;", "&")).status_code == 200
    assert re.search(r' title="[^"]+" width="100%" height="\d+"', code)
    assert '<script src="http://testserver/static/embed-host.js" async></script>' in code
