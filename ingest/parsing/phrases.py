"""The set phrases of the narrative as tokens: subjects, amounts, comparisons, changes, completions, shares.

An amount belongs to the words that stand directly before it; a number that no phrase claims is no token.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ingest.parsing.facts import Base, Direction
from ingest.parsing.numerals import in_wan
from ingest.parsing.subjects import SubjectNames, class_code
from ingest.parsing.topics import Topic
from ingest.parsing.vocabulary import VOCABULARIES, whole_of

UNKNOWN_ITEM = "item.unknown"


class Kind(StrEnum):
    SUBJECT = "subject"
    BLANK = "blank"  # the unit without its number
    FINAL = "final"
    BUDGET = "budget"
    BOTH = "both"  # 预算数与决算数均为
    COMPARE = "compare"
    CHANGE = "change"
    RATE = "rate"
    FLAT = "flat"
    COMPLETION = "completion"
    SHARE = "share"
    PURPOSE = "purpose"  # 主要用于…: no subject is named in it


@dataclass(frozen=True)
class Token:
    """One phrase at ``place`` of the sentence. ``base`` is None for a budget that is not named further."""

    kind: Kind
    place: int
    number: Decimal | None = None
    measures: tuple[str, ...] = ()
    base: Base | None = None
    year: int | None = None
    direction: Direction | None = None
    whole: str = ""
    blank: bool = False
    numbers: tuple[Decimal, ...] = ()
    each: bool = False  # 各, 均: of several subjects
    aside: bool = False  # stands in (其中：…) or (含…)
    under: str = ""  # the code of a 类 that is the subject
    budget: Decimal | None = None  # printed within a comparison or a completion


NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNIT = r"万元|亿元|元|万(?=[，,。;、)]|$)"
_ABOUT = r"[约近]?"
_BUDGET_NAME = r"(?P<{0}>年初|全年|调整后?的?|年度)?(?<!公共)(?<!基金)(?<!经营)"
_UP = r"增加|增长|上升|提高|净增|增"
_DOWN = r"减少|下降|降低|减低|缩减|净减|压减|减|降"
# Both words, as the template leaves them to choose from: 增加(减少), 增长/下降.
_UNDECIDED = rf"(?:[(/或、]+(?P<{{0}}o>{_UP}|{_DOWN})\)?)?"
_VERB = (
    rf"(?P<{{0}}e>各|均|分别)?(?:各|均|共|总|分别|总计|合计|同比)*(?P<{{0}}>{_UP}|{_DOWN}){_UNDECIDED}"
    rf"(?:了|额|幅|幅度|率|金额|比例|为)*{_ABOUT}为?"
)
_YEAR_BASE = r"(?:20(?P<y>\d\d)年(?:度)?|(?P<last>上年度?|上一年度?|去年|前一年))"
_COMPARED = r"(?:部门)?(?:决算|支出决算|支出|收入|收支|同期|同口径)*(?:总额|总计|数|额)?(?:相比(?:较)?|比较|对比|相较)?"
_BUDGET_YEAR = r"(?:20\d\d年(?:度)?)?[^\d，,。;:]{0,24}?"
_ZERO = r"0(?:\.0+)?(?=[，,;。、)])"  # a nought that prints no unit

_PHRASES: tuple[tuple[Kind, str], ...] = (
    (Kind.PURPOSE, r"主要(?:是)?(?:用于|用以)(?!以下|如下|下列)[^，,;。]*"),
    (Kind.COMPARE, rf"(?:与|比|较|同){_BUDGET_YEAR}{_BUDGET_NAME.format('cb')}预算(?:数|安排|批复|安排数)?(?:为)?(?:(?P<ca>{NUMBER})(?P<cau>{UNIT}))?(?:相比(?:较)?|对比)?(?!差异)"),
    (Kind.COMPARE, rf"(?:与|比|较|同|和|相比){_YEAR_BASE}{_COMPARED}(?:的?(?:{NUMBER})(?:{UNIT}))?(?!预算)|同比(?={_UP}|{_DOWN})"),
    (Kind.COMPLETION, rf"(?:完成(?:了)?|为|占|达到?){_BUDGET_NAME.format('pb')}(?:支出)?预算(?:数)?(?:为)?(?:(?P<pa>{NUMBER})(?P<pau>{UNIT}))?(?:的|为)?{_ABOUT}(?P<p>{NUMBER})%"),
    (Kind.COMPLETION, rf"(?:预算)?(?:完成|执行)率(?:为|达到?|是)?{_ABOUT}(?P<q>{NUMBER})%"),
    (Kind.SHARE, rf"占比?(?P<w>(?:20\d\d年度?)?[^\d，,。;%]{{0,40}}?)(?:的?比[重例])?(?:为|达)?的?{_ABOUT}(?P<s>{NUMBER})%"),
    (Kind.RATE, rf"{_VERB.format('rv')}(?P<rm>-?)(?P<r>{NUMBER})%"),
    (Kind.CHANGE, rf"{_VERB.format('cv')}(?P<cm>-?)(?P<c>{NUMBER})(?P<cu>{UNIT})"),
    (Kind.FLAT, r"(?:基本)?持平|(?:无|没有)(?:增减)?变[化动]|无增减|相同|一致|相等|(?:保持)?不变"),
    (Kind.BOTH, rf"预算(?:数)?[与和、及](?:支出)?(?:决算)?(?:数)?均为(?P<b>{NUMBER})(?P<bu>{UNIT})?"),
    (Kind.BUDGET, rf"{_BUDGET_NAME.format('bb')}预算(?:数|安排|金额)?(?:为|是)?:?{_ABOUT}(?:(?P<g>{NUMBER})(?P<gu>{UNIT})|(?P<g0>{_ZERO}))"),
    (Kind.FINAL, rf"(?<!上年)(?<!上年度)(?<!去年)(?:(?P<fy>20\d\d)年(?:度)?)?(?:支出)?(?:决算(?:数|金额)?|实际支出)(?:为|是)?:?{_ABOUT}(?:(?P<f>{NUMBER})(?P<fu>{UNIT})|(?P<f0>{_ZERO}))"),
)  # fmt: skip
_PHRASE = re.compile("|".join(f"(?P<k{place}>{words})" for place, (_, words) in enumerate(_PHRASES)))
_LINK = (
    r"[”」』\"]?(?:\([^()\d]{0,16}\))?(?:财政拨款)?(?:支出|收入|经费|费用|金额|总额|资金)?(?:决算)?(?:数|额)?(?:合计|总计|共计)?"
    r"(?:均|各|共|分别)?(?:为|是|达到?|共)?:?[约近]?"
)
_DIRECT = re.compile(rf"{_LINK}(?P<n>{NUMBER})(?P<u>{UNIT})")
_EMPTY = re.compile(rf"{_LINK}万元")
_PAIR = re.compile(rf"(?:各|分别)(?:为|是)?(?P<one>{NUMBER})(?:万元)?[,，、和](?P<two>{NUMBER})万元")
# (其中：…), (含…), and a bracket that lists two amounts or more: the parts of the amount before it.
_ASIDE = re.compile(
    r"\((?:其中|含|包括|不含|(?=[^()]*\d(?:万元|元)[、，,;][^()]*\d(?:万元|元)))[^()]*(?:\([^()]*\)[^()]*)*(?:\)|$)"
)
_YEAR_BEFORE = re.compile(r"(20\d\d)年(?:度)?$")
_WITH_CLASSES = (Topic.GENERAL, Topic.APPROPRIATED)
_BASES = {
    "年初": Base.INITIAL_BUDGET,
    "全年": Base.FULL_YEAR_BUDGET,
    "调整": Base.FULL_YEAR_BUDGET,  # 全年预算 is the budget as adjusted by procedure
}


def tokens(words: str, topic: Topic, names: SubjectNames, under: str = "") -> Iterator[Token]:
    """The phrases of one stretch of a sentence (half-width signs), left to right, none inside another.

    ``under`` is the code of the 类 that a heading above named, for the 款 and 项 that leave it out.
    """
    place = 0
    vocabulary = VOCABULARIES[topic].pattern
    asides = [found.span() for found in _ASIDE.finditer(words)]
    while place < len(words):
        found = [match for match in (vocabulary.search(words, place), _PHRASE.search(words, place)) if match]
        if not found:
            return
        match = min(found, key=lambda match: match.start())
        if match.re is vocabulary:
            token, place = _subject(match, words, topic, names, under)
        else:
            token, place = _phrase(match, topic), match.end()
        if token.kind != Kind.PURPOSE:
            yield replace(token, aside=any(start < token.place < end for start, end in asides))


def _subject(
    match: re.Match[str], words: str, topic: Topic, names: SubjectNames, under: str
) -> tuple[Token, int]:
    """A subject with the amount that directly follows it, and the place after both."""
    measures = _measures(match, topic, names, under)
    before = _YEAR_BEFORE.search(words, 0, match.start())
    token = Token(
        Kind.SUBJECT,
        match.start(),
        measures=measures,
        under=class_code(_class_name(match)),
        year=int(before[1]) if before else None,
    )
    pair = _PAIR.match(words, match.end()) if len(token.measures) == 2 else None
    if pair:
        return replace(token, numbers=(_decimal(pair["one"]), _decimal(pair["two"]))), pair.end()
    direct = _DIRECT.match(words, match.end())
    if direct:
        return replace(token, number=_amount(direct["n"], direct["u"])), direct.end()
    return replace(token, blank=bool(_EMPTY.match(words, match.end()))), match.end()


def _measures(match: re.Match[str], topic: Topic, names: SubjectNames, under: str) -> tuple[str, ...]:
    group = match.groupdict()
    if group.get("code") or group.get("code_item") or group.get("code_before"):
        code = (
            group["code"]
            or group["code_before"]
            or group["code_class"] + group["code_section"] + group["code_item"]
        )
        return (f"item.{code}.actual",)
    if group.get("item_name"):
        code = names.item_code(group["class_name"], group["section_name"] or "", group["item_name"])
        return (f"item.{code}.actual" if code else f"{UNKNOWN_ITEM}.actual",)
    if group.get("below_item"):
        code = names.item_code_in(under, group["below_section"], group["below_item"])
        return (f"item.{code}.actual" if code else f"{UNKNOWN_ITEM}.actual",)
    if name := _class_name(match):
        code = class_code(name)
        return (f"class.{code}",) if code and topic in _WITH_CLASSES else ()
    vocabulary = VOCABULARIES[topic]
    return next(keys for place, keys in enumerate(vocabulary.keys) if group[f"s{place}"] is not None)


def _class_name(match: re.Match[str]) -> str:
    """The name of the 类 that was found as a subject, "" where it was none."""
    group = match.groupdict()
    return next(
        (group[name] for name in ("stem", "loose", "headed", "listed", "any_class") if group.get(name)), ""
    )


def _phrase(match: re.Match[str], topic: Topic) -> Token:
    group = match.groupdict()
    kind = next(kind for place, (kind, _) in enumerate(_PHRASES) if group[f"k{place}"] is not None)
    token = Token(kind, match.start())
    if kind == Kind.COMPARE:
        return _comparison(token, match)
    if kind == Kind.COMPLETION:
        budget = _amount(group["pa"], group["pau"]) if group["pa"] else None
        return replace(
            token, number=_decimal(group["p"] or group["q"]), base=_base(group["pb"]), budget=budget
        )
    if kind == Kind.SHARE:
        return replace(token, number=_decimal(group["s"]), whole=whole_of(group["w"], topic))
    if kind == Kind.RATE:
        direction = _direction(group["rv"], group["rvo"], group["rm"])
        return replace(token, number=_decimal(group["r"]), direction=direction, each=bool(group["rve"]))
    if kind == Kind.CHANGE:
        direction = _direction(group["cv"], group["cvo"], group["cm"])
        number = _amount(group["c"], group["cu"])
        return replace(token, number=number, direction=direction, each=bool(group["cve"]))
    if kind == Kind.BOTH:
        return replace(token, number=_amount(group["b"], group["bu"] or "万元"))
    if kind == Kind.BUDGET:
        return replace(token, number=_amount(group["g"] or group["g0"], group["gu"]), base=_base(group["bb"]))
    if kind == Kind.FINAL:
        year = int(group["fy"]) if group["fy"] else None
        return replace(token, number=_amount(group["f"] or group["f0"], group["fu"]), year=year)
    return token


def _comparison(token: Token, match: re.Match[str]) -> Token:
    """``year`` 0 stands for the year before the report's; a budget has no year."""
    group = match.groupdict()
    if "预算" in match[0]:
        budget = _amount(group["ca"], group["cau"]) if group["ca"] else None
        return replace(token, base=_base(group["cb"]), budget=budget)
    return replace(token, base=Base.PRIOR_YEAR, year=2000 + int(group["y"]) if group["y"] else 0)


def _base(name: str | None) -> Base | None:
    return _BASES.get((name or "")[:2])


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _amount(text: str, unit: str | None) -> Decimal:
    return in_wan(_decimal(text), unit or "万元")


def _direction(verb: str, other: str | None, minus: str) -> Direction | None:
    """The verb says it; 增加 with a minus is a decrease; 增加(减少) is undecided."""
    down = _falls(verb)
    if other is not None and _falls(other) != down:
        return None
    return Direction.DECREASE if down or minus else Direction.INCREASE


def _falls(verb: str) -> bool:
    return verb.startswith(("减", "下", "降", "缩", "净减", "压"))
