"""Comparing without a script: a department's peers, one more, another order, a quotient; every state is its address."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import guarded
from tests.serving import Site

ORG, OTHER = "420107-government-office", "420111-government-office"
SIZES = pytest.mark.parametrize("size", [(320, 780), (1440, 900)], ids=["phone", "desk"])
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])
ADDRESSES = (
    f"/compare/?peers={ORG}&y=2023",
    f"/compare/?o={ORG},{OTHER}&y=2023&n=share",
    f"/compare/?o={ORG},{OTHER}&y=2023&t=general_budget",
    f"/compare/?o={ORG},{OTHER}&y=2020,2023&m=three_public.total.actual",
    f"/compare/?o={ORG}&y=2020,2023&code=2010301&t=general_budget",
    "/compare/?d=420107,420111&y=2020,2023&m=expenditure_total",
    "/compare/?d=420107,420111&y=2023&m=expenditure_total",
)


def heads(page: Page) -> list[str]:
    return page.locator(".bases thead th > a").all_inner_texts()


def test_a_comparison_is_made_without_a_script(browser: Browser, site: Site):
    with guarded(browser, site, java_script_enabled=False) as page:
        page.goto(f"/o/{ORG}/")
        page.get_by_role("link", name="与同类比较").click()
        expect(page.locator(".rule")).to_contain_text("同为区县级的“政府办公室”")
        assert heads(page) == ["青山区 2023", "洪山区 2023"]
        page.get_by_role("link", name="右移 武汉市青山区人民政府办公室").click()
        assert heads(page) == ["洪山区 2023", "青山区 2023"]
        assert f"o={OTHER},{ORG}" in page.url
        page.get_by_role("navigation", name="换算").get_by_role("link", name="占比").click()
        expect(page.locator("main")).to_contain_text("（本年支出合计）")
        page.get_by_role("link", name="移除 武汉市洪山区人民政府办公室").click()
        assert heads(page) == ["2023 年"]
        assert page.url.endswith(f"?o={ORG}&y=2023&n=share")
        page.go_back()
        assert heads(page) == ["洪山区 2023", "青山区 2023"]


def test_the_same_address_shows_the_same_page(browser: Browser, site: Site):
    shown = []
    for _ in range(2):
        with guarded(browser, site, java_script_enabled=False) as page:
            page.goto(ADDRESSES[1])
            shown.append(page.locator("main").inner_text())
    assert shown[0] == shown[1]


@LOOKS
@SIZES
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, look: str, size: tuple[int, int]):
    page.emulate_media(color_scheme=look)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found, wide = {}, {}
    for address in ADDRESSES:
        assert page.goto(address).ok, address
        violated = Axe().run(page).response["violations"]
        if violated:
            found[address] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violated]
        needed = page.evaluate("() => document.documentElement.scrollWidth")
        if needed > size[0]:
            wide[address] = needed
    assert found == {}
    assert wide == {}


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_bars_of_one_row_are_drawn_on_one_scale(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/compare/?o={ORG}&y=2020,2023")
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.cmp tbody tr')]
            .map(row => [...row.querySelectorAll('td svg')].map(bar => bar.getBoundingClientRect().width))
            .filter(widths => widths.length > 1)"""
    )
    assert rows
    assert [widths for widths in rows if max(widths) - min(widths) > 0.5] == []
