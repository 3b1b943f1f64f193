"""What is dark on a page: the pixels of its ink, and the strokes of its rulings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.parsing.pages import Rule
from ingest.parsing.pictures.paper import Paper
from ingest.parsing.pictures.vision import numpy, opencv

# Pixels at 200 dpi.
_AROUND = 51  # the neighbourhood that ink is darker than: shadows and shades are wider
_DARKER = 24  # how much darker than it printed ink is
_FAINT = 10  # how much darker a ruling may be
_LONGEST_OF_A_SIGN = 36  # no stroke of a character is as wide
_LEAST_UPRIGHT, _MOST_UPRIGHT = (
    22,
    60,
)  # the height that tells an upright ruling from the stroke of a character
_OF_A_ROW = 0.85
_THICK = 14  # what is thicker is no ruling
_GAP = 40  # a broken ruling goes on behind a gap as wide
_LEVEL = 4  # two pieces as close across are of one ruling
_SHORTEST = 56
_TOUCH = 10
_ALONE = 300  # a level stroke as long is a ruling, though no upright one touches it
_LONGER = 3  # as many times its own length a piece may go on
_PIECE = 12  # an upright stroke as long may be what is left of a ruling
_ON_LINE = 2  # as close across is on the line of a ruling
_BESIDE = (2, 6)  # as far from a ruling on either side is no ink of its own
_CROSSING = 5  # its ends may lie on a ruling that crosses it
# Of what is beside a ruling so much is ink: a stroke of a character has others beside it. On its other side may be
# more where amounts stand close to it, and much more where that is the second line of a double ruling.
_CLEAN, _FAIRLY_CLEAN, _DOUBLE = 0.2, 0.35, 0.8
_PIECE_CLEAN, _BESIDE_AMOUNTS = 0.05, 0.6
_TALLER_THAN_SIGNS = 110
_RULING = 120  # pieces on one line that are as long together are a ruling, which ends only at another ruling


@dataclass(frozen=True)
class Stroke:
    """A piece of a ruling in pixels: its place across, its begin and end along itself, its thickness."""

    at: float
    start: float
    end: float
    thick: float

    @property
    def length(self) -> float:
        return self.end - self.start


def ink_of(paper: Paper, darker: int = _DARKER) -> Any:
    """255 where a pixel is clearly darker than what is around it, else 0."""
    cv2 = opencv()
    return cv2.adaptiveThreshold(
        paper.grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, darker
    )


def strokes_of(paper: Paper) -> tuple[list[Stroke], list[Stroke]]:
    """The level and the upright strokes of rulings, faint and broken ones too."""
    ink = ink_of(paper, _FAINT)
    across = _joined(_found(ink, _LONGEST_OF_A_SIGN, level=True))
    across = [stroke for stroke in across if stroke.length >= _SHORTEST and _stands_free(stroke, ink)]
    upright = _joined(_found(ink, _least_upright(across), level=False))
    upright = [one for one in upright if one.length >= _TALLER_THAN_SIGNS or _stands_free(one, ink.T)]
    walls = [wall for wall in upright if any(_meet(line, wall) for line in across)]
    lines = [line for line in across if line.length >= _ALONE or any(_meet(line, w) for w in walls)]
    pieces = [one for one in _found(ink, _PIECE, level=False) if _is_piece(one, walls, ink)]
    whole = _gone_on(_joined([*walls, *pieces]), lines)
    return _gone_on(lines, whole), whole


def _meet(line: Stroke, wall: Stroke) -> bool:
    """Whether a level and an upright stroke touch: those of large characters touch no ruling."""
    return (
        line.start - _TOUCH <= wall.at <= line.end + _TOUCH
        and wall.start - _TOUCH <= line.at <= wall.end + _TOUCH
    )


def _is_piece(stroke: Stroke, walls: Sequence[Stroke], ink: Any) -> bool:
    """Whether a short upright stroke lies on the line of a ruling, between its ends, and nothing is beside it."""
    same = [wall for wall in walls if abs(stroke.at - wall.at) <= _ON_LINE]
    first, last = min((w.start for w in same), default=0.0), max((w.end for w in same), default=0.0)
    if not first - _MOST_UPRIGHT <= stroke.start <= stroke.end <= last + _MOST_UPRIGHT:
        return False
    less, more = sorted(_beside(stroke, ink.T, _CROSSING))
    return less <= _PIECE_CLEAN and more <= _BESIDE_AMOUNTS


def _stands_free(stroke: Stroke, ink: Any) -> bool:
    """Whether hardly anything is printed close beside a stroke: those of large characters are no rulings."""
    less, more = sorted(_beside(stroke, ink))
    return less <= _CLEAN and (more <= _FAIRLY_CLEAN or more >= _DOUBLE)


def _beside(stroke: Stroke, ink: Any, less: int = 0) -> tuple[float, float]:
    """The share of ink on either side of a stroke, which is level in ``ink``; without ``less`` pixels at its ends."""
    along = slice(max(0, round(stroke.start) + less), max(0, round(stroke.end) - less))
    (near, far), half = _BESIDE, stroke.thick / 2
    above = ink[max(0, round(stroke.at - half - far)) : max(0, round(stroke.at - half - near)), along]
    below = ink[round(stroke.at + half + near) : round(stroke.at + half + far), along]
    first, second = (float(side.mean()) / 255 if side.size else 0.0 for side in (above, below))
    return first, second


def _gone_on(strokes: Sequence[Stroke], others: Sequence[Stroke]) -> list[Stroke]:
    """Broken rulings whole, without what stands out: a ruling ends at one of the ``others`` that cross it."""
    longer = []
    for group in _in_line(strokes):
        if sum(stroke.length for stroke in group) < _RULING:
            longer += group
            continue
        for stroke in group:
            crossing = [one.at for one in others if one.start - _GAP <= stroke.at <= one.end + _GAP]
            most = max(_MOST_UPRIGHT, _LONGER * stroke.length)
            start = -_end(-stroke.start, [-at for at in crossing], most)
            longer.append(replace(stroke, start=start, end=_end(stroke.end, crossing, most)))
    return _joined(longer)


def _end(end: float, crossing: Sequence[float], most: float) -> float:
    """Where a stroke that was seen to ``end`` there really does: at a ruling that crosses it, ``most`` pixels on, or
    before, where only a character touches it.
    """
    beyond = min((at for at in crossing if end - _TOUCH <= at <= end + most), default=None)
    before = max((at for at in crossing if at < end - _TOUCH), default=None)
    over = end - before if before is not None else _GAP + 1
    if over <= _GAP and (beyond is None or beyond - end > _LONGER * over):
        return end - over
    return end if beyond is None else max(beyond, end) if beyond - end <= _TOUCH else beyond


def _least_upright(across: Sequence[Stroke]) -> int:
    """How tall an upright ruling is at least: most of a row."""
    places = sorted({round(stroke.at) for stroke in across})
    rows = [below - above for above, below in pairwise(places) if below - above > _LEAST_UPRIGHT]
    tall = median(rows) * _OF_A_ROW if rows else _MOST_UPRIGHT
    return round(min(_MOST_UPRIGHT, max(_LEAST_UPRIGHT, tall)))


def _found(ink: Any, least: int, level: bool) -> list[Stroke]:
    cv2, np = opencv(), numpy()
    kernel = np.ones((1, least) if level else (least, 1), np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel))
    found = []
    for x, y, width, height, _ in boxes[1:].tolist():
        along, across, start, at = (width, height, x, y) if level else (height, width, y, x)
        if across <= max(_THICK, along // 40):
            found.append(Stroke(at + across / 2, start, start + along, across))
    return found


def _joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Pieces of one broken ruling as one."""
    return [whole for group in _in_line(strokes) for whole in _along(group)]


def _in_line(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes by the line they lie on."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda one: one.at):
        if groups and stroke.at - groups[-1][-1].at <= _LEVEL:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _along(group: Sequence[Stroke]) -> list[Stroke]:
    ordered = sorted(group, key=lambda one: one.start)
    joined = [ordered[0]]
    for stroke in ordered[1:]:
        last = joined[-1]
        if stroke.start - last.end > _GAP:
            joined.append(stroke)
            continue
        weight = last.length + stroke.length
        at = (last.at * last.length + stroke.at * stroke.length) / weight
        joined[-1] = Stroke(at, last.start, max(last.end, stroke.end), max(last.thick, stroke.thick))
    return joined


def rules_of(across: Sequence[Stroke], upright: Sequence[Stroke], density: float) -> tuple[Rule, ...]:
    """Strokes as rulings, in points."""
    level = (Rule(s.start / density, s.at / density, s.end / density, s.at / density) for s in across)
    walls = (Rule(s.at / density, s.start / density, s.at / density, s.end / density) for s in upright)
    return (*level, *walls)
