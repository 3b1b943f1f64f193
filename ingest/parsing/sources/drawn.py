"""What is drawn on a page of a PDF becomes its value: glyphs and rulings, whichever reader found them."""

import unicodedata
from collections.abc import Iterable, Sequence

from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, Run, enclose, lines
from ingest.parsing.pages import Line, Page, Rule, Word

_THIN = 2.5  # points: a filled rectangle as thin as this is a ruling
_FEWEST_SIGNS = 40  # fewer may be a page number and a date
_MOST_STRANGE = 0.08
_LATIN = "×·°±÷²³µ"  # of Latin-1, what a report prints
_PAPER = 0.9  # of the page: a rectangle as large as this is its paper


def drawn_page(
    number: int,
    size: tuple[float, float],
    glyphs: Iterable[Glyph],
    rules: Sequence[Rule],
    pictures: Sequence[Box],
) -> Page:
    """A page of ``size`` points as displayed: its words and lines, parted at its rulings."""
    walls = [(rule.x0, rule.top, rule.bottom) for rule in rules if not rule.horizontal]
    shown, unseen = _shown(glyphs, *size)
    found = _lines(lines(shown, walls))
    words = tuple(word for line in found for word in line.words)
    return Page(
        number,
        found,
        *size,
        words,
        tuple(rules),
        _share(pictures, *size),
        damage="有数字在页面以外" if any(glyph.text.isdigit() for glyph in unseen) else "",
        pictures=tuple(pictures),
        garbled=is_garbled("".join(word.text for word in words)),
    )


def _share(pictures: Sequence[Box], width: float, height: float) -> float:
    """The part of the page that pictures cover."""
    covered = sum(max(0.0, x1 - x0) * max(0.0, bottom - top) for x0, top, x1, bottom in pictures)
    return round(min(1.0, covered / (width * height)), 3) if width * height else 0.0


def is_garbled(text: str) -> bool:
    """Whether characters are there, but not those that are printed: none is Chinese, or too many say nothing.

    A font without a table of its characters gives codes (``(cid:12)``), signs of private use, or any others.
    """
    if len(text) < _FEWEST_SIGNS:
        return False
    mute = sum(unicodedata.category(sign) in ("Cc", "Cn", "Co") or sign == "\ufffd" for sign in text)
    strange = sum("\x80" <= sign <= "\u02ff" and sign not in _LATIN for sign in text)
    coded = 6 * text.count("(cid:")
    chinese = any("\u3400" <= sign <= "\u9fff" for sign in text)
    return not chinese or mute + strange + coded > _MOST_STRANGE * len(text)


def is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= _THIN


def outline(box: Box, width: float, height: float) -> list[Rule]:
    """A drawn rectangle as rulings: one where it is thin, its four sides where it is a cell or a frame."""
    x0, top, x1, bottom = box
    if is_thin(box):
        return [Rule(*box)]
    if (x1 - x0) * (bottom - top) > _PAPER * width * height:
        return []
    return [
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    ]


def _shown(glyphs: Iterable[Glyph], width: float, height: float) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs that stand on the page as displayed, and those that stand beside it."""
    shown: list[Glyph] = []
    unseen: list[Glyph] = []
    for g in glyphs:
        on_page = 0 <= g.x0 + g.x1 <= 2 * width and 0 <= g.top + g.bottom <= 2 * height
        (shown if on_page else unseen).append(g)
    return shown, unseen


def _lines(found: Sequence[Sequence[Run]]) -> tuple[Line, ...]:
    made = []
    for runs in found:
        words = tuple(map(_word, runs))
        if words:
            made.append(
                Line(" ".join(word.text for word in words), words, enclose(w.box for w in words if w.box))
            )
    return tuple(made)


def _word(run: Run) -> Word:
    signs, lefts, tops, rights, bottoms, _ = zip(*run, strict=True)
    return Word("".join(signs), (lefts[0], min(tops), max(rights), max(bottoms)))
