"""Checks on what the prose says of changes: its words against its numbers, and one place against another."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Sentence, claim_operand
from ingest.checks.findings import Comparison, amount_text, finding, fold, plain_text
from ingest.checks.tolerance import Quantity, compare, nearness, quantity
from ingest.parsing.facts import Base, Claim, Direction, Finding, Outcome, Place

_UP, _DOWN = "增加|增长|上升|提高", "减少|下降|降低"
_AMOUNT = r"(?:了|约)?-?[\d.,，]*\d万元"
_MIXED = (
    re.compile(rf"(?:{_UP}){_AMOUNT}[，,](?:同比)?(?:{_DOWN})(?:了|约)?[\d.]+[%％]"),
    re.compile(rf"(?:{_DOWN}){_AMOUNT}[，,](?:同比)?(?:{_UP})(?:了|约)?[\d.]+[%％]"),
    re.compile(rf"(?:{_UP}|{_DOWN}){_AMOUNT}[，,][^，。；]{{0,12}}持平"),
    re.compile(rf"(?:基本)?持平[，,](?:{_UP}|{_DOWN}){_AMOUNT}"),
)
_ZERO = re.compile(r"(?:增加|增长|减少|下降)0+(?:\.0+)?万元")
_WORD = re.compile(
    r"决算数?(?:支出)?(大于|高于|超过|小于|低于|少于|等于|持平于|与)(?:年初|全年|调整)?预算数?(持平|相等|一致)?"
)
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
    """P_DIRECTION: one sentence does not go up by an amount and down by a rate, nor change and stay equal. Warning; words."""
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


def _around(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[max(0, start - 40) : end + 20]


def _budget_told(evidence: Evidence, claim: Claim) -> Decimal | None:
    """The budget of the claim's own sentence."""
    if claim.implied_base is not None and claim.base in (Base.INITIAL_BUDGET, Base.FULL_YEAR_BUDGET):
        return claim.implied_base
    key = claim.measure.removesuffix(".actual") + ".budget"
    if claim.measure == "general_budget_expenditure":
        key = "initial_budget"
    return next((one.amount for _, one in evidence.told(key) if one.text == claim.text), None)


def _relation(match: re.Match[str]) -> str:
    word = match[1]
    if word in ("大于", "高于", "超过"):
        return "大于"
    if word in ("小于", "低于", "少于"):
        return "小于"
    return "等于" if word != "与" or match[2] else ""


def check_compare_words(evidence: Evidence) -> list[Finding]:
    """P_COMPARE_WORD: “决算数大于（小于、等于）预算数” as the two amounts of its sentence. Tolerance 0.01 万元; warning."""
    found, seen = [], set()
    for index, claim in evidence.claims:
        words = [w for m in _WORD.finditer(claim.text) if (w := _relation(m))]
        budget = _budget_told(evidence, claim)
        if len(set(words)) != 1 or claim.amount is None or budget is None or claim.kind == "share":
            continue
        if claim.measure.endswith(".budget") or (claim.text, claim.amount) in seen:
            continue
        seen.add((claim.text, claim.amount))
        found.append(_compared(index, claim, budget, words[0]))
    return fold("P_COMPARE_WORD", found, "处")


def _compared(index: int, claim: Claim, budget: Decimal, word: str) -> Finding:
    assert claim.amount is not None
    own, other = (
        quantity(claim.amount, nearness(claim.amount, claim.text)),
        quantity(budget, nearness(budget, claim.text)),
    )
    same = compare(own, other) is not Outcome.FAIL
    right = "等于" if own.value == other.value else "大于" if own.value > other.value else "小于"
    sound = word == right or (word == "等于" and same)
    return finding(
        "P_COMPARE_WORD",
        Outcome.PASS if sound else Outcome.FAIL,
        f"写的是“决算数{word}预算数”，决算 {amount_text(claim.amount)}，预算 {amount_text(budget)}"
        + ("，吻合。" if sound else "，请对照。"),
        found=plain_text(claim.amount),
        expected=plain_text(budget),
        where=(Place(page=claim.page, text=claim.text),),
        claim=index,
    )


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


def check_priors(evidence: Evidence) -> list[Finding]:
    """C_PRIOR_CONSIST: totals equal this year imply one prior year's amount. Tolerance 0.02 万元; warning.

    Another composition of last year's money may explain a difference: a warning, never an error.
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
            ).finding()
        )
    return fold("C_PRIOR_CONSIST", found, "处")


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
