"""Printed text and typed words in one form, and the tokens under which both are found. Plain data, no Django.

Full and half width, case, quotation marks, brackets, blanks within Chinese text and thousands separators make no
difference: “三公”经费, 三公经费 and 「三 公」经费 are one. Chinese has no blanks between words, so it is found by its
bigrams, in Python, alike on every database.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

LONGEST_RUN = 40
# What writers put around and between the parts of a term, and readers leave out.
_DROPPED = frozenset("“”‘’\"'「」『』《》〈〉()【】[]〔〕{}﹃﹄·•")
_NOTHING = {ord(character): None for character in (*_DROPPED, *" \t\r\n\u00a0")}
_ASCII = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")
_RUN = re.compile(r"[0-9a-z]+(?:\.[0-9]+)*|[^\W0-9a-z_]+")


@dataclass(frozen=True)
class Folded:
    """``places``: where each character of ``text`` stands in the printed text."""

    text: str
    places: tuple[int, ...]


@cache
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).lower()
    return "".join(one for one in plain if one not in _DROPPED)


def fold(printed: str) -> Folded:
    """The compared form of a text, with the way back to what is printed."""
    text: list[str] = []
    places: list[int] = []
    blank = False
    for place, character in enumerate(printed):
        if character.isspace():
            blank = True
            continue
        if character == "," and _within_number(printed, place):
            continue
        for one in _folded(character):
            if blank and text and text[-1] in _ASCII and one in _ASCII:
                text.append(" ")
                places.append(place - 1)
            blank = False
            text.append(one)
            places.append(place)
    return Folded("".join(text), tuple(places))


def plain(printed: str) -> str:
    """Much the same as ``fold`` without the way back, quickly: to ask whether a Chinese word stands in a text."""
    return unicodedata.normalize("NFKC", printed).lower().translate(_NOTHING)


def _within_number(printed: str, place: int) -> bool:
    """9,840.40: a digit before and exactly three after."""
    after = printed[place + 1 : place + 5]
    three = len(after) >= 3 and all(one in _DIGITS for one in after[:3])
    return three and after[3:4] not in _DIGITS and place > 0 and printed[place - 1] in _DIGITS


def runs(folded: str) -> list[str]:
    """The stretches of one script: Latin letters and numbers, or others such as Chinese."""
    return [run for _, _, run in placed_runs(folded)]


def placed_runs(folded: str) -> list[tuple[int, int, str]]:
    """The same with their begin and end."""
    found = ((match.start(), match.end(), match[0]) for match in _RUN.finditer(folded))
    return [(start, end, run[:LONGEST_RUN] if is_plain(run) else run) for start, end, run in found]


def is_plain(run: str) -> bool:
    return run[0] in _ASCII


def plain_token(run: str) -> str:
    """A number without the zeros at its end, so that 9840.4 finds 9840.40; any other word as it is."""
    whole, point, rest = run.partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if point and rest else whole


def tokens(folded: str, single: bool = False) -> Iterator[str]:
    """Under what a text is found; ``single``: by each of its characters too, for names."""
    for run in runs(folded):
        if is_plain(run):
            yield plain_token(run)
            continue
        yield from (run[place : place + 2] for place in range(len(run) - 1))
        if single:
            yield from run


def asked_tokens(word: str, single: bool = False) -> tuple[str, ...]:
    """What must all be there for a folded word to be found; () where nothing of it can be looked for."""
    found: list[str] = []
    for run in runs(word):
        if is_plain(run):
            found.append(plain_token(run))
        elif len(run) > 1:
            found += [run[place : place + 2] for place in range(len(run) - 1)]
        elif single:
            found.append(run)
    return tuple(dict.fromkeys(found))
