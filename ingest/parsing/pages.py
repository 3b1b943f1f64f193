"""A file becomes pages: what stands where, before anything is understood.

The values here are what every source (PDF, text, later docx, xlsx, html) turns its format into. This is the
only module that imports the PDF libraries: pypdfium2 looks at every page, pdfplumber reads those with tables.
"""

import importlib
import logging
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, Run, clean, enclose, lines, single


@dataclass(frozen=True)
class Word:
    """A run of characters without white space, with its box where the format has one."""

    text: str
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """One printed line. ``text`` keeps tabs where the source has them (tab = next table cell)."""

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    heading: int = 0  # the level of a markdown or Word heading, 0 where the source does not say


@dataclass(frozen=True)
class Rule:
    """One ruling of a table: a horizontal or vertical stroke."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page. ``number`` is None for formats without pages; ``image_share`` is the part covered by pictures."""

    number: int | None
    lines: tuple[Line, ...]
    width: float = 0
    height: float = 0
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    image_share: float = 0


_THIN = 2.5  # points: a filled rectangle as thin as this is a ruling
_FEW_STROKES = 4  # fewer drawn paths than this make no table
_TABLE_MARK = re.compile(r"公开\d+表|决算(?:明细)?(?:总)?表|[“\"]?三公[”\"]?经费")
_ENDS = 1024  # bytes at either end of the file where its marks must stand
_CHUNK = 1 << 20  # bytes inflated at a time, so that a small file cannot fill the memory
_LOST_TABLE = re.compile(r"file is damaged|startxref|reconstruct cross-reference|xref|cross-reference")


def read_pdf(path: Path) -> tuple[Page, ...]:
    """The pages of a PDF, with words and rulings on those that may hold tables.

    Boxes are in points of the page as displayed (rotation and crop applied), origin top left. Raises
    ``ReadError``: EMPTY_FILE, NOT_A_PDF, ENCRYPTED, DAMAGED.
    """
    data, count = _sound(path.read_bytes())
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "第二个程序打不开") from error
    try:
        if len(document) != count:
            raise ReadError(Reason.DAMAGED, f"页数不一致：{count} 与 {len(document)}")
        scans = [_scan(document, index) for index in range(count)]
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "有一页读不出") from error
    finally:
        document.close()
    tables = _with_tables(
        data, [page.number or 0 for page, strokes in scans if _may_hold_table(page, strokes)]
    )
    return tuple(tables.get(page.number or 0, page) for page, _ in scans)


def _sound(data: bytes) -> tuple[bytes, int]:
    """A whole, open PDF (its cross-reference table rebuilt where only that is broken) and its page count."""
    if not data.strip():
        raise ReadError(Reason.EMPTY_FILE)
    if b"%PDF-" not in data[:_ENDS]:
        raise ReadError(Reason.NOT_A_PDF)
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            problems = pdf.check_pdf_syntax()
            lost = [problem for problem in problems if not _LOST_TABLE.search(problem)]
            if lost or not pdf.pages or not all(map(_checks_out, pdf.objects)):
                raise ReadError(Reason.DAMAGED, "内容有损坏")
            if not problems:
                return data, len(pdf.pages)
            if b"%%EOF" not in data[-_ENDS:]:
                raise ReadError(Reason.DAMAGED, "文件不完整")
            rebuilt = BytesIO()
            pdf.save(rebuilt)
            return rebuilt.getvalue(), len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise ReadError(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, RuntimeError) as error:
        raise ReadError(Reason.DAMAGED, "结构读不出") from error


def _checks_out(thing: pikepdf.Object) -> bool:
    """Whether a deflated stream has the checksum that it carries; PDF libraries pass over a wrong one."""
    if not isinstance(thing, pikepdf.Stream) or thing.get("/Filter") != "/FlateDecode":
        return True
    inflate, rest = zlib.decompressobj(), thing.read_raw_bytes()
    try:
        while rest and not inflate.eof:
            inflate.decompress(rest, _CHUNK)
            rest = inflate.unconsumed_tail
    except zlib.error:
        return False
    return True


def _may_hold_table(page: Page, strokes: int) -> bool:
    return strokes >= _FEW_STROKES or any(
        _TABLE_MARK.search(re.sub(r"\s", "", line.text)) for line in page.lines
    )


def _scan(document: pypdfium2.PdfDocument, index: int) -> tuple[Page, int]:
    """A page's lines and pictures, quickly, and how many paths it draws."""
    page = document[index]
    try:
        width, height = page.get_size()
        glyphs = single(list(_pdfium_glyphs(page)))
        pictures, strokes = 0.0, 0
        for thing in page.get_objects(max_depth=3):
            if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = thing.get_bounds()
                pictures += max(0.0, x1 - x0) * max(0.0, y1 - y0)
            strokes += thing.type == pdfium.FPDF_PAGEOBJ_PATH
    finally:
        page.close()
    share = min(1.0, pictures / (width * height)) if width * height else 0.0
    found = _lines(lines(glyphs))
    return Page(index + 1, found, width, height, image_share=round(share, 3)), strokes


def _pdfium_glyphs(page: pypdfium2.PdfPage) -> Iterable[Glyph]:
    """The characters of a page in the coordinates of the page as displayed."""
    text = page.get_textpage()
    turn, (left, bottom, right, top) = page.get_rotation(), page.get_cropbox()
    box = pdfium.FS_RECTF()
    try:
        for index in range(text.count_chars()):
            sign = clean(chr(pdfium.FPDFText_GetUnicode(text, index)))
            if not sign or pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            if pdfium.FPDFText_GetLooseCharBox(text, index, box):
                yield Glyph(
                    sign,
                    *_turned(
                        turn,
                        box.left - left,
                        top - box.top,
                        box.right - left,
                        top - box.bottom,
                        right - left,
                        top - bottom,
                    ),
                )
    finally:
        text.close()


def _turned(turn: int, x0: float, top: float, x1: float, bottom: float, width: float, height: float) -> Box:
    """A box of the upright page (origin top left) on the page turned clockwise by ``turn`` degrees."""
    if turn == 90:
        return (height - bottom, x0, height - top, x1)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (top, width - x1, bottom, width - x0)
    return (x0, top, x1, bottom)


def _with_tables(data: bytes, numbers: Sequence[int]) -> dict[int, Page]:
    """Those pages with words and rulings, by their numbers."""
    if not numbers:
        return {}
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pdfplumber = importlib.import_module("pdfplumber")
    pages = {}
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            for number in numbers:
                page = document.pages[number - 1]
                pages[number] = _table_page(page, number)
                page.close()
    except (pdfplumber.utils.exceptions.PdfminerException, ValueError, IndexError) as error:
        raise ReadError(Reason.DAMAGED, "表格页读不出") from error
    return pages


def _table_page(page: Any, number: int) -> Page:
    """One page of pdfplumber as values; ``page.bbox`` is what is displayed of it."""
    left, top, right, bottom = page.bbox

    def here(thing: dict[str, Any]) -> Box:
        return (thing["x0"] - left, thing["top"] - top, thing["x1"] - left, thing["bottom"] - top)

    width, height = right - left, bottom - top
    strokes = [Rule(*here(line)) for line in page.lines]
    for rect in page.rects:
        strokes.extend(_outline(here(rect), width, height))
    rules = tuple(rule for rule in strokes if _straight(rule))
    glyphs = single(
        [Glyph(sign, *here(char)) for char in page.chars if (sign := clean(str(char["text"])))],
    )
    walls = [(rule.x0, rule.top, rule.bottom) for rule in rules if not rule.horizontal]
    found = _lines(lines(glyphs, walls))
    return Page(
        number,
        found,
        width,
        height,
        tuple(word for line in found for word in line.words),
        rules,
        _pictures(page),
    )


def _outline(box: Box, width: float, height: float) -> list[Rule]:
    """A drawn rectangle as rulings: one where it is thin, its four sides where it is a cell or a frame."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) <= _THIN:
        return [Rule(*box)]
    if (x1 - x0) * (bottom - top) > 0.9 * width * height:
        return []  # the paper
    return [
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    ]


def _straight(rule: Rule) -> bool:
    return min(rule.x1 - rule.x0, rule.bottom - rule.top) <= _THIN


def _pictures(page: Any) -> float:
    area: float = sum(max(0.0, i["x1"] - i["x0"]) * max(0.0, i["bottom"] - i["top"]) for i in page.images)
    sheet: float = page.width * page.height
    return round(min(1.0, area / sheet), 3) if sheet else 0.0


def _lines(found: Sequence[Sequence[Run]]) -> tuple[Line, ...]:
    made = []
    for runs in found:
        words = tuple(Word("".join(g.text for g in run), enclose(g.box for g in run)) for run in runs)
        if words:
            made.append(
                Line(" ".join(word.text for word in words), words, enclose(w.box for w in words if w.box))
            )
    return tuple(made)
