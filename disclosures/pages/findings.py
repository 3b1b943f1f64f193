"""Findings as the pages on quality show them: counted, worded, with their places as links."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from disclosures.checks_catalogue import CATALOGUE, DOUBTS, Entry
from disclosures.models import Claim, Department, Finding, Outcome, Reply
from disclosures.pages.spots import Addresses, Spotted
from disclosures.tallies import published_findings
from disclosures.wording import printed_text

SEVERITIES = {
    "error": gettext_lazy("重要"),
    "warning": gettext_lazy("一般"),
    "info": gettext_lazy("提示"),
}
PICTURED = 3  # places of a finding that are shown with their strip of the page
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
FAMILIES = {
    "within": gettext_lazy("表内：行、栏、合计"),
    "across": gettext_lazy("表与表"),
    "narrative": gettext_lazy("文字说明与表、文字前后"),
    "prose": gettext_lazy("百分比与增减"),
    "three_public": gettext_lazy("“三公”经费"),
    "assets": gettext_lazy("资产"),
    "procurement": gettext_lazy("政府采购"),
    "performance": gettext_lazy("绩效自评"),
    "wording": gettext_lazy("文字"),
    "across_years": gettext_lazy("前后两年的报告"),
    "": gettext_lazy("读取时的疑点（不是核对，不计入四种结果）"),
}


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
    def titled(self) -> bool:
        """Whether the check's title is said before the message; some messages begin with it already."""
        return not self.message.startswith(f"{self.title}：")

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of the numbers, of the places that name none, each once."""
        found = []
        for spot in self.spots:
            numbers = [(f"{number.words} {number.shown}", number.href) for number in spot.numbers]
            found += numbers or [(spot.words, spot.href)]
        return tuple(dict.fromkeys(found))


def check_of(key: str) -> Entry:
    """The catalogue's entry; an id that it lacks speaks for itself."""
    return CATALOGUE.get(key) or Entry(key, key, "", "", "")


def quality_url(department: Department, year: int, scope: str = "", rev: int | None = None) -> str:
    address = reverse("quality-report", args=[department.slug, year])
    asked = {key: value for key, value in (("scope", scope), ("rev", rev)) if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def anchor_of(finding: Finding) -> str:
    """Its place on the report's page; those stored before they had keys are found by their order."""
    return f"f-{finding.key}" if finding.key else f"f{finding.position}"


def _section(place: dict, claim: Claim | None) -> str:
    """The section of the claim where the place is its sentence, "" where it is another one."""
    text = place.get("text") or ""
    return claim.section if claim and claim.text and (claim.text in text or text in claim.text) else ""


def _named(spot: Spotted, finding: Finding) -> Spotted:
    """Of several numbers in one sentence those that the finding names, all where it names none of them."""
    printed = set(_AMOUNT.findall(finding.message))
    named = tuple(number for number in spot.numbers if number.shown.split()[0] in printed)
    return replace(spot, numbers=named) if named and named != spot.numbers else spot


def told(finding: Finding, addresses: Addresses) -> Told:
    """The finding in words; the first places of a 不一致 with their strips of the page."""
    entry = check_of(finding.check_id)
    kind = kind_of(finding.outcome, finding.severity)
    claim = finding.claim
    pictured = addresses.pictured and kind == Outcome.FAIL
    spots = dict.fromkeys(
        _named(
            addresses.spot(place, _section(place, claim), claim, pictured and position < PICTURED), finding
        )
        for position, place in enumerate(finding.where)
    )
    given = (
        (gettext("一处"), finding.found),
        (gettext("另一处"), finding.expected),
        (gettext("相差"), finding.difference),
        (gettext("可由舍入解释"), finding.tolerance),
    )
    return Told(
        anchor_of(finding),
        kind,
        finding.check_id,
        gettext(entry.title),
        gettext(entry.formula) if entry.formula else "",
        gettext(entry.tolerance) if entry.tolerance else "",
        str(SEVERITIES.get(finding.severity, "")),
        finding.message,
        tuple((word, printed_text(value)) for word, value in given if value),
        tuple(spots),
        addresses.replies.get((addresses.disclosure.pk, finding.key), ()),
    )
