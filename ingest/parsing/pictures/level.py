"""A page that lies askew is made level: by its long rulings, else by its lines of text."""

import math
from collections.abc import Sequence
from typing import Any

from ingest.parsing.pictures.ink import ink_of
from ingest.parsing.pictures.paper import Paper, warped
from ingest.parsing.pictures.vision import numpy, opencv

_COARSE = tuple(step / 4 for step in range(-20, 21))  # degrees: more askew is not laid on a glass by hand
_FINER = (0.05, 0.01)  # degrees
_LEAST = 0.02  # degrees: over the width of a page less than a pixel
_HALF = 0.5  # size at which the angle is looked for
_PIECE = 25  # pixels, at half size: a stroke as long is no part of a character
_ENOUGH = 600  # pixels of rulings, of a page that has any
_MOST = 40_000  # points looked at


def levelled(paper: Paper) -> Paper:
    """``paper`` turned by the few degrees that its rulings, or its lines of text, fall to the right."""
    angle = _angle(paper)
    if abs(angle) < _LEAST:
        return paper
    height, width = paper.grey.shape
    turn = opencv().getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return warped(paper, numpy().vstack([turn, [0, 0, 1]]))


def _angle(paper: Paper) -> float:
    cv2, np = opencv(), numpy()
    ink = cv2.resize(ink_of(paper, 12), None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    dark = (ink > 60).astype(np.uint8)
    rulings = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _PIECE), np.uint8))
    ys, xs = np.nonzero(rulings if rulings.sum() >= _ENOUGH else dark)
    if not len(xs):
        return 0.0
    step = max(1, len(xs) // _MOST)
    xs, ys = xs[::step].astype(np.float64), ys[::step].astype(np.float64)
    best = _clearest(xs, ys, _COARSE)
    for finer in _FINER:
        best = _clearest(xs, ys, [best + finer * n for n in range(-5, 6)])
    return best


def _clearest(xs: Any, ys: Any, angles: Sequence[float]) -> float:
    """The angle along which the points lie on the fewest lines."""
    np = numpy()

    def clearness(angle: float) -> float:
        across = ys - xs * math.tan(math.radians(angle))
        lines = np.bincount(np.floor(across - across.min()).astype(np.int64)).astype(np.float64)
        return float((lines * lines).sum())

    return max(angles, key=clearness)
