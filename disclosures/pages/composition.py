"""What the expenditure of a report consists of: functional classes, basic and project expenditure."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from disclosures.charts import bar, split_bar
from disclosures.classification import CLASSES
from disclosures.pages.reading import Reading
from disclosures.svg import NOTHING
from disclosures.wording import amount_text, percent_text

# What the classes are a share of: the first that the report gives.
WHOLES = {"expenditure_current": "本年支出合计", "general_budget_expenditure": "一般公共预算财政拨款支出合计"}
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

    @property
    def amount(self) -> str:
        return amount_text(self.value)


@dataclass(frozen=True)
class Composition:
    heading: str
    parts: tuple[Part, ...]
    total: int
    note: str
    split: SafeString
    split_words: tuple[str, ...]


def _short(name: str) -> str:
    return name.removesuffix("支出")


def _parts(reading: Reading, total: int) -> tuple[Part, ...]:
    given = [
        (name, reading.amounts[f"class.{code}"]) for code, name in CLASSES if reading.value(f"class.{code}")
    ]
    given.sort(key=lambda pair: -pair[1].value)
    longest = max((amount.value for _, amount in given), default=1)
    return tuple(_part(reading, name, amount, longest, total) for name, amount in given)


def _part(reading: Reading, name: str, amount, longest: int, total: int) -> Part:
    claim = reading.claim(amount.measure, "share")
    return Part(
        _short(name),
        amount.value,
        percent_text(amount.value, total),
        f"{claim.percent}%" if claim and claim.percent else "",
        bar(amount.value / longest),
        reading.place_url(amount),
        reading.outcome(amount.measure),
    )


def _heading(parts: tuple[Part, ...], total: int) -> str:
    """What can be recomputed: one or two classes that make up more than half."""
    if not parts or not total:
        return "支出构成"
    first = parts[0]
    if len(parts) == 1:
        return f"{first.label}占 {first.share}"
    if first.value * 2 > total:
        return f"{first.label}占 {first.share}"
    two = parts[0].value + parts[1].value
    if two * 2 > total:
        share = percent_text(two, total)
        return f"{parts[0].label}与{parts[1].label}两类合计占 {share}"
    return "支出构成"


def _difference(parts: tuple[Part, ...], total: int) -> int:
    return total - sum(part.value for part in parts)


def _split(reading: Reading) -> tuple[SafeString, tuple[str, ...]]:
    basic, project = reading.value("basic_expenditure"), reading.value("project_expenditure")
    if basic is None or project is None or basic + project <= 0:
        return NOTHING, ()
    whole = basic + project
    words = tuple(
        f"{label} {amount_text(value)}，占 {percent_text(value, whole)}"
        for label, value in (("基本支出", basic), ("项目支出", project))
    )
    return split_bar(basic / whole, "；".join(words)), words


def composition(reading: Reading) -> Composition | None:
    whole_of = next((measure for measure in WHOLES if reading.value(measure)), "")
    total = reading.value(whole_of) or 0
    called = WHOLES.get(whole_of, "支出合计")
    parts = _parts(reading, total)
    split, words = _split(reading)
    if not parts and not words:
        return None
    gap = _difference(parts, total)
    whole = not parts or abs(gap) <= ROUNDING_FEN * (len(parts) + 1)
    note = f"按支出功能分类，万元；占比为本站按{called}计算。" if parts else "万元。"
    if not whole:
        note += f"各类之和与{called}相差 {amount_text(abs(gap))}，占比未合到 100%。"
    heading = _heading(parts, total) if whole and total else "支出构成"
    return Composition(heading, parts, total, note, split, words)
