"""The documents that a search finds of each kind, counted and in order, in three queries at most."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.models import Department, SearchDocument
from disclosures.pages.found import holds, load
from disclosures.search.folding import fold
from disclosures.search.index import Cuts, Found, find_all
from disclosures.search.words import Asked

Kind = SearchDocument.Kind
PER_PAGE, PER_GROUP = 20, 3
CHECKED = 2 * PER_PAGE  # of so few, each is looked at: do the words stand there as they are?
RANKED = 5 * PER_PAGE  # departments of which the closest come first


@dataclass(frozen=True)
class Match:
    """``count`` of all, ``more`` where that is where counting stopped, the ``documents`` of the page asked for."""

    count: int = 0
    more: bool = False
    documents: tuple[SearchDocument, ...] = ()


def matches(question: Asked, kind: str = "", page: int = 1) -> dict[str, Match]:
    """Every kind with its first few, or one with a page of it and the others counted."""
    start = (page - 1) * PER_PAGE
    found = find_all(question, _cuts(kind, start))
    loose = not found[Kind.DEPARTMENT].count and _abbreviates(question)
    if loose:
        found |= find_all(question, {Kind.DEPARTMENT: (RANKED, 0)}, loose=True)
    rows = load(key for one, result in found.items() for key in _looked_at(one, result, kind))
    first = start if start < _before_offset(kind) else 0
    cuts = {one: (first, PER_PAGE) if one == kind else (0, 0 if kind else PER_GROUP) for one in found}
    return {
        one: _match(one, result, rows, question, loose and one == Kind.DEPARTMENT, cuts[one])
        for one, result in found.items()
    }


def _before_offset(kind: str) -> int:
    """How many of a kind are fetched for its first pages, and cut here; the later pages the database cuts."""
    return RANKED if kind == Kind.DEPARTMENT else CHECKED


def _cuts(kind: str, start: int) -> Cuts:
    cuts = {one: (_before_offset(one), 0) for one in Kind.values}
    if kind and start >= _before_offset(kind):
        cuts[kind] = (PER_PAGE, start)
    return cuts


def _looked_at(one: str, found: Found, kind: str) -> tuple[int, ...]:
    """All of a few; of many those that may be shown."""
    if found.count <= CHECKED or one in (kind, Kind.DEPARTMENT):
        return found.ids
    return () if kind else found.ids[:PER_GROUP]


def _match(kind: str, found: Found, rows: dict, question: Asked, loose: bool, cut: tuple[int, int]) -> Match:
    held, count = [rows[key] for key in found.ids if key in rows], found.count
    if loose:
        held = [row for row in held if _in_order(row, question)]
        count = len(held)
    elif count <= CHECKED:
        held = [row for row in held if holds(row, question.words)]
        count = len(held)
    if kind == Kind.DEPARTMENT:
        held = closest(held, question)
    first, most = cut
    return Match(count, found.more, tuple(held[first : first + most]))


def _abbreviates(question: Asked) -> bool:
    return any(len(word) > 2 and not word.isascii() for word in question.words)


def _in_order(row: SearchDocument, question: Asked) -> bool:
    """A short form keeps the order of its characters: 青山区政府办 in 青山区人民政府办公室."""
    names = [fold(item["name"]).text for item in row.items]
    return any(all(_follows(word, name) for word in question.words) for name in names)


def _follows(word: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in word)


def closest(rows: Iterable[SearchDocument], question: Asked) -> list[SearchDocument]:
    """Departments by how closely their name fits what is typed."""
    return sorted(rows, key=lambda row: _distance(row.department, question))


def _distance(department: Department, question: Asked) -> tuple:
    name = fold(department.name).text
    starts = [name.find(word) for word in question.words]
    within = max(starts) if min(starts) >= 0 else len(name)
    return (name != question.words[0], within, len(name), department.region_id, department.slug)
