"""What the readers' pages cost with 10,000 reports: queries and server time, uncached.

``python -m tests.benchmarks.many_reports [--reports 10000] [--folder KEPT]`` fills a database of its own with copies
of the samples under departments of real districts and asks each page through Django's test client, in this process:
no network, no server's overhead. ``DATABASE_URL=postgres://…`` takes a database of its own on that server.
``make bench`` runs it with 1,000 reports; the full measure is the command without ``--reports``. ``--folder`` keeps
the database for the next run.

Counted is this process's own time, and on PostgreSQL the time that it waits for the database besides; ``cpu`` is the
median of the former alone, which other work on the machine changes less.
"""

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import copies
from tests.benchmarks.filled import add_arguments, filled

TIMES, LONGEST = 20, 5  # requests of a page; seconds after which a slow one is asked no more
MOST_QUERIES, MOST_MILLISECONDS = 15, 150
OWN_LIMITS = {"search": 100, "suggestions": 50}


def _pages(slugs: list[str], district: str, year: int) -> dict[str, str]:
    one, *others = slugs
    three = ",".join([one, *others[:2]])
    small = copies.SMALLER[0]
    return {
        "home": "/",
        "district": f"/d/{district}/",
        "district, a year": f"/d/{district}/?y={year}",
        "district, by change": f"/d/{district}/?y={year}&sort=change",
        "city": f"/d/{copies.CITY}/",
        "city, page 2": f"/d/{copies.CITY}/?p=2",
        "province": f"/d/{copies.CITY[:2]}0000/",
        "small city": f"/d/{small}/",
        "department": f"/o/{one}/",
        "report": f"/o/{one}/{year}/",
        "statement": f"/o/{one}/{year}/t/general_budget/",
        "compare departments": f"/compare/?o={three}&y={year}",
        "compare a statement": f"/compare/?o={three}&y={year}&t=general_budget",
        "compare years": f"/compare/?o={one}&y={year},{year - 1},{year - 2}",
        "compare districts": f"/compare/?d={district},{copies.CITY}&y={year}&m=three_public.total.actual",
        "compare, empty": "/compare/",
        "board": "/sangong/",
        "board, a year": f"/sangong/?y={year}",
        "board, by rate": f"/sangong/?y={year}&sort=-rate",
        "board, page 9": f"/sangong/?y={year}&page=9",
        "search": "/search/?q=%E4%B8%89%E5%85%AC",
        "search, three words": "/search/?q=%E6%95%99%E8%82%B2%E5%B1%80+%E4%B8%89%E5%85%AC",
        "search, nothing": "/search/?q=%E5%90%8D%E8%AF%8D%E8%A7%A3%E9%87%8A%E7%BB%9D%E6%97%A0",
        "search, terms": "/search/?q=%E4%B8%89%E5%85%AC&k=term",
        "search, a page": "/search/?q=%E4%B8%89%E5%85%AC&k=text&p=40",
        "suggestions": "/search/suggestions.json?q=%E5%8A%9E%E5%85%AC",
        "suggestions, letters": "/search/suggestions.json?q=zfb",
        "quality": "/quality/",
        "quality, page 9": "/quality/?p=9",
        "quality, last page": "/quality/?p=9999&m=9999",
        "quality, hints": "/quality/?kind=info",
        "quality, a district": f"/quality/?d={district}",
        "quality, a city": f"/quality/?d={copies.CITY}&y={year}",
        "quality, a family": "/quality/?f=across_years",
        "quality of a report": f"/quality/{one}/{year}/",
        "checks": "/quality/checks/",
        "log": "/quality/log/",
        "data": "/data/",
        "site feed": "/feed.xml",
        "district feed": f"/d/{district}/feed.xml",
        "city feed": f"/d/{copies.CITY}/feed.xml",
        "department feed": f"/o/{one}/feed.xml",
        "findings feed": "/quality/feed.xml",
        "sitemap": "/sitemap.xml",
        "sitemap, reports": "/sitemap-reports.xml",
        "sitemap, statements": "/sitemap-statements.xml?p=9",
        "health": "/healthz",
    }


class Waited:
    """The milliseconds that a database on a server of its own takes while this process does nothing."""

    def __init__(self) -> None:
        self.total = 0.0

    def __call__(self, execute: Callable, asked: str, given: Any, many: bool, context: dict) -> Any:
        begun, busy = time.perf_counter(), time.process_time()
        try:
            return execute(asked, given, many, context)
        finally:
            self.total += time.perf_counter() - begun - (time.process_time() - busy)


def taken(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds of one request, and those of this process alone."""
    waited = Waited()
    busy = time.process_time()
    with connection.execute_wrapper(waited):
        b"".join(client.get(address))
    busy = time.process_time() - busy
    return 1000 * (busy + (waited.total if connection.vendor == "postgresql" else 0)), 1000 * busy


def repeated(client: Client, address: str) -> list[tuple[float, float]]:
    """Milliseconds of many requests; of a slow page two will do."""
    begun = time.perf_counter()
    times = [taken(client, address), taken(client, address)]
    while len(times) < TIMES and time.perf_counter() - begun < LONGEST:
        times.append(taken(client, address))
    return times


def measure(pages: dict[str, str]) -> int:
    """Print queries, median and 95th percentile of each page; how many are over their limit."""
    client = Client()
    over = 0
    print(f"{'page':24}{'status':>7}{'queries':>9}{'median':>10}{'p95':>10}{'cpu':>10}{'limit':>7}   ms")
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            status = response.status_code
            b"".join(response)
            queries = len(asked)
        times, own = zip(*repeated(client, address), strict=True)
        p95 = statistics.quantiles(times, n=20)[-1]
        limit = OWN_LIMITS.get(name.split(",")[0], MOST_MILLISECONDS)
        slow = queries > MOST_QUERIES or p95 > limit or status != 200
        over += slow
        mark = "  !" if slow else ""
        print(
            f"{name:24}{status:7}{queries:9}{statistics.median(times):10.1f}{p95:10.1f}"
            f"{statistics.median(own):10.1f}{limit:7}{mark}",
            flush=True,
        )
    print(f"{over} of {len(pages)} over {MOST_QUERIES} queries or their limit")
    return over


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(asked)
    asked.add_argument("--only", default="", help="pages whose name holds this")
    given = asked.parse_args()
    with filled(given):
        importlib.import_module("disclosures.wsgi")  # loaded as it is served
        pages = _pages(*copies.known())
        return measure({name: address for name, address in pages.items() if given.only in name})


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
