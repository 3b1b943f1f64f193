"""Statements, claims and counts become the measures: one number per key, from the first source that prints it.

A blank cell is no source, a printed 0.00 is; a cell whose recognition is in doubt is none until a person has looked
at it, and no sum is made with one. Later different values are findings of the checks, never a choice
made here.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.measures import MEASURES, CellSource, measure_of
from disclosures.statements import Statement
from ingest.parsing.facts import Cell, Claim, MeasureRead, Origin, StatementRead, StatementRow
from ingest.parsing.numerals import squeeze

_FISCAL = "fiscal_appropriation_income"
_FISCAL_LINES = ("1", "2", "3")
_WHOLE = re.compile(r"(?:一、)?财政拨款收入")
_ITEM = re.compile(r"item\.\d{7}\.(?:budget|actual)")


def assemble(
    statements: Iterable[StatementRead],
    claims: Iterable[Claim],
    quantities: Iterable[MeasureRead],
    pictured: Collection[int] = (),
) -> tuple[MeasureRead, ...]:
    """All measures that the report gives, in the order of ``disclosures.measures``, items last by code.

    In: statements as read, claims and counts in print order, the pages whose prose was recognised in a picture. Out:
    values in 万元 (or counts) as printed, each with its statement, line and column, or its section, and whether it was
    recognised and nobody has looked at it. A key without a source is absent. Never raises.
    """
    read = {statement.statement: statement for statement in reversed(list(statements))}
    told = {key: _by_its_page(measure, pictured) for key, measure in _told(claims, quantities).items()}
    items = sorted(key for key in told if _ITEM.fullmatch(key))
    found = (_measure(key, read, told) for key in (*MEASURES, *items))
    return tuple(measure for measure in found if measure is not None)


def _measure(
    key: str, read: dict[Statement, StatementRead], told: dict[str, MeasureRead]
) -> MeasureRead | None:
    measure = measure_of(key)
    for source in measure.sources if measure else ():
        found = _from_cell(key, source, read)
        if found is not None:
            return found
    if key == _FISCAL:
        return _fiscal_lines(read) or told.get(key)
    return told.get(key)


def _told(claims: Iterable[Claim], quantities: Iterable[MeasureRead]) -> dict[str, MeasureRead]:
    """What the prose says first of each key."""
    told: dict[str, MeasureRead] = {}
    for claim in claims:
        if claim.amount is not None and measure_of(claim.measure):
            told.setdefault(
                claim.measure,
                MeasureRead(
                    claim.measure, claim.amount, section=claim.section, page=claim.page, basis=claim.basis
                ),
            )
    for quantity in quantities:
        told.setdefault(quantity.key, quantity)
    return told


def _by_its_page(measure: MeasureRead, pictured: Collection[int]) -> MeasureRead:
    return replace(measure, origin=Origin.OCR.value) if measure.page in pictured else measure


def _origin(cells: Iterable[Cell]) -> str:
    """Of a number made of these cells: recognised where one of them is that no person has accepted."""
    seen = any(
        (cell.origin is Origin.OCR or cell.confidence is not None) and cell.origin is not Origin.CORRECTED
        for cell in cells
    )
    return Origin.OCR.value if seen else ""


def _from_cell(key: str, source: CellSource, read: dict[Statement, StatementRead]) -> MeasureRead | None:
    statement = read.get(source.statement)
    row = _row(statement, source.row) if statement else None
    cell = row.cell(source.column) if row else None
    if statement is None or row is None or cell is None or cell.amount is None or cell.doubtful:
        return None
    return MeasureRead(
        key,
        cell.amount,
        statement.statement,
        row.line or row.code or row.name,
        cell.column,
        page=cell.page,
        basis=_basis(key, statement),
        origin=_origin([cell]),
    )


def _row(statement: StatementRead, key: str) -> StatementRow | None:
    """The row of a 行次 or code; in the statement by blocks the total of that name."""
    if statement.statement == Statement.BASIC_BY_ECONOMIC:
        return next((row for row in statement.rows if squeeze(row.name) == key), None)
    if statement.form in ("01", "04"):
        return next((row for row in statement.rows if row.line == key), None)
    return next((row for row in statement.rows if row.code == key and (key or _is_total(row))), None)


def _is_total(row: StatementRow) -> bool:
    """A row without code is the total unless it prints a code that could not be made out."""
    return not row.code_text.strip()


def _basis(key: str, statement: StatementRead) -> str | None:
    if not key.startswith("three_public."):
        return None
    return statement.basis.budget if key.endswith(".budget") else statement.basis.funds


def _fiscal_lines(read: dict[Statement, StatementRead]) -> MeasureRead | None:
    """财政拨款收入 where 02 gives none: the line of that name (sets before 2020), else the printed ones of lines 1–3
    of 01 together."""
    summary = read.get(Statement.SUMMARY)
    whole = (
        next((row for row in summary.rows if _WHOLE.fullmatch(squeeze(row.name))), None) if summary else None
    )
    cells = [(whole, whole.cells[0])] if whole and _says(whole.cells[0]) else []
    cells = cells or list(_line_cells(summary))
    if not cells or any(cell.doubtful for _, cell in cells):
        return None
    total = sum((cell.amount for _, cell in cells if cell.amount is not None), Decimal(0))
    lines = "+".join(row.line or row.name for row, _ in cells)
    first = cells[0][1]
    return MeasureRead(
        _FISCAL,
        total,
        Statement.SUMMARY,
        lines,
        first.column,
        page=first.page,
        origin=_origin(cell for _, cell in cells),
    )


def _line_cells(summary: StatementRead | None) -> Iterator[tuple[StatementRow, Cell]]:
    for row in summary.rows if summary else ():
        cell = row.cell("1") if row.line in _FISCAL_LINES else None
        if cell is not None and _says(cell):
            yield row, cell


def _says(cell: Cell) -> bool:
    """Whether a cell says something, be it that it could not be read surely."""
    return cell.amount is not None or cell.doubtful
