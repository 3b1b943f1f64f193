"""A real site with the samples, and Debian's chromium to look at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, StorageState, expect, sync_playwright

from tests.conftest import CHROMIUM, leave_out
from tests.serving import PASSWORD, USER, Site, served

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds that a click waits for its element


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """What `make run` serves, with one account."""
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        leave_out("the browser tests", f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cookies(browser: Browser, site: Site) -> Iterator[StorageState]:
    """What a browser keeps of somebody who has signed in."""
    context = browser.new_context(base_url=site.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=username]", USER)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="登录").click()
    page.wait_for_url("**/manage/")
    yield context.storage_state()
    context.close()


def _is_fault(message: ConsoleMessage, refused: bool) -> bool:
    """An error, but that a form was refused with its reasons (422), or a page itself where that is looked for."""
    expected = "the server responded with a status of" if refused else "status of 422"
    return message.type == "error" and expected not in message.text


@contextmanager
def guarded(browser: Browser, site: Site, refused: bool = False, **asked: Any) -> Iterator[Page]:
    """A page of the site at 1280 px. Asking another host for anything, or an error in the console, fails.

    ``refused``: pages are asked for that the server refuses.
    """
    context = browser.new_context(
        base_url=site.url, locale="zh-CN", **({"viewport": {"width": 1280, "height": 900}} | asked)
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((site.url, "data:", "blob:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    page.on("console", lambda message: errors.append(message.text) if _is_fault(message, refused) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


def wait_for_crop(page: Page) -> None:
    """Until the drawer's picture is there and scrolled to its number: its size alone is known earlier."""
    page.wait_for_function(
        """() => {
            const image = document.querySelector('.drawer .crop:not([aria-busy]) .strip img');
            return image && image.complete && image.naturalWidth;
        }"""
    )


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with guarded(browser, site) as page:
        yield page


@pytest.fixture
def signed_in(browser: Browser, site: Site, cookies: StorageState) -> Iterator[Page]:
    """A page of somebody who has signed in; the form itself is looked at once a session."""
    with guarded(browser, site, storage_state=cookies) as page:
        yield page
