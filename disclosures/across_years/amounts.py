"""How far two printed amounts may lie apart and still be the same number. Values in, values out; no ORM.

A printed number stands for all that round to it: half a unit of its last decimal up or down. An amount in 万元
counts as printed to at least two decimals, unless 约, 近, 余 or 多 stands by it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from disclosures.models import Outcome

MONEY_DECIMALS = 2
# Two reports round the same number each for itself, and an implied one is a difference of two: 0.02 万元 says nothing.
LEAST_TOLERANCE = Decimal("0.02")


@dataclass(frozen=True)
class Amount:
    """万元, or a count. ``slack`` is how far the number meant may lie from the one printed."""

    value: Decimal
    slack: Decimal = Decimal(0)
    counted: bool = False

    def minus(self, other: "Amount") -> "Amount":
        return Amount(self.value - other.value, self.slack + other.slack, self.counted)

    def plus(self, other: "Amount") -> "Amount":
        return Amount(self.value + other.value, self.slack + other.slack, self.counted)

    @property
    def text(self) -> str:
        return f"{self.value:f}"


@dataclass(frozen=True)
class Judged:
    outcome: Outcome
    difference: Decimal
    tolerance: Decimal


def _is_near(value: Decimal, sentence: str) -> bool:
    """Whether 约, 近, 余 or 多 stands by the amount where the sentence prints it."""
    text = re.sub(r"[,，](?=\d{3})", "", "".join(sentence.split()))
    number = rf"(?<![\d.]){re.escape(f'{value:f}')}(?![\d.])"
    return bool(re.search(rf"[约近]{number}|{number}[万亿]?[余多]", text))


def printed(value: Decimal, sentence: str = "", counted: bool = False) -> Amount:
    """A number as printed, in ``sentence`` where it stands in prose."""
    if counted:
        return Amount(value, counted=True)
    exponent = int(value.as_tuple().exponent)
    if _is_near(value, sentence):
        return Amount(value, Decimal(1).scaleb(exponent))
    return Amount(value, Decimal(5).scaleb(min(exponent, -MONEY_DECIMALS) - 1))


def judge(found: Amount, expected: Amount) -> Judged:
    difference = found.value - expected.value
    least = Decimal(0) if found.counted else LEAST_TOLERANCE
    tolerance = max(least, found.slack + expected.slack)
    if difference == 0:
        return Judged(Outcome.PASS, difference, tolerance)
    outcome = Outcome.ROUNDING if abs(difference) <= tolerance else Outcome.FAIL
    return Judged(outcome, difference, tolerance)
