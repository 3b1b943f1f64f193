"""Axe finds nothing on the pages of numbers and of checks, in light and dark; none is wider than a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import wait_for_crop

NARROW = {"width": 360, "height": 780}
WIDE = {"width": 1440, "height": 900}
ORG = "420107-government-office"
STATEMENT = f"/o/{ORG}/2023/t/expenditure/"
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desk"])


@pytest.fixture
def addresses(page: Page) -> list[str]:
    """The pages of checks, of a department over the years, and of a number that a table or the prose alone prints."""
    page.goto(STATEMENT)
    number = page.locator("#c-2010301-1 a").get_attribute("href")
    code = re.match(r"/n/([^-]+)-", number)[1]
    return [
        "/quality/",
        f"/quality/{ORG}/2023/",
        f"/quality/{ORG}/2020/",
        "/quality/checks/",
        "/quality/log/",
        "/report-error/",
        f"/report-error/?path={STATEMENT}",
        f"/o/{ORG}/",
        number,
        f"/n/{code}-m-vehicles.total/",
    ]


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]]


@LOOKS
@SIZES
def test_axe_finds_nothing(page: Page, addresses: list[str], look: str, size: dict):
    page.emulate_media(color_scheme=look)
    page.set_viewport_size(size)
    found, wide = {}, {}
    for address in addresses:
        answer = page.goto(address)
        assert answer.ok, address
        if violated := violations(page):
            found[address] = violated
        needed = page.evaluate("() => document.documentElement.scrollWidth")
        if needed > size["width"]:
            wide[address] = needed
    assert found == {}
    assert wide == {}


@LOOKS
@SIZES
@pytest.mark.parametrize("cell", ["c-2010301-1", "c-206-1"])
def test_axe_finds_nothing_in_the_open_drawer(page: Page, look: str, size: dict, cell: str):
    page.emulate_media(color_scheme=look)
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.locator(f"#{cell} a").press("Enter")
    wait_for_crop(page)
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
