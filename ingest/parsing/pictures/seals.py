"""The coloured seals on a page are taken away; what is printed below them, and coloured print, stays."""

from typing import Any

from ingest.parsing.pictures.vision import numpy, opencv

_WHITE = 255
# Differences between the lightest and the darkest colour of a pixel.
_COLOURED, _STAINED = 48, 20  # ink of a seal; its edges
# Pixels at 200 dpi.
_GAP = 9  # a worn ring goes on behind it
# The sides of a seal, whole or half on the page: lines of print are lower, tables larger.
_LEAST, _MOST = 90, 560
_LONG, _THICK = 60, 7  # a ruling is as long and thinner, the arc of a ring is not
_FEWEST = 400  # coloured pixels of a page that has a seal
_PALEST = 30  # of 100 pixels of its ink so many are darker than its own colour: print below it
_ROUND = 4  # pixels around a seal that its ink has blurred into


def without_seals(picture: Any) -> Any:
    """A picture of three colours in grey, its seals as light as the paper.

    Print under a seal is darker than the seal by as much as beside it than the paper.
    """
    cv2 = opencv()
    blue, green, red = cv2.split(picture)[:3]
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    colour = cv2.subtract(lightest, darkest)
    grey = cv2.addWeighted(cv2.addWeighted(red, 0.4, green, 0.4, 0), 1, blue, 0.2, 0)
    coloured = cv2.threshold(colour, _COLOURED - 1, _WHITE, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(coloured) >= _FEWEST:
        for seal in _seals(coloured):
            _lift(grey[seal], lightest[seal], colour[seal])
    return grey


def _seals(coloured: Any) -> list[tuple[slice, slice]]:
    """Where the seals are."""
    cv2, np = opencv(), numpy()
    curved = cv2.subtract(coloured, cv2.max(_thin_lines(coloured), _thin_lines(coloured.T).T))
    joined = cv2.morphologyEx(curved, cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))
    boxes = cv2.connectedComponentsWithStats(joined)[2]
    return [
        (slice(max(0, y - _ROUND), y + height + _ROUND), slice(max(0, x - _ROUND), x + width + _ROUND))
        for x, y, width, height, _ in boxes[1:].tolist()
        if min(width, height) >= _LEAST and max(width, height) <= _MOST
    ]


def _thin_lines(coloured: Any) -> Any:
    """The level rulings printed in colour, which would join a seal to the table below it."""
    cv2, np = opencv(), numpy()
    lines = cv2.morphologyEx(np.ascontiguousarray(coloured), cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
    return cv2.subtract(lines, cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((_THICK, 1), np.uint8)))


def _lift(grey: Any, lightest: Any, colour: Any) -> None:
    """Make the coloured pixels of one seal as light as the paper, in place."""
    cv2, np = opencv(), numpy()
    ink = lightest[colour >= _COLOURED]
    own = max(1.0, float(np.percentile(ink, _PALEST)))
    light = np.minimum(np.arange(256) * (_WHITE / own), _WHITE).astype(np.uint8)
    stained = cv2.dilate((colour >= _STAINED).astype(np.uint8), np.ones((3, 3), np.uint8))
    grey[stained > 0] = cv2.LUT(lightest, light)[stained > 0]
