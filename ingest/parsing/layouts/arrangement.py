"""How the 三公 statement of a report is arranged: seen in its heads and in the first cells of its rows."""

import re
from collections.abc import Sequence

from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.layout import THREE_PUBLIC_ITEMS, ThreePublic
from ingest.parsing.numerals import squeeze

_ORDINAL = re.compile(
    r"^(?:其中:|加:|减:)?(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[、.])?(?:其中:)?"
)
_BRACKET = re.compile(r"\((?:万元|元|单位:[万元]+)\)$")
_YEAR = re.compile(r"^20\d\d年度?")
_BUDGET = re.compile(r"(?:.*预算数|(?:年初|全年|调整)?预算(?:金额|统计数)?)(?:\([^)]*\))?")
_ACTUAL = re.compile(r"(?:.*决算数|(?:支出)?决算(?:金额|/?统计数)?|统计数|实际支出数?)(?:\([^)]*\))?")
_PAIR = ("预算数", "决算数")


def bare_name(text: str) -> str:
    """A heading or a row's name without ordinal, year and unit."""
    return _YEAR.sub("", _BRACKET.sub("", _ORDINAL.sub("", squeeze(text), count=1)))


def item_of(name: str) -> int | None:
    """The place (1–6) of an item of 三公 among 栏次 1–6."""
    return next((place for place, names in enumerate(THREE_PUBLIC_ITEMS, 1) if name in names), None)


def half_of(name: str) -> int | None:
    """0 for a heading of the budget, 6 for one of the final accounts: what to add to the item's place."""
    if _BUDGET.fullmatch(name):
        return 0
    return 6 if _ACTUAL.fullmatch(name) else None


def arrangement_of(grids: Sequence[Grid]) -> ThreePublic | None:
    """How the amounts of 三公 follow one another; None where no head says it."""
    firsts = [_first(row) for grid in grids if grid.exact for row in grid.rows]
    halves = {half_of(name) for name, alone in firsts if not alone} - {None}
    if len(halves) == 2:
        return ThreePublic.ROWS
    if len({item_of(name) for name, alone in firsts if not alone} - {None, 1}) > 1:
        return ThreePublic.LIST
    most = max(map(_heads, grids), default=0)
    if not most:
        return None
    return ThreePublic.PAIRS if most > len(_PAIR) else ThreePublic.HALVES


def _first(row: Sequence[GridCell | None]) -> tuple[str, bool]:
    """The name that a row begins with, and whether it is a head: other words stand beside it."""
    texts = [squeeze(cell.text) for cell in row if cell and cell.text.strip()]
    if not texts:
        return "", True
    return bare_name(texts[0]), any(re.search(r"[^\W\d_]", text) for text in texts[1:])


def _heads(grid: Grid) -> int:
    return sum(1 for row in grid.rows for cell in row if cell and squeeze(cell.text).endswith(_PAIR))
