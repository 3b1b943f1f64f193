"""The 三公 board: which rows an address asks for, their order, and what may be said across them.

Sorted, filtered and counted in the database by lines (``board_lines``); whole rows are built for one page only.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Collate

from disclosures.comparison.bases import Basis, Kind, Refusal, rankable, refusals
from disclosures.comparison.board_rows import PARTS, UNSTATED, BoardRow, held_rows
from disclosures.comparison.rows import Cell, bar_length
from disclosures.comparison.unit_costs import UNIT_COSTS
from disclosures.models import BoardLine, Disclosure, Region
from disclosures.wording import BUDGETS, FUNDS, wan

DEFAULT_SORT = "-actual"
SORT_KEYS = (
    "name",
    "actual",
    "budget",
    "over",
    "rate",
    "change",
    *PARTS,
    *(rule.key for rule in UNIT_COSTS),
)
# Each needs one budget: where the rows have several, those of one 口径 stay together.
_GROUPED = ("budget", "rate", "over")
_KNOWN_TOKENS = {*BUDGETS, *FUNDS, "own", "consolidated", UNSTATED}
_BATCH = 1000  # rows of an export built at once
# The order of code points on every database, which is that of Python.
_COLLATIONS = {"postgresql": "C", "sqlite": "BINARY"}


@dataclass(frozen=True)
class BoardQuery:
    """What the address asks for: a district or city, a year, an item of 三公, a 口径, a kind of department, only
    those over their budget, and the order ("-" = falling); "" and None = all."""

    district: str = ""
    year: int | None = None
    item: str = "total"
    basis: str = ""
    kind: str = ""
    over: bool = False
    sort: str = DEFAULT_SORT


@dataclass(frozen=True)
class BasisGroup:
    """The lines of one year and 口径 counted: ``given`` have a 决算, of departments between ``first`` and ``last``,
    ``recognised`` a number that was recognised in a picture and that nobody has looked at; amounts are 分."""

    year: int
    budget: str
    funds: str
    scope: str
    count: int
    given: int
    first: int | None
    last: int | None
    lowest: int | None
    highest: int | None
    total: int | None
    budgeted: int | None
    recognised: int = 0

    @property
    def tokens(self) -> tuple[str, str, str]:
        return self.budget, self.funds, self.scope

    @property
    def bases(self) -> tuple[Basis, ...]:
        """As many as tell whether the lines with a 决算 may be compared: one, or two of different departments."""
        stated = ["" if token == UNSTATED else token for token in self.tokens]
        whose = dict.fromkeys((self.first, self.last)) if self.given else ()
        return tuple(Basis(str(key), self.year, stated[2], stated[0], stated[1]) for key in whose)


@dataclass(frozen=True)
class Board:
    """``ranked`` = the 决算 of all rows stand in one order; ``rates_ranked`` = their rates do too. ``choices`` are the
    口径 to choose from; ``groups`` the rows by year and 口径."""

    query: BoardQuery
    groups: tuple[BasisGroup, ...]
    choices: tuple[tuple[str, ...], ...]
    refused: tuple[Refusal, ...]
    ranked: bool
    rates_ranked: bool

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def given(self) -> int:
        """How many rows have a 决算."""
        return sum(group.given for group in self.groups)

    @property
    def recognised(self) -> int:
        """How many rows have a number that was recognised and that nobody has looked at."""
        return sum(group.recognised for group in self.groups)

    @property
    def highest(self) -> int | None:
        """The largest 决算 in 分."""
        return max((group.highest for group in self.groups if group.highest is not None), default=None)

    @property
    def lowest(self) -> int | None:
        return min((group.lowest for group in self.groups if group.lowest is not None), default=None)

    @property
    def total(self) -> int | None:
        """The sum of the 决算 in 分, only where they may stand in one order; None otherwise."""
        return sum(int(group.total or 0) for group in self.groups) if self.ranked and self.given > 1 else None

    @property
    def _largest(self) -> Decimal:
        """The end of the scale: the largest 决算 or 预算 of all rows, 万元."""
        ends = [end for group in self.groups for end in (group.highest, group.budgeted) if end is not None]
        return wan(max(ends, default=0))

    @property
    def grouped(self) -> bool:
        """Whether the rows of one year and 口径 stay together."""
        return _key(self.query.sort) in _GROUPED and not self.rates_ranked

    @property
    def _ranks(self) -> bool:
        """Whether the rows have a rank in their order."""
        key, falling = _key(self.query.sort), self.query.sort.startswith("-")
        comparable = self.rates_ranked if key in _GROUPED else self.ranked
        return falling and comparable and key != "name"

    def lines(self) -> QuerySet:
        """The lines of the rows, in no order."""
        return _of_basis(_lines(self.query), self.query.basis)

    def rows(self, start: int = 0, stop: int | None = None) -> list[BoardRow]:
        """The rows from ``start`` to before ``stop`` in the order that is asked for, those without a number last, drawn
        on the scale of all rows. They have a rank only where nothing forbids one."""
        shown = list(_ordered(self)[start:stop])
        ranks = _ranks(self, shown, start) if self._ranks else [None] * len(shown)
        whole = _whole_rows(shown, self.query.item)
        ranked = zip(shown, ranks, strict=True)
        return [
            self._drawn(whole[line.slug, line.year], rank)
            for line, rank in ranked
            if (line.slug, line.year) in whole
        ]

    def _drawn(self, row: BoardRow, rank: int | None) -> BoardRow:
        largest = self._largest
        return replace(row, rank=rank, share=_length(row.actual, largest), tick=_length(row.budget, largest))

    def every_row(self) -> Iterator[BoardRow]:
        """All rows in their order, built some at a time."""
        for start in range(0, self.count, _BATCH):
            yield from self.rows(start, start + _BATCH)


def basis_tokens(text: str) -> tuple[str, ...] | None:
    """The parts of ``initial.general_budget.own``; None where one is unknown."""
    tokens = tuple(token for token in text.split(".") if token)
    return tokens if all(token in _KNOWN_TOKENS for token in tokens) else None


def board(query: BoardQuery) -> Board:
    """The board that the query asks for, with what forbids to rank it: one query."""
    every = _groups(_lines(query))
    tokens = set(basis_tokens(query.basis) or ())
    groups = tuple(group for group in every if tokens <= set(group.tokens))
    given = [basis for group in groups for basis in group.bases]
    return Board(
        query,
        groups,
        tuple(sorted({group.tokens for group in every if group.given})),
        refusals(Kind.COMPLETION, given),
        rankable(Kind.THREE_PUBLIC, given),
        rankable(Kind.COMPLETION, given),
    )


def _lines(query: BoardQuery) -> QuerySet:
    """What is asked for, of every 口径."""
    lines = BoardLine.objects.filter(item=query.item)
    if query.district:
        code = query.district
        inside = Q(code=code) | Q(parent=code) | Q(parent__parent=code)
        lines = lines.filter(region__in=Region.objects.filter(inside))
    if query.year:
        lines = lines.filter(year=query.year)
    if query.kind:
        lines = lines.filter(kind=query.kind)
    return lines.filter(over__gt=0) if query.over else lines


def _of_basis(lines: QuerySet, basis: str) -> QuerySet:
    """Those whose 口径 has every token."""
    for token in basis_tokens(basis) or ():
        lines = lines.filter(Q(budget_basis=token) | Q(funds=token) | Q(scope=token))
    return lines


def _groups(lines: QuerySet) -> list[BasisGroup]:
    given = Q(actual__isnull=False)
    counted = (
        lines.order_by()
        .values_list("year", "budget_basis", "funds", "scope")
        .annotate(
            count=Count("pk"),
            given=Count("actual"),
            first=Min("department", filter=given),
            last=Max("department", filter=given),
            lowest=Min("actual"),
            highest=Max("actual"),
            total=Sum("actual"),
            budgeted=Max("budget"),
            recognised=Count("pk", filter=Q(recognised=True)),
        )
    )
    return [BasisGroup(*row) for row in counted]


def _key(sort: str) -> str:
    return sort.removeprefix("-")


def _text(field: str) -> Collate:
    return Collate(field, _COLLATIONS[connection.vendor])


def _ordered(found: Board) -> QuerySet:
    """By the column, those without a number last; equal ones by the department's address and the year."""
    key, falling = _key(found.query.sort), found.query.sort.startswith("-")
    place = (_text("slug").asc(), "year")
    if key == "name":
        named = _text("name")
        return found.lines().order_by(named.desc() if falling else named.asc(), *place)
    value = F(key).desc(nulls_last=True) if falling else F(key).asc(nulls_last=True)
    if not found.grouped:
        return found.lines().order_by(value, *place)
    lacking = Case(When(**{f"{key}__isnull": True}, then=Value(1)), default=Value(0))
    return found.lines().order_by(lacking, "-year", "budget_basis", "funds", "scope", value, *place)


def _ranks(found: Board, shown: Sequence[BoardLine], start: int) -> list[int | None]:
    """The rank of each line of a page that begins at ``start``; equal numbers share one: one query."""
    key = _key(found.query.sort)
    ranks: list[int | None] = []
    before: int | None = None
    for place, line in enumerate(shown, start=start + 1):
        value = getattr(line, key)
        if value is None:
            ranks.append(None)
        elif ranks and value == before:
            ranks.append(ranks[-1])
        elif ranks or not start:
            ranks.append(place)
        else:
            ranks.append(1 + found.lines().filter(**{f"{key}__gt": value}).count())
        before = value
    return ranks


def _whole_rows(lines: Sequence[BoardLine], item: str) -> dict[tuple[str, int], BoardRow]:
    """The rows of these lines by department and year; the reports of the years before are read for what is computed
    from them. One that was withdrawn a moment ago is left out."""
    held = held_rows(Disclosure.objects.published().filter(_read_for(lines)), (item,))
    places = {(line.slug, line.year) for line in lines}
    return {place: held.row(column, item) for place, column in held.columns.items() if place in places}


def _read_for(lines: Sequence[BoardLine]) -> Q:
    """The reports of these lines and those of the years before."""
    asked: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        asked[line.year].add(line.department_id)
        asked[line.year - 1].add(line.department_id)
    of_year = (Q(year=year, department__in=departments) for year, departments in asked.items())
    return reduce(or_, of_year, Q(pk__in=()))


def _length(cell: Cell, largest: Decimal) -> str:
    return "" if cell.value is None else bar_length(cell.value, largest)
