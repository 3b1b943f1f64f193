"""What the search finds is what readers see, and the database's index of it is whole."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from disclosures.models import Department, SearchDocument
from disclosures.search import index
from ingest.integrity.fault import Fault, of_row
from ingest.parsing.wire import UNREADABLE

FIELDS = ("id", "kind", "disclosure_id", "passage_id", "items", "words")


def faults() -> Iterator[Fault]:
    for department in Department.objects.select_related("region__parent").order_by("pk"):
        yield from _of_department(department)
    if connection.vendor == "sqlite":
        yield from _words()


def _of_department(department: Department) -> Iterator[Fault]:
    held = {row["id"]: row for row in SearchDocument.objects.filter(department=department).values(*FIELDS)}
    try:
        rebuilt = {
            row.pk: {name: getattr(row, name) for name in FIELDS} for row in index.expected(department)
        }
    except UNREADABLE as error:
        yield of_row("search_unreadable", department, f"{department} 的搜索内容无法重建：{error!r}")
        return
    if held != rebuilt:
        lacking, extra = len(rebuilt.keys() - held.keys()), len(held.keys() - rebuilt.keys())
        other = sum(held[key] != rebuilt[key] for key in held.keys() & rebuilt.keys())
        message = f"{department} 的搜索内容与重建的不同：缺 {lacking} 条，多 {extra} 条，不同 {other} 条"
        yield of_row("search_differs", department, message)


def _words() -> Iterator[Fault]:
    """SQLite compares its index with the rows; PostgreSQL keeps its index itself."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO disclosures_searchindex(disclosures_searchindex, rank) VALUES('integrity-check', 1)"
            )
    except DatabaseError as error:
        yield Fault("search_index_damaged", "database", f"搜索的索引与其内容不符：{error}")
