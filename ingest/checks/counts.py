"""Checks on what 三公 and the assets count: groups, batches, cars."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ingest.checks.evidence import Evidence, Operand, Sentence
from ingest.checks.findings import amount_text, finding, places_of, plain_text
from ingest.checks.three_public import PREFIX, section
from ingest.checks.tolerance import rounded
from ingest.parsing.facts import Finding, Outcome, Place, Severity

_COUNTED = re.compile(r"\d+(?:个)?(?:批次|批|团组|人次|人|次)")
_ASIDE = re.compile(r"[（(](?:其中)?[，：:]?(?:含|不含|不包括|包括)?陪同[^（）()]*[）)]")
_GROUPS = re.compile(r"\d+个?(?:批|团|次(?!人)|场|起)|(?:批[次数]|团组)[^，,。；;\d]{0,8}\d")
_PERSONS = re.compile(r"(?<![\d加少])\d+余?(?:人|名)|人(?:次|数|次数)(?:(?![增减])[^，,。；;\d]){0,8}\d")
_KEPT = re.compile(
    r"保有|共有(?:公务用)?车|(?<!购置)(?<!更新)(?<!更新[）)])公务用车(?:数量)?(?:为|共|共有)?\d+[辆台]"
)
_BOUGHT = re.compile(r"(?:购置|更新|购入|新购|购买)[^。；;\d]{0,12}\d+[辆台]")
_NEXT_PART = {"公务接待": re.compile("公务用车购置|因公出国"), "因公出国": re.compile("公务用车|公务接待")}
_PER_HEAD = 300  # 元, a reference value
_PER_CAR = 25  # 万元, a reference value
_TYPE = re.compile(r"([\u4e00-\u9fff（）()、]{2,20}?用车)(\d+)辆")


def _after(evidence: Evidence, word: str) -> str:
    """What the narrative on 三公 says of a part: from each of its amounts to where the next part is told."""
    text = "\n".join(one.text for one in section(evidence))
    begun = [one.start() for one in re.finditer(rf"{word}[^。\n]{{0,30}}?\d", text)]
    return "\n".join(_NEXT_PART[word].split(text[start:])[0] for start in begun)


def _words_on(evidence: Evidence, begin: str, word: str) -> str:
    """``_after`` and all other sentences of the section that have the word."""
    others = (part for one in section(evidence) for part in one.text.split("。") if re.search(word, part))
    return _ASIDE.sub("", "\n".join((_after(evidence, begin), *others)))


def _spent(evidence: Evidence, name: str) -> Operand:
    """The actual amount: the narrative's, which the counts belong to, else the statement's."""
    return evidence.said(f"{PREFIX}{name}.actual", "三公") or evidence.measured(f"{PREFIX}{name}.actual")


def check_reception(evidence: Evidence) -> Iterator[Finding]:
    """SG_RECEPTION: an amount of 接待 comes with batches and persons. Error where neither is told, warning where one
    is not; 财预〔2016〕143号.

    More than 300 元 a head is an info: the value is for reference.
    """
    check, spent = "SG_RECEPTION", _spent(evidence, "reception")
    if not spent.amount or not section(evidence):
        return
    batches = evidence.measured(f"{PREFIX}reception.batches")
    persons = evidence.measured(f"{PREFIX}reception.persons")
    told = f"公务接待费 {amount_text(spent.amount)} 万元"
    text = _words_on(evidence, "公务接待", "接待|来访")
    lacking = _lacking(text, batches, persons, "接待批次", "接待人次")
    if len(lacking) > 1 and not _COUNTED.search(text):
        yield finding(
            check,
            Outcome.FAIL,
            f"{told}，说明中没有找到接待批次和人次。",
            found=plain_text(spent.amount),
            where=(spent.place,),
        )
        return
    if len(lacking) == 1:
        yield _one_lacking(check, told, lacking[0], spent)
    if persons.amount:
        yield _per_head(check, told, spent, persons)
    elif not lacking:
        yield finding(check, Outcome.PASS, f"{told}，写有接待批次和人次。", where=(spent.place,))


def _lacking(text: str, groups: Operand, persons: Operand, *names: str) -> list[str]:
    """Which of the two counts was neither read nor stands in the words in any form."""
    found = (
        groups.amount is not None or _GROUPS.search(text),
        persons.amount is not None or _PERSONS.search(text),
    )
    return [name for name, there in zip(names, found, strict=True) if not there]


def _one_lacking(check: str, told: str, lacking: str, spent: Operand) -> Finding:
    return finding(
        check,
        Outcome.FAIL,
        f"{told}，说明中没有找到{lacking}。",
        found=plain_text(spent.amount or Decimal(0)),
        where=(spent.place,),
        severity=Severity.WARNING,
    )


def _per_head(check: str, told: str, spent: Operand, persons: Operand) -> Finding:
    assert spent.amount is not None and persons.amount is not None
    head = rounded(_each(spent.amount * 10000, persons.amount), 2)
    above = head > _PER_HEAD
    return finding(
        check,
        Outcome.FAIL if above else Outcome.PASS,
        f"{told}，{plain_text(persons.amount)} 人次，平均每人次 {head} 元"
        + (f"，高于参考值 {_PER_HEAD} 元，请看接待对象和人次的口径。" if above else "。"),
        found=plain_text(head),
        where=places_of([spent, persons]),
        severity=Severity.INFO,
    )


def _each(whole: Decimal, count: Decimal) -> Fraction:
    return Fraction(whole) / Fraction(count)


def check_abroad(evidence: Evidence) -> Iterator[Finding]:
    """SG_ABROAD: an amount of 出国 comes with groups and persons. Warning; 财预〔2016〕143号."""
    check, spent = "SG_ABROAD", _spent(evidence, "abroad")
    if not spent.amount or not section(evidence):
        return
    groups, persons = (evidence.measured(f"{PREFIX}abroad.{what}") for what in ("groups", "persons"))
    text, told = (
        _words_on(evidence, "因公出国", "出国"),
        f"因公出国（境）费 {amount_text(spent.amount)} 万元",
    )
    lacking = _lacking(text, groups, persons, "团组数", "人数")
    if lacking:
        yield _one_lacking(check, told, "和".join(lacking), spent)
    else:
        yield finding(check, Outcome.PASS, f"{told}，写有团组数和人数。", where=(spent.place,))


def check_cars_bought(evidence: Evidence) -> Iterator[Finding]:
    """SG_CAR_BUY: 购置费 > 0 exactly where the number of cars bought > 0. Error; a number that is not told is a warning.

    Above 25 万元 a car is an info: the value is for reference.
    """
    check = "SG_CAR_BUY"
    spent, bought = _spent(evidence, "vehicle_purchase"), evidence.measured(f"{PREFIX}vehicle_purchase.count")
    if spent.amount is None or (not spent.amount and not bought.amount):
        return
    where = places_of([spent, bought])
    told = f"公务用车购置费 {amount_text(spent.amount)} 万元"
    if bought.amount is None:
        if section(evidence) and not any(_BOUGHT.search(one.text) for one in section(evidence)):
            yield finding(
                check,
                Outcome.FAIL,
                f"{told}，说明中没有找到购置辆数。",
                found=plain_text(spent.amount),
                where=where,
                severity=Severity.WARNING,
            )
    elif not spent.amount or not bought.amount:
        yield finding(
            check,
            Outcome.FAIL,
            f"{told}，购置公务用车 {plain_text(bought.amount)} 辆，请对照。",
            found=plain_text(spent.amount),
            expected=plain_text(bought.amount),
            where=where,
        )
    else:
        yield _per_car(check, told, spent.amount, bought.amount, where)


def _per_car(check: str, told: str, spent: Decimal, count: Decimal, where: tuple[Place, ...]) -> Finding:
    each = rounded(_each(spent, count), 2)
    above = each > _PER_CAR
    return finding(
        check,
        Outcome.FAIL if above else Outcome.PASS,
        f"{told}，购置 {plain_text(count)} 辆，平均每辆 {each} 万元"
        + (f"，高于参考值 {_PER_CAR} 万元。" if above else "。"),
        found=plain_text(each),
        where=where,
        severity=Severity.INFO,
    )


def check_cars_run(evidence: Evidence) -> Iterator[Finding]:
    """SG_CAR_RUN: 运行费 ÷ 保有量, and no 运行费 without a car. Info: cars may be paid from other money.

    A number of cars that is not told is a warning; 财预〔2016〕143号.
    """
    check = "SG_CAR_RUN"
    spent, kept = _spent(evidence, "vehicle_operation"), evidence.measured(f"{PREFIX}vehicle.count")
    if spent.amount and kept.amount is None and section(evidence):
        words = "".join(one.text for one in section(evidence))
        if not _KEPT.search(words):
            told = f"公务用车运行费 {amount_text(spent.amount)} 万元"
            yield _one_lacking(check, told, "公务用车保有量", spent)
    if not spent.amount or kept.amount is None:
        return
    where = places_of([spent, kept])
    told = f"公务用车运行费 {amount_text(spent.amount)} 万元，保有量 {plain_text(kept.amount)} 辆"
    if kept.amount:
        each = rounded(_each(spent.amount, kept.amount), 2)
        yield finding(
            check, Outcome.PASS, f"{told}，平均每辆 {each} 万元。", found=plain_text(each), where=where
        )
    else:
        yield finding(
            check,
            Outcome.FAIL,
            f"{told}，请对照。",
            found=plain_text(spent.amount),
            expected="0",
            where=where,
        )


def check_cars(evidence: Evidence) -> Iterator[Finding]:
    """AS_CARS: Σ types = 共有车辆 (error); 公务用车保有量 = 共有车辆 (warning: 口径 may differ). Whole numbers, no tolerance."""
    whole = evidence.measured("vehicles.total")
    if whole.amount is None:
        return
    sentence = next((one for one in evidence.narrative() if re.search(r"共有车辆\d+辆", one.text)), None)
    if sentence is not None:
        yield from _types(whole.amount, sentence)
    kept = evidence.measured(f"{PREFIX}vehicle.count")
    if kept.amount is None:
        return
    where = (*places_of([kept]), sentence.place if sentence else whole.place)
    same = kept.amount == whole.amount
    yield finding(
        "AS_CARS",
        Outcome.PASS if same else Outcome.FAIL,
        f"“三公”经费一节写公务用车保有量 {plain_text(kept.amount)} 辆，国有资产一节写共有车辆 {plain_text(whole.amount)} 辆"
        + ("，吻合。" if same else "，请对照两处的口径。"),
        found=plain_text(kept.amount),
        expected=plain_text(whole.amount),
        difference=plain_text(abs(kept.amount - whole.amount)),
        where=where,
        severity=Severity.WARNING,
    )


def _types(whole: Decimal, sentence: Sentence) -> Iterator[Finding]:
    listed = sentence.text[re.search(r"共有车辆\d+辆", sentence.text).end() :]  # type: ignore[union-attr]
    listed = re.split(r"单价|单位价值|价值\d|其他用车主要|。", listed)[0]
    counts = [(m[1], Decimal(m[2])) for m in _TYPE.finditer(listed)]
    if not counts:
        return
    summed = sum((count for _, count in counts), Decimal(0))
    partial = summed < whole and len(counts) < 2
    outcome = Outcome.PASS if summed == whole else Outcome.NOT_CHECKABLE if partial else Outcome.FAIL
    yield finding(
        "AS_CARS",
        outcome,
        f"共有车辆 {plain_text(whole)} 辆，所列各类用车之和 {plain_text(summed)} 辆"
        + (
            "，吻合。"
            if outcome is Outcome.PASS
            else "，请对照。"
            if outcome is Outcome.FAIL
            else "，没有列全。"
        ),
        found=plain_text(whole),
        expected=plain_text(summed),
        difference=plain_text(abs(whole - summed)),
        where=(sentence.place,),
    )
