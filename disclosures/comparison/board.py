"""The 三公 board: one row for every department and year, with what may be said about each and across them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from disclosures.comparison.bases import (
    Basis,
    Kind,
    Refusal,
    completion,
    is_small_base,
    rankable,
    rate,
    refusals,
)
from disclosures.comparison.columns import Column, held_columns
from disclosures.comparison.reasons import Stated, outcome_of, stated
from disclosures.comparison.rows import Cell, bar_length
from disclosures.comparison.told import Figures, figures_of, measure_cell, three_public_basis
from disclosures.measures import THREE_PUBLIC_ITEMS
from disclosures.models import Claim, Disclosure
from disclosures.statements import Statement
from disclosures.wording import BUDGETS, FUNDS, printed_text

ITEMS: dict[str, str] = dict(THREE_PUBLIC_ITEMS)
PARTS = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
_KNOWN_TOKENS = {*BUDGETS, *FUNDS, "own", "consolidated", "unstated"}


@dataclass(frozen=True)
class BoardQuery:
    """What the address asks for: a district or city, a year, an item of 三公, a 口径; "" and None = all."""

    district: str = ""
    year: int | None = None
    item: str = "total"
    basis: str = ""


@dataclass(frozen=True)
class BoardRow:
    """``rate`` is None without a named denominator; ``over`` is 决算 − 预算; ``change`` as the report states it,
    else (``computed``) from the report of the year before on the same basis."""

    column: Column
    actual: Cell
    budget: Cell
    basis: Basis
    rate: Decimal | None
    over: Decimal | None
    parts: tuple[Cell, ...]
    change: Stated | None
    computed: bool = False
    checked: str = ""
    share: str = ""
    tick: str = ""
    rank: int | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """The 口径 as the address writes it."""
        return tuple(word or "unstated" for word in (self.basis.budget, self.basis.funds, self.basis.scope))

    @property
    def group(self) -> tuple[int, tuple[str, ...]]:
        """Rows of one group share year and 口径."""
        return -self.column.year, self.tokens


@dataclass(frozen=True)
class Board:
    """``ranked`` = the 决算 of all rows stand in one order; ``rates_ranked`` = their rates do too."""

    query: BoardQuery
    rows: tuple[BoardRow, ...]
    choices: tuple[tuple[str, ...], ...]
    refused: tuple[Refusal, ...]
    ranked: bool
    rates_ranked: bool


def basis_tokens(text: str) -> tuple[str, ...] | None:
    """The parts of ``initial.general_budget.own``; None where one is unknown."""
    tokens = tuple(token for token in text.split(".") if token)
    return tokens if all(token in _KNOWN_TOKENS for token in tokens) else None


def _disclosures(district: str, years: Sequence[int]):
    found = Disclosure.objects.published()
    if district:
        inside = Q(department__region=district) | Q(department__region__parent=district)
        found = found.filter(inside | Q(department__region__parent__parent=district))
    return found.filter(year__in=years) if years else found


def _claims(columns: Iterable[Column], measure: str) -> dict[tuple[int, str], Claim]:
    """The first change against the year before and the first completion of the item, by revision and kind."""
    claims = (
        Claim.objects.filter(
            Q(kind="change", base="prior_year") | Q(kind="completion"),
            revision__in=[column.revision for column in columns],
            measure=measure,
        )
        .order_by("-position")
        .prefetch_related("findings")
    )
    return {(claim.revision_id, claim.kind): claim for claim in claims}


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
    small = is_small_base(before.value) or before.value < 0
    if not change:
        return Stated("unchanged", "持平", before.value, small, "", change)
    short, long, direction = ("增", "增长", "increase") if change > 0 else ("减", "下降", "decrease")
    words = f"{short} {printed_text(f'{abs(change):f}')}"
    percent = "" if small else str(rate(abs(change), before.value))
    return Stated(
        direction,
        words + (f"，{long} {percent}%" if percent else ""),
        before.value,
        small,
        "",
        change,
        percent,
    )


def _change(column: Column, now: Cell, claims: dict, earlier: dict) -> tuple[Stated | None, bool]:
    claim = claims.get((column.revision, "change"))
    if claim is not None:
        return stated(claim), False
    return computed_change(earlier.get((column.slug, column.year - 1)), now), True


def _row(column: Column, item: str, figures: Figures, claims: dict, earlier: dict) -> BoardRow:
    actual = measure_cell(column, f"three_public.{item}.actual", figures)
    budget = measure_cell(column, f"three_public.{item}.budget", figures)
    whole = three_public_basis(column, figures)
    known = budget.basis.budget if budget.basis else whole.budget
    funds = actual.basis.funds if actual.basis else whole.funds
    change, computed = _change(column, actual, claims, earlier)
    told = claims.get((column.revision, "completion"))
    return BoardRow(
        column,
        actual,
        budget,
        column.basis(known, funds),
        completion(actual.value, budget.value, known),
        _over(actual, budget),
        tuple(measure_cell(column, f"three_public.{part}.actual", figures) for part in PARTS),
        change,
        computed and change is not None,
        outcome_of(told.findings.all()) if told else "",
    )


def _measures(item: str) -> tuple[str, ...]:
    """What a row shows: the item, the whole for its basis, and the parts."""
    keys = [f"three_public.{name}.{kind}" for name in (item, "total") for kind in ("actual", "budget")]
    return tuple(dict.fromkeys([*keys, *(f"three_public.{part}.actual" for part in PARTS)]))


def _rows(query: BoardQuery) -> list[BoardRow]:
    """All rows of the district and year: six queries whatever their number."""
    years = (query.year, query.year - 1) if query.year else ()
    columns = held_columns(_disclosures(query.district, years), Statement.THREE_PUBLIC)
    figures = figures_of(columns, _measures(query.item))
    measure = f"three_public.{query.item}.actual"
    claims = _claims(columns, measure)
    values = {
        (column.slug, column.year): measure_cell(column, measure, figures[column.disclosure])
        for column in columns
    }
    return [
        _row(column, query.item, figures[column.disclosure], claims, values)
        for column in columns
        if query.year in (None, column.year)
    ]


def board(query: BoardQuery) -> Board:
    """The rows that the query asks for, unsorted, with what forbids to rank them."""
    every = _rows(query)
    tokens = basis_tokens(query.basis) or ()
    rows = [row for row in every if set(tokens) <= set(row.tokens)]
    given = [row.basis for row in rows if row.actual.value is not None]
    return Board(
        query,
        tuple(rows),
        tuple(sorted({row.tokens for row in every if row.actual.value is not None})),
        refusals(Kind.COMPLETION, given),
        rankable(Kind.THREE_PUBLIC, given),
        rankable(Kind.COMPLETION, given),
    )


# Each needs one budget: where the rows have several, those of one 口径 stay together.
_GROUPED = ("budget", "rate", "over")


def _value(row: BoardRow, sort: str) -> Decimal | None:
    """What a row is sorted by."""
    if sort in PARTS:
        return row.parts[PARTS.index(sort)].value
    if sort == "change":
        return row.change.change if row.change else None
    found = getattr(row, sort)
    return found.value if isinstance(found, Cell) else found


def ordered(found: Board, sort: str = "-actual") -> list[BoardRow]:
    """The rows in the order of a column ("-" = falling), those without a number last, drawn on one scale.

    They have a rank only where nothing forbids one.
    """
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    if key == "name":
        by_name = sorted(found.rows, key=lambda row: (row.column.name, row.column.year), reverse=falling)
        return _drawn(by_name)
    valued = [row for row in found.rows if _value(row, key) is not None]
    valued.sort(key=lambda row: _value(row, key), reverse=falling)
    comparable = found.rates_ranked if key in _GROUPED else found.ranked
    if key in _GROUPED and not comparable:
        valued.sort(key=lambda row: row.group)
    if comparable and falling:
        valued = _ranked(valued, key)
    return _drawn([*valued, *(row for row in found.rows if _value(row, key) is None)])


def _ranked(rows: Sequence[BoardRow], key: str) -> list[BoardRow]:
    """With ranks; equal numbers share one."""
    values = [_value(row, key) for row in rows]
    return [replace(row, rank=values.index(value) + 1) for row, value in zip(rows, values, strict=True)]


def _drawn(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """With bars and ticks: 决算 and 预算 of all rows on one scale."""
    amounts = [cell.value for row in rows for cell in (row.actual, row.budget) if cell.value is not None]
    largest = max(amounts, default=Decimal(0))
    return [
        replace(row, share=_length(row.actual, largest), tick=_length(row.budget, largest)) for row in rows
    ]


def _length(cell: Cell, largest: Decimal) -> str:
    return "" if cell.value is None else bar_length(cell.value, largest)
