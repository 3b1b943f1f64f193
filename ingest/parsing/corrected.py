"""A report with cells that a person put right: values, measures and checks follow at once.

What the file prints is not touched: a change names the text that was read, and holds only where that still stands.
A cell that was recognised in a picture is neither marked nor in doubt any more once a person has accepted it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from disclosures.statements import FORMS, Shape, State, Statement
from ingest.checks import check_report
from ingest.checks.evidence import row_key
from ingest.checks.registry import CHECKS
from ingest.parsing import doubts
from ingest.parsing.facts import Cell, Finding, Origin, Report, StatementRead, StatementRow
from ingest.parsing.measured import assemble
from ingest.parsing.numerals import amount, in_wan
from ingest.parsing.quantities import read_quantities

NAME = "name"  # the column of a change that gives a row its name
BLOCK_TOTALS = ("人员经费合计", "公用经费合计")  # rows of form 06 that have no code
_CHECKED = frozenset(check.id for check in CHECKS)


@dataclass(frozen=True)
class Spot:
    """One cell of a report: the key of its statement ("other-12" outside the nine), of its row, its column."""

    statement: str
    row: str
    column: str


@dataclass(frozen=True)
class Change:
    """What was read in a cell and what stands there; both as printed, "" for blank."""

    spot: Spot
    was: str
    now: str


def statement_key(position: int, read: StatementRead) -> str:
    """The key of the statement at that place of the report; those outside the nine are told apart by it."""
    return (
        f"{Statement.OTHER.value}-{position}" if read.statement is Statement.OTHER else read.statement.value
    )


def text_at(report: Report, spot: Spot) -> str | None:
    """What stands in a cell, None where the report has no such cell (a picture, a row that is not there)."""
    found = _row(report, spot)
    if found is None:
        return None
    if spot.column == NAME:
        return found.name
    cell = found.cell(spot.column)
    return cell.text if cell else None


def is_unreadable(cell: Cell) -> bool:
    """Whether something is printed in a picture's cell that no number was made out of: neither blank nor zero."""
    recognised = cell.origin is Origin.OCR or cell.confidence is not None
    return recognised and cell.amount is None and bool(cell.text) and cell.origin is not Origin.CORRECTED


def cell_at(report: Report, spot: Spot) -> Cell | None:
    """The cell at a place, None where the report has none there."""
    found = _row(report, spot)
    return found.cell(spot.column) if found else None


def _row(report: Report, spot: Spot) -> StatementRow | None:
    for position, read in enumerate(report.statements):
        if statement_key(position, read) == spot.statement:
            return next((row for row in read.rows if row_key(read, row) == spot.row), None)
    return None


def apply(report: Report, changes: Iterable[Change]) -> Report:
    """The report with the changes made, in their order, and everything that follows from its cells anew."""
    made = list(changes)
    if not made:
        return report
    statements = tuple(
        _changed(read, [change for change in made if change.spot.statement == statement_key(position, read)])
        for position, read in enumerate(report.statements)
    )
    measures = assemble(statements, report.claims, read_quantities(report.sections), report.pictured)
    changed = replace(report, statements=statements, measures=measures)
    in_doubt = (*_doubts(report, made), *doubts.recognised(changed.statements))
    return replace(changed, findings=(*in_doubt, *check_report(changed)))


def _doubts(report: Report, made: Sequence[Change]) -> tuple[Finding, ...]:
    """The doubts of the reading itself, but those about cells that a person has settled since; what is still open of
    recognised cells is said anew."""
    settled = {change.spot for change in made}

    def open_(finding: Finding) -> bool:
        spots = [Spot(place.statement or "", place.row or "", place.column or "") for place in finding.where]
        return not spots or not all(spot in settled for spot in spots)

    anew = _CHECKED | {doubts.READ_PICTURE}
    return tuple(one for one in report.findings if one.check not in anew and open_(one))


def _changed(read: StatementRead, changes: Sequence[Change]) -> StatementRead:
    for change in changes:
        read = _with(read, change)
    if changes and any(cell.amount is not None for row in read.rows for cell in row.cells):
        return replace(read, state=State.AMOUNTS)
    return read


def _with(read: StatementRead, change: Change) -> StatementRead:
    rows = list(read.rows)
    place = next((n for n, row in enumerate(rows) if row_key(read, row) == change.spot.row), None)
    if place is None:
        place = _place_of(read, change.spot.row)
        rows.insert(place, new_row(read, change.spot.row))
    rows[place] = _put(rows[place], change, read.unit)
    return replace(read, rows=tuple(rows))


def _place_of(read: StatementRead, key: str) -> int:
    """Where a new row stands: by 行次 or code, 合计 first; at the end where rows have no such order."""
    form = FORMS.get(read.statement)
    if form is None or form.shape is Shape.BLOCKS:
        return len(read.rows)

    def rank(one: str) -> tuple[int, str]:
        return (int(one), "") if form.shape is Shape.LINES and one.isdecimal() else (0, one)

    later = (n for n, row in enumerate(read.rows) if rank(row_key(read, row)) > rank(key))
    return next(later, len(read.rows))


def _put(row: StatementRow, change: Change, unit: str) -> StatementRow:
    if change.spot.column == NAME:
        return replace(row, name=change.now)
    cells = [
        _entered(cell, change.now, unit) if cell.column == change.spot.column else cell for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def _entered(cell: Cell, text: str, unit: str) -> Cell:
    if text == cell.text:  # accepted as it was read
        pictured = cell.origin is Origin.OCR or cell.confidence is not None
        origin = Origin.CORRECTED if pictured else cell.origin
        return replace(cell, origin=origin, second=None, doubtful=False)
    printed = amount(text)
    value = None if printed is None else in_wan(printed, unit)
    return replace(
        cell,
        amount=value,
        text=text,
        origin=Origin.CORRECTED,
        second=None,
        confidence=None,
        doubtful=False,
    )


def new_row(read: StatementRead, key: str) -> StatementRow:
    """A row that a person enters: blank, with the columns of the form, named as the form names it."""
    form = FORMS.get(read.statement)
    if form is None:
        cells = tuple(
            replace(cell, amount=None, text="", page=None, bbox=None) for cell in _first_cells(read)
        )
        return StatementRow(line="", code=key, code_text=key, name="", cells=cells)
    lines, total = form.shape is Shape.LINES, key in BLOCK_TOTALS
    fixed = form.row(key) if lines else None
    columns = [
        column
        for column in form.columns
        if fixed is None or (column.number == "1") == (fixed.side.value == "income")
    ]
    return StatementRow(
        line=key if lines else "",
        code="" if lines or total else key,
        code_text="" if lines or total else key,
        name=fixed.label if fixed else key if total else "" if key else "合计",
        cells=tuple(Cell(column.number, column.label, None) for column in columns),
    )


def _first_cells(read: StatementRead) -> tuple[Cell, ...]:
    return read.rows[0].cells if read.rows else ()
