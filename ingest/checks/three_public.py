"""Checks on 三公: what the narrative says of its parts, budgets and changes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Operand, Sentence, claim_operand
from ingest.checks.findings import (
    Comparison,
    amount_text,
    finding,
    fold,
    places_of,
    plain_text,
)
from ingest.checks.tolerance import Quantity, compare, nearness, quantity, total
from ingest.checks.within import signed_sum
from ingest.parsing.facts import Base, Direction, Finding, Outcome

PREFIX = "three_public."
LABELS = {
    "total": "“三公”经费合计",
    "abroad": "因公出国（境）费",
    "vehicle": "公务用车购置及运行费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费",
    "reception": "公务接待费",
}
_SUMS = (
    ("total", ("abroad", "vehicle", "reception")),
    ("vehicle", ("vehicle_purchase", "vehicle_operation")),
)
COLUMNS = {
    "total": 1,
    "abroad": 2,
    "vehicle": 3,
    "vehicle_purchase": 4,
    "vehicle_operation": 5,
    "reception": 6,
}


def section(evidence: Evidence) -> list[Sentence]:
    """The paragraphs of the narrative on 三公."""
    return list(evidence.telling("三公"))


def check_parts(evidence: Evidence) -> list[Finding]:
    """SG_SUM: in the narrative 合计 = 出国 + 公车 + 接待, 公车 = 购置 + 运行, of budget and actual. Tolerance 0.005·(k+1); error.

    A part that is not told leaves the sum not checkable where it falls short.
    """
    check = "SG_SUM"
    found = []
    for side in ("budget", "actual"):
        for whole, names in _SUMS:
            own = evidence.said(f"{PREFIX}{whole}.{side}", "三公")
            parts = [evidence.said(f"{PREFIX}{name}.{side}", "三公") for name in names]
            told = [part for part in parts if part is not None]
            if own is None or len(told) < 2:
                continue
            summed = total(part.quantity for part in told)
            short = len(told) < len(parts) and summed.value < own.quantity.value
            found.append(
                Comparison(
                    check,
                    "预算数" if side == "budget" else "决算数",
                    LABELS[whole],
                    "、".join(LABELS[name] for name in names) + "之和",
                    own.quantity,
                    summed,
                    places_of([own, *told]),
                    "文字没有写全各项" if short else "",
                ).finding()
            )
    return fold(check, found, "个合计")


def _pair(evidence: Evidence, name: str) -> tuple[Operand, Operand] | None:
    actual = evidence.measured(f"{PREFIX}{name}.actual")
    budget = evidence.measured(f"{PREFIX}{name}.budget")
    return (actual, budget) if actual.amount is not None and budget.amount is not None else None


def _explained(evidence: Evidence, name: str) -> bool:
    """Whether a claim of the part has a reason, or its paragraph speaks of one."""
    for _, claim in evidence.told(f"{PREFIX}{name}.actual"):
        if claim.reason:
            return True
        around = next(
            (one.text for one in section(evidence) if claim.text and claim.text in one.text), claim.text
        )
        if re.search(r"原因|由于|因为|是因|系因", around):
            return True
    return False


def check_over_budget(evidence: Evidence) -> Iterator[Finding]:
    """SG_OVER_BUDGET: a part that spent more than its budget gives a reason. Warning; 财预〔2016〕143号.

    合计 counts as explained where a part that overspent is.
    """
    over = {name: pair for name in LABELS if (pair := _pair(evidence, name)) and _more(*pair)}
    explained = {name for name in over if _explained(evidence, name)}
    for name, (actual, budget) in over.items():
        assert actual.amount is not None and budget.amount is not None
        known = name in explained or (name in ("total", "vehicle") and explained)
        numbers = f"{LABELS[name]}：决算 {amount_text(actual.amount)} 大于预算 {amount_text(budget.amount)}"
        yield finding(
            "SG_OVER_BUDGET",
            Outcome.PASS if known else Outcome.FAIL,
            f"{numbers}，报告说明了原因。" if known else f"{numbers}，没有找到原因的说明。",
            found=plain_text(actual.amount),
            expected=plain_text(budget.amount),
            difference=plain_text(actual.amount - budget.amount),
            where=places_of([actual, budget]),
        )


def _more(actual: Operand, budget: Operand) -> bool:
    assert actual.amount is not None and budget.amount is not None
    return actual.amount > budget.amount and compare(actual.quantity, budget.quantity) is Outcome.FAIL


def _signed_change(evidence: Evidence, name: str, base: Base) -> tuple[int, Operand] | None:
    for _, claim in evidence.told(f"{PREFIX}{name}.actual"):
        if claim.kind == "change" and claim.base is base and claim.change is not None and claim.direction:
            sign = -1 if claim.direction is Direction.DECREASE else 1
            return sign, claim_operand(claim, abs(claim.change))
    return None


def check_change_parts(evidence: Evidence) -> list[Finding]:
    """SG_CHANGE_PARTS: the change of 合计 = Σ changes of its parts, against the same base. Tolerance 0.005·(k+1) 万元; error."""
    check = "SG_CHANGE_PARTS"
    found = []
    for base in (Base.PRIOR_YEAR, Base.INITIAL_BUDGET, Base.FULL_YEAR_BUDGET):
        for whole, names in _SUMS:
            own = _signed_change(evidence, whole, base)
            parts = [_signed_change(evidence, name, base) for name in names]
            told = [part for part in parts if part is not None]
            if own is None or len(told) < 2:
                continue
            found.append(
                Comparison(
                    check,
                    f"{LABELS[whole]}的增减额",
                    "合计的增减额",
                    "各项增减额之和",
                    signed_sum([own]),
                    signed_sum(told),
                    places_of([own[1], *(part for _, part in told)]),
                    "文字没有写全各项的增减" if len(told) < len(parts) else "",
                ).finding()
            )
    return fold(check, found, "个合计")


_RUNNING = re.compile(
    r"(燃料费|燃油费|油费|维修费|维修保养费|维修维护费|过[桥路]过[桥路]费|过路费|停车费|保险费|年检费|审验费|洗车费|其他费用?)"
    r"(?:支出)?(?:为|共)?([\d,，]*\d(?:\.\d+)?)万元"
)
_KINDS = (("燃",), ("维修",), ("保险",))


def check_breakdown(evidence: Evidence) -> Iterator[Finding]:
    """SG_BREAKDOWN: 运行费 = 燃料 + 维修 + 过路过桥 + 保险 as listed after it. Tolerance 0.005·(k+1) 万元; error.

    Where the list says 等 or leaves out a usual kind, a sum that falls short is not checkable.
    """
    for _, claim in evidence.told(f"{PREFIX}vehicle_operation.actual"):
        own = claim_operand(claim, claim.amount) if claim.amount is not None else None
        sentence = next(
            (one for one in section(evidence) if claim.text and claim.text[:40] in one.text), None
        )
        if own is None or sentence is None:
            continue
        after = sentence.text[sentence.text.find(claim.text[:40]) :]
        listed = [(m[1], Decimal(re.sub("[,，]", "", m[2]))) for m in _RUNNING.finditer(after)]
        if len(listed) < 2:
            continue
        yield _breakdown(own, listed, sentence, "等" in after[: _end(after)])
        return


def _end(text: str) -> int:
    last = [m.end() for m in _RUNNING.finditer(text)]
    return min(len(text), (last[-1] if last else 0) + 3)


def _breakdown(
    own: Operand, listed: list[tuple[str, Decimal]], sentence: Sentence, open_list: bool
) -> Finding:
    parts: list[Quantity] = [quantity(value, nearness(value, sentence.text)) for _, value in listed]
    summed = total(parts)
    usual = all(any(word in name for name, _ in listed for word in kind) for kind in _KINDS)
    short = summed.value < own.quantity.value
    return Comparison(
        "SG_BREAKDOWN",
        "公务用车运行费",
        "运行费",
        "、".join(name for name, _ in listed) + "之和",
        own.quantity,
        summed,
        (own.place, sentence.place),
        "文字没有写全各项" if short and (open_list or not usual) else "",
    ).finding()
