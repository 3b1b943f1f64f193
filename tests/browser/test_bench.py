"""The review bench by keyboard and by touch: what is in doubt, its place on the page, a correction and its undoing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.files import printed
from tests.browser.test_publishing import hand_in

# One slip that the statements' own sums tell: 29.04 + 0.51 is 29.55.
SLIP = ("29.55", "29.75")


@pytest.fixture(scope="module")
def slipped(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "笔误.pdf"
    path.write_bytes(printed(browser, SLIP, ("武汉市青山区", "武汉市硚口区")))
    return path


@pytest.fixture
def bench(signed_in: Page, slipped: Path) -> Page:
    """The bench of the report with a slip, reached from where it waits."""
    hand_in(signed_in, slipped)
    first = signed_in.get_by_role("link", name="看先收到的这份，确认后发布")
    if first.count():  # another test has handed it in before
        first.click()
    signed_in.get_by_role("link", name="复核台").click()
    expect(signed_in.locator("#todo h2")).to_have_text(re.compile(r"先看这 \d+ 处"))
    return signed_in


def expect_left(page: Page, doubts: int) -> None:
    expect(page.locator("li.doubt")).to_have_count(doubts)
    expect(page.locator("#todo h2")).to_have_text(f"先看这 {doubts} 处")


def cell(page: Page, spot: str) -> Locator:
    return page.locator(f'.cell[data-spot="{spot}"]')


def test_doubts_are_settled_from_the_keyboard_and_undone(bench: Page):
    page = bench
    before = page.locator("li.doubt").count()
    now = page.locator("li.doubt.now")
    page.keyboard.press("j")
    expect(now.locator("h3")).to_contain_text("1　2101101 行政单位医疗 › 本年支出合计")
    expect(now).to_be_focused()
    expect(page.locator(".frame")).to_have_count(3)  # the total and its two parts
    page.keyboard.press("j")
    expect(now.locator("h3")).to_contain_text("2　")
    page.keyboard.press("k")
    expect(now.locator("h3")).to_contain_text("1　")

    page.keyboard.press("e")  # the cell's text is selected: typing replaces it
    page.keyboard.type("29.55")
    page.keyboard.press("Tab")
    page.keyboard.type("原件第 7 页可见")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_have_text("已更正 1 格，合计与核对已重算。")
    expect_left(page, before - 1)
    expect(cell(page, "expenditure|2101101|1")).to_contain_text("29.55")
    made = page.get_by_role("region", name="已改正的格").get_by_role("row").filter(has_text="原件第 7 页可见")
    expect(made).to_contain_text("29.75")

    made.get_by_role("button", name="撤销").click()
    expect(page.locator(".told")).to_contain_text("已撤销")
    expect_left(page, before)
    expect(cell(page, "expenditure|2101101|1")).to_contain_text("29.75")

    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".told")).to_have_text("已确认 3 格，合计与核对已重算。")
    expect_left(page, before - 1)


def test_a_cell_and_its_place_on_the_page_point_at_each_other(bench: Page):
    page = bench
    page.goto(f"{page.url.partition('?')[0]}?t=expenditure")
    first, second = cell(page, "expenditure|2101101|1"), cell(page, "expenditure|2101103|1")
    first.click()
    frame = page.locator(".frame")
    expect(frame).to_have_count(1)
    expect(frame).to_be_in_viewport()
    held, paper = frame.bounding_box(), page.locator(".sheet .paper").bounding_box()
    printed_at = [float(edge) for edge in (first.get_attribute("data-box") or "").split()]
    width = float(page.locator(".sheet").get_attribute("data-width") or 0)
    assert held and paper
    assert (held["x"] - paper["x"]) / paper["width"] == pytest.approx(printed_at[0] / width, abs=0.01)

    below = [float(edge) for edge in (second.get_attribute("data-box") or "").split()]
    points = paper["width"] / width
    page.mouse.click(
        paper["x"] + (below[0] + below[2]) / 2 * points, paper["y"] + (below[1] + below[3]) / 2 * points
    )
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(first).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-pressed", "true")


def test_it_can_be_used_on_a_phone(bench: Page):
    page = bench
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.url.partition('?')[0]}?t=expenditure")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    touched = cell(page, "expenditure|2101101|1")
    touched.click()
    expect(page.locator(".frame")).to_be_in_viewport()  # the page stays above the table
    expect(touched).to_be_in_viewport()
    height = touched.evaluate("(button) => button.getBoundingClientRect().height")
    assert height >= 24
    fix = page.locator(".fix summary").first
    fix.click()
    field = page.get_by_label("此格应为").first
    field.click()  # nothing lies over it
    expect(field).to_be_focused()
