"""The index of the search: filled when something is published, emptied when it is withdrawn, and asked.

Both databases keep the same rows; only the question is put to SQLite's FTS5 and to PostgreSQL's GIN in their own words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from disclosures.models import Department, Disclosure, SearchDocument
from disclosures.search.documents import department_documents, report_documents
from disclosures.search.words import Asked, conditions, fts5_query, tsquery

Cuts = dict[str, tuple[int, int]]  # kind → (limit, offset)

COUNTED = 50_000  # beyond that a count says “more than”
BATCH = 500

_FTS5 = (
    "SELECT rowid AS id FROM disclosures_searchindex WHERE disclosures_searchindex MATCH %s"
    " ORDER BY rowid DESC LIMIT %s"
)
_GIN = (
    "SELECT id FROM disclosures_searchdocument WHERE disclosures_search_words(words) @@ %s::tsquery LIMIT %s"
)
# Counted and cut in one reading. Materialized, or PostgreSQL may go through all documents in the order of their ids.
_OF_KIND = (
    "SELECT * FROM (WITH found AS MATERIALIZED ({}) SELECT %s AS kind, 1 AS what, count(*) AS number FROM found"
    " UNION ALL SELECT %s, 2, id FROM (SELECT id FROM found ORDER BY id DESC LIMIT %s OFFSET %s) AS cut) AS {}"
)


@dataclass(frozen=True)
class Found:
    """``count`` of all, at most ``COUNTED``; ``ids`` of those asked for, newer years first."""

    count: int = 0
    ids: tuple[int, ...] = ()

    @property
    def more(self) -> bool:
        return self.count >= COUNTED


def find(kind: str, question: Asked, limit: int, offset: int = 0, loose: bool = False) -> Found:
    """The documents of one kind that a question finds, in one query; ``loose`` as in ``conditions``."""
    return find_all(question, {kind: (limit, offset)}, loose)[kind]


def find_all(question: Asked, cuts: Cuts, loose: bool = False) -> dict[str, Found]:
    """The same for several kinds, each with its limit and offset, in one query."""
    sqlite = connection.vendor == "sqlite"
    parts, given = [], []
    for kind, cut in cuts.items():
        found_in = conditions(kind, question, loose)
        if found_in:
            parts.append(_OF_KIND.format(_FTS5 if sqlite else _GIN, f"of_{kind}"))
            given += [fts5_query(found_in) if sqlite else tsquery(found_in), COUNTED, kind, kind, *cut]
    rows: list[tuple[str, int, int]] = []
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), given)
            rows = cursor.fetchall()
    return {kind: _found(row for row in rows if row[0] == kind) for kind in cuts}


def _found(rows: Iterable[tuple[str, int, int]]) -> Found:
    count, ids = 0, []
    for _, what, number in rows:
        if what == 1:
            count = number
        else:
            ids.append(number)
    return Found(count, tuple(sorted(ids, reverse=True)))


def rebuild(disclosure: Disclosure) -> int:
    """Index what readers see of a report, and its department; how many documents. What they do not see is dropped."""
    with transaction.atomic():
        department = _locked(disclosure.department_id)
        return _rebuild_report(disclosure) + _rebuild_department(department)


def rebuild_department(department: Department) -> int:
    """Index all reports of a department anew: its name is part of what finds them."""
    with transaction.atomic():
        department = _locked(department.pk)
        made = sum(_rebuild_report(one) for one in department.disclosures.select_related("current"))
        return made + _rebuild_department(department)


def expected(department: Department) -> Iterator[SearchDocument]:
    """What the index should hold of a department and its reports."""
    shown = list(department.disclosures.published().select_related("current", "department__region__parent"))
    yield from department_documents(department, shown)
    for disclosure in shown:
        yield from report_documents(disclosure)


def _locked(pk: int) -> Department:
    """Two reports of one department are published one after the other."""
    return Department.objects.select_for_update(of=("self",)).select_related("region__parent").get(pk=pk)


def _rebuild_report(disclosure: Disclosure) -> int:
    SearchDocument.objects.filter(disclosure=disclosure).delete()
    if disclosure.current is None:
        return 0
    return _store(report_documents(disclosure))


def _rebuild_department(department: Department) -> int:
    SearchDocument.objects.filter(department=department, disclosure__isnull=True).delete()
    shown = department.disclosures.published().select_related("current", "department__region__parent")
    return _store(department_documents(department, shown))


def _store(documents: list[SearchDocument]) -> int:
    return len(SearchDocument.objects.bulk_create(documents, batch_size=BATCH))
