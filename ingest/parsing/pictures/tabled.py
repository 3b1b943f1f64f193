"""Whether a page that is a picture shows a ruled table: a quick look, before anything of it is recognised."""

import pypdfium2

from ingest.parsing.pictures.vision import numpy, opencv

_DENSITY = 75 / 72  # pixels a point: enough for rulings
_MOST_PIXELS = 1_500_000
_PIECE = 20  # pixels: strokes as long are of no character, and hold together at two degrees askew
_LEAST, _LEAST_BESIDE = (
    1.2,
    0.2,
)  # lengths of the page's sides, of rulings one way and the other: an empty table is low


def shows_table(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether page ``number`` has rulings enough for a table, whichever way up it lies."""
    cv2, np = opencv(), numpy()
    page = document[number - 1]
    try:
        width, height = page.get_size()
        density = min(_DENSITY, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = page.render(scale=density).to_numpy()
    finally:
        page.close()
    grey = np.ascontiguousarray(picture.max(axis=2) if picture.ndim == 3 else picture)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 21, 8)
    ways = (
        cv2.countNonZero(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))) / side
        for kernel, side in (((1, _PIECE), ink.shape[1]), ((_PIECE, 1), ink.shape[0]))
    )
    fewer, more = sorted(ways)
    return bool(fewer >= _LEAST_BESIDE and more >= _LEAST)
