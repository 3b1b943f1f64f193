"""A file becomes pages: what stands where, before anything is understood.

The values here are what every source (PDF, text, later docx, xlsx, html) turns its format into; the sources
themselves live in ``ingest.parsing.sources``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsing.facts import Box

_FEWEST = 5  # pages: nine statements and their explanation do not fit on fewer


@dataclass(frozen=True)
class Word:
    """A run of characters without white space, with its box where the format has one.

    ``confidence``, of one recognised in a picture: how sure its recognition is, 0 to 1.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class TableCell:
    """One cell of a table whose source knows its cells; ``span`` and ``depth`` count the columns and rows it covers.

    ``spot`` says in words where in the file it stands.
    """

    text: str
    span: int = 1
    depth: int = 1
    spot: str = ""


@dataclass(frozen=True)
class Line:
    """One printed line. ``text`` keeps tabs where the source has them (tab = next table cell).

    A row of a table whose source knows its cells has them in ``cells``, None where a merged one from the left or
    above covers the place; ``table`` is then the same number for all rows of one table.
    """

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    heading: int = 0  # the level of a markdown or Word heading, 0 where the source does not say
    table: int = 0
    cells: tuple[TableCell | None, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One ruling of a table: a horizontal or vertical stroke."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page. ``number`` is None for formats without pages; ``image_share`` is the part covered by pictures.

    ``damage`` says why its text may not be what was published, "" where nothing speaks against it; ``hidden`` what
    the file holds but does not show its readers and was therefore not read. ``pictures`` are the places of its
    pictures; ``garbled``: its characters say nothing, or not what is printed.
    """

    number: int | None
    lines: tuple[Line, ...]
    width: float = 0
    height: float = 0
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    image_share: float = 0
    damage: str = ""
    hidden: str = ""
    pictures: tuple[Box, ...] = ()
    garbled: bool = False


def is_scan(pages: Sequence[Page]) -> bool:
    """Whether a file is pictures of pages through and through: no text that says anything on any page."""
    mute = [page for page in pages if page.garbled or not page.lines]
    pictured = sum(page.garbled or page.image_share > 0.5 for page in pages)
    return len(pages) >= _FEWEST and len(mute) == len(pages) and pictured > len(pages) / 2
