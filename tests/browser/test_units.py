"""万元, 亿元 and 元: what is shown changes exactly, what is served, linked and downloaded does not."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

REPORT = "/o/420107-government-office/2023/"
STATEMENT = f"{REPORT}t/expenditure/"
PAGES = [
    "/",
    "/d/420107/",
    "/o/420107-government-office/",
    REPORT,
    f"{REPORT}brief/",
    STATEMENT,
    "/sangong/",
    "/compare/?o=420107-government-office,420111-government-office&y=2023",
]
FACTOR = {"元": Decimal(10) ** 4, "万元": Decimal(1), "亿元": Decimal(10) ** -4}
MARKED = """() => [...document.querySelectorAll('data[value], tspan[data-value]')].map(one => ({
    value: one.getAttribute('value') ?? one.dataset.value, shown: one.textContent,
    served: one.closest('[data-unit]')?.dataset.unit ?? '万元',
}))"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
# Amounts with two decimals, written as this site writes them, that stand outside of marks, quotations and drawings.
UNMARKED = r"""() => {
    const kept = 'data, tspan, .checks, .outcomes, .absences, blockquote, q, pre, script, style, title, desc, details:not([open]), .share, .said-text,'
        + ' .more-text, .eval, aside, .vh, .items, .printed-notes, .terms, .drawer, .said, .drawn';
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        if (!/(^|[^\d.,“])−?\d{1,3}(,\d{3})*\.\d{2,}(?![\d.]|\s?[%％倍元亿分])/.test(text)) continue;
        if (!walker.currentNode.parentElement.closest(kept)) found.push(text.slice(0, 80));
    }
    return found;
}"""


def number(shown: str) -> Decimal:
    return Decimal(shown.replace(",", "").replace("−", "-"))


def choose(page: Page, unit: str) -> None:
    page.get_by_label("金额单位").select_option(unit)


@pytest.mark.parametrize("address", PAGES)
def test_every_amount_of_a_page_is_moved_exactly_and_comes_back(page: Page, address: str):
    page.goto(address)
    served, links = page.evaluate(MARKED), page.evaluate(LINKS)
    assert len(served) > 3
    assert page.evaluate(UNMARKED) == []
    for unit in ("亿元", "元"):
        choose(page, unit)
        for one in page.evaluate(MARKED):
            if one["served"] != unit:
                assert number(one["shown"]) == Decimal(one["value"]) * FACTOR[unit], one
        units = set(page.locator(".in-unit").all_text_contents())
        assert units <= {unit}
        assert page.evaluate(LINKS) == links
    choose(page, "万元")
    assert page.evaluate(MARKED) == served
    assert page.locator("[data-printed]").count() == 0


def test_the_choice_is_kept_said_and_named_and_the_files_stay_as_they_are(page: Page):
    page.goto(STATEMENT)
    file = page.get_by_role("link", name="下载 CSV").get_attribute("href")
    before = page.request.get(file).body()
    choose(page, "亿元")
    expect(page.locator(".unit-choice [role=status]")).to_have_text("金额改以亿元显示，下载的文件不变。")
    cell = page.locator("#c-2010301-1 data")
    expect(cell).to_have_text("0.124712")
    expect(cell).to_have_attribute("title", "原为 1,247.12 万元")
    assert page.request.get(file).body() == before
    page.goto(REPORT)
    expect(page.get_by_label("金额单位")).to_have_value("亿元")
    expect(page.locator(".fig.lead data").first).to_have_text("0.984040")
    assert page.context.cookies() == []


def test_the_drawer_says_what_is_printed(page: Page):
    page.goto(STATEMENT)
    choose(page, "元")
    page.locator("#c-2010301-1 a").click()
    expect(page.locator("#drawer-value")).to_have_text("1,247.12万元")


def test_negative_blank_zero_and_no_number(page: Page):
    """The digits are moved, never computed; what is no number stays what it is."""
    page.goto("/d/420107/")
    page.evaluate(
        """() => { document.querySelector('main').innerHTML = ['-40.47', '0.00', '0', '-0.000001', '123456789012345678.99', '5']
            .map(value => `<data value="${value}">${value.replace('-', '−')}</data>`).join(' ')
            + '<span class="blank"></span><i>—</i><b>·</b> <u>不低于 1 万元</u>'; }"""
    )
    choose(page, "元")
    shown = page.locator("main data").all_text_contents()
    assert shown == ["−404,700", "0", "0", "−0.01", "1,234,567,890,123,456,789,900", "50,000"]
    choose(page, "亿元")
    shown = page.locator("main data").all_text_contents()
    assert shown == [
        "−0.004047",
        "0.000000",
        "0.0000",
        "−0.0000000001",
        "12,345,678,901,234.567899",
        "0.0005",
    ]
    assert page.locator("main i").inner_text() == "—" and page.locator("main b").inner_text() == "·"
    assert page.locator("main u").inner_text() == "不低于 1 万元"


def test_the_switch_is_reached_and_used_by_keyboard(page: Page):
    page.goto(REPORT)
    choice = page.get_by_label("金额单位")
    choice.focus()
    page.keyboard.press("ArrowDown")
    expect(choice).to_have_value("亿元")
    expect(page.locator(".fig.lead data").first).to_have_text("0.984040")


def test_without_scripts_or_amounts_there_is_no_switch(browser, site, page: Page):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(REPORT)
    expect(plain.locator("#danwei")).to_be_hidden()
    assert re.search(r"9,840\.40", plain.locator("main").inner_text())
    context.close()
    page.goto("/data/")
    expect(page.locator("#danwei")).to_be_hidden()
