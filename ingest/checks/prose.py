"""Checks on what the narrative says: each claim against the numbers of its own sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from disclosures.checks_catalogue import CATALOGUE
from ingest.checks.evidence import Evidence, Operand
from ingest.checks.told_changes import told_rates
from ingest.checks.tolerance import Envelope, change_rate, judge, nearness, rounded, slack
from ingest.parsing.facts import Claim, Direction, Finding, Outcome, Place, Severity

P_CHANGE = "P_CHANGE"

_WORDS = {Direction.INCREASE: "增加", Direction.DECREASE: "减少"}


@dataclass(frozen=True)
class _Change:
    """A change whose numbers are all printed."""

    amount: Decimal
    change: Decimal
    percent: Decimal
    direction: Direction
    text: str

    @property
    def rising(self) -> bool:
        return self.direction is Direction.INCREASE

    @property
    def formula(self) -> str:
        sign = "−" if self.rising else "+"
        size = _amount(abs(self.change))
        return f"{size} ÷（{_amount(self.amount)} {sign} {size}）"


def _amount(value: Decimal) -> str:
    decimals = max(2, -int(value.as_tuple().exponent))
    return f"{value:,.{decimals}f}"


def _decimals(percent: Decimal) -> int:
    return max(2, -int(percent.as_tuple().exponent))


def check_changes(evidence: Evidence) -> Iterator[Finding]:
    """P_CHANGE: the stated rate of every change that names its base, recomputed from its own two amounts.

    In: the claims of the report (万元, per cent as printed). Out: one finding per claim of kind "change" with a
    base and a percentage. Rule: change ÷ (amount ∓ change) = percentage, the sign as the word says; tolerance by
    intervals (``tolerance``). A base of zero or a blank amount is not checkable, never a division. Changes of
    subjects without a measure are judged where amount, change and rate stand side by side (``told_changes``).
    """
    for place, claim in evidence.claims:
        if claim.kind == "change" and claim.base is not None and claim.percent is not None:
            known = _known_amount(evidence, claim)
            one = _check_change(place, claim if known is None else replace(claim, amount=known.amount))
            yield one if known is None else replace(one, where=(*one.where, known.place))
    yield from told_rates(evidence)


def _known_amount(evidence: Evidence, claim: Claim) -> Operand | None:
    """The amount of a part of 三公 whose change is told without it: form 09 and all other sentences agree on it."""
    if claim.amount is not None or not claim.measure.startswith("three_public."):
        return None
    told = evidence.measured(claim.measure)
    others = {one.amount for _, one in evidence.told(claim.measure) if one.amount is not None}
    return told if others and others == {told.amount} and not told.doubt else None


def _check_change(index: int, claim: Claim) -> Finding:
    if claim.amount is None or claim.change is None or claim.percent is None or claim.direction is None:
        return _finding(
            index, claim, Outcome.NOT_CHECKABLE, "报告没有写全本期数、增减额和增减方向，无法核对增减率。"
        )
    said = _Change(claim.amount, claim.change, claim.percent, claim.direction, claim.text)
    if claim.direction is Direction.UNCHANGED:
        return _check_unchanged(index, claim, said)
    if (wrong := _wrong_sign(said)) is not None:
        return _finding(index, claim, Outcome.FAIL, wrong)
    near = (nearness(said.amount, said.text), nearness(abs(said.change), said.text))
    allowed = change_rate(said.amount, abs(said.change), said.rising, near)
    if allowed is None:
        return _finding(
            index,
            claim,
            Outcome.NOT_CHECKABLE,
            f"按本期数和增减额推算的基数为 0（{said.formula}），增减率无从计算；报告写 {said.percent}%。",
        )
    return _judged(index, claim, said, allowed)


def _wrong_sign(said: _Change) -> str | None:
    """A minus that turns the word round: 增加 −5 万元, 增长 −3%. A minus that repeats 减少 is let be."""
    if said.rising and (said.change < 0) != (said.percent < 0):
        return f"增减额 {_amount(said.change)} 与增减率 {said.percent}% 的正负不一致。"
    if said.rising and said.change < 0:
        return f"写的是“增加”，增减额却是负数（{_amount(said.change)}）。"
    return None


def _check_unchanged(index: int, claim: Claim, said: _Change) -> Finding:
    if said.change == 0 and said.percent == 0:
        return _finding(
            index, claim, Outcome.PASS, "写的是“持平”，增减额与增减率均为 0，吻合。", "0", "0", "0"
        )
    return _finding(
        index,
        claim,
        Outcome.FAIL,
        f"写的是“持平”，增减额却是 {_amount(said.change)}，增减率 {said.percent}%。",
        f"{said.percent}",
        "0",
        f"{abs(said.percent)}",
    )


def _judged(index: int, claim: Claim, said: _Change, allowed: Envelope) -> Finding:
    stated = abs(said.percent)
    outcome = judge(stated, allowed)
    decimals = _decimals(stated)
    computed = rounded(allowed.value, decimals)
    difference = abs(stated - computed)
    reach = slack(stated, allowed)
    sentence = f"{_WORDS[said.direction]}率：{said.formula}= {computed}%，报告写 {stated}%，"
    return _finding(
        index,
        claim,
        outcome,
        sentence + _verdict(outcome, difference, allowed, decimals),
        f"{stated}",
        f"{computed}",
        f"{difference}",
        "" if reach is None else f"{_up(reach, decimals)}",
    )


def _up(value: Fraction, decimals: int) -> Decimal:
    """``value`` rounded up, so that a printed tolerance never refuses what it allows."""
    near = rounded(value, decimals)
    return near if Fraction(near) >= value else near + Decimal(1).scaleb(-decimals)


def _verdict(outcome: Outcome, difference: Decimal, allowed: Envelope, decimals: int) -> str:
    if outcome is Outcome.PASS:
        return "吻合。"
    low = rounded(allowed.low, decimals)
    reach = f"不低于 {low}%" if allowed.high is None else f"{low}%—{rounded(allowed.high, decimals)}%"
    if outcome is Outcome.ROUNDING:
        return f"相差 {difference} 个百分点，可由数字的四舍五入解释（可能范围 {reach}）。"
    return f"相差 {difference} 个百分点，超出四舍五入所能解释的范围（{reach}）。"


def _finding(
    index: int,
    claim: Claim,
    outcome: Outcome,
    message: str,
    found: str = "",
    expected: str = "",
    difference: str = "",
    tolerance: str = "",
) -> Finding:
    failed = outcome is Outcome.FAIL
    return Finding(
        check=P_CHANGE,
        outcome=outcome,
        severity=Severity(CATALOGUE[P_CHANGE].severity) if failed else Severity.INFO,
        message=message,
        found=found or ("" if claim.percent is None else f"{claim.percent}"),
        expected=expected,
        difference=difference,
        tolerance=tolerance,
        where=(Place(page=claim.page, text=claim.text),),
        claim=index,
    )
