"""A PDF becomes pages. PDFium reads every page; pdfplumber reads those that PDFium cannot, or a second time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Page
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.sources.damage import Sound, disagreement, examine
from ingest.parsing.sources.pdfium import Scan, scan
from ingest.parsing.sources.plumber import read_scanned


def read_pdf(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The pages of a PDF with their words and rulings.

    Boxes are in points of the page as displayed (rotation and crop applied), origin top left. Raises
    ``ReadError``: EMPTY_FILE, NOT_A_PDF, ENCRYPTED, TOO_MANY_PAGES, TOO_LARGE, DAMAGED.
    """
    tell(Progress(Stage.OPENING))
    sound, scans = _scanned(path, max_pages, tell)
    others = read_scanned(sound.data, [found for found in scans if found.odd or sound.rebuilt])
    if sound.rebuilt:
        _require_agreement(scans, others)
    pages = tuple(others[number] if found.odd else found.page for number, found in enumerate(scans, 1))
    return (_doubted(pages[0], sound.doubts), *pages[1:])


def _require_agreement(scans: Sequence[Scan], others: Mapping[int, Page]) -> None:
    """Both readers find the same digits on each page of a file whose structure was wrong."""
    for number, found in enumerate(scans, 1):
        texts = ([line.text for line in page.lines] for page in (found.page, others[number]))
        if not found.odd and (differs := disagreement(*texts)):
            raise ReadError(Reason.DAMAGED, f"第 {number} 页，{differs}")


def _doubted(page: Page, doubts: Sequence[str]) -> Page:
    return replace(page, damage="；".join(filter(None, (*doubts, page.damage)))) if doubts else page


def read_again(path: Path, numbers: Collection[int]) -> dict[int, Page]:
    """The pages with those numbers, of a file that ``read_pdf`` has read, as the other reader sees them.

    Without those that it could not read, or that only it could read.
    """
    data = path.read_bytes()
    try:
        with pypdfium2.PdfDocument(data) as document:
            scans = [scan(document, number - 1) for number in sorted(numbers)]
        return read_scanned(data, [found for found in scans if not found.odd])
    except (ReadError, pypdfium2.PdfiumError):
        return {}


def _scanned(path: Path, max_pages: int | None, tell: Tell) -> tuple[Sound, list[Scan]]:
    sound = examine(path.read_bytes(), max_pages)
    try:
        document = pypdfium2.PdfDocument(sound.data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "第二个程序打不开") from error
    scans = []
    try:
        if len(document) != sound.pages:
            raise ReadError(Reason.DAMAGED, f"页数不一致：{sound.pages} 与 {len(document)}")
        for number in range(1, sound.pages + 1):
            tell(Progress(Stage.PAGES, number, sound.pages))
            scans.append(scan(document, number - 1))
    except pypdfium2.PdfiumError as error:
        raise ReadError(Reason.DAMAGED, "有一页读不出") from error
    finally:
        document.close()
    return sound, scans
