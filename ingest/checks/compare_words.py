"""Check on 大于, 小于 and 等于 between 决算数 and 预算数: the word against the two numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence
from ingest.checks.findings import amount_text, finding, fold, plain_text
from ingest.checks.tolerance import compare, nearness, quantity
from ingest.parsing.facts import Base, Claim, Finding, Outcome, Place

_MORE, _LESS, _SAME = "大于|高于|超过|多于", "小于|低于|少于", "等于|持平于"
_BUDGET = r"(?:年初|全年|调整后?的?|年度)?预算数?"
_WORD = re.compile(
    rf"(?:决算|实际支出)数?(?:支出)?({_MORE}|{_LESS}|{_SAME}|与){_BUDGET}(持平|相等|一致|相同)?"
)
_TURNED = {"大于": "小于", "小于": "大于", "等于": "等于"}
_REVERSED = re.compile(rf"{_BUDGET}({_MORE}|{_LESS}|{_SAME})(?:支出)?决算数?")
_FOLLOWS = re.compile(r"^[。；;]?(?:支出)?(?=(?:决算|实际支出)数?(?:支出)?(?:大|小|高|低|超|多|少|等|持|与))")
_FULL = Decimal(100)


def check_compare_words(evidence: Evidence) -> list[Finding]:
    """P_COMPARE_WORD: “决算数大于（小于、等于）预算数” as the numbers of its sentence. Tolerance 0.01 万元; warning.

    A word that opens the next sentence (“……。决算数大于预算数的主要原因”) is of the one before, where that tells one
    pair of amounts. Where it tells 年初预算 and 全年预算, the word may mean either. Where the sentence gives no budget, its completion tells more or less than all.
    """
    found, seen = [], set()
    for index, claim in evidence.claims:
        word = _word_of(evidence, claim)
        if not word or claim.amount is None or claim.kind == "share" or claim.measure.endswith(".budget"):
            continue
        one = _judged(evidence, index, claim, word)
        if one is not None and (claim.text, claim.amount) not in seen:
            seen.add((claim.text, claim.amount))
            found.append(one)
    return fold("P_COMPARE_WORD", found, "处")


def _relations(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match[1] != "与" or match[2]:
            yield _relation(match[1])
    for match in _REVERSED.finditer(text):
        yield _TURNED[_relation(match[1])]


def _relation(word: str) -> str:
    if re.fullmatch(_MORE, word):
        return "大于"
    return "小于" if re.fullmatch(_LESS, word) else "等于"


def _word_of(evidence: Evidence, claim: Claim) -> str:
    """The word of the claim's sentence, or the one that opens the next; "" where there is none or several."""
    words = set(_relations(claim.text))
    if not words and claim.text.endswith("。") and _lone(evidence, claim):
        words = set(_relations(_after(evidence, claim)))
    return next(iter(words)) if len(words) == 1 else ""


def _after(evidence: Evidence, claim: Claim) -> str:
    """The opening clause of the sentence after the claim's, where it speaks of 决算数."""
    for sentence in evidence.of_section(claim.section):
        place = sentence.text.find(claim.text)
        if place >= 0:
            after = sentence.text[place + len(claim.text) :]
            return re.split("[，,。：:]", after, maxsplit=1)[0] if _FOLLOWS.match(after) else ""
    return ""


def _lone(evidence: Evidence, claim: Claim) -> bool:
    """Whether the sentence tells one subject only."""
    own = {
        one.measure.rpartition(".")[0] or one.measure
        for one in evidence.in_sentence(claim.text)
        if one.kind != "share" and one.measure not in ("initial_budget", "full_year_budget")
    }
    return len(own) == 1


def _budgets_told(evidence: Evidence, claim: Claim) -> list[Decimal]:
    """The budgets of the claim's own sentence: it may tell 年初预算 and 全年预算 both."""
    told = []
    if claim.implied_base is not None and claim.base in (Base.INITIAL_BUDGET, Base.FULL_YEAR_BUDGET):
        told.append(claim.implied_base)
    keys = (
        ("initial_budget", "full_year_budget")
        if claim.measure == "general_budget_expenditure"
        else (claim.measure.removesuffix(".actual") + ".budget",)
    )
    for key in keys:
        told += [
            one.amount for _, one in evidence.told(key) if one.text == claim.text and one.amount is not None
        ]
    return list(dict.fromkeys(told))


def _judged(evidence: Evidence, index: int, claim: Claim, word: str) -> Finding | None:
    against = [_compared(index, claim, budget, word) for budget in _budgets_told(evidence, claim)]
    if against:
        return next((one for one in against if one.outcome is Outcome.PASS), against[0])
    if claim.kind == "completion" and claim.percent is not None and claim.percent != _FULL:
        return _completed(index, claim, claim.percent, word)
    return None


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


def _completed(index: int, claim: Claim, percent: Decimal, word: str) -> Finding:
    """No budget is told: the completion is above or below 100 %."""
    sound = word == ("大于" if percent > _FULL else "小于")
    return finding(
        "P_COMPARE_WORD",
        Outcome.PASS if sound else Outcome.FAIL,
        f"写的是“决算数{word}预算数”，完成预算的 {plain_text(percent)}%"
        + ("，吻合。" if sound else "，请对照。"),
        found=plain_text(percent),
        expected="100",
        where=(Place(page=claim.page, text=claim.text),),
        claim=index,
    )
