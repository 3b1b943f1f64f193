"""The change block of a report: the jump, its chart, its stated reason and the arithmetic that proves it."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from disclosures.charts import Series, Slot
from disclosures.models import Claim, Finding
from disclosures.pages.headlines import SOUND, Headline, refusal, times
from disclosures.pages.reading import Reading, gravest, shown_outcome
from disclosures.pages.said import rate_said, seen
from disclosures.pages.series import History, series
from disclosures.pages.summary import base_word, is_small_base, lead_measure
from disclosures.wording import (
    BASES,
    Change,
    decimal_of,
    percent_text,
    printed_text,
)

SLOTS = 4  # years on the chart of one report


@dataclass(frozen=True)
class Check:
    """One finding in words, beside what it judges."""

    outcome: str
    sentence: str
    page: int | None = None
    about: str = ""  # what it judges, where several stand together
    ours: bool = False  # whether the sentence is worded for the page, and no stored one


@dataclass(frozen=True)
class ChangeBlock:
    headline: Headline
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
        told = {"base": _(BASES.get(claim.base, BASES["prior_year"])), "rate": claim.percent}
        return _("%(base)s数为 0，不计算比例；报告写 %(rate)s%%。") % told
    return _("%(sum)s，报告写 %(rate)s%%。") % {
        "sum": f"{printed_text(claim.change)} ÷ {printed_text(claim.implied_base)} = {percent_text(change, base)}",
        "rate": claim.percent,
    }


def check_of(findings: list[Finding], claim: Claim) -> Check | None:
    """The outcome of the checks on a claim, with the arithmetic where it is a change, else their own words."""
    own = [finding for finding in findings if finding.claim_id == claim.pk]
    if not own:
        return None
    outcome = gravest(own)
    told = next((finding for finding in own if shown_outcome(finding) == outcome), own[0])
    sum_said = arithmetic(claim) if claim.kind == "change" and told.check_id == "P_CHANGE" else ""
    return Check(outcome, sum_said or told.message, claim.page, ours=bool(sum_said))


def _years(history: History, measure: str, reading: Reading) -> range:
    known = [
        year
        for year in history.years([measure], reading.disclosure.scope)
        if reading.year - SLOTS < year <= reading.year
    ]
    return range(min(known, default=reading.year), reading.year + 1)


def _refused(series: Series, claim: Claim | None, check: Check | None) -> str:
    """Why the change is no finding, "" where it is one."""
    if len(series.held) == 1:
        return _("仅有一年的数，不写变化。")
    if not claim:
        return _("报告没有写与上年相比的变化，标题不写结论。")
    if not check:
        return _("这一变化没有核对，标题不写结论。")
    if check.outcome not in SOUND:
        return refusal(check.outcome) or _("核对只有提示，标题不写结论。")
    if is_small_base(claim):
        return _("上年数不到 1 万元，标题不写比例。")
    return ""


def _headline(label: str, series: Series, claim: Claim | None, check: Check | None) -> Headline:
    """The finding, if its check passes; otherwise the plain noun and why."""
    refused = _refused(series, claim, check)
    base = decimal_of(claim.implied_base) if claim else None
    amount = decimal_of(claim.amount) if claim else None
    if refused or not claim or not base or not amount:
        return Headline(label, refused=refused)
    before = _before(series, claim)
    implied = before is not None and before.kind == "implied"
    recognised = series.slots[-1].recognised or bool(claim.origin)
    told = {
        "amount": series.slots[-1].amount,
        "whose": (_("上年推算数") if implied else _("上年")).lower(),
        "now": printed_text(claim.amount),
        "base": printed_text(claim.implied_base),
    }
    if amount >= 2 * base:
        told["times"] = str(times(amount, base))
        said = _("%(amount)s 万元，是%(whose)s的 %(times)s 倍") % told
        return Headline(said, _("%(now)s ÷ %(base)s = %(times)s 倍") % told, recognised=recognised)
    if not claim.percent:
        return Headline(label, refused=_("报告没有写变化的比例，标题不写结论。"))
    told["rate"] = rate_said(claim.direction, claim.percent).words
    said = _("%(amount)s 万元，比%(whose)s%(rate)s") % told
    return Headline(said, arithmetic(claim).rstrip("。."), recognised=recognised)


def _notes(series: Series, claim: Claim | None) -> tuple[str, ...]:
    said = []
    gaps = [str(slot.year) for slot in series.slots if slot.value is None]
    if gaps:
        said.append(_("%(years)s 年没有可用的数，不连线。") % {"years": _("、").join(gaps)})
    before = _before(series, claim)
    told = _base_told(claim) if claim else {}
    if claim and before and before.kind == "implied":
        said.append(
            _("%(year)s 年的 %(base)s 由本报告推算（%(sum)s），本站未收录该年报告；收录后两数会对照。") % told
        )
    if claim and before and before.restated is not None:
        said.append(
            _("%(year)s 年自己的报告为 %(own)s，本报告推算为 %(base)s，两数不同。")
            % (told | {"own": before.amount})
        )
    return tuple(said)


def _base_told(claim: Claim) -> dict[str, str]:
    base = printed_text(claim.implied_base)
    return {"year": str(claim.base_year), "base": base, "sum": claim_sum(claim)}


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
    headline = _headline(label, drawn, claim, check)
    return ChangeBlock(headline, label, drawn, claim, check, _notes(drawn, claim), small, said)


def _long(claim: Claim) -> Change:
    words = _("减少 %(amount)s") if claim.direction == "decrease" else _("增加 %(amount)s")
    said = words % {"amount": printed_text(claim.change)} if claim.change else ""
    return seen(Change(claim.direction, said), bool(claim.origin))


def _said(drawn: Series) -> Change | None:
    """The change in full: "增长 228.7%，增加 6,846.88 万元"."""
    if not drawn.change:
        return None
    amount = _("%(amount)s 万元") % {"amount": drawn.change.words}
    words = (drawn.rate.words, amount) if drawn.rate else (amount,)
    return replace(drawn.change, words=_("，").join(words))


def _rate(claim: Claim, small: str) -> Change | None:
    return rate_said(claim.direction, claim.percent) if claim.percent and not small else None
