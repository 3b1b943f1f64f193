"""A page that is a picture becomes a page with words and rulings, as if its text could be read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2

from ingest.parsing.facts import Box
from ingest.parsing.glyphs import enclose
from ingest.parsing.ocr import Reading, read_lines
from ingest.parsing.pages import Line, Page, Rule, Word
from ingest.parsing.pictures.halves import halves
from ingest.parsing.pictures.ink import rules_of, strokes_of
from ingest.parsing.pictures.level import levelled
from ingest.parsing.pictures.paper import Paper, render, turned
from ingest.parsing.pictures.runs import Run, runs_of
from ingest.parsing.pictures.square import squared
from ingest.parsing.pictures.unread import Unread
from ingest.parsing.pictures.vision import opencv
from ingest.parsing.rulings import Lattice, find_lattices

UNREADABLE = "〓"  # the printer's mark for a character that is missing: ink that nothing was recognised in
_TURNS = (0, 180, 90, 270)
_SAMPLE = 10  # lines that tell which way up a page is
_LYING, _LYING_SHARE = 1.6, 0.3  # lines wider than high, of those of a page that is not on its side
_TELLING = 160  # pixels: lines about as long say it at little cost
_UPRIGHT = 0.86  # how sure their recognition is, on average, of a page that is the right way up
_MOST_RUNS = 1000  # printed lines and cells of one page: more are dust, or a picture of something else
_EDGE = 3.0  # points that a ruling may stand out of its table
# Behind these words of a caption stands a colon, however small it is printed.
_CAPTION = re.compile(r"(^部门|^编制单位|单位(?=.(?:万|亿|人民币)?元))[;；:：,，.。]")
_NUMERAL = re.compile(r"[\d.,，。·:：\-—()（）\s]+")
_DUSTED = re.compile(r"(\d+)[.,，。、·]")  # a whole number with a speck behind it
_SHORT_NUMBER = re.compile(r"(?=.*\d)[\dIl|OoQ]{2}")  # a 栏次 or 行次
_DIGITS = str.maketrans("Il|OoQ", "111000")
_MORE = 5  # pixels of white more around a numeral that is looked at a second time
_AT_ODDS = 0.3  # the most that two looks are sure of that do not see the same


@dataclass(frozen=True)
class Seen:
    """A page as recognised, in points of the page made upright and level; ``words`` are those recognised.

    ``whole``: the page has no text of its own, all that it says was recognised.
    """

    page: Page
    paper: Paper
    words: tuple[Word, ...]
    turn: int = 0
    whole: bool = True

    def shown(self, box: Box) -> Box:
        """A box of the page as it lies in the file."""
        return self.paper.shown(box)


@dataclass(frozen=True)
class _Look:
    """One way up of a page: its picture, tables and printed lines."""

    paper: Paper
    rules: tuple[Rule, ...]
    lattices: tuple[Lattice, ...]
    runs: tuple[Run, ...]
    turn: int
    known: dict[Run, Reading] = field(default_factory=dict)  # the lines read to tell which way up it is


def see(
    document: pypdfium2.PdfDocument, page: Page, asked: Unread, beat: Callable[[], None], turn: int = 0
) -> tuple[Seen, ...]:
    """Recognise what of ``page`` is unread; two pages that were scanned on one sheet are two, nothing is none.

    In: the open file, the page as read, who hears that the work goes on, and which way up the page before lay.
    A page with text of its own keeps it: then only the tables of its pictures are recognised.
    """
    look = _upright(render(document, page.number or 1, asked.areas), asked.whole, turn, beat)
    if len(look.runs) > _MOST_RUNS:
        return ()
    parts = halves(look.paper) if asked.whole else ()
    looks = [_look(part, look.turn) for part in parts] if len(parts) > 1 else [look]
    found = (_seen(one, page, asked, beat) for one in looks)
    return tuple(one for one in found if one)


def _seen(look: _Look, page: Page, asked: Unread, beat: Callable[[], None]) -> Seen | None:
    runs = [run for run in look.runs if asked.whole or _near_a_table(run, look)]
    if not runs:
        return None
    readings = _read(look, runs, beat)
    words = tuple(
        word for run, reading in zip(runs, readings, strict=True) if (word := _word(run, reading, look.paper))
    )
    kept = asked.words
    width, height = look.paper.size
    lines = _lines((*kept, *words))
    shown = replace(
        page, lines=lines, words=(*kept, *words), rules=look.rules, width=width, height=height, garbled=False
    )
    return Seen(shown, look.paper, words, look.turn, asked.whole)


def _upright(paper: Paper, whole: bool, first: int, beat: Callable[[], None]) -> _Look:
    """The page the right way up: as it lies where its lines read well, else as they read best."""
    best, most = None, -1.0
    for turn in (first, *(one for one in _TURNS if one != first)) if whole else (0,):
        look = _look(squared(levelled(turned(paper, turn))), turn)
        sure = _how_sure(look, look.known, beat) if whole and len(look.runs) <= _MOST_RUNS else 1.0
        if sure > most:
            best, most = look, sure
        if most >= _UPRIGHT:
            break
    assert best is not None
    return best


def _look(paper: Paper, turn: int) -> _Look:
    across, upright = strokes_of(paper)
    drawn = rules_of(across, upright, paper.density)
    lattices = _without_frames(find_lattices(drawn))
    rules = tuple(rule for rule in drawn if any(_within(rule, table.box) for table in lattices))
    return _Look(paper, rules, lattices, tuple(runs_of(paper, lattices, across, upright)), turn)


def _without_frames(lattices: Sequence[Lattice]) -> tuple[Lattice, ...]:
    """The tables without what encloses them: the edge of the sheet, a frame around the page."""
    return tuple(
        table
        for table in lattices
        if not any(
            len(other.areas) > len(table.areas) and _encloses(table.box, other.box) for other in lattices
        )
    )


def _encloses(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _within(rule: Rule, box: Box) -> bool:
    wider = (box[0] - _EDGE, box[1] - _EDGE, box[2] + _EDGE, box[3] + _EDGE)
    return _encloses(wider, (rule.x0, rule.top, rule.x1, rule.bottom))


def _how_sure(look: _Look, known: dict[Run, Reading], beat: Callable[[], None]) -> float:
    """How well a few lines read, neither the longest nor the shortest; 1 where there is none to read."""
    by_width = sorted(look.runs, key=lambda run: abs(run.box[2] - run.box[0] - _TELLING))[:_SAMPLE]
    readings = read_lines([run.cut(look.paper.grey) for run in by_width], beat)
    known.update(zip(by_width, readings, strict=True))
    sure = sum(one.confidence for one in readings) / len(readings) if readings else 1.0
    lying = sum(run.box[2] - run.box[0] >= _LYING * run.height for run in look.runs)
    return sure if lying >= _LYING_SHARE * len(look.runs) else sure / 2


def _near_a_table(run: Run, look: _Look) -> bool:
    """In a table, or among the captions above and the notes below it."""
    if run.ruled:
        return True
    middle = (run.box[1] + run.box[3]) / 2 / look.paper.density
    return any(table.box[1] - 80 <= middle <= table.box[3] + 40 for table in look.lattices)


def _read(look: _Look, runs: Sequence[Run], beat: Callable[[], None]) -> list[Reading]:
    """Every line once, and numerals in tables twice: what two looks see differently is not sure."""
    grey = look.paper.grey
    new = [run for run in runs if run not in look.known]
    readings = look.known | dict(zip(new, read_lines([run.cut(grey) for run in new], beat), strict=True))
    again = [run for run in runs if run.ruled and _NUMERAL.fullmatch(readings[run].text)]
    for run, second in zip(again, read_lines([_smaller(run.cut(grey)) for run in again], beat), strict=True):
        first = readings[run]
        same = _digits(first.text) == _digits(second.text)
        sure = min(first.confidence, second.confidence)
        readings[run] = Reading(first.text, sure if same else min(sure, _AT_ODDS))
    return [readings[run] for run in runs]


def _smaller(cut: Any) -> Any:
    """The same line with more white around it: to the engine, which sees all lines equally high, another picture."""
    return opencv().copyMakeBorder(cut, _MORE, _MORE, _MORE, _MORE, opencv().BORDER_REPLICATE)


def _digits(text: str) -> str:
    return re.sub(r"\s", "", text)


def _word(run: Run, reading: Reading, paper: Paper) -> Word | None:
    """What a line says; the mark of the unreadable where ink in a cell says nothing, None for such ink elsewhere."""
    text = _CAPTION.sub(r"\1：", re.sub(r"\s", "", reading.text))
    if speck := _DUSTED.fullmatch(text):
        text = speck[1]
    elif _SHORT_NUMBER.fullmatch(text):
        text = text.translate(_DIGITS)
    box = paper.points(*run.box)
    if text:
        return Word(text, box, round(reading.confidence, 4))
    return Word(UNREADABLE, box, 0.0) if run.ruled else None


def _lines(words: Sequence[Word]) -> tuple[Line, ...]:
    """Words by printed line, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.box), key=lambda w: (w.box[1] + w.box[3]) if w.box else 0.0):
        if rows and _level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = [sorted(row, key=lambda w: w.box[0] if w.box else 0.0) for row in rows]
    return tuple(
        Line(" ".join(w.text for w in row), tuple(row), enclose(w.box for w in row if w.box))
        for row in ordered
    )


def _level(first: Word, word: Word) -> bool:
    if not (first.box and word.box):
        return False
    overlap = min(first.box[3], word.box[3]) - max(first.box[1], word.box[1])
    return overlap > 0.5 * min(first.box[3] - first.box[1], word.box[3] - word.box[1])
