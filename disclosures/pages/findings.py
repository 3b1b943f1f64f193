"""Findings as the pages on quality show them: counted, worded, with their places as links."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from disclosures.checks_catalogue import CATALOGUE, Entry
from disclosures.models import Department, Disclosure, Finding, Outcome, Reply, Revision
from disclosures.pages.places import cell_anchor, original_url, report_url, statement_url
from disclosures.pages.replies import Replies
from disclosures.statements import FORMS, Shape
from disclosures.wording import printed_text

# What the reader doubts of its own reading is no finding on the report.
DOUBTS = tuple(key for key, entry in CATALOGUE.items() if entry.stage == "reading")
SEVERITIES = {"error": "重要", "warning": "一般", "info": "提示"}
QUOTED = 120  # letters of a sentence that a place quotes


def published_findings() -> QuerySet[Finding]:
    """The findings of the checks on what readers see."""
    return Finding.objects.filter(revision__current_of__isnull=False).exclude(check_id__in=DOUBTS)


def differing() -> QuerySet[Finding]:
    """The 不一致: never those of severity info."""
    return published_findings().filter(outcome=Outcome.FAIL).exclude(severity="info")


def kind_of(outcome: str, severity: str) -> str:
    """The outcome as it is counted: a failure of severity info is a 提示."""
    return "info" if outcome == Outcome.FAIL and severity == "info" else outcome


@dataclass(frozen=True)
class Tally:
    """How many findings of each outcome; 提示 stand apart and belong to no total."""

    fail: int = 0
    rounding: int = 0
    not_checkable: int = 0
    passed: int = 0
    info: int = 0

    @property
    def total(self) -> int:
        return self.fail + self.rounding + self.not_checkable + self.passed


def tally_of(counted: Iterable[tuple[str, str, int]]) -> Tally:
    """``counted``: (outcome, severity, how many)."""
    found: Counter[str] = Counter()
    for outcome, severity, number in counted:
        found[kind_of(outcome, severity)] += number
    return Tally(found["fail"], found["rounding"], found["not_checkable"], found["pass"], found["info"])


def tally(findings: Iterable[Finding]) -> Tally:
    return tally_of((f.outcome, f.severity, 1) for f in findings if f.check_id not in DOUBTS)


@dataclass(frozen=True)
class Spotted:
    """One place of a finding: a cell of a statement, or a sentence on a page."""

    words: str
    href: str
    page: int | None
    quote: str = ""


@dataclass(frozen=True)
class Told:
    """A finding with its check in words and its places."""

    anchor: str
    outcome: str
    check: str
    title: str
    formula: str
    tolerance: str
    severity: str
    message: str
    figures: tuple[tuple[str, str], ...]
    spots: tuple[Spotted, ...]
    replies: tuple[Reply, ...] = ()

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of the places, each once."""
        return tuple(dict.fromkeys((spot.words, spot.href) for spot in self.spots))


def check_of(key: str) -> Entry:
    """The catalogue's entry; an id that it lacks speaks for itself."""
    return CATALOGUE.get(key) or Entry(key, key, "", "", "")


def quality_url(department: Department, year: int, scope: str = "") -> str:
    address = reverse("quality-report", args=[department.slug, year])
    return f"{address}?{urlencode({'scope': scope})}" if scope else address


def anchor_of(finding: Finding) -> str:
    """Its place on the report's page; those stored before they had keys are found by their order."""
    return f"f-{finding.key}" if finding.key else f"f{finding.position}"


@dataclass(frozen=True)
class Addresses:
    """Where the spots of a report's findings are found."""

    department: Department
    disclosure: Disclosure
    revision: Revision
    scope: str = ""
    sections: tuple[tuple[str, str], ...] = ()  # (text of a paragraph, number of its section)
    replies: Replies = field(default_factory=dict)

    def section_of(self, text: str) -> str:
        head = text[:30]
        return next((number for body, number in self.sections if head and head in body), "")

    def spot(self, place: dict, section: str) -> Spotted:
        page = place.get("page")
        if place.get("statement"):
            return Spotted(_cell_words(place), self._cell(place), page)
        text = place.get("text") or ""
        number = self.section_of(text) or section
        home = report_url(self.department, self.disclosure.year, self.scope)
        if number:
            return Spotted(f"第{number}节", f"{home}#s{number}", page, _quoted(text))
        words = f"原件第 {page} 页" if page else "原件"
        return Spotted(words, original_url(self.revision, page), page, _quoted(text))

    def _cell(self, place: dict) -> str:
        address = statement_url(self.department, self.disclosure.year, place["statement"], self.scope)
        column = place.get("column")
        return f"{address}#{cell_anchor(place.get('row') or '', column)}" if column else address


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _cell_words(place: dict) -> str:
    """支出决算表 206 科学技术支出 3 栏."""
    form = FORMS.get(place["statement"])
    row, column = place.get("row") or "", place.get("column") or ""
    row_word = f"{row} 行" if row and form and form.shape == Shape.LINES else row
    title = form.title if form else "其他表"
    text = place.get("text") or ""
    return " ".join(
        part for part in (title, row_word, f"{column} 栏" if column.isdigit() else "", text) if part
    )


def told(finding: Finding, addresses: Addresses) -> Told:
    entry = check_of(finding.check_id)
    section = finding.claim.section if finding.claim else ""
    spots = dict.fromkeys(addresses.spot(place, section) for place in finding.where)
    given = (
        ("一处", finding.found),
        ("另一处", finding.expected),
        ("相差", finding.difference),
        ("可由舍入解释", finding.tolerance),
    )
    return Told(
        anchor_of(finding),
        kind_of(finding.outcome, finding.severity),
        finding.check_id,
        entry.title,
        entry.formula,
        entry.tolerance,
        SEVERITIES.get(finding.severity, ""),
        finding.message,
        tuple((word, printed_text(value)) for word, value in given if value),
        tuple(spots),
        addresses.replies.get((addresses.disclosure.pk, finding.key), ()),
    )
