"""Every check in plain words, with what it has found and an example from the held reports."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from disclosures.checks_catalogue import CATALOGUE, Entry
from disclosures.models import AcrossFinding, Disclosure, Finding
from disclosures.pages.findings import (
    FAMILIES,
    SEVERITIES,
    Tally,
    kind_of,
    tally_of,
)
from disclosures.pages.quality_list import (
    Alike,
    ListedFinding,
    held_by_department,
    listed,
    on_one,
)
from disclosures.tallies import ONE, TWO, counted_by_check, published_across

# Which outcome makes the clearest example.
LOOKED_AT = 20  # findings of a check, for one that names two numbers
TELLING = ("fail", "rounding", "info", "pass", "not_checkable")


_WORDS = Path(__file__).parent.parent / "data" / "check_words.csv"


def _words() -> dict[str, str]:
    """What each check asks, in plain words, by its id."""
    with _WORDS.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["words"] for row in csv.DictReader(lines)}


WORDS = _words()


@dataclass(frozen=True)
class ExplainedCheck:
    entry: Entry
    words: str
    severity: str
    tally: Tally
    example: ListedFinding | None


@dataclass(frozen=True)
class Family:
    key: str
    title: str
    checks: tuple[ExplainedCheck, ...]


Group = tuple[str, str, str]
GROUP = ("check_id", "outcome", "severity")


def _examples(counted) -> dict[str, ListedFinding]:
    """One finding of each check: of its most telling outcome, one of the earliest."""
    best: dict[str, tuple[int, int, Group]] = {}
    for reports, check, outcome, severity, _ in counted:
        rank = (TELLING.index(kind_of(outcome, severity)), reports, (check, outcome, severity))
        best[check] = min(rank, best.get(check, rank))
    # In the order of an index, so that the first are found without looking at the others.
    shown = Disclosure.objects.filter(current=OuterRef("revision"))
    wanted = {
        ONE: Finding.objects.filter(Exists(shown)).order_by("revision_id", "pk"),
        TWO: published_across().order_by("pk"),
    }
    keys = {
        reports: _first(found, [group for _, of, group in best.values() if of == reports])
        for reports, found in wanted.items()
    }
    own = on_one(Finding.objects.filter(pk__in=keys[ONE]))
    named = [Alike((one,)) for one in (*own, *AcrossFinding.objects.filter(pk__in=keys[TWO]))]
    held = held_by_department(one.department for one in named)
    return {example.finding.check: example for example in listed(named, held)}


def _first(found: QuerySet, groups: list[Group]) -> list[int]:
    """Of each group one of its first: that names two numbers, if one of them does. One query."""
    if not groups:
        return []
    of_one = found.filter(**{name: RawSQL(f"wanted.{name}", ()) for name in GROUP})
    asked, values = of_one.values_list("id", "expected")[:LOOKED_AT].query.sql_with_params()
    first = f"SELECT id FROM ({asked}) AS few ORDER BY expected = '', id LIMIT 1"
    rows = ", ".join(["(%s, %s, %s)"] * len(groups))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted({', '.join(GROUP)}) AS (VALUES {rows}) SELECT ({first}) FROM wanted",
            (*chain.from_iterable(groups), *values),
        )
        return [pk for (pk,) in cursor.fetchall() if pk is not None]


def quality_checks_page() -> tuple[Family, ...]:
    counted = counted_by_check()
    examples = _examples(counted)
    numbers: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for _, check, outcome, severity, number in counted:
        numbers[check].append((outcome, severity, number))
    families: dict[str, list[ExplainedCheck]] = {key: [] for key in FAMILIES}
    for entry in CATALOGUE.values():
        word = SEVERITIES.get(entry.severity, "")
        found, example = tally_of(numbers[entry.id]), examples.get(entry.id)
        explained = ExplainedCheck(entry, WORDS[entry.id], word, found, example)
        families.setdefault(entry.family, []).append(explained)
    return tuple(
        Family(key or "reading", FAMILIES.get(key, key), tuple(own)) for key, own in families.items() if own
    )
