"""Files to hand in: a report printed as PDF, the same as pictures of its pages, and one that is locked."""

import io
import json

import pikepdf
import pypdfium2
from PIL import ImageFilter
from playwright.sync_api import Browser

from ingest.samples.figures import DATA, read_figures
from ingest.samples.page import STYLE
from ingest.samples.report import report_html, statements_html

SAMPLE = "qingshan-government-office-2023"
SCANNED_PAGES = 9
SCALE = 0.7  # pixels a point
OUT_OF_FOCUS = ImageFilter.GaussianBlur(25)  # enough that nothing can be recognised


def printed(browser: Browser, *changes: tuple[str, str]) -> bytes:
    """The sample of 青山 2023 as the browser prints it, after the changes (from, to) to its text."""
    facts = json.loads((DATA / f"{SAMPLE}.json").read_text(encoding="utf-8"))
    body = report_html(facts, statements_html(facts, read_figures(SAMPLE)))
    for old, new in changes:
        assert old in body, old
        body = body.replace(old, new)
    page = browser.new_page()
    page.set_content(f'<html lang="zh-Hans"><meta charset="utf-8"><style>{STYLE}</style>{body}')
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return made


def scanned(pdf: bytes) -> bytes:
    """The first pages as pictures out of focus: no letter of it can be read."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheets = [
            document[number].render(scale=SCALE, grayscale=True).to_pil().filter(OUT_OF_FOCUS)
            for number in range(SCANNED_PAGES)
        ]
    made = io.BytesIO()
    sheets[0].save(made, "PDF", save_all=True, append_images=sheets[1:])
    return made.getvalue()


def locked(pdf: bytes) -> bytes:
    """The same, which opens with a password only."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return made.getvalue()
