"""Checks on the completions of 三公, and on its changes against the budget."""

from dataclasses import replace
from decimal import Decimal

from disclosures.statements import State, Statement
from ingest.checks.evidence import Evidence, Operand, claim_operand
from ingest.checks.findings import Comparison, RateComparison, amount_text, doubt_of, fold
from ingest.checks.three_public import COLUMNS, LABELS, PREFIX
from ingest.checks.tolerance import Envelope, change_rate, nearness, rate
from ingest.checks.within import signed_sum
from ingest.parsing.facts import Base, Claim, Direction, Finding, Place

_SIGNS = {Direction.INCREASE: 1, Direction.DECREASE: -1}
_BUDGETS = {Base.INITIAL_BUDGET: "initial", Base.FULL_YEAR_BUDGET: "full_year"}


def budget_of(evidence: Evidence, claim: Claim) -> Operand | None:
    """The budget that a completion is measured against: its own sentence's, else that of form 09 on the same basis."""
    if claim.implied_base is not None:
        return claim_operand(claim, claim.implied_base)
    name = claim.measure.removeprefix(PREFIX).split(".")[0]
    read = evidence.read(Statement.THREE_PUBLIC)
    if read is None or read.state is not State.AMOUNTS or name not in COLUMNS:
        return None
    basis = _BUDGETS.get(claim.base or Base.PRIOR_YEAR)
    if basis and read.basis.budget and basis != read.basis.budget:
        return None
    budget = evidence.operand(Statement.THREE_PUBLIC, "", str(COLUMNS[name]))
    return budget if budget.amount is not None else None


def check_rates(evidence: Evidence) -> list[Finding]:
    """SG_RATE: 决算 ÷ 预算 = stated completion of every part of 三公. Tolerance by intervals of the operands; error.

    The budget is that of the sentence, else of form 09, and what the sentence's own change against the budget
    leaves; a budget of zero has no rate. That change has to lead to the budget of form 09 on the same basis.
    """
    check = "SG_RATE"
    found = []
    for index, claim in evidence.claims:
        if not claim.measure.startswith(PREFIX) or claim.amount is None:
            continue
        if claim.kind == "completion" and claim.percent is not None:
            found += [
                _completion(check, index, claim, evidence),
                _told_completion(check, index, claim, evidence),
            ]
        elif claim.kind == "change" and claim.base in _BUDGETS:
            found.append(_told_budget(check, index, claim, evidence))
    return fold(check, [one for one in found if one is not None], "处完成率和与预算的增减")


def _label(claim: Claim) -> str:
    return LABELS.get(claim.measure.removeprefix(PREFIX).split(".")[0], claim.measure)


def _completion(check: str, index: int, claim: Claim, evidence: Evidence) -> Finding | None:
    """The stated completion against the budget of the sentence or of form 09."""
    budget = budget_of(evidence, claim)
    if claim.amount is None or claim.percent is None or budget is None or not budget.amount:
        return None
    allowed = rate(claim.amount, budget.amount, (nearness(claim.amount, claim.text), budget.near))
    if allowed is None:
        return None
    return RateComparison(
        check,
        f"{_label(claim)}完成率",
        f"{amount_text(claim.amount)} ÷ {amount_text(budget.amount)}",
        claim.percent,
        allowed,
        (Place(page=claim.page, text=claim.text), budget.place),
        doubt_of([budget]),
        index,
    ).finding()


def _against_budget(claim: Claim, evidence: Evidence) -> tuple[bool, Decimal] | None:
    """(rising, size) of the change against the budget that the sentence of a completion gives besides."""
    for _, other in evidence.told(claim.measure):
        same = other.text == claim.text and other.base == claim.base and other.amount == claim.amount
        if same and other.kind == "change" and other.change and other.direction in _SIGNS:
            return other.direction is Direction.INCREASE, abs(other.change)
    return None


def _told_completion(check: str, index: int, claim: Claim, evidence: Evidence) -> Finding | None:
    """The stated completion against 决算 ÷ (决算 ∓ the stated change against the budget)."""
    told = _against_budget(claim, evidence)
    if told is None or claim.amount is None or claim.percent is None:
        return None
    rising, change = told
    near = nearness(claim.amount, claim.text), nearness(change, claim.text)
    moved = change_rate(claim.amount, change, rising, near)
    if moved is None or moved.high is None or moved.value < 0:
        return None
    allowed = (
        Envelope(100 + moved.value, 100 + moved.low, 100 + moved.high)
        if rising
        else Envelope(100 - moved.value, 100 - moved.high, 100 - moved.low)
    )
    sign = "−" if rising else "+"
    return RateComparison(
        check,
        f"{_label(claim)}完成率",
        f"{amount_text(claim.amount)} ÷ ({amount_text(claim.amount)} {sign} {amount_text(change)})",
        claim.percent,
        allowed,
        (Place(page=claim.page, text=claim.text),),
        claim=index,
    ).finding()


def _told_budget(check: str, index: int, claim: Claim, evidence: Evidence) -> Finding | None:
    """决算 less the stated change against the budget, against the budget of form 09 on the same known basis."""
    read = evidence.read(Statement.THREE_PUBLIC)
    if claim.amount is None or claim.change is None or claim.direction not in _SIGNS or read is None:
        return None
    if not read.basis.budget or read.basis.budget != _BUDGETS[claim.base or Base.PRIOR_YEAR]:
        return None
    budget = budget_of(evidence, replace(claim, implied_base=None))
    if budget is None or budget.amount is None:
        return None
    own = claim_operand(claim, claim.amount)
    moved = _SIGNS[claim.direction], claim_operand(claim, abs(claim.change))
    return Comparison(
        check,
        f"{_label(claim)}与预算的增减",
        "决算数减去所写增减额",
        "表中预算数",
        signed_sum([(1, own), (-moved[0], moved[1])]),
        budget.quantity,
        (Place(page=claim.page, text=claim.text), budget.place),
        doubt_of([budget]),
        index,
    ).finding()
