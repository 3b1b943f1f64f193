"""Finding a department by its name, a former name, a short form or its district."""

import re

from django.db.models import Count, Max, Q

from disclosures.models import Department, Region

LIMIT = 60
LONGEST = 40


def _matching(words: list[str], condition) -> Q:
    found = Q()
    for word in words:
        found &= condition(word)
    return found


def _contains(word: str) -> Q:
    return (
        Q(name__icontains=word)
        | Q(names__name__icontains=word)
        | Q(region__name__icontains=word)
        | Q(region__full_name__icontains=word)
    )


def _abbreviated(word: str) -> Q:
    """A short form keeps the order of its characters: 青山区政府办 in 青山区人民政府办公室."""
    pattern = ".*".join(re.escape(character) for character in word)
    return Q(name__iregex=pattern) | Q(names__name__iregex=pattern)


def asked_words(given: str) -> str:
    """What is looked for: printable, in single blanks, no longer than a name can be."""
    printable = "".join(character if character.isprintable() else " " for character in given)
    return " ".join(printable.split())[:LONGEST]


def districts(query: str) -> list[Region]:
    """Districts with something published, and the cities above them, whose name contains every word."""
    words = query.split()
    if not words:
        return []
    held = Department.objects.filter(disclosures__current__isnull=False).values("region_id")
    named = _matching(words, lambda word: Q(full_name__icontains=word))
    holding = Q(pk__in=held) | Q(children__in=held)
    return list(Region.objects.filter(named, holding).distinct().order_by("code")[:LIMIT])


def departments(query: str) -> list[Department]:
    """Departments with something published: those that contain every word, else those it abbreviates."""
    words = query.split()
    if not words:
        return []
    published = Department.objects.filter(disclosures__current__isnull=False).select_related("region__parent")
    counted = published.annotate(
        reports=Count("disclosures", distinct=True), newest=Max("disclosures__year")
    ).order_by("region_id", "name")
    for condition in (_contains, _abbreviated):
        matched = published.filter(_matching(words, condition)).values("pk")
        found = list(counted.filter(pk__in=matched)[:LIMIT])
        if found:
            return found
    return []
