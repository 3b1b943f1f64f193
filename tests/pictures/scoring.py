"""What a reading of pictures gives against what the same report's text gives, amount by amount."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from disclosures.statements import State, Statement
from ingest.parsing.facts import Origin
from ingest.parsing.numerals import squeeze

BY_LINE = (Statement.SUMMARY, Statement.APPROPRIATION_SUMMARY)
# Statement, row (行次, code, or the name of a row without; "" is 合计), column.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Found:
    """One cell of a reading; ``amount`` is None where it is blank."""

    key: Key
    amount: Decimal | None
    text: str
    origin: str
    doubtful: bool
    confidence: float | None = None
    page: int | None = None

    @property
    def accepted(self) -> bool:
        """Recognised, and shown to readers without a word of doubt."""
        return self.origin == Origin.OCR and not self.doubtful


@dataclass(frozen=True)
class Wrong:
    """What was accepted and is not printed there; ``true`` is what is, "" where nothing.

    ``elsewhere``: the statement prints that amount in another cell, and it was not read there.
    """

    report: str
    found: Found
    true: str
    elsewhere: bool = False

    def __str__(self) -> str:
        statement, row, column = self.found.key
        sure = "" if self.found.confidence is None else f", confidence {self.found.confidence:.2f}"
        return (
            f"{self.report} page {self.found.page}: {statement}, row {row or '合计'}, column {column}: "
            f"read {self.found.text or self.found.amount or 'a blank'}, printed {self.true or 'nothing'}{sure}"
            + (", printed in another cell" if self.elsewhere else "")
        )


@dataclass
class Score:
    """Counts over one or more readings; ``blanks`` are undoubted blanks of recognised statements where an amount is
    printed, ``derived`` amounts that were put in their place by the sums of the statement.
    """

    statements: int = 0
    statements_found: int = 0
    printed: int = 0
    read: int = 0
    right: int = 0
    accepted: int = 0
    derived: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    blanks: list[Wrong] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)  # statement → printed amounts not read

    def __iadd__(self, other: "Score") -> "Score":
        for name in ("statements", "statements_found", "printed", "read", "right", "accepted", "derived"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong
        self.blanks += other.blanks
        self.missed += other.missed
        return self

    @property
    def recall(self) -> float:
        return self.right / max(1, self.printed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.read)

    @property
    def accepted_right(self) -> float:
        """The share of the accepted amounts that are right; 0 where none was accepted."""
        return (self.accepted - len(self.wrong)) / max(1, self.accepted)

    @property
    def misread(self) -> list[Wrong]:
        """The wrong amounts that the statement prints nowhere else: digits that were taken for others."""
        return [wrong for wrong in self.wrong if not wrong.elsewhere]


def cells(answer: dict[str, Any]) -> Iterator[Found]:
    """Every cell of the nine statements in an object of ``parse --json``."""
    for read in answer.get("statements", []):
        if read["statement"] == Statement.OTHER:
            continue
        for row in read["rows"]:
            for cell in row["cells"]:
                yield _found(read["statement"], _row_key(read["statement"], row), cell)


def _row_key(statement: str, row: dict[str, Any]) -> str:
    if statement == Statement.THREE_PUBLIC:
        return ""
    key = squeeze(row["line"] if statement in BY_LINE else row["code"]) or squeeze(row["name"])
    return "" if key == "合计" else key


def _found(statement: str, row: str, cell: dict[str, Any]) -> Found:
    return Found(
        (statement, row, cell["column"]),
        None if cell["amount"] is None else Decimal(cell["amount"]),
        cell["text"],
        cell["origin"],
        bool(cell.get("doubtful")),
        cell.get("confidence"),
        cell["page"],
    )


def score(truth: dict[str, Any], answer: dict[str, Any], name: str = "") -> Score:
    """One reading against its truth, both objects of ``parse --json``. Amounts are compared as numbers.

    Amounts that were derived count neither as printed nor as read.
    """
    printed = [one for one in cells(truth) if one.amount is not None and one.origin != Origin.DERIVED]
    found = list(cells(answer))
    read = [one for one in found if one.amount is not None and one.origin != Origin.DERIVED]
    left = Counter((one.key, one.amount) for one in printed)
    amiss = []
    for one in read:
        if left[one.key, one.amount] > 0:
            left[one.key, one.amount] -= 1
        else:
            amiss.append(one)
    texts = {one.key: one.text for one in printed}
    elsewhere = {(key[0], amount) for (key, amount), count in left.items() if count}
    known, met = _statements(truth, answer)
    return Score(
        statements=known,
        statements_found=met,
        printed=len(printed),
        read=len(read),
        right=len(read) - len(amiss),
        accepted=sum(one.accepted for one in read),
        derived=len(found) - sum(one.origin != Origin.DERIVED for one in found),
        wrong=[
            Wrong(name, one, texts.get(one.key, ""), (one.key[0], one.amount) in elsewhere)
            for one in amiss
            if one.accepted
        ],
        blanks=[Wrong(name, one, texts[one.key]) for one in _silent(found) if _left(one.key, left)],
        missed=Counter(key[0] for (key, _), count in left.items() for _ in range(count)),
    )


def _left(key: Key, left: Counter[tuple[Key, Decimal | None]]) -> bool:
    """Whether an amount printed in that cell was not read."""
    return any(count and one == key for (one, _), count in left.items())


def _silent(found: list[Found]) -> Iterator[Found]:
    """The undoubted blanks of statements that were recognised."""
    recognised = {one.key[0] for one in found if one.origin == Origin.OCR}
    for one in found:
        if one.amount is None and not one.text and not one.doubtful and one.key[0] in recognised:
            yield one


def _statements(truth: dict[str, Any], answer: dict[str, Any]) -> tuple[int, int]:
    """How many statements print amounts, and how many of them were found."""
    with_amounts = [
        {read["statement"] for read in one.get("statements", []) if read["state"] == State.AMOUNTS}
        - {Statement.OTHER.value}
        for one in (truth, answer)
    ]
    return len(with_amounts[0]), len(with_amounts[0] & with_amounts[1])
