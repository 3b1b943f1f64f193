"""How documents print the statements: declared layouts, and which of them a report follows.

A layout is recognised by titles and headers only, never by the fiscal year or the department.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosures.statements import Statement
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.grids import Grid
from ingest.parsing.layouts import (
    anhui,
    beijing,
    general,
    guangdong,
    inner_mongolia,
    shaanxi,
    shanghai,
    sichuan,
    units,
    wuhan,
    yunnan,
    zhejiang,
)
from ingest.parsing.layouts.arrangement import arrangement_of
from ingest.parsing.layouts.layout import THREE_PUBLIC_SEVENTH, Layout, ThreePublic
from ingest.parsing.numerals import squeeze
from ingest.parsing.outline import StatementBlock
from ingest.parsing.titles import kind_of

LAYOUTS: tuple[Layout, ...] = (
    wuhan.NINTH,
    wuhan.NINTH_2024,
    wuhan.SEVENTH,
    wuhan.EIGHT,
    guangdong.SEVENTH,
    shanghai.TEMPLATE,
    zhejiang.ELEVEN,
    beijing.TWELVE,
    inner_mongolia.TWELVE,
    sichuan.THIRTEEN,
    shaanxi.WITH_MEETINGS,
    anhui.BOTH_FUNDS,
    yunnan.WITH_OPERATION,
    units.WITHOUT_THREE_PUBLIC,
    units.WITHOUT_BASIC,
)

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
_FURTHER = frozenset().union(*(layout.further for layout in LAYOUTS))
_DETAILED = re.compile(r"明细|分单位|分部门")
_HEAD_ROWS = 6  # rows that may belong to a head; of 01 all rows are words of the form


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
    order: tuple[str, ...]  # kinds of title, each once
    further: frozenset[str]
    numbers: tuple[str, ...]  # 公开01表, 表1
    words: str  # titles and heads, a line each


def recognise(blocks: Sequence[StatementBlock]) -> Layout:
    """The one layout that the titles and headers of ``blocks`` follow, with what they show of its variants.

    Where several families fit alike, or none does, ``candidates`` tells it; the statements are then read by their
    own headings. Raises ReadError AMBIGUOUS_LAYOUT where the headers contradict each other.
    """
    marks = _marks(blocks)
    fitting = [layout for layout in LAYOUTS if _fits(layout, marks)]
    if not fitting:
        chosen = general.BY_HEADINGS if marks.indexed is False else general.BY_NUMBERS
        return _resolved(chosen, marks, ())
    least = min(_distance(layout, marks) for layout in fitting)
    nearest = [layout for layout in fitting if _distance(layout, marks) == least]
    return _resolved(nearest[0], marks, tuple(layout.name for layout in nearest))


def _resolved(layout: Layout, marks: _Marks, candidates: tuple[str, ...]) -> Layout:
    indexed = layout.indexed if marks.indexed is None else marks.indexed
    return replace(
        layout,
        indexed=indexed,
        three_public=marks.three_public or layout.three_public or ThreePublic.HALVES,
        candidates=candidates,
    )


def _fits(layout: Layout, marks: _Marks) -> bool:
    if layout.indexed is not None and marks.indexed is not None and layout.indexed != marks.indexed:
        return False
    # With 栏次 printed the columns are told by their numbers, whatever their order.
    if (
        marks.indexed is False
        and None not in (alike := {marks.three_public, layout.three_public})
        and len(alike) > 1
    ):
        return False
    return (
        _is_part(marks.order, layout.order)
        and (marks.further <= layout.further and bool(marks.further) == bool(layout.further))
        and _numbered_alike(layout, marks)
        and all(re.search(mark, marks.words) for mark in layout.marks)
        and (marks.indexed is None or all(re.search(head, marks.words) for head in layout.heads))
        and not any(re.search(mark, marks.words) for mark in layout.never)
    )


def _is_part(order: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether ``order`` leaves some of ``whole`` out, but prints none in another order."""
    places = [whole.index(kind) if kind in whole else -1 for kind in order]
    return -1 not in places and places == sorted(places)


def _numbered_alike(layout: Layout, marks: _Marks) -> bool:
    if layout.numbers is None or not marks.numbers:
        return True
    return bool(layout.numbers) and all(re.match(layout.numbers, number) for number in marks.numbers)


def _distance(layout: Layout, marks: _Marks) -> tuple[int, int]:
    """How far a report is from a family: statements that it lacks, then how little is peculiar to the family."""
    lacking = len(layout.order) - len(marks.order) + len(layout.further - marks.further)
    return lacking, -len(layout.marks)


def _marks(blocks: Sequence[StatementBlock]) -> _Marks:
    grids = [grid for block in blocks for grid in block.grids]
    tellings = [
        arrangement_of(block.grids) for block in blocks if statement_of(block.title) == Statement.THREE_PUBLIC
    ]
    told = {telling for telling in tellings if telling}
    if len(told) > 1:
        raise ReadError(Reason.AMBIGUOUS_LAYOUT, "“三公”表的预算数与决算数有两种排法")
    kinds = tuple(dict.fromkeys(map(_kind, blocks)))
    order = tuple(kind for kind in kinds if kind in _STATEMENTS)
    indexed = any(map(_is_indexed, grids)) if grids else None
    three_public = told.pop() if told else None
    if indexed is False and three_public is None and "three_public" in order:
        seventh = order[-1] != "three_public" and _is_part(order, THREE_PUBLIC_SEVENTH)
        three_public = ThreePublic.PAIRS if seventh else ThreePublic.HALVES
    numbers = tuple(squeeze(block.number) for block in blocks if block.number)
    further = frozenset(kinds) & _FURTHER
    return _Marks(indexed, three_public, order, further, numbers, "\n".join(_words(blocks)))


def _kind(block: StatementBlock) -> str:
    """The kind of a title; a detailed statement outside the nine is of none of their kinds."""
    kind = kind_of(squeeze(block.title))
    return "other" if kind in _STATEMENTS and statement_of(block.title) == Statement.OTHER else kind


def _words(blocks: Sequence[StatementBlock]) -> list[str]:
    """Titles, and the words of heads behind the kind of their statement: of 01 those of all rows, for they are
    words of the form too."""
    words = [squeeze(block.title) for block in blocks]
    for block in blocks:
        kind = _kind(block)
        rows = None if statement_of(block.title) == Statement.SUMMARY else _HEAD_ROWS
        for grid in block.grids:
            words += [
                f"{kind}:{squeeze(cell.text)}"
                for row in grid.rows[:rows]
                for cell in row
                if cell and cell.text
            ]
    return words


def _is_indexed(grid: Grid) -> bool:
    return any(
        squeeze(cell.text) in ("行次", "栏次") for row in grid.rows for cell in row if cell and cell.text
    )
