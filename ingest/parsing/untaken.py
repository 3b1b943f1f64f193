"""Amounts recognised in the table of a picture that no cell of its statement took: its rulings were misread."""

import re
from collections.abc import Iterator, Sequence

from ingest.parsing.facts import Box, Cell, StatementRead
from ingest.parsing.numerals import squeeze
from ingest.parsing.pages import Word
from ingest.parsing.pictures.recognise import Sights

MOST = (
    0.1  # of the amounts of a table: where more are in no cell, what the others stand in is not known either
)
_AMOUNT = re.compile(r"[-−–(]?\d[\d,，.]*\.\d{2,6}\)?")


def untaken(read: StatementRead, reads: Sequence[StatementRead], sights: Sights) -> float:
    """The share of the amounts recognised in the tables of a statement's pages that are in no cell as an amount.

    In: the statement, all statements, which may share its pages, with boxes on the level page, and the recognised
    pages. Out: 0 to 1; 0 where there is no amount.
    """
    words = [(page, word) for page in dict.fromkeys(read.pages) for word in _amounts(page, sights)]
    cells = [cell for one in reads for row in one.rows for cell in row.cells if cell.page in read.pages]
    held = sum(any(cell.page == page and _takes(cell, word) for cell in cells) for page, word in words)
    return 1 - held / len(words) if words else 0.0


def _takes(cell: Cell, word: Word) -> bool:
    """Whether a word stands in a cell by itself: several amounts run together are none of them."""
    if not (cell.bbox and word.box and holds(cell.bbox, word.box)):
        return False
    return cell.amount is not None or squeeze(cell.text) == squeeze(word.text)


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of one box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _amounts(page: int, sights: Sights) -> Iterator[Word]:
    """The amounts between the first and the last ruling of a page."""
    for seen in sights.get(page, ()):
        heights = [height for rule in seen.page.rules for height in (rule.top, rule.bottom)]
        first, last = min(heights, default=0.0), max(heights, default=0.0)
        inside = (
            word for word in seen.words if word.box and first <= (word.box[1] + word.box[3]) / 2 <= last
        )
        yield from (word for word in inside if _AMOUNT.fullmatch(squeeze(word.text)))
