"""The places that the amounts of one row may stand in, as the row alone leaves them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from disclosures.statements import Identity, StatementForm
from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.shifts import UNPLACED
from ingest.parsing.sums import holds, tolerance

ZERO = Decimal(0)


@dataclass(frozen=True)
class Option:
    """One placement of a row: the column of each unplaced amount, and the value of every column.

    ``values`` also holds, in one column, what the row's total leaves over where the source lost an amount.
    It serves the sums only and never becomes a cell.
    """

    placed: tuple[str, ...]
    values: Mapping[str, Decimal]
    lost: bool = False  # ``values`` holds such a left-over
    broken: bool = False  # the row's printed amounts contradict the form's identities

    def value(self, column: str) -> Decimal:
        return self.values.get(column, ZERO)


@dataclass
class OpenRow:
    """A row and the placements that are still possible."""

    row: StatementRow
    options: list[Option] = field(default_factory=list)

    @property
    def unplaced(self) -> list[Cell]:
        return [cell for cell in self.row.cells if UNPLACED in cell.column and cell.amount is not None]

    def keep(self, fitting: list[Option]) -> bool:
        """Keep only ``fitting``; nothing changes where none fits (what says so is broken, not the row)."""
        if not fitting or len(fitting) == len(self.options):
            return False
        self.options = fitting
        return True


def open_row(row: StatementRow, form: StatementForm) -> OpenRow:
    """A row with all its placements."""
    opened = OpenRow(row)
    opened.options = list(_options(opened, form))
    return opened


def _options(opened: OpenRow, form: StatementForm) -> Iterator[Option]:
    cells = opened.row.cells
    fixed = {
        cell.column: cell.amount for cell in cells if UNPLACED not in cell.column and cell.amount is not None
    }
    doubtful = next((cell for cell in cells if UNPLACED in cell.column), None)
    if doubtful is None:
        yield Option((), fixed)
        return
    free = [column for column in doubtful.column.split(UNPLACED) if column not in fixed]
    amounts = [cell.amount for cell in opened.unplaced if cell.amount is not None]
    total = _total_of(form, fixed)
    if total:
        yield from _under_total(amounts, free, fixed, total)
    else:
        yield from _by_identities(amounts, free, fixed, form)


def _total_of(form: StatementForm, fixed: Mapping[str, Decimal]) -> Identity | None:
    """The identity that makes a certain cell of this row the total of its other columns."""
    sums = (identity for identity in form.identities if identity.axis == "columns")
    plain = (identity for identity in sums if not any(term.startswith("-") for term in identity.terms))
    return next((identity for identity in plain if identity.total in fixed), None)


def _under_total(
    amounts: Sequence[Decimal], free: Sequence[str], fixed: Mapping[str, Decimal], total: Identity
) -> Iterator[Option]:
    for columns in combinations(free, len(amounts)):
        values = {**fixed, **dict(zip(columns, amounts, strict=True))}
        parts = [values[term] for term in total.terms if term in values]
        rest = fixed[total.total] - sum(parts, ZERO)
        slack = tolerance(len(parts))
        if rest <= slack:
            yield Option(columns, values, broken=rest < -slack)
            continue
        # The source lost an amount of this row; it stood in one of the columns left.
        for lost in free:
            if lost not in columns:
                yield Option(columns, {**values, lost: rest}, lost=True)


def _by_identities(
    amounts: Sequence[Decimal], free: Sequence[str], fixed: Mapping[str, Decimal], form: StatementForm
) -> Iterator[Option]:
    """Placements that keep every identity of the form; where none does, all of them as broken."""
    identities = [identity for identity in form.identities if identity.axis == "columns"]
    every = [
        (columns, {**fixed, **dict(zip(columns, amounts, strict=True))})
        for columns in combinations(free, len(amounts))
    ]
    keeping = [
        (columns, values)
        for columns, values in every
        if all(holds(identity, values) for identity in identities)
    ]
    for columns, values in keeping or every:
        yield Option(columns, values, broken=not keeping)
