"""Pages become sections: lines joined to paragraphs under the part and the numbered heading they stand in.

Left out: page numbers and running heads, the lines of the statements (part 2), captions of figures (图 N：…) with
the labels of the chart above them. 目录 is kept apart as part 0.
"""

import re
from dataclasses import dataclass, field, replace

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.margins import Row, number_of, rows_of
from ingest.parsing.pages import Page
from ingest.parsing.parts import (
    ANNEX,
    HEADING,
    NARRATIVE,
    NUMERALS,
    OTHER,
    OVERVIEW,
    STATEMENTS,
    body_start,
    chapter_kind,
    has_parts,
    kind_of,
    part_number,
)
from ingest.parsing.topics import topic_of

_SUBHEADING = re.compile(rf"[(（]([{NUMERALS}]{{1,3}})[)）]")
_ITEM = re.compile(r"\d{1,2}[“”\"]?[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]")
_CAPTION = re.compile(r"[(（]?图\d{1,2}[:：.．、]?\S{0,40}(?:图|情况|结构|[)）])?$")
_TITLE_END = re.compile(r"(?:概况|情况|说明|表|解释|附件|内容|公开|职能|职责|设置|构成)$")
_SUBTITLE_END = re.compile(r"(?:情况|说明|结果|范围|综述)$")
_LONGEST_SUBTITLE = 40
_SHORTEST_TITLE_LINE, _LONGEST_TITLE_LINE = 12, 45
_FIRST_STATEMENT = re.compile(r"\S*部门决算表|(?:20\d\d年度)?(?:收入支出决算总表|收入决算表)")
_TERMINAL = re.compile(r"[。！？!?][”’」』)）]*$")
_LETTERS = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")


@dataclass
class _Draft:
    """The section and the paragraph that are being written."""

    chapters: bool = False  # the report has no 第…部分
    part: int = 0
    printed: int = 0  # the number of the part as printed
    top: int = 0  # the highest 一、 二、 三、 of this part; of the whole report where it has no parts
    bracketed: bool = False  # the sections being read are numbered （一）
    first: int = 0  # the place in ``sections`` of the heading of this part
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    open: Paragraph | None = None
    last_page_number: int = 0

    def close_paragraph(self) -> None:
        if self.open is not None:
            self.paragraphs.append(self.open)
            self.open = None

    def close_section(self) -> None:
        self.close_paragraph()
        if self.sections:
            self.sections[-1] = replace(self.sections[-1], paragraphs=tuple(self.paragraphs))
        self.paragraphs = []

    def begin(self, section: Section) -> None:
        self.close_section()
        self.sections.append(section)
        self.part = section.part

    def begin_part(self, section: Section, printed: int = 0, top: int = 0) -> None:
        self.begin(section)
        self.printed, self.top, self.bracketed = printed or self.printed, top, False
        self.first = len(self.sections) - 1

    def highest(self) -> int:
        """The highest number of a section in this part so far."""
        return max((_ordinal(section.number) for section in self.sections[self.first :]), default=0)

    def add(self, row: Row) -> None:
        """``row`` continues the open paragraph or begins one."""
        tight = _tight(row.text)
        if self.open is None:
            self.open = Paragraph(tight, row.page)
            return
        gap = " " if self.open.text[-1].isascii() and self.open.text[-1].isalpha() and _latin(tight) else ""
        breaks = self.open.breaks
        if row.page is not None and row.page != self.open.page_at(len(self.open.text)):
            breaks += ((len(self.open.text) + len(gap), row.page),)
        self.open = replace(self.open, text=self.open.text + gap + tight, breaks=breaks)


def _latin(text: str) -> bool:
    return text[0].isascii() and text[0].isalpha()


def _tight(text: str) -> str:
    """Without white space, but for one blank between Latin words; tabs of a table row are kept."""
    if "\t" in text:
        return "\t".join(_tight(cell) for cell in text.strip().split("\t"))
    return "".join(_LETTERS.sub("\x00", text).split()).replace("\x00", " ")


def _ordinal(number: str) -> int:
    """十三 → 13; "" → 0."""
    tens, ten, units = number.rpartition("十")
    if not ten:
        return NUMERALS.index(number) + 1 if number else 0
    return (_ordinal(tens) or 1) * 10 + _ordinal(units)


def _title(rows: list[Row], place: int) -> tuple[str, int]:
    """A heading that may run on over further lines, and the place after it."""
    title, after = _tight(rows[place].text), place + 1
    while after < len(rows) and after - place < 3 and _runs_on(title, rows[after]):
        title += _tight(rows[after].text)
        after += 1
    return title, after


def _runs_on(title: str, following: Row) -> bool:
    if following.heading or _marker(following) or re.search(r"[。,，；;：:\t]", title[-1] + following.text):
        return False
    if title.endswith("情况"):
        return following.bare == "说明"
    if _TITLE_END.search(title):
        return False
    ended = _TITLE_END.search(title + following.bare) or len(following.bare) > _SHORTEST_TITLE_LINE
    return len(following.bare) <= _LONGEST_TITLE_LINE and bool(ended)


def _marker(row: Row) -> bool:
    """Whether a line begins something new."""
    patterns = (HEADING, _SUBHEADING, _ITEM, _CAPTION)
    return bool(part_number(row)) or any(pattern.match(row.bare) for pattern in patterns)


def _is_section(row: Row, draft: _Draft) -> bool:
    """A numbered heading. In the narrative only a known title or the next number counts."""
    found = HEADING.match(row.bare)
    if not found or draft.part == 0:
        return False
    if draft.part != NARRATIVE:
        return True
    title = row.bare[found.end() :]
    known = len(title) <= 40 and topic_of(title) is not None and "。" not in title
    return known or _ordinal(found[1]) == draft.top + 1


def _is_bracketed_section(row: Row, draft: _Draft) -> bool:
    """（一）收入决算情况说明 straight below the heading of the narrative, or the next one of the kind."""
    found = _SUBHEADING.match(row.bare)
    if (
        not found
        or draft.part != NARRATIVE
        or not (draft.bracketed or len(draft.sections) - 1 == draft.first)
    ):
        return False
    title = re.split(r"[。:：]", row.bare[found.end() :], maxsplit=1)[0]
    known = len(title) <= 40 and topic_of(title) is not None and bool(_SUBTITLE_END.search(title))
    following = draft.bracketed and _ordinal(found[1]) == draft.highest() + 1
    return known or (following and bool(_SUBTITLE_END.search(title)) and len(title) <= 30)


def _begin_part(rows: list[Row], place: int, draft: _Draft) -> int:
    title, after = _title(rows, place)
    printed = part_number(rows[place])
    narrated = any(section.part == NARRATIVE for section in draft.sections)
    kind = kind_of(title, printed, narrated)
    draft.begin_part(Section(kind, "", title, page=rows[place].page), printed)
    return after


def _begin_section(rows: list[Row], place: int, draft: _Draft) -> int:
    """Begins a numbered section; a heading that runs on into its text (。 or ：) is divided there."""
    row = rows[place]
    whole = row.bare if draft.part == NARRATIVE else ""
    title, after = (
        _title(rows, place) if whole or _TITLE_END.search(row.bare) else (_tight(row.text), place + 1)
    )
    bracket = _SUBHEADING.match(title)
    number, words = (bracket[1], title[bracket.end() :]) if bracket else title.split("、", 1)
    draft.bracketed = bool(bracket)
    draft.top = draft.top if bracket else max(draft.top, _ordinal(number))
    divided = re.match(r"([^。：:]{1,40})[。：:](.+)", words)
    draft.begin(Section(draft.part, number, divided[1] if divided else words.rstrip("。："), page=row.page))
    if divided:
        draft.open = Paragraph(divided[2], row.page)
    return after


def _drop_chart_labels(draft: _Draft) -> None:
    """What stands unpunctuated above a caption was printed in the figure."""
    if draft.open is not None and not re.search(r"[，。；：、,;:]", draft.open.text):
        draft.open = None
    draft.close_paragraph()


def _add_prose(row: Row, draft: _Draft) -> None:
    table = "\t" in row.text
    begins = _SUBHEADING.match(row.bare) or _ITEM.match(row.bare)
    if begins or row.heading or table or (draft.open is not None and _TERMINAL.search(draft.open.text)):
        draft.close_paragraph()
    if draft.open is None and not re.search(r"[一-鿿A-Za-z]", row.bare):
        return  # numbers alone begin no paragraph
    draft.add(row)
    complete = begins and _SUBTITLE_END.search(row.bare) and len(row.bare) <= _LONGEST_SUBTITLE
    if row.heading or table or complete:
        draft.close_paragraph()


def _counts_on(row: Row, following: Row | None, draft: _Draft) -> bool:
    """A page number that continues the count, in a format without pages."""
    number = number_of(row, following) if row.page is None and draft.part < ANNEX else None
    if number is None or number <= draft.last_page_number:
        return False
    draft.last_page_number = number
    return True


def _chapter(row: Row, draft: _Draft) -> int:
    """What the chapter is that this line begins in a report without 第…部分; 0 for any other line."""
    found = HEADING.match(row.bare) if draft.chapters else None
    if not found:
        return 0
    goes_on = draft.part not in (0, NARRATIVE) and topic_of(row.bare) is None
    return chapter_kind(row) or (OTHER if goes_on and _ordinal(found[1]) == draft.top + 1 else 0)


def _begin_chapter(rows: list[Row], place: int, kind: int, draft: _Draft) -> int:
    title, after = _title(rows, place)
    number, _, words = title.partition("、")
    draft.begin_part(Section(kind, "", words, page=rows[place].page), top=_ordinal(number))
    return after


def _read_row(rows: list[Row], place: int, draft: _Draft) -> int:
    """Takes in the line at ``place``; returns the place of the next."""
    row = rows[place]
    following = rows[place + 1] if place + 1 < len(rows) else None
    number = 0 if draft.chapters else part_number(row)
    if number > draft.printed or (number and draft.part == 0):
        return _begin_part(rows, place, draft)
    if chapter := _chapter(row, draft):
        return _begin_chapter(rows, place, chapter, draft)
    if draft.part == STATEMENTS:
        if not (HEADING.match(row.bare) and topic_of(row.bare) and row.bare.endswith("情况说明")):
            return place + 1
        draft.part, draft.first = NARRATIVE, len(draft.sections)
    if draft.part == OVERVIEW and _FIRST_STATEMENT.fullmatch(row.bare):
        draft.begin(Section(STATEMENTS, "", _tight(row.text), page=row.page))
    elif _is_section(row, draft):
        if draft.chapters and topic_of(row.bare) is not None:
            draft.part = NARRATIVE
        return _begin_section(rows, place, draft)
    elif _is_bracketed_section(row, draft):
        return _begin_section(rows, place, draft)
    elif _CAPTION.fullmatch(row.bare):
        _drop_chart_labels(draft)
    elif not _counts_on(row, following, draft):
        _add_prose(row, draft)
    return place + 1


def find_sections(pages: tuple[Page, ...]) -> tuple[Section, ...]:
    """The prose of a report in order.

    Every part gives a section without number whose title is the part's heading; what stands before the first
    part (cover, 目录) is a section of part 0, one paragraph a line. Never raises; () for no lines.
    """
    rows = rows_of(pages)
    start = body_start(rows)
    draft = _Draft(chapters=not has_parts(rows))
    if start:
        cover = tuple(Paragraph(_tight(row.text), row.page) for row in rows[:start])
        draft.sections.append(Section(0, "", "", cover, rows[0].page))
        draft.paragraphs = list(cover)
        draft.first = 1
    if draft.chapters and start < len(rows) and not chapter_kind(rows[start]):
        draft.part = NARRATIVE
    place = start
    while place < len(rows):
        place = _read_row(rows, place, draft)
    draft.close_section()
    return tuple(draft.sections)
