"""Paragraphs become sentences: the printed text, a copy for matching, and the reasons cut off its end."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.numerals import plain
from ingest.parsing.topics import Topic, topic_of

_SENTENCE = re.compile(r"[^。！？]+(?:[。！？]+[”’」』)）]*)?")
_SUBHEADING = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]")
_NARRATIVE_TITLE = re.compile(r"情况说明|决算说明")
_NARRATIVE_PART = 3
_REASON = re.compile(
    r"(?:主要)?原因(?:主要)?(?:是因为|是由于|是|为|有|在于|如下)?:?|(?:^|(?<=[，,;]))主要(?:由于|因为|系|是由于|是因为)"
)
_COMPARED = re.compile(r"[比较与]?(?:年初|全年|调整)?(?:预算|上年|20\d\d年)")
_FIRST_COUNTED = re.compile(r"原因[^。]{0,6}(?:一是|第一|①|[(（]?1[)）.、])")
_COUNTED = re.compile(r"[二三四五六七八九十]是|第[二三四五六七八九]|[②-⑩]")
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
    """The sections of the part 决算情况说明 (part 3 where no heading says so; all of a text without parts)."""
    found = list(sections)
    parts = {s.part for s in found if not s.number and _NARRATIVE_TITLE.search(s.title)} or {_NARRATIVE_PART}
    return [section for section in found if section.part in parts]


def passages(sections: Iterable[Section]) -> Iterator[Passage]:
    """The narrative by topic. Where a section's title has none (其他重要事项), its subheadings give them."""
    for section in narrative_sections(sections):
        topic = topic_of(section.title)
        if topic is not None:
            yield Passage(topic, section.number, section.title, section.paragraphs)
        else:
            yield from _under_subheadings(section)


def _under_subheadings(section: Section) -> Iterator[Passage]:
    topic, title, gathered = None, "", list[Paragraph]()
    for paragraph in section.paragraphs:
        if _SUBHEADING.match(paragraph.text):
            if topic is not None:
                yield Passage(topic, section.number, title, tuple(gathered))
            title = re.split(r"[。:：]", paragraph.text, maxsplit=1)[0]
            topic, gathered = topic_of(title), []
        gathered.append(paragraph)
    if topic is not None:
        yield Passage(topic, section.number, title, tuple(gathered))


def sentences(paragraph: Paragraph, subject: re.Pattern[str]) -> Iterator[Sentence]:
    """The sentences of a paragraph. ``subject`` finds what a further reason in the same sentence is about."""
    if "\t" in paragraph.text:
        return
    opens = bool(_SUBHEADING.match(paragraph.text) or _ITEM.match(paragraph.text))
    for start, end in _bounds(paragraph.text):
        text = paragraph.text[start:end]
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
        marker = _REASON.search(words, place) or (_BARE_REASON.match(words) if place == 0 else None)
        if marker is None:
            return (*heads, (start, len(words))), (*reasons, None)
        end, following = _reason_end(words, marker.end(), subject)
        heads.append((start, marker.start()))
        reasons.append(Reason(_clause(words[start : marker.start()]), _clean(text[marker.end() : end])))
        if following is None:
            return tuple(heads), tuple(reasons)
        start = place = following


def _reason_end(words: str, place: int, subject: re.Pattern[str]) -> tuple[int, int | None]:
    """Where a reason ends: at a later clause that has its own subject or comparison and its own reason, if any."""
    marker = _REASON.search(words, place)
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
