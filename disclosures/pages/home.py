"""The first page: what is held, the newest reports, the largest changes that check out, the districts."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Abs
from django.utils.safestring import SafeString

from disclosures.charts import two_bars
from disclosures.models import Claim, Disclosure, Finding
from disclosures.pages.cards import DistrictCard, district_cards, regions_of
from disclosures.pages.holdings import Coverage, coverage, departments_held, region_years
from disclosures.pages.places import report_url
from disclosures.pages.said import change_said, seen
from disclosures.pages.series import fen_of
from disclosures.pages.summary import is_small_base
from disclosures.wording import Change, printed_text

CHANGES_SHOWN, NEWEST_SHOWN = 3, 6
SOUND = ("pass", "rounding")
CHANGE_MEASURES = ("expenditure_total", "income_total", "expenditure_current")


@dataclass(frozen=True)
class VerifiedChange:
    title: str
    year: int
    href: str
    before: str
    after: str
    change: Change
    outcome: str
    reason: str
    bars: SafeString


@dataclass(frozen=True)
class HomePage:
    coverage: Coverage
    changes: tuple[VerifiedChange, ...]
    newest: tuple[tuple[Disclosure, str], ...]
    districts: tuple[DistrictCard, ...]


def _changed(claim: Claim) -> VerifiedChange:
    disclosure = claim.revision.disclosure
    return VerifiedChange(
        disclosure.department.name,
        disclosure.year,
        report_url(disclosure.department, disclosure.year),
        printed_text(claim.implied_base),
        printed_text(claim.amount),
        seen(change_said(claim.direction, claim.change, claim.percent), bool(claim.origin)),
        claim.outcome,
        claim.reason,
        two_bars(fen_of(claim.implied_base) or 0, fen_of(claim.amount) or 0),
    )


def _is_whole(claim: Claim) -> bool:
    return bool(claim.implied_base and claim.amount and claim.percent) and not is_small_base(claim)


def verified_changes() -> tuple[VerifiedChange, ...]:
    """The largest changes of a whole report whose arithmetic holds, from at least 1 万元; one per report."""
    sound = Finding.objects.filter(check_id="P_CHANGE", outcome__in=SOUND, claim=OuterRef("pk"))
    found = (
        Claim.objects.filter(
            kind="change",
            base="prior_year",
            measure__in=CHANGE_MEASURES,
            change_fen__isnull=False,
            revision__current_of__isnull=False,
        )
        .annotate(outcome=Subquery(sound.order_by("pk").values("outcome")[:1]))
        .filter(outcome__isnull=False)
        .select_related("revision__disclosure__department")
        .order_by(Abs("change_fen").desc(), "pk")
    )
    chosen: dict[int, Claim] = {}
    for claim in found[: CHANGES_SHOWN * 20]:
        pk = claim.revision.disclosure_id
        if pk not in chosen and _is_whole(claim):
            chosen[pk] = claim
    return tuple(_changed(claim) for claim in list(chosen.values())[:CHANGES_SHOWN])


def newest() -> tuple[tuple[Disclosure, str], ...]:
    found = Disclosure.objects.published().select_related("department__region", "current")
    ordered = found.order_by("-published_at", "-pk")[:NEWEST_SHOWN]
    return tuple((disclosure, report_url(disclosure.department, disclosure.year)) for disclosure in ordered)


def home_page() -> HomePage:
    held, departments = region_years(), departments_held()
    regions = regions_of(held)
    return HomePage(
        coverage(held, sum(departments.values()), regions),
        verified_changes(),
        newest(),
        district_cards(held, departments, regions),
    )
