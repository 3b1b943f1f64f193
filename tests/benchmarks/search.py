"""How long a search and a suggestion take with many reports: server time, in this process, through the whole view.

``python -m tests.benchmarks.search [--reports 10000] [--postgres]`` fills a database of its own with the search
documents of the samples under invented departments, on SQLite or on the PostgreSQL server of the tests.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import postgres

SEARCH_LIMIT, SUGGEST_LIMIT, MOST_QUERIES = 100, 50, 15  # milliseconds, milliseconds, queries
TIMES, SEED, BATCH = 15, 6, 2000
YEARS = range(2020, 2025)
KINDS = (
    "教育局",
    "财政局",
    "民政局",
    "卫生健康局",
    "人民政府办公室",
    "水务局",
    "司法局",
    "统计局",
    "审计局",
    "档案馆",
)
SEARCHES = (
    "三公", "绩效", "三公经费", "2010301", "20103", "教育局", "预算", "项目支出", "9840.4", "机关运行经费 减少",
    "教育局 三公", "区027 三公 2023", "公务用车购置", "名词解释绝无", "zfb", "行政", "的",
)  # fmt: skip
TYPED = ("教", "教育", "教育局", "三公", "2010", "zfb", "区02", "人民政府办公室", "行政运", "绝无仅有")
ROOT = Path(__file__).resolve().parents[2]


def model(name: str) -> Any:
    """Loaded before Django is set up."""
    return apps.get_model("disclosures", name)


def fill(reports: int) -> None:
    """That many reports more: each has the documents of a sample, with amounts and surroundings of its own."""
    chance = random.Random(SEED)
    samples = _samples()
    with transaction.atomic():
        for number in range(reports // len(YEARS)):
            _add_department(number, samples, chance)


def _samples() -> list[list[Any]]:
    documents = model("SearchDocument").objects.exclude(disclosure=None).select_related("passage")
    found: dict[int, list[Any]] = {}
    for document in documents.order_by("-id"):
        document.words = " ".join(word for word in document.words.split() if word[1] == "o")
        found.setdefault(document.disclosure_id, []).append(document)
    return list(found.values())


def _region(number: int) -> Any:
    city, _ = model("Region").objects.get_or_create(
        code="990100", defaults={"name": "试验市", "full_name": "试验市"}
    )
    name = f"区{number:03}区"
    region, _ = model("Region").objects.get_or_create(
        code=f"9901{number:03}", defaults={"name": name, "full_name": f"试验市{name}", "parent": city}
    )
    return region


def _add_department(number: int, samples: list[list[Any]], chance: random.Random) -> None:
    search = sys.modules["disclosures.search.documents"]
    region = _region(number // len(KINDS))
    name = f"{region.full_name}{KINDS[number % len(KINDS)]}"
    department = model("Department").objects.create(slug=f"bench-{number}", name=name, region=region)
    model("DepartmentName").objects.create(department=department, name=name, key=name)
    shown, documents = [], []
    for year in YEARS:
        disclosure = _disclosure(department, year)
        shown.append(disclosure)
        documents += _documents(disclosure, chance.choice(samples), chance)
    documents += search.department_documents(department, shown)
    model("SearchDocument").objects.bulk_create(documents, batch_size=BATCH)


def _disclosure(department: Any, year: int) -> Any:
    disclosure = model("Disclosure").objects.create(department=department, year=year, scope="own")
    values = {
        "number": 1,
        "size": 1,
        "media_type": "application/pdf",
        "original_name": "a.pdf",
        "path": "a.pdf",
    }
    values |= {"sha256": f"{disclosure.pk:064x}", "unit": "万元", "layout": "a", "parser_version": "a"}
    disclosure.current = model("Revision").objects.create(disclosure=disclosure, **values)
    disclosure.save()
    return disclosure


def _documents(disclosure: Any, sample: list[Any], chance: random.Random) -> list[Any]:
    search = sys.modules["disclosures.search.documents"]
    differs = chance.random() < 0.3
    kinds = {one.kind for one in sample}
    about = {kind: " ".join(search.surroundings(kind, disclosure, differs)) for kind in kinds}
    made = []
    for place, one in enumerate(sample):
        document = model("SearchDocument")(kind=one.kind, items=one.items, disclosure=disclosure)
        document.id, document.department = search.document_id(disclosure, place), disclosure.department
        document.words = f"{one.words} {one.words[:2]}{chance.randrange(10**6)} {about[one.kind]}"
        if one.passage:
            kept = ("position", "part", "number", "title", "page", "paragraphs")
            copied = {field: getattr(one.passage, field) for field in kept}
            document.passage = model("Passage")(revision=disclosure.current, **copied)
        made.append(document)
    model("Passage").objects.bulk_create(one.passage for one in made if one.passage)
    return made


def measured(ask: Callable[[], Any]) -> tuple[list[float], list[float], int]:
    """Milliseconds of each time, those of this process's own work, and the queries of one."""
    ask()
    taken, worked = [], []
    for _ in range(TIMES):
        begun, busy = time.perf_counter(), time.process_time()
        ask()
        worked.append(1000 * (time.process_time() - busy))
        taken.append(1000 * (time.perf_counter() - begun))
    with CaptureQueriesContext(connection) as queries:
        ask()
    return taken, worked, len(queries)


def report(name: str, address: str, asked: tuple[str, ...], limit: int) -> None:
    """One line for each question, one for all of them."""
    client, every, busy, most = Client(), [], [], 0
    for words in asked:
        taken, worked, queries = measured(lambda words=words: client.get(address, {"q": words}))
        every += taken
        busy += worked
        most = max(most, queries)
        print(f"  {name:12}{statistics.median(taken):7.1f} ms  {queries:3} queries  {words}")
    print(
        f"{name}: {_told(every)} (limit {limit}); of it this process's own work {_told(busy)};"
        f" {most} queries (limit {MOST_QUERIES})"
    )


def _told(taken: list[float]) -> str:
    ordered = sorted(taken)
    return f"median {ordered[len(ordered) // 2]:.0f} ms, 95 % {ordered[len(ordered) * 95 // 100]:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--postgres", action="store_true", help="on the PostgreSQL server of the tests")
    asked = parser.parse_args()
    with ExitStack() as kept:
        folder = kept.enter_context(tempfile.TemporaryDirectory())
        address = (
            kept.enter_context(postgres.database()) if asked.postgres else f"sqlite:///{folder}/db.sqlite3"
        )
        os.environ |= {
            "DATA_DIR": folder,
            "DATABASE_URL": address,
            "DEBUG": "false",
            "SECRET_KEY": "benchmark",
        }
        os.environ |= {"ALLOWED_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "disclosures.settings"}
        for command in (
            ["migrate", "-v0"],
            ["ingest", "--publish", "ingest/samples"],
            ["collectstatic", "-v0", "--noinput"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
            )
        django.setup()
        begun = time.perf_counter()
        fill(asked.reports)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        held = model("SearchDocument").objects.count()
        print(
            f"{connection.vendor}: {model('Disclosure').objects.count():,} reports, {held:,} documents,"
            f" filled in {time.perf_counter() - begun:.0f} s"
        )
        report("search", "/search/", SEARCHES, SEARCH_LIMIT)
        report("suggestions", "/search/suggestions.json", TYPED, SUGGEST_LIMIT)
        connection.close()


if __name__ == "__main__":
    main()
