"""How a number, a change, an outcome and a basis are put into words. Values in, strings out; no ORM."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# outcome → (class of the mark, its word). "info" is a finding of severity info: shown, never counted.
OUTCOMES: dict[str, tuple[str, str]] = {
    "pass": ("ok", "吻合"),
    "rounding": ("round", "舍入内一致"),
    "fail": ("diff", "不一致"),
    "not_checkable": ("none", "无法核对"),
    "info": ("info", "提示"),
}
STATES: dict[str, str] = {
    "amounts": "有数",
    "declared_nil": "声明为空",
    "empty": "空表，无说明",
    "picture": "图片未识别",
    "missing": "未公开",
}
BUDGETS: dict[str, str] = {"initial": "年初预算", "full_year": "全年预算"}
FUNDS: dict[str, str] = {"general_budget": "一般公共预算", "fiscal": "财政拨款"}
BASES: dict[str, str] = {
    "prior_year": "上年",
    "initial_budget": "年初预算",
    "full_year_budget": "全年预算",
}
FEN_PER_WAN = 1_000_000


def wan(fen: int) -> Decimal:
    """分 as 万元, exact."""
    return Decimal(fen) / FEN_PER_WAN


def amount_text(fen: int | None) -> str:
    """分 as 万元 with thousands separators and at least two decimals, all that there are; "—" for None."""
    if fen is None:
        return "—"
    value = wan(fen)
    decimals = max(2, -int(value.normalize().as_tuple().exponent))
    return f"{value:,.{decimals}f}".replace("-", "−")


def decimal_of(text: str) -> Decimal | None:
    """A printed decimal, None where there is none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def printed_text(text: str | None) -> str:
    """A printed decimal with thousands separators and at least two decimals: "9840.4" → "9,840.40"."""
    value = decimal_of(text or "")
    if value is None:
        return text or ""
    decimals = max(2, -int(value.as_tuple().exponent))
    return f"{value:,.{decimals}f}".replace("-", "−")


@dataclass(frozen=True)
class Change:
    """A change put into words: "增 6,846.88，增长 228.7%"."""

    direction: str  # increase | decrease | unchanged
    words: str
    recognised: bool = (
        False  # made with a number that was recognised in a picture and that nobody has looked at
    )


def change_of(before: int, after: int) -> Change:
    """The change from one stored amount (分) to another."""
    if after == before:
        return Change("unchanged", "持平")
    word, direction = ("增", "increase") if after > before else ("减", "decrease")
    return Change(direction, f"{word} {amount_text(abs(after - before))}")


def change_said(direction: str, change: str, percent: str = "", against: str = "") -> Change:
    """A change that a report states, in one line: "比上年增 6,846.88，增长 228.7%"; printed decimals in."""
    if direction == "unchanged":
        return Change("unchanged", f"{against}持平")
    short, long = ("减", "下降") if direction == "decrease" else ("增", "增长")
    words = f"{against}{short} {printed_text(change)}" if change else against
    rate = f"{long} {percent}%" if percent else ""
    return Change(direction, "，".join(part for part in (words, rate) if part))


def rate_said(direction: str, percent: str) -> Change:
    """The rate alone, as the report prints it: "增长 228.7%"."""
    return Change(direction, f"{'下降' if direction == 'decrease' else '增长'} {percent}%")


def percent_text(part: Decimal | int, whole: Decimal | int) -> str:
    """A rate of our own, at two decimals: 3500.63 of 9840.40 → "35.57%"; "" where the whole is zero."""
    if not whole:
        return ""
    return f"{(Decimal(part) * 100 / Decimal(whole)).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
