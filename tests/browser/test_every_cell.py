"""Every number on a statement's page opens its crop: all of the samples through the server, some in the browser."""

import io
import re

from PIL import Image
from playwright.sync_api import Page

from tests.benchmarks.crops import numbers, statements, tap
from tests.serving import Site

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
PIXELS_A_POINT = 2.5
# What the crop is said to show: an amount, of a pictured statement with the word that it was recognised.
ALT = r"原件第 \d+ 页的一段，框出的是“.+”：(?:[−-]?\d[\d,.]* 万?元(?:（图片识别[^）]*）)?|不能辨认)$"


def test_every_number_of_the_samples_opens_its_crop(site: Site):
    every = numbers(site.url)
    assert len(every) > 850
    assert len(every) == len(set(every))
    strips = 0
    for tapped in tap(site.url, every):
        top, bottom = map(int, re.findall(r"(\d+),(\d+)\.png", tapped.crop)[0])
        assert re.match(ALT, tapped.alt), tapped.alt
        if tapped.first:
            picture = Image.open(io.BytesIO(tapped.picture)).convert("L")
            assert abs(picture.height - (bottom - top) * PIXELS_A_POINT) <= 1
            assert picture.getextrema()[0] < 128, f"nothing is printed on {tapped.crop}"
            strips += 1
    assert strips > 400


def test_the_last_number_of_every_statement_opens_in_the_browser(page: Page, site: Site):
    opened = 0
    for place, address in enumerate(statements(site.url)):
        page.set_viewport_size(DESK if place % 2 else PHONE)
        page.goto(address)
        links = page.locator(".stmt td[id] > a")
        if not links.count():
            continue  # nothing is printed there
        shown = links.last.locator("data").text_content().strip()
        links.last.press("Enter")
        page.wait_for_function(
            """() => {
                const image = document.querySelector('.drawer .strip img');
                if (!image || !image.naturalWidth) return false;
                const seen = image.closest('.strip').getBoundingClientRect();
                const frame = image.parentElement.querySelector('.frame').getBoundingClientRect();
                return frame.left >= seen.left - 1 && frame.right <= seen.right + 1 && frame.width > 5;
            }"""
        )
        assert shown in page.locator("#drawer-value").text_content(), address
        opened += 1
    assert opened > 25
