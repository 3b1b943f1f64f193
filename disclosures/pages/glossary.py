"""名词解释 of a report: its own definitions, and where its prose uses the words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosures.models import Passage, Term

NUMBERING = 6  # characters that an entry may print beside its name and text: （十二）…：
_EDGES = re.compile(r"^[\s“”\"'《》]+|[\s“”\"'《》]+$")


@dataclass(frozen=True)
class Entry:
    anchor: str
    name: str
    text: str
    page: int | None


@dataclass(frozen=True)
class Glossary:
    entries: tuple[Entry, ...]

    def uses(self, text: str, known: set[str]) -> Iterator[tuple[int, int, Entry]]:
        """Where ``text`` uses a word that the report explains, each word once: (begin, end, entry).

        ``known``: the anchors that were marked before; those found are added.
        """
        words = {_EDGES.sub("", entry.name): entry for entry in reversed(self.entries) if entry.text}
        if not words:
            return
        longest_first = sorted(words, key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, longest_first)), text):
            entry = words[match[0]]
            if entry.anchor not in known:
                known.add(entry.anchor)
                yield match.start(), match.end(), entry

    def explaining(self, word: str) -> Entry | None:
        """The first entry with an explanation whose name has the word."""
        return next((entry for entry in self.entries if word in entry.name and entry.text), None)

    def stands_for(self, passages: Iterable[Passage]) -> bool:
        """Whether the entries say what the printed part says, so that it need not stand twice."""
        printed = sum(len(paragraph["text"]) for passage in passages for paragraph in passage.paragraphs)
        held = sum(len(entry.name) + len(entry.text) + NUMBERING for entry in self.entries)
        return bool(self.entries) and held >= printed


def glossary(terms: Iterable[Term]) -> Glossary:
    """The entries in the order of the report."""
    return Glossary(tuple(Entry(f"mc{term.position}", term.name, term.text, term.page) for term in terms))
