"""A page photographed from an angle is made square: its rulings become parallel again."""

from dataclasses import dataclass
from typing import Any

from ingest.parsing.pictures.ink import ink_of
from ingest.parsing.pictures.paper import Paper, warped
from ingest.parsing.pictures.vision import numpy, opencv

_HALF = 0.5  # size at which the rulings are looked for
_PIECE = 21  # pixels, at half size: a stroke as long is no part of a character
_NEAR = 9  # pixels between two pieces of one ruling
_LONG = 50  # pixels: the upright rulings of a table of two rows
_FEWEST = 4  # rulings each way
_SPREAD = 0.0015  # radians between the first and the last ruling: less is as good as parallel
_STRAIGHT = 2.0  # pixels that a ruling may stray from the line through it


@dataclass(frozen=True)
class _Fall:
    """How the rulings of one direction fall: ``at`` + ``by`` · place across, in pixels a pixel."""

    at: float
    by: float

    def across(self, place: float) -> float:
        return self.at + self.by * place


def squared(paper: Paper) -> Paper:
    """``paper`` with the rulings of its tables made level, upright and parallel."""
    np, cv2 = numpy(), opencv()
    ink = cv2.resize(ink_of(paper, 12), None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    dark = (ink > 60).astype(np.uint8)
    level, upright = _fall(dark), _fall(np.ascontiguousarray(dark.T))
    if level is None or upright is None:
        return paper
    height, width = dark.shape
    if max(abs(level.by) * height, abs(upright.by) * width, abs(upright.at)) < _SPREAD:
        return paper
    corners = [_crossing(level, upright, x, y) for x, y in ((0, 0), (width, 0), (width, height), (0, height))]
    there = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32) / _HALF
    seen = np.array(corners, dtype=np.float32) / _HALF
    return warped(paper, cv2.getPerspectiveTransform(seen, there))


def _fall(dark: Any) -> _Fall | None:
    """How the level rulings fall from the top of a picture to its bottom; None where there are too few."""
    np = numpy()
    found = list(_rulings(dark))
    if len(found) < _FEWEST:
        return None
    places, falls, weights = (np.array(column) for column in zip(*found, strict=True))
    by, at = np.polyfit(places, falls, 1, w=weights)
    close = np.abs(at + by * places - falls) <= max(
        1e-3, 2 * float(np.median(np.abs(at + by * places - falls)))
    )
    if close.sum() >= _FEWEST:
        by, at = np.polyfit(places[close], falls[close], 1, w=weights[close])
    return _Fall(float(at), float(by))


def _rulings(dark: Any) -> Any:
    """The long level rulings: the height at their middle, their fall, their length."""
    np, cv2 = numpy(), opencv()
    pieces = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _PIECE), np.uint8))
    joined = cv2.dilate(pieces, np.ones((1, 2 * _NEAR + 1), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(joined)
    labels[pieces == 0] = 0
    for label in range(1, count):
        x, y, width, height, _ = boxes[label].tolist()
        if width < _LONG:
            continue
        ys, xs = np.nonzero(labels[y : y + height, x : x + width] == label)
        if len(xs) < _PIECE:
            continue
        slope, start = np.polyfit(xs, ys, 1)
        if float(np.median(np.abs(start + slope * xs - ys))) <= _STRAIGHT:
            yield y + start + slope * width / 2, slope, float(width)


def _crossing(level: _Fall, upright: _Fall, x: float, y: float) -> tuple[float, float]:
    """Where the ruling that would be level at ``y`` and the one that would be upright at ``x`` cross."""
    # Through (0, y) with the fall at y, and through (x, 0) with the lean at x.
    fall, lean = level.across(y), upright.across(x)
    at = (x + lean * y) / (1 - lean * fall)
    return at, y + fall * at
