"""Every reader's page asks the database as often with one report as with several times as many, and seldom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import completeness
from disclosures.number_ids import number_id
from disclosures.search import index
from tests import builders as make
from tests.site import reports

MOST = 15
SLUG = "420107-government-office"
PAGES = (
    "/",
    "/d/420107/",
    "/d/420107/?sort=change",
    "/d/420107/?sort=sangong",
    "/d/420100/",
    f"/o/{SLUG}/",
    f"/o/{SLUG}/2023/",
    f"/o/{SLUG}/2023/t/general_budget/",
    "/sangong/",
    "/search/?q=三公",
    "/search/?q=政府办&k=department",
    "/search/suggestions.json?q=政府",
    "/quality/",
    "/quality/?kind=info",
    "/quality/?d=420107&y=2023",
    f"/quality/{SLUG}/2023/",
    "/quality/checks/",
    "/quality/log/",
    "/data/",
    "/feed.xml",
    "/d/420107/feed.xml",
    f"/o/{SLUG}/feed.xml",
    "/quality/feed.xml",
    "/sitemap.xml",
    "/sitemap-reports.xml",
    "/sitemap-statements.xml",
)


def _finding(of):
    make.finding(of.current, "T01_BALANCE", "fail", "warning", "收入与支出不等。")
    make.finding(of.current, "X_ECON_FUNC", "fail", "info", "口径可以不同。")
    completeness.rebuild(of)
    index.rebuild(of)


def _add(numbers):
    """As many departments more in the same district, each with what the pages list."""
    for number in numbers:
        department = make.department(f"420107-bureau-{number}", f"武汉市青山区第{number}局")
        of = make.disclosure(department, 2023)
        make.sheet(of.current, "summary", reports.SUMMARY)
        make.figures(of, {"expenditure_current": "100.00", "three_public.total.actual": "1.00"})
        make.change_claim(of.current, "expenditure_total", "100.00", "20.00", "25")
        _finding(of)


def _asked(client, address):
    client.get(address)  # what is loaded once a process is loaded
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        b"".join(response)
    assert response.status_code == 200, address
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("address", [*PAGES, "number"])
def test_a_page_asks_as_often_with_many_reports(address, qingshan, client):
    _finding(qingshan)
    if address == "number":
        address = f"/n/{number_id(qingshan.code, 'summary', '60', '2')}/"
    _add(range(1))  # what is asked only where there is something to ask it of is asked with both
    few = _asked(client, address)
    _add(range(1, 9))
    many = _asked(client, address)
    assert len(many) <= MOST, many
    assert len(many) == len(few), [sql for sql in many if sql not in few]
