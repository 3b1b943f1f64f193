"""Charts in a real browser: every kind as a picture, its state in the address, nothing cut off, figures on one
screen."""

import base64
import io
import re
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

DEPARTMENT = "/o/420107-government-office/"
REPORT = f"{DEPARTMENT}2023/"
PHONE = {"width": 390, "height": 844}
KINDS = ("#bianhua figure", "#goucheng [data-picture]", "#goucheng figure", "#niandu", "#sangong")
# Words in drawings that leave the page or their own scrolling frame, and drawn words that lie upon each other.
CUT = """() => [...document.querySelectorAll('main svg text')].filter(text => {
  if (!text.checkVisibility()) return false;
  const box = text.getBoundingClientRect(), frame = text.closest('.drawn.many');
  if (frame) return box.left < frame.firstElementChild.getBoundingClientRect().left - 1;
  return box.left < 0 || box.right > document.documentElement.clientWidth;
}).map(text => text.textContent)"""
CROSSED = """() => [...document.querySelectorAll('main svg')].flatMap(svg => {
  const all = [...svg.querySelectorAll('text')].filter(text => text.checkVisibility() && text.textContent.length > 1);
  const boxes = all.map(text => text.getBoundingClientRect());
  return all.flatMap((text, one) => boxes.slice(one + 1).flatMap((box, more) => {
    const own = boxes[one];
    const wide = Math.min(own.right, box.right) - Math.max(own.left, box.left);
    const high = Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top);
    return wide > 1 && high > 5 ? [`${text.textContent} / ${all[one + 1 + more].textContent}`] : [];
  }));
})"""


@pytest.fixture
def samples(site) -> list[str]:
    """The addresses of all reports and departments."""
    with urlopen(f"{site.url}/sitemap-reports.xml") as answer:
        found = re.findall(r"<loc>https?://[^/]+(/o/[^<]+)</loc>", answer.read().decode())
    assert len(found) >= 6
    return list(dict.fromkeys([*found, *(address.rsplit("/", 2)[0] + "/" for address in found)]))


@pytest.mark.parametrize("where", KINDS)
def test_every_kind_of_chart_is_saved_as_a_picture(page: Page, where: str):
    page.add_init_script(
        "window.written = []; const write = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {"
        " window.written.push(words); return write.call(this, words, ...rest); };"
    )
    page.goto(REPORT)
    section = where.split(" ")[0]
    nth = 1 if where == "#goucheng figure" else 0
    page.locator(section).get_by_role("button", name="下载图片").nth(nth).click()
    shown = page.locator("dialog.poster-sheet img")
    expect(shown).to_be_visible()
    picture = Image.open(io.BytesIO(base64.b64decode(shown.get_attribute("src").partition(",")[2])))
    assert picture.width >= 1600
    said = "".join(page.evaluate("window.written"))
    for words in ("万元", "《2023年度部门决算》", "原件第", f"{REPORT}{section}", "日制图"):
        assert words in said


def test_the_kind_of_chart_is_in_the_address_and_back_goes_back(page: Page):
    page.goto(REPORT)
    chart = page.locator("#bianhua figure.chart")
    drawing, live = chart.locator(".drawn"), chart.locator(".plotly-place")
    chart.get_by_role("link", name="只看表").click()
    expect(page).to_have_url(re.compile(r"\?chart=table#bianhua$"))
    expect(drawing).to_be_hidden()
    expect(chart.locator("table.twin")).to_be_visible()
    chart.get_by_role("button", name="互动图表").click()
    expect(page).to_have_url(re.compile(r"\?chart=interactive"))
    expect(live.locator(".main-svg").first).to_be_visible()
    page.go_back()
    expect(live).to_be_hidden()
    expect(drawing).to_be_hidden()
    page.go_back()
    expect(drawing).to_be_visible()
    assert "chart=" not in page.url


@pytest.mark.parametrize(
    ("kind", "shown"), [("table", "table.twin"), ("interactive", ".plotly-place .main-svg")]
)
def test_an_address_with_a_kind_shows_it_at_once(page: Page, kind: str, shown: str):
    page.goto(f"{DEPARTMENT}?m=basic_expenditure&chart={kind}")
    chart = page.locator("#bianhua figure.chart")
    expect(chart.locator(shown).first).to_be_visible()
    expect(chart.locator(".drawn")).to_be_hidden()
    expect(page.locator("#bianhua h2")).to_contain_text("基本支出")


def test_choosing_a_measure_steps_through_addresses(page: Page):
    page.goto(DEPARTMENT)
    page.locator(".measures").get_by_role("link", name="项目支出").click()
    expect(page.locator("#bianhua h2")).to_contain_text("项目支出")
    page.locator(".measures").get_by_role("link", name="机关运行经费").click()
    expect(page.locator("#bianhua h2")).to_contain_text("机关运行经费")
    page.go_back()
    expect(page.locator("#bianhua h2")).to_contain_text("项目支出")


def test_the_figures_of_every_report_stand_on_one_screen(page: Page, samples: list[str]):
    page.set_viewport_size(PHONE)
    low = {}
    for address in samples:
        page.goto(address)
        last = page.locator(".fig").last
        if last.count():
            assert page.locator(".fig").count() <= 6
            box = last.bounding_box()
            if box["y"] + box["height"] > PHONE["height"]:
                low[address] = box["y"] + box["height"]
    assert low == {}


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_words_of_a_chart_are_cut_off_or_lie_upon_each_other(page: Page, samples: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for address in samples:
        page.goto(address)
        found = page.evaluate(CUT) + page.evaluate(CROSSED)
        if found:
            wrong[address] = found
    assert wrong == {}


def test_indicators_are_sorted_by_their_address(page: Page):
    page.goto(REPORT)
    page.locator("#zipin").get_by_role("link", name="没有达到的在前").click()
    expect(page).to_have_url(re.compile(r"\?zp=missed#zipin$"))
    first = page.locator("#zipin .indicators tbody tr").first
    expect(first).to_contain_text("于目标")
    page.go_back()
    expect(page.locator("#zipin .indicators tbody tr").first).not_to_contain_text("于目标")
