"""On paper: A4, the brief on one page, the header of a long table on each page, the address and the day, no navigation."""

import io
import unicodedata
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.serving import Site

REPORTS = (
    "/o/420107-government-office/2023/",
    "/o/420107-government-office/2020/",
    "/o/420106-government-office/2024/",
    "/o/420111-government-office/2023/",
    "/o/420107-party-office/2024/",
    "/o/310107-social-work-department/2024/",
)
LONG = "/o/420107-government-office/2023/t/expenditure/"
BROAD = {  # printed across: tables of many columns
    LONG: True,
    REPORTS[0]: False,
    "/sangong/": True,
    "/compare/?o=420107-government-office,420111-government-office&y=2023": False,
}
A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def paper(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, locale="zh-CN", color_scheme="dark")
    yield context.new_page()
    context.close()


def printed(page: Page, address: str) -> pypdfium2.PdfDocument:
    assert page.goto(address).ok, address
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


def text_of(page: pypdfium2.PdfPage) -> str:
    """What the page says; chromium spells some characters as the radicals that look like them."""
    return unicodedata.normalize("NFKC", page.get_textpage().get_text_bounded())


@pytest.mark.parametrize("report", REPORTS)
def test_the_brief_of_a_report_is_one_page(paper: Page, site: Site, report: str):
    document = printed(paper, f"{report}brief/")
    assert len(document) == 1
    assert tuple(round(side) for side in document[0].get_size()) == A4
    text = text_of(document[0])
    assert site.url + report + "brief/" in text.replace("\r\n", "") and "SHA-256" in text
    assert "跳到正文" not in text and "搜索" not in text


@pytest.mark.parametrize("address", BROAD)
def test_a_page_is_printed_without_navigation_with_its_address(paper: Page, site: Site, address: str):
    document = printed(paper, address)
    broad = [page.get_width() > page.get_height() for page in document]
    assert broad == [BROAD[address]] * len(document)
    assert len(document) < 25
    text = "".join(text_of(page) for page in document)
    assert site.url in text
    for words in ("跳到正文", "主导航", "生成海报", "复制链接", "筛选"):
        assert words not in text
    for number, page in enumerate(document):
        assert f"{number + 1} / {len(document)}" in text_of(page)


def test_the_header_of_a_long_table_is_on_each_of_its_pages(paper: Page):
    paper.goto(LONG)
    paper.evaluate(
        """() => { const body = document.querySelector('.stmt tbody'); const rows = [...body.rows];
            for (let times = 0; times < 4; times++) for (const row of rows) body.append(row.cloneNode(true)); }"""
    )
    document = pypdfium2.PdfDocument(io.BytesIO(paper.pdf(prefer_css_page_size=True)))
    with_rows = [text for text in map(text_of, document) if "2010301" in text]
    assert len(with_rows) > 2
    assert all("本年支出合计" in text and "基本支出" in text for text in with_rows)


def test_no_table_or_drawing_is_wider_than_the_paper(paper: Page):
    paper.emulate_media(media="print")
    for address, broad in BROAD.items():
        width = 1032 if broad else 703  # pixels of A4 without its margins
        paper.set_viewport_size({"width": width, "height": 1000})
        paper.goto(address)
        needed = paper.evaluate(
            "() => Math.max(...[...document.querySelectorAll('main table, main svg')].map(one => one.scrollWidth || 0))"
        )
        assert needed <= width + 1, (address, needed)
