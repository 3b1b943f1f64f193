"""A file becomes pages: what stands where, before anything is understood.

The values here are what every source (PDF, text, later docx, xlsx, html) turns its format into. This is the
only module that imports the PDF libraries: pypdfium2 looks at every page, pdfplumber reads those with tables.
"""

import importlib
import logging
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, Run, clean, enclose, lines, single, turned


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
    tables = _with_tables(data, [scan for scan in scans if _may_hold_table(scan)])
    return tuple(tables.get(index, scan.page) for index, scan in enumerate(scans))


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


@dataclass(frozen=True)
class _Scan:
    """What the first look at a page shows, and where the page as displayed begins on the whole sheet."""

    page: Page
    strokes: int
    shift: tuple[float, float]


def _may_hold_table(scan: _Scan) -> bool:
    return scan.strokes >= _FEW_STROKES or any(
        _TABLE_MARK.search(re.sub(r"\s", "", line.text)) for line in scan.page.lines
    )


def _scan(document: pypdfium2.PdfDocument, index: int) -> _Scan:
    """A page's lines and pictures, quickly, and how many paths it draws."""
    page = document[index]
    try:
        width, height = page.get_size()
        turn, shown, sheet = page.get_rotation(), page.get_cropbox(), page.get_mediabox()
        shift = turned(_within(shown, sheet), turn, sheet[2] - sheet[0], sheet[3] - sheet[1])[:2]
        found = _lines(lines(single(_shown(_pdfium_glyphs(page, turn, shown), width, height))))
        pictures, strokes = 0.0, 0
        for thing in page.get_objects(max_depth=3):
            if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = thing.get_bounds()
                pictures += max(0.0, x1 - x0) * max(0.0, y1 - y0)
            strokes += thing.type == pdfium.FPDF_PAGEOBJ_PATH
    finally:
        page.close()
    share = round(min(1.0, pictures / (width * height)), 3) if width * height else 0.0
    return _Scan(Page(index + 1, found, width, height, image_share=share), strokes, shift)


def _within(box: Box, outer: Box) -> Box:
    """``box`` of PDF (origin bottom left) measured from the top left corner of ``outer``."""
    return (box[0] - outer[0], outer[3] - box[3], box[2] - outer[0], outer[3] - box[1])


def _pdfium_glyphs(page: pypdfium2.PdfPage, turn: int, shown: Box) -> Iterable[Glyph]:
    """The characters of a page in the coordinates of the page as displayed."""
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    try:
        for index in range(text.count_chars()):
            sign = clean(chr(pdfium.FPDFText_GetUnicode(text, index)))
            if not sign or pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            if pdfium.FPDFText_GetLooseCharBox(text, index, box):
                upright = _within((box.left, box.bottom, box.right, box.top), shown)
                yield Glyph(sign, *turned(upright, turn, width, height))
    finally:
        text.close()


def _shown(glyphs: Iterable[Glyph], width: float, height: float) -> list[Glyph]:
    """The glyphs that stand on the page as displayed."""
    return [g for g in glyphs if 0 <= (g.x0 + g.x1) / 2 <= width and 0 <= g.middle <= height]


def _with_tables(data: bytes, scans: Sequence[_Scan]) -> dict[int, Page]:
    """Those pages with words and rulings, by their index."""
    if not scans:
        return {}
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pdfplumber = importlib.import_module("pdfplumber")
    pages = {}
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            for scan in scans:
                index = (scan.page.number or 1) - 1
                page = document.pages[index]
                pages[index] = _table_page(page, scan)
                page.close()
    except (pdfplumber.utils.exceptions.PdfminerException, ValueError, IndexError) as error:
        raise ReadError(Reason.DAMAGED, "表格页读不出") from error
    return pages


def _table_page(page: Any, scan: _Scan) -> Page:
    """One page of pdfplumber (measured on the whole sheet) as values (measured on what is displayed of it)."""
    across, down = scan.shift[0] + page.mediabox[0], scan.shift[1] + page.mediabox[1]

    def here(thing: dict[str, Any]) -> Box:
        return (thing["x0"] - across, thing["top"] - down, thing["x1"] - across, thing["bottom"] - down)

    width, height = scan.page.width, scan.page.height
    strokes = [Rule(*here(line)) for line in page.lines]
    for rect in page.rects:
        strokes.extend(_outline(here(rect), width, height))
    rules = tuple(rule for rule in strokes if _straight(rule))
    glyphs = (Glyph(sign, *here(char)) for char in page.chars if (sign := clean(str(char["text"]))))
    walls = [(rule.x0, rule.top, rule.bottom) for rule in rules if not rule.horizontal]
    found = _lines(lines(single(_shown(glyphs, width, height)), walls))
    return replace(
        scan.page, lines=found, words=tuple(word for line in found for word in line.words), rules=rules
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


def _lines(found: Sequence[Sequence[Run]]) -> tuple[Line, ...]:
    made = []
    for runs in found:
        words = tuple(Word("".join(g.text for g in run), enclose(g.box for g in run)) for run in runs)
        if words:
            made.append(
                Line(" ".join(word.text for word in words), words, enclose(w.box for w in words if w.box))
            )
    return tuple(made)
