"""How the 决算 of a board are distributed: how many reports in each stretch of fixed amounts."""

from dataclasses import dataclass

from django.db.models import Count, Q

from disclosures.comparison.board import Board
from disclosures.wording import FEN_PER_WAN

FEWEST = 5  # with fewer reports the table itself is the distribution
EDGES = (0, 1, 5, 10, 20, 50, 100, 500)  # 万元; each stretch holds its lower end


@dataclass(frozen=True)
class Stretch:
    """From ``low`` to below ``high`` 万元; exactly zero where both are 0, no end where ``high`` is None."""

    low: int
    high: int | None
    count: int


def spread(found: Board) -> tuple[Stretch, ...]:
    """The stretches from the smallest up; () where the rows do not stand in one order, are few, or one is below zero:
    one query."""
    if not found.ranked or found.given < FEWEST or (found.lowest or 0) < 0:
        return ()
    ends = [(0, 0), *zip(EDGES, (*EDGES[1:], None), strict=True)]
    counted = found.lines().aggregate(
        **{f"of_{place}": Count("pk", filter=_inside(low, high)) for place, (low, high) in enumerate(ends)}
    )
    return tuple(Stretch(low, high, counted[f"of_{place}"]) for place, (low, high) in enumerate(ends))


def _inside(low: int, high: int | None) -> Q:
    if high == 0:
        return Q(actual=0)
    above = Q(actual__gte=low * FEN_PER_WAN) if low else Q(actual__gt=0)
    return above if high is None else above & Q(actual__lt=high * FEN_PER_WAN)
