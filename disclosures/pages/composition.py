"""What the expenditure of a report consists of: functional classes, basic and project expenditure."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.bars import Half, bar, split_bar
from disclosures.classification import CLASSES
from disclosures.pages.glossary import Entry, Glossary
from disclosures.pages.headlines import Headline, refusal
from disclosures.pages.reading import GRAVITY, Reading
from disclosures.pages.series import sources_said
from disclosures.statements import State, Statement
from disclosures.svg import NOTHING
from disclosures.wording import amount_text, percent_text

# What the classes are a share of: the first that the report gives.
WHOLES = {
    "expenditure_current": gettext_lazy("本年支出合计"),
    "general_budget_expenditure": gettext_lazy("一般公共预算财政拨款支出合计"),
}
ROUNDING_FEN = 10_000  # 0.01 万元, what one printed amount can be off


@dataclass(frozen=True)
class Part:
    label: str
    value: int
    share: str  # of our own, at two decimals
    printed_share: str  # as the report prints it, "" where it does not
    bar: SafeString
    href: str
    outcome: str = ""
    recognised: bool = False  # in a picture, and nobody has looked at it
    share_recognised: bool = False  # it or what it is a share of is

    @property
    def amount(self) -> str:
        return amount_text(self.value)


@dataclass(frozen=True)
class HalfRow:
    """基本支出 or 项目支出 as a row of the table."""

    half: Half
    href: str
    outcome: str
    recognised: bool = False  # in a picture, and nobody has looked at it
    share_recognised: bool = False  # it or the other half is


@dataclass(frozen=True)
class Composition:
    headline: Headline
    parts: tuple[Part, ...]
    total: int
    note: str
    split: SafeString
    halves: tuple[HalfRow, ...]
    drill_href: str  # the statement that goes down to 款 and 项, "" where none prints amounts
    source: str  # where the parts are printed
    halves_source: str
    terms: tuple[Entry, ...]  # the report's own explanations of 基本支出 and 项目支出


def _short(name: str) -> str:
    """教育支出 → 教育 where the page is Chinese; the English names of classes have no such ending."""
    return _(name).removesuffix("支出")


def _parts(reading: Reading, total: int, whole_of: str) -> tuple[Part, ...]:
    given = [
        (name, reading.amounts[f"class.{code}"]) for code, name in CLASSES if reading.value(f"class.{code}")
    ]
    given.sort(key=lambda pair: -pair[1].value)
    longest = max((amount.value for _, amount in given), default=1)
    parts = (_part(reading, name, amount, longest, total) for name, amount in given)
    unsure = reading.recognised(whole_of)
    return tuple(replace(part, share_recognised=unsure or part.recognised) for part in parts)


def _part(reading: Reading, name: str, amount, longest: int, total: int) -> Part:
    claim = reading.claim(amount.measure, "share")
    return Part(
        _short(name),
        amount.value,
        percent_text(amount.value, total),
        f"{claim.percent}%" if claim and claim.percent else "",
        bar(amount.value / longest, "now", _short(name), amount_text(amount.value)),
        reading.place_url(amount),
        reading.outcome(amount.measure),
        amount.recognised,
    )


def _headline(parts: tuple[Part, ...], total: int, gap: int, whole_of: str) -> Headline:
    """What can be recomputed: one or two classes that make up more than half of what all of them add up to."""
    noun = _("支出构成")
    if not parts:
        return Headline(noun)
    refused = refusal(_gravest({part.outcome for part in parts}))
    if abs(gap) > ROUNDING_FEN * (len(parts) + 1):
        gapped = _("各类之和与%(whole)s相差 %(gap)s，标题不写占比。") % {
            "whole": whole_of,
            "gap": amount_text(abs(gap)),
        }
        refused = _("%(one)s%(other)s") % {"one": refused, "other": gapped} if refused else gapped
    if refused or not total:
        return Headline(noun, refused=refused)
    seen = any(part.share_recognised for part in parts)
    told = {"first": parts[0].label, "total": amount_text(total)}
    if len(parts) == 1 or parts[0].value * 2 > total:
        told |= {"share": parts[0].share, "amount": parts[0].amount}
        said = _("%(first)s占 %(share)s") % told
        return Headline(said, _("%(amount)s ÷ %(total)s = %(share)s") % told, recognised=seen)
    two = parts[0].value + parts[1].value
    if two * 2 <= total:
        return Headline(noun, refused=_("没有一类或两类合计过半，标题只写名称。"))
    told |= {"second": parts[1].label, "share": percent_text(two, total)}
    told |= {"one": parts[0].amount, "other": parts[1].amount}
    return Headline(
        _("%(first)s与%(second)s两类合计占 %(share)s") % told,
        _("（%(one)s ＋ %(other)s）÷ %(total)s = %(share)s") % told,
        recognised=seen,
    )


def _gravest(outcomes: set[str]) -> str:
    return next((outcome for outcome in GRAVITY if outcome in outcomes), "")


def _difference(parts: tuple[Part, ...], total: int) -> int:
    return total - sum(part.value for part in parts)


HALVES = (("基本支出", "basic_expenditure"), ("项目支出", "project_expenditure"))


def _split(reading: Reading) -> tuple[SafeString, tuple[HalfRow, ...]]:
    basic, project = reading.value("basic_expenditure"), reading.value("project_expenditure")
    if basic is None or project is None or basic + project <= 0:
        return NOTHING, ()
    whole = basic + project
    one, other = (
        Half(_(label), amount_text(value), percent_text(value, whole))
        for (label, _measure), value in zip(HALVES, (basic, project), strict=True)
    )
    rows = tuple(
        HalfRow(
            half,
            reading.place_url(reading.amounts[measure]),
            reading.outcome(measure),
            reading.recognised(measure),
            reading.recognised(*(key for _label, key in HALVES)),
        )
        for half, (_label, measure) in zip((one, other), HALVES, strict=True)
    )
    return split_bar(basic / whole, (one, other), "halves"), rows


def _drill_href(reading: Reading) -> str:
    printed = {sheet.statement for sheet in reading.sheets if sheet.state == State.AMOUNTS}
    found = next((key for key in (Statement.EXPENDITURE, Statement.GENERAL_BUDGET) if key in printed), None)
    return reading.statement_url(found) if found else ""


def composition(reading: Reading, words: Glossary) -> Composition | None:
    whole_of = next((measure for measure in WHOLES if reading.value(measure)), "")
    total = reading.value(whole_of) or 0
    called = str(WHOLES.get(whole_of, _("支出合计")))
    parts = _parts(reading, total, whole_of)
    split, halves = _split(reading)
    if not parts and not halves:
        return None
    note = (
        _("按支出功能分类，万元；占比为本站按%(whole)s计算。") % {"whole": called} if parts else _("万元。")
    )
    headline = _headline(parts, total, _difference(parts, total), called)
    return Composition(
        headline,
        parts,
        total,
        note,
        split,
        halves,
        _drill_href(reading),
        sources_said(reading, [key for key in reading.amounts if key.startswith("class.")]),
        sources_said(reading, [measure for _label, measure in HALVES]),
        tuple(entry for label, _measure in HALVES if (entry := words.explaining(label))),
    )
