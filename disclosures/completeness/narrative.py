"""The items that the prose answers."""

import re
from collections.abc import Callable

from disclosures.completeness.items import (
    Held,
    Judged,
    Rows,
    Spot,
    absent,
    declared,
    of_claim,
    of_passage,
)
from disclosures.models import Claim
from disclosures.wording import amount_text, decimal_of

_NO_UNITS = re.compile(r"(?:无|没有)[^。；，]{0,6}(?:所属|下属|二级)[^。；，]{0,8}单位")
_UNITS = re.compile(
    r"(?:所属|下属|二级|纳入|包括|组成)[^。；]{0,60}单位|单位[^。；]{0,30}(?:包括|组成|构成|纳入)"
)
_KINDS = ("货物", "工程", "服务")
_KIND_MEASURES = ("procurement.goods", "procurement.works", "procurement.services")
_TOTALS = ("income_total", "expenditure_total", "income_current", "expenditure_current")


def section(pattern: str, what: str) -> Callable[[Rows], Judged]:
    """Whether a section of such a title stands in the report."""

    def judge(rows: Rows) -> Judged:
        found = rows.titled(pattern)
        if found:
            return Held.GIVEN, f"有“{found.title}”一节", of_passage(found)
        return absent(rows, f"没有找到{what}一节")

    return judge


def change(rows: Rows) -> Judged:
    told = [c for c in rows.claims if c.kind == "change" and c.base == "prior_year" and c.measure in _TOTALS]
    reasoned = next((c for c in told if c.reason or c.direction == "unchanged"), None)
    if reasoned:
        return Held.GIVEN, f"原因：{reasoned.reason[:60]}" if reasoned.reason else "持平", of_claim(reasoned)
    if told:
        return Held.PARTLY, "写了增减，没有找到原因", of_claim(told[0])
    return absent(rows, "没有找到与上年比较的句子")


def against_budget(rows: Rows) -> Judged:
    told = [c for c in rows.claims if c.kind == "completion" and c.measure.startswith("item.")]
    if told:
        silent = [c for c in told if not c.reason and _off_budget(c)]
        if silent:
            told_words = f"比较了 {len(told)} 项，其中 {len(silent)} 项与预算不同而没有找到原因"
            return Held.PARTLY, told_words, of_claim(silent[0])
        reasoned = sum(1 for c in told if c.reason)
        return Held.GIVEN, f"比较了 {len(told)} 项，其中 {reasoned} 项写了原因", of_claim(told[0])
    return absent(rows, "没有找到各项决算与年初预算的比较")


def _off_budget(claim: Claim) -> bool:
    """Whether the item is told to differ from its budget, so that there is something to explain."""
    return decimal_of(claim.percent) not in (None, 100)


def operation(rows: Rows) -> Judged:
    if "agency_operation" not in rows.by_measure:
        return declared(rows, "机关运行") or absent(rows, "没有找到机关运行经费")
    spot = rows.spot("agency_operation")
    amount = rows.by_measure["agency_operation"].value
    if not amount:
        return Held.NIL, "金额为 0.00", spot
    told = [c for c in rows.claims if c.measure == "agency_operation" and c.kind == "change"]
    words = f"{amount_text(amount)} 万元"
    if not told:
        return Held.PARTLY, f"{words}，没有找到增减", spot
    if not any(c.reason or c.direction == "unchanged" for c in told):
        return Held.PARTLY, f"{words}，写了增减，没有找到原因", spot
    return Held.GIVEN, f"{words}，有增减和原因", spot


def measures(words: dict[str, str], pattern: str) -> Callable[[Rows], Judged]:
    """Whether the report gives each of these numbers."""

    def judge(rows: Rows) -> Judged:
        given = [measure for measure in words if measure in rows.by_measure]
        if not given:
            return declared(rows, pattern) or absent(rows, "没有找到：" + "、".join(words.values()))
        spot = rows.spot(given[0])
        lacking = [words[measure] for measure in words if measure not in rows.by_measure]
        if _whole(rows, given):  # the kinds that are given make up the total: there was nothing of the others
            lacking = [word for word in lacking if word not in _KINDS]
        if lacking and not rows.by_measure[given[0]].value:
            return Held.NIL, f"{words[given[0]]}为 0", spot
        if lacking:
            given_words = "、".join(words[measure] for measure in given)
            return Held.PARTLY, f"写明{given_words}；没有找到：{'、'.join(lacking)}", spot
        return Held.GIVEN, "写明：" + "、".join(words[measure] for measure in given), spot

    return judge


def _whole(rows: Rows, given: list[str]) -> bool:
    kinds = [rows.by_measure[measure].value for measure in given if measure in _KIND_MEASURES]
    return (
        bool(kinds)
        and "procurement.total" in given
        and sum(kinds) == rows.by_measure["procurement.total"].value
    )


def performance(rows: Rows) -> Judged:
    kinds = {e.kind for e in rows.evaluations}
    found = rows.titled("绩效")
    if rows.evaluations:
        said = f"读到 {len(rows.evaluations)} 份自评"
        if "department" not in kinds:
            return Held.PARTLY, f"{said}，没有读到整体自评（可能是图片）", Spot(rows.evaluations[0].page)
        return Held.GIVEN, said, Spot(rows.evaluations[0].page)
    if found:
        return Held.UNKNOWN, "有绩效说明，没有读到自评表（可能是图片）", of_passage(found)
    return absent(rows, "没有找到预算绩效情况")


def units(rows: Rows) -> Judged:
    for passage, text in rows.texts():
        if passage.part <= 1 and _NO_UNITS.search(text):
            return Held.NIL, text[:80], of_passage(passage)
    for passage, text in rows.texts():
        if passage.part == 1 and (_UNITS.search(text) or re.search("单位构成", passage.title)):
            return Held.GIVEN, text[:80], of_passage(passage)
    return absent(rows, "没有找到纳入决算的单位")
