"""What a person comes for, by words and roles, counted in taps: on a phone and at a desk."""

import io
import re
from urllib.parse import unquote, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import wait_for_crop

SIZES = pytest.mark.parametrize(
    "size", [{"width": 390, "height": 844}, {"width": 1440, "height": 900}], ids=["phone", "desk"]
)
REPORT = "/o/420107-government-office/2023/"
MOST_TAPS, MOST_ACTIONS = 3, 12


class Person:
    """Somebody who taps and chooses; every one counts."""

    def __init__(self, page: Page):
        self.page, self.acts = page, 0

    def tap(self, what: Locator) -> None:
        self.acts += 1
        what.click()

    def choose(self, what: Locator, words: str) -> None:
        self.acts += 1
        what.select_option(label=words)

    def tick(self, what: Locator) -> None:
        self.acts += 1
        what.check()


def scanned(page: Page) -> str:
    """The address that the QR code of the printed brief leads to."""
    page.goto(f"{REPORT}brief/")
    page.emulate_media(media="print")
    code = page.get_by_role("img", name=re.compile("二维码"))
    drawn = Image.open(io.BytesIO(code.screenshot())).convert("RGB").resize((464, 464))
    page.emulate_media(media="screen")
    (found,) = zxingcpp.read_barcodes(drawn)
    return unquote(found.text)


@SIZES
def test_from_the_code_to_the_crop_of_a_number_of_the_three_public(page: Page, size: dict):
    page.set_viewport_size(size)
    address = scanned(page)
    assert urlsplit(address).path == REPORT
    page.goto(address)
    person = Person(page)
    person.tap(page.get_by_role("navigation", name="本页").get_by_role("link", name="三公"))
    expect(page.locator("#sangong")).to_be_in_viewport()
    person.tap(
        page.locator("#sangong").get_by_role("row", name=re.compile("公务接待")).get_by_role("link").first
    )
    picture = page.get_by_role("img", name=re.compile("原件第 .* 页的一段"))
    expect(picture.first).to_be_visible()
    wait_for_crop(page)
    assert person.acts <= MOST_TAPS


@SIZES
def test_from_the_board_to_a_comparison_of_three_its_file_and_its_citation(page: Page, size: dict):
    page.set_viewport_size(size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    person = Person(page)
    person.tap(page.get_by_role("navigation", name="主导航").get_by_role("link", name="三公"))
    sort = page.get_by_label("排序")
    person.choose(sort, sort.locator("option").nth(1).inner_text())
    person.tap(page.get_by_role("button", name="筛选"))
    expect(page).to_have_url(re.compile("sort="))
    person.tap(page.get_by_role("navigation", name="主导航").get_by_role("link", name="比较"))
    offered = page.locator("main").get_by_role("checkbox")
    for place in range(3):
        person.tick(offered.nth(place))
    person.tap(page.get_by_role("button", name="并排比较"))
    expect(page).to_have_url(re.compile(r"o=[^&]+"))
    with page.expect_download() as file:
        person.tap(page.locator("main").get_by_role("link", name="CSV").first)
    assert file.value.suggested_filename.endswith(".csv")
    person.tap(page.locator("#yinyong").get_by_role("button", name="复制").first)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/compare/?o=" in unquote(copied)
    assert person.acts <= MOST_ACTIONS
