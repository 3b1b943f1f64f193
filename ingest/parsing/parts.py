"""The parts of a report: which there are, what each is, whatever number it prints, and where the body begins.

A report is divided by 第…部分, or, in some provinces, by 一、 二、 三、 alone. What a part is follows from its
title; its number is that of the set of 2023: 1 概况, 2 决算表, 3 情况说明, 4 anything else, 5 名词解释, 6 附件.
"""

import re
from collections.abc import Sequence

from ingest.parsing.margins import Row
from ingest.parsing.numerals import squeeze
from ingest.parsing.topics import topic_of

OVERVIEW, STATEMENTS, NARRATIVE, OTHER, GLOSSARY, ANNEX = 1, 2, 3, 4, 5, 6
NUMERALS = "一二三四五六七八九十"
HEADING = re.compile(rf"([{NUMERALS}]{{1,3}})、(?=\S)")
_PART = re.compile(rf"第([{NUMERALS[:9]}])部分")
_KINDS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (GLOSSARY, r"名词解释|名词说明"),
        (NARRATIVE, r"情况的?(?:具体)?说明|决算(?:公开)?说明|决算数据说明|其他重要事项"),
        (STATEMENTS, r"决算(?:公开)?(?:报)?表|附表|报表"),
        (ANNEX, r"附件"),
        (OVERVIEW, r"概况|基本情况|简介|(?:职能|职责)"),
    )
)
_LISTED_TAIL = re.compile(r"[.…·\s]*\d*$")


def part_number(row: Row) -> int:
    """The printed number of the part whose heading this line is, 0 for any other line."""
    found = _PART.match(row.bare)
    plain_title = found and len(row.bare) <= 70 and not re.search(r"[。;；，]", row.bare)
    return NUMERALS.index(found[1]) + 1 if found and plain_title else 0


def kind_of(title: str, printed: int, narrated: bool) -> int:
    """What the part of that title is.

    Where the title does not say (cut short, or only a name), its printed number does, unless the narrative has
    been (``narrated``).
    """
    words = _LISTED_TAIL.sub("", squeeze(title))
    found = next((kind for kind, pattern in _KINDS if pattern.search(words)), 0)
    if found or printed not in (OVERVIEW, STATEMENTS, NARRATIVE):
        return found or OTHER
    told = narrated if printed == NARRATIVE else printed == STATEMENTS and "决算" not in words
    return OTHER if told else printed


def has_parts(rows: Sequence[Row]) -> bool:
    """Whether 第…部分 divides the body; some reports only list their parts in the 目录."""
    parts = [place for place, row in enumerate(rows) if part_number(row)]
    if not parts:
        return False
    last = rows[parts[-1]]
    listed = not any("。" in row.bare for row in rows[parts[0] : parts[-1]])
    told = any(_is_known_section(row) for row in rows[parts[-1] :])
    return not (listed and told and kind_of(last.bare, part_number(last), narrated=False) != NARRATIVE)


def chapter_kind(row: Row) -> int:
    """What the chapter 一、… of a report without 第…部分 is; 0 for a line that heads no chapter.

    A chapter on a topic of its own (三、“三公”经费情况说明) is a section of the narrative, no chapter.
    """
    if not HEADING.match(row.bare) or len(row.bare) > 40 or re.search(r"[。;；，]", row.bare):
        return 0
    if topic_of(row.bare) is not None:
        return 0
    return next((kind for kind, pattern in _KINDS if pattern.search(row.bare)), 0)


def body_start(rows: Sequence[Row]) -> int:
    """Where the body begins, behind cover and 目录; the number of rows where nothing is recognised."""
    return _first_part(rows) if has_parts(rows) else _first_chapter(rows)


def _first_part(rows: Sequence[Row]) -> int:
    """The first part that is announced again after a list without sentences."""
    first: int | None = None
    previous = 0
    for place, row in enumerate(rows):
        part = part_number(row)
        if part:
            listed = first is not None and not any("。" in entry.bare for entry in rows[first:place])
            if listed and part < previous:
                return place
            first = place if first is None else first
            previous = max(previous, part) if listed else part
    return first or 0


def _first_chapter(rows: Sequence[Row]) -> int:
    """The first chapter or known section, where it stands for the second time if it is listed first."""
    listed = max((place for place, row in enumerate(rows) if part_number(row)), default=-1) + 1
    first = next((place for place, row in enumerate(rows) if place >= listed and _begins_body(row)), None)
    if first is None:
        return len(rows)
    title = _LISTED_TAIL.sub("", rows[first].bare)
    for place, row in enumerate(rows[first + 1 :], first + 1):
        if _LISTED_TAIL.sub("", row.bare) == title:
            return place if not any("。" in entry.bare for entry in rows[first:place]) else first
    return first


def _begins_body(row: Row) -> bool:
    return _is_known_section(row) or bool(chapter_kind(row))


def _is_known_section(row: Row) -> bool:
    return bool(HEADING.match(row.bare) and topic_of(row.bare) and row.bare.endswith("说明"))
