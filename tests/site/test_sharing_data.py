"""What machines get: feeds, the sitemap, robots.txt and the data described as schema.org Datasets."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import sitemaps
from disclosures.feeds import stable_id
from tests import builders as make
from tests.site import reports

OFFICE = "/o/420107-government-office/"
FEEDS = ("/feed.xml", "/d/420107/feed.xml", f"{OFFICE}feed.xml", "/quality/feed.xml")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def every(db):
    found = reports.all_reports()
    make.finding(found[1].current, "P01_CHANGE", "fail", message="两处不同。", key="abc1234567")
    return found


@pytest.fixture
def draft():
    return make.disclosure(make.department("420107-audit", "武汉市青山区审计局"), 2023, published=False)


def counted(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return response, len(queries)


def atom(client, address):
    return ElementTree.fromstring(client.get(address).content)


def day(element):
    return datetime.fromisoformat(element.text)


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_atom_as_the_standard_asks(client, address):
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, each once, and where they lead."""
    feed = atom(client, address)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert re.search("[一-鿿]", feed.find(f"{ATOM}title").text)
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "部门决算公开"
    (own,) = (link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own == f"http://testserver{address}"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for part in (feed, *entries):
        (identity,) = part.findall(f"{ATOM}id")
        assert identity.text.startswith("urn:uuid:")
        assert day(part.find(f"{ATOM}updated")).tzinfo
        assert len(part.findall(f"{ATOM}title")) == 1
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries)
    assert day(feed.find(f"{ATOM}updated")) == max(day(entry.find(f"{ATOM}updated")) for entry in entries)
    for entry in entries:
        (link,) = (
            link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"
        )
        assert client.get(link.removeprefix("http://testserver").partition("#")[0]).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_asks_little_and_sets_no_cookie(client, address):
    response, queries = counted(client, address)
    assert queries <= MOST_QUERIES
    assert not response.cookies
    assert response["Content-Type"].startswith("application/atom+xml")


def test_ids_stay_where_the_site_moves_and_tell_revisions_apart(client, every):
    def ids(**host):
        feed = ElementTree.fromstring(client.get(f"{OFFICE}feed.xml", **host).content)
        return [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]

    before = ids()
    assert ids(HTTP_HOST="localhost", secure=True) == before
    of = every[1]
    of.current = make.add_revision(of)
    of.save()
    assert len(set(ids()) - set(before)) == 1
    assert stable_id("report/x/1") == "urn:uuid:bfead677-0408-5169-ab03-05a4d25de671"


def test_the_feeds_of_a_department_and_of_its_district_hold_theirs_alone(client):
    def titles(address):
        return [title.text for title in atom(client, address).findall(f"{ATOM}entry/{ATOM}title")]

    assert len(titles("/feed.xml")) == 5
    assert len(titles("/d/420107/feed.xml")) == 3
    assert not any("洪山" in title for title in titles("/d/420107/feed.xml"))
    own = titles(f"{OFFICE}feed.xml")
    assert len([title for title in own if title.endswith("部门决算")]) == 2
    assert len(own) == 3  # and the one 不一致


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/feed.xml"),
        ("/d/420107/", "/d/420107/feed.xml"),
        (OFFICE, f"{OFFICE}feed.xml"),
        ("/quality/", "/quality/feed.xml"),
    ],
)
def test_pages_lead_to_their_feeds(get, page, feed):
    assert re.search(
        rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{feed}">', get(page)
    )


def test_no_draft_is_in_a_feed(client, draft):
    assert "审计局" not in client.get("/feed.xml").content.decode()
    assert client.get("/o/420107-audit/feed.xml").status_code == 404


def listed(response):
    return [
        place.text.removeprefix("http://testserver")
        for place in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")
    ]


def test_the_sitemap_lists_what_is_published_and_nothing_else(client, draft):
    make.disclosure(make.department(), 2023, scope="consolidated")
    response, queries = counted(client, "/sitemap.xml")
    found = listed(response)
    assert queries <= MOST_QUERIES
    assert len(found) == len(set(found))
    assert not any("audit" in address for address in found)
    assert {f"{OFFICE}2023/", f"{OFFICE}2023/?scope=own", OFFICE, "/d/420107/", "/sangong/"} <= set(found)
    assert f"{OFFICE}2023/t/expenditure/?scope=own" in found
    assert not any("/t/government_funds/" in address for address in found)
    assert [address for address in found if client.get(address).status_code != 200] == []


def test_a_long_sitemap_is_an_index_of_files(client, monkeypatch):
    whole = listed(client.get("/sitemap.xml"))
    monkeypatch.setattr(sitemaps, "IN_ONE_FILE", 3)
    for section in sitemaps.SECTIONS.values():
        monkeypatch.setattr(section, "limit", 3)
    response, queries = counted(client, "/sitemap.xml")
    assert response.content.decode().count("<sitemapindex") == 1
    assert queries <= MOST_QUERIES
    files = listed(response)
    assert len(files) > len(sitemaps.SECTIONS)
    found = []
    for file in files:
        part, queries = counted(client, file)
        assert queries <= MOST_QUERIES
        assert len(listed(part)) <= 3
        found += listed(part)
    assert sorted(found) == sorted(whole)


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-reports.xml?p=99", "/sitemap-reports.xml?p=x"]
)
def test_there_is_no_other_sitemap(client, address):
    assert client.get(address).status_code == 404


def test_robots_are_told_of_the_sitemap_and_kept_out_of_the_rest(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /manage/" in text
    assert "Disallow: /embed/" not in text  # they must see that it says noindex


def dataset(html):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(text)


@pytest.mark.parametrize("address", [f"{OFFICE}2023/", OFFICE, "/data/"])
def test_the_data_of_a_page_is_described_with_what_a_dataset_must_have(client, address):
    """schema.org/Dataset: name, a description of 50 to 5000 characters, license and distribution with addresses."""
    found = dataset(client.get(address).content.decode())
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(found["description"]) <= 5000
    assert found["url"] == f"http://testserver{address}"
    assert re.fullmatch(r"20\d\d-01-01/20\d\d-12-31", found["temporalCoverage"])
    assert found["spatialCoverage"]["@type"] == "Place"
    assert found["spatialCoverage"]["name"].startswith("湖北省武汉市")
    page, _, anchor = found["license"].removeprefix("http://testserver").partition("#")
    assert f'id="{anchor}"' in client.get(page).content.decode()
    assert found["distribution"]
    for download in found["distribution"]:
        assert download["@type"] == "DataDownload"
        assert re.fullmatch(r"[a-z]+/[-+.a-z0-9]+", download["encodingFormat"])
        own = download["contentUrl"].removeprefix("http://testserver")
        if not own.startswith("/file/"):
            answer = client.get(own, follow=True)
            assert answer.status_code == 200
            assert answer["Content-Type"].startswith(download["encodingFormat"])


def test_the_data_of_a_report_names_its_years_department_and_files(client, every):
    found = dataset(client.get(f"{OFFICE}2023/").content.decode())
    assert found["creator"]["name"] == "武汉市青山区人民政府办公室"
    assert found["temporalCoverage"] == "2023-01-01/2023-12-31"
    names = [download["name"] for download in found["distribution"]]
    assert "支出决算表" in names
    assert names[-1].startswith("原件：")
    assert found["distribution"][-1]["sha256"] == every[1].current.sha256


def test_no_name_can_end_the_script(client):
    make.disclosure(make.department("420107-x", "</script><b>&局"), 2023)
    html = client.get("/o/420107-x/2023/").content.decode()
    assert dataset(html)["creator"]["name"] == "</script><b>&局"
    assert "</script><b>" not in html
