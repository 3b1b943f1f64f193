"""A reader's way: home, a department, its report, one statement; the chart; the board; the comparison."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.benchmarks.first_view import LIMIT, first_view

GOVERNMENT_OFFICE = "武汉市青山区人民政府办公室"
NARROW = (360, 320)
SERIOUS = ("serious", "critical")


def address_of_report(page: Page, department: str, year: int) -> str:
    """The address of a report, found as a reader finds it: through the search."""
    page.goto("/")
    page.locator("main input[name=q]").fill(department)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile(department)).first.click()
    page.wait_for_load_state()
    return re.sub(r"(/o/[^/]+/).*", rf"\g<1>{year}/", page.url)


@pytest.fixture
def report(page: Page) -> str:
    return address_of_report(page, GOVERNMENT_OFFICE, 2023)


@pytest.fixture
def every_kind(page: Page, report: str) -> list[str]:
    """One address of every kind of page."""
    department = report.rsplit("/", 2)[0] + "/"
    org = department.rsplit("/", 2)[1]
    other = address_of_report(page, "武昌区人民政府办公室", 2024).rsplit("/", 3)[1]
    return [
        "/",
        "/d/420107/",
        department,
        report,
        f"{department}2020/",
        f"{report}t/expenditure/",
        f"{report}t/summary/",
        f"{report}t/government_funds/",
        f"{report}t/three_public/",
        f"{department}2020/t/summary/",
        "/sangong/",
        "/compare/",
        f"/compare/?o={org},{other}",
        f"/compare/?o={org}&y=2020,2023",
        "/search/?q=青山",
        "/data/",
        "/accounts/login/",
    ]


def test_home_leads_to_a_report_and_to_a_statement(page: Page, report: str):
    page.goto(report)
    main = page.locator("main")
    for printed in ("9,840.40", "2,993.52", "6,846.88"):
        expect(main).to_contain_text(printed)
    expect(main).to_contain_text(re.compile(r"228\.7\s?%"))
    expect(main).to_contain_text("推算")
    expect(main).to_contain_text("吻合")
    page.locator("main a[href*='/t/expenditure/']").first.click()
    row = page.locator("tr", has_text="2010302")
    expect(row).to_contain_text("一般行政管理事务")
    expect(row).to_contain_text("224.08")


def test_the_interactive_chart_loads_when_asked_for(page: Page, report: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report)
    expect(page.locator("figure.chart svg").first).to_be_visible()
    assert not any("plotly" in url for url in asked)
    page.get_by_role("button", name="互动图表").first.click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=15_000)
    assert any("plotly-basic" in url for url in asked)
    assert any("plotly-locale" in url for url in asked)
    # Plotly's own picture has neither source nor address: the page's button draws it.
    assert not page.locator("[data-title*='PNG']").count()
    expect(page.get_by_role("button", name="下载图片").first).to_be_visible()


def test_the_board_sorts(page: Page):
    page.goto("/sangong/")
    table = page.locator("main table").first
    expect(table).to_contain_text("43.43")
    links = table.locator("thead a")
    assert links.count() >= 2
    links.nth(1).click()
    page.wait_for_load_state()
    assert "sort=" in page.url
    expect(page.locator("main table").first).to_contain_text("43.43")


def test_a_comparison_refuses_what_cannot_be_compared(page: Page, report: str):
    org = report.rsplit("/", 3)[1]
    other = address_of_report(page, "武汉市洪山区人民政府办公室", 2023).rsplit("/", 3)[1]
    page.goto(f"/compare/?o={org},{other}&y=2023&m=three_public.total.budget")
    expect(page.locator("main")).to_contain_text("43.38")
    expect(page.locator(".refuse").first).to_contain_text("不作比较")


def test_every_page_is_accessible(page: Page, every_kind: list[str]):
    axe, found = Axe(), []
    for address in every_kind:
        page.goto(address)
        for violation in axe.run(page).response["violations"]:
            if violation["impact"] in SERIOUS:
                found.append((address, violation["id"], violation["nodes"][0]["target"]))
    assert found == []


def test_no_page_scrolls_sideways_on_a_phone(page: Page, every_kind: list[str]):
    wide = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        for address in every_kind:
            page.goto(address)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide.append((address, width, needed))
    assert wide == []


def test_a_page_is_complete_without_scripts(browser, site, page: Page, report: str):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(report)
    expect(plain.locator("figure.chart svg").first).to_be_visible()
    expect(plain.get_by_role("button", name="互动图表")).to_have_count(0)
    context.close()


def test_a_first_view_is_light(site, report: str):
    department = report.rsplit("/", 2)[0] + "/"
    heavy = {url: first_view(url) for url in (f"{site.url}/", department, report, f"{report}t/expenditure/")}
    assert {url: size for url, size in heavy.items() if size > LIMIT} == {}
