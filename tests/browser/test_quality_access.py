"""The pages of checks by keyboard and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.serving import Site

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
BOTH = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
REPORT = "/quality/420107-government-office/2020/"
MOST_TABS = 60
FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), drawn = getComputedStyle(at);
    return {
        name: at.name || '', href: at.getAttribute('href') || '', tag: at.tagName,
        list: !!at.closest('.found-list'),
        seen: box.width > 0 && box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.left < innerWidth,
        ring: drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2,
    };
}"""


def tabs(page: Page, until) -> list[dict]:
    """What the keyboard reaches one after the other, up to the first that ``until`` accepts."""
    reached = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUS))
        if until(reached[-1]):
            return reached
    raise AssertionError([one["name"] or one["href"] for one in reached])


@BOTH
def test_filters_and_findings_are_reached_by_tab_and_the_focus_is_seen(page: Page, size: dict):
    page.set_viewport_size(size)
    page.goto("/quality/")
    reached = tabs(page, lambda at: at["list"])
    filters = [at["name"] for at in reached if at["tag"] == "SELECT"]
    assert filters == ["d", "y", "f", "c", "s"]
    assert [at for at in reached if not (at["seen"] and at["ring"])] == []
    page.keyboard.press("Tab")
    finding = page.evaluate(FOCUS)["href"]
    assert re.match(r"/quality/[^/]+/\d{4}/#", finding)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(finding) + "$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_filter_is_chosen_and_sent_by_keyboard(page: Page):
    page.goto("/quality/")
    page.locator("select[name=y]").focus()
    page.keyboard.type("2020")
    tabs(page, lambda at: at["tag"] == "BUTTON")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]y=2020"))
    expect(page.locator("select[name=y]")).to_have_value("2020")
    whose = page.locator(".found-list .whose").all_inner_texts()
    assert whose and all("2020 年度" in text for text in whose)


def test_on_a_phone_the_matrix_is_scrolled_by_keyboard_within_the_page(page: Page):
    page.set_viewport_size(PHONE)
    page.goto("/quality/")
    matrix = page.get_by_role("region", name="各部门公开了什么")
    matrix.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


@BOTH
def test_the_parts_of_a_report_are_opened_by_keyboard(page: Page, size: dict):
    page.set_viewport_size(size)
    page.goto(REPORT)
    page.get_by_role("navigation", name="本页").get_by_role("link", name="吻合", exact=True).press("Enter")
    expect(page.locator("#wenhe")).to_be_in_viewport()
    page.locator("#wenhe summary").first.press("Enter")
    expect(page.locator("#wenhe .checks li").first).to_be_visible()
    page.keyboard.press("Tab")
    at = page.evaluate(FOCUS)
    assert at["href"].startswith("/quality/checks/#") and at["seen"] and at["ring"]


@pytest.fixture
def scriptless(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.url, locale="zh-CN", java_script_enabled=False, viewport=PHONE
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_without_scripts_filters_findings_and_numbers_work(scriptless: Page):
    page = scriptless
    page.goto("/quality/")
    page.locator("select[name=y]").select_option("2023")
    page.get_by_role("button", name="筛选").click()
    assert "y=2023" in page.url
    number = page.locator(".operands a.num").first
    shown = number.inner_text()
    number.click()
    assert re.search(r"/n/[^/]+/$", page.url)
    expect(page.locator("main .number")).to_contain_text(shown)


def test_without_scripts_a_number_of_a_statement_opens_its_page_with_its_picture(scriptless: Page):
    page = scriptless
    page.goto("/o/420107-government-office/2023/t/expenditure/")
    page.locator("#c-2010301-1 a").click()
    assert re.search(r"/n/[^/]+-03-2010301-1/$", page.url)
    expect(page.locator("figure.crop img").first).to_be_visible()
