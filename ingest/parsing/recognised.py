"""Cells that were recognised in a picture: marked as such, and accepted or doubted.

A number is accepted without doubt where its recognition is sure and no sum of the form speaks against it, or where
it is fairly sure and a sum bears it out. No number is ever taken from a sum.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disclosures.classification import level
from disclosures.statements import FORMS, Shape, State
from ingest.parsing.facts import Cell, Origin, StatementRead, StatementRow
from ingest.parsing.numerals import squeeze
from ingest.parsing.pages import Word
from ingest.parsing.pictures.recognise import Recognised, Sights
from ingest.parsing.pictures.sight import Seen
from ingest.parsing.tallies import Spot, Sum, row_name, sums_of
from ingest.parsing.untaken import MOST, holds, untaken

SURE = 0.97  # a recognition as sure stands alone
FAIR = 0.8  # one as sure stands where a sum bears it out
_AMOUNT = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?|\((?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d\)")
_DECIMALS = re.compile(r"[.．]\d{2,}\)?$")
_TOTALS = ("合计", "总计")
_TOTALS_OF_BLOCKS = ("人员经费合计", "公用经费合计", "人员经费", "公用经费")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HEADING = 6  # characters: fewer above a table are 单位：万元
_KEY = 0.9  # a 行次 or code read less surely puts the whole row in doubt


def marked(reads: Sequence[StatementRead], sights: Sights) -> tuple[StatementRead, ...]:
    """The statements with every recognised cell marked.

    In: the statements as read of recognised pages (boxes on the page made level), and those pages. Out: the same
    statements; recognised cells have ``Origin.OCR``, their confidence, whether a person has to look at them, and
    their box on the page as it lies in the file. A statement whose rulings were misread is a picture without rows.
    """
    return tuple(_recognised(read, reads, sights) if sights else read for read in reads)


def _recognised(read: StatementRead, reads: Sequence[StatementRead], sights: Sights) -> StatementRead:
    astray = untaken(read, reads, sights) if read.statement in FORMS else 0.0
    if astray > MOST:
        return replace(read, state=State.PICTURE, rows=())
    return _judged(_marked(read, sights), read, sights, trusted=not astray)


def has_unread_table(sight: Recognised, reads: Iterable[StatementRead]) -> bool:
    """Whether a pictured page has a table that no known statement took, or one with a heading of its own that was
    taken for more of the table before: then a statement not found may be there.
    """
    taken = {page: read for read in reads if read.statement in FORMS for page in read.pages}
    return any(
        page not in taken or (page != taken[page].pages[0] and _is_headed(found, taken[page].title))
        for page, found in sight.seen.items()
        if any(one.page.rules for one in found)
    )


def _is_headed(found: Iterable[Seen], title: str) -> bool:
    """Whether words stand above the table of a page that are not those of ``title``."""
    for seen in found:
        top = min((min(rule.top, rule.bottom) for rule in seen.page.rules), default=0.0)
        above = squeeze("".join(word.text for word in seen.words if word.box and word.box[3] <= top))
        if len(_CHINESE.findall(above)) >= _HEADING and squeeze(title) not in above:
            return True
    return False


def _marked(read: StatementRead, sights: Sights) -> StatementRead:
    # Nothing was recognised in it: that does not say that nothing is printed.
    unread = read.state == State.EMPTY and any(page in sights for page in read.pages)
    return replace(
        read,
        state=State.PICTURE if unread else read.state,
        rows=tuple(replace(row, cells=tuple(_cell(cell, sights) for cell in row.cells)) for row in read.rows),
    )


def _cell(cell: Cell, sights: Sights) -> Cell:
    for seen in sights.get(cell.page or 0, ()):
        words = [word for word in seen.words if cell.bbox and word.box and holds(cell.bbox, word.box)]
        if words and cell.bbox:
            return replace(
                cell,
                amount=cell.amount if _is_well_formed(cell.text) else None,
                origin=Origin.OCR if cell.origin is Origin.TEXT else cell.origin,
                confidence=min(word.confidence or 0.0 for word in words),
                bbox=seen.shown(cell.bbox),
            )
    return cell


def _has_point(text: str) -> bool:
    """Whether an amount has two decimals or more, as all are printed; without a point it may have lost it."""
    return bool(_DECIMALS.search(text))


def _is_well_formed(text: str) -> bool:
    """Whether a recognised amount has its commas and its point where a printed one has them."""
    return bool(_AMOUNT.fullmatch(squeeze(text)))


def _judged(read: StatementRead, before: StatementRead, sights: Sights, trusted: bool) -> StatementRead:
    """The statement with its doubtful cells, all of them where its rulings are not ``trusted``; ``before``: its boxes
    on the level page.
    """
    borne, denied = _witnesses(sums_of(read))
    trusted = trusted and not _has_strays(read)
    rows = []
    for row, old in zip(read.rows, before.rows, strict=True):
        known = _is_named(read, row) and _key_is_sure(old, sights) and trusted
        cells = tuple(
            replace(
                cell,
                doubtful=not (
                    known
                    and not _is_stray(cell)
                    and _accepted(cell, (row_name(row), cell.column), borne, denied)
                ),
            )
            if cell.confidence is not None
            else cell
            for cell in row.cells
        )
        rows.append(replace(row, name=_total_name(read, row, sights), cells=cells))
    return replace(read, rows=tuple(rows))


def _total_name(read: StatementRead, row: StatementRow, sights: Sights) -> str:
    """The name of a row; of a total without what was read unsurely in the head beside it, 类 or 款."""
    name = row.name
    form = FORMS.get(read.statement)
    if row.code or not name.endswith(_TOTALS) or form is None or form.shape is not Shape.CODES:
        return name
    for page in {cell.page for cell in row.cells if cell.page}:
        for word in (word for seen in sights.get(page, ()) for word in seen.words):
            if (
                word.text != name
                and (word.confidence or 0.0) < _KEY
                and word.text in name[: -len(_TOTALS[0])]
            ):
                name = name.replace(word.text, "", 1)
    return name


def _is_stray(cell: Cell) -> bool:
    """Whether a cell stands in a column that its form does not have."""
    return cell.column.startswith("x")


def _has_strays(read: StatementRead) -> bool:
    """Whether a table of one column for each 栏次 has amounts in others: a stroke was taken for a ruling."""
    form = FORMS.get(read.statement)
    strict = form is not None and form.shape in (Shape.LINES, Shape.CODES)
    return strict and any(
        _is_stray(cell) and cell.amount is not None for row in read.rows for cell in row.cells
    )


def _is_named(read: StatementRead, row: StatementRow) -> bool:
    """Whether the row is known for one of its form's: by its 行次, its code, or as a total."""
    form = FORMS.get(read.statement)
    if form is None or form.shape is Shape.SINGLE:
        return True
    if form.shape is Shape.LINES:
        return bool(row.line)
    if form.shape is Shape.BLOCKS:
        return bool(row.code) or row.name.endswith(_TOTALS_OF_BLOCKS)
    return level(row.code) is not None or (not row.code and row.name.endswith(_TOTALS))


def _witnesses(sums: Iterable[Sum]) -> tuple[set[Spot], set[Spot]]:
    """The cells that a sum which comes out bears out, and those of sums which do not."""
    borne: set[Spot] = set()
    denied: set[Spot] = set()
    for one in sums:
        (borne if one.holds else denied).update(one.cells)
    return borne, denied


def _accepted(cell: Cell, spot: Spot, borne: set[Spot], denied: set[Spot]) -> bool:
    if cell.amount is None or not _has_point(cell.text):
        return False  # what is printed there is no amount, or has lost its point
    sure = cell.confidence or 0.0
    if spot in denied:
        return spot in borne and sure >= SURE
    return sure >= SURE or (sure >= FAIR and spot in borne)


def _key_is_sure(row: StatementRow, sights: Sights) -> bool:
    """Whether the 行次 or code beside the row's amounts was read surely; a row without one is."""
    return all((word.confidence or 0.0) >= _KEY for word in _beside(row, sights))


def _beside(row: StatementRow, sights: Sights) -> Iterator[Word]:
    """The numerals before the row's first amount that its 行次 or code is made of."""
    first = next((cell for cell in row.cells if cell.bbox), None)
    if not (first and first.bbox):
        return
    left, top, _, bottom = first.bbox
    for seen in sights.get(first.page or 0, ()):
        for word in seen.words:
            if not (word.box and _names(word.text, row)):
                continue
            if word.box[2] <= left and top <= (word.box[1] + word.box[3]) / 2 <= bottom:
                yield word


def _names(text: str, row: StatementRow) -> bool:
    return text.isdecimal() and (text == row.line or (bool(row.code) and text in row.code_text + row.code))
