"""Changes whose subject the reader of claims did not take, judged by the numbers that stand beside each other."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.evidence import Evidence, Sentence
from ingest.checks.findings import Comparison, RateComparison, amount_text
from ingest.checks.tolerance import change_rate, judge, nearness, quantity
from ingest.parsing.facts import Finding, Outcome

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_YEAR = r"(?:上年度?|上一年度?|去年|20\d\d年度?)"
_UP, _DOWN = "增加|增长|上升|提高", "减少|下降|降低"
_CHANGE = re.compile(
    rf"(?P<own>{_NUMBER})万元,(?:与|比|较|同){_YEAR}(?:部门)?(?:支出)?(?:决算)?数?(?:相比)?,?"
    rf"(?P<way>{_UP}|{_DOWN})了?(?P<change>{_NUMBER})万元,(?P<rate_way>{_UP}|{_DOWN})了?(?P<rate>{_NUMBER})%"
)
_AGAINST = re.compile(
    rf"(?P<own>{_NUMBER})万元[,。](?:与|比|较|同){_YEAR}(?:决算数?)?的?(?P<prior>{_NUMBER})万元相比,?"
    rf"(?P<way>{_UP}|{_DOWN})了?(?P<change>{_NUMBER})万元"
)
_AMOUNT = re.compile(rf"({_NUMBER})万元")
_WIDE = str.maketrans("，％", ",%")


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _flat(sentence: Sentence) -> str:
    return "".join(sentence.text.split()).translate(_WIDE)


def told_rates(evidence: Evidence) -> Iterator[Finding]:
    """“X 万元，比上年增加 Y 万元，增长 Z%” of a subject that no claim is about: Y ÷ (X ∓ Y) = Z.

    The change may be that of another amount of the section: it passes where it fits any.
    """
    judged = {(claim.change, claim.percent) for _, claim in evidence.claims if claim.kind == "change"}
    for sentence in evidence.narrative():
        text = _flat(sentence) if "万元" in sentence.text and "%" in sentence.text.translate(_WIDE) else ""
        for match in _CHANGE.finditer(text):
            change, percent = _value(match["change"]), _value(match["rate"])
            rising = match["way"] in _UP.split("|")
            same_way = rising == (match["rate_way"] in _UP.split("|"))
            if (change, percent) not in judged and change and same_way:
                amounts = _amounts(evidence, sentence)
                found = _told_rate(sentence, match, amounts, change, percent, rising)
                if found is not None:
                    yield found


def _amounts(evidence: Evidence, sentence: Sentence) -> list[Decimal]:
    """All amounts of the section of a sentence."""
    texts = [_flat(one) for one in evidence.of_section(sentence.section.number)]
    return list(dict.fromkeys(_value(one) for text in texts for one in _AMOUNT.findall(text)))


def _told_rate(
    sentence: Sentence,
    match: re.Match[str],
    amounts: list[Decimal],
    change: Decimal,
    percent: Decimal,
    rising: bool,
) -> Finding | None:
    near = nearness(change, sentence.text)
    allowed = {own: change_rate(own, change, rising, (nearness(own, sentence.text), near)) for own in amounts}
    own = _value(match["own"])
    if any(one is not None and judge(percent, one) is not Outcome.FAIL for one in allowed.values()):
        return None
    if (one := allowed[own]) is None:
        return None
    sign = "−" if rising else "+"
    return RateComparison(
        "P_CHANGE",
        f"{match['way']}率",
        f"{amount_text(change)} ÷（{amount_text(own)} {sign} {amount_text(change)}）",
        percent,
        one,
        (sentence.place,),
    ).finding()


def told_priors(evidence: Evidence) -> Iterator[Finding]:
    """“X 万元，与上年 P 万元相比，增加 Y 万元”: P ± Y = X. The amount may be another one of the section."""
    for sentence in evidence.narrative():
        for match in _AGAINST.finditer(_flat(sentence)) if "相比" in sentence.text else ():
            prior, change = (quantity(_value(match[name])) for name in ("prior", "change"))
            rising = match["way"] in _UP.split("|")
            expected = prior.plus(change) if rising else prior.minus(change)
            own = _value(match["own"])
            comparisons = {
                value: Comparison(
                    "C_PRIOR_CONSIST",
                    "本年数与所写的上年数、增减额",
                    "本年数",
                    f"上年数{'加' if rising else '减'}增减额",
                    quantity(value),
                    expected,
                    (sentence.place,),
                ).finding()
                for value in _amounts(evidence, sentence)
            }
            if all(one.outcome is Outcome.FAIL for one in comparisons.values()):
                yield comparisons[own]
