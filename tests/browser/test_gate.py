"""The gate: what a report does not settle is asked with its evidence, and nothing is published before it is answered."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_publishing import hand_in
from tests.ingest.reports import report_text

ARCHIVES = "武汉市江汉区档案局"
FORMER, LATER = "武汉市江汉区统计局", "武汉市江汉区统计和数据局"


def uncertain(path: Path) -> Path:
    """A report whose statements name no region and two years."""
    text = report_text("档案局", 2022, "321.00").decode()
    path.write_text(text.replace("2022年度一般公共预算", "2021年度一般公共预算"), encoding="utf-8")
    return path


def publish(page: Page) -> None:
    page.get_by_role("button", name="发布", exact=True).click()


def test_an_uncertain_report_is_settled_by_hand_and_makes_a_department(signed_in: Page, tmp_path: Path):
    page = signed_in
    hand_in(page, uncertain(tmp_path / "档案局.txt"))
    job = page.url
    expect(page.locator("#gate h2")).to_have_text("先确认地区、年度，再发布")
    years = page.get_by_role("group", name="年度")
    for year in ("2022", "2021"):
        expect(years.locator(".pick-one").filter(has=page.get_by_label(year, exact=True))).to_contain_text(
            f"“{year}年度"  # where the report prints it
        )

    publish(page)  # the server refuses, and says what is open beside it
    expect(page.locator("#id_region_error")).to_contain_text("请填写地区")
    expect(page.locator("#id_fiscal_year_error")).to_contain_text("请填写决算年度")
    page.goto(job)
    expect(page.locator(".ident .basis").first).to_have_text("待复核")

    region = page.get_by_role("combobox", name="地区")
    region.press_sequentially("jianghan")
    expect(page.get_by_role("option", name="420103 湖北省武汉市江汉区")).to_be_visible()
    while (
        region.get_attribute("aria-activedescendant") is None
        or not page.locator("[role=option][aria-selected=true]", has_text="420103").count()
    ):
        region.press("ArrowDown")
    region.press("Enter")
    expect(region).to_have_value("420103 湖北省武汉市江汉区")
    page.get_by_role("textbox", name="部门").fill(ARCHIVES)
    years.get_by_label("2022", exact=True).check()
    expect(page.locator("#prospect")).to_contain_text(f"“{ARCHIVES}”在420103 湖北省武汉市江汉区还没有收录")
    publish(page)  # whether it is a new department is not said yet
    expect(page.locator("#gate [role=alert]").first).to_contain_text("先确认是新部门还是改名")
    page.get_by_label("新部门").check()
    publish(page)
    expect(page.locator("h1")).to_have_text(re.compile(f"{ARCHIVES}.*2022 年度部门决算"))


def test_a_renamed_department_keeps_its_reports(signed_in: Page, tmp_path: Path):
    page = signed_in
    for name, year, answer in ((FORMER, 2021, "新部门"), (LATER, 2023, f"同一部门改名：就是{FORMER}")):
        path = tmp_path / f"{year}.txt"
        path.write_bytes(report_text(name, year, f"{year}.00"))
        hand_in(page, path)
        page.get_by_label(answer).check()
        publish(page)
        expect(page.locator("h1")).to_have_text(re.compile(f"{name}.*{year} 年度"))
    page.locator(".crumb a", has_text=LATER).click()
    expect(page.locator("h1")).to_have_text(LATER)
    expect(page.locator("main")).to_contain_text(FORMER)
    for year in (2021, 2023):
        expect(page.get_by_role("link", name=f"{year} 年度").first).to_be_visible()
