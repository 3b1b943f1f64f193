"""An editor's way: sign in, hand in a file, look at what was read, publish."""

import re
from pathlib import Path

import pikepdf
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

READ_WITHIN = 60_000  # milliseconds, on a busy machine
SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"


def hand_in(page: Page, path: Path) -> None:
    page.goto("/manage/upload/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="上传并读取").click()
    # A single file leads to its own page. It is read in the background; the page follows.
    expect(page).to_have_url(re.compile(r"/manage/jobs/\d+/$"))
    expect(page.locator("[data-job-open]")).to_have_count(0, timeout=READ_WITHIN)


def test_uploading_needs_an_account(page: Page):
    page.goto("/manage/upload/")
    assert "/accounts/login/" in page.url


def test_a_file_is_read_shown_and_published(signed_in: Page, tmp_path: Path):
    # The same report with another byte or two: a new version of what the site holds.
    again = tmp_path / "again.pdf"
    with pikepdf.open(SAMPLES / "qingshan-government-office-2023.pdf") as pdf:
        pdf.docinfo["/Subject"] = "again"
        pdf.save(again)
    hand_in(signed_in, again)
    main = signed_in.locator("main")
    expect(main).to_contain_text("武汉市青山区人民政府办公室")
    expect(main).to_contain_text("9,840.40")
    signed_in.get_by_role("button", name="发布").click()
    expect(signed_in).to_have_url(re.compile(r"/o/[^/]+/2023/$"))
    expect(signed_in.locator("h1")).to_contain_text("2023 年度部门决算")


def test_what_is_no_report_gets_a_reason_in_chinese(signed_in: Page, tmp_path: Path):
    fake = tmp_path / "fake.pdf"
    fake.write_bytes(b"no report at all")
    hand_in(signed_in, fake)
    expect(signed_in.locator("main [role=alert]").first).to_contain_text("not_a_pdf")


def test_the_pages_of_an_editor_are_accessible(signed_in: Page):
    axe = Axe()
    for address in ("/manage/", "/manage/upload/"):
        signed_in.goto(address)
        violations = axe.run(signed_in).response["violations"]
        assert [one["id"] for one in violations if one["impact"] in ("serious", "critical")] == []
