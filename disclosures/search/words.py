"""The words of the index, and what is asked of it: which of them a document must have. Plain data, no Django.

A word of the index is a letter for the kind of document, a letter for its part in it, and the token: that way a
search in one kind never reads the lists of another.
"""

import re
from dataclasses import dataclass

from disclosures.search.folding import asked_tokens, fold

OWN, CONTEXT, FILTER = "o", "c", "f"
LETTERS = {"department": "d", "subject": "s", "project": "p", "text": "t", "term": "g", "indicator": "i"}
NAMED = frozenset({"department", "subject", "project"})  # found by a single character too
DIFFERING = "x"
LONGEST = 60
MOST_WORDS = 6

_BETWEEN = re.compile(r"(?:[\s，、;；。]|,(?![0-9]{3}))+")  # 9,840.40 is one word
_OTHERS = re.compile(r"[^0-9a-z]")

AllOf = tuple[str, ...]  # words of the index that must all be there
AnyOf = tuple[AllOf, ...]


@dataclass(frozen=True)
class Asked:
    """What a reader looks for. ``words`` are folded, ``text`` is as typed, shortened and printable."""

    text: str = ""
    words: tuple[str, ...] = ()
    district: str = ""
    year: int | None = None
    differing: bool = False

    @property
    def filtered(self) -> bool:
        return bool(self.district or self.year or self.differing)


def asked_words(given: str) -> str:
    """What is typed: printable, in single blanks, no longer than a reader types."""
    printable = "".join(character if character.isprintable() else " " for character in given)
    return " ".join(printable.split())[:LONGEST].strip()


def asked(given: str, district: str = "", year: int | None = None, differing: bool = False) -> Asked:
    """The question behind what is typed; each word of it counts."""
    text = asked_words(given)
    folded = (fold(part).text for part in _BETWEEN.split(text))
    words = tuple(dict.fromkeys(word for word in folded if asked_tokens(word, single=True)))
    return Asked(text, words[:MOST_WORDS], district, year, differing)


def marked(kind: str, part: str, token: str) -> str:
    return f"{LETTERS[kind]}{part}{token}"


def conditions(kind: str, question: Asked, loose: bool = False) -> tuple[AnyOf, ...]:
    """What a document of a kind must satisfy, all of it; () where no document of that kind can be found.

    ``loose``: each character of a word, wherever it stands, for the short forms of names.
    Each word stands in the document or, where another one does, in what it is about: 青山 三公 finds what the
    departments of 青山 say of 三公, and not every section that they publish.
    """
    single = kind in NAMED
    per_word = [tuple(word) if loose else asked_tokens(word, single) for word in question.words]
    if not per_word or not all(per_word):
        return ()
    own = [tuple(marked(kind, OWN, token) for token in found) for found in per_word]
    about = [tuple(marked(kind, CONTEXT, token) for token in found) for found in per_word]
    if len(own) == 1:
        found_in: tuple[AnyOf, ...] = ((own[0],),)
    else:
        found_in = (*((one, other) for one, other in zip(own, about, strict=True)), tuple(own))
    wanted = _filter(kind, question)
    return (*found_in, ((wanted,),)) if wanted else found_in


def _filter(kind: str, question: Asked) -> str:
    """One word for all filters together: the lists of each alone are long."""
    district = f"d{question.district}" if question.district else ""
    year = f"y{question.year}" if question.year else ""
    word = f"{DIFFERING if question.differing else ''}{district}{year}"
    return filter_word(kind, word) if word else ""


def filter_word(kind: str, word: str) -> str:
    """Letters and digits only, whatever the code of a region is made of."""
    return marked(kind, FILTER, _OTHERS.sub("", word.lower()))


def fts5_query(found_in: tuple[AnyOf, ...]) -> str:
    return " AND ".join(_grouped(one, " AND ", " OR ", '"{}"') for one in found_in)


def tsquery(found_in: tuple[AnyOf, ...]) -> str:
    return " & ".join(_grouped(one, " & ", " | ", "'{}'") for one in found_in)


def _grouped(any_of: AnyOf, both: str, either: str, quoted: str) -> str:
    groups = (both.join(quoted.format(word) for word in all_of) for all_of in any_of)
    return "(" + either.join(f"({group})" for group in groups) + ")"
