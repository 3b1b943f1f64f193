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


@dataclass(frozen=True)
class Tally:
    """``held``: sums of something that come out. ``failed``: (row, column) of the totals that do not."""

    held: int
    failed: tuple[tuple[str, str], ...]


def tally(read: StatementRead) -> Tally:
    """Every sum of a statement that its form or its codes imply, blanks counting as nothing."""
    form = FORMS.get(read.statement)
    results = list(_sums(read, form)) if form else []
    failed = tuple((row, column) for row, column, fine in results if not fine)
    return Tally(len(results) - len(failed), failed)


Result = tuple[str, str, bool]


def _sums(read: StatementRead, form: StatementForm) -> Iterator[Result]:
    yield from _across(read, form)
    if form.shape == Shape.LINES:
        yield from _down_lines(read, form)
    elif form.shape == Shape.CODES:
        yield from _families(read.rows, [column.number for column in form.columns])
    elif form.shape == Shape.BLOCKS:
        coded = [row for row in read.rows if row.code]
        yield from _families(coded, ["决算数"])
        yield from _block_totals(read.rows, coded)


def _across(read: StatementRead, form: StatementForm) -> Iterator[Result]:
    for row in read.rows:
        amounts = _by_column(row)
        for identity in _identities(form, "columns"):
            if any(term.lstrip("-") in amounts for term in (identity.total, *identity.terms)):
                yield row.line or row.code or row.name, identity.total, holds(identity, amounts)


def _down_lines(read: StatementRead, form: StatementForm) -> Iterator[Result]:
    columns = {
        Side.INCOME: ["1"],
        Side.EXPENDITURE: [column.number for column in form.columns if column.number != "1"],
    }
    for identity in _identities(form, "lines"):
        total = form.row(identity.total)
        for column in columns[total.side] if total else ():
            amounts = {row.line: value for row in read.rows if (value := _by_column(row).get(column))}
            if amounts.keys() & {identity.total, *identity.terms}:
                yield identity.total, column, holds(identity, amounts)


def _families(rows: Sequence[StatementRow], columns: Iterable[str]) -> Iterator[Result]:
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
                yield code or "合计", column, agree(total or Decimal(0), amounts)


def _block_totals(rows: Sequence[StatementRow], coded: Sequence[StatementRow]) -> Iterator[Result]:
    for row in rows:
        if row.code or row.name not in _TOTALS or row.cells[0].amount is None:
            continue
        classes = [
            part.cells[0].amount
            for part in coded
            if len(part.code) == 3 and (part.code in _PERSONNEL) == _TOTALS[row.name]
        ]
        printed = [value for value in classes if value is not None]
        yield row.name, row.cells[0].column, agree(row.cells[0].amount, printed)


def _identities(form: StatementForm, axis: str) -> Iterator[Identity]:
    return (identity for identity in form.identities if identity.axis == axis)


def _by_column(row: StatementRow) -> dict[str, Decimal]:
    return {cell.column: cell.amount for cell in row.cells if cell.amount is not None}
