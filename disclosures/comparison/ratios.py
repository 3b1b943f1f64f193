"""Amounts in relation: as a share of a total of the same report, per member of staff, vehicle, guest or batch.

Both operands stand in one report, or there is no quotient: what is missing is said, never estimated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.comparison.bases import Extent, is_small_base, is_small_count, rate
from disclosures.comparison.rows import Cell, CellState, origin_of
from disclosures.comparison.told import Figures, measure_cell
from disclosures.measures import Unit, measure_of

SHARE = "share"
YUAN_PER_WAN = 10_000
_INCOME_PARTS = (
    "general_budget_income", "gov_fund_income", "state_capital_income", "superior_subsidy_income",
    "institution_income", "operating_income", "affiliated_income", "other_income", "fiscal_appropriation_income",
)  # fmt: skip
_SPENDING_PARTS = (
    "basic_expenditure", "project_expenditure", "general_budget_expenditure", "gov_fund_expenditure",
    "state_capital_expenditure", "personnel", "public", "agency_operation", "three_public.total.actual",
)  # fmt: skip
_VEHICLE = ("three_public.vehicle.", "three_public.vehicle_operation.", "three_public.vehicle_purchase.")
_RECEPTION = ("three_public.reception.",)


@dataclass(frozen=True)
class Ratio:
    """``whole`` is the key of the count that divides, "" for the total that belongs to each amount; ``parts`` are
    the beginnings of the keys of what is divided by it, () for every amount."""

    key: str
    name: Promise
    unit: str
    whole: str = ""
    parts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return str(self.name)

    @property
    def suffix(self) -> str:
        return self.unit if self.unit == "%" else f" {self.unit}"

    def whole_of(self, key: str) -> str:
        """The key of what an amount is divided by; "" where it is not divided so."""
        if self.key == SHARE:
            return total_of(key)
        measure = measure_of(key)
        money = measure is not None and measure.unit == Unit.MONEY
        fits = not self.parts or key.startswith(self.parts)
        return self.whole if money and fits else ""


RATIOS: dict[str, Ratio] = {
    ratio.key: ratio
    for ratio in (
        Ratio(SHARE, gettext_lazy("占比"), "%"),
        Ratio("on_job", gettext_lazy("每名在职人员"), "元/人", "staff.on_job"),
        Ratio("establishment", gettext_lazy("每个编制"), "元/编制", "staff.establishment"),
        Ratio("vehicle", gettext_lazy("每辆公务用车"), "元/辆", "three_public.vehicle.count", _VEHICLE),
        Ratio("batch", gettext_lazy("每批次接待"), "元/批次", "three_public.reception.batches", _RECEPTION),
        Ratio("person", gettext_lazy("每人次接待"), "元/人次", "three_public.reception.persons", _RECEPTION),
    )
}


def total_of(key: str) -> str:
    """The key of the total that an amount is a part of, "" where it is part of none."""
    if key in _INCOME_PARTS:
        return "income_current"
    if key in _SPENDING_PARTS or key.startswith("class."):
        return "expenditure_current"
    if key.startswith("item.") and key.endswith(".actual"):
        return "general_budget_expenditure"
    item, _, kind = key.rpartition(".")
    if item.startswith("three_public.") and item != "three_public.total" and kind in ("actual", "budget"):
        return f"three_public.total.{kind}"
    return ""


def keys_needed(ratio: Ratio, key: str) -> tuple[str, ...]:
    """The measures that the quotient of one measure is made of, with those that tell how far they reach."""
    return tuple(
        dict.fromkeys((key, ratio.whole_of(key), "expenditure_current", "general_budget_expenditure"))
    )


def measure_ratio(ratio: Ratio, key: str, part: Cell, figures: Figures) -> Cell:
    """The quotient of one measure of one report; its own absence where it has no number."""
    whole_key = ratio.whole_of(key)
    if not whole_key:
        return _refused(
            part, _("%(what)s不按“%(ratio)s”计算") % {"what": _(measure_of(key).label), "ratio": ratio.label}
        )
    if part.basis and part.basis.extent == Extent.GENERAL_BUDGET and whole_key == "expenditure_current":
        whole_key = "general_budget_expenditure"
    if ratio.key == SHARE and part.basis and part.basis.extent == Extent.FISCAL:
        return _refused(part, _("这个数只取自财政拨款，不与全部支出相除"))
    whole = measure_cell(part.column, whole_key, figures)
    return quotient(ratio, part, whole, _(measure_of(whole_key).label))


def quotient(ratio: Ratio, part: Cell, whole: Cell, named: str) -> Cell:
    """``part`` by ``whole``, or why not; ``named`` is the name of the whole in the reader's language."""
    if part.value is None:
        return part
    if whole.value is None:
        return _refused(part, _("报告没有%(what)s") % {"what": named})
    if whole.value <= 0:
        return _refused(part, _("%(what)s为 %(value)s") % {"what": named, "value": whole.shown})
    if ratio.key == SHARE and is_small_base(whole.value):
        return _refused(part, _("基数小：%(what)s不到 1 万元") % {"what": named})
    share = ratio.key == SHARE
    value = rate(part.value, whole.value) if share else _yuan(part.value / whole.value)
    return replace(
        part,
        value=value,
        suffix=ratio.suffix,
        statement="",
        row="",
        number="",
        section="",
        measure="",
        origin=origin_of(part, whole),
        note=named,
        operands=(part, whole),
        caution="" if share else _caution(part, whole),
    )


def _yuan(value: Decimal) -> Decimal:
    return (value * YUAN_PER_WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _caution(part: Cell, whole: Cell) -> str:
    """What an amount per head is read with: few heads, or little money."""
    if is_small_count(whole.value):
        return _("只有 %(count)s") % {"count": whole.shown}
    return _("金额小") if is_small_base(part.value) and part.value else ""


def _refused(part: Cell, why: str) -> Cell:
    return Cell(part.column, CellState.NOT_COMPUTED, note=why)


Related = Callable[[str, Cell, Figures], Cell]


def related(ratio: Ratio | None) -> Related:
    """How a measure's cell is shown: as it is without a ratio."""
    if ratio is None:
        return lambda key, cell, figures: cell
    return lambda key, cell, figures: measure_ratio(ratio, key, cell, figures)


def fitting(key: str) -> tuple[Ratio, ...]:
    """The ratios that a measure has."""
    return tuple(ratio for ratio in RATIOS.values() if ratio.whole_of(key))
