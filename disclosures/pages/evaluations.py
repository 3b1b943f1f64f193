"""The self-evaluations of a report: what was aimed at, what was reached, and which bounds were missed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.html import format_html
from django.utils.translation import gettext as _

from disclosures.indicator_targets import reached
from disclosures.models import Evaluation, Indicator
from disclosures.templatetags.language import chinese
from disclosures.wording import decimal_of

SHORT = 8  # indicators that stand open


class Order(StrEnum):
    """In which order indicators stand; the value is what an address says."""

    PRINTED = ""
    MISSED = "missed"
    SCORE = "score"

    @property
    def label(self) -> str:
        return {
            Order.PRINTED: _("报告原来的顺序"),
            Order.MISSED: _("没有达到的在前"),
            Order.SCORE: _("得分低的在前"),
        }[self]


@dataclass(frozen=True)
class OrderChoice:
    key: str
    label: str
    current: bool


def orders(shown: tuple["EvaluationShown", ...], asked: Order) -> tuple[OrderChoice, ...]:
    """What a reader may choose from, nothing where no evaluation has two indicators to sort."""
    if all(len(one.indicators) < 2 for one in shown):
        return ()
    return tuple(OrderChoice(order.value, order.label, order == asked) for order in Order)


@dataclass(frozen=True)
class IndicatorShown:
    """One indicator as printed; ``missed`` says by how much a bound was missed, "" where it was not or none is set."""

    name: str
    about: str
    target: str
    actual: str
    score: str
    missed: str


@dataclass(frozen=True)
class EvaluationShown:
    """``bounded``: how many indicators set a bound in a number that what was reached can be held against."""

    printed: Evaluation
    indicators: tuple[IndicatorShown, ...]
    bounded: int

    @property
    def missed(self) -> tuple[IndicatorShown, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.missed)

    @property
    def open(self) -> bool:
        return len(self.indicators) <= SHORT


def evaluations(printed: tuple[Evaluation, ...], order: Order = Order.PRINTED) -> tuple[EvaluationShown, ...]:
    """The self-evaluations in the order of the report, the indicators of each in the order asked for."""
    return tuple(_shown(evaluation, order) for evaluation in printed)


def _rank(shown: IndicatorShown, order: Order) -> tuple[bool, Decimal]:
    """What sorts an indicator; those alike stay in the order of the report, those without a score come last."""
    if order == Order.MISSED:
        return not shown.missed, Decimal(0)
    score = decimal_of(shown.score) if order == Order.SCORE else None
    return score is None, score or Decimal(0)


def _shown(evaluation: Evaluation, order: Order) -> EvaluationShown:
    rows = evaluation.indicators.all()
    bounded = sum(reached(row.target, row.actual) is not None for row in rows)
    shown = sorted((_indicator(row) for row in rows), key=lambda one: _rank(one, order))
    return EvaluationShown(evaluation, tuple(shown), bounded)


def _indicator(row: Indicator) -> IndicatorShown:
    about = " · ".join(dict.fromkeys(word for word in (row.group, row.kind) if word))
    return IndicatorShown(row.name, about, row.target, row.actual, row.score, _missed(row))


def _missed(row: Indicator) -> str:
    met = reached(row.target, row.actual)
    if met is None or not met.missed:
        return ""
    words = _("低于目标 {gap}") if met.at_least else _("高于目标 {gap}")
    return format_html(words, gap=format_html("{}{}", met.gap, chinese(met.unit)))
