"""Pages of a PDF as pictures, and the child process that draws them.

A request is one line ``{"path": …, "page": …, "strip": [top, bottom] | null, "density": …, "width": …}``: of
page 1, 2 …, the whole or a strip across it (points of the page as displayed, from its top), at so many pixels
a point or so many pixels wide. The answer is ``{"png": …}`` in base64 or ``{"error": …}``; with ``"measure": true``
it is the page's ``{"size": [width, height]}`` in points. The process has neither network nor other programs.
"""

import base64
import io
import json
import logging
import math
import os
import sys
from pathlib import Path
from typing import Any, TextIO

import pypdfium2
from PIL import Image

from ingest.parsing.confinement import confine
from ingest.parsing.errors import ReadError, Reason

MOST_PIXELS = 4_000_000
COLOURS = 64  # of black print with its grey edges, a red seal and a shaded head nothing is lost
PAPER = (255, 255, 255)
NEARLY_WHITE = 250  # what so few colours make of white paper


Strip = tuple[float, float]


def render(path: Path, page: int, strip: Strip | None = None, density: float = 0, width: int = 0) -> bytes:
    """PNG of a page, or of a strip across it; what of the strip lies beyond the page is blank.

    ``density`` is pixels a point; 0 takes as much as makes the picture ``width`` pixels wide. The picture has
    at most ``MOST_PIXELS``. ``ReadError`` NOT_FOUND where there is no such page, DAMAGED where PDFium fails.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise ReadError(Reason.NOT_FOUND, f"没有第 {page} 页")
            return _png(_drawn(document[page - 1], strip, density, width))
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED) from error


def size_of(path: Path, page: int) -> tuple[float, float]:
    """Width and height of a page as displayed, in points; ``ReadError`` as for ``render``."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise ReadError(Reason.NOT_FOUND, f"没有第 {page} 页")
            width, height = document[page - 1].get_size()
            return float(width), float(height)
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED) from error


def _drawn(page: pypdfium2.PdfPage, strip: Strip | None, density: float, width: int) -> Image.Image:
    across, down = page.get_size()
    top, bottom = strip or (0, down)
    if across <= 0 or bottom <= top:
        raise ReadError(Reason.NOT_FOUND, "页面没有大小")
    scale = min(density or width / across, math.sqrt(MOST_PIXELS / (across * (bottom - top))))
    size = max(1, math.floor(across * scale)), max(1, math.floor((bottom - top) * scale))
    picture = Image.new("RGB", size, PAPER)
    upper, lower = max(0, top), min(down, bottom)
    if upper < lower:
        part = page.render(scale=scale, crop=(0, down - lower, 0, upper)).to_pil()
        picture.paste(part, (0, round((upper - top) * scale)))
    return picture


def _png(picture: Image.Image) -> bytes:
    few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    few.putpalette([255 if shade >= NEARLY_WHITE else shade for shade in palette])
    written = io.BytesIO()
    few.save(written, "PNG", optimize=False)
    return written.getvalue()


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The picture or the size that a request asks for, or why there is none."""
    try:
        if request.get("measure"):
            return {"size": size_of(Path(request["path"]), request["page"])}
        strip = (request["strip"][0], request["strip"][1]) if request["strip"] else None
        png = render(Path(request["path"]), request["page"], strip, request["density"], request["width"])
    except ReadError as error:
        return {"error": {"code": error.reason.value, "message": str(error)}}
    return {"png": base64.b64encode(png).decode("ascii")}


def serve(requests: TextIO, results: TextIO) -> None:
    """Answer every request until the input ends."""
    for line in requests:
        print(json.dumps(answer(json.loads(line))), file=results, flush=True)


def _results() -> TextIO:
    """The real standard output; file descriptor 1 becomes standard error for everyone else."""
    results = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return results


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    confine()
    serve(sys.stdin, _results())
