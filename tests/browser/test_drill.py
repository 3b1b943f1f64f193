"""类, 款 and 项 open and close by keyboard, and a link to a number opens what hides it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reading import GOVERNMENT_OFFICE, address_of_report


@pytest.fixture
def statement(page: Page) -> str:
    return f"{address_of_report(page, GOVERNMENT_OFFICE, 2023)}t/expenditure/"


def test_a_step_closes_over_its_rows_and_opens_again(page: Page, statement: str):
    page.goto(statement)
    step = page.get_by_role("button", name="政府办公厅（室）及相关机构事务以下")
    item = page.locator("#c-2010301-1")
    step.focus()
    page.keyboard.press("Enter")
    expect(step).to_have_attribute("aria-expanded", "false")
    expect(item).to_be_hidden()
    above = page.get_by_role("button", name="一般公共服务支出以下")
    above.click()
    above.click()
    expect(step).to_be_visible()
    expect(item).to_be_hidden()  # what was closed inside stays closed
    step.focus()
    page.keyboard.press("Space")
    expect(item).to_be_visible()


def test_all_rows_of_one_kind_at_once(page: Page, statement: str):
    page.goto(statement)
    bar = page.locator(".steps")
    bar.get_by_role("button", name="类").click()
    assert page.locator(".stmt tbody tr.l2:visible, .stmt tbody tr.l3:visible").count() == 0
    bar.get_by_role("button", name="款").click()
    assert page.locator(".stmt tbody tr.l2:visible").count() > 0
    assert page.locator(".stmt tbody tr.l3:visible").count() == 0
    page.evaluate("location.hash = 'c-2010301-1'")
    expect(page.locator("#c-2010301-1")).to_be_visible()
