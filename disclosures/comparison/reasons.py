"""The changes that the reports state for a total, with the reasons in their own words, side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.comparison.bases import Basis, Kind, is_small_base, kind_of, refusals
from disclosures.comparison.columns import Column
from disclosures.models import Claim, Finding
from disclosures.wording import decimal_of, printed_text

# From the gravest: what a claim shows when several checks judge it.
_GRAVITY = ("fail", "not_checkable", "info", "rounding", "pass")
_DIRECTIONS = {"increase": ("增", "增长"), "decrease": ("减", "下降")}


@dataclass(frozen=True)
class Stated:
    """A change as a report states it. ``small`` = the base is under 1 万元, so the rate is not shown."""

    direction: str
    words: str
    base: Decimal | None
    small: bool
    outcome: str
    change: Decimal | None = None
    percent: str = ""
    page: int | None = None

    @property
    def base_word(self) -> str:
        """Why no rate is shown, "" where it is."""
        return ("基数小" if self.base else "基数为 0") if self.small else ""


@dataclass(frozen=True)
class Reason:
    """The change of the total of one column. Shares are bar lengths of both years on one scale, "" where the
    columns must not be drawn on one."""

    column: Column
    stated: Stated | None
    value: Decimal | None = None
    text: str = ""
    base_year: int | None = None
    page: int | None = None
    share: str = ""
    base_share: str = ""


def outcome_of(findings: Iterable[Finding]) -> str:
    """The gravest outcome of the checks of one claim; an info is a 提示, never a 不一致."""
    outcomes = {
        "info"
        if finding.severity == "info" and finding.outcome in ("fail", "not_checkable")
        else finding.outcome
        for finding in findings
    }
    return next((outcome for outcome in _GRAVITY if outcome in outcomes), "")


def base_of(claim: Claim) -> Decimal | None:
    """What the claim's rate is of: as implied by the report, else from its amount and change."""
    implied = decimal_of(claim.implied_base)
    amount, change = decimal_of(claim.amount), decimal_of(claim.change)
    if implied is not None or amount is None or change is None:
        return implied
    return amount - change if claim.direction == "increase" else amount + change


def stated(claim: Claim) -> Stated:
    """A claim of a change in words: absolute amount first, then the rate unless its base is small."""
    base = base_of(claim)
    small = is_small_base(base)
    change = decimal_of(claim.change)
    outcome = outcome_of(claim.findings.all())
    if claim.direction not in _DIRECTIONS:
        return Stated("unchanged", "持平", base, small, outcome, Decimal(0), "", claim.page)
    short, long = _DIRECTIONS[claim.direction]
    words = f"{short} {printed_text(claim.change)}" if claim.change else short
    if claim.percent and not small:
        words += f"，{long} {claim.percent}%"
    signed = change if change is None or claim.direction == "increase" else -change
    return Stated(claim.direction, words, base, small, outcome, signed, claim.percent, claim.page)


def change_claims(revisions: Iterable[int], measures: Sequence[str]) -> dict[tuple[int, str], Claim]:
    """The first stated change against the year before, by revision and measure: two queries."""
    claims = (
        Claim.objects.filter(revision__in=revisions, kind="change", base="prior_year", measure__in=measures)
        .order_by("-position")
        .prefetch_related("findings")
    )
    return {(claim.revision_id, claim.measure): claim for claim in claims}


@dataclass(frozen=True)
class StatedRate:
    percent: str
    outcome: str


def stated_rates(columns: Sequence[Column], measure: str) -> dict[int, StatedRate]:
    """The first stated rate of completion of a measure, by revision: two queries."""
    revisions = [column.revision for column in columns if column.held]
    claims = (
        Claim.objects.filter(revision__in=revisions, kind="completion", measure=measure)
        .exclude(percent="")
        .order_by("-position")
        .prefetch_related("findings")
    )
    return {
        claim.revision_id: StatedRate(claim.percent, outcome_of(claim.findings.all())) for claim in claims
    }


def reasons(
    columns: Sequence[Column], measures: Sequence[str], bases: Mapping[Column, Basis]
) -> tuple[Reason, ...]:
    """For each held column the stated change of one measure: of ``measures`` the one that most reports speak
    of, the first of equals, so that one thing stands beside itself. () where none does. ``bases`` holds the
    三公 basis of every column."""
    held = [column for column in columns if column.held]
    claims = change_claims([column.revision for column in held], measures)
    if not claims:
        return ()
    counted = Counter(measure for _, measure in claims)
    measure = max(measures, key=lambda key: counted[key])  # max takes the first of equals
    found = [_reason(column, claims.get((column.revision, measure))) for column in held]
    return _scaled(found, kind_of(measure), bases)


def _reason(column: Column, claim: Claim | None) -> Reason:
    if claim is None:
        return Reason(column, None)
    return Reason(
        column,
        stated(claim),
        decimal_of(claim.amount),
        claim.reason,
        claim.base_year or column.year - 1,
        claim.page,
    )


def _scaled(found: Sequence[Reason], kind: Kind, bases: Mapping[Column, Basis]) -> tuple[Reason, ...]:
    """With bar lengths, where the columns may be drawn on one scale."""
    drawn = [reason for reason in found if reason.stated and reason.value is not None]
    values = [v for r in drawn for v in (r.value, r.stated.base) if v is not None]
    largest = max(values, default=Decimal(0))
    if refusals(kind, [bases[r.column] for r in drawn]) or largest <= 0 or min(values) < 0:
        return tuple(found)
    return tuple(_with_shares(reason, largest) if reason in drawn else reason for reason in found)


def _with_shares(reason: Reason, largest: Decimal) -> Reason:
    base = reason.stated.base
    return Reason(
        reason.column,
        reason.stated,
        reason.value,
        reason.text,
        reason.base_year,
        reason.page,
        f"{reason.value / largest:.4f}",
        "" if base is None else f"{base / largest:.4f}",
    )
