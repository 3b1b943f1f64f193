"""A total and its parts: which placements of the rows let every column add up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from ingest.parsing.options import OpenRow, Option
from ingest.parsing.sums import tolerance

Vector = tuple[int, ...]
_SCALE = 6  # decimals kept: whole numbers add faster, and 元 in 万元 has six
_MOST_SUMS = 40_000  # more partial sums than this: too many free rows for the sums to single one out
_MOST_CHANCE = Decimal("0.01")


@dataclass
class Family:
    """``total`` equals the sum of ``parts`` in each of ``columns``."""

    total: OpenRow
    parts: tuple[OpenRow, ...]
    columns: tuple[str, ...]
    _settled_at: tuple[int, ...] = field(default=(), init=False)

    def settle(self) -> bool:
        """Drop the placements with which no column-wise sum comes out; True if any was dropped.

        Where no combination adds up at all, the printed sums are wrong or incomplete: nothing is dropped.
        """
        rows = (self.total, *self.parts)
        state = tuple(len(row.options) for row in rows)
        if max(state) == 1 or state == self._settled_at:
            return False
        changed = _by_chance(self) <= _MOST_CHANCE and self._drop()
        self._settled_at = tuple(len(row.options) for row in rows)
        return changed

    def _drop(self) -> bool:
        kept_totals: list[Option] = []
        kept_parts: list[list[Option]] = [[] for _ in self.parts]
        for option in self.total.options:
            supported = _supported(self, option)
            if supported is None:
                return False
            if all(supported):
                kept_totals.append(option)
                for kept, found in zip(kept_parts, supported, strict=True):
                    kept.extend(part for part in found if not any(part is other for other in kept))
        if not kept_totals:
            return False
        changed = [
            row.keep([option for option in row.options if any(option is other for other in kept)])
            for row, kept in zip(self.parts, kept_parts, strict=True)
        ]
        return self.total.keep(kept_totals) or any(changed)


def _by_chance(family: Family) -> Decimal:
    """How likely some combination adds up by chance where amounts are lost (each supposed in one column)."""
    rows = (family.total, *family.parts)
    if not any(option.lost for row in rows for option in row.options):
        return Decimal(0)
    largest = max(option.value(column) for option in family.total.options for column in family.columns)
    window = 2 * tolerance(len(family.parts)) / max(largest, tolerance(0))
    return prod(len(row.options) for row in rows) * window


def _whole(value: Decimal) -> int:
    return int(value.scaleb(_SCALE))


def _vector(option: Option, columns: Sequence[str]) -> Vector:
    return tuple(_whole(option.value(column)) for column in columns)


def _add(first: Vector, second: Vector) -> Vector:
    return tuple(map(int.__add__, first, second))


@dataclass(frozen=True)
class _Goal:
    """The sums to reach in each column and how far off by rounding they may be."""

    sums: Vector
    slack: Vector
    growing: bool  # no part is negative: a partial sum never exceeds the goal

    def allows(self, begun: Vector) -> bool:
        return not self.growing or all(map(_not_above, begun, self.sums, self.slack))

    def reached(self, whole: Vector) -> bool:
        return all(abs(a - b) <= c for a, b, c in zip(whole, self.sums, self.slack, strict=True))


def _not_above(value: int, goal: int, slack: int) -> bool:
    return value <= goal + slack


def _goal(family: Family, total: Option, vectors: Sequence[Sequence[Vector]]) -> _Goal:
    sums = _vector(total, family.columns)
    growing = all(value >= 0 for row in vectors for vector in row for value in vector)
    slack = _whole(tolerance(len(family.parts)))
    # Where nothing may be taken away, a total of nothing has no parts, however they are rounded.
    return _Goal(sums, tuple(0 if growing and not value else slack for value in sums), growing)


def _supported(family: Family, total: Option) -> list[list[Option]] | None:
    """For each part its options that occur in some sum equal to ``total``; None where there are too many sums."""
    vectors = [[_vector(option, family.columns) for option in row.options] for row in family.parts]
    goal = _goal(family, total, vectors)
    reached = _partial_sums(vectors, goal)
    if reached is None:
        return None
    wanted = {whole for whole in reached[-1] if goal.reached(whole)}
    supported: list[list[Option]] = []
    for place in reversed(range(len(vectors))):
        begun, row = reached[place], vectors[place]
        fitting = [any(_add(start, vector) in wanted for start in begun) for vector in row]
        options = family.parts[place].options
        supported.insert(0, [option for option, fits in zip(options, fitting, strict=True) if fits])
        wanted = {start for start in begun if any(_add(start, vector) in wanted for vector in row)}
    return supported


def _partial_sums(vectors: Sequence[Sequence[Vector]], goal: _Goal) -> list[set[Vector]] | None:
    """The sums of the first 0, 1, 2 … rows under every placement that can still reach the goal."""
    reached: list[set[Vector]] = [{tuple(0 for _ in goal.sums)}]
    for row in vectors:
        possible = [vector for vector in row if goal.allows(vector)]
        if len(reached[-1]) * len(possible) > _MOST_SUMS:
            return None
        reached.append(
            {
                whole
                for begun in reached[-1]
                for vector in possible
                if goal.allows(whole := _add(begun, vector))
            }
        )
    return reached
