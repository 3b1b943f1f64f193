"""Paragraphs become sentences: the printed text, a copy for matching, and the reasons cut off its end."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.numerals import plain, squeeze
from ingest.parsing.parts import NARRATIVE
from ingest.parsing.topics import Topic, topic_of

_SENTENCE = re.compile(r"[^。！？]+(?:[。！？]+[”’」』)）]*)?")
_SUBHEADING = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]")
_AMOUNT = re.compile(r"\d\s*(?:万元|亿元|元|%)")
_LONGEST_HEADING = 40
# No prose is longer; what is costs the patterns more time than it is worth.
_LONGEST_PARAGRAPH, _LONGEST_SENTENCE = 6000, 2000
# What a subheading may turn to below a section that has a topic itself.
_SUBTOPICS = {
    Topic.GENERAL, Topic.APPROPRIATED, Topic.BASIC, Topic.FUNDS, Topic.STATE_CAPITAL, Topic.THREE_PUBLIC,
    Topic.MEETINGS, Topic.AGENCY, Topic.PROCUREMENT, Topic.ASSETS, Topic.PERFORMANCE, Topic.STAFF,
}  # fmt: skip
_REASON = re.compile(
    r"(?:主要)?原因(?:主要)?(?:是因为|是由于|是|为|有|在于|如下)?:?|(?:^|(?<=[，,;]))主要(?:由于|因为|系|是由于|是因为)"
)
_COMPARED = re.compile(r"[比较与]?(?:年初|全年|调整)?(?:预算|上年|20\d\d年)")
_FIRST_COUNTED = re.compile(r"原因[^。]{0,6}(?:一是|第一|①|[(（]?1[)）.、])")
_COUNTED = re.compile(r"[二三四五六七八九十]是|第[二三四五六七八九]|[②-⑩]")
_BARE_AFTER = re.compile(r"(?<=[%元平减化][，,])主要是(?!用于|用以|指)")
_CHANGED = re.compile(r"(?:增|减|升|降|持平|无变)[^，,]{0,24}[，,]$")
_BARE_REASON = re.compile(r"主要(?:是|因)(?!用于|主要|用以)")


@dataclass(frozen=True)
class Reason:
    """Why: said of what stands in ``about`` (the words of its clause before 主要原因)."""

    about: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """One sentence. ``level`` is as long as ``text``, with half-width signs, for matching.

    ``heads`` are the stretches of ``level`` that state something; what lies between is reasons.
    """

    text: str
    level: str
    paragraph: Paragraph
    offset: int
    heads: tuple[tuple[int, int], ...]
    reasons: tuple[Reason | None, ...]  # one after each head, None where the head ends the sentence
    opens: bool = False  # the first of a paragraph that begins with a list number

    def page_at(self, place: int) -> int | None:
        return self.paragraph.page_at(self.offset + place)


@dataclass(frozen=True)
class Passage:
    """The paragraphs under one topic, with the number and title of their section."""

    topic: Topic
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@cache
def _letter(letter: str) -> str:
    """A character in its plain half-width form where that is one character; ，and 。 stay."""
    new = letter if letter in "，。" else plain(letter)
    return new if len(new) == 1 else letter


def level(text: str) -> str:
    """``text`` with half-width signs and plain characters, of the same length; ，and 。 stay."""
    return "".join(map(_letter, text))


def narrative_sections(sections: Iterable[Section]) -> list[Section]:
    """The sections of the part 决算情况说明."""
    return [section for section in sections if section.part == NARRATIVE]


def passages(sections: Iterable[Section]) -> Iterator[Passage]:
    """The narrative by topic: that of a section's title, or of a subheading that has one of its own.

    Where a section's title has none (其他重要事项), its subheadings alone give them.
    """
    for section in narrative_sections(sections):
        own = _narrowed(topic_of(section.title), section.title)
        topic, title, gathered = own, section.title, list[Paragraph]()
        for paragraph in section.paragraphs:
            heading = _subheading(paragraph.text)
            if heading:
                if topic is not None and gathered:
                    yield Passage(topic, section.number, title, tuple(gathered))
                topic, title = _below(own, heading, section.title)
                gathered = []
            if len(paragraph.text) <= _LONGEST_PARAGRAPH:
                gathered.append(paragraph)
        if topic is not None:
            yield Passage(topic, section.number, title, tuple(gathered))


def _subheading(text: str) -> str:
    """（一）机关运行经费支出情况 without what follows it, "" for a paragraph that is no heading."""
    if not _SUBHEADING.match(text):
        return ""
    title = re.split(r"[。:：]", text, maxsplit=1)[0]
    return "" if len(title) > _LONGEST_HEADING or _AMOUNT.search(title) else title


def _below(own: Topic | None, heading: str, section_title: str) -> tuple[Topic | None, str]:
    """Topic and title of what stands below a subheading of a section with the topic ``own``."""
    named = _narrowed(topic_of(heading), heading if own in (None, Topic.FISCAL) else heading + section_title)
    if own is None or (named is not None and named != own and named in _SUBTOPICS):
        return named, heading
    return own, section_title


def _narrowed(topic: Topic | None, title: str) -> Topic | None:
    """财政拨款支出 is that of the general budget only under a title that says 一般公共预算."""
    return Topic.APPROPRIATED if topic == Topic.GENERAL and "一般公共预算" not in squeeze(title) else topic


def sentences(paragraph: Paragraph, subject: re.Pattern[str]) -> Iterator[Sentence]:
    """The sentences of a paragraph. ``subject`` finds what a further reason in the same sentence is about."""
    if "\t" in paragraph.text:
        return
    opens = bool(_SUBHEADING.match(paragraph.text) or _ITEM.match(paragraph.text))
    for start, end in _bounds(paragraph.text):
        text = paragraph.text[start:end]
        if len(text) > _LONGEST_SENTENCE:
            continue
        words = level(text)
        heads, reasons = _divide(text, words, subject)
        yield Sentence(text.strip(), words, paragraph, start, heads, reasons, opens and not start)


def _bounds(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; reasons counted 一是…。二是… belong to the sentence that begins them."""
    bounds: list[tuple[int, int]] = []
    for found in _SENTENCE.finditer(text):
        counted = bounds and _COUNTED.match(found[0]) and _FIRST_COUNTED.search(text[slice(*bounds[-1])])
        start = bounds.pop()[0] if counted else found.start()
        bounds.append((start, found.end()))
    return bounds


def _divide(
    text: str, words: str, subject: re.Pattern[str]
) -> tuple[tuple[tuple[int, int], ...], tuple[Reason | None, ...]]:
    heads: list[tuple[int, int]] = []
    reasons: list[Reason | None] = []
    start, place = 0, 0
    while True:
        marker = _marker(words, place) or (_BARE_REASON.match(words) if place == 0 else None)
        if marker is None:
            return (*heads, (start, len(words))), (*reasons, None)
        end, following = _reason_end(words, marker.end(), subject)
        heads.append((start, marker.start()))
        reasons.append(Reason(_clause(words[start : marker.start()]), _clean(text[marker.end() : end])))
        if following is None:
            return tuple(heads), tuple(reasons)
        start = place = following


def _marker(words: str, place: int) -> re.Match[str] | None:
    """The next words that begin a reason; 主要是 is one only behind a change."""
    sure = _REASON.search(words, place)
    for bare in _BARE_AFTER.finditer(words, place, sure.start() if sure else len(words)):
        if _CHANGED.search(re.split("[;；。]", words[: bare.start()])[-1]):
            return bare
    return sure


def _reason_end(words: str, place: int, subject: re.Pattern[str]) -> tuple[int, int | None]:
    """Where a reason ends: at a later clause that has its own subject or comparison and its own reason, if any."""
    marker = _marker(words, place)
    if marker is not None:
        for sign in re.finditer("[;；，,]", words[place : marker.start()]):
            begin = place + sign.end()
            clause = words[begin : marker.start()]
            prefix = re.match(r"(?:其中[:，,]?)?(?:\(?\d{1,2}\)?[.、]?)?", clause)
            begins = prefix.end() if prefix else 0
            if subject.match(clause, begins) or _COMPARED.match(clause, begins):
                return begin - 1, begin
    return len(words), None


def _clause(words: str) -> str:
    return re.split("[，,;；。]", words)[-1]


def _clean(reason: str) -> str:
    return reason.strip("：: ，,；;。")
