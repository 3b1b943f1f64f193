"""Pages become sections: lines joined to paragraphs under the part and the numbered heading they stand in.

Left out: the lines of the statements (part 2), captions of figures (图 N：…) with the labels of the chart
above them, and bare page numbers that continue the count. 目录 is kept apart as part 0.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.numerals import squeeze
from ingest.parsing.pages import Page
from ingest.parsing.topics import topic_of

_NUMERALS = "一二三四五六七八九十"
_PART = re.compile(rf"第([{_NUMERALS[:9]}])部分")
_HEADING = re.compile(rf"([{_NUMERALS}]{{1,3}})、(?=\S)")
_SUBHEADING = re.compile(rf"[(（][{_NUMERALS}]{{1,3}}[)）]")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]")
_CAPTION = re.compile(r"图\d{1,2}[:：.．、]?\S{0,30}$")
_PAGE_NUMBER = re.compile(r"[-—–·]*第?(\d{1,3})页?[-—–·]*")
_UNIT_FIRST = re.compile(r"(?:万元|亿元|元|%|％|个|人|辆|年|月|日|台|次|批)")
_TITLE_END = re.compile(r"(?:概况|情况|说明|表|解释|附件|内容|公开|职能|职责|设置|构成)$")
_TITLE_TAIL = re.compile(r"(?:说明|明|情况说明|况说明|情况|况|算表|表)$")
_SUBTITLE_END = re.compile(r"(?:情况|说明|结果|范围|综述)$")
_STATEMENTS = re.compile(r"决算(?:报)?表$|附表$")
_FIRST_STATEMENT = re.compile(r"\S*部门决算表|(?:20\d\d年度)?(?:收入支出决算总表|收入决算表)")
_TERMINAL = re.compile(r"[。！？!?][”’」』)）]*$")
_LETTERS = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_STATEMENT_PART, _NARRATIVE_PART, _ANNEX_PART = 2, 3, 6


@dataclass(frozen=True)
class _Row:
    """One printed line: as printed, and squeezed for recognising it."""

    text: str
    bare: str
    page: int | None
    heading: int


@dataclass
class _Draft:
    """The section and the paragraph that are being written."""

    part: int = 0
    statements: bool = False
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

    def add(self, row: _Row) -> None:
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


def _rows(pages: Iterable[Page]) -> list[_Row]:
    return [
        _Row(line.text, bare, page.number, line.heading)
        for page in pages
        for line in page.lines
        if (bare := squeeze(line.text))
    ]


def _part_of(row: _Row) -> int:
    """The number of the part whose heading this line is, 0 for any other line."""
    found = _PART.match(row.bare)
    plain_title = found and len(row.bare) <= 70 and not re.search(r"[。;；，]", row.bare)
    return _NUMERALS.index(found[1]) + 1 if found and plain_title else 0


def _body_start(rows: list[_Row]) -> int:
    """Where the body begins: at the first part that is announced again after a list without sentences."""
    first, previous = None, 0
    for place, row in enumerate(rows):
        part = _part_of(row)
        if part:
            listed = first is not None and not any("。" in entry.bare for entry in rows[first:place])
            if listed and part < previous:
                return place
            first = place if first is None else first
            previous = max(previous, part) if listed else part
    return first if first is not None else _first_narrative(rows)


def _first_narrative(rows: list[_Row]) -> int:
    """A text without parts: its narrative begins with its first known section."""
    for place, row in enumerate(rows):
        if _HEADING.match(row.bare) and topic_of(row.bare) and row.bare.endswith("说明"):
            return place
    return len(rows)


def _title(rows: list[_Row], place: int) -> tuple[str, int]:
    """A heading that may run on over further lines, and the place after it."""
    title, after = _tight(rows[place].text), place + 1
    while after < len(rows) and after - place < 3 and _runs_on(title, rows[after]):
        title += _tight(rows[after].text)
        after += 1
    return title, after


def _runs_on(title: str, following: _Row) -> bool:
    if following.heading or _marker(following) or re.search(r"[。,，；;：:\t]", title[-1] + following.text):
        return False
    if title.endswith("情况"):
        return following.bare == "说明"
    if _TITLE_END.search(title):
        return False
    return len(following.bare) <= 45 and bool(_TITLE_END.search(following.bare) or len(following.bare) > 12)


def _marker(row: _Row) -> bool:
    """Whether a line begins something new."""
    patterns = (_PART, _HEADING, _SUBHEADING, _ITEM, _CAPTION)
    return any(pattern.match(row.bare) for pattern in patterns)


def _is_section(row: _Row, draft: _Draft) -> bool:
    """A numbered heading. In the narrative only a known title or the next number counts."""
    found = _HEADING.match(row.bare)
    if not found or draft.part == 0:
        return False
    if draft.part != _NARRATIVE_PART:
        return True
    numbers = [_ordinal(section.number) for section in draft.sections if section.part == draft.part]
    title = row.bare[found.end() :]
    return _ordinal(found[1]) == max(numbers, default=0) + 1 or (
        len(title) <= 40 and topic_of(title) is not None and "。" not in title
    )


def _ordinal(number: str) -> int:
    """十三 → 13; "" → 0."""
    tens, ten, units = number.rpartition("十")
    if not ten:
        return _NUMERALS.index(number) + 1 if number else 0
    return (_ordinal(tens) or 1) * 10 + _ordinal(units)


def _is_page_number(row: _Row, following: _Row | None, draft: _Draft) -> bool:
    found = _PAGE_NUMBER.fullmatch(row.bare)
    if not found or draft.part >= _ANNEX_PART or int(found[1]) <= draft.last_page_number:
        return False
    return following is None or not _UNIT_FIRST.match(following.bare)


def _begin_part(rows: list[_Row], place: int, draft: _Draft) -> int:
    title, after = _title(rows, place)
    row = rows[place]
    draft.begin(Section(_part_of(row), "", title, page=row.page))
    draft.statements = bool(_STATEMENTS.search(squeeze(title)))
    return after


def _begin_section(rows: list[_Row], place: int, draft: _Draft) -> int:
    """Begins a numbered section; a heading that runs on into its text (。 or ：) is divided there."""
    row = rows[place]
    whole = row.bare if draft.part == _NARRATIVE_PART else ""
    title, after = (
        _title(rows, place) if whole or _TITLE_END.search(row.bare) else (_tight(row.text), place + 1)
    )
    number, _, words = title.partition("、")
    divided = re.match(r"([^。：:]{1,40})[。：:](.+)", words)
    draft.begin(Section(draft.part, number, divided[1] if divided else words, page=row.page))
    if divided:
        draft.open = Paragraph(divided[2], row.page)
    return after


def _drop_chart_labels(draft: _Draft) -> None:
    """What stands unpunctuated above a caption was printed in the figure."""
    if draft.open is not None and not re.search(r"[，。；：、,;:]", draft.open.text):
        draft.open = None
    draft.close_paragraph()


def _add_prose(row: _Row, draft: _Draft) -> None:
    table = "\t" in row.text
    begins = _SUBHEADING.match(row.bare) or _ITEM.match(row.bare)
    if begins or row.heading or table or (draft.open is not None and _TERMINAL.search(draft.open.text)):
        draft.close_paragraph()
    if draft.open is None and not re.search(r"[一-鿿A-Za-z]", row.bare):
        return  # numbers alone begin no paragraph
    draft.add(row)
    complete = _SUBHEADING.match(row.bare) and _SUBTITLE_END.search(row.bare)
    if row.heading or table or complete:
        draft.close_paragraph()


def _read_row(rows: list[_Row], place: int, draft: _Draft) -> int:
    """Takes in the line at ``place``; returns the place of the next."""
    row = rows[place]
    following = rows[place + 1] if place + 1 < len(rows) else None
    if _part_of(row) and (_part_of(row) > draft.part or draft.part == 0):
        return _begin_part(rows, place, draft)
    if draft.statements:
        if not (_HEADING.match(row.bare) and topic_of(row.bare) and row.bare.endswith("情况说明")):
            return place + 1
        draft.part, draft.statements = _NARRATIVE_PART, False
    if draft.part == 1 and _FIRST_STATEMENT.fullmatch(row.bare):
        draft.begin(Section(_STATEMENT_PART, "", _tight(row.text), page=row.page))
        draft.statements = True
    elif _is_section(row, draft):
        return _begin_section(rows, place, draft)
    elif _CAPTION.fullmatch(row.bare):
        _drop_chart_labels(draft)
    elif _is_page_number(row, following, draft):
        draft.last_page_number = int(_PAGE_NUMBER.fullmatch(row.bare)[1])  # type: ignore[index]
    else:
        _add_prose(row, draft)
    return place + 1


def find_sections(pages: tuple[Page, ...]) -> tuple[Section, ...]:
    """The prose of a report in order.

    Every part gives a section without number whose title is the part's heading; what stands before the first
    part (cover, 目录) is a section of part 0, one paragraph a line. Never raises; () for no lines.
    """
    rows = _rows(pages)
    start = _body_start(rows)
    draft = _Draft()
    if start:
        cover = tuple(Paragraph(_tight(row.text), row.page) for row in rows[:start])
        draft.sections.append(Section(0, "", "", cover, rows[0].page))
        draft.paragraphs = list(cover)
    if start < len(rows) and not _part_of(rows[start]):
        draft.part = _NARRATIVE_PART
    place = start
    while place < len(rows):
        place = _read_row(rows, place, draft)
    draft.close_section()
    return tuple(draft.sections)
