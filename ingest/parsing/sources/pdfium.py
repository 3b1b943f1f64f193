"""The first reader of a PDF: the characters, rulings and pictures that PDFium finds, page by page.

It reads a page ten times faster than the other reader (``plumber``). What it cannot read it says: ``odd`` is
a page with characters that have no meaning in it, to be left to the other.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, clean, turned
from ingest.parsing.pages import Page, Rule
from ingest.parsing.sources.drawn import drawn_page, is_thin, outline

_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_DEEPEST = 4  # forms within forms
_MOST_POINTS = 5  # of a path that is one rectangle
_MOST_OF_ONE_LINE = 2

Matrix = tuple[float, float, float, float, float, float]
Points = list[tuple[float, float]]
Thing = tuple[Any, int, Matrix]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Scan:
    """A page as PDFium shows it. ``shift``: where the page as displayed begins on the whole sheet."""

    page: Page
    odd: bool
    shift: tuple[float, float]


@dataclass(frozen=True)
class _Sheet:
    """How the coordinates of a page's content become those of the page as displayed."""

    width: float
    height: float
    turn: int
    shown: Box

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        x, _, _, y = self.shown
        box = (left - x, y - top, right - x, y - bottom)
        if not self.turn:
            return box
        return turned(box, self.turn, self.shown[2] - self.shown[0], self.shown[3] - self.shown[1])


def scan(document: pypdfium2.PdfDocument, index: int) -> Scan:
    """A page with its lines, words, rulings and pictures. Boxes in points as displayed."""
    page = document[index]
    try:
        width, height = page.get_size()
        sheet = _Sheet(width, height, page.get_rotation(), page.get_cropbox())
        media = page.get_mediabox()
        corner = within(sheet.shown, media)
        shift = turned(corner, sheet.turn, media[2] - media[0], media[3] - media[1])[:2]
        glyphs, odd = _glyphs(page, sheet)
        rules, pictures = _drawings(page, sheet)
    finally:
        page.close()
    return Scan(drawn_page(index + 1, (width, height), glyphs, rules, pictures), odd, shift)


def within(box: Box, outer: Box) -> Box:
    """``box`` of PDF (origin bottom left) measured from the top left corner of ``outer``."""
    return (box[0] - outer[0], outer[3] - box[3], box[2] - outer[0], outer[3] - box[1])


def _glyphs(page: pypdfium2.PdfPage, sheet: _Sheet) -> tuple[list[Glyph], bool]:
    """The characters of a page as displayed, and whether any of them says nothing."""
    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[Glyph] = []
    odd = False
    read_code, read_box, place = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, sheet.place
    try:
        handle = text.raw
        for index in range(text.count_chars()):
            code = read_code(handle, index)
            sign = chr(code)
            if not (0x20 < code < 0x7F or 0x2FE0 <= code < 0xD800):
                odd = odd or _says_nothing(code)
                sign = _sign(sign, handle, index)
            if sign and read_box(handle, index, reference):
                found.append(Glyph(sign, *place(box.left, box.bottom, box.right, box.top), index))
    finally:
        text.close()
    return found, odd


def _sign(sign: str, text: Any, index: int) -> str:
    """A character that is neither plain ASCII nor Chinese as it is kept, "" for one that PDFium made up."""
    if sign in "\r\n" or (sign == " " and pdfium.FPDFText_IsGenerated(text, index) == 1):
        return ""
    return "-" if sign == _HYPHEN else clean(sign)


def _says_nothing(code: int) -> bool:
    """Whether a code is none, the mark of a lost character, or one of private use."""
    return code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _drawings(page: pypdfium2.PdfPage, sheet: _Sheet) -> tuple[list[Rule], list[Box]]:
    """The rulings and the pictures of a page."""
    rules: list[Rule] = []
    pictures: list[Box] = []
    for thing, kind, matrix in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(sheet.place(*_bounds(thing, matrix)))
        else:
            rules.extend(_rules(thing, matrix, sheet))
    return rules, pictures


def _things(page: pypdfium2.PdfPage) -> Iterator[Thing]:
    """The paths and pictures of a page, which of the two each is, and the matrix of the form that holds them."""
    yield from _held(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _UNMOVED, 0)


def _held(
    holder: Any, count: Callable[..., int], get: Callable[..., Any], matrix: Matrix, depth: int
) -> Iterator[Thing]:
    read_kind, text = pdfium.FPDFPageObj_GetType, pdfium.FPDF_PAGEOBJ_TEXT
    for index in range(count(holder)):
        thing = get(holder, index)
        kind = read_kind(thing)
        if kind == text:
            continue
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield thing, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _joined(_matrix(thing), matrix)
            yield from _held(
                thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1
            )


def _rules(path: Any, matrix: Matrix, sheet: _Sheet) -> Iterator[Rule]:
    """A path as rulings: most are one thin bar or one straight line and need no look at their points."""
    box = sheet.place(*_bounds(path, matrix))
    points = pdfium.FPDFPath_CountSegments(path)
    if is_thin(box) and (points <= _MOST_OF_ONE_LINE or (points <= _MOST_POINTS and _filled(path))):
        yield Rule(*box)
        return
    for piece in _pieces(path, _joined(_matrix(path), matrix)):
        yield from _straight(piece, sheet)


def _straight(piece: Points, sheet: _Sheet) -> Iterator[Rule]:
    """One run of points: a rectangle by its outline, else every stroke that is level or upright."""
    if len(piece) == _MOST_POINTS and piece[0] == piece[-1] and all(map(_level, piece, piece[1:])):
        yield from outline(sheet.place(*_around(piece)), sheet.width, sheet.height)
        return
    for start, end in pairwise(piece):
        if _level(start, end):
            yield Rule(*sheet.place(*_around([start, end])))


def _level(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return min(abs(start[0] - end[0]), abs(start[1] - end[1])) <= 0.5


def _around(points: Points) -> Box:
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _pieces(path: Any, matrix: Matrix) -> Iterator[Points]:
    """The runs of straight strokes of a path; a curve ends one."""
    x, y = ctypes.c_float(), ctypes.c_float()
    run: Points = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO and run:
            run.append(point)
        else:
            yield run
            run = [point]
        if pdfium.FPDFPathSegment_GetClose(segment) and run[0] != run[-1]:
            run.append(run[0])
    yield run


def _filled(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and not stroke.value


def _bounds(thing: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    if matrix is _UNMOVED:
        return (left.value, bottom.value, right.value, top.value)
    corners = [_moved(x, y, matrix) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return _around(corners)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
