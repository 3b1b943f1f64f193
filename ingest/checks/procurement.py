"""Checks on 政府采购: its kinds, and what went to small and medium enterprises."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Operand, Sentence
from ingest.checks.findings import (
    Comparison,
    RateComparison,
    amount_text,
    finding,
    fold,
    places_of,
    plain_text,
)
from ingest.checks.tolerance import NOTHING, compare, nearness, quantity, rate, total
from ingest.parsing.facts import Claim, Finding, Outcome, Place, Severity

_KINDS = {"货物": "procurement.goods", "工程": "procurement.works", "服务": "procurement.services"}
_CATEGORY = re.compile(
    r"(货物|工程|服务)采购授予中小企业合同金额占\1(?:采购)?(?:支出)?(?:总)?金?额的([\d.]+)[%％]"
)
_RESERVED = re.compile(r"由(中小|小微)企业供应商中标或成交的，采购金额(?:为)?([\d,，.]+\d|\d)万元")


def _number(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text))


def _kinds(evidence: Evidence) -> dict[str, Operand]:
    found = {name: evidence.said(key) for name, key in _KINDS.items()}
    return {name: one for name, one in found.items() if one is not None}


def check_kinds(evidence: Evidence) -> Iterator[Finding]:
    """PR_SUM: 货物 + 工程 + 服务 = 采购总额. Tolerance 0.005·(k+1) 万元; error; 预算法第十四条.

    Where a kind is not told, a sum that falls short is a warning: the kind may have been left out.
    """
    whole, kinds = evidence.said("procurement.total"), _kinds(evidence)
    if whole is None or not kinds:
        return
    summed = total(one.quantity for one in kinds.values())
    short = len(kinds) < len(_KINDS) and summed.value < whole.quantity.value
    yield Comparison(
        "PR_SUM",
        "政府采购支出",
        "总额",
        "、".join(kinds) + "之和",
        whole.quantity,
        summed,
        places_of([whole, *kinds.values()]),
        severity=Severity.WARNING if short else None,
    ).finding()


def check_small(evidence: Evidence) -> list[Finding]:
    """PR_SME: 小微 ≤ 中小 ≤ 总额, and each stated share = amount ÷ what it is a share of. Tolerance by intervals; error.

    A share whose whole the sentence does not name passes with either whole. Amounts won in reserved and in other
    procurement together are no more than all procurement.
    """
    whole, medium, micro = (evidence.said(f"procurement.{key}") for key in ("total", "sme", "micro"))
    found: list[Finding] = []
    if whole and medium:
        found += _not_more("中小企业", medium, "采购总额", whole)
    if medium and micro:
        found += _not_more("小微企业", micro, "中小企业", medium)
    elif whole and micro:
        found += _not_more("小微企业", micro, "采购总额", whole)
    for key, label in (("procurement.sme", "中小企业"), ("procurement.micro", "小微企业")):
        for index, claim in evidence.told(key):
            if claim.kind == "share" and claim.percent is not None and claim.amount is not None:
                found += _share(index, claim, label, whole, medium)
    found += _reserved(evidence, whole)
    return fold("PR_SME", found, "项")


def _not_more(label: str, part: Operand, whole_label: str, whole: Operand) -> list[Finding]:
    assert part.amount is not None and whole.amount is not None
    what = f"授予{label}的合同金额"
    if part.amount <= whole.amount:
        return [
            finding(
                "PR_SME", Outcome.PASS, f"{what}不大于{whole_label}，吻合。", where=places_of([part, whole])
            )
        ]
    return [
        Comparison(
            "PR_SME",
            what,
            label,
            f"不应大于{whole_label}",
            part.quantity,
            whole.quantity,
            places_of([part, whole]),
        ).finding()
    ]


def _share(
    index: int, claim: Claim, label: str, whole: Operand | None, medium: Operand | None
) -> list[Finding]:
    assert claim.percent is not None and claim.amount is not None
    wholes = {"procurement.total": [whole], "procurement.sme": [medium]}.get(claim.whole, [whole, medium])
    findings = []
    for of in wholes:
        near = (nearness(claim.amount, claim.text), of.near) if of else None
        allowed = rate(claim.amount, of.amount, near) if of and of.amount and near else None
        if of is None or of.amount is None or allowed is None:
            continue
        findings.append(
            RateComparison(
                "PR_SME",
                f"授予{label}合同金额的占比",
                f"{amount_text(claim.amount)} ÷ {amount_text(of.amount)}",
                claim.percent,
                allowed,
                (Place(page=claim.page, text=claim.text), of.place),
                claim=index,
            ).finding()
        )
    sound = [one for one in findings if one.outcome is not Outcome.FAIL]
    return (sound or findings)[:1]


def _reserved(evidence: Evidence, whole: Operand | None) -> list[Finding]:
    """The amounts won by 中小企业 in reserved and in other procurement (Shanghai's sentence)."""
    if whole is None:
        return []
    for sentence in evidence.narrative():
        won = [_number(m[2]) for m in _RESERVED.finditer(sentence.text) if m[1] == "中小"]
        if len(won) < 2:
            continue
        summed = total(quantity(one) for one in won)
        if summed.value <= whole.quantity.value:
            return []
        return [
            Comparison(
                "PR_SME",
                "由中小企业中标或成交的采购金额（预留的与其他的）",
                "之和",
                "不应大于采购总额",
                summed,
                whole.quantity,
                (sentence.place, whole.place),
            ).finding()
        ]
    return []


def check_categories(evidence: Evidence) -> list[Finding]:
    """PR_SME_CAT: Σ category amount × its share to 中小企业 = amount to 中小企业. Tolerance: one unit of each share; error.

    Where all procurement went to 中小企业, every category with an amount has 100 %.
    """
    check = "PR_SME_CAT"
    whole, medium, kinds = (
        evidence.said("procurement.total"),
        evidence.said("procurement.sme"),
        _kinds(evidence),
    )
    sentence, shares = _category_shares(evidence)
    if sentence is None or whole is None or medium is None:
        return []
    told = {name: percent for name, percent in shares.items() if name in kinds and kinds[name].amount}
    if medium.amount and compare(medium.quantity, whole.quantity) is not Outcome.FAIL:
        return _whole_categories(check, told, sentence)
    with_money = {name for name, one in kinds.items() if one.amount}
    if with_money - set(told):
        return []
    summed = NOTHING
    for name, percent in told.items():
        summed = summed.plus(kinds[name].quantity.share(percent))
    return [
        Comparison(
            check,
            "各类采购按占比计算的授予中小企业金额",
            "之和",
            "授予中小企业合同金额",
            summed,
            medium.quantity,
            (sentence.place, medium.place),
        ).finding()
    ]


def _category_shares(evidence: Evidence) -> tuple[Sentence | None, dict[str, Decimal]]:
    for sentence in evidence.narrative():
        shares = {m[1]: Decimal(m[2].rstrip(".")) for m in _CATEGORY.finditer(sentence.text)}
        if shares:
            return sentence, shares
    return None, {}


def _whole_categories(check: str, told: dict[str, Decimal], sentence: Sentence) -> list[Finding]:
    """All procurement went to 中小企业: one finding for all categories, its number the first that is not 100 %."""
    wrong = {name: percent for name, percent in told.items() if percent != 100}
    first = next(iter(wrong.values()), Decimal(100))
    said = "、".join(f"{name} {plain_text(percent)}%" for name, percent in (wrong or told).items())
    return [
        finding(
            check,
            Outcome.FAIL if wrong else Outcome.PASS,
            f"采购全部授予中小企业时，各类采购授予中小企业的占比应为 100%，报告写{said}"
            + ("，请对照占比的分母。" if wrong else "，吻合。"),
            found=plain_text(first),
            expected="100",
            difference=plain_text(abs(100 - first)),
            where=(sentence.place,),
        )
    ]
