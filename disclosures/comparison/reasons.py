"""The changes that the reports state for a total, with the reasons in their own words, side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from disclosures.comparison.bases import Basis, Kind, is_small_base, kind_of, refusals
from disclosures.comparison.columns import Column
from disclosures.models import Claim, Finding
from disclosures.wording import decimal_of, printed_text

# From the gravest: what a claim shows when several checks judge it.
_GRAVITY = ("fail", "not_checkable", "info", "rounding", "pass")
_DIRECTIONS = ("increase", "decrease")


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
    recognised: bool = False  # where it is stated, or what it is computed from, was recognised in a picture

    @property
    def base_word(self) -> str:
        """Why no rate is shown, "" where it is."""
        if not self.small:
            return ""
        return gettext("基数小") if self.base else gettext("基数为 0")


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
        said = ("unchanged", gettext("持平"), base, small, outcome, Decimal(0), "")
        return Stated(*said, claim.page, bool(claim.origin))
    words = changed_words(claim.direction, claim.change, "" if small else claim.percent)
    signed = change if change is None or claim.direction == "increase" else -change
    said = (claim.direction, words, base, small, outcome, signed, claim.percent)
    return Stated(*said, claim.page, bool(claim.origin))


def changed_words(direction: str, amount: str, percent: str) -> str:
    """增 6,846.88，增长 228.7%: a change up or down, printed decimals in; "" for the amount or rate not given."""
    more = direction == "increase"
    said = {"amount": printed_text(amount), "rate": percent}
    if amount:
        words = gettext("增 %(amount)s") if more else gettext("减 %(amount)s")
    else:
        words = gettext("增") if more else gettext("减")
    rates = (gettext("增长 %(rate)s%%") if more else gettext("下降 %(rate)s%%")) if percent else ""
    return gettext("，").join(part % said for part in (words, rates) if part)


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
    recognised: bool = False


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
        claim.revision_id: StatedRate(
            claim.percent, outcome_of(claim.findings.all()), recognised=bool(claim.origin)
        )
        for claim in claims
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
