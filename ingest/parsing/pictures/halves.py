"""Two pages scanned side by side on one sheet are two pages."""

from dataclasses import replace

from ingest.parsing.pictures.ink import ink_of
from ingest.parsing.pictures.paper import Paper
from ingest.parsing.pictures.vision import numpy

_WIDE = 1.2  # times as wide as high
_MIDDLE = (0.44, 0.56)  # of the width: where the fold is
_GUTTER = 0.012  # of the width: nothing is printed there, all the way down
_SIDES = 0.1  # of the ink, at least, on either side
_DUST = 0.002  # of the height: as much ink in a column of pixels is none
_FOLD = 0.9  # of the height: a line as tall in the gutter is the shadow of the fold


def halves(paper: Paper) -> tuple[Paper, ...]:
    """The left and the right page of a sheet of two, each white where the other is; else the page as it is."""
    height, width = paper.grey.shape
    if width < _WIDE * height:
        return (paper,)
    np = numpy()
    ink = (ink_of(paper) > 0).sum(axis=0)
    first, last = round(_MIDDLE[0] * width), round(_MIDDLE[1] * width)
    empty = (ink[first:last] <= _DUST * height) | (ink[first:last] >= _FOLD * height)
    start, length = _longest(empty.tolist())
    cut = first + start + length // 2
    total = ink.sum()
    if length < _GUTTER * width or min(ink[:cut].sum(), ink[cut:].sum()) < _SIDES * total:
        return (paper,)
    left, right = np.array(paper.grey), np.array(paper.grey)
    left[:, cut:], right[:, :cut] = 255, 255
    return (replace(paper, grey=left), replace(paper, grey=right))


def _longest(flags: list[bool]) -> tuple[int, int]:
    """Where the longest run of true begins, and its length."""
    best, start = (0, 0), 0
    for place, flag in enumerate([*flags, False]):
        if not flag:
            if place - start > best[1]:
                best = (start, place - start)
            start = place + 1
    return best
