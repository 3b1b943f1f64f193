"""Rulings become cells: the lattice that the strokes of one table make, merged cells and all.

Pure geometry in points: no text is looked at here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsing.facts import Box
from ingest.parsing.pages import Rule

_NEAR = 2.0  # points: strokes as close as this are one ruling
_BREAK = 4.0  # points: a gap in a ruling that is still the same ruling (dashes, corners)
_MOST_CROSSINGS = 1_000_000  # of strokes of one page: more are a drawing (a table has some thousand)
_MOST_SLOTS = 50_000  # of one table
_COVERED = 0.6  # of an edge between two slots: ruled as far as this, it parts them


@dataclass(frozen=True)
class Stroke:
    """A ruling: its place across (``at``) and where it begins and ends along itself."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Area:
    """One cell of a lattice: its box and the slots it covers."""

    row: int
    column: int
    depth: int
    span: int
    box: Box


@dataclass(frozen=True)
class Lattice:
    """The cells of one table. ``xs`` and ``ys`` are the places of its rulings, left to right, top down."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(rules: Sequence[Rule]) -> tuple[Lattice, ...]:
    """The tables that ``rules`` draw, from the top of the page down."""
    across = _merged(Stroke((r.top + r.bottom) / 2, r.x0, r.x1) for r in rules if r.horizontal)
    upright = _merged(Stroke((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if not r.horizontal)
    if len(across) * len(upright) > _MOST_CROSSINGS:
        return ()
    found = (_lattice(*group) for group in _touching(across, upright))
    return tuple(
        sorted((lattice for lattice in found if lattice), key=lambda table: (table.ys[0], table.xs[0]))
    )


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on (nearly) one line that touch, as one stroke each."""
    merged: list[Stroke] = []
    for level in _clusters(list(strokes)):
        at = sum(stroke.at for stroke in level) / len(level)
        start, end = level[0].start, level[0].end
        for stroke in level[1:]:
            if stroke.start > end + _BREAK:
                merged.append(Stroke(at, start, end))
                start = stroke.start
            end = max(end, stroke.end)
        merged.append(Stroke(at, start, end))
    return merged


def _clusters(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Strokes grouped by their place across, each group ordered along itself."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if groups and stroke.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [sorted(group, key=lambda s: s.start) for group in groups]


def _touching(across: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that hang together, table by table."""
    parent = list(range(len(across) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, line in enumerate(across):
        for j, wall in enumerate(upright, len(across)):
            if (
                line.start - _BREAK <= wall.at <= line.end + _BREAK
                and wall.start - _BREAK <= line.at <= wall.end + _BREAK
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, stroke in enumerate(across + upright):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(stroke)
    return list(groups.values())


def _lattice(across: list[Stroke], upright: list[Stroke]) -> Lattice | None:
    """The lattice of one table's strokes; a missing frame is added where the inner strokes end."""
    if len(across) < 2 or not upright:
        return None
    left, right = min(s.start for s in across), max(s.end for s in across)
    top, bottom = min(s.start for s in upright), max(s.end for s in upright)
    xs = _places([s.at for s in upright], left, right)
    ys = _places([s.at for s in across], top, bottom)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SLOTS:
        return None
    return Lattice(xs, ys, _areas(xs, ys, across, upright))


def _places(found: list[float], first: float, last: float) -> tuple[float, ...]:
    """The places of the rulings, once each, with the frame where the strokes that cross them reach further."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    if first < places[0] - _BREAK:
        places.insert(0, first)
    if last > places[-1] + _BREAK:
        places.append(last)
    return tuple(places)


def _areas(
    xs: tuple[float, ...], ys: tuple[float, ...], across: list[Stroke], upright: list[Stroke]
) -> tuple[Area, ...]:
    """The cells: slots that no ruling parts, grown to the right, then down."""
    frame_x, frame_y = (xs[0], xs[-1]), (ys[0], ys[-1])
    walls, floors = [_near(upright, x) for x in xs], [_near(across, y) for y in ys]
    wall = [
        [x in frame_x or _ruled(near, start, end) for x, near in zip(xs, walls, strict=True)]
        for start, end in pairwise(ys)
    ]
    floor = [
        [y in frame_y or _ruled(near, start, end) for start, end in pairwise(xs)]
        for y, near in zip(ys, floors, strict=True)
    ]
    taken: set[tuple[int, int]] = set()
    areas: list[Area] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            span, depth = 1, 1
            while not wall[row][column + span] and (row, column + span) not in taken:
                span += 1
            while row + depth < len(ys) - 1 and _open_below(wall, floor, row + depth, column, span):
                depth += 1
            taken.update((r, c) for r in range(row, row + depth) for c in range(column, column + span))
            box = (xs[column], ys[row], xs[column + span], ys[row + depth])
            areas.append(Area(row, column, depth, span, box))
    return tuple(areas)


def _open_below(wall: list[list[bool]], floor: list[list[bool]], row: int, column: int, span: int) -> bool:
    """Whether a cell of that width goes on into ``row``: no floor above it and the same walls in it."""
    inside = range(column + 1, column + span)
    return (
        not any(floor[row][c] for c in range(column, column + span))
        and not any(wall[row][c] for c in inside)
        and wall[row][column]
        and wall[row][column + span]
    )


def _near(strokes: list[Stroke], at: float) -> list[Stroke]:
    return [stroke for stroke in strokes if abs(stroke.at - at) <= _NEAR]


def _ruled(strokes: list[Stroke], start: float, end: float) -> bool:
    """Whether ``strokes`` of one place cover most of the way."""
    covered = sum(max(0.0, min(end, s.end) - max(start, s.start)) for s in strokes)
    return covered >= _COVERED * (end - start)
