"""How far two printed numbers may differ: interval arithmetic on what was printed, exact in fractions.

Every printed number stands for all values that round to it: ± half a unit of its last decimal. An amount in 万元
counts as printed to at least two decimals (“3 万元” is 3.00 ± 0.005), unless 约, 余 or 多 stands by it; a percentage
counts with its printed decimals. A stated percentage passes when the value computed from the printed amounts rounds
to it; inside what the amounts allow, or at most one unit of its last decimal beyond (forced or truncated rounding),
it is a rounding; farther off it fails. Source: the tolerance rule of the domain notes on checks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import product

from ingest.parsing.facts import Outcome

_MONEY_DECIMALS = 2
_HALF = Fraction(1, 2)
_NEAR = re.compile("[约近余多]")


class Nearness(StrEnum):
    """What the words beside an amount make of it."""

    PRINTED = "printed"
    ABOUT = "about"  # 约 3 万元
    OVER = "over"  # 3 万余元, 3 多万元


@dataclass(frozen=True)
class Interval:
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Envelope:
    """What the printed operands allow a result to be; ``high`` None means without bound. ``value`` is computed
    from the operands as printed."""

    value: Fraction
    low: Fraction
    high: Fraction | None


def unit(value: Decimal) -> Fraction:
    """One unit of the last printed decimal: 53.7 → 1/10, 100 → 1."""
    return _tens(int(value.as_tuple().exponent))


@cache
def _tens(exponent: int) -> Fraction:
    return Fraction(10) ** exponent


def nearness(value: Decimal, sentence: str) -> Nearness:
    """Whether 约, 近, 余 or 多 stands by the amount (万元) where ``sentence`` prints it."""
    if not _NEAR.search(sentence):
        return Nearness.PRINTED
    text = re.sub(r"[,，](?=\d{3})", "", "".join(sentence.split()))
    for printed in re.finditer(
        rf"([约近]?)(?<![\d.]){re.escape(f'{value:f}')}(?![\d.])(?:[万亿])?([余多]?)", text
    ):
        if printed[2]:
            return Nearness.OVER
        if printed[1]:
            return Nearness.ABOUT
    return Nearness.PRINTED


def money(value: Decimal, near: Nearness = Nearness.PRINTED) -> Interval:
    """All amounts (万元) that may stand behind a printed one."""
    exact, step = Fraction(value), unit(value)
    if near is Nearness.OVER:
        return Interval(exact, exact + step)
    if near is Nearness.PRINTED and step <= 1:
        step = min(step, Fraction(1, 10**_MONEY_DECIMALS))
    return Interval(exact - step * _HALF, exact + step * _HALF)


def change_rate(
    current: Decimal, change: Decimal, rising: bool, near: tuple[Nearness, Nearness] = (Nearness.PRINTED,) * 2
) -> Envelope | None:
    """The rate in per cent of a change (万元, its size) that led to ``current``; None on a base of zero.

    Rising: change ÷ (current − change); falling: change ÷ (current + change). For either operand fixed the rate is
    monotone in the other, so its extremes lie at the corners.
    """
    sign = -1 if rising else 1
    currents, changes = money(current, near[0]), money(change, near[1])
    corners = list(product((currents.low, currents.high), (changes.low, changes.high)))
    bases = [now + sign * by for now, by in corners]
    base = Fraction(current) + sign * Fraction(change)
    if base == 0 or (base < 0 <= max(bases)):
        return None
    value = 100 * Fraction(change) / base
    rates = [
        100 * by / base for (_, by), base in zip(corners, bases, strict=True) if (base > 0) == (value >= 0)
    ]
    bounded = min(bases) > 0 or max(bases) < 0
    return Envelope(value, min(rates, default=value), max(rates) if bounded else None)


def judge(stated: Decimal, allowed: Envelope) -> Outcome:
    """PASS, ROUNDING or FAIL of a stated percentage."""
    step, said = unit(stated), Fraction(stated)
    if abs(said - allowed.value) <= step * _HALF:
        return Outcome.PASS
    above = Fraction(0) if allowed.high is None else said - allowed.high
    beyond = max(allowed.low - said, above)
    return Outcome.ROUNDING if beyond <= step else Outcome.FAIL


def slack(stated: Decimal, allowed: Envelope) -> Fraction | None:
    """How far from the computed value the stated one may lie and still be explained; None without bound."""
    if allowed.high is None:
        return None
    return max(unit(stated) * _HALF, allowed.high - allowed.value, allowed.value - allowed.low)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """``value`` to so many decimals, halves away from zero."""
    scaled = abs(value) * 10**decimals
    digits = int(scaled + _HALF)
    return Decimal(f"{digits if value >= 0 else -digits}E{-decimals}")


@dataclass(frozen=True)
class Quantity:
    """A printed number, or a sum of printed ones: its value and all that it may stand for, exact decimals."""

    value: Decimal
    low: Decimal
    high: Decimal

    def plus(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value + other.value, self.low + other.low, self.high + other.high)

    def minus(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value - other.value, self.low - other.high, self.high - other.low)

    def share(self, percent: Decimal) -> "Quantity":
        """So many per cent of it, the percentage within one unit of its last decimal (forced rounding)."""
        step = Decimal(1).scaleb(int(percent.as_tuple().exponent))
        parts = [
            bound * part / 100 for bound in (self.low, self.high) for part in (percent - step, percent + step)
        ]
        return Quantity(self.value * percent / 100, min(parts), max(parts))


NOTHING = Quantity(Decimal(0), Decimal(0), Decimal(0))


def quantity(value: Decimal, near: Nearness = Nearness.PRINTED) -> Quantity:
    """An amount (万元) as printed: ``money`` in decimals."""
    exponent = int(value.as_tuple().exponent)
    if near is Nearness.OVER:
        return Quantity(value, value, value + Decimal(1).scaleb(exponent))
    if near is Nearness.PRINTED and exponent <= 0:
        exponent = min(exponent, -_MONEY_DECIMALS)
    half = Decimal(5).scaleb(exponent - 1)
    return Quantity(value, value - half, value + half)


def total(parts: Iterable[Quantity]) -> Quantity:
    """The sum of printed amounts; blanks are left out by the caller and add nothing to the tolerance."""
    result = NOTHING
    for part in parts:
        result = result.plus(part)
    return result


def compare(found: Quantity, expected: Quantity) -> Outcome:
    """PASS where both are equal, ROUNDING where both may stand for the same number, else FAIL.

    For amounts of two decimals this is |d| ≤ 0.005·(k + 1) for k addends.
    """
    if found.value == expected.value:
        return Outcome.PASS
    return Outcome.ROUNDING if found.low <= expected.high and expected.low <= found.high else Outcome.FAIL


def margin(found: Quantity, expected: Quantity) -> Decimal:
    """How far the two may lie apart and still be the same number."""
    return (found.high - found.low + expected.high - expected.low) / 2


def rate(
    part: Decimal, whole: Decimal, near: tuple[Nearness, Nearness] = (Nearness.PRINTED,) * 2
) -> Envelope | None:
    """``part`` as a percentage of ``whole`` (both 万元); None on a whole of zero or below.

    Monotone in either operand, so its extremes lie at the corners.
    """
    if whole <= 0:
        return None
    parts, wholes = money(part, near[0]), money(whole, near[1])
    value = 100 * Fraction(part) / Fraction(whole)
    bounded = wholes.low > 0
    narrow = wholes.low if bounded else wholes.high
    low = 100 * parts.low / (wholes.high if parts.low >= 0 else narrow)
    return Envelope(value, low, 100 * parts.high / narrow if bounded else None)
