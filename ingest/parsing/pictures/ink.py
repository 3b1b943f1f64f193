"""What is dark on a page: the pixels of its ink, and the strokes of its rulings."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    across = [stroke for stroke in across if stroke.length >= _SHORTEST]
    upright = _joined(_found(ink, _least_upright(across), level=False))
    walls = [wall for wall in upright if any(_meet(line, wall) for line in across)]
    return [line for line in across if line.length >= _ALONE or any(_meet(line, w) for w in walls)], walls


def _meet(line: Stroke, wall: Stroke) -> bool:
    """Whether a level and an upright stroke touch: those of large characters touch no ruling."""
    return (
        line.start - _TOUCH <= wall.at <= line.end + _TOUCH
        and wall.start - _TOUCH <= line.at <= wall.end + _TOUCH
    )


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
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda one: one.at):
        if groups and stroke.at - groups[-1][-1].at <= _LEVEL:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [whole for group in groups for whole in _along(group)]


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
