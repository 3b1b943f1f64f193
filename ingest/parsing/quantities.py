"""Counts that only the prose gives: vehicles, receptions, journeys, equipment, projects, staff.

Amounts of money in the prose are claims (``narrative``); here are things and people, each with its section.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.parsing.facts import MeasureRead, Paragraph, Section
from ingest.parsing.sentences import level, passages
from ingest.parsing.topics import Topic, topic_of

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
_IS = r"(?:数|数量|总数)?(?:分别|共计|共有|共|合计|累计)?(?:为|是|达到|达|有)?:?"
_ASIDE = re.compile(r"\((?!境\))[^()]*(?:\(境\)[^()]*)*\)")
_FOREIGN = re.compile(r"外宾|外事|国\(境\)外|境外")


@dataclass(frozen=True)
class _Pattern:
    """Where a sentence of ``topic`` prints the counts of ``keys``, in the order of the pattern's groups."""

    topic: Topic
    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    domestic: bool = False  # not where the sentence is about guests from abroad


def _p(topic: Topic, keys: str, pattern: str, domestic: bool = False) -> _Pattern:
    return _Pattern(topic, tuple(keys.split()), re.compile(pattern), domestic)


_ABROAD = "three_public.abroad.groups three_public.abroad.persons"
_RECEPTION = "three_public.reception.batches three_public.reception.persons"
_SEP = r"[，,、;和及]?"
_STAFF_IS = r"(?:人数|人员|职工|数|总数)?(?:共计|共有|共|合计)?(?:为|是)?:?"

_CAR = r"公(?:务用?)?车"
_GO = r"出国(?:\(境\))?"

_PATTERNS: tuple[_Pattern, ...] = (
    _p(
        Topic.THREE_PUBLIC,
        _ABROAD,
        rf"因?公?{_GO}(?:费)?团组{_IS}{_NUMBER}[个次批](?:{_SEP}(?:累计|共计|共|合计|因公)*(?:{_GO})?(?:人[次数])?{_IS}{_NUMBER}人次?)?",
    ),
    _p(
        Topic.THREE_PUBLIC,
        _ABROAD,
        rf"{_GO}(?:费)?{_IS}{_NUMBER}个(?:团组|批次?){_SEP}(?:累计|共计|共)?{_NUMBER}人次?",
    ),
    _p(
        Topic.THREE_PUBLIC,
        "three_public.vehicle_purchase.count",
        rf"(?:购置|更新|新购)(?:\((?:更新|购置)\)|[、和及]?(?:更新|购置))?(?:的|了)?(?:{_CAR}|车辆){_IS}{_NUMBER}[辆台]"
        rf"|{_CAR}购置(?:数|数量|量)?{_IS}{_NUMBER}[辆台]|购置\(更新\){_NUMBER}[辆台]"
        rf"|(?:购置|更新)(?:了|的)?{_NUMBER}[辆台](?:的)?{_CAR}",
    ),
    _p(Topic.THREE_PUBLIC, "three_public.vehicle.count", rf"(?:{_CAR}|车辆)保有量?{_IS}{_NUMBER}[辆台]"),
    _p(Topic.THREE_PUBLIC, "three_public.vehicle.count", rf"共有{_CAR}{_IS}{_NUMBER}[辆台]"),
    _p(
        Topic.THREE_PUBLIC,
        _RECEPTION,
        rf"国内(?:公务)?(?:接待)?(?:来访)?(?:公务)?(?:团组|批次){_IS}{_NUMBER}[个批](?:[，,、;和及](?:来访)?(?:外宾|外事)[^，,。;]{{0,12}}\d+人次?)?"
        rf"{_SEP}(?:共|累计|接待|来访|来宾)*(?:总)?(?:人[次数])?{_IS}{_NUMBER}人次?",
    ),
    _p(
        Topic.THREE_PUBLIC,
        _RECEPTION,
        rf"{_NUMBER}个?批次?(?:\([^()]*\))?{_SEP}(?:共计|共|累计|合计|公务|接待|来访|来宾|国内)*(?:人[次数])?{_IS}{_NUMBER}人次?",
        domestic=True,
    ),
    _p(
        Topic.THREE_PUBLIC,
        _RECEPTION,
        rf"接待(?:批次|批数|团组){_IS}{_NUMBER}(?:批次|个|批|次)?{_SEP}(?:接待|来访)*人[次数]{_IS}{_NUMBER}",
        domestic=True,
    ),
    _p(Topic.ASSETS, "vehicles.total", rf"(?:共有|拥有|占有|使用|保有)(?:公务用)?车辆?{_IS}{_NUMBER}[辆台]"),
    _p(
        Topic.ASSETS,
        "vehicles.total",
        rf"(?<!设备)(?<!不含)车辆(?:共计|共有|共|合计|总数)?{_IS}{_NUMBER}[辆台]",
    ),
    _p(
        Topic.ASSETS,
        "equipment_100w",
        rf"100万元?(?:\(含\)|\(含100万元?\))?(?:及)?以上(?:\(含\))?[^\d，,。;；、]{{0,20}}?设备(?:\([^()]*\))?{_IS}{_NUMBER}(?:台|套|件|个)",
    ),
    _p(Topic.PERFORMANCE, "performance.projects", rf"涉及(?:[一二三]级)?项目{_IS}{_NUMBER}个"),
    _p(Topic.PERFORMANCE, "performance.projects", rf"涉及{_NUMBER}个(?:[一二三]级)?项目"),
    _p(
        Topic.PERFORMANCE,
        "performance.projects",
        rf"对(?:20\d\d年度?)?(?:部门|本部门)?{_NUMBER}[个项](?:[一二三]级)?项目(?:支出)?(?:全面)?(?:开展|进行|实施)(?:了)?(?:绩效)?自评",
    ),
    _p(
        Topic.PERFORMANCE,
        "performance.projects",
        rf"(?:开展|完成)(?:了)?{_NUMBER}[个项](?:[一二三]级)?项目(?:支出)?(?:绩效)?自评",
    ),
    _p(Topic.PERFORMANCE, "performance.projects", rf"绩效自评的(?:20\d\d年度?)?项目{_IS}{_NUMBER}个"),
    _p(
        Topic.STAFF,
        "staff.establishment",
        rf"(?<!行政)(?<!事业)(?<!工勤)(?<!参公)(?:总|核定|人员)?编制(?:总)?{_STAFF_IS}{_NUMBER}[个人名]",
    ),
    _p(Topic.STAFF, "staff.total", rf"(?<!在职)(?<!编制)(?:实有|现有){_STAFF_IS}{_NUMBER}[个人名]"),
    _p(Topic.STAFF, "staff.on_job", rf"在职(?:实有|在编|在岗)?{_STAFF_IS}{_NUMBER}[个人名]"),
    _p(Topic.STAFF, "staff.retired", rf"离退休(?:干部)?{_STAFF_IS}{_NUMBER}[个人名]"),
)
_ACCOMPANYING = re.compile(
    rf"^[^。;；()]{{0,6}}\((?:其中[:，,]?)?(?:含)?陪同(?:人员|人[次数])?{_IS}{_NUMBER}人次?\)"
)
_STAFF_PART = 1


def read_quantities(sections: Iterable[Section]) -> tuple[MeasureRead, ...]:
    """The counts that the prose prints, the first of each key, with section and page.

    In: all sections; counts of staff from 部门人员构成 of part 1, the others from the narrative. Out: whole
    numbers as printed; a key that the prose does not print is absent. Never raises. Source: interface.md.
    """
    found: dict[str, MeasureRead] = {}
    for topic, number, paragraph in _places(list(sections)):
        for read in _counts(topic, number, paragraph):
            found.setdefault(read.key, read)
    return tuple(found.values())


def _places(sections: list[Section]) -> Iterator[tuple[Topic, str, Paragraph]]:
    for section in sections:
        if section.part == _STAFF_PART and topic_of(section.title) in (Topic.STAFF, None):
            yield from ((Topic.STAFF, section.number, paragraph) for paragraph in section.paragraphs)
    for passage in passages(sections):
        yield from ((passage.topic, passage.number, paragraph) for paragraph in passage.paragraphs)


def _counts(topic: Topic, number: str, paragraph: Paragraph) -> Iterator[MeasureRead]:
    words = level(paragraph.text)
    for entry in _PATTERNS:
        match = _first(entry, words) if entry.topic == topic else None
        if match is None:
            continue
        printed = [group for group in match.groups() if group is not None]
        for key, text in zip(entry.keys, printed, strict=False):
            yield _read(key, text, number, paragraph, match.start())
        with_them = _ACCOMPANYING.match(words[match.end() :])
        if "three_public.reception.batches" in entry.keys and with_them:
            yield _read("three_public.reception.accompanying", with_them[1], number, paragraph, match.end())


def _first(entry: _Pattern, words: str) -> re.Match[str] | None:
    """The first match; for domestic receptions the first whose sentence is not about guests from abroad."""
    for match in entry.pattern.finditer(words):
        sentence = words[
            max(words.rfind("。", 0, match.start()), words.rfind(";", 0, match.start())) + 1 : match.end()
        ]
        if not entry.domestic or not _FOREIGN.search(_ASIDE.sub("", sentence)):
            return match
    return None


def _read(key: str, text: str, number: str, paragraph: Paragraph, place: int) -> MeasureRead:
    return MeasureRead(key, Decimal(text.replace(",", "")), section=number, page=paragraph.page_at(place))
