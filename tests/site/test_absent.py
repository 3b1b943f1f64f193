"""Pages for what is not there say what may have been meant."""

import re

import pytest

from tests.site.conftest import words

SLUG = "420107-government-office"


def offered(html):
    listed = re.search(r'<ul class="said-list">(.*?)</ul>', html, re.S)
    return re.findall(r'href="([^"]+)"', listed[1]) if listed else []


@pytest.mark.parametrize(
    "address", ["/o/420107-goverment-office/2023/", "/o/420107-government-ofice/2023/t/summary/"]
)
def test_an_address_with_a_slip_leads_to_the_report(qingshan, get, address):
    html = get(address, 404)
    assert offered(html)[0] == f"/o/{SLUG}/2023/"
    assert f"{qingshan.department.name} 2023 年度" in words(html)


def test_another_year_of_the_department_is_offered(qingshan, get):
    assert offered(get(f"/o/{SLUG}/2001/", 404)) == [f"/o/{SLUG}/2023/", f"/o/{SLUG}/"]


@pytest.mark.parametrize("address", ["/o/zzz/", "/nothing/", "/o/%00/", "/d/999999/", "/o/420107-x/2023/"])
def test_what_is_like_nothing_offers_nothing(qingshan, get, address):
    html = get(address, 404)
    assert offered(html) == []
    assert 'role="search"' in html


def test_what_is_not_published_is_never_offered(qingshan, get):
    qingshan.current = None
    qingshan.save()
    assert offered(get("/o/420107-goverment-office/2023/", 404)) == []


def test_it_asks_little_of_the_database(qingshan, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/o/420107-goverment-office/2023/")
