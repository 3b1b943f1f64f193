"""Rows of a table whose source knows its cells → lines: the rows of the table, and what only stands in its frame.

Workbooks, and pages saved from them, put title, captions, table and notes into the cells of one sheet, several
statements below one another. Those rows are lines of prose here; a table's number tells its rows from another's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ingest.parsing.pages import Line, TableCell
from ingest.parsing.titles import (
    captions_of,
    is_caption,
    is_end,
    is_note,
    is_number,
    read_title,
    says_nil,
    tight,
)

Cells = tuple[TableCell | None, ...]

_LABEL_END = re.compile(r"[:：]$")
_WRAP = re.compile(r"[^\S\n]*[\r\n]+\s*")
_TABLE_NAME = re.compile(r"表(?:[（(].*[)）])?$")
_LONGEST_HEAD = 40  # signs: a heading over several columns is no longer
_LONG = 20  # signs: words that run on over the blank cells beside them
_MOST_BLANK = 50  # rows without text that are kept between two with text


class _Kind(Enum):
    BLANK = auto()
    APART = auto()  # title, captions, note: never a row of the table
    LONE = auto()  # one text: decided by what stands around it
    ROW = auto()


@dataclass(frozen=True)
class _Row:
    cells: Cells
    kind: _Kind

    @property
    def only(self) -> TableCell:
        """The one cell with text of a lone row."""
        return next(cell for cell in self.cells if cell and tight(cell.text))

    @property
    def wide(self) -> bool:
        """Whether the one text fills the row, by being merged over it or by running over blank cells."""
        cell = self.only
        first = next(place for place, other in enumerate(self.cells) if other is cell)
        merged = cell.span > len(self.cells) / 2
        return merged or (first == 0 and cell.span == 1 and len(tight(cell.text)) > _LONG)


def lines_of_table(rows: Sequence[Cells], number: int) -> Iterator[Line]:
    """The lines of a table in order; ``number`` is that of its first run of rows, the next ones count on.

    In: rows of equal length. A title, captions or a note in a row of their own are lines without cells; so are lone
    texts above and below the rows with several, unless they head columns.
    """
    kinds = _told([_Row(row, _kind(row)) for row in rows])
    run: list[_Row] = []
    for row in [*kinds, None]:
        if row is not None and row.kind is not _Kind.APART:
            run.append(row)
            continue
        yield from _run(run, number)
        number += bool(run)
        run = []
        if row is not None:
            yield from _prose(row)


def _texts(row: Cells) -> list[str]:
    """The texts of a row; a label that ends in a colon with the text beside it."""
    texts: list[str] = []
    for text in (tight(cell.text) for cell in row if cell):
        if text and texts and _LABEL_END.search(texts[-1]):
            texts[-1] += text
        elif text:
            texts.append(text)
    return texts


def _kind(row: Cells) -> _Kind:
    texts = _texts(row)
    if not texts:
        return _Kind.BLANK
    pieces = [piece for text in texts for piece in captions_of(text)]
    captions = [is_caption(piece) or is_number(piece) for piece in pieces]
    if all(captions) or (len(pieces) > 1 and read_title(pieces[0]) and all(captions[1:])):
        return _Kind.APART
    if sum(1 for cell in row if cell and tight(cell.text)) > 1:
        return _Kind.ROW
    lone = _Row(row, _Kind.LONE)
    text = tight(lone.only.text)
    apart = read_title(text) or (lone.wide and (is_note(text) or says_nil(text) or is_end(text)))
    return _Kind.APART if apart else _Kind.LONE


def _told(rows: Sequence[_Row]) -> list[_Row]:
    """Captions between two rows of a table (a form's 项目单位：…) belong to it; those above a title or a head do not."""
    told = list(rows)
    for place, row in enumerate(rows):
        if row.kind is not _Kind.APART or any(read_title(text) for text in _texts(row.cells)):
            continue
        before = next((other.kind for other in reversed(told[:place]) if other.kind is not _Kind.BLANK), None)
        after = next((other.kind for other in rows[place + 1 :] if other.kind is not _Kind.BLANK), None)
        lone = len(_texts(row.cells)) == 1 and row.wide
        if before is _Kind.ROW and after is _Kind.ROW and not lone:
            told[place] = _Row(row.cells, _Kind.ROW)
    return told


def _run(run: Sequence[_Row], number: int) -> Iterator[Line]:
    """Rows between two that stand apart: a table, with lone texts above and below it."""
    several = [place for place, row in enumerate(run) if row.kind is _Kind.ROW]
    if not several:
        yield from (line for row in run if row.kind is not _Kind.BLANK for line in _prose(row))
        return
    first, last = several[0], several[-1]
    while first and _heads(run[first - 1]):
        first -= 1
    while last + 1 < len(run) and not _stands_below(run[last + 1]):
        last += 1
    while run[last].kind is _Kind.BLANK:
        last -= 1
    for row in run[:first]:
        yield from _prose(row)
    yield from _table([row.cells for row in run[first : last + 1]], number)
    for row in run[last + 1 :]:
        yield from _prose(row)


def _heads(row: _Row) -> bool:
    """Whether a lone text above a table heads several of its columns."""
    if row.kind is not _Kind.LONE:
        return False
    text = tight(row.only.text)
    return row.only.span > 1 and len(text) <= _LONGEST_HEAD and not _TABLE_NAME.search(text)


def _stands_below(row: _Row) -> bool:
    return row.kind is _Kind.LONE and row.wide


def _prose(row: _Row) -> Iterator[Line]:
    """Each text of a row, line by line."""
    if row.kind is _Kind.BLANK:
        return
    shown = [cell.text.strip() for cell in row.cells if cell and tight(cell.text)]
    texts: list[str] = []
    for text in shown:
        if texts and _LABEL_END.search(texts[-1]):
            texts[-1] += text
        else:
            texts += text.splitlines()
    for text in texts:
        if tight(text):
            yield Line(" ".join(text.split()))


def _table(rows: Sequence[Cells], number: int) -> Iterator[Line]:
    blanks = 0
    for row in rows:
        cells = tuple(cell and _closed(cell) for cell in row)
        blanks = 0 if any(cell and cell.text for cell in cells) else blanks + 1
        if blanks <= _MOST_BLANK:
            yield Line("\t".join(cell.text for cell in cells if cell), table=number, cells=cells)


def _closed(cell: TableCell) -> TableCell:
    """A cell on one line: a wrapped line goes on without a space, as a code or a name does."""
    return TableCell(_WRAP.sub("", cell.text).strip(), cell.span, cell.depth, cell.spot)
