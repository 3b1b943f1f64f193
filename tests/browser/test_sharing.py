"""Posters, pictures of charts, copied citations and frames in other pages, in a real browser."""

import base64
import functools
import http.server
import io
import re
import threading
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

REPORT = "/o/420107-government-office/2023/"
STATEMENT = f"{REPORT}t/expenditure/"
COMPARISON = "/compare/?o=420107-government-office,420111-government-office&y=2023"
LARGEST = 300_000  # bytes of a poster
PAPER = (255, 255, 255)


def picture(page):
    """The picture in the dialog: (bytes, image), the dialog closed again."""
    shown = page.locator("dialog.poster-sheet img")
    expect(shown).to_be_visible()
    expect(page.get_by_role("link", name="保存图片")).to_have_attribute("download", re.compile(r"\.png$"))
    raw = base64.b64decode(shown.get_attribute("src").partition(",")[2])
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    return raw, Image.open(io.BytesIO(raw)).convert("RGB")


def decoded(image):
    return [code.text for code in zxingcpp.read_barcodes(image)]


def number_address(page):
    page.goto(STATEMENT)
    return page.locator(".stmt td a").first.get_attribute("href")


@pytest.mark.parametrize("address", [REPORT, "number", COMPARISON, "/sangong/"])
def test_a_poster_has_its_size_and_its_code_leads_to_the_page(page, site, address):
    address = number_address(page) if address == "number" else address
    page.goto(address)
    page.get_by_role("button", name="生成海报").click()
    raw, poster = picture(page)
    assert poster.size == (1080, 1440)
    assert len(raw) <= LARGEST
    assert [unquote(text) for text in decoded(poster)] == [site.url + address]
    margins = (
        poster.crop((0, 0, 40, 1440)),
        poster.crop((1040, 0, 1080, 1440)),
        poster.crop((0, 1410, 1080, 1440)),
    )
    assert all(margin.getcolors() == [(margin.width * margin.height, PAPER)] for margin in margins)


def test_the_code_that_draws_comes_only_when_it_is_asked_for(page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(REPORT)
    assert not any("poster" in url or "share-c" in url or "qr.svg" in url for url in loaded)
    page.get_by_role("button", name="生成海报").click()
    picture(page)
    assert any("qr.svg" in url for url in loaded)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_of_a_chart_is_wide_light_and_drawn_without_plotly(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(REPORT)
    page.locator("#bianhua").get_by_role("button", name="下载图片").click()
    _, drawn = picture(page)
    assert drawn.width >= 1600
    assert drawn.getpixel((5, 5)) == PAPER
    assert (10, 87, 165) in {colour for _, colour in drawn.getcolors(drawn.width * drawn.height)}
    assert page.evaluate("window.Plotly") is None


def test_the_words_of_a_chart_stand_in_its_picture(page):
    """Title, unit, source with pages, address and day: what the canvas is told to write."""
    page.add_init_script(
        "window.written = []; const write = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {"
        " window.written.push(words); return write.call(this, words, ...rest); };"
    )
    page.goto(REPORT)
    page.locator("#bianhua").get_by_role("button", name="下载图片").click()
    picture(page)
    said = "".join(page.evaluate("window.written"))
    assert page.locator("#bianhua h2").inner_text() in said
    for words in (
        "万元",
        "武汉市青山区人民政府办公室《2023年度部门决算》",
        "原件第",
        f"{REPORT}#bianhua",
        "日制图",
    ):
        assert words in said


def test_the_chart_can_still_be_saved_beside_the_interactive_one(page):
    page.goto(REPORT)
    chart = page.locator("#bianhua")
    chart.get_by_role("button", name="互动图表").click()
    expect(chart.locator(".plotly-place .main-svg").first).to_be_visible()
    chart.get_by_role("button", name="下载图片").click()
    _, drawn = picture(page)
    assert len(drawn.getcolors(drawn.width * drawn.height)) > 20


@pytest.mark.parametrize("address", [REPORT, STATEMENT, "number", COMPARISON, "/sangong/"])
def test_citations_are_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(number_address(page) if address == "number" else address)
    page.get_by_text("其他引用格式").click()
    for place in (1, 2, 3):
        button = page.locator(f'[data-copy="y{place}"]')
        button.click()
        expect(button).to_have_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#y{place}").text_content()


def test_without_script_there_is_no_button_but_all_words(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(REPORT)
    for name in ("生成海报", "下载图片", "复制"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.locator("#y1")).to_contain_text("[R/OL]")
    page.goto(f"/embed{REPORT}")
    expect(page.locator("table.twin")).to_contain_text("9,840.40")
    context.close()


@contextmanager
def other_site(folder):
    """Somebody's own page, from another port: another origin."""
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.mark.parametrize("address", [REPORT, STATEMENT])
def test_a_frame_in_another_page_is_as_high_as_what_is_in_it(browser, site, tmp_path, address):
    reader = browser.new_context(base_url=site.url)
    page = reader.new_page()
    page.goto(address)
    snippet = page.locator("#qianru-ma").text_content()
    (tmp_path / "index.html").write_text(f"<!doctype html><html><body>{snippet}</body></html>", "utf-8")
    with other_site(tmp_path) as elsewhere:
        page.goto(f"{elsewhere}/index.html")
        frame = page.frame_locator("iframe")
        expect(frame.locator("footer")).to_contain_text("部门决算公开")
        page.wait_for_function("document.querySelector('iframe').style.height")
        inside = page.frames[1]
        assert page.locator("iframe").bounding_box()["height"] == pytest.approx(
            inside.evaluate("document.documentElement.getBoundingClientRect().height"), abs=2
        )
        assert inside.evaluate("document.cookie") == ""
    assert reader.cookies() == []
    reader.close()
