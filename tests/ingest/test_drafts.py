"""What is not published is not there for readers: no page, list, number, file or count changes by it.

Every public address stands below, either as a list of many reports or as an address of one; a new one without a
line fails. A draft's own addresses answer 404 and a withdrawn report's 410, and the lists answer byte for byte as
if neither had ever been handed in.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from disclosures.department_names import key
from disclosures.models import Disclosure
from disclosures.number_ids import disclosure_code, measure_id, number_id
from disclosures.pages.crop import strips_of
from ingest import actions, derivation, desk
from ingest.models import ImportJob, JobState
from ingest.parsing.corrected import Spot
from tests.ingest.reports import report_text
from tests.people import PUBLISHER, person
from tests.routing import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"
SLUG, REGION = "420107-government-office", "420107"
KEPT_BACK = ("manage/", "accounts/", "admin/")  # not for readers; see test_routes


@dataclass(frozen=True)
class Subject:
    """A report by what its addresses are made of, published or not."""

    slug: str
    year: int
    region: str
    sha256: str
    name: str
    strip: tuple[int, int, int] = (1, 10, 20)

    @property
    def code(self) -> str:
        return disclosure_code(self.slug, self.year, "own")

    @property
    def number(self) -> str:
        return number_id(self.code, "summary", "57", "2")


# What shows many reports: name of the route, and what is asked of it, after the question mark or (a tuple) before.
LISTS: dict[str, list[dict | tuple]] = {
    "home": [{}],
    "search": [{"q": "青山区"}, {"q": "武昌区"}, {"q": "政府办"}, {"q": "行政运行"}, {"q": "三公"}],
    "search-suggestions": [{"q": "青山区"}, {"q": "武昌"}, {"q": "政府办"}, {"q": "行政运行"}],
    "search-csv": [{"q": "青山区"}, {"q": "武昌"}, {"q": "行政运行"}],
    "compare": [
        {},
        {"o": SLUG},
        {"o": SLUG, "y": "2021,2022,2023"},
        {"d": REGION, "y": 2023, "m": "income_total"},
        {"d": REGION, "y": "2022,2023", "m": "income_total"},
        {"o": SLUG, "y": "2022,2023", "code": "2010301"},
        {"peers": SLUG, "y": 2023},
    ],
    "compare-csv": [{"o": SLUG, "y": "2021,2022,2023"}, {"d": REGION, "y": 2023, "m": "income_total"}],
    "compare-xlsx": [{"o": SLUG, "y": "2021,2022,2023"}, {"d": REGION, "y": 2023, "m": "income_total"}],
    "sangong": [{}, {"y": 2023}, {"d": REGION}, {"d": "420106"}],
    "sangong-csv": [{}, {"y": 2023}],
    "sangong-xlsx": [{}, {"y": 2023}],
    "quality": [{}, {"y": 2023}, {"kind": "info"}, {"d": REGION}],
    "quality-checks": [{}],
    "quality-log": [{}],
    "quality-feed": [{}],
    "report-error": [{}, {"path": f"/o/{SLUG}/2023/"}],
    "data": [{}],
    "words": [{}],
    "feed": [{}],
    "sitemap": [{}],
    "robots": [{}],
    "qr": [{"to": "/"}],
    "sitemap-section": [("districts",), ("departments",), ("reports",), ("checks",), ("statements",)],
    "healthz": [{}],
}
# What belongs to one report or its department.
ABOUT_ONE: dict[str, Callable[[Subject], list[str]]] = {
    "district": lambda s: [at("district", s.region), at("district", s.region, y=s.year)],
    "department": lambda s: [at("department", s.slug)],
    "department-chart": lambda s: [at("department-chart", s.slug)],
    "report": lambda s: [at("report", s.slug, s.year), at("report", s.slug, s.year, scope="own")],
    "report-chart": lambda s: [at("report-chart", s.slug, s.year)],
    "brief": lambda s: [at("brief", s.slug, s.year)],
    "report-xlsx": lambda s: [at("report-xlsx", s.slug, s.year)],
    "statement": lambda s: [at("statement", s.slug, s.year, "summary")],
    "statement-csv": lambda s: [at("statement-csv", s.slug, s.year, "summary")],
    "statement-xlsx": lambda s: [at("statement-xlsx", s.slug, s.year, "summary")],
    "quality-report": lambda s: [at("quality-report", s.slug, s.year)],
    "embed-department": lambda s: [at("embed-department", s.slug)],
    "embed-report": lambda s: [at("embed-report", s.slug, s.year)],
    "embed-statement": lambda s: [at("embed-statement", s.slug, s.year, "summary")],
    "district-feed": lambda s: [at("district-feed", s.region)],
    "department-feed": lambda s: [at("department-feed", s.slug)],
    "number": lambda s: [
        at("number", s.number),
        at("number", s.number, fragment=1),
        at("number", measure_id(s.code, "expenditure_total")),
    ],
    "page-image": lambda s: [at("page-image", s.sha256, 1), at("page-image", s.sha256, 1, w=800)],
    "page-crop": lambda s: [at("page-crop", s.sha256, *s.strip)],
    "original": lambda s: [at("original", s.sha256, s.name)],
}
OF_A_DEPARTMENT = (
    "district",
    "district-feed",
    "department",
    "department-feed",
    "department-chart",
    "embed-department",
)


def at(route: str, *args, **asked) -> str:
    return reverse(route, args=args) + (f"?{urlencode(asked)}" if asked else "")


def test_every_public_address_is_looked_at_here():
    public = {name for name, pattern in routes() if not pattern.startswith(KEPT_BACK)}
    assert public == {*LISTS, *ABOUT_ONE}


# ---- what a reader gets ----


def answer(address: str) -> tuple:
    """Everything in an answer that could tell of something; but for the token of a form."""
    response = Client().get(address)
    body = response.getvalue() if response.streaming else response.content
    plain = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body)
    told = {name: response.headers.get(name) for name in ("ETag", "Last-Modified", "Location")}
    if b"<feed" in plain and b"<entry" not in plain:  # one without entries says that it was made now
        plain, told["Last-Modified"] = re.sub(rb"<updated>.*?</updated>", b"", plain), None
    return response.status_code, told, plain


def status(address: str) -> int:
    return answer(address)[0]


def addresses(subject: Subject, routes=tuple(ABOUT_ONE)) -> list[str]:
    return [address for route in routes for address in ABOUT_ONE[route](subject)]


def everything(*subjects: Subject) -> dict[str, tuple]:
    """Address → answer of all lists and of all that belongs to these reports."""
    lists = [
        at(route, *one) if isinstance(one, tuple) else at(route, **one)
        for route, asked in LISTS.items()
        for one in asked
    ]
    own = [address for subject in subjects for address in addresses(subject)]
    return {address: answer(address) for address in dict.fromkeys((*lists, *own))}


def differing(before: dict[str, tuple], after: dict[str, tuple]) -> list[str]:
    return [address for address, told in before.items() if told != after[address]]


# ---- the reports ----


@pytest.fixture
def publisher():
    return person(PUBLISHER)


@pytest.fixture
def published(publisher) -> Disclosure:
    """The one report that readers may see: of 2022."""
    job = handed_in(publisher, report_text(year=2022), "a.txt")
    return actions.publish(job, publisher).disclosure


def handed_in(by, content: bytes, name: str) -> ImportJob:
    return ImportJob.objects.get(pk=actions.hand_in([content], name, by).pk)


def sample(by, name: str) -> ImportJob:
    return handed_in(by, (SAMPLES / name).read_bytes(), name)


def drafted(slug: str, year: int, name: str) -> Subject:
    """What a sample will be, before it is handed in."""
    digest = hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()
    return Subject(slug, year, slug[:6], digest, name)


def subject(disclosure: Disclosure) -> Subject:
    revision = disclosure.revisions.latest("number")
    rows = revision.sheets.get(statement="summary").data["rows"]
    strip = min(strips_of(rows), default=(1, 10, 20))
    name = revision.original_name
    return Subject(disclosure.department.slug, disclosure.year, REGION, revision.sha256, name, strip)


# ---- drafts ----


def test_a_report_that_waits_is_nowhere(publisher, published):
    """Of a new department, of another year, and another file for the year that readers see."""
    unknown = drafted("420106-government-office", 2024, "wuchang-government-office-2024.pdf")
    another = drafted(SLUG, 2023, "qingshan-government-office-2023.pdf")
    before = everything(subject(published), unknown, another)
    drafts = (
        sample(publisher, unknown.name),
        sample(publisher, another.name),
        handed_in(publisher, report_text(year=2022, spent="1,234.56"), "b.txt"),
    )
    assert [job.sha256 for job in drafts[:2]] == [unknown.sha256, another.sha256]
    assert [job.state for job in drafts] == [JobState.REVIEW, JobState.REVIEW, JobState.REVISION]
    desk.correct(drafts[1].sha256, [(Spot("summary", "57", "2"), "1.00")], "原件如此", publisher)
    assert differing(before, everything(subject(published), unknown, another)) == []


@pytest.mark.parametrize("route", ABOUT_ONE)
def test_each_address_of_a_draft_answers_404(drafts, route):
    new, another, revised = drafts
    for draft in (new, another):
        if draft is another and route in OF_A_DEPARTMENT:
            continue  # the department has a report that readers see
        assert {status(address) for address in ABOUT_ONE[route](draft)} == {404}
    if route in ("page-image", "page-crop", "original"):
        assert {status(address) for address in ABOUT_ONE[route](revised)} == {404}
    if route in ("report", "statement", "quality-report", "number"):
        first = ABOUT_ONE[route](revised)[0]
        assert status(first) == 200
        assert status(f"{first}?rev=2") == 404


@pytest.fixture
def drafts(publisher, published) -> tuple[Subject, Subject, Subject]:
    """A draft of a new department, one of another year and one for the year that readers see."""
    new = sample(publisher, "wuchang-government-office-2024.pdf")
    another = sample(publisher, "qingshan-government-office-2023.pdf")
    revised = handed_in(publisher, report_text(year=2022, spent="1,234.56"), "b.txt")
    return (
        Subject("420106-government-office", 2024, "420106", new.sha256, new.name),
        Subject(SLUG, 2023, REGION, another.sha256, another.name),
        Subject(SLUG, 2022, REGION, revised.sha256, revised.name),
    )


def test_a_revision_that_is_stored_and_not_shown_is_nowhere(publisher, published):
    """As when what is published is set back to the former file."""
    shown = subject(published)
    before = everything(shown)
    revised = handed_in(publisher, report_text(year=2022, spent="1,234.56"), "b.txt")
    kept_back = actions.publish(revised, publisher)
    desk.correct(revised.sha256, [(Spot("summary", "57", "2"), "1.00")], "原件如此", publisher)
    assert differing(before, everything(shown)) != []
    first = kept_back.disclosure.revisions.get(number=1)
    Disclosure.objects.filter(pk=published.pk).update(current=first, published_at=published.published_at)
    published.refresh_from_db()
    derivation.rebuild(published)
    assert differing(before, everything(shown)) == []
    hidden = Subject(SLUG, 2022, REGION, kept_back.sha256, kept_back.original_name)
    assert {status(address) for address in addresses(hidden, ("page-image", "page-crop", "original"))} == {
        404
    }
    for route in ("report", "statement", "quality-report", "number"):
        assert status(f"{ABOUT_ONE[route](shown)[0]}?rev=2") == 404


# ---- withdrawn ----


def test_a_withdrawn_report_leaves_no_trace_but_its_reason_and_comes_back_whole(publisher, published):
    """A PDF with pictures of its pages, all looked at before: what was kept of them is not handed out either."""
    stays = subject(published)
    # What it calls the department stays: it is the department's, and others may have written it so.
    published.department.names.create(name="青山区人民政府办公室", key=key("青山区人民政府办公室"))
    before = everything(stays)
    gone = actions.publish(sample(publisher, "qingshan-government-office-2023.pdf"), publisher).disclosure
    own = subject(gone)
    with_it = everything(stays, own)
    assert {with_it[address][0] for address in addresses(own)} <= {200, 302}
    assert len(differing(before, with_it)) > len(before) // 2
    actions.withdraw(gone, publisher, "所附文件不是该部门的决算")
    without = everything(stays, own)
    assert differing(before, without) == []
    for address in addresses(own, tuple(set(ABOUT_ONE) - set(OF_A_DEPARTMENT))):
        code, _, body = without[address]
        assert code == 410, address
        assert "所附文件不是该部门的决算" in body.decode(), address
    actions.restore(gone, publisher)
    assert differing(with_it, everything(stays, own)) == []


def test_a_browser_that_has_the_file_asks_again_and_learns_that_it_is_withdrawn(publisher, published):
    """What readers and the machines between keep of files and pictures is good only after asking here."""
    own = subject(
        actions.publish(sample(publisher, "qingshan-government-office-2023.pdf"), publisher).disclosure
    )
    held = {
        address: Client().get(address) for address in addresses(own, ("page-image", "page-crop", "original"))
    }
    for response in held.values():
        response.getvalue()
        assert response["Cache-Control"] == "public, no-cache"
    again = {a: Client().get(a, headers={"If-None-Match": r["ETag"]}).status_code for a, r in held.items()}
    assert set(again.values()) == {304}
    actions.withdraw(Disclosure.objects.get(year=2023), publisher, "所附文件有误")
    again = {a: Client().get(a, headers={"If-None-Match": r["ETag"]}).status_code for a, r in held.items()}
    assert set(again.values()) == {410}
