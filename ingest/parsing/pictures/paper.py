"""A page as a picture to be read: grey, upright and level, and the way back to the page as displayed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from ingest.parsing.facts import Box
from ingest.parsing.pictures.seals import without_seals
from ingest.parsing.pictures.vision import numpy, opencv

DENSITY = 200 / 72  # pixels a point
MOST_PIXELS = 8_000_000  # of one page: an A3 sheet at 200 dpi
_WHITE = 255
_PRINT_AND_PAPER = (0.05, 50)  # of 100 pixels: the darkest are print, most are paper
_FAINTEST, _PALE = 40, 180  # levels between print and paper: less is an empty page, more is well printed


@dataclass(frozen=True)
class Paper:
    """A page in grey. ``density``: pixels a point. ``back``: from these pixels to those of the page as displayed."""

    grey: Any  # numpy, rows × columns, 0 black to 255 white
    density: float
    back: Any  # numpy, 3 × 3

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.grey.shape
        return (width / self.density, height / self.density)

    def points(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of pixels in points of this paper."""
        return (left / self.density, top / self.density, right / self.density, bottom / self.density)

    def shown(self, box: Box) -> Box:
        """A box in points of this paper as the box around it on the page as displayed."""
        np = numpy()
        x0, top, x1, bottom = (side * self.density for side in box)
        corners = np.array([[x0, x1, x1, x0], [top, top, bottom, bottom], [1, 1, 1, 1]], dtype=float)
        across, down, scale = self.back @ corners
        xs, ys = across / scale / self.density, down / scale / self.density
        return (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))


def render(document: pypdfium2.PdfDocument, number: int, areas: Sequence[Box]) -> Paper:
    """Page ``number`` as it is displayed, white outside ``areas`` (boxes in points; none: all of it).

    A seal becomes white: what is printed in black stays below it.
    """
    np = numpy()
    page = document[number - 1]
    try:
        width, height = page.get_size()
        density = min(DENSITY, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = page.render(scale=density, no_smoothpath=True).to_numpy()
    finally:
        page.close()
    grey = without_seals(picture) if picture.ndim == 3 else picture
    return Paper(_within(contrasted(grey), areas, density), density, np.eye(3))


def contrasted(grey: Any) -> Any:
    """A pale copy with its print black and its paper white; what is not pale stays as it is."""
    np, cv2 = numpy(), opencv()
    black, white = (float(level) for level in np.percentile(grey[::4, ::4], _PRINT_AND_PAPER))
    if not _FAINTEST <= white - black <= _PALE:
        return grey
    stretched = (np.arange(256) - black) * (_WHITE / (white - black))
    return cv2.LUT(grey, stretched.clip(0, _WHITE).astype(np.uint8))


def _within(grey: Any, areas: Sequence[Box], density: float) -> Any:
    if not areas:
        return numpy().ascontiguousarray(grey)
    kept = numpy().full_like(grey, _WHITE)
    for area in areas:
        x0, top, x1, bottom = (max(0, round(side * density)) for side in area)
        kept[top:bottom, x0:x1] = grey[top:bottom, x0:x1]
    return kept


def turned(paper: Paper, turn: int) -> Paper:
    """``paper`` turned clockwise by ``turn`` degrees: 0, 90, 180 or 270."""
    if not turn:
        return paper
    np = numpy()
    height, width = paper.grey.shape
    ways = {
        90: (3, [[0, 1, 0], [-1, 0, height], [0, 0, 1]]),
        180: (2, [[-1, 0, width], [0, -1, height], [0, 0, 1]]),
        270: (1, [[0, -1, width], [1, 0, 0], [0, 0, 1]]),
    }
    quarter, way = ways[turn]
    grey = np.ascontiguousarray(np.rot90(paper.grey, quarter))
    return replace(paper, grey=grey, back=paper.back @ np.array(way, dtype=float))


def warped(paper: Paper, there: Any) -> Paper:
    """``paper`` moved by the 3 × 3 matrix ``there`` (pixels to pixels), on a sheet of the same size and colour."""
    np, cv2 = numpy(), opencv()
    height, width = paper.grey.shape
    edges = (paper.grey[0], paper.grey[-1], paper.grey[:, 0], paper.grey[:, -1])
    colour = float(np.median(np.concatenate(edges)))
    grey = cv2.warpPerspective(
        paper.grey,
        there,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=colour,
    )
    return replace(paper, grey=grey, back=paper.back @ np.linalg.inv(there))
