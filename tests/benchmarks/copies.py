"""Many reports from a few: copies of the stored samples under departments of real districts, amounts varied.

Half of the departments belong to one large city (1,000 of 2,000, 200 of them the city's own, about 100 a district),
the others to nine smaller cities; each has five years. All rows of a report are copied by the database itself, the
long ones too, so that lists are measured among pages as full as they are in use.
Models are taken from the app registry, as this is loaded before Django is set up.
"""

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from disclosures import department_names, regions
from disclosures.number_ids import disclosure_code

CITY = "410100"
SMALLER = ("440100", "330100", "320100", "510100", "610100", "430100", "370100", "210100", "350100")
YEARS = (2020, 2021, 2022, 2023, 2024)
DISTRICTS = 8  # of a city
OWN_SHARE = 5  # every fifth department of the large city is the city's own
BATCH = 2000
SEED = 5
ACROSS = ("income_total", "expenditure_total", "three_public.total.actual", "agency_operation")
KINDS = Path(regions.__file__).parent / "data" / "department_functions.csv"
PAIRS = "bench_copy"  # which copy comes from which sample
WORDED = "bench_words"  # what finds a copy besides its own words
Row = Any


def model(name: str) -> Any:
    return apps.get_model("disclosures", name)


def known() -> tuple[list[str], str, int]:
    """Departments of one district of the large city, the district, the newest year."""
    held = model("Department").objects.filter(region__parent=CITY).order_by("pk")
    slugs = list(held.values_list("slug", flat=True)[:3])
    return slugs, held[0].region_id, YEARS[-1]


def fill(count: int) -> None:
    """Add ``count`` reports, five years of each department."""
    chance = random.Random(SEED)
    samples = list(model("Disclosure").objects.filter(current__isnull=False).select_related("current"))
    departments = _departments(-(-count // len(YEARS)))
    disclosures = _disclosures(departments, count)
    pairs = [(chance.choice(samples), each) for each in disclosures]
    _revisions(pairs)
    _tell_pairs(pairs, chance)
    for statement in _copies():
        _execute(statement)
    _across(departments, disclosures, chance)
    _searched(departments, disclosures, chance)
    for table in (PAIRS, WORDED):
        _execute(f"DROP TABLE {table}")
    _execute("ANALYZE")


def _execute(statement: str, rows: Iterable[tuple[Any, ...]] | None = None) -> None:
    with connection.cursor() as cursor:
        if rows is None:
            cursor.execute(statement)
        else:
            cursor.executemany(statement, list(rows))


def _regions(codes: Iterable[str]) -> None:
    for code in codes:
        region = regions.region(code)
        if region.parent:
            _regions([region.parent])
        values = {"name": region.name, "full_name": region.full_name, "parent_id": region.parent or None}
        model("Region").objects.get_or_create(code=code, defaults=values)


def _districts(city: str) -> list[str]:
    return [region.code for region in regions.children(city)][:DISTRICTS]


def _places(count: int) -> Iterator[str]:
    """The region of each department: half of them in one city."""
    small = [code for city in SMALLER for code in (city, *_districts(city))]
    large = _districts(CITY)
    for number in range(count):
        turn, of_large = divmod(number, 2)
        if of_large:
            yield small[turn % len(small)]
        else:
            yield CITY if turn % OWN_SHARE == 0 else large[turn % len(large)]


def _departments(count: int) -> list[Row]:
    with KINDS.open(encoding="utf-8", newline="") as file:
        kinds = [(row["function"], row["label"]) for row in csv.DictReader(file)]
    places = list(_places(count))
    _regions(dict.fromkeys(places))
    seen: dict[str, int] = {}
    made = []
    for region in places:
        number = seen[region] = seen.get(region, -1) + 1
        again, kind = divmod(number, len(kinds))
        function, label = kinds[kind]
        name = f"{regions.region(region).full_name}{label}{f'第{again}分局' if again else ''}"
        values = {"name": name, "region_id": region, "function": "" if again else function}
        made.append(model("Department")(slug=f"{region}-copy-{number}", **values))
    departments = model("Department").objects.bulk_create(made, BATCH)
    model("DepartmentName").objects.bulk_create(
        (
            model("DepartmentName")(department=one, name=one.name, key=department_names.key(one.name))
            for one in departments
        ),
        BATCH,
    )
    return departments


def _disclosures(departments: list[Row], count: int) -> list[Row]:
    now = timezone.now()
    pairs = ((department, year) for department in departments for year in YEARS)
    made = [
        model("Disclosure")(
            department=department,
            year=year,
            scope="consolidated",
            published_at=now - timedelta(minutes=place),
            code=disclosure_code(department.slug, year, "consolidated", 12),
        )
        for place, (department, year) in zip(range(count), pairs, strict=False)
    ]
    return model("Disclosure").objects.bulk_create(made, BATCH)


def _revisions(pairs: list[tuple[Row, Row]]) -> None:
    fields = [field.attname for field in model("Revision")._meta.concrete_fields if field.name != "id"]
    made = []
    for sample, each in pairs:
        values = {name: getattr(sample.current, name) for name in fields}
        values |= {"disclosure_id": each.pk, "number": 1, "sha256": f"{each.pk:064x}", "note": ""}
        made.append(model("Revision")(**values))
    revisions = model("Revision").objects.bulk_create(made, BATCH)
    for (_, each), revision in zip(pairs, revisions, strict=True):
        each.current = revision
    _execute("UPDATE disclosures_disclosure SET current_id = %s WHERE id = %s",
             ((each.current_id, each.pk) for _, each in pairs))  # fmt: skip


def _tell_pairs(pairs: list[tuple[Row, Row]], chance: random.Random) -> None:
    _execute(
        f"CREATE TABLE {PAIRS} (of_disclosure bigint, of_revision bigint, disclosure bigint, revision bigint,"
        " department bigint, region varchar(16), city varchar(16), year integer, shift integer, factor real)"
    )
    city_of = dict(model("Region").objects.values_list("code", "parent"))
    large = {CITY, *SMALLER}
    _execute(
        f"INSERT INTO {PAIRS} VALUES ({', '.join(['%s'] * 10)})",
        (
            (
                sample.pk,
                sample.current_id,
                each.pk,
                each.current_id,
                each.department_id,
                region := each.department.region_id,
                region if region in large else city_of[region],
                each.year,
                each.year - sample.year,
                chance.uniform(0.2, 3),
            )
            for sample, each in pairs
        ),
    )
    _execute(f"CREATE INDEX {PAIRS}_of ON {PAIRS} (of_revision)")


def _copies() -> Iterator[str]:
    """Rows like those of the sample, belonging to the copy; in the order in which they name each other."""
    figure = {"disclosure_id": "p.disclosure", "department_id": "p.department", "region_id": "p.region"}
    figure |= {"city_id": "p.city", "year": "p.year", "scope": "'consolidated'"}
    figure |= {"value": "CAST(old.value * p.factor AS bigint)"}
    yield _copied("Figure", figure, f"JOIN {PAIRS} p ON p.of_disclosure = old.disclosure_id")
    of = f"JOIN {PAIRS} p ON p.of_revision = old.revision_id"
    own = {"revision_id": "p.revision"}
    for name in ("Sheet", "Passage", "Term", "Evaluation", "Scorecard"):
        yield _copied(name, own, of)
    claim = own | {"base_year": "old.base_year + p.shift"}
    yield _copied("Claim", claim | {"change_fen": "CAST(old.change_fen * p.factor AS bigint)"}, of)
    claims = (
        " LEFT JOIN disclosures_claim told ON told.id = old.claim_id"
        " LEFT JOIN disclosures_claim made ON made.revision_id = p.revision AND made.position = told.position"
    )
    yield _copied("Finding", own | {"claim_id": "made.id"}, of + claims)
    evaluations = (
        "JOIN disclosures_evaluation told ON told.id = old.evaluation_id"
        f" JOIN {PAIRS} p ON p.of_revision = told.revision_id"
        " JOIN disclosures_evaluation made ON made.revision_id = p.revision AND made.position = told.position"
    )
    yield _copied("Indicator", {"evaluation_id": "made.id"}, evaluations)


def _copied(name: str, changed: dict[str, str], joined: str) -> str:
    table = model(name)._meta.db_table
    columns = [field.column for field in model(name)._meta.concrete_fields if field.name != "id"]
    values = ", ".join(changed.get(column, f'old."{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) SELECT {values} FROM {table} old {joined}"


def _across(departments: list[Row], disclosures: list[Row], chance: random.Random) -> None:
    """Each report against the one of the year before: most agree, some do not."""
    held: dict[int, list[Row]] = {}
    for each in disclosures:
        held.setdefault(each.department_id, []).append(each)
    made = []
    for department in departments:
        position = 0
        own = held[department.pk]
        for earlier, later in pairwise(own):
            for measure in ACROSS:
                made.append(_compared(department, later, earlier, position, measure, chance))
                position += 1
    model("AcrossFinding").objects.bulk_create(made, BATCH)


def _compared(
    department: Row, later: Row, earlier: Row, position: int, measure: str, chance: random.Random
) -> Row:
    outcome = chance.choices(("pass", "rounding", "fail", "not_checkable"), (6, 2, 1, 1))[0]
    place = {"page": 20, "statement": "", "row": "", "column": "", "text": "", "section": "一"}
    return model("AcrossFinding")(
        department=department,
        later=later,
        earlier=earlier,
        position=position,
        check_id="Y_RESTATED",
        measure=measure,
        year=earlier.year,
        outcome=outcome,
        severity="error",
        message="上年数 120.00，上年报告所印 100.00。",
        found="120.00",
        expected="100.00",
        difference="20.00",
        tolerance="0.01",
        where=[place | {"code": later.code}, place | {"code": earlier.code}],
    )


def _searched(departments: list[Row], disclosures: list[Row], chance: random.Random) -> None:
    """What finds a copy: the sample's own words and a number of its own, among the surroundings of the copy."""
    documents = sys.modules["disclosures.search.documents"]
    kinds = dict(model("SearchDocument").Kind.choices)
    differing = set(
        model("Finding").objects.filter(outcome="fail").exclude(severity="info")
        .values_list("revision", flat=True).distinct()
    )  # fmt: skip
    _execute(f"CREATE TABLE {WORDED} (disclosure bigint, kind varchar(10), place bigint, words text)")
    _execute(
        f"INSERT INTO {WORDED} VALUES (%s, %s, %s, %s)",
        (
            (
                each.pk,
                kind,
                documents.document_id(each, 0),
                " ".join(
                    (
                        *documents.surroundings(kind, each, each.current_id in differing),
                        documents.marked(kind, documents.OWN, str(chance.randrange(10**6))),
                    )
                ),
            )
            for each in disclosures
            for kind in kinds
        ),
    )
    _execute(f"CREATE INDEX {WORDED}_of ON {WORDED} (disclosure, kind)")
    _own_words()
    made = [
        document
        for department in departments
        for document in documents.department_documents(
            department,
            department.disclosures.select_related("current", "department__region__parent"),
        )
    ]
    model("SearchDocument").objects.bulk_create(made, BATCH)


def _own_words() -> None:
    """The documents of the samples' reports, once for each copy, with the copy's id, passage and surroundings."""
    most = sys.modules["disclosures.search.documents"].MOST_PLACES
    table = model("SearchDocument")._meta.db_table
    _execute("CREATE TABLE bench_own (id bigint, words text)")
    own = (
        (row.pk, " ".join(word for word in row.words.split() if word[1] == "o"))
        for row in model("SearchDocument").objects.exclude(disclosure=None)
    )
    _execute("INSERT INTO bench_own VALUES (%s, %s)", own)
    _execute(
        f"INSERT INTO {table} (id, kind, department_id, disclosure_id, passage_id, items, words)"
        f" SELECT w.place - ({most - 1} - old.id % {most}), old.kind, p.department, p.disclosure, made.id,"
        f" old.items, own.words || ' ' || w.words FROM {table} old JOIN bench_own own ON own.id = old.id"
        f" JOIN {PAIRS} p ON p.of_disclosure = old.disclosure_id"
        f" JOIN {WORDED} w ON w.disclosure = p.disclosure AND w.kind = old.kind"
        " LEFT JOIN disclosures_passage told ON told.id = old.passage_id"
        " LEFT JOIN disclosures_passage made ON made.revision_id = p.revision AND made.position = told.position"
    )
    _execute("DROP TABLE bench_own")
