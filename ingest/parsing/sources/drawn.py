"""What is drawn on a page of a PDF becomes its value: glyphs and rulings, whichever reader found them."""

from collections.abc import Iterable, Sequence

from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, Run, enclose, lines
from ingest.parsing.pages import Line, Page, Rule, Word

_THIN = 2.5  # points: a filled rectangle as thin as this is a ruling
_PAPER = 0.9  # of the page: a rectangle as large as this is its paper


def drawn_page(
    number: int,
    size: tuple[float, float],
    glyphs: Iterable[Glyph],
    rules: Sequence[Rule],
    image_share: float,
) -> Page:
    """A page of ``size`` points as displayed: its words and lines, parted at its rulings."""
    walls = [(rule.x0, rule.top, rule.bottom) for rule in rules if not rule.horizontal]
    shown, unseen = _shown(glyphs, *size)
    found = _lines(lines(shown, walls))
    words = tuple(word for line in found for word in line.words)
    damage = "有数字在页面以外" if any(glyph.text.isdigit() for glyph in unseen) else ""
    return Page(number, found, *size, words, tuple(rules), image_share, damage)


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
