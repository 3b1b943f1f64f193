"""Take the README's pictures anew from a site that is running (`make run`): ``python -m tests.browser.pictures``."""

import io
import os

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS
from tests.conftest import CHROMIUM, ROOT

FOLDER = ROOT / "static" / "readme"
REPORT = "/o/420107-government-office/2023/"
# name → address, viewport, pixels to a CSS pixel
PICTURES = {
    "report": (REPORT, {"width": 1440, "height": 1130}, 1),
    "statement-phone": (f"{REPORT}t/expenditure/", {"width": 360, "height": 1130}, 1),
}
COLOURS = 128  # the pages are ink on paper


def take(browser: Browser, site: str, name: str) -> None:
    address, viewport, density = PICTURES[name]
    page = browser.new_page(viewport=viewport, device_scale_factor=density, locale="zh-CN")
    page.goto(site + address)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    site = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in PICTURES:
            take(browser, site, name)
        browser.close()


if __name__ == "__main__":
    main()
