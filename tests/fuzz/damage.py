"""A report as a bad reading would leave it: amounts gone, rows lost and doubled, words cut off, at random places."""

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import partial
from types import NoneType
from typing import Any, get_args, get_type_hints

from ingest.parsing.facts import Report, StatementRow

# A way to a value of a report: the names of fields and the places in tuples.
Way = tuple[str | int, ...]
Act = Callable[[random.Random, Any], Any]


def damaged(report: Report, chance: random.Random, times: int) -> Report:
    """``report`` with ``times`` values taken away, doubled or changed."""
    for _ in range(times):
        way, act = chance.choice(list(_ways(report)))
        report = _put(report, way, partial(act, chance))
    return report


def emptied(report: Report, chance: random.Random, share: float) -> Report:
    """``report`` without that share of its rows, and without the first amount, or any, of as many that are left."""
    names = sorted({row.name for read in report.statements for row in read.rows})
    blank = {name: chance.choice((1, 99)) for name in names if chance.random() < share}
    return replace(
        report,
        statements=tuple(
            replace(
                read,
                rows=tuple(
                    _row(row, blank.get(row.name, 0)) for row in read.rows if chance.random() >= share
                ),
            )
            for read in report.statements
        ),
    )


def _row(row: StatementRow, blank: int) -> StatementRow:
    """A row with as many of its first cells blank."""
    first = (replace(cell, amount=None, text="") for cell in row.cells[:blank])
    return replace(row, cells=(*first, *row.cells[blank:]))


def _ways(value: Any, before: Way = ()) -> Iterator[tuple[Way, Act]]:
    """What can be damaged in a value, and how."""
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _ways(one, (*before, place))
    elif is_dataclass(value):
        hints = get_type_hints(type(value))
        for field in fields(value):
            held = getattr(value, field.name)
            way = (*before, field.name)
            yield from ((way, act) for act in _acts(held, NoneType in get_args(hints[field.name])))
            yield from _ways(held, way)


def _acts(held: Any, optional: bool) -> Iterator[Act]:
    """How one field can be damaged so that it is still of its type."""
    if held is not None and optional:
        yield lambda chance, _: None
    if isinstance(held, tuple) and held and is_dataclass(held[0]):
        yield _without_one
        yield _doubled
    elif isinstance(held, Decimal):
        yield lambda chance, one: chance.choice((Decimal(0), -one, one * 10**9, one / 7, one + 1))
    elif type(held) is str and held:
        yield lambda chance, one: chance.choice(("", one[: len(one) // 2], one + one, "\u3000"))


def _without_one(chance: random.Random, held: tuple[Any, ...]) -> tuple[Any, ...]:
    place = chance.randrange(len(held))
    return held[:place] + held[place + 1 :]


def _doubled(chance: random.Random, held: tuple[Any, ...]) -> tuple[Any, ...]:
    place = chance.randrange(len(held))
    return (*held[:place], held[place], *held[place:])


def _put(value: Any, way: Way, act: Callable[[Any], Any]) -> Any:
    """``value`` with what lies at the end of ``way`` changed."""
    if not way:
        return act(value)
    first, *rest = way
    if isinstance(first, int):
        return (*value[:first], _put(value[first], tuple(rest), act), *value[first + 1 :])
    return replace(value, **{first: _put(getattr(value, first), tuple(rest), act)})
