"""The sentence over a drawing: stated only where the checks behind it hold, with its arithmetic; else why there is
none."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

SOUND = ("pass", "rounding")
UNSOUND = ("fail", "not_checkable")


@dataclass(frozen=True)
class Headline:
    """``text`` is the sentence, or the plain noun of the block; then ``refused`` says why it is no sentence.
    ``arithmetic``: how the sentence follows from printed numbers; ``recognised``: one of them was recognised in a
    picture and nobody has looked at it."""

    text: str
    arithmetic: str = ""
    refused: str = ""
    recognised: bool = False


def refusal(outcome: str) -> str:
    """Why a checked number is not stated as a finding, "" where its checks hold or there are none."""
    if outcome == "fail":
        return _("核对有不一致，标题不写结论。")
    if outcome == "not_checkable":
        return _("有一处无法核对，标题不写结论。")
    return ""


def times(whole: Decimal | int, part: Decimal | int) -> Decimal:
    """How many times ``part`` the whole is, at two decimals; ZeroDivisionError for a part of 0."""
    return (Decimal(whole) / Decimal(part)).quantize(Decimal("0.01"), ROUND_HALF_UP)
