"""Every template in a real browser: readers' pages, desk, errors, empty states, frames.

One site with something at every address (``tests.staged``) and one empty one serve the whole module. The addresses
are those of the table of routes, so that a new page is looked at without a line here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from PIL import Image
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.conftest import guarded
from tests.conftest import ROOT
from tests.serving import Site, served
from tests.staged import ADDRESSES, PASSWORD

PHONE = {"width": 390, "height": 844}
NARROWEST = 320
FILL = ("shell", "--verbosity", "0", "-c", "from tests.staged import fill; fill()")
EMPTY = (
    "/",
    "/sangong/",
    "/quality/",
    "/quality/checks/",
    "/quality/log/",
    "/compare/",
    "/data/",
    "/search/?q=三公",
)
NOT_FOUND = ("/没有这一页/", "/o/420107-goverment-office/", "/o/420107-government-office/2001/", "/d/999999/")
LEAST_IMAGE = 300  # pixels: messengers take the first picture of a page that is at least so wide
FACTS = """() => {
    const content = name => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content ?? '';
    const image = [...document.images].find(one => one.checkVisibility() && one.naturalWidth);
    return {
        title: document.title, description: content('description'), ogTitle: content('og:title'),
        ogImage: content('og:image'), url: content('og:url'), lang: document.documentElement.lang,
        robots: content('robots'), headings: document.querySelectorAll('h1').length,
        image: image ? image.naturalWidth : null,
        needed: document.documentElement.scrollWidth,
        small: [...document.querySelectorAll('main :is(button, select, input:not([type=hidden]), summary, .btn)')]
            .filter(one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
            .map(one => [one, one.labels?.[0]].filter(Boolean).map(part => part.getBoundingClientRect()))
            .filter(boxes => !boxes.some(box => box.height >= 24 && box.width >= 24)).length,
    };
}"""


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("staged"), [FILL]) as site:
        yield site


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("empty"), []) as site:
        yield site


@pytest.fixture(scope="module")
def signed(browser: Browser, staged: Site) -> dict[str, StorageState]:
    """What a browser keeps of somebody who may do all, and of somebody who may do nothing."""
    kept = {}
    for name in ("经手人", "读者甲"):
        with quiet(browser, staged) as page:
            page.goto("/accounts/login/")
            page.fill("input[name=username]", name)
            page.fill("input[name=password]", PASSWORD)
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.locator("main").get_by_role("button", name="登录").click()
            kept[name] = page.context.storage_state()
    return kept


def addresses(staged: Site) -> dict[str, str]:
    """Every page by the name of its route; files, pictures and feeds left out."""
    told = json.loads((staged.data / ADDRESSES).read_text(encoding="utf-8"))
    return {name: address for name, address in told.items() if _is_page(address)}


def _is_page(address: str) -> bool:
    path = address.partition("?")[0]
    whole = not re.search(r"\.\w+$|^/(?:file|page|crop)/|healthz$|manage/regions/|/gate/", path)
    return whole and "format=json" not in address


def kind_of(name: str) -> str:
    return (
        "desk"
        if name.startswith(("manage", "password")) or name.endswith(("任务", "另一张表"))
        else "readers"
    )


def violations(page: Page, look: str) -> list[tuple[str, str]]:
    """All rules in light; in dark those that colours can break."""
    options = {"runOnly": ["color-contrast", "link-in-text-block"]} if look == "dark" else {}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], node["html"][:140]) for one in found for node in one["nodes"][:3]]


def look_at(page: Page, name: str, wrong: dict) -> dict:
    """Axe in light and dark at the width of a phone, then the width of the narrowest; what the page says of itself."""
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        if found := violations(page, look):
            wrong[name].append((look, found))
    page.set_viewport_size({"width": NARROWEST, "height": PHONE["height"]})
    facts = page.evaluate(FACTS)
    page.set_viewport_size(PHONE)
    for fault, holds in {
        f"{facts['needed']} px wide": facts["needed"] <= NARROWEST,
        f"{facts['headings']} h1": facts["headings"] == 1,
        "no title": len(facts["title"]) > 3,
        f"{facts['small']} small targets": not facts["small"],
    }.items():
        if not holds:
            wrong[name].append(fault)
    return facts


def told(facts: dict[str, dict]) -> dict[str, list]:
    """What the readers' pages do not say of themselves as they should."""
    wrong = defaultdict(list)
    for key in ("title", "description"):
        pages = defaultdict(list)
        for name, fact in facts.items():
            pages[fact[key]].append(name)
        for names in pages.values():
            if len(names) > 1:
                wrong[key].append(names)
    for name, fact in facts.items():
        if not (fact["ogTitle"] == fact["title"] and fact["ogImage"] and len(fact["description"]) > 8):
            wrong[name].append(fact)
    return dict(wrong)


@pytest.mark.parametrize("who", ["readers", "desk"])
def test_every_page_in_light_and_dark(browser: Browser, staged: Site, signed: dict, who: str):
    wrong, facts = defaultdict(list), {}
    asked = {"storage_state": signed["经手人"]} if who == "desk" else {}
    with guarded(browser, staged, viewport=PHONE, **asked) as page:
        pages = {name: address for name, address in addresses(staged).items() if kind_of(name) == who}
        pages.pop("撤回的报告", None)
        for name, address in pages.items():
            assert page.goto(address).ok, (name, address)
            facts[name] = look_at(page, name, wrong)
        assert who == "desk" or page.context.cookies() == [] or not asked
    assert dict(wrong) == {}
    if who == "readers":
        own = {name: fact for name, fact in facts.items() if not name.startswith(("embed", "login"))}
        own = {name: fact for name, fact in own.items() if "noindex" not in fact["robots"]}
        assert told(own) == {}


def test_pages_that_are_not_there_help(browser: Browser, staged: Site, signed: dict):
    wrong = defaultdict(list)
    gone = addresses(staged)["撤回的报告"]
    with quiet(browser, staged) as page:
        for address in (*NOT_FOUND, gone):
            answer = page.goto(address)
            assert answer.status == (410 if address == gone else 404), address
            look_at(page, address, wrong)
            assert (
                page.locator("main")
                .get_by_role("searchbox")
                .or_(page.locator("main").get_by_role("combobox"))
                .first.is_visible()
            ), address
        page.goto("/o/420107-goverment-office/2023/")
        near = page.locator("main").get_by_role("link", name="武汉市青山区人民政府办公室 2023 年度")
        assert near.get_attribute("href") == "/o/420107-government-office/2023/"
    with quiet(browser, staged, storage_state=signed["读者甲"]) as page:
        assert page.goto("/manage/").status == 403
        look_at(page, "403", wrong)
    with quiet(browser, staged) as page:
        broken = render_to_string("500.html")
        page.route(
            "**/broken", lambda route: route.fulfill(status=500, body=broken, content_type="text/html")
        )
        page.goto("/broken")
        look_at(page, "500", wrong)
    assert dict(wrong) == {}


def quiet(browser: Browser, site: Site, **asked):
    """``guarded``, where an error page itself is no error in the console."""
    return guarded(browser, site, viewport=PHONE, refused=True, **asked)


def test_a_site_without_reports_says_so(browser: Browser, empty: Site):
    wrong = defaultdict(list)
    with guarded(browser, empty, viewport=PHONE) as page:
        for address in EMPTY:
            assert page.goto(address).ok, address
            look_at(page, address, wrong)
            said = page.locator("main").inner_text()
            if address not in ("/data/", "/quality/checks/", "/search/?q=三公", "/quality/log/"):
                assert "还没有收录" in said, (address, said)
    assert dict(wrong) == {}


def test_the_picture_for_links_and_the_first_picture_of_a_page_are_wide_enough(
    browser: Browser, staged: Site
):
    with guarded(browser, staged, viewport=PHONE) as page:
        told_of = addresses(staged)
        for name in ("number", "文字说明的数", "report", "home"):
            page.goto(told_of[name])
            facts = page.evaluate(FACTS)
            assert facts["image"] is None or facts["image"] >= LEAST_IMAGE, (name, facts)
            answer = page.request.get(facts["ogImage"])
            picture = Path(ROOT / "static" / "share.png").read_bytes()
            assert answer.ok and answer.body() == picture
    with Image.open(ROOT / "static" / "share.png") as drawn:
        assert drawn.size == (1200, 630)
