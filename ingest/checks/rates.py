"""Checks on stated percentages: completions, shares, and percentages of nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.statements import Statement
from ingest.checks.evidence import Evidence, Operand, claim_operand
from ingest.checks.findings import RateComparison, amount_text, doubt_of, finding, fold, plain_text
from ingest.checks.three_public import PREFIX
from ingest.checks.told_totals import is_general, is_whole
from ingest.checks.tolerance import compare, nearness, rate
from ingest.parsing.facts import Base, Claim, Finding, Outcome, Place, Severity

_ITEMS = ("item.", "class.")
_OTHERS = (PREFIX, "project.", "procurement.", "performance.")
_BASES = {
    Base.PRIOR_YEAR: "上年数",
    Base.INITIAL_BUDGET: "年初预算",
    Base.FULL_YEAR_BUDGET: "全年预算",
}


def _completion(check: str, index: int, claim: Claim, name: str) -> Finding | None:
    """Stated completion against amount ÷ the budget of the same sentence; None where the sentence gives none."""
    if claim.amount is None or claim.percent is None or not claim.implied_base:
        return None
    near = nearness(claim.amount, claim.text), nearness(claim.implied_base, claim.text)
    allowed = rate(claim.amount, claim.implied_base, near)
    if allowed is None:
        return None
    return RateComparison(
        check,
        f"{name}完成率",
        f"{amount_text(claim.amount)} ÷ {amount_text(claim.implied_base)}",
        claim.percent,
        allowed,
        (Place(page=claim.page, text=claim.text),),
        claim=index,
    ).finding()


def _completions(evidence: Evidence, check: str, wanted: Callable[[str], bool], name: str) -> list[Finding]:
    found, seen = [], set()
    for index, claim in evidence.claims:
        key = (claim.measure, claim.amount, claim.percent, claim.text)
        if claim.kind == "completion" and wanted(claim.measure) and key not in seen:
            seen.add(key)
            if (one := _completion(check, index, claim, name)) is not None:
                found.append(one)
    return fold(check, found, "个完成率")


def check_whole_completion(evidence: Evidence) -> list[Finding]:
    """P_COMPLETE_TOTAL: 支出决算 ÷ 预算 = stated completion of the whole. Tolerance by intervals; error; arithmetic."""
    return _completions(evidence, "P_COMPLETE_TOTAL", lambda m: not m.startswith(_ITEMS + _OTHERS), "支出")


def check_item_completions(evidence: Evidence) -> list[Finding]:
    """P_COMPLETE_ITEM: the same of every 项 or 类. Tolerance by intervals; warning; arithmetic."""
    return _completions(evidence, "P_COMPLETE_ITEM", lambda m: m.startswith(_ITEMS), "科目")


def _whole_of(evidence: Evidence, claim: Claim) -> Operand | None:
    """What a share is a part of: told in the same section, else anywhere in the narrative, else measured."""
    for _, other in evidence.told(claim.whole):
        if other.amount is not None and other.section == claim.section:
            return claim_operand(other, other.amount)
    if (said := evidence.said(claim.whole)) is not None:
        return said
    measured = evidence.measured(claim.whole)
    return measured if measured.amount is not None else None


def _share(
    check: str, index: int, claim: Claim, whole: Operand, name: str, doubt: str = ""
) -> Finding | None:
    if claim.amount is None or claim.percent is None or not whole.amount:
        return None
    allowed = rate(claim.amount, whole.amount, (nearness(claim.amount, claim.text), whole.near))
    if allowed is None:
        return None
    return RateComparison(
        check,
        name,
        f"{amount_text(claim.amount)} ÷ {amount_text(whole.amount)}",
        claim.percent,
        allowed,
        (Place(page=claim.page, text=claim.text), whole.place),
        doubt or doubt_of([whole]),
        index,
    ).finding()


def check_shares(evidence: Evidence) -> list[Finding]:
    """P_SHARE: part ÷ whole = stated share. Tolerance by intervals and one unit (forced to make 100); warning."""
    found = []
    for index, claim in evidence.claims:
        if claim.kind != "share" or claim.whole in ("", claim.measure):
            continue
        if claim.measure.startswith(_OTHERS) and claim.whole != f"{PREFIX}total.actual":
            continue
        whole = _whole_of(evidence, claim)
        one = _share("P_SHARE", index, claim, whole, "占比") if whole else None
        if one is not None:
            found.append(one)
    return fold("P_SHARE", [*found, *_of_basic(evidence)], "个占比")


_OF_BASIC = re.compile(
    r"(人员经费|公用经费)(?:支出)?([\d,]*\d(?:\.\d+)?)万元[，,]占(?:本年)?基本支出(?:总额|合计)?的?(?:比[重例]为)?(\d+(?:\.\d+)?)[%％]"
)


def _of_basic(evidence: Evidence) -> Iterator[Finding]:
    """人员经费 and 公用经费 as shares of 基本支出 in the section on all expenditure, which tells the 基本支出 of all money."""
    basics = {
        claim.section: claim_operand(claim, claim.amount)
        for _, claim in reversed(evidence.told("basic_expenditure"))
        if claim.amount and is_whole(evidence.titles.get(claim.section, ""))
    }
    for sentence in evidence.narrative():
        whole = basics.get(sentence.section.number)
        if whole is None or whole.amount is None:
            continue
        for match in _OF_BASIC.finditer("".join(sentence.text.split())):
            own = Decimal(match[2].replace(",", ""))
            allowed = rate(own, whole.amount, (nearness(own, sentence.text), whole.near))
            if allowed is not None:
                yield RateComparison(
                    "P_SHARE",
                    f"{match[1]}占基本支出的比重",
                    f"{amount_text(own)} ÷ {amount_text(whole.amount)}",
                    Decimal(match[3]),
                    allowed,
                    (sentence.place, whole.place),
                ).finding()


def _project_money(evidence: Evidence) -> Operand | None:
    """项目支出 of 一般公共预算: section 五, else form 05, else any section where all money is 一般公共预算."""
    for _, claim in evidence.told("project_expenditure"):
        if claim.amount is not None and is_general(evidence.titles.get(claim.section, "")):
            return claim_operand(claim, claim.amount)
    cell = evidence.operand(Statement.GENERAL_BUDGET, "", "3")
    if cell.amount is not None:
        return cell
    spent, general = evidence.value("expenditure_current"), evidence.value("general_budget_expenditure")
    return evidence.said("project_expenditure") if spent is not None and spent == general else None


def check_wrong_base(evidence: Evidence) -> Iterator[Finding]:
    """P_WRONG_BASE: 自评资金 ÷ 一般公共预算项目支出 = stated share of it. Tolerance by intervals; error; arithmetic."""
    for index, claim in evidence.told("performance.amount"):
        if claim.kind == "share" and claim.whole == "project_expenditure":
            whole = _project_money(evidence)
            one = _share("P_WRONG_BASE", index, claim, whole, "自评资金占项目支出的比重") if whole else None
            if one is not None:
                yield _more_than_all(claim, whole, one) if whole else one


def _more_than_all(claim: Claim, whole: Operand, one: Finding) -> Finding:
    """A share that rounding would explain, of a part that is more than its whole: a warning."""
    own = claim_operand(claim, claim.amount)
    more = own.quantity.value > whole.quantity.value and compare(own.quantity, whole.quantity) is Outcome.FAIL
    if one.outcome is not Outcome.ROUNDING or not more:
        return one
    told = f"{one.message.rstrip('。')}；自评资金大于项目支出，请对照。"
    return replace(one, outcome=Outcome.FAIL, severity=Severity.WARNING, message=told)


def check_zero_bases(evidence: Evidence) -> Iterator[Finding]:
    """P_ZERO_BASE: a base of zero has no percentage. Warning; info where 0 of 0 is called 0 %; arithmetic."""
    seen = set()
    for index, claim in evidence.claims:
        if (
            claim.percent is None
            or (claim.text, claim.percent) in seen
            or claim.implied_base is None
            or claim.implied_base != 0
        ):
            continue
        if (
            claim.kind not in ("change", "completion")
            or claim.base is None
            or (claim.kind == "change" and not claim.change)
        ):
            continue
        seen.add((claim.text, claim.percent))
        mild = not claim.amount and not claim.percent
        yield finding(
            "P_ZERO_BASE",
            Outcome.FAIL,
            f"{_BASES[claim.base]}为 0，百分比无从计算，报告写 {plain_text(claim.percent)}%。",
            found=plain_text(claim.percent),
            expected="",
            where=(Place(page=claim.page, text=claim.text),),
            claim=index,
            severity=Severity.INFO if mild else None,
        )
