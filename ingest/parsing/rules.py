"""What decides where an amount may stand: sums of a statement, and what one statement says of another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.classification import is_ancestor
from disclosures.statements import FORMS, Shape, State, Statement, StatementForm
from ingest.parsing.facts import StatementRead, StatementRow
from ingest.parsing.families import Family
from ingest.parsing.options import OpenRow, Option
from ingest.parsing.shifts import UNPLACED
from ingest.parsing.sums import tolerance

S = Statement


@dataclass(frozen=True)
class _Bound:
    """``row`` in ``column`` is at least ``least`` and at most ``most`` (None: no limit)."""

    row: OpenRow
    column: str
    least: Decimal | None = None
    most: Decimal | None = None

    def settle(self) -> bool:
        return self.row.keep([option for option in self.row.options if self._allows(option)])

    def _allows(self, option: Option) -> bool:
        value = option.value(self.column)
        slack = tolerance(1) if self.most else Decimal(0)  # nothing is nothing, however it is rounded
        return (self.least is None or value >= self.least - tolerance(1)) and (
            self.most is None or value <= self.most + slack
        )


@dataclass(frozen=True)
class _Within:
    """``part`` in ``part_column`` is not more than ``whole`` in ``whole_column`` (05 within 03)."""

    part: OpenRow
    part_column: str
    whole: OpenRow
    whole_column: str

    def settle(self) -> bool:
        most = max(option.value(self.whole_column) for option in self.whole.options)
        least = min(option.value(self.part_column) for option in self.part.options)
        above = _Bound(self.part, self.part_column, most=most).settle()
        return _Bound(self.whole, self.whole_column, least=least).settle() or above


@dataclass(frozen=True)
class _Same:
    """One amount printed in two statements."""

    one: OpenRow
    one_column: str
    other: OpenRow
    other_column: str

    def settle(self) -> bool:
        ones = {option.value(self.one_column) for option in self.one.options}
        others = {option.value(self.other_column) for option in self.other.options}
        first = self.one.keep([o for o in self.one.options if _among(o.value(self.one_column), others)])
        second = self.other.keep([o for o in self.other.options if _among(o.value(self.other_column), ones)])
        return first or second


def _among(value: Decimal, values: Iterable[Decimal]) -> bool:
    """Whether ``value`` is one of ``values`` but for rounding; nothing is only nothing."""
    return any(value == other or (value and other and abs(value - other) <= tolerance(1)) for other in values)


Rule = _Bound | _Within | _Same | Family


def rules_for(
    reads: Mapping[Statement, StatementRead], opened: Mapping[Statement, Sequence[OpenRow]]
) -> list[Rule]:
    """Everything that bears on the open rows, what another statement fixes first."""
    in_doubt = [statement for statement, rows in opened.items() if any(len(row.options) > 1 for row in rows)]
    if not in_doubt:
        return []
    families = (family for statement in in_doubt for family in _families(FORMS[statement], opened[statement]))
    return [*_anchors(reads, opened), *_appropriated(reads, opened), *_across(opened), *families]


def _families(form: StatementForm, rows: Sequence[OpenRow]) -> Iterator[Family]:
    if form.shape == Shape.CODES:
        columns = tuple(column.number for column in form.columns)
        yield from _trees(rows, columns)
    if form.shape == Shape.LINES:
        columns = tuple(column.number for column in form.columns if column.number != "1")
        by_line = {row.row.line: row for row in rows}
        for identity in form.identities:
            lines = (identity.total, *identity.terms)
            if identity.axis == "lines" and identity.total in by_line:
                parts = tuple(by_line[line] for line in lines[1:] if line in by_line)
                yield Family(by_line[identity.total], parts, columns)


def _trees(rows: Sequence[OpenRow], columns: tuple[str, ...]) -> Iterator[Family]:
    codes = {row.row.code for row in rows}
    for row in rows:
        parts = tuple(
            part for part in rows if part.row.code and _nearest(part.row.code, codes) == row.row.code
        )
        if parts:
            yield Family(row, parts, columns)


def _nearest(code: str, codes: Iterable[str]) -> str:
    """The closest ancestor among ``codes``; "" (合计) where there is none."""
    return max((other for other in codes if is_ancestor(other, code)), key=len, default="")


def _anchors(
    reads: Mapping[Statement, StatementRead], opened: Mapping[Statement, Sequence[OpenRow]]
) -> Iterator[Rule]:
    """Cells of a total that certain amounts of another statement fix."""
    book = _Book(reads)
    income = [book.amount(S.SUMMARY, str(line), "1") for line in range(1, 9)]
    for number, value in enumerate([_sum(income[:3]), *income[3:]], 2):
        yield from _equal(opened, S.REVENUE, "", str(number), value)
    basic = book.basic()
    yield from _equal(opened, S.GENERAL_BUDGET, "", "2", basic)
    yield from _equal(opened, S.GOVERNMENT_FUNDS, "", "2", book.amount(S.APPROPRIATION_SUMMARY, "2", "1"))
    for row in _with_key(opened, S.EXPENDITURE, ""):
        yield _Bound(row, "2", least=basic)
    for row in opened.get(S.THREE_PUBLIC, ()):
        for column, code in (("8", "30212"), ("10", "31013"), ("11", "30231"), ("12", "30217")):
            yield _Bound(row, column, least=book.amount(S.BASIC_BY_ECONOMIC, code, "决算数"))


# 04 in column … is what that statement spends in its column …, in total and per class.
_APPROPRIATED = (("3", S.GENERAL_BUDGET, "1"), ("4", S.GOVERNMENT_FUNDS, "3"), ("5", S.STATE_CAPITAL, "1"))


def _appropriated(
    reads: Mapping[Statement, StatementRead], opened: Mapping[Statement, Sequence[OpenRow]]
) -> Iterator[Rule]:
    for column, statement, spent in _APPROPRIATED:
        read = reads.get(statement)
        if read is not None and read.state == State.DECLARED_NIL:
            yield from _equal(opened, S.APPROPRIATION_SUMMARY, "59", column, Decimal(0))
            continue
        for line in FORMS[S.APPROPRIATION_SUMMARY].rows:
            if not line.code and line.line != "59":
                continue
            for row in _with_key(opened, S.APPROPRIATION_SUMMARY, line.line):
                for other in _with_key(opened, statement, line.code):
                    yield _Same(row, column, other, spent)


def _equal(
    opened: Mapping[Statement, Sequence[OpenRow]],
    statement: Statement,
    key: str,
    column: str,
    value: Decimal | None,
) -> Iterator[Rule]:
    if value is not None:
        for row in _with_key(opened, statement, key):
            yield _Bound(row, column, value, value)


def _with_key(
    opened: Mapping[Statement, Sequence[OpenRow]], statement: Statement, key: str
) -> Iterator[OpenRow]:
    lines = FORMS[statement].shape == Shape.LINES
    for row in opened.get(statement, ()):
        if (row.row.line if lines else row.row.code) == key:
            yield row
            return


_PARTS_OF_EXPENDITURE = (
    (S.GENERAL_BUDGET, "2", "2"),
    (S.GENERAL_BUDGET, "3", "3"),
    (S.GOVERNMENT_FUNDS, "4", "2"),
    (S.GOVERNMENT_FUNDS, "5", "3"),
    (S.STATE_CAPITAL, "2", "2"),
    (S.STATE_CAPITAL, "3", "3"),
)


def _across(opened: Mapping[Statement, Sequence[OpenRow]]) -> Iterator[Rule]:
    """Per code: what 05, 07 and 08 spend is part of what 03 spends."""
    whole = {row.row.code: row for row in opened.get(S.EXPENDITURE, ())}
    for statement, column, whole_column in _PARTS_OF_EXPENDITURE:
        for row in opened.get(statement, ()):
            if row.row.code in whole:
                yield _Within(row, column, whole[row.row.code], whole_column)


@dataclass(frozen=True)
class _Book:
    """The certain amounts of the report; None where a statement gives none."""

    reads: Mapping[Statement, StatementRead]

    def amount(self, statement: Statement, key: str, column: str) -> Decimal | None:
        """What is certainly printed there, nothing where the place is blank."""
        read = self.reads.get(statement)
        row = read.row(key) if read and read.state == State.AMOUNTS else None
        cell = row.cell(column) if row else None
        if row is None or cell is None or (cell.amount is None and _is_doubtful(row, column)):
            return None
        return Decimal(0) if cell.amount is None else cell.amount

    def basic(self) -> Decimal | None:
        """人员经费合计 and 公用经费合计 of 06; None where either is not printed."""
        read = self.reads.get(S.BASIC_BY_ECONOMIC)
        totals = [row.cells[0].amount for row in read.rows if row.name in _BASIC_TOTALS] if read else []
        return _sum(totals) if len(totals) == len(_BASIC_TOTALS) else None


_BASIC_TOTALS = ("人员经费合计", "公用经费合计")


def _is_doubtful(row: StatementRow, column: str) -> bool:
    return any(UNPLACED in cell.column and column in cell.column.split(UNPLACED) for cell in row.cells)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
