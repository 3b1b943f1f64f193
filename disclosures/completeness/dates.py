"""R01: whether the report itself shows that it was published within 20 days after its approval.

The law counts from the approval by the finance department. A report seldom prints that date, and the date of a cover
is not always that of publication: what the dates in the report cannot prove stays unknown, with the reason.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosures.completeness.items import NOWHERE, Held, Judged, Rows, Spot, of_passage
from disclosures.models import Passage

DAYS = 20
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATE = (
    r"(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
)
_COVER = re.compile(rf"(?:(?:公开|公布|发布)?(?:日期|时间)[:：]?)?{_DATE}")
_PUBLISHED = re.compile(rf"(?:公开|公布|发布)(?:日期|时间)(?:为|[:：])?{_DATE}")
_SENTENCE = re.compile(r"[^。;]+")


@dataclass(frozen=True)
class Printed:
    """A printed date; ``first`` and ``last`` differ where it names no day."""

    words: str
    first: date
    last: date
    passage: Passage


def timely(rows: Rows) -> Judged:
    approved, published = _approved(rows), _published(rows)
    if approved is None:
        told = f"；写明的日期是 {published.words}" if published else ""
        if not rows.passages:
            return Held.UNKNOWN, "没有读到文字说明，没有日期可算", NOWHERE
        return Held.UNKNOWN, f"报告没有写财政部门批复决算的日期，20 日无从算起{told}", _spot(published)
    if published is None:
        return Held.UNKNOWN, f"批复日期 {approved.words}，报告没有写公开日期，无从计算", _spot(approved)
    least, most = (published.first - approved.last).days, (published.last - approved.first).days
    told = f"批复 {approved.words}，公开 {published.words}"
    if least >= 0 and most <= DAYS:
        days = f"{least}" if least == most else f"{least} 至 {most}"
        return Held.GIVEN, f"{told}，按所写日期相隔 {days} 日", _spot(published)
    if most < 0:
        return Held.UNKNOWN, f"{told}，前后次序不明，请看原件", _spot(published)
    return (
        Held.UNKNOWN,
        f"{told}，按所写日期最多相隔 {most} 日；所写的不一定是实际公开的日期，无从判断",
        _spot(published),
    )


def _spot(found: Printed | None) -> Spot:
    return of_passage(found.passage) if found else NOWHERE


def _approved(rows: Rows) -> Printed | None:
    """The one date that a sentence on the approval of the final accounts names."""
    for passage, text in _texts(rows):
        for sentence in _SENTENCE.findall(text):
            if "批复" in sentence and "决算" in sentence:
                found = [_printed(match, passage) for match in re.finditer(_DATE, sentence)]
                dates = [one for one in found if one]
                if len(dates) == 1:
                    return dates[0]
    return None


def _published(rows: Rows) -> Printed | None:
    """The date that is called that of publication, else the one that stands alone on the cover."""
    for passage, text in _texts(rows):
        match = _PUBLISHED.search(text)
        if match and (found := _printed(match, passage)):
            return found
    for passage, text in _texts(rows):
        match = _COVER.fullmatch(text) if passage.part == 0 else None
        if match and (found := _printed(match, passage)):
            return found
    return None


def _texts(rows: Rows) -> Iterator[tuple[Passage, str]]:
    """The paragraphs without white space, full-width digits as plain ones."""
    for passage, text in rows.texts():
        yield passage, "".join(unicodedata.normalize("NFKC", text).split())


def _printed(match: re.Match[str], passage: Passage) -> Printed | None:
    """The printed date, None where the calendar has no such day."""
    year, month = int(match["year"].translate(_DIGITS)), _number(match["month"])
    day = _number(match["day"]) if match["day"] else None
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    words = f"{year} 年 {month} 月" + (f" {day} 日" if day else "")
    return Printed(words, date(year, month, day or 1), date(year, month, day or last), passage)


def _number(text: str) -> int:
    """ "12", 十二, 三十 as a number."""
    if text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int(units.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(units.translate(_DIGITS) or 0)
