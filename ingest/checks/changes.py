"""Checks on what the prose says of changes: its words against its numbers, and one place against another."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Sentence, claim_operand
from ingest.checks.findings import Comparison, amount_text, finding, fold, plain_text
from ingest.checks.told_changes import told_priors
from ingest.checks.tolerance import Quantity, nearness, quantity
from ingest.parsing.facts import Base, Claim, Direction, Finding, Outcome, Place, Severity

_UP, _DOWN = "增加|增长|上升|提高", "减少|下降|降低"
_AMOUNT = r"(?:了|约)?-?[\d.,，]*\d万元"
_MIXED = (
    re.compile(rf"(?:{_UP}){_AMOUNT}[，,、](?:同比)?(?:{_DOWN})(?:了|约)?[\d.]+[%％]"),
    re.compile(rf"(?:{_DOWN}){_AMOUNT}[，,、](?:同比)?(?:{_UP})(?:了|约)?[\d.]+[%％]"),
    re.compile(
        rf"(?:{_UP}|{_DOWN}){_AMOUNT}[，,](?:[与和同较比]?(?:上年度?|去年|20\d\d年度?)(?:相比)?)?(?:基本)?持平"
    ),
    re.compile(rf"(?:基本)?持平[，,](?:{_UP}|{_DOWN}){_AMOUNT}"),
)
_CHANGED = re.compile(rf"({_UP}|{_DOWN})(?:了|约|为)*[\d,，]*\d(?:\.\d+)?(?:万元|[%％])")
_REASON = re.compile(
    rf"(?:^|[，,。；;])(?:支出)?(?:决算数?)?(?:[较比]上年(?:度)?(?:决算数?)?)?({_UP}|{_DOWN})的?(?:主要)?原因"
)
_ZERO = re.compile(r"(?:增加|增长|减少|下降)0+(?:\.0+)?万元")
TOTALS = (
    "income_total",
    "expenditure_total",
    "income_current",
    "expenditure_current",
    "fiscal_total",
    "general_budget_income",
    "general_budget_expenditure",
)


def check_directions(evidence: Evidence) -> Iterator[Finding]:
    """P_DIRECTION: one sentence does not go up by an amount and down by a rate, nor change and stay equal. Warning; words.

    The reason of a change is introduced with its own word.
    """
    for sentence in evidence.narrative():
        for pattern in _MIXED:
            for match in pattern.finditer(sentence.text):
                if not _ZERO.search(match[0]):
                    yield finding(
                        "P_DIRECTION",
                        Outcome.FAIL,
                        f"“{match[0]}”：前后的增减方向不一致，请对照。",
                        found=match[0],
                        where=(
                            Place(page=sentence.page, text=_around(sentence, match.start(), match.end())),
                        ),
                    )

    yield from _reasons(evidence)


def _reasons(evidence: Evidence) -> Iterator[Finding]:
    """“增加主要原因是” after a decrease: the last change before it in the paragraph goes the other way."""
    for sentence in evidence.narrative():
        for match in _REASON.finditer(sentence.text) if "原因" in sentence.text else ():
            before = list(_CHANGED.finditer(sentence.text, 0, match.start()))
            if not before or _rises(before[-1][1]) == _rises(match[1]) or _ZERO.search(before[-1][0]):
                continue
            if {_rises(one[1]) for one in before} != {_rises(before[-1][1])}:
                continue
            yield finding(
                "P_DIRECTION",
                Outcome.FAIL,
                f"写“{before[-1][0]}”，原因却写“{match[0].lstrip('，,。；;')}”，请对照增减的方向。",
                found=match[1],
                expected=before[-1][1],
                where=(Place(page=sentence.page, text=_around(sentence, before[-1].start(), match.end())),),
            )


def _rises(word: str) -> bool:
    return word in _UP.split("|")


def _around(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[max(0, start - 40) : end + 20]


def _prior(claim: Claim) -> Quantity | None:
    """The prior year's amount that a change implies."""
    if (
        claim.kind != "change"
        or claim.base is not Base.PRIOR_YEAR
        or claim.amount is None
        or claim.change is None
    ):
        return None
    sign = {Direction.INCREASE: -1, Direction.DECREASE: 1}.get(claim.direction or Direction.UNCHANGED, 0)
    own = quantity(claim.amount, nearness(claim.amount, claim.text))
    if sign == 0:
        return own
    by = quantity(abs(claim.change), nearness(abs(claim.change), claim.text))
    return own.plus(by) if sign > 0 else own.minus(by)


# What was more last year or may have been: the wholes of a total, and what differs from it by a balance carried over.
_BOTH = ("income_total", "expenditure_total")
_BESIDE = {
    "income_current": (*_BOTH, "expenditure_current", "fiscal_total", "general_budget_expenditure"),
    "expenditure_current": (*_BOTH, "income_current", "fiscal_total", "general_budget_income"),
    "fiscal_total": (*_BOTH, "income_current", "expenditure_current"),
    "general_budget_income": (*_BOTH, "income_current", "fiscal_total", "general_budget_expenditure"),
    "general_budget_expenditure": (*_BOTH, "expenditure_current", "fiscal_total", "general_budget_income"),
}


def _was_less(evidence: Evidence, one: Claim, own: Quantity, other: Claim, others: Quantity) -> bool:
    """Whether the one that was less in the prior year may have been: a part of the other, or without a balance.

    A year that spent less than its total left a balance, with which the next year began.
    """
    less, more = (one, other) if own.value < others.value else (other, one)
    begun = evidence.value("income_current") != evidence.value("income_total")
    return more.measure in _BESIDE.get(less.measure, ()) and (less.measure != "expenditure_current" or begun)


def check_priors(evidence: Evidence) -> list[Finding]:
    """C_PRIOR_CONSIST: totals equal this year imply one prior year's amount. Tolerance 0.02 万元; warning.

    Another composition of last year's money may explain a difference: never an error. Where one of the two is a
    part of the other and was less last year, as with a balance carried over into that year, it is an info.
    """
    found = []
    first: dict[tuple[Decimal, int | None], tuple[Claim, Quantity]] = {}
    for index, claim in evidence.claims:
        prior = _prior(claim) if claim.measure in TOTALS else None
        if prior is None or claim.amount is None:
            continue
        other, expected = first.setdefault((claim.amount, claim.base_year), (claim, prior))
        if other is claim:
            continue
        found.append(
            Comparison(
                "C_PRIOR_CONSIST",
                "本年数相同、由增减额推算的上年数（上年收支范围相同时应相同）",
                f"第{claim.section}节",
                f"第{other.section}节",
                prior,
                expected,
                tuple(claim_operand(one, one.amount).place for one in (claim, other)),
                claim=index,
                severity=Severity.INFO if _was_less(evidence, claim, prior, other, expected) else None,
            ).finding()
        )
    return fold("C_PRIOR_CONSIST", [*found, *told_priors(evidence)], "处")


def check_slots(evidence: Evidence) -> Iterator[Finding]:
    """C_SLOT_SHIFT: a change is no total, a percentage is no amount, an amount is not blank. No tolerance; error.

    Fires where the change of a total repeats the current amount of the totals while the amount is blank or other
    sections imply another prior year, or where change and percentage of another section stand exchanged.
    """
    changes = [
        (i, c)
        for i, c in evidence.claims
        if c.kind == "change" and c.base is Base.PRIOR_YEAR and c.measure in TOTALS
    ]
    sound = [c for _, c in changes if c.amount and c.change and c.percent and c.change != c.amount]
    amounts = {c.amount for _, c in evidence.claims if c.measure in TOTALS and c.amount}
    for index, claim in changes:
        told = _slot_words(claim, amounts, sound)
        if told:
            yield finding(
                "C_SLOT_SHIFT",
                Outcome.FAIL,
                f"{told}，可能填错了位置，请对照。",
                found="" if claim.change is None else plain_text(claim.change),
                expected=plain_text(sound[0].change) if sound and sound[0].change is not None else "",
                where=(Place(page=claim.page, text=claim.text),),
                claim=index,
            )


def _slot_words(claim: Claim, amounts: set[Decimal], sound: list[Claim]) -> str:
    if claim.change is None or not claim.change:
        return ""
    if claim.amount is None and claim.change in amounts:
        return f"金额空白，而增减额 {amount_text(claim.change)} 等于总额"
    siblings = [
        c for c in sound if c is not claim and c.amount == claim.amount and c.base_year == claim.base_year
    ]
    if claim.amount is not None and claim.change == claim.amount and any(c.implied_base for c in siblings):
        return f"增减额 {amount_text(claim.change)} 等于本年数，而别处的增减额是 {amount_text(siblings[0].change or Decimal(0))}"
    for other in siblings:
        if claim.change == other.percent and claim.percent in (None, other.change):
            return f"增减额 {plain_text(claim.change)} 是别处的增减率"
    return ""
