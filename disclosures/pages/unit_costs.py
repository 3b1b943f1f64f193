"""What a vehicle, a group or a guest cost on average: amounts of 三公 by the counts that the same report states."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.measures import MEASURES
from disclosures.pages.headlines import UNSOUND
from disclosures.pages.reading import Reading
from disclosures.wording import amount_text, wan

# (amount, count)
PAIRS = (
    ("vehicle_purchase", "three_public.vehicle_purchase.count"),
    ("vehicle_operation", "three_public.vehicle.count"),
    ("abroad", "three_public.abroad.groups"),
    ("abroad", "three_public.abroad.persons"),
    ("reception", "three_public.reception.batches"),
    ("reception", "three_public.reception.persons"),
)
LABELS = {
    "vehicle_purchase": gettext_lazy("公务用车购置费"),
    "vehicle_operation": gettext_lazy("公务用车运行费"),
    "abroad": gettext_lazy("因公出国（境）费"),
    "reception": gettext_lazy("公务接待费"),
}
# By what is counted: the unit of an average in 万元, and in 元.
PER = {
    "辆": (gettext_lazy("万元/辆"), gettext_lazy("元/辆")),
    "个": (gettext_lazy("万元/个"), gettext_lazy("元/个")),
    "人次": (gettext_lazy("万元/人次"), gettext_lazy("元/人次")),
    "批次": (gettext_lazy("万元/批次"), gettext_lazy("元/批次")),
}
SMALL = 5  # fewer than these, one more or less changes the average by a fifth and more
HALF_PRINTED = Decimal("0.005")  # 万元, what an amount printed at two decimals can be off
IN_YUAN = Decimal("0.1")  # 万元 a unit, below which 元 says more
YUAN = 10_000
VAGUE = Decimal("0.01")  # from this part on, what rounding leaves open is told


@dataclass(frozen=True)
class UnitCost:
    """``formula``: 20.81 万元 ÷ 7 辆; ``cost``: 2.97 万元/辆, "" where ``refused`` says why there is none;
    ``between``: what the rounding of the printed amount leaves open, "" where it is under a hundredth; ``recognised``:
    one of the two was recognised in a picture and nobody has looked at it."""

    label: str
    href: str
    formula: str
    cost: str = ""
    between: str = ""
    small: str = ""
    refused: str = ""
    recognised: bool = False


def _each(amount: Decimal, count: int, yuan: bool) -> str:
    value = amount * (YUAN if yuan else 1) / count
    step = Decimal(1) if yuan else Decimal("0.01")
    return f"{value.quantize(step, ROUND_HALF_UP):,}"


def _cost(amount: Decimal, count: int, counted_in: str) -> tuple[str, str]:
    """The average in 万元, or in 元 where it is small, and the bounds that rounding leaves."""
    yuan = amount / count < IN_YUAN
    unit = PER[counted_in][yuan]
    low, high = (_each(amount + off, count, yuan) for off in (-HALF_PRINTED, HALF_PRINTED))
    vague = HALF_PRINTED / amount >= VAGUE and low != high
    about = _("约 ") if vague else ""
    return f"{about}{_each(amount, count, yuan)} {unit}", f"{low}—{high}" if vague else ""


def _one(reading: Reading, item: str, counted: str) -> UnitCost | None:
    measure = f"three_public.{item}.actual"
    amount, count = reading.amounts.get(measure), reading.value(counted)
    if amount is None or not amount.value or not count:
        return None
    counted_in = _(MEASURES[counted].counted_in)
    label = str(LABELS[item])
    money = wan(amount.value)
    formula = _("%(amount)s 万元 ÷ %(count)s %(counted_in)s") % {
        "amount": amount_text(amount.value),
        "count": f"{count:,}",
        "counted_in": counted_in,
    }
    href = reading.place_url(amount)
    unseen = reading.recognised(measure, counted)
    if any(reading.outcome(key) in UNSOUND for key in (measure, counted)):
        why = _("核对有不一致或无法核对，不计算")
        return UnitCost(label, href, formula, refused=why, recognised=unseen)
    cost, between = _cost(money, count, MEASURES[counted].counted_in)
    small = _("样本少") if count < SMALL else ""
    return UnitCost(label, href, formula, cost, between, small, recognised=unseen)


def unit_costs(reading: Reading) -> tuple[UnitCost, ...]:
    """Nothing for what has no amount, an amount of zero or no count."""
    found = (_one(reading, item, counted) for item, counted in PAIRS)
    return tuple(cost for cost in found if cost)
