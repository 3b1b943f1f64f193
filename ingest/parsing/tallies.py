"""The sums that a statement prints of itself, counted: how many hold, and which do not.

Used to judge a reading, not a report: a sum that fails may be the publisher's own mistake.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.classification import is_ancestor
from disclosures.statements import FORMS, Identity, Shape, Side, StatementForm
from ingest.parsing.facts import StatementRead, StatementRow
from ingest.parsing.sums import agree, holds

_PERSONNEL = ("301", "303")  # 人员经费; every other class of 06 is 公用经费
_TOTALS = {"人员经费合计": True, "公用经费合计": False}


Spot = tuple[str, str]  # row, column


@dataclass(frozen=True)
class Tally:
    """``held``: sums of something that come out. ``failed``: (row, column) of the totals that do not."""

    held: int
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sum:
    """One sum that a statement prints: its cells by row and column, the total first, and whether it comes out.

    A row is named by its 行次, its code or else its name.
    """

    cells: tuple[Spot, ...]
    holds: bool


def tally(read: StatementRead) -> Tally:
    """Every sum of a statement that its form or its codes imply, blanks counting as nothing."""
    sums = sums_of(read)
    failed = tuple(one.cells[0] for one in sums if not one.holds)
    return Tally(len(sums) - len(failed), failed)


def sums_of(read: StatementRead) -> tuple[Sum, ...]:
    """The sums of ``tally`` one by one."""
    form = FORMS.get(read.statement)
    return tuple(_sums(read, form)) if form else ()


def _sums(read: StatementRead, form: StatementForm) -> Iterator[Sum]:
    yield from _across(read, form)
    if form.shape == Shape.LINES:
        yield from _down_lines(read, form)
    elif form.shape == Shape.CODES:
        yield from _families(read.rows, [column.number for column in form.columns])
    elif form.shape == Shape.BLOCKS:
        coded = [row for row in read.rows if row.code]
        yield from _families(coded, ["决算数"])
        yield from _block_totals(read.rows, coded)


def _across(read: StatementRead, form: StatementForm) -> Iterator[Sum]:
    for row in read.rows:
        amounts = _by_column(row)
        for identity in _identities(form, "columns"):
            if amounts.keys() & set(_members(identity)):
                yield Sum(
                    tuple((row_name(row), column) for column in _members(identity)), holds(identity, amounts)
                )


def row_name(row: StatementRow) -> str:
    """What names a row among those of its statement: 行次, code, else name."""
    return row.line or row.code or row.name


def _members(identity: Identity) -> tuple[str, ...]:
    return (identity.total, *(term.lstrip("-") for term in identity.terms))


def _down_lines(read: StatementRead, form: StatementForm) -> Iterator[Sum]:
    columns = {
        Side.INCOME: ["1"],
        Side.EXPENDITURE: [column.number for column in form.columns if column.number != "1"],
    }
    for identity in _identities(form, "lines"):
        total = form.row(identity.total)
        for column in columns[total.side] if total else ():
            amounts = {row.line: value for row in read.rows if (value := _by_column(row).get(column))}
            if amounts.keys() & set(_members(identity)):
                yield Sum(tuple((line, column) for line in _members(identity)), holds(identity, amounts))


def _families(rows: Sequence[StatementRow], columns: Iterable[str]) -> Iterator[Sum]:
    """合计 = Σ 类, 类 = Σ 款, 款 = Σ 项, as far as the statement prints them."""
    codes = sorted({row.code for row in rows}, key=len)
    parts: dict[str, list[StatementRow]] = {}
    for row in rows:
        above = [code for code in codes if is_ancestor(code, row.code)]
        if above:
            parts.setdefault(above[-1], []).append(row)
    totals = {row.code: row for row in rows}
    for column in columns:
        for code, below in parts.items():
            amounts = [value for row in below if (value := _by_column(row).get(column)) is not None]
            total = _by_column(totals[code]).get(column)
            if amounts or total:
                spots = (code or "合计", *(row_name(row) for row in below))
                yield Sum(tuple((name, column) for name in spots), agree(total or Decimal(0), amounts))


def _block_totals(rows: Sequence[StatementRow], coded: Sequence[StatementRow]) -> Iterator[Sum]:
    for row in rows:
        if row.code or row.name not in _TOTALS or row.cells[0].amount is None:
            continue
        classes = [
            part for part in coded if len(part.code) == 3 and (part.code in _PERSONNEL) == _TOTALS[row.name]
        ]
        printed = [value for part in classes if (value := part.cells[0].amount) is not None]
        spots = tuple((row_name(part), part.cells[0].column) for part in (row, *classes))
        yield Sum(spots, agree(row.cells[0].amount, printed))


def _identities(form: StatementForm, axis: str) -> Iterator[Identity]:
    return (identity for identity in form.identities if identity.axis == axis)


def _by_column(row: StatementRow) -> dict[str, Decimal]:
    return {cell.column: cell.amount for cell in row.cells if cell.amount is not None}
