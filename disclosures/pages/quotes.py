"""The words of a report that give a number: the sentence, and in it the clause that prints the number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.models import Claim
from disclosures.wording import decimal_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。；]+[。；]?")
_CLAUSE = re.compile(r"(?:[^，、；：。,]|(?<=\d),(?=\d))+")


@dataclass(frozen=True)
class Quote:
    """A sentence in three parts; ``clause`` is what prints the number, all of it where no one clause does."""

    before: str
    clause: str
    after: str

    def __str__(self) -> str:
        return self.before + self.clause + self.after


@dataclass(frozen=True)
class Told:
    """A number as the prose may print it: its value in the printed unit, and what it is called."""

    value: Decimal
    unit: str
    label: str

    def printed_in(self, text: str) -> bool:
        return any(
            Decimal(found[0].replace(",", "")) == self.value
            and text[found.end() :].lstrip().startswith(self.unit[:1])
            for found in _NUMBER.finditer(text)
        )

    def shared(self, text: str) -> frozenset[str]:
        """The pairs of neighbouring characters of the label that the text has."""
        pairs = (self.label[at : at + 2] for at in range(len(self.label) - 1))
        return frozenset(pair for pair in pairs if pair in text)


def quote_of(told: Told, claims: Iterable[Claim], texts: Iterable[str]) -> Quote | None:
    """Where the number is told: the sentence that was read as giving it, else the one in ``texts`` most like it.

    Several sentences may print the same number, a zero above all. None where none is like what it is called, or none
    more than the others.
    """
    for claim in claims:
        if claim.text and decimal_of(claim.amount) == told.value:
            return _quote(told, _likest(told, _sentences(told, [claim.text])) or claim.text)
    best = _likest(told, [one for one in _sentences(told, texts) if told.shared(one)])
    return _quote(told, best) if best else None


def _sentences(told: Told, texts: Iterable[str]) -> list[str]:
    """Those that print the number, each once."""
    found = dict.fromkeys(sentence for text in texts for sentence in _SENTENCE.findall(text))
    return [sentence for sentence in found if told.printed_in(sentence)]


def _quote(told: Told, sentence: str) -> Quote:
    sentence = sentence.strip()
    clause = _likest(told, [clause for clause in _clauses(sentence) if told.printed_in(clause)])
    if not clause:
        return Quote("", sentence, "")
    before, _, after = sentence.partition(clause)
    return Quote(before, clause, after)


def _clauses(sentence: str) -> Iterator[str]:
    """Without a bracket that another clause opens or closes."""
    for found in _CLAUSE.finditer(sentence):
        clause = found[0].strip()
        opened, closed = clause.count("（"), clause.count("）")
        if opened > closed:
            clause = clause[: clause.rindex("（")]
        elif closed > opened:
            clause = clause.rstrip("）")
        yield clause


def _likest(told: Told, texts: list[str]) -> str:
    """The only one, or the one that shares with the label what any other does and more; "" where there is none."""
    for text in texts:
        if all(told.shared(text) > told.shared(other) for other in texts if other is not text):
            return text
    return ""
