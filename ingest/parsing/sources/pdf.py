"""A PDF becomes pages. PDFium reads every page; pdfplumber reads those that PDFium cannot, or a second time."""

from collections.abc import Collection
from pathlib import Path

import pypdfium2

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.sources.damage import undamaged
from ingest.parsing.sources.pdfium import Scan, scan
from ingest.parsing.sources.plumber import read_scanned


def read_pdf(path: Path) -> tuple[Page, ...]:
    """The pages of a PDF with their words and rulings.

    Boxes are in points of the page as displayed (rotation and crop applied), origin top left. Raises
    ``ReadError``: EMPTY_FILE, NOT_A_PDF, ENCRYPTED, DAMAGED.
    """
    data, scans = _scanned(path)
    others = read_scanned(data, [found for found in scans if found.odd])
    return tuple(others.get(found.page.number or 0, found.page) for found in scans)


def read_again(path: Path, numbers: Collection[int]) -> dict[int, Page]:
    """The pages with those numbers as the other reader sees them. Raises ``ReadError`` as ``read_pdf`` does."""
    data, scans = _scanned(path, numbers)
    return read_scanned(data, [found for found in scans if not found.odd])


def _scanned(path: Path, only: Collection[int] | None = None) -> tuple[bytes, list[Scan]]:
    data, count = undamaged(path.read_bytes())
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "第二个程序打不开") from error
    try:
        if len(document) != count:
            raise ReadError(Reason.DAMAGED, f"页数不一致：{count} 与 {len(document)}")
        wanted = [index for index in range(count) if only is None or index + 1 in only]
        return data, [scan(document, index) for index in wanted]
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "有一页读不出") from error
    finally:
        document.close()
