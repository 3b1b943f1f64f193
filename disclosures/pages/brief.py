"""A report on one sheet of paper: its figures, 三公, the largest changes as it states them, what was found, whence."""

from dataclasses import dataclass

from django.utils.translation import gettext

from disclosures.measures import MEASURES
from disclosures.models import Claim
from disclosures.pages.findings import DOUBTS
from disclosures.pages.places import report_url
from disclosures.pages.reading import Reading, gravest, shown_outcome
from disclosures.pages.report import ReportPage, report_page
from disclosures.pages.summary import base_word, claim_change
from disclosures.wording import Change, decimal_of, printed_text

MOST_CHANGES, MOST_FINDINGS = 4, 4


@dataclass(frozen=True)
class Changed:
    """A change as the report states it: printed amounts in 万元, the outcome of the checks on it."""

    label: str
    before: str  # implied by amount and change, "" where it cannot be
    after: str
    change: Change
    small_base: str
    outcome: str
    reason: str
    page: int | None


@dataclass(frozen=True)
class Found:
    outcome: str
    message: str


@dataclass(frozen=True)
class BriefPage:
    report: ReportPage
    changes: tuple[Changed, ...]
    found: tuple[Found, ...]
    further: int  # findings of the same outcomes that are not listed
    href: str  # the report itself

    @property
    def reading(self) -> Reading:
        return self.report.reading


def _changed(claim: Claim, reading: Reading) -> Changed:
    return Changed(
        gettext(MEASURES[claim.measure].label),
        printed_text(claim.implied_base),
        printed_text(claim.amount),
        claim_change(claim),
        base_word(claim),
        gravest(finding for finding in reading.findings if finding.claim_id == claim.pk),
        claim.reason,
        claim.page,
    )


def _changes(reading: Reading) -> tuple[Changed, ...]:
    """The largest stated changes against the year before; what changed from and to the same amounts stands once."""
    stated: dict[tuple[str, str], Claim] = {}
    for claim in reading.claims:
        against_last_year = claim.kind == "change" and claim.base == "prior_year"
        if against_last_year and claim.measure in MEASURES and decimal_of(claim.change):
            stated.setdefault((claim.amount, claim.change), claim)
    largest = sorted(stated.values(), key=lambda claim: abs(decimal_of(claim.change) or 0), reverse=True)
    return tuple(_changed(claim, reading) for claim in largest[:MOST_CHANGES])


def brief_page(slug: str, year: int, scope: str = "", rev: int | None = None) -> BriefPage | None:
    """The brief behind an address, None where nothing is published there."""
    report = report_page(slug, year, scope, rev)
    if report is None:
        return None
    reading = report.reading
    outcomes = ((shown_outcome(finding), finding) for finding in reading.findings)
    graver = [
        Found(outcome, finding.message)
        for outcome, finding in outcomes
        if outcome in ("fail", "not_checkable") and finding.check_id not in DOUBTS
    ]
    graver.sort(key=lambda found: found.outcome != "fail")
    return BriefPage(
        report,
        _changes(reading),
        tuple(graver[:MOST_FINDINGS]),
        max(0, len(graver) - MOST_FINDINGS),
        report_url(reading.department, reading.year, reading.scope, reading.rev),
    )
