"""The printed lines on a picture of a page: which dark spots belong to one line of one cell, or of free text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.parsing.pictures.ink import Stroke, ink_of
from ingest.parsing.pictures.paper import Paper
from ingest.parsing.pictures.vision import numpy, opencv
from ingest.parsing.rulings import Area, Lattice

# Pixels at 200 dpi.
_MOST_SPOTS = 40_000  # of one page: a full one has some ten thousand, more are dust or a photograph
_LEAST_AREA = 4  # smaller spots are dust
_TALLEST, _WIDEST = 90, 400  # larger ones are no characters
_RULED = 2  # around a ruling: its own grey edge
_WORD_GAP = 1.6  # of the height of a line: text behind a wider gap is another caption
_SAME_LINE = 0.45  # of the lower of two spots: as far beside one another they stand on one line
_PAD = 5
_LEAST_HEIGHT = 7  # of a line: what is lower is dust or a dash
_USUAL = 10  # spots as high tell the usual height of a character
# Of the usual height of a character.
_SMALL = 0.35  # dots, commas and dust are smaller both ways
_NEAR = 0.8  # a dot or a comma stands as near to a character
_LOW = 0.45  # a line without a spot as high, or a dash as wide, is dust


@dataclass(frozen=True)
class Spot:
    """One connected dark spot in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Run:
    """One printed line of one cell, or a stretch of one outside the tables; ``room``: what may be cut out for it."""

    box: tuple[int, int, int, int]
    room: tuple[int, int, int, int]
    ruled: bool

    def cut(self, grey: Any) -> Any:
        """The picture of the line, with a little of the white around it."""
        x0, top, x1, bottom = self.box
        left, above, right, below = self.room
        return grey[
            max(above, top - _PAD) : min(below, bottom + _PAD), max(left, x0 - _PAD) : min(right, x1 + _PAD)
        ]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def runs_of(
    paper: Paper, lattices: Sequence[Lattice], across: Iterable[Stroke], upright: Iterable[Stroke]
) -> list[Run]:
    """All printed lines of a page. In: its tables (in points), its level and its upright rulings."""
    every = _spots(paper, across, upright)
    usual = _usual_height(every)
    spots = _without_dust(every, usual)
    free, held = _sorted_out(spots, lattices, paper.density)
    height, width = paper.grey.shape
    least = max(_LEAST_HEIGHT, _LOW * usual)
    ruled = (
        Run(_around(line), _room(area, paper.density), True)
        for area, inside in held
        for line in _printed(_lines(inside), least)
    )
    whole = (0, 0, width, height)
    free_lines = (Run(_around(part), whole, False) for line in _lines(free) for part in _parted(line))
    return [*ruled, *(run for run in free_lines if run.height >= least)]


def _printed(lines: Sequence[list[Spot]], least: float) -> list[list[Spot]]:
    """The lines of a cell that are no dust; a dash may be as low as it likes where nothing else is printed."""
    tall = [
        line for line in lines if max(spot.bottom for spot in line) - min(spot.top for spot in line) >= least
    ]
    return tall or [line for line in lines if line[-1].x1 - line[0].x0 >= least]


def _usual_height(spots: Sequence[Spot]) -> float:
    """Of a character on this page; 0 where there is none."""
    return median([spot.height for spot in spots if spot.height >= _USUAL] or [0])


def _spots(paper: Paper, across: Iterable[Stroke], upright: Iterable[Stroke]) -> list[Spot]:
    """The dark spots of a page without its rulings."""
    cv2, np = opencv(), numpy()
    ink = ink_of(paper)
    for stroke in across:
        band, span = _covered(stroke)
        ink[band, span] = 0
    for stroke in upright:
        band, span = _covered(stroke)
        ink[span, band] = 0
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    if count > _MOST_SPOTS:
        return []
    return [
        Spot(x, y, x + width, y + height)
        for x, y, width, height, area in boxes[1:].tolist()
        if area >= _LEAST_AREA and height <= _TALLEST and width <= _WIDEST
    ]


def _without_dust(spots: Sequence[Spot], usual: float) -> list[Spot]:
    """The spots without small ones that stand near no character."""
    if not spots:
        return []
    np = numpy()
    boxes = np.array([(spot.x0, spot.top, spot.x1, spot.bottom) for spot in spots], dtype=float)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    large = boxes[(high >= _LOW * usual) & (wide <= _WIDEST)]
    kept = []
    for spot, box in zip(spots, boxes, strict=True):
        if max(spot.height, spot.x1 - spot.x0) >= _SMALL * usual or _stands_near(box, large, _NEAR * usual):
            kept.append(spot)
    return kept


def _stands_near(box: Any, large: Any, most: float) -> bool:
    """Whether a spot stands beside one of the large ones, or between its strokes."""
    aside = (box[0] - most <= large[:, 2]) & (box[2] + most >= large[:, 0])
    return bool((aside & (box[1] - most / 2 <= large[:, 3]) & (box[3] + most / 2 >= large[:, 1])).any())


def _covered(stroke: Stroke) -> tuple[slice, slice]:
    """The pixels across and along that a ruling takes."""
    thick = stroke.thick / 2 + _RULED
    across = slice(max(0, round(stroke.at - thick)), round(stroke.at + thick) + 1)
    return across, slice(max(0, round(stroke.start - 2)), round(stroke.end + 2))


def _sorted_out(
    spots: Sequence[Spot], lattices: Sequence[Lattice], density: float
) -> tuple[list[Spot], list[tuple[Area, list[Spot]]]]:
    """The spots outside every table, and those of each cell that has any."""
    held: dict[int, tuple[Area, list[Spot]]] = {}
    free = []
    boxes = [(area, tuple(side * density for side in area.box)) for one in lattices for area in one.areas]
    tables = [tuple(side * density for side in one.box) for one in lattices]
    for spot in spots:
        x, y = (spot.x0 + spot.x1) / 2, spot.middle
        if not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in tables):
            free.append(spot)
            continue
        for number, (area, box) in enumerate(boxes):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                held.setdefault(number, (area, []))[1].append(spot)
                break
    return free, list(held.values())


def _lines(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Spots by printed line, from the top down. Dots and commas join the line they stand beside."""
    if not spots:
        return []
    tall = median(sorted(spot.height for spot in spots)[len(spots) // 2 :])
    lines: list[list[Spot]] = []
    bands: list[tuple[float, float]] = []
    for spot in sorted(spots, key=lambda one: (-one.height, one.top)):
        place = _band_of(spot, bands, tall)
        if place is None:
            bands.append((spot.top, spot.bottom))
            lines.append([spot])
            continue
        lines[place].append(spot)
        top, bottom = bands[place]
        if max(bottom, spot.bottom) - min(top, spot.top) <= 1.35 * tall:
            bands[place] = (min(top, spot.top), max(bottom, spot.bottom))
    return [sorted(line, key=lambda one: one.x0) for _, line in sorted(zip(bands, lines, strict=True))]


def _band_of(spot: Spot, bands: Sequence[tuple[float, float]], tall: float) -> int | None:
    """The line that a spot belongs to: the one it stands beside most, or reaches into the near neighbourhood of."""
    best, most = None, 0.0
    for place, (top, bottom) in enumerate(bands):
        beside = min(bottom, spot.bottom) - max(top, spot.top)
        if spot.height < 0.6 * tall:
            beside += 0.35 * tall  # strokes of 二 and 三, dots and commas stand a little off
        if beside > max(most, _SAME_LINE * spot.height):
            best, most = place, beside
    return best


def _parted(line: Sequence[Spot]) -> list[list[Spot]]:
    """A line of free text in the stretches that wide gaps part: captions left, middle and right."""
    top, bottom = min(spot.top for spot in line), max(spot.bottom for spot in line)
    widest = _WORD_GAP * (bottom - top)
    parts = [[line[0]]]
    reach = line[0].x1
    for _, spot in pairwise(line):
        if spot.x0 - reach > widest:
            parts.append([])
        parts[-1].append(spot)
        reach = max(reach, spot.x1)
    return parts


def _around(spots: Sequence[Spot]) -> tuple[int, int, int, int]:
    return (
        min(spot.x0 for spot in spots),
        min(spot.top for spot in spots),
        max(spot.x1 for spot in spots),
        max(spot.bottom for spot in spots),
    )


def _room(area: Area, density: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(side * density) for side in area.box)
    return (x0 + 3, top + 3, x1 - 2, bottom - 2)
