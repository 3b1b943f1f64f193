"""The rows of the 三公 board in full: every number with its place, what the report says of it, what it costs a unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext

from disclosures.comparison.bases import Basis, Kind, completion, is_small_base, rate, refusals
from disclosures.comparison.columns import Column, held_columns
from disclosures.comparison.reasons import Stated, changed_words, outcome_of, stated
from disclosures.comparison.rows import Cell
from disclosures.comparison.told import Figures, figures_of, measure_cell, three_public_basis
from disclosures.comparison.unit_costs import UnitCost, counts, unit_costs
from disclosures.measures import THREE_PUBLIC_ITEMS
from disclosures.models import Claim, Finding
from disclosures.statements import Statement

ITEMS: dict[str, str] = dict(THREE_PUBLIC_ITEMS)
PARTS = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
UNSTATED = "unstated"


@dataclass(frozen=True)
class BoardRow:
    """``rate`` is None without a named denominator; ``over`` is 决算 − 预算; ``change`` as the report states it,
    else (``computed``) from the report of the year before on the same basis; ``units`` are costs per unit."""

    column: Column
    actual: Cell
    budget: Cell
    basis: Basis
    rate: Decimal | None
    over: Decimal | None
    parts: tuple[Cell, ...]
    units: tuple[UnitCost | None, ...]
    change: Stated | None
    computed: bool = False
    checked: str = ""
    share: str = ""
    tick: str = ""
    rank: int | None = None

    @property
    def against_recognised(self) -> bool:
        """Whether what compares 决算 and 预算 is made with a recognised number."""
        return self.actual.recognised or self.budget.recognised

    @property
    def recognised(self) -> bool:
        """Whether some number of the row was recognised in a picture and nobody has looked at it."""
        costs = (cost for cost in self.units if cost)
        made = (self.change, *costs) if self.change else costs
        return any(one.recognised for one in (self.actual, self.budget, *self.parts, *made))

    @property
    def tokens(self) -> tuple[str, ...]:
        """The 口径 as the address writes it."""
        return tuple(word or UNSTATED for word in (self.basis.budget, self.basis.funds, self.basis.scope))


@dataclass(frozen=True)
class HeldRows:
    """What some reports say of 三公: the columns by department and year, their figures and claims by measure."""

    columns: Mapping[tuple[str, int], Column]
    figures: Mapping[int, Figures]
    claims: Mapping[tuple[int, str, str], Claim]

    def row(self, column: Column, item: str) -> BoardRow:
        """One row of the board; the change is computed where the year before is among these reports."""
        figures = self.figures.get(column.disclosure, {})
        actual = measure_cell(column, _measure(item), figures)
        budget = measure_cell(column, f"three_public.{item}.budget", figures)
        whole = three_public_basis(column, figures)
        known = budget.basis.budget if budget.basis else whole.budget
        funds = actual.basis.funds if actual.basis else whole.funds
        change, computed = self._change(column, item, actual)
        told = self.claims.get((column.revision, _measure(item), "completion"))
        return BoardRow(
            column,
            actual,
            budget,
            column.basis(known, funds),
            completion(actual.value, budget.value, known),
            _over(actual, budget),
            tuple(measure_cell(column, _measure(part), figures) for part in PARTS),
            unit_costs(figures),
            change,
            computed and change is not None,
            outcome_of(told.findings.all()) if told else "",
        )

    def _change(self, column: Column, item: str, now: Cell) -> tuple[Stated | None, bool]:
        claim = self.claims.get((column.revision, _measure(item), "change"))
        if claim is not None:
            return stated(claim), False
        before = self.columns.get((column.slug, column.year - 1))
        if before is None:
            return None, True
        figures = self.figures.get(before.disclosure, {})
        return computed_change(measure_cell(before, _measure(item), figures), now), True


def _measure(item: str) -> str:
    return f"three_public.{item}.actual"


def held_rows(disclosures: QuerySet, items: Iterable[str]) -> HeldRows:
    """Everything that rows of these items need of published disclosures: five queries whatever their number."""
    columns = held_columns(disclosures, Statement.THREE_PUBLIC)
    items = tuple(items)
    return HeldRows(
        {(column.slug, column.year): column for column in columns},
        figures_of(columns, _measures(items)),
        _claims(columns, items),
    )


def _measures(items: Sequence[str]) -> tuple[str, ...]:
    """What a row shows: the item, the whole for its basis, the parts and what divides them."""
    keys = [f"three_public.{name}.{kind}" for name in (*items, "total") for kind in ("actual", "budget")]
    return tuple(dict.fromkeys([*keys, *map(_measure, PARTS), *counts()]))


def _claims(columns: Iterable[Column], items: Sequence[str]) -> dict[tuple[int, str, str], Claim]:
    """The first change against the year before and the first completion, by revision, measure and kind."""
    judged = Finding.objects.only("claim", "outcome", "severity")
    claims = (
        Claim.objects.filter(
            Q(kind="change", base="prior_year") | Q(kind="completion"),
            revision__in=[column.revision for column in columns],
            measure__in=map(_measure, items),
        )
        .order_by("-position")
        .prefetch_related(Prefetch("findings", judged))
    )
    return {(claim.revision_id, claim.measure, claim.kind): claim for claim in claims}


def _over(actual: Cell, budget: Cell) -> Decimal | None:
    if actual.value is None or budget.value is None:
        return None
    return actual.value - budget.value


def computed_change(before: Cell | None, now: Cell) -> Stated | None:
    """The change between two held reports; None where one has no number or their 口径 differ."""
    if before is None or before.value is None or now.value is None:
        return None
    if refusals(Kind.THREE_PUBLIC, (before.basis, now.basis)):
        return None
    change = now.value - before.value
    recognised = before.recognised or now.recognised
    small = is_small_base(before.value) or before.value < 0
    if not change:
        said = ("unchanged", gettext("持平"), before.value, small, "", change)
        return Stated(*said, recognised=recognised)
    direction = "increase" if change > 0 else "decrease"
    percent = "" if small else str(rate(abs(change), before.value))
    return Stated(
        direction,
        changed_words(direction, f"{abs(change):f}", percent),
        before.value,
        small,
        "",
        change,
        percent,
        recognised=recognised,
    )
