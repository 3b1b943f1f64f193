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
    """An amount accepted that the report does not print there; ``true`` is what it prints, "" where nothing."""

    report: str
    found: Found
    true: str

    def __str__(self) -> str:
        statement, row, column = self.found.key
        sure = "" if self.found.confidence is None else f", confidence {self.found.confidence:.2f}"
        return (
            f"{self.report} page {self.found.page}: {statement}, row {row or '合计'}, column {column}: "
            f"read {self.found.text or self.found.amount or 'a blank'}, printed {self.true or 'nothing'}{sure}"
        )


@dataclass
class Score:
    """Counts over one or more readings; ``blanks`` are undoubted blanks where an amount is printed."""

    statements: int = 0
    statements_found: int = 0
    printed: int = 0
    read: int = 0
    right: int = 0
    accepted: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    blanks: list[Wrong] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)  # statement → printed amounts not read

    def __iadd__(self, other: "Score") -> "Score":
        for name in ("statements", "statements_found", "printed", "read", "right", "accepted"):
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


def cells(answer: dict[str, Any]) -> Iterator[Found]:
    """Every cell of the nine statements in an object of ``parse --json``; without amounts that were derived."""
    for read in answer.get("statements", []):
        if read["statement"] == Statement.OTHER:
            continue
        for row in read["rows"]:
            for cell in row["cells"]:
                if cell["origin"] != Origin.DERIVED:
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
    """One reading against its truth, both objects of ``parse --json``. Amounts are compared as numbers."""
    states = {read["statement"]: read["state"] for read in answer.get("statements", [])}
    true_states = {read["statement"]: read["state"] for read in truth["statements"]}
    printed = [cell for cell in cells(truth) if cell.amount is not None]
    left = Counter((cell.key, cell.amount) for cell in printed)
    texts = {cell.key: cell.text for cell in printed}
    made = Score(
        statements=sum(state == State.AMOUNTS for state in true_states.values()),
        statements_found=sum(
            state == State.AMOUNTS == states.get(statement) for statement, state in true_states.items()
        ),
        printed=len(printed),
    )
    for found in cells(answer):
        if found.amount is None:
            if found.key in texts and found.accepted:
                made.blanks.append(Wrong(name, found, texts[found.key]))
            continue
        hit = left[found.key, found.amount] > 0
        left[found.key, found.amount] -= hit
        made.read += 1
        made.right += hit
        made.accepted += found.accepted
        if found.accepted and not hit:
            made.wrong.append(Wrong(name, found, texts.get(found.key, "")))
    for (key, _), count in left.items():
        made.missed[key[0]] += count
    return made
