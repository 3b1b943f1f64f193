"""Projects in the narrative: the list of what project expenditure went to, and the self-evaluations."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.parsing.facts import Base, Claim, Paragraph
from ingest.parsing.numerals import in_wan
from ingest.parsing.phrases import NUMBER, UNIT
from ingest.parsing.sentences import Passage, level
from ingest.parsing.topics import Topic
from ingest.parsing.vocabulary import whole_of

_LIST = re.compile(r"项目支出主要(?:用于|包括|是|为):?")
_ENTRY = re.compile(
    rf"(?:项目[，,:]|其中:?|[一二三四五六七八九十]是|\(?\d{{1,2}}[)）.、])?"
    rf"(?P<name>[^\d，,:;。()][^，,:;。]{{1,38}}?)(?:支出|共计|共|为)?(?P<n>{NUMBER})(?P<u>{UNIT})"
)
_NO_NAME = re.compile(r"主要|用于|会上|其中|成效|总投资|完成|占|比|较|与")
_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]")
_REVIEW = re.compile(
    rf"(?:^|。)(?:\(?\d{{1,2}}[)）.、]|[（(][一二三四五六七八九十]+[)）])?(?P<name>[^。:，,]{{1,60}}?)(?:项目)?(?:支出)?(?:绩效)?自评综述:"
    rf"(?:项目)?(?P<kind>全年|年初)?预算(?:数)?(?:为)?(?P<b>{NUMBER})(?P<bu>{UNIT})"
    rf"[，,、;](?:项目|实际)?执行(?:数)?(?:为)?(?P<x>{NUMBER})(?P<xu>{UNIT})"
    rf"(?:[，,、;]完成(?:全年|年初)?预算(?:数)?的?(?P<p>{NUMBER})%)?"
)
_COUNTED = (
    r"(?:涉及|对|开展|组织对)?(?:20\d\d年度?)?(?:部门|本部门|我部门)?(?:[一二三]级)?"
    r"(?:项目(?:支出)?\d+个|\d+[个项](?:[一二三]级)?项目(?:支出)?|[一二三]级项目\d+个)"
)
_SELF_REVIEWED = r"绩效自评|自评价|支出绩效评价"
_COVERED = re.compile(
    rf"(?:{_COUNTED}[^。;]{{0,40}}?|(?:{_SELF_REVIEWED})[^。;]{{0,60}}?)[，,、](?:共|共计)?(?:涉及)?(?:四本)?(?:预算)?"
    rf"(?:资金|金额|一般公共预算(?:项目)?支出)(?:共计|合计|总计|总额|共)?(?:为)?(?P<n>{NUMBER})(?P<u>{UNIT})"
    rf"(?:[，,](?P<share>占(?P<w>[^，,。\d%]{{0,40}}?)(?:的比[重例])?(?:为)?的?(?P<s>{NUMBER})%))?"
)
# Amounts of the whole department, of goals set, of projects watched or evaluated by others are other ones.
_OTHERWISE = re.compile(r"整体|绩效目标|绩效(?:运行)?(?:监控|跟踪)|财政重点|重点绩效评价|事前绩效|第三方")


def project_claims(passage: Passage) -> Iterator[Claim]:
    """``project.<name>`` amounts of the project list (五), completions of the self-evaluations (十三).

    Of 绩效自评 also ``performance.amount``, with its share where one is printed.
    """
    if passage.topic == Topic.GENERAL:
        yield from _listed(passage)
    elif passage.topic == Topic.PERFORMANCE:
        for paragraph in passage.paragraphs:
            yield from _covered(paragraph, passage)
        for paragraph in passage.paragraphs:
            yield from _reviewed(paragraph, passage)


def _listed(passage: Passage) -> Iterator[Claim]:
    within = False
    for paragraph in passage.paragraphs:
        words = level(paragraph.text)
        begin = _LIST.search(words)
        within = bool(begin) or (within and not _NUMBERED.match(words))
        if within:
            yield from _entries(words, begin.end() if begin else 0, paragraph, passage)


def _entries(words: str, start: int, paragraph: Paragraph, passage: Passage) -> Iterator[Claim]:
    for piece in re.finditer(r"[^;。]+[;。]?", words[start:]):
        entry = _ENTRY.match(piece[0])
        if entry and not _NO_NAME.match(entry["name"]):
            place = start + piece.start()
            name = paragraph.text[place + entry.start("name") : place + entry.end("name")]
            yield Claim(
                "amount",
                f"project.{name}",
                _amount(entry["n"], entry["u"]),
                section=passage.number,
                page=paragraph.page_at(place),
                text=paragraph.text[place : place + len(piece[0])],
            )


def _covered(paragraph: Paragraph, passage: Passage) -> Iterator[Claim]:
    words = level(paragraph.text)
    found = next((found for found in _COVERED.finditer(words) if _of_review(words, found)), None)
    if found:
        share = bool(found["share"])
        yield Claim(
            "share" if share else "amount",
            "performance.amount",
            _amount(found["n"], found["u"]),
            percent=Decimal(found["s"].replace(",", "")) if share else None,
            section=passage.number,
            page=paragraph.page_at(found.start()),
            text=_sentence(paragraph.text, found.start(), found.end()),
            whole=whole_of(found["w"], passage.topic) if share else "",
        )


def _of_review(words: str, found: re.Match[str]) -> bool:
    """Whether the amount is of the self-evaluation: its own clause says nothing else."""
    clause = re.split("[。;；]", words[: found.start("n")])[-1]
    return not _OTHERWISE.search(clause)


def _reviewed(paragraph: Paragraph, passage: Passage) -> Iterator[Claim]:
    for found in _REVIEW.finditer(level(paragraph.text)):
        name = paragraph.text[found.start("name") : found.end("name")]
        yield Claim(
            "completion" if found["p"] else "amount",
            f"project.{name}",
            _amount(found["x"], found["xu"]),
            base=_base(found["kind"]) if found["p"] else None,
            percent=Decimal(found["p"].replace(",", "")) if found["p"] else None,
            implied_base=_amount(found["b"], found["bu"]) if found["p"] else None,
            section=passage.number,
            page=paragraph.page_at(found.start("name")),
            text=paragraph.text[found.start("name") : found.end()],
        )


def _base(kind: str | None) -> Base | None:
    return {"全年": Base.FULL_YEAR_BUDGET, "年初": Base.INITIAL_BUDGET}.get(kind or "")


def _amount(number: str, unit: str) -> Decimal:
    return in_wan(Decimal(number.replace(",", "")), unit)


def _sentence(text: str, start: int, end: int) -> str:
    first = text.rfind("。", 0, start) + 1
    last = text.find("。", end)
    return text[first : last + 1 if last >= 0 else len(text)]
