"""A total and its parts: which placements of the rows let every column add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from ingest.parsing.options import OpenRow, Option
from ingest.parsing.sums import tolerance

Vector = tuple[Decimal, ...]
_MOST_CHANCE = Decimal("0.01")
_MOST_SUMS = 20_000  # more partial sums than this: too many free rows for the sums to single one out


@dataclass(frozen=True)
class Family:
    """``total`` equals the sum of ``parts`` in each of ``columns``."""

    total: OpenRow
    parts: tuple[OpenRow, ...]
    columns: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return any(len(row.options) > 1 for row in (self.total, *self.parts))


def settle(family: Family) -> bool:
    """Drop the placements of a family's rows with which no column-wise sum comes out; True if any was dropped.

    Where no combination adds up at all, the printed sums are wrong or incomplete, and nothing is dropped.
    """
    if not family.is_open or _by_chance(family) > _MOST_CHANCE:
        return False
    kept_totals: list[Option] = []
    kept_parts: list[list[Option]] = [[] for _ in family.parts]
    for option in family.total.options:
        supported = _supported(family, option)
        if supported is None:
            return False
        if all(supported):
            kept_totals.append(option)
            for kept, found in zip(kept_parts, supported, strict=True):
                kept.extend(part for part in found if part not in kept)
    if not kept_totals:
        return False
    changed = family.total.keep(kept_totals)
    for row, kept in zip(family.parts, kept_parts, strict=True):
        changed = row.keep([option for option in row.options if option in kept]) or changed
    return changed


def _by_chance(family: Family) -> Decimal:
    """How likely some combination adds up by chance where amounts are lost (each supposed in one column)."""
    rows = (family.total, *family.parts)
    if not any(option.lost for row in rows for option in row.options):
        return Decimal(0)
    combinations = prod(len(row.options) for row in rows)
    largest = max(value for option in family.total.options for value in _vector(option, family.columns))
    return combinations * 2 * tolerance(len(family.parts)) / max(largest, tolerance(0))


def _vector(option: Option, columns: Sequence[str]) -> Vector:
    return tuple(option.value(column) for column in columns)


def _add(first: Vector, second: Vector) -> Vector:
    return tuple(a + b for a, b in zip(first, second, strict=True))


def _supported(family: Family, total: Option) -> list[list[Option]] | None:
    """For each part its options that occur in some sum equal to ``total``; None where there are too many sums."""
    goal = _vector(total, family.columns)
    slack = tolerance(len(family.parts))
    vectors = [[_vector(option, family.columns) for option in row.options] for row in family.parts]
    only_growing = all(value >= 0 for row in vectors for vector in row for value in vector)
    reached: list[set[Vector]] = [{tuple(Decimal(0) for _ in goal)}]
    for row in vectors:
        sums = {_add(begun, vector) for begun in reached[-1] for vector in row}
        if only_growing:
            sums = {s for s in sums if all(a <= b + slack for a, b in zip(s, goal, strict=True))}
        if len(sums) > _MOST_SUMS:
            return None
        reached.append(sums)
    wanted = {s for s in reached[-1] if all(abs(a - b) <= slack for a, b in zip(s, goal, strict=True))}
    supported: list[list[Option]] = []
    for row, open_row, begun in zip(
        reversed(vectors), reversed(family.parts), reversed(reached[:-1]), strict=True
    ):
        supported.append(
            [
                option
                for option, vector in zip(open_row.options, row, strict=True)
                if any(_add(start, vector) in wanted for start in begun)
            ]
        )
        wanted = {start for start in begun if any(_add(start, vector) in wanted for vector in row)}
    return supported[::-1]
