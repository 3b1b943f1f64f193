"""Glyphs become words and lines: what the characters of a page say by their places alone.

Both readers of a PDF (see ``pages``) hand their characters over in this one form, so that a word, a line and
a doubled glyph mean the same whichever of them read the page.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ingest.parsing.facts import Box
from ingest.parsing.numerals import plain


class Glyph(NamedTuple):
    """One printed character and its box in points of the page as displayed.

    ``order`` is its place in the order of printing, 0 where that is not known. A tuple, because a report has
    tens of thousands of them.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int = 0

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Run = tuple[Glyph, ...]
Wall = tuple[float, float, float]  # a vertical ruling: x, top, bottom

_WORD_GAP = 0.3  # of the height of a glyph: a wider gap ends a word
_NUMBER_GAP = (
    0.12  # beside a digit: an amount flush right stands close to the name or code of the next column
)
_COVERED = 0.3  # of the narrower of two glyphs: one that lies over another as far is of another text
_DOUBLED = 1.0  # points: the same character twice as close as this is one character printed bold


def enclose(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes`` (at least one)."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of an upright page of that size (origin top left) on the page turned clockwise by ``turn`` degrees."""
    x0, top, x1, bottom = box
    if turn == 90:
        return (height - bottom, x0, height - top, x1)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (top, width - x1, bottom, width - x0)
    return box


def clean(text: str) -> str:
    """``text`` without NUL, other control characters and lone surrogates, which no database takes.

    The CJK radicals that some fonts stand for characters (⾦ for 金) become the characters they print.
    """
    return "".join(plain(sign) if "\u2e80" <= sign <= "\u2fdf" else sign for sign in text if _storable(sign))


def _storable(sign: str) -> bool:
    return sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\x7f\ufffe\uffff"


def lines(glyphs: Sequence[Glyph], walls: Sequence[Wall] = ()) -> list[list[Run]]:
    """The words of every line, lines from the top down, words from the left, each character once.

    ``walls`` are vertical rulings (x, top, bottom): a word ends at a ruling that runs between two glyphs.
    """
    upright = sorted(walls)
    found = []
    for level in _levels(glyphs):
        strands = _strands(_single(level))
        words = [word for strand in strands for word in _words(strand, upright)]
        found.append(sorted(words, key=lambda word: word[0].x0) if len(strands) > 1 else words)
    return found


def _levels(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand beside each other: each line's middle lies within the line's first glyphs."""
    levels: list[list[Glyph]] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g[2] + g[4], g[1])):
        above, below = glyph[2], glyph[4]
        overlap = min(bottom, below) - max(top, above)
        if levels and overlap > 0.5 * min(bottom - top, below - above):
            levels[-1].append(glyph)
            continue
        levels.append([glyph])
        top, bottom = above, below
    for level in levels:
        level.sort(key=itemgetter(1))
    return levels


def _single(level: Sequence[Glyph]) -> list[Glyph]:
    """A line (from the left) without the second print of a character struck twice to look bold."""
    kept: list[Glyph] = []
    last: dict[str, Glyph] = {}
    for glyph in level:
        same = last.get(glyph.text)
        if not (same and glyph.x0 - same.x0 <= _DOUBLED and abs(glyph.top - same.top) <= _DOUBLED):
            last[glyph.text] = glyph
            kept.append(glyph)
    return kept


def _strands(level: list[Glyph]) -> list[list[Glyph]]:
    """A line as it is, or where one text runs under another, as the texts that were printed one by one."""
    if not any(_covers(left, right) for left, right in pairwise(level)):
        return [level]
    strands: list[list[Glyph]] = []
    for glyph in sorted(level, key=itemgetter(5)):
        if strands and _follows(strands[-1][-1], glyph):
            strands[-1].append(glyph)
        else:
            strands.append([glyph])
    return strands


def _covers(left: Glyph, right: Glyph) -> bool:
    return left.x1 - right.x0 > _COVERED * min(left.x1 - left.x0, right.x1 - right.x0)


def _follows(left: Glyph, right: Glyph) -> bool:
    """Whether ``right`` was printed right behind ``left``."""
    size = left.bottom - left.top
    return right.order == left.order + 1 and abs(right.x0 - left.x1) <= _WORD_GAP * size


def _words(level: Sequence[Glyph], walls: Sequence[Wall]) -> list[Run]:
    words: list[Run] = []
    word: list[Glyph] = []
    for glyph in level:
        blank = glyph.text.isspace()
        if word and (blank or _apart(word[-1], glyph, walls)):
            words.append(tuple(word))
            word = []
        if not blank:
            word.append(glyph)
    if word:
        words.append(tuple(word))
    return words


def _apart(left: Glyph, right: Glyph, walls: Sequence[Wall]) -> bool:
    gap = right.x0 - left.x1
    size = max(left.bottom - left.top, right.bottom - right.top)
    if gap > _WORD_GAP * size:
        return True
    if gap > _NUMBER_GAP * size and (_numeric(left) or _numeric(right)):
        return True
    return _walled(left, right, walls, 0.12 * size) and _may_part(left, right, gap)


def _walled(left: Glyph, right: Glyph, walls: Sequence[Wall], slack: float) -> bool:
    """Whether a ruling (of ``walls``, from the left) runs between two glyphs of a line."""
    level = left.middle
    for place in range(bisect_left(walls, (left.x1 - slack,)), len(walls)):
        x, top, bottom = walls[place]
        if x > right.x0 + slack:
            return False
        if top < level < bottom:
            return True
    return False


def _may_part(left: Glyph, right: Glyph, gap: float) -> bool:
    """A number or a name that has run over its ruling stays whole: its signs touch, those of two cells do not."""
    if gap >= 0.05 * (left.bottom - left.top):
        return True
    numeric = _numeric(left), _numeric(right)
    return not (all(numeric) or (not any(numeric) and right.order == left.order + 1))


def _numeric(glyph: Glyph) -> bool:
    return glyph.text in "0123456789.,"
