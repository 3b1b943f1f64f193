"""三公 per vehicle, per batch, per person: only from two numbers that one report states, each with its formula.

A report states the amounts in form 09 or its narrative and the counts in its narrative (公务用车保有量, 购置数,
因公出国（境）人次, 国内公务接待批次、人次). What one of the two is missing of, or whose count is 0, has no cost.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext, gettext_noop

from disclosures.comparison.bases import is_small_base
from disclosures.comparison.told import Figures
from disclosures.measures import MEASURES
from disclosures.wording import printed_text, wan

FEW = 5  # below that many, one more or less changes the cost a lot


@dataclass(frozen=True)
class UnitCostRule:
    """``key`` names the column; ``part`` is the item of 三公, ``count`` the measure that divides it."""

    key: str
    label: str
    part: str
    count: str
    in_yuan: bool = False

    @property
    def formula(self) -> str:
        """In words: 公务用车运行费决算 ÷ 公务用车保有量."""
        amount, count = MEASURES[f"three_public.{self.part}.actual"].label, MEASURES[self.count].label
        return f"{gettext(amount)} ÷ {gettext(count)}"

    @property
    def per(self) -> str:
        """The unit: 元/人次, 万元/辆."""
        return f"{'元' if self.in_yuan else '万元'}/{MEASURES[self.count].counted_in}"


UNIT_COSTS: tuple[UnitCostRule, ...] = (
    UnitCostRule("per_traveller", gettext_noop("每人次出国"), "abroad", "three_public.abroad.persons"),
    UnitCostRule(
        "per_purchase", gettext_noop("每辆购置"), "vehicle_purchase", "three_public.vehicle_purchase.count"
    ),
    UnitCostRule("per_vehicle", gettext_noop("每辆运行"), "vehicle_operation", "three_public.vehicle.count"),
    UnitCostRule("per_batch", gettext_noop("每批接待"), "reception", "three_public.reception.batches", True),
    UnitCostRule(
        "per_guest", gettext_noop("每人次接待"), "reception", "three_public.reception.persons", True
    ),
)


@dataclass(frozen=True)
class UnitCost:
    """``value`` is in the rule's unit, two decimals; ``fen`` is the same in whole 分, for sorting.

    ``few`` = the count is small, ``small`` = the amount is: then one printed digit weighs much. ``recognised``: one of
    the two was recognised in a picture and nobody has looked at it.
    """

    rule: UnitCostRule
    amount: Decimal
    count: int
    value: Decimal
    fen: int
    few: bool
    small: bool
    recognised: bool = False

    @property
    def shown(self) -> str:
        return printed_text(f"{self.value:f}")

    @property
    def caution(self) -> str:
        """Why the cost says little, "" where nothing does."""
        return gettext_noop("数量少") if self.few else gettext_noop("金额小") if self.small else ""


def unit_cost(rule: UnitCostRule, figures: Figures) -> UnitCost | None:
    """The cost by one rule from the figures of one report, None where it does not state both numbers."""
    amount, count = figures.get(f"three_public.{rule.part}.actual"), figures.get(rule.count)
    if amount is None or count is None or count.value <= 0 or amount.value < 0:
        return None
    exact = Decimal(amount.value) / count.value
    unit = exact / 100 if rule.in_yuan else wan(amount.value) / count.value
    return UnitCost(
        rule,
        wan(amount.value),
        count.value,
        unit.quantize(Decimal("0.01"), ROUND_HALF_UP),
        int(exact.to_integral_value(ROUND_HALF_UP)),
        count.value < FEW,
        is_small_base(wan(amount.value)),
        amount.recognised or count.recognised,
    )


def unit_costs(figures: Figures) -> tuple[UnitCost | None, ...]:
    """One for every rule, in their order."""
    return tuple(unit_cost(rule, figures) for rule in UNIT_COSTS)


def counts() -> tuple[str, ...]:
    """The measures that divide."""
    return tuple(rule.count for rule in UNIT_COSTS)
