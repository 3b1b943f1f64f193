"""What is printed around the prose and belongs to no sentence: page numbers, running heads and feet.

A page number is a line of its own that stands at the edge of a page, or, in a format without pages, continues the
count. A running head or foot is a line that stands at the same edge of several pages with nothing but its digits
changing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.parsing.numerals import squeeze
from ingest.parsing.pages import Line, Page

_PAGE_NUMBER = re.compile(
    r"[-—–―·~_]*(?:第?(\d{1,3})页?(?:[/,，共]{0,2}(?:总?共)?\d{1,3}页)?|第?(\d{1,3})/\d{1,3}页?)[-—–―·~_]*"
)
_UNIT_FIRST = re.compile(r"(?:万元|亿元|元|%|％|个|人|辆|年|月|日|台|次|批)")
_EDGE_NUMBER, _EDGE_HEAD = 2, 1  # lines from the edge of a page in which a number, a running head may stand
_LEAST_REPEATED = 3
_LEAST_SHARE = 4  # a running head stands on one page of four at least
_SHORTEST_HEAD = 4


@dataclass(frozen=True)
class Row:
    """One printed line: as printed, and squeezed for recognising it."""

    text: str
    bare: str
    page: int | None
    heading: int


def rows_of(pages: Iterable[Page]) -> list[Row]:
    """The lines of all pages in order, without blank ones, page numbers and running heads. Never raises.

    A format without pages keeps its numbers: ``number_of`` tells which ones could continue the count.
    """
    leaves = [leaf for page in pages if (leaf := _rows(page.number, page.lines))]
    if any(leaf[0].page is None for leaf in leaves):
        return [row for leaf in leaves for row in leaf]
    numbered = [_without_numbers(leaf, leaves[place + 1 : place + 2]) for place, leaf in enumerate(leaves)]
    repeated = _repeated([leaf for leaf in numbered if leaf])
    return [row for leaf in numbered for row in _without_heads(leaf, repeated)]


def _rows(page: int | None, lines: Iterable[Line]) -> list[Row]:
    return [Row(line.text, bare, page, line.heading) for line in lines if (bare := squeeze(line.text))]


def number_of(row: Row, following: Row | None) -> int | None:
    """The page number that ``row`` can be; None where it is none, or an amount whose unit follows."""
    found = _PAGE_NUMBER.fullmatch(row.bare)
    if found is None or (following is not None and _UNIT_FIRST.match(following.bare)):
        return None
    return int(found[1] or found[2])


def _without_numbers(leaf: list[Row], following: Sequence[list[Row]]) -> list[Row]:
    """A page without its number."""
    edge = {*range(_EDGE_NUMBER), *range(len(leaf) - _EDGE_NUMBER, len(leaf))}
    after = [*leaf[1:], following[0][0] if following else None]
    pairs = enumerate(zip(leaf, after, strict=True))
    return [row for place, (row, below) in pairs if place not in edge or number_of(row, below) is None]


def _mask(row: Row) -> str:
    return re.sub(r"\d+", "0", row.bare)


def _edges(leaf: list[Row]) -> tuple[Row, ...]:
    return tuple({id(row): row for row in (*leaf[:_EDGE_HEAD], *leaf[-_EDGE_HEAD:])}.values())


def _repeated(leaves: list[list[Row]]) -> set[str]:
    """The masked lines that stand at the edge of enough pages to be heads or feet."""
    count = Counter(mask for leaf in leaves for mask in {_mask(row) for row in _edges(leaf)})
    least = max(_LEAST_REPEATED, len(leaves) // _LEAST_SHARE)
    return {
        mask
        for mask, times in count.items()
        if times >= least and len(mask) >= _SHORTEST_HEAD and not re.search(r"[。;，,]", mask)
    }


def _without_heads(leaf: list[Row], repeated: set[str]) -> list[Row]:
    heads = {id(row) for row in _edges(leaf) if _mask(row) in repeated}
    return [row for row in leaf if id(row) not in heads]
