"""What an indicator of a self-evaluation aimed at and what it reached, where both are numbers of one unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

_TARGET = re.compile(
    r"^(≥|>=|＞=|≧|>|＞|≤|<=|≦|<|＜|不低于|不少于|不超过|不高于)?\s*(\d+(?:\.\d+)?)\s*(\D{0,4})(以上)?$"
)
_ACTUAL = re.compile(r"^(\d+(?:\.\d+)?)\s*(\D{0,4})$")
_AT_LEAST = ("≥", ">=", "＞=", "≧", ">", "＞", "不低于", "不少于")
_AT_MOST = ("≤", "<=", "≦", "<", "＜", "不超过", "不高于")


@dataclass(frozen=True)
class Reached:
    """A bound, and what was reached, in the unit that both print."""

    at_least: bool
    target: Decimal
    actual: Decimal
    unit: str = ""

    @property
    def gap(self) -> Decimal:
        """How far what was reached lies from the bound, never negative."""
        return abs(self.actual - self.target)

    @property
    def missed(self) -> bool:
        return self.actual < self.target if self.at_least else self.actual > self.target


def reached(target: str, actual: str) -> Reached | None:
    """``target`` and ``actual`` as printed (“≥50次”, “32次”); None unless both are numbers of one unit and the
    target is a bound: a bare number may be an aim or a limit."""
    wanted = _TARGET.match(re.sub(r"\s", "", target))
    got = _ACTUAL.match(re.sub(r"\s", "", actual))
    if wanted is None or got is None or wanted[3].removesuffix("以上") != got[2]:
        return None
    sign = wanted[1] or ("≥" if "以上" in target else "")
    if sign not in _AT_LEAST + _AT_MOST:
        return None
    return Reached(sign in _AT_LEAST, Decimal(wanted[2]), Decimal(got[1]), got[2])
