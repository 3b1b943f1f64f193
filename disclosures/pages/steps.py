"""From the initial budget to the final amount: the totals, and the 项 between them as steps."""

from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from disclosures.bars import bar, step_bar
from disclosures.models import Claim
from disclosures.pages.headlines import Headline, refusal, times
from disclosures.pages.items import ItemRow, items
from disclosures.pages.reading import Amount, Reading, gravest
from disclosures.pages.series import sources_said
from disclosures.svg import NOTHING
from disclosures.wording import BASES, amount_text, percent_text

TOTAL = "general_budget_expenditure"
TOTALS = ("initial_budget", "full_year_budget", TOTAL)
ROUNDING_FEN = 10_000  # 0.01 万元, what one printed amount can be off
FEWEST = 2  # totals of which a drawing says something


@dataclass(frozen=True)
class Whole:
    """One total: 年初预算, 全年预算 or 决算."""

    label: str
    amount: str
    href: str
    bar: SafeString
    final: bool = False
    recognised: bool = False  # in a picture, and nobody has looked at it


@dataclass(frozen=True)
class Step:
    """One 项. ``completion`` names what it is of, as the report prints it."""

    row: ItemRow
    bar: SafeString
    completion: str
    reason: str
    outcome: str


@dataclass(frozen=True)
class Steps:
    headline: Headline
    wholes: tuple[Whole, ...]
    steps: tuple[Step, ...]
    drawn: bool  # whether the 项 add up to the totals, so that they are drawn as steps
    completion: str  # that of the total, as the report prints it
    outcome: str
    source: str  # where the numbers are printed

    @property
    def before(self) -> tuple[Whole, ...]:
        return tuple(whole for whole in self.wholes if not whole.final)

    @property
    def after(self) -> tuple[Whole, ...]:
        return tuple(whole for whole in self.wholes if whole.final)


def _given(reading: Reading) -> list[tuple[str, Amount, bool]]:
    """The totals that the report gives, in the order of the year."""
    named = (
        ("initial_budget", _("年初预算"), False),
        ("full_year_budget", _("全年预算"), False),
        (TOTAL, _("决算"), True),
    )
    return [(label, reading.amounts[key], final) for key, label, final in named if key in reading.amounts]


def _wholes(reading: Reading, largest: int) -> tuple[Whole, ...]:
    look = {True: "now", False: "past"}
    return tuple(
        Whole(
            label,
            amount_text(amount.value),
            reading.place_url(amount),
            bar(amount.value / largest, look[final], label, amount_text(amount.value)),
            final,
            amount.recognised,
        )
        for label, amount, final in _given(reading)
    )


def completion_said(claim: Claim | None) -> str:
    """ "完成年初预算 121.8%": a rate with what it is of; "" where the report gives none."""
    if claim is None or not claim.percent:
        return ""
    return _("完成%(base)s %(rate)s%%") % {
        "base": _(BASES.get(claim.base, "预算")).lower(),
        "rate": claim.percent,
    }


def _off(rows: tuple[ItemRow, ...], initial: int | None, final: int | None) -> str:
    """Why the 项 cannot stand as steps between the totals, "" where they can."""
    told = [row for row in rows if row.budget_fen is not None and row.actual_fen is not None]
    if initial is None or final is None:
        return _("报告没有同时给出年初预算与决算的合计，各项不连成阶梯。")
    if len(told) < len(rows):
        return _("报告没有逐项写年初预算，各项不连成阶梯。")
    room = ROUNDING_FEN * (len(told) + 1)
    for word, total, own in (
        (_("年初预算"), initial, sum(row.budget_fen or 0 for row in told)),
        (_("决算"), final, sum(row.actual_fen or 0 for row in told)),
    ):
        if abs(total - own) > room:
            return _("各项%(word)s合计 %(own)s，报告写的%(word)s为 %(total)s，两数不同，各项不连成阶梯。") % {
                "word": word.lower(),
                "own": amount_text(own),
                "total": amount_text(total),
            }
    return ""


def _steps(reading: Reading, rows: tuple[ItemRow, ...], initial: int, largest: int, drawn: bool):
    levels = list(accumulate((row.changed for row in rows), initial=initial))
    found = []
    for place, row in enumerate(rows):
        measure = f"item.{row.code}.actual"
        claims = [claim for claim in reading.claims if claim.measure == measure]
        start, end = (level / largest for level in levels[place : place + 2]) if drawn else (0, 0)
        found.append(
            Step(
                row,
                step_bar(start, end, row.name, row.difference) if drawn else NOTHING,
                completion_said(reading.claim(measure, "completion")),
                next((claim.reason for claim in claims if claim.reason), ""),
                gravest(f for f in reading.findings if f.claim and f.claim.measure == measure),
            )
        )
    return tuple(found)


def _headline(initial: Amount | None, final: Amount | None, outcome: str) -> Headline:
    noun = _("从年初预算到决算")
    refused = refusal(outcome)
    if refused:
        return Headline(noun, refused=refused)
    if initial is None or final is None:
        return Headline(noun, refused=_("报告没有同时给出年初预算与决算，标题不写结论。"))
    if not initial.value:
        return Headline(noun, refused=_("年初预算为 0，不计算倍数与完成率，标题不写结论。"))
    parts = {"final": amount_text(final.value), "initial": amount_text(initial.value)}
    seen = final.recognised or initial.recognised
    if final.value >= 2 * initial.value:
        parts["times"] = str(times(final.value, initial.value))
        said = _("决算 %(final)s 万元，是年初预算的 %(times)s 倍") % parts
        return Headline(said, _("%(final)s ÷ %(initial)s = %(times)s 倍") % parts, recognised=seen)
    parts["rate"] = percent_text(final.value, initial.value)
    said = _("决算 %(final)s 万元，完成年初预算的 %(rate)s") % parts
    return Headline(said, _("%(final)s ÷ %(initial)s = %(rate)s") % parts, recognised=seen)


def steps(reading: Reading) -> Steps | None:
    """None where the report tells neither two totals nor any 项."""
    given = _given(reading)
    rows = tuple(sorted(items(reading), key=lambda row: (-abs(row.changed), row.code)))
    if len(given) < FEWEST and not rows:
        return None
    initial, final = reading.amounts.get("initial_budget"), reading.amounts.get(TOTAL)
    start, end = (amount.value if amount else None for amount in (initial, final))
    off = _off(rows, start, end) if rows else ""
    drawn = bool(rows) and not off
    reached = accumulate((row.changed for row in rows), initial=start or 0) if drawn else ()
    largest = max((*(amount.value for _label, amount, _final in given), *reached), default=0) or 1
    claim = reading.claim(TOTAL, "completion")
    outcome = gravest(f for f in reading.findings if claim and f.claim_id == claim.pk)
    headline = _headline(initial, final, outcome)
    if off:
        refused = _("%(one)s%(other)s") % {"one": headline.refused, "other": off} if headline.refused else off
        headline = replace(headline, refused=refused)
    return Steps(
        headline,
        _wholes(reading, largest),
        _steps(reading, rows, start or 0, largest, drawn),
        drawn,
        completion_said(claim),
        outcome,
        sources_said(reading, [*TOTALS, *(key for key in reading.amounts if key.startswith("item."))]),
    )
