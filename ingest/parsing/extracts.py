"""Plain extracts → logical rows: the amounts of a row are in order, but blank cells left no trace.

A row with as many amounts as the form has columns is read in order. Of fewer, each stands
where its place on the page says (``alignment``). Where there is none, or it does not decide, only the first is
certain where column 1 is the row's total; the others carry every column they may stand in (``2|3``) for
``placement``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from disclosures.classification import names_of
from disclosures.statements import FORMS, Column, Shape, Side, Statement, StatementForm
from ingest.parsing.alignment import Columns, borne_out, find_columns
from ingest.parsing.cells import make_cell
from ingest.parsing.entries import read_entries
from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.layout import Layout, ThreePublic
from ingest.parsing.lines import LineFinder
from ingest.parsing.numerals import amount, squeeze
from ingest.parsing.shifts import UNPLACED
from ingest.parsing.sums import tolerance
from ingest.parsing.titles import tight
from ingest.parsing.tokens import Tokens, is_money, is_number

_FUNCTIONAL_CODE = re.compile(r"2\d{2,7}")
_TOTALS = ("合计", "总计")
_EXTRA = re.compile(r"x\d+")
_HEADING_WORD = "支出"  # 合计 基本支出 项目支出 is a head, no row
_ORDINAL = re.compile(r"[一二三四五六七八九十]+、")
_CARRYOVERS = re.compile(r"年初结转|年初结余")
_HEAD_LINES = 8
_THREE = 3  # the columns of 05 and 08
_HALF = 6  # the columns of 预算数 and of 决算数


@dataclass(frozen=True)
class _Reader:
    """What holds for all rows of one statement."""

    form: StatementForm
    layout: Layout
    unit: str
    places: Columns = field(default_factory=Columns)
    foreign: bool = False  # the head numbers more or fewer columns than the form has

    def placed(
        self, columns: Sequence[Column], tokens: Sequence[GridCell], page: int | None
    ) -> list[Cell] | None:
        """The cells of ``columns`` with the tokens of a row where they stand; None where that is not certain."""
        numbers = self.places.of(tokens, [column.number for column in columns], page)
        if numbers is None:
            return None
        by_number = dict(zip(numbers, tokens, strict=True))
        return [self.cell(column, by_number.get(column.number), page) for column in columns]

    def cell(self, column: Column, token: GridCell | None, page: int | None) -> Cell:
        return make_cell(column.number, column.label, token, page, self.unit)

    def unplaced(
        self, columns: Sequence[Column], tokens: Sequence[GridCell | None], page: int | None
    ) -> list[Cell]:
        where = UNPLACED.join(column.number for column in columns)
        return [make_cell(where, "", token, page, self.unit) for token in tokens]


def read_extract(
    grids: Sequence[Grid], statement: Statement, layout: Layout, unit: str
) -> tuple[StatementRow, ...]:
    """The rows of a statement whose source lost the columns. Amounts in 万元; ``unit`` is the printed one."""
    lines = [
        Tokens(tuple(cell for cell in row if cell and cell.text.strip()), grid.page)
        for grid in grids
        for row in grid.rows
    ]
    form = _as_printed(FORMS[statement], lines)
    places = find_columns(lines, form, layout)
    rows = _rows(lines, _Reader(form, layout, unit, places))
    return rows if not places or borne_out(rows, form) else _rows(lines, _Reader(form, layout, unit))


def _as_printed(form: StatementForm, lines: Sequence[Tokens]) -> StatementForm:
    """The form with the columns that the head prints: 05 and 08 have 年初, 本年收入 and 年末 beside theirs in places."""
    head = "".join(text for line in lines[:_HEAD_LINES] for text in line.texts)
    if form.shape != Shape.CODES or len(form.columns) != _THREE or not _CARRYOVERS.search(head):
        return form
    before = (Column("x1", "年初结转和结余"), Column("x2", "本年收入"))
    return replace(form, columns=(*before, *form.columns, Column("x3", "年末结转和结余")))


def _rows(lines: Sequence[Tokens], reader: _Reader) -> tuple[StatementRow, ...]:
    shape = reader.form.shape
    if shape == Shape.LINES:
        return tuple(_line_rows(lines, reader))
    if shape == Shape.BLOCKS:
        return read_entries(lines, partial(reader.cell, reader.form.columns[0]))
    if shape == Shape.SINGLE:
        return tuple(_single_row(lines, reader))
    return tuple(_code_rows(lines, reader))


def _code_rows(lines: Sequence[Tokens], reader: _Reader) -> Iterator[StatementRow]:
    numbered = max((line.columns for line in lines), default=0)
    if numbered and numbered != len(reader.form.columns):
        reader = replace(reader, foreign=True)
    total_seen = False
    last: StatementRow | None = None
    for line in lines:
        row = _code_row(line, reader)
        if row is None:
            last = _continued(last, line)
        elif row.code or not total_seen:
            total_seen = total_seen or not row.code
            if last:
                yield last
            last = row
    if last:
        yield last


def _code_row(line: Tokens, reader: _Reader) -> StatementRow | None:
    if not line.cells:
        return None
    first = line.texts[0]
    code = first if _FUNCTIONAL_CODE.fullmatch(first) else ""
    if not code and first not in _TOTALS:
        return None
    tokens = list(line.cells[1:] if code else line.cells)
    money = _trailing_money(tokens)
    name = "".join(tight(token.text) for token in tokens[: len(tokens) - len(money)])
    if not code and any(_HEADING_WORD in squeeze(token.text) for token in tokens):
        return None
    cells = sorted(_by_code(money, reader, line.page), key=lambda cell: bool(_EXTRA.fullmatch(cell.column)))
    return StatementRow("", code, code, name, tuple(cells))


def _trailing_money(tokens: Sequence[GridCell]) -> list[GridCell]:
    money: list[GridCell] = []
    for token in reversed(tokens):
        if not is_number(token):
            break
        money.insert(0, token)
    return money


def _by_code(money: list[GridCell], reader: _Reader, page: int | None) -> list[Cell]:
    columns = reader.form.columns
    if len(money) > len(columns):
        money = []
    if money and reader.foreign:
        return [
            *(reader.cell(column, None, page) for column in columns),
            *reader.unplaced(columns, money, page),
        ]
    if len(money) in (0, len(columns)):
        tokens: Sequence[GridCell | None] = money or [None] * len(columns)
        return [reader.cell(column, token, page) for column, token in zip(columns, tokens, strict=True)]
    placed = reader.placed(columns, money, page)
    if placed:
        return placed
    certain = _leading_total(money, reader.form)
    cells = [reader.cell(column, None, page) for column in columns]
    if not certain:
        return cells + reader.unplaced(columns, money, page)
    cells[0] = reader.cell(columns[0], money[0], page)
    # A row with nothing behind its total may have lost what followed: that is a doubt of its own.
    return cells + reader.unplaced(columns[1:], money[1:] or [None], page)


def _leading_total(money: Sequence[GridCell], form: StatementForm) -> bool:
    """Whether the first amount is column 1: the form adds the others up to it, and they do not exceed it."""
    totals = {identity.total for identity in form.identities}
    if form.columns[0].number not in totals:
        return False
    values = [amount(token.text) or Decimal(0) for token in money]
    return values[0] >= sum(values[1:], Decimal(0)) - tolerance(len(values))


def _continued(row: StatementRow | None, line: Tokens) -> StatementRow | None:
    """``row`` with the rest of its name from the line below, where the code is known by the whole name."""
    if row is None or not row.code or any(map(is_money, line.cells)):
        return row
    longer = row.name + "".join(tight(cell.text) for cell in line.cells)
    known = any(squeeze(name).startswith(squeeze(longer)) for name in names_of("functional", row.code))
    return StatementRow(row.line, row.code, row.code_text, longer, row.cells) if known else row


def _single_row(lines: Sequence[Tokens], reader: _Reader) -> Iterator[StatementRow]:
    columns = _in_print_order(reader)
    for line in lines:
        money = list(line.cells)
        if not money or not all(map(is_number, money)) or len(money) > len(columns) or line.is_index:
            continue
        if len(money) == len(columns):
            by_number = {
                column.number: reader.cell(column, token, line.page)
                for column, token in zip(columns, money, strict=True)
            }
            cells = [by_number[column.number] for column in reader.form.columns]
        else:
            cells = reader.placed(reader.form.columns, money, line.page) or [
                *(reader.cell(column, None, line.page) for column in reader.form.columns),
                *reader.unplaced(columns, money, line.page),
            ]
        yield StatementRow("", "", "", "", tuple(cells))
        return


def _in_print_order(reader: _Reader) -> tuple[Column, ...]:
    columns = reader.form.columns
    if reader.layout.three_public == ThreePublic.PAIRS and not reader.layout.indexed:
        pairs = zip(columns[:_HALF], columns[_HALF:], strict=True)
        return tuple(column for pair in pairs for column in pair)
    return columns


def _line_rows(lines: Sequence[Tokens], reader: _Reader) -> Iterator[StatementRow]:
    for side in (Side.INCOME, Side.EXPENDITURE):
        columns = [
            column for column in reader.form.columns if (column.number == "1") == (side == Side.INCOME)
        ]
        parts = [(line.page, part) for line in lines if (part := _side_of(line, side, reader))]
        finder = LineFinder(reader.form, side, reader.layout, [(name, line) for _, (name, line, _) in parts])
        for page, (name, printed, money) in parts:
            found = finder.find(name, printed, bool(money))
            if found is not None and len(money) <= len(columns):
                yield StatementRow(found, "", "", name, tuple(_of_line(columns, money, reader, page)))


def _side_of(line: Tokens, side: Side, reader: _Reader) -> tuple[str, str, list[GridCell]] | None:
    """Name, 行次 and amounts of one side of a printed line; None where the line is no row."""
    parts = _parts(line) if reader.layout.indexed else _named_parts(line)
    place = 0 if side == Side.INCOME else 1
    if not parts:
        return None
    if len(parts) == 1:
        first = reader.form.row(parts[0][1])
        income = first.side == Side.INCOME if first else not _ORDINAL.match(parts[0][0])
        return parts[0] if income == (side == Side.INCOME) else None
    return parts[place]


def _parts(line: Tokens) -> list[tuple[str, str, list[GridCell]]]:
    """The line cut at its 行次: name, 行次, amounts; name, 行次, amounts."""
    parts: list[tuple[str, str, list[GridCell]]] = []
    name = ""
    for cell, text in zip(line.cells, line.texts, strict=True):
        if _is_line_number(text, parts):
            parts.append((name, text, []))
            name = ""
        elif is_money(cell) and parts and not name:
            parts[-1][2].append(cell)
        else:
            name += tight(cell.text)
    return parts if not name else []


def _is_line_number(text: str, parts: Sequence[tuple[str, str, list[GridCell]]]) -> bool:
    if not re.fullmatch(r"[1-9]\d?", text) or len(parts) > 1:
        return False
    return not parts or int(text) > int(parts[0][1]) + 1


def _named_parts(line: Tokens) -> list[tuple[str, str, list[GridCell]]]:
    """The line cut at its names, where no 行次 is printed."""
    parts: list[tuple[str, str, list[GridCell]]] = []
    for cell in line.cells:
        if is_money(cell) and parts:
            parts[-1][2].append(cell)
        elif not is_money(cell):
            parts.append((tight(cell.text), "", []))
    return parts if len(parts) <= 2 else []


def _of_line(
    columns: Sequence[Column], money: list[GridCell], reader: _Reader, page: int | None
) -> list[Cell]:
    if len(money) == len(columns):
        return [reader.cell(column, token, page) for column, token in zip(columns, money, strict=True)]
    cells = [reader.cell(column, None, page) for column in columns]
    if not money:
        return cells
    placed = reader.placed(columns, money, page)
    if placed:
        return placed
    cells[0] = reader.cell(columns[0], money[0], page)  # the total of the line stands first
    return cells + reader.unplaced(columns[1:], money[1:] or [None], page)
