"""The 三公 block of a report: budget and final amount of each item, counts and reasons."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from disclosures.charts import budget_dots
from disclosures.measures import MEASURES
from disclosures.pages.reading import Reading, gravest
from disclosures.pages.summary import base_word, budget_word, claim_change
from disclosures.svg import NOTHING
from disclosures.wording import FUNDS, Change, amount_text, change_of

ITEMS = (
    ("total", "合计"),
    ("abroad", "因公出国（境）"),
    ("vehicle", "公务用车购置及运行"),
    ("vehicle_purchase", "其中：购置"),
    ("vehicle_operation", "其中：运行"),
    ("reception", "公务接待"),
)
COUNTS = (
    "three_public.abroad.groups",
    "three_public.abroad.persons",
    "three_public.vehicle_purchase.count",
    "three_public.vehicle.count",
    "three_public.reception.batches",
    "three_public.reception.persons",
    "three_public.reception.accompanying",
)


@dataclass(frozen=True)
class Item:
    label: str
    budget: str
    actual: str
    href: str
    change: Change | None
    dots: SafeString
    outcome: str
    past: Change | None  # against the year before, as the report states it
    past_base: str  # why it has no rate
    past_outcome: str
    total: bool
    part: bool


@dataclass(frozen=True)
class ThreePublic:
    heading: str
    budget_word: str
    items: tuple[Item, ...]
    counts: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    basis: tuple[str, ...]

    @property
    def dated(self) -> bool:
        """Whether any item is compared with the year before."""
        return any(item.past for item in self.items)


def _largest(reading: Reading) -> int:
    values = [
        reading.value(f"three_public.{key}.{kind}") or 0 for key, _ in ITEMS for kind in ("budget", "actual")
    ]
    return max(values)


def _item(reading: Reading, key: str, label: str, largest: int) -> Item | None:
    budget = reading.value(f"three_public.{key}.budget")
    actual = reading.amounts.get(f"three_public.{key}.actual")
    if budget is None and actual is None:
        return None
    value = actual.value if actual else None
    past = reading.claim(f"three_public.{key}.actual", "change", "prior_year")
    both = budget is not None and value is not None
    return Item(
        label,
        amount_text(budget),
        amount_text(value),
        reading.place_url(actual) if actual else "",
        change_of(budget, value) if both else None,
        _dots(budget, value, largest),
        reading.outcome(f"three_public.{key}.actual", but=past),
        claim_change(past, against="") if past else None,
        base_word(past),
        gravest(f for f in reading.findings if past and f.claim_id == past.pk),
        total=key == "total",
        part=key.startswith("vehicle_"),
    )


def _dots(budget: int | None, actual: int | None, largest: int) -> SafeString:
    if not largest:
        return NOTHING
    parts = [None if value is None else value / largest for value in (budget, actual)]
    return budget_dots(*parts)


def _heading(reading: Reading, word: str) -> str:
    budget = reading.value("three_public.total.budget")
    actual = reading.value("three_public.total.actual")
    failed = reading.outcome("three_public.total.actual") in ("fail", "not_checkable")
    if budget is None or actual is None or failed:
        return "“三公”经费"
    if budget == actual:
        return f"“三公”经费：决算与{word}相同"
    verb = "多" if actual > budget else "少"
    return f"“三公”经费：决算比{word}{verb} {amount_text(abs(actual - budget))} 万元"


def _counts(reading: Reading) -> tuple[str, ...]:
    said = []
    for key in COUNTS:
        value = reading.value(key)
        if value is not None:
            said.append(f"{MEASURES[key].label} {value:,} {MEASURES[key].counted_in}")
    return tuple(said)


def _reasons(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What the report gives as the reason of what: (words before it, the reason)."""
    claims = (c for c in reading.claims if c.measure.startswith("three_public.total") and c.reason)
    said = (("比上年变化的原因" if c.base == "prior_year" else "与预算不同的原因", c.reason) for c in claims)
    return tuple(dict.fromkeys(said))


def _basis(amount, sheet) -> tuple[str, ...]:
    keys = amount.basis.split("+") if amount else []
    funds = next((word for key, word in FUNDS.items() if key in keys), "")
    if not funds and sheet:
        funds = FUNDS.get(sheet.basis_funds, "")
    return (f"三公：{funds}",) if funds else ()


def three_public(reading: Reading) -> ThreePublic | None:
    largest = _largest(reading)
    found = (_item(reading, key, label, largest) for key, label in ITEMS)
    items = tuple(item for item in found if item)
    if not items:
        return None
    budget = reading.amounts.get("three_public.total.budget")
    word = budget_word(budget.basis if budget else "")
    sheet = next((sheet for sheet in reading.sheets if sheet.statement == "three_public"), None)
    basis = _basis(budget, sheet)
    return ThreePublic(_heading(reading, word), word, items, _counts(reading), _reasons(reading), basis)
