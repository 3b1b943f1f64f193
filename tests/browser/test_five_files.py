"""Five files dropped at once reach five right states; one is published by clicks, one as a revision, one entered."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.files import locked, printed, scanned
from tests.conftest import ROOT
from tests.ingest.reports import report_text

SAMPLE = ROOT / "ingest" / "samples" / "hongshan-government-office-2023.pdf"
DEPARTMENT = "武汉市江汉区财政局"
READ_WITHIN = 60_000  # milliseconds for five files and one worker

STATES = {
    "文字.pdf": "待复核",
    "扫描.pdf": "待复核",
    "重复.pdf": "重复",
    "加密.pdf": "失败",
    "修订.txt": "待复核（修订）",
}


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drag files over the page and let them go, as the system does."""
    given = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
    data = page.evaluate_handle(
        """(given) => {
            const data = new DataTransfer();
            for (const [name, content] of given)
                data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
            return data;
        }""",
        given,
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#upload", event, {"dataTransfer": data})


def line(page: Page, name: str):
    """The row of a file in the list."""
    return page.locator("#list tbody tr").filter(has=page.get_by_role("link", name=name, exact=True)).first


def expect_five_states(page: Page) -> None:
    for name, state in STATES.items():
        expect(line(page, name).locator("[data-state]")).to_have_text(state, timeout=READ_WITHIN)
    expect(line(page, "文字.pdf")).to_contain_text("武汉市江汉区人民政府办公室 · 2023 年度 · 本级")
    expect(line(page, "扫描.pdf")).to_contain_text("部门待确认 · 年度待确认 · 口径待确认")
    expect(line(page, "重复.pdf").get_by_role("link", name="洪山区人民政府办公室 2023")).to_be_visible()
    expect(line(page, "加密.pdf")).to_contain_text("文件有密码保护，无法读取；请上传未加密的文件。 encrypted")
    expect(line(page, "修订.txt").get_by_role("link", name="看与原版的不同")).to_be_visible()


@pytest.fixture
def published(signed_in: Page, tmp_path: Path) -> Page:
    """A report of a new department that was chosen, sent and published by clicks alone."""
    path = tmp_path / "江汉区财政局2022.txt"
    path.write_bytes(report_text(DEPARTMENT, 2022, "1,234.56"))
    signed_in.goto("/manage/")
    with signed_in.expect_file_chooser() as chooser:
        signed_in.get_by_text("选择文件", exact=True).click()
    chooser.value.set_files(path)
    signed_in.get_by_role("button", name="上传并读取").click()
    expect(signed_in.get_by_text(f"建立“{DEPARTMENT}”")).to_be_visible(timeout=READ_WITHIN)
    signed_in.get_by_label("新部门").check()
    signed_in.get_by_role("button", name="发布").click()
    expect(signed_in.locator("h1")).to_have_text(re.compile(f"{DEPARTMENT}.*2022 年度部门决算"))
    return signed_in


def test_five_files_dropped_at_once(published: Page, browser: Browser):
    page = published
    former = page.url
    pdf = printed(browser, ("武汉市青山区", "武汉市江汉区"))
    page.goto("/manage/")
    drop(
        page,
        {
            "文字.pdf": pdf,
            "扫描.pdf": scanned(pdf),
            "重复.pdf": SAMPLE.read_bytes(),
            "加密.pdf": locked(pdf),
            "修订.txt": report_text(DEPARTMENT, 2022, "1,250.00"),
        },
    )
    expect(page.locator("#upload [role=status]")).to_have_text("发送完毕：收到 5 个。", timeout=READ_WITHIN)
    expect_five_states(page)
    for name, state in STATES.items():
        sent = page.locator("#upload .sent li").filter(has_text=name)
        expect(sent.locator(".state")).to_have_text(state)
    page.reload()
    expect_five_states(page)
    publish_the_revision(page, former)
    enter_the_scan(page)


def publish_the_revision(page: Page, former: str) -> None:
    """Look at what would change, publish, and find both revisions on the readers' page."""
    line(page, "修订.txt").get_by_role("link", name="看与原版的不同").click()
    expect(page.locator("h1")).to_contain_text("格不同")
    cell = page.get_by_role("region", name="各格的差异").get_by_role("row").filter(has_text="本年支出合计")
    expect(cell).to_contain_text("1,234.56")
    expect(cell).to_contain_text("1,250.00")
    page.get_by_role("link", name="回到发布页").click()
    expect(page.locator("[data-warned]")).to_contain_text("已收录")
    page.get_by_role("button", name="发布").click()
    expect(page).to_have_url(former)
    expect(page.locator(".ident").first).to_contain_text("修订")
    expect(page.locator("#xiuding")).to_contain_text("1,234.56")
    page.locator("#xiuding").get_by_role("link", name="第 1 版").first.click()
    expect(page.locator("main")).to_contain_text("这是第 1 版，已有更新的版本")
    expect(page.locator(".figs")).to_contain_text("1,234.56")


def enter_the_scan(page: Page) -> None:
    """A scan says what it needs and offers the form; what is entered adds up at once and stays."""
    page.goto("/manage/")
    line(page, "扫描.pdf").get_by_role("link", name="扫描.pdf").click()
    expect(page.locator("main")).to_contain_text("整份文件是扫描图片")
    page.get_by_role("link", name="对照原页录入").click()
    expect(page.locator("#sheets img").first).to_have_js_property("complete", True)
    page.get_by_label("1 一、一般公共预算财政拨款收入").fill("9,840.40")
    page.get_by_label("30 总计").fill("9,840.40")
    page.get_by_label("27 本年收入合计").fill("9,840.00")
    expect(page.locator(".sums")).to_have_text("2 行相加不等。")
    page.get_by_label("27 本年收入合计").fill("9,840.40")
    expect(page.locator(".sums")).to_have_text("2 行相加，都相等。")
    page.get_by_label("理由").fill("原件为图片，对照第 4 页录入")
    page.get_by_role("button", name="记下改动").click()
    expect(page.locator(".told")).to_contain_text("已更正 3 格")
    expect(page.locator("#todo h2")).to_have_text("8 张表是图片，还没有录入")
