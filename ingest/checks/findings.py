"""How a judgement becomes a finding: its outcome, its numbers and a sentence that says where to look.

The words are neutral: they compare what is printed and name no conduct.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from disclosures.checks_catalogue import CATALOGUE
from disclosures.statements import FORMS, State, Statement
from ingest.checks.evidence import Operand
from ingest.checks.tolerance import Envelope, Quantity, compare, judge, margin, rounded, slack
from ingest.parsing.facts import Finding, Outcome, Place, Severity

_STATES = {
    State.PICTURE: "是图片，没有读出数字",
    State.MISSING: "没有找到",
    State.EMPTY: "没有数字",
    State.DECLARED_NIL: "没有数字",
}


def amount_text(value: Decimal) -> str:
    """An amount as it is shown: thousands separated, two decimals or as many as are printed."""
    decimals = max(2, -int(value.as_tuple().exponent))
    return f"{value:,.{decimals}f}"


def plain_text(value: Decimal) -> str:
    return f"{value:f}"


def finding(
    check: str,
    outcome: Outcome,
    message: str,
    *,
    found: str = "",
    expected: str = "",
    difference: str = "",
    tolerance: str = "",
    where: Iterable[Place] = (),
    claim: int | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding of a check of the catalogue; a failure has the catalogue's severity unless another is given."""
    failed = outcome is Outcome.FAIL
    grave = severity or Severity(CATALOGUE[check].severity)
    return Finding(
        check=check,
        outcome=outcome,
        severity=grave if failed else Severity.INFO,
        message=message,
        found=found,
        expected=expected,
        difference=difference,
        tolerance=tolerance,
        where=tuple(where),
        claim=claim,
    )


def unread(check: str, statement: Statement, state: State) -> Finding:
    """Not checkable because a statement gives no numbers."""
    title = FORMS[statement].title
    return finding(
        check,
        Outcome.NOT_CHECKABLE,
        f"{title}{_STATES[state]}，无法核对。",
        where=(Place(statement=statement.value),),
    )


@dataclass(frozen=True)
class Comparison:
    """Two amounts that have to be the same. ``doubt`` says why a difference would prove nothing, "" if it would."""

    check: str
    what: str
    found_label: str
    expected_label: str
    found: Quantity
    expected: Quantity
    where: tuple[Place, ...]
    doubt: str = ""
    claim: int | None = None
    severity: Severity | None = None

    def finding(self) -> Finding:
        outcome = compare(self.found, self.expected)
        if outcome is Outcome.FAIL and self.doubt:
            outcome = Outcome.NOT_CHECKABLE
        difference = abs(self.found.value - self.expected.value)
        reach = margin(self.found, self.expected)
        return finding(
            self.check,
            outcome,
            f"{self.what}：{self.found_label} {amount_text(self.found.value)}，"
            f"{self.expected_label} {amount_text(self.expected.value)}，{self._verdict(outcome, difference, reach)}",
            found=plain_text(self.found.value),
            expected=plain_text(self.expected.value),
            difference=plain_text(difference),
            tolerance=plain_text(_short(reach)),
            where=self.where,
            claim=self.claim,
            severity=self.severity,
        )

    def _verdict(self, outcome: Outcome, difference: Decimal, reach: Decimal) -> str:
        if outcome is Outcome.PASS:
            return "吻合。"
        apart = f"相差 {amount_text(difference)}"
        if outcome is Outcome.ROUNDING:
            return f"{apart}，在四舍五入的范围内。"
        if outcome is Outcome.NOT_CHECKABLE:
            return f"{apart}；{self.doubt}，无法核对。"
        return f"{apart}，超出四舍五入所能解释的 {plain_text(_short(reach))}，请对照这些数。"


def _short(value: Decimal) -> Decimal:
    """A tolerance with as few decimals as it needs, at least two."""
    short = value.normalize()
    return short if int(short.as_tuple().exponent) <= -2 else value.quantize(Decimal("0.01"))


def doubt_of(operands: Iterable[Operand]) -> str:
    """Why operands in doubt prove nothing, "" if none is."""
    return next((one.doubt for one in operands if one.doubt), "")


def places_of(operands: Iterable[Operand]) -> tuple[Place, ...]:
    return tuple(one.place for one in operands)


@dataclass(frozen=True)
class RateComparison:
    """A stated percentage and what the printed amounts allow."""

    check: str
    what: str
    formula: str
    stated: Decimal
    allowed: Envelope
    where: tuple[Place, ...]
    doubt: str = ""
    claim: int | None = None
    severity: Severity | None = None

    def finding(self) -> Finding:
        outcome = judge(self.stated, self.allowed)
        if outcome is Outcome.FAIL and self.doubt:
            outcome = Outcome.NOT_CHECKABLE
        printed = -int(self.stated.as_tuple().exponent)
        decimals = max(printed, min(2, printed + 1))  # one more than printed, at most two
        computed = rounded(self.allowed.value, decimals)
        difference = abs(self.stated - computed)
        reach = slack(self.stated, self.allowed)
        return finding(
            self.check,
            outcome,
            f"{self.what}：{self.formula} = {computed}%，报告写 {plain_text(self.stated)}%，"
            f"{self._verdict(outcome, difference)}",
            found=plain_text(self.stated),
            expected=plain_text(computed),
            difference=plain_text(difference),
            tolerance="" if reach is None else plain_text(rounded(reach, decimals)),
            where=self.where,
            claim=self.claim,
            severity=self.severity,
        )

    def _verdict(self, outcome: Outcome, difference: Decimal) -> str:
        apart = f"相差 {difference} 个百分点"
        if outcome is Outcome.PASS:
            return "吻合。"
        if outcome is Outcome.ROUNDING:
            return f"{apart}，可由数字的四舍五入解释。"
        if outcome is Outcome.NOT_CHECKABLE:
            return f"{apart}；{self.doubt}，无法核对。"
        return f"{apart}，超出四舍五入所能解释的范围，请对照这些数。"


@cache
def holding(check: str) -> Finding:
    """A passed finding without words, to be counted by ``fold``: most sums hold, and their words are not read."""
    return finding(check, Outcome.PASS, "")


def fold(check: str, findings: Sequence[Finding], things: str, where: Iterable[Place] = ()) -> list[Finding]:
    """One passed finding for all that passed (“23 行吻合”), the others one by one."""
    passed = [one for one in findings if one.outcome is Outcome.PASS]
    others = [one for one in findings if one.outcome is not Outcome.PASS]
    if len(passed) == 1 and passed[0].message:
        return [*passed, *others]
    if not passed:
        return others
    told = f"{len(passed)} {things}{'全部' if not others else ''}吻合。"
    return [finding(check, Outcome.PASS, told, where=where), *others]


def weighted(one: Finding, severity: Severity) -> Finding:
    """The finding with another severity where it failed."""
    return replace(one, severity=severity) if one.outcome is Outcome.FAIL else one
