"""How documents print the statements: declared layouts, and which of them a report follows.

A layout is recognised by titles and headers only, never by the fiscal year or the department.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.statements import Statement
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.grids import Grid
from ingest.parsing.layouts import shanghai, unnumbered, wuhan
from ingest.parsing.layouts.layout import Layout, ThreePublic
from ingest.parsing.numerals import squeeze
from ingest.parsing.outline import StatementBlock
from ingest.parsing.titles import kind_of

LAYOUTS: tuple[Layout, ...] = (wuhan.NINTH, wuhan.SEVENTH, shanghai.TEMPLATE, unnumbered.BY_HEADINGS)

_STATEMENTS = {
    "summary": Statement.SUMMARY,
    "revenue": Statement.REVENUE,
    "expenditure": Statement.EXPENDITURE,
    "appropriation": Statement.APPROPRIATION_SUMMARY,
    "general": Statement.GENERAL_BUDGET,
    "basic": Statement.BASIC_BY_ECONOMIC,
    "funds": Statement.GOVERNMENT_FUNDS,
    "state_capital": Statement.STATE_CAPITAL,
    "three_public": Statement.THREE_PUBLIC,
}
_DETAILED = re.compile(r"明细|分单位|分部门")
_PAIR = ("预算数", "决算数")


def statement_of(title: str) -> Statement:
    """The statement that a title announces, by its words; OTHER where it is none of the nine."""
    bare = squeeze(title)
    statement = _STATEMENTS.get(kind_of(bare), Statement.OTHER)
    if statement != Statement.BASIC_BY_ECONOMIC and _DETAILED.search(bare):
        return Statement.OTHER
    return statement


@dataclass(frozen=True)
class _Marks:
    """What titles and headers show; None where they do not show it."""

    indexed: bool | None
    three_public: ThreePublic | None
    seventh: bool | None  # 三公 before 政府性基金 and 国有资本经营
    numbered: bool  # 公开01表, 表1


def recognise(blocks: Sequence[StatementBlock]) -> Layout:
    """The one layout that the titles and headers of ``blocks`` follow.

    Raises ReadError AMBIGUOUS_LAYOUT with the candidates' names where the headers contradict each other so
    that the amounts would be read differently.
    """
    marks = _marks(blocks)
    fitting = [layout for layout in LAYOUTS if _fits(layout, marks)]
    if not fitting or len({(layout.indexed, layout.three_public) for layout in fitting}) > 1:
        candidates = "、".join(layout.name for layout in fitting or LAYOUTS)
        raise ReadError(Reason.AMBIGUOUS_LAYOUT, f"可能的版式：{candidates}")
    placed = [layout for layout in fitting if (layout.order[6] == Statement.THREE_PUBLIC) == marks.seventh]
    return (placed or fitting)[0]


def _fits(layout: Layout, marks: _Marks) -> bool:
    if marks.indexed is None:
        # Nothing but titles: Shanghai's template numbers no table and puts 三公 seventh.
        bare = marks.seventh is True and not marks.numbered
        return layout is (shanghai.TEMPLATE if bare else wuhan.SEVENTH if marks.seventh else wuhan.NINTH)
    if layout.indexed != marks.indexed:
        return False
    # With 栏次 printed the columns are told by their numbers, whatever their order.
    return marks.indexed or layout.three_public == (marks.three_public or layout.three_public)


def _marks(blocks: Sequence[StatementBlock]) -> _Marks:
    grids = [grid for block in blocks for grid in block.grids]
    tellings = [
        _three_public(block) for block in blocks if statement_of(block.title) == Statement.THREE_PUBLIC
    ]
    told = {telling for telling in tellings if telling}
    if len(told) > 1:
        raise ReadError(Reason.AMBIGUOUS_LAYOUT, "“三公”表的预算数与决算数有两种排法")
    indexed = any(map(_is_indexed, grids)) if grids else None
    three_public = told.pop() if told else None
    if indexed is False and three_public is None:
        three_public = ThreePublic.PAIRS if _three_public_seventh(blocks) else ThreePublic.HALVES
    numbered = any(block.number for block in blocks)
    return _Marks(indexed, three_public, _three_public_seventh(blocks), numbered)


def _is_indexed(grid: Grid) -> bool:
    return any(
        squeeze(cell.text) in ("行次", "栏次") for row in grid.rows for cell in row if cell and cell.text
    )


def _three_public(block: StatementBlock) -> ThreePublic | None:
    """Whether the heads 预算数 and 决算数 alternate; None where no head of the block says it."""
    most = max((_heads(grid) for grid in block.grids), default=0)
    if not most:
        return None
    return ThreePublic.PAIRS if most > len(_PAIR) else ThreePublic.HALVES


def _heads(grid: Grid) -> int:
    return sum(1 for row in grid.rows for cell in row if cell and squeeze(cell.text).endswith(_PAIR))


def _three_public_seventh(blocks: Sequence[StatementBlock]) -> bool | None:
    order = [statement_of(block.title) for block in blocks]
    others = [
        order.index(other)
        for other in (Statement.GOVERNMENT_FUNDS, Statement.STATE_CAPITAL)
        if other in order
    ]
    if Statement.THREE_PUBLIC not in order or not others:
        return None
    return order.index(Statement.THREE_PUBLIC) < min(others)
