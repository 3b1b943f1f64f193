"""Checks on sums in the narrative: classes, items, projects, and the parts of a reason."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Operand, claim_operand
from ingest.checks.findings import Comparison, fold, places_of
from ingest.checks.told_totals import is_general
from ingest.checks.tolerance import NOTHING, Quantity, compare, nearness, quantity, total
from ingest.parsing.facts import Claim, Direction, Finding, Outcome, Severity

_AMOUNT = r"([\d,，]*\d(?:\.\d+)?)万元"
_ITEM = re.compile(r"[（(]项[）)]")
_LISTED = re.compile(r"项目支出[^。]{0,12}?(?:主要)?用于")
_UP = "增加|追加|新增|增长|上涨|调增|上升"
_DOWN = "减少|调减|下降|压减|核减|降低|缩减|结余|剩余|少支"
_PART = re.compile(_AMOUNT)
_WAY = re.compile(f"{_UP}|{_DOWN}")


def _number(text: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", text))


def _distinct(
    evidence: Evidence, keep: Callable[[Claim], bool], in_section: Callable[[str], bool]
) -> list[Operand]:
    """The amounts of the claims that are kept, each sentence's once."""
    found, seen = [], set()
    for _, claim in evidence.claims:
        key = (claim.measure, claim.amount, claim.text)
        if claim.amount is None or key in seen or not keep(claim):
            continue
        if in_section(evidence.titles.get(claim.section, "")):
            seen.add(key)
            found.append(claim_operand(claim, claim.amount))
    return found


def _general_text(evidence: Evidence) -> str:
    return "\n".join(one.text for one in evidence.narrative() if is_general(one.section.title))


def _sum_finding(
    check: str, what: str, parts: list[Operand], whole: Operand, whole_label: str, doubt: str
) -> Finding:
    return Comparison(
        check,
        what,
        f"所列 {len(parts)} 个数之和",
        whole_label,
        total(part.quantity for part in parts),
        whole.quantity,
        (whole.place, *places_of(parts)),
        doubt,
    ).finding()


def check_classes(evidence: Evidence) -> Iterator[Finding]:
    """N_CLASS_SUM: Σ 类 of the structure in section 五 = 一般公共预算财政拨款支出. Tolerance 0.005·(k+1) 万元; error.

    Judged where the percentages of the classes make about 100, so that no class was left unread.
    """
    shares = [
        claim for _, claim in evidence.claims if claim.kind == "share" and claim.measure.startswith("class.")
    ]
    parts = _distinct(evidence, lambda c: c.kind == "share" and c.measure.startswith("class."), is_general)
    whole = evidence.said("general_budget_expenditure")
    if len(parts) < 2 or whole is None:
        return
    percents = sum((c.percent for c in shares if c.percent is not None), Decimal(0))
    unread = abs(percents - 100) > Decimal("0.6") + Decimal("0.1") * len(parts)
    complete = len(parts) == _told_classes(evidence)
    doubt = "" if complete or not unread else "所读到的类的占比之和不是 100%，可能没有读全"
    yield _sum_finding("N_CLASS_SUM", "各类支出", parts, whole, "一般公共预算财政拨款支出", doubt)


def _told_classes(evidence: Evidence) -> int:
    """How many classes the structure lists with amount and share."""
    return len(re.findall(rf"[（(]?类[）)]?(?:支出)?{_AMOUNT}[，,]占", _general_text(evidence)))


def check_items(evidence: Evidence) -> Iterator[Finding]:
    """N_ITEM_SUM: Σ 决算 of the 项 = 支出决算; Σ 年初预算 = 年初预算 of the whole. Tolerance 0.005·(k+1) 万元; error.

    Judged where as many items were read as the text names with “（项）”; a report that tells 类 only is summed by 类.
    """
    text = _general_text(evidence)
    named = len(_ITEM.findall(_without_subtotals(text)))
    actual = _distinct(
        evidence, lambda c: c.measure.startswith("item.") and c.measure.endswith(".actual"), is_general
    )
    budget = _distinct(
        evidence, lambda c: c.measure.startswith("item.") and c.measure.endswith(".budget"), is_general
    )
    if not actual:
        yield from _class_items(evidence)
        return
    for parts, whole, what, label in (
        (actual, evidence.said("general_budget_expenditure"), "各项支出决算", "支出决算"),
        (budget, evidence.said("initial_budget"), "各项年初预算", "年初预算"),
    ):
        if len(parts) < 2 or whole is None:
            continue
        doubt = "" if len(parts) == named else f"文字写有 {named} 个项，读到 {len(parts)} 个"
        yield _sum_finding("N_ITEM_SUM", what, parts, whole, label, doubt)


def _without_subtotals(text: str) -> str:
    return re.sub(r"本部门使用的支出功能分类科目.*", "", text)


def _class_items(evidence: Evidence) -> Iterator[Finding]:
    """The same by 类: budgets and actual amounts of the sentences “年初预算为…，支出决算为…”."""
    pattern = re.compile(rf"年初预算(?:数)?为{_AMOUNT}[，,]支出决算(?:数)?为{_AMOUNT}")
    sentences = [one for one in evidence.narrative() if is_general(one.section.title)]
    told = [(m, one) for one in sentences for m in pattern.finditer(one.text)]
    begun = len(re.findall(r"年初预算(?:数)?为", "\n".join(one.text for one in sentences)))
    if len(told) < 3:
        return
    for group, what in ((2, "各类支出决算"), (1, "各类年初预算")):
        operands = [
            Operand(_number(m[group]), one.place, nearness(_number(m[group]), one.text)) for m, one in told
        ]
        doubt = "" if begun == len(told) else f"文字写有 {begun} 处预算，读到 {len(told)} 处"
        yield _sum_finding("N_ITEM_SUM", what, operands[1:], operands[0], "总数", doubt)


def check_projects(evidence: Evidence) -> Iterator[Finding]:
    """N_PROJECT_LIST: Σ projects listed in section 五 = 项目支出. Tolerance 0.005·(k+1) 万元; warning.

    Judged where as many projects were read as amounts follow “项目支出主要用于”.
    """
    parts = _distinct(evidence, lambda c: c.kind == "amount" and c.measure.startswith("project."), is_general)
    whole = evidence.said("project_expenditure", "一般公共预算", "支出决算")
    if len(parts) < 2 or whole is None:
        return
    listed = _listed(evidence)
    doubt = "" if listed == len(parts) else f"文字列有 {listed} 个数，读到 {len(parts)} 个项目"
    yield _sum_finding("N_PROJECT_LIST", "所列项目", parts, whole, "项目支出", doubt)


def _listed(evidence: Evidence) -> int:
    for one in evidence.narrative():
        begun = _LISTED.search(one.text)
        if begun and is_general(one.section.title):
            return len(re.findall(_AMOUNT, one.text[begun.end() :]))
    return 0


def check_reasons(evidence: Evidence) -> list[Finding]:
    """N_REASON_SUM: Σ amounts of a reason ≈ the change that it explains. Tolerance 0.005·(k+1) 万元; info.

    Only reasons of two or more amounts, each with its word of direction (it holds on until the next); what stands
    in brackets is a part of the part before it. A reason need not be complete.
    """
    found, seen = [], set()
    for index, claim in evidence.claims:
        change = _signed_change(evidence, claim)
        parts = _reason_parts(claim.reason)
        if change is None or len(parts) < 2 or (claim.reason, change.value) in seen:
            continue
        seen.add((claim.reason, change.value))
        summed = NOTHING
        for part in parts:
            summed = summed.plus(part)
        if compare(summed, change) is Outcome.FAIL and abs(summed.value) < abs(change.value) * Decimal("0.5"):
            continue  # a reason that names examples only
        where = (claim_operand(claim, claim.amount).place,)
        found.append(
            Comparison(
                "N_REASON_SUM",
                "原因中所写的数（不一定写全）",
                "增减相抵后",
                "增减额",
                summed,
                change,
                where,
                claim=index,
                severity=Severity.INFO,
            ).finding()
        )
    return fold("N_REASON_SUM", found, "处原因")


def _signed_change(evidence: Evidence, claim: Claim) -> Quantity | None:
    if not claim.reason or claim.amount is None:
        return None
    if claim.kind == "change" and claim.change is not None and claim.direction:
        sign = -1 if claim.direction is Direction.DECREASE else 1
        own = quantity(abs(claim.change))
        return own if sign > 0 else NOTHING.minus(own)
    if claim.implied_base is not None and claim.kind == "completion":
        return quantity(claim.amount).minus(quantity(claim.implied_base))
    return None


def _reason_parts(reason: str) -> list[Quantity]:
    """The signed amounts of a reason; () where its first amount has no word of direction."""
    flat, inner = reason, ""
    while flat != inner:
        inner, flat = flat, re.sub(r"[（(][^（）()]*[）)]", "", flat)
    flat = re.sub(r"[（(].*$", "", flat)  # a bracket that the reason cuts short
    parts: list[Quantity] = []
    sign, begun = 0, 0
    for match in _PART.finditer(flat):
        words = _WAY.findall(flat[begun : match.start()])
        sign = (1 if re.fullmatch(_UP, words[-1]) else -1) if words else sign
        begun = match.end()
        if sign == 0:
            return []
        own = quantity(_number(match[1]))
        parts.append(own if sign > 0 else NOTHING.minus(own))
    return parts
