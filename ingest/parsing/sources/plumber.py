"""The second reader of a PDF: the characters and rulings that pdfplumber (pdfminer) finds.

It fails on other files than the first reader does, and costs ten times as much: it reads single pages.
"""

import importlib
import logging
import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.facts import Box
from ingest.parsing.glyphs import Glyph, clean
from ingest.parsing.pages import Page, Rule
from ingest.parsing.sources.drawn import drawn_page, is_thin, outline
from ingest.parsing.sources.pdfium import Scan

# What pdfminer raises on files that are not what it expects.
_GIVES_UP = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    struct.error,
)


def read_scanned(data: bytes, scans: Sequence[Scan]) -> dict[int, Page]:
    """The pages of ``scans`` as this reader sees them, by page number. Raises ``ReadError``: DAMAGED."""
    if not scans:
        return {}
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pdfplumber = importlib.import_module("pdfplumber")
    pages = {}
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            for scan in scans:
                number = scan.page.number or 1
                page = document.pages[number - 1]
                pages[number] = _page(page, scan)
                page.close()
    except (pdfplumber.utils.exceptions.PdfminerException, *_GIVES_UP) as error:
        raise ReadError(Reason.DAMAGED, "第二个程序读不出") from error
    return pages


def _page(page: Any, scan: Scan) -> Page:
    """One page of pdfplumber (measured on the whole sheet) as values (measured on what is displayed of it)."""
    across, down = scan.shift[0] + page.mediabox[0], scan.shift[1] + page.mediabox[1]

    def here(thing: dict[str, Any]) -> Box:
        return (thing["x0"] - across, thing["top"] - down, thing["x1"] - across, thing["bottom"] - down)

    first = scan.page
    rules = [Rule(*box) for line in page.lines if is_thin(box := here(line))]
    for rect in page.rects:
        rules.extend(outline(here(rect), first.width, first.height))
    glyphs = (
        Glyph(sign, *here(char), order)
        for order, char in enumerate(page.chars)
        if (sign := clean(str(char["text"])))
    )
    return drawn_page(first.number or 1, (first.width, first.height), glyphs, rules, first.pictures)
