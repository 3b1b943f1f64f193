"""Check on the units of the narrative: 元 beside 万元."""

import re
from collections.abc import Iterator

from ingest.checks.evidence import Evidence, Sentence
from ingest.checks.findings import finding
from ingest.checks.wording import excerpt
from ingest.parsing.facts import Finding, Outcome

_WAN = re.compile(r"\d万元")
_YUAN = re.compile(
    r"(?<![\d.])(\d[\d,，]{2,}(?:\.\d+)?|\d+\.\d\d)元"
    r"|(?:(?:预算|决算|支出|收入|费|金额|资金|总额|总计|合计|经费)(?:数|额)?(?:均|各)?(?:为|是)?|(?:增加|减少)(?:了)?)"
    r"(\d[\d,，]*(?:\.\d+)?)元"
)
_EACH = re.compile(r"(?:人均|每|标准|单价|平均|均价)[^，,。；;]{0,8}$")
_PRICE = ("/", "每", "以", "（含", "(含")
_LONG = 3


def check_units(evidence: Evidence) -> Iterator[Finding]:
    """TX_UNIT: one paragraph tells its amounts in one unit, 万元 or 元. Warning; the format.

    An amount in 元 with the very digits of an amount that the report tells in 万元 is one slip anywhere in the
    narrative. The rest of the part on performance is PF_UNIT's, and prices a head or a set are no amounts.
    """
    told = _told(evidence)
    for sentence in evidence.narrative():
        if "元" not in sentence.text:
            continue
        mixed = "绩效" not in sentence.section.title and _WAN.search(sentence.text)
        for match in _YUAN.finditer(sentence.text):
            digits = (match[1] or match[2]).replace(",", "").replace("，", "")
            if not (mixed or digits in told) or _is_price(sentence.text, match):
                continue
            yield _slip(sentence, match, bool(mixed))


def _is_price(text: str, match: re.Match[str]) -> bool:
    """Whether the amount is for one head, one set, one time."""
    begun = match.start(match.lastindex or 0)
    return text.startswith(_PRICE, match.end()) or bool(_EACH.search(text[max(0, begun - 16) : begun]))


def _told(evidence: Evidence) -> set[str]:
    """The digits of the totals of the narrative, in 万元: of three digits or more, with decimals."""
    amounts = (f"{one.amount:f}" for _, one in evidence.claims if one.amount)
    return {text for text in amounts if "." in text and len(text) > _LONG}


def _slip(sentence: Sentence, match: re.Match[str], mixed: bool) -> Finding:
    number = f"{match[1] or match[2]}元"
    words = f"同一段中有“万元”也有“{number}”" if mixed else f"“{number}”在别处是万元"
    return finding(
        "TX_UNIT",
        Outcome.FAIL,
        f"{words}，请对照单位。",
        found=number,
        where=(excerpt(sentence, match.start(match.lastindex or 0), match.end()),),
    )
