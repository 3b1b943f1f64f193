"""The search box as a combobox: typing brings suggestions, arrows choose, Enter opens, Escape closes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

SIZES = pytest.mark.parametrize(
    "size", [{"width": 390, "height": 844}, {"width": 1440, "height": 900}], ids=["phone", "desk"]
)


@pytest.fixture
def box(page: Page) -> Locator:
    page.goto("/")
    box = page.locator("main").get_by_role("combobox", name=re.compile("搜索"))
    box.focus()
    return box


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="可能要找的").get_by_role("option")


@SIZES
def test_suggestions_are_typed_chosen_and_opened_by_keyboard(page: Page, box: Locator, size: dict):
    page.set_viewport_size(size)
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("青山区")
    expect(options(page).first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("main .seek [role=status]")).to_contain_text("条建议")
    listed = page.get_by_role("listbox", name="可能要找的")
    assert box.get_attribute("aria-controls") == listed.get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options(page).nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "false")
    expect(box).to_be_focused()
    target = options(page).first.get_by_role("link", include_hidden=True).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_escape_closes_and_enter_then_searches_for_what_is_typed(page: Page, box: Locator):
    page.keyboard.type("青山区")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("青山区")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    expect(page.locator("main")).to_contain_text("武汉市青山区人民政府办公室")


def test_leaving_the_box_closes_the_list(page: Page, box: Locator):
    page.keyboard.type("青山区")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")


def test_nothing_to_suggest_is_said(page: Page, box: Locator):
    page.keyboard.type("不存在的词语")
    expect(page.locator("main .seek [role=status]")).to_have_text("没有建议")
    expect(options(page)).to_have_count(0)
