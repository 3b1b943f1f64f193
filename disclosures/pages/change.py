"""The change block of a report: the jump, its chart, its stated reason and the arithmetic that proves it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from disclosures.charts import Series, Slot
from disclosures.models import Claim, Finding
from disclosures.pages.reading import Reading, gravest, shown_outcome
from disclosures.pages.series import History, fen_of, series
from disclosures.pages.summary import base_word, is_small_base, lead_measure
from disclosures.wording import (
    BASES,
    Change,
    amount_text,
    change_said,
    decimal_of,
    percent_text,
    printed_text,
    rate_said,
)

SLOTS = 4  # years on the chart of one report
SOUND = ("pass", "rounding")


@dataclass(frozen=True)
class Check:
    """One finding in words, beside what it judges."""

    outcome: str
    sentence: str
    page: int | None = None
    about: str = ""  # what it judges, where several stand together


@dataclass(frozen=True)
class ChangeBlock:
    heading: str
    label: str
    series: Series
    claim: Claim | None
    check: Check | None
    notes: tuple[str, ...]
    small_base: str
    said: Change | None = None  # 增长 228.7%，增加 6,846.88 万元


def arithmetic(claim: Claim) -> str:
    """The stated change, worked out again: "6,846.88 ÷ 2,993.52 = 228.72%，报告写 228.7%。"."""
    change, base = decimal_of(claim.change), decimal_of(claim.implied_base)
    if change is None or base is None or not claim.percent:
        return ""
    if not base:
        return f"{BASES.get(claim.base, '上年')}数为 0，不计算比例；报告写 {claim.percent}%。"
    ours = percent_text(change, base)
    return f"{printed_text(claim.change)} ÷ {printed_text(claim.implied_base)} = {ours}，报告写 {claim.percent}%。"


def check_of(findings: list[Finding], claim: Claim) -> Check | None:
    """The outcome of the checks on a claim, with the arithmetic where it is a change, else their own words."""
    own = [finding for finding in findings if finding.claim_id == claim.pk]
    if not own:
        return None
    outcome = gravest(own)
    told = next((finding for finding in own if shown_outcome(finding) == outcome), own[0])
    sum_said = arithmetic(claim) if claim.kind == "change" and told.check_id == "P_CHANGE" else ""
    return Check(outcome, sum_said or told.message, claim.page)


def _years(history: History, measure: str, reading: Reading) -> range:
    known = [
        year
        for year in history.years([measure], reading.disclosure.scope)
        if reading.year - SLOTS < year <= reading.year
    ]
    return range(min(known, default=reading.year), reading.year + 1)


def _heading(label: str, series: Series, claim: Claim | None, check: Check | None) -> str:
    """The finding, if its check passes; otherwise the plain noun."""
    now = series.slots[-1]
    base = decimal_of(claim.implied_base) if claim else None
    amount = decimal_of(claim.amount) if claim else None
    if not claim or not check or check.outcome not in SOUND or is_small_base(claim) or not base or not amount:
        return label
    before = next((slot for slot in series.slots if slot.year == claim.base_year), None)
    whose = "上年推算数" if before and before.kind == "implied" else "上年"
    if amount >= 2 * base:
        times = (amount / base).quantize(Decimal("0.01"))
        return f"{amount_text(now.value)} 万元，是{whose}的 {times} 倍"
    words = rate_said(claim.direction, claim.percent).words if claim.percent else ""
    return f"{amount_text(now.value)} 万元，比{whose}{words}" if words else label


def _notes(series: Series, claim: Claim | None) -> tuple[str, ...]:
    said = []
    gaps = [str(slot.year) for slot in series.slots if slot.value is None]
    if gaps:
        said.append(f"{'、'.join(gaps)} 年没有可用的数，不连线。")
    before = _before(series, claim)
    if claim and before and before.kind == "implied":
        said.append(
            f"{claim.base_year} 年的 {printed_text(claim.implied_base)} 由本报告推算"
            f"（{claim_sum(claim)}），本站未收录该年报告；收录后两数会对照。"
        )
    if claim and before and before.kind == "own" and before.value != fen_of(claim.implied_base):
        said.append(
            f"{claim.base_year} 年自己的报告为 {before.amount}，本报告推算为"
            f" {printed_text(claim.implied_base)}，两数不同。"
        )
    if len(series.held) == 1:
        said.append("仅有一年的数。")
    return tuple(said)


def _before(series: Series, claim: Claim | None) -> Slot | None:
    return next((slot for slot in series.slots if claim and slot.year == claim.base_year), None)


def claim_sum(claim: Claim) -> str:
    """How the base follows from a claim: "9,840.40 − 6,846.88"."""
    sign = "＋" if claim.direction == "decrease" else "−"
    return f"{printed_text(claim.amount)} {sign} {printed_text(claim.change)}"


def change_block(reading: Reading, history: History) -> ChangeBlock | None:
    found = lead_measure(reading)
    if not found:
        return None
    measure, label = found
    claim = reading.claim(measure, "change", "prior_year")
    check = check_of(list(reading.findings), claim) if claim else None
    drawn = series(
        history, measure, label, reading.disclosure.scope, _years(history, measure, reading), reading.year
    )
    small = base_word(claim)
    said = None
    if claim and claim.direction in ("increase", "decrease"):
        drawn = replace(drawn, change=_long(claim), rate=_rate(claim, small))
        said = _said(drawn)
    heading = _heading(label, drawn, claim, check)
    return ChangeBlock(heading, label, drawn, claim, check, _notes(drawn, claim), small, said)


def _long(claim: Claim) -> Change:
    said = change_said(claim.direction, claim.change)
    return replace(said, words=said.words.replace("增 ", "增加 ").replace("减 ", "减少 "))


def _said(drawn: Series) -> Change | None:
    """The change in full: "增长 228.7%，增加 6,846.88 万元"."""
    if not drawn.change:
        return None
    rate = f"{drawn.rate.words}，" if drawn.rate else ""
    return replace(drawn.change, words=f"{rate}{drawn.change.words} 万元")


def _rate(claim: Claim, small: str) -> Change | None:
    return rate_said(claim.direction, claim.percent) if claim.percent and not small else None
