"""The drawer for those who use a keyboard, a screen reader or a small screen, and when the network fails."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import PATIENCE, wait_for_crop
from tests.serving import Site

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
BOTH = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
STATEMENT = "/o/420107-government-office/2023/t/expenditure/"
CELL = "#c-2010301-1"
PATH, VALUE = "2010301 行政运行 › 本年支出合计", "1,247.12 万元"
MOST_TABS = 40


def drawer(page: Page) -> Locator:
    return page.locator(".drawer:has(h2)")


def focus_is_in_the_drawer(page: Page) -> bool:
    """In it, or nowhere on the page: behind the last thing of a modal dialog comes the browser's own."""
    return page.evaluate(
        "document.activeElement === document.body || !!document.activeElement.closest('.drawer')"
    )


@BOTH
def test_a_number_is_reached_by_tab_opened_by_enter_and_returned_to_by_escape(page: Page, size: dict):
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.locator(".stmt").focus()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('td')?.id") == CELL[1:]:
            break
    link = page.locator(f"{CELL} a")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(drawer(page).locator("h2")).to_be_focused()
    expect(drawer(page)).to_contain_text(VALUE.split()[0])
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("#c-2010301-2 a")).to_be_focused()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_on_a_phone_the_keyboard_stays_in_the_open_drawer(page: Page, key: str):
    page.set_viewport_size(PHONE)
    page.goto(STATEMENT)
    page.locator(f"{CELL} a").press("Enter")
    expect(page.locator("dialog h2")).to_be_focused()
    reached = set()
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        assert focus_is_in_the_drawer(page)
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 8)"))
    assert {"关闭", "原件第 7 页", "整页图", "引用", "报错"} <= reached


def test_beside_the_table_the_keyboard_goes_on_behind_the_drawer(page: Page):
    page.set_viewport_size(DESK)
    page.goto(STATEMENT)
    page.locator(f"{CELL} a").press("Enter")
    expect(page.locator("aside.drawer h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="原件第 7 页上的这一行")).to_be_focused()
    inside = [True]
    while inside[-1] and len(inside) < MOST_TABS:
        page.keyboard.press("Tab")
        inside.append(focus_is_in_the_drawer(page))
    assert inside.count(True) > 4
    assert not inside[-1]  # it is no dialog: the page goes on
    page.keyboard.press("Escape")
    expect(page.locator(f"{CELL} a")).to_be_focused()


@BOTH
def test_what_a_screen_reader_is_given(page: Page, size: dict):
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.locator(f"{CELL} a").press("Enter")
    expect(drawer(page).locator("h2")).to_be_focused()
    wait_for_crop(page)
    session = page.context.new_cdp_session(page)
    nodes = [node for node in session.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    named = {(node["role"]["value"], node.get("name", {}).get("value", "")): node for node in nodes}
    role = "dialog" if size is PHONE else "complementary"
    name = PATH + " " + VALUE.replace(" ", "")
    assert (role, name) in named
    assert ("heading", PATH) in named
    pictures = [name for role, name in named if role == "image" and "原件第" in name]
    assert pictures == [f"原件第 7 页的一段，框出的是“{PATH}”：{VALUE}"]
    assert ("link", "原件第 7 页") in named
    assert ("button", "关闭") in named
    said = {entry["name"]: entry["value"].get("value") for entry in named[role, name]["properties"]}
    assert bool(said.get("modal")) == (size is PHONE)


@BOTH
def test_a_number_in_the_table_is_read_out_with_its_row_and_column(page: Page, size: dict):
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    table = page.get_by_role("table", name=re.compile("支出决算表"))
    expect(table.get_by_role("rowheader", name="2010301 行政运行")).to_have_count(1)
    expect(table.get_by_role("columnheader", name="本年支出合计")).to_have_count(1)
    expect(page.locator(f"{CELL} a")).to_have_accessible_name("1,247.12")
    expect(page.locator(CELL)).to_have_accessible_description(re.compile("本年支出合计，原件第 7 页"))


@pytest.fixture
def unlucky(browser: Browser, site: Site) -> Iterator[Page]:
    """A page whose console may tell of failed requests."""
    context = browser.new_context(base_url=site.url, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@BOTH
def test_a_picture_that_takes_long_is_announced(unlucky: Page, size: dict):
    page, held = unlucky, list[Route]()
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.route("**/crop/**", lambda route: held.append(route))
    page.locator(f"{CELL} a").press("Enter")
    figure, told = drawer(page).locator(".crop"), drawer(page).get_by_role("status")
    expect(figure).to_have_attribute("aria-busy", "true")
    expect(told).to_have_text("正在取页面图……")
    for route in held:
        route.continue_()
    expect(figure).not_to_have_attribute("aria-busy", "true")
    expect(told).to_have_text("页面图已取到。")


@BOTH
def test_a_picture_that_fails_is_told_and_the_rest_stays(unlucky: Page, size: dict):
    page = unlucky
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.route("**/crop/**", lambda route: route.abort())
    page.locator(f"{CELL} a").press("Enter")
    expect(drawer(page).get_by_role("status")).to_have_text("页面图没有取到，可以打开原件查看。")
    expect(drawer(page).locator(".frame")).to_be_hidden()
    expect(drawer(page)).to_contain_text("公开03表，科目 2010301，1 栏")


@BOTH
def test_without_network_the_drawer_says_so_and_can_be_asked_again(unlucky: Page, size: dict):
    page = unlucky
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.route("**/n/**", lambda route: route.abort())
    page.locator(f"{CELL} a").press("Enter")
    expect(drawer(page).get_by_role("status")).to_have_text("没有取到，可能是网络断了。")
    expect(drawer(page).locator("h2")).to_be_focused()
    address = page.locator(f"{CELL} a").get_attribute("href")
    expect(drawer(page).get_by_role("link", name="固定页面")).to_have_attribute("href", re.compile(address))
    page.unroute("**/n/**")
    drawer(page).get_by_role("button", name="再取一次").press("Enter")
    expect(drawer(page).locator("h2")).to_have_text(PATH)
    expect(drawer(page).locator("h2")).to_be_focused()
    expect(drawer(page).get_by_role("status")).to_have_text("")


@BOTH
def test_escape_while_it_loads_leaves_nothing_behind(unlucky: Page, size: dict):
    page, held = unlucky, list[Route]()
    page.set_viewport_size(size)
    page.goto(STATEMENT)
    page.route("**/n/**", lambda route: held.append(route))
    page.locator(f"{CELL} a").press("Enter")
    expect(page.locator(".drawer [aria-busy]")).to_have_count(1)
    page.keyboard.press("Escape")
    for route in held:
        route.continue_()
    expect(page.locator(f"{CELL} a")).to_be_focused()
    expect(page.locator(".drawer [aria-busy]")).to_have_count(0)
    expect(page.locator(".drawer h2")).to_have_count(0)
    expect(page.locator(".here")).to_have_count(0)


SEEN = """() => {
    const strip = document.querySelector('.drawer .strip');
    const wide = strip.clientWidth, scrolled = strip.scrollLeft;
    const figure = getComputedStyle(strip.closest('.crop'));
    const frame = strip.querySelector('.frame');
    const pane = document.querySelector('.drawer .named');
    return {
        frame: frame.offsetLeft >= scrolled && frame.offsetLeft + frame.offsetWidth <= scrolled + wide,
        name: scrolled <= parseFloat(figure.getPropertyValue('--from')) + 1,
        pane: pane ? pane.getBoundingClientRect().height : 0,
    };
}"""


@BOTH
@pytest.mark.parametrize(
    ("statement", "cell"),
    [
        ("expenditure", "c-2010301-1"),
        ("expenditure", "c-2010302-3"),
        ("revenue", "c-201-2"),
        ("summary", "c-1-1"),
        ("summary", "c-57-2"),
        ("appropriation_summary", "c-59-3"),
        ("basic_by_economic", "c-30201-决算数"),
        ("general_budget", "c-2010301-2"),
    ],
)
def test_the_rows_printed_name_and_the_number_are_both_seen(
    page: Page, size: dict, statement: str, cell: str
):
    page.set_viewport_size(size)
    page.goto(f"/o/420107-government-office/2023/t/{statement}/")
    page.locator(f"td[id='{cell}'] a").press("Enter")
    wait_for_crop(page)
    seen = page.evaluate(SEEN)
    assert seen["frame"]
    assert seen["name"] != (seen["pane"] > 10)  # in the strip itself, or above it where both do not fit
