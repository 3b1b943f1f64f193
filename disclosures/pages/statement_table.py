"""The table of a statement's page, one function per shape of form."""

from dataclasses import dataclass, replace

from disclosures.models import Finding, Sheet
from disclosures.pages.drill import with_steps
from disclosures.pages.grid import (
    CellShown,
    Heading,
    RowShown,
    cells_of,
    column_labels,
    columns_of,
    depth_of,
    header_rows,
    is_income,
    row_level,
    unique_keys,
)
from disclosures.pages.reading import gravest, row_key
from disclosures.statements import FORMS, Column, Shape
from disclosures.wording import OUTCOMES

# The three blocks of 06 from left to right, by the economic class of their rows.
PERSONNEL, GOODS = ("301", "303"), ("302",)
PERSONNEL_TOTAL, PUBLIC_TOTAL = "人员经费合计", "公用经费合计"


@dataclass(frozen=True)
class Line:
    """One printed line: the rows that stand side by side on it; None where a side has no row."""

    sides: tuple[RowShown | None, ...]
    page_turn: int | None = None  # the page that begins with this line


@dataclass(frozen=True)
class Table:
    shape: str
    head: tuple[tuple[Heading, ...], ...]
    numbers: tuple[Heading, ...]  # the row 栏次
    lines: tuple[Line, ...]
    columns: int
    checked: bool  # whether any row has an outcome of its own
    derived: bool
    recognised: bool
    doubtful: bool
    unreadable: bool
    widths: tuple[int, ...] = ()  # amount columns of each side, for empty places

    @property
    def span(self) -> int:
        """All columns of the table, those of the row names and of our checks included."""
        return sum(heading.colspan for heading in self.head[0]) + int(self.checked)

    @property
    def left_span(self) -> int:
        """Columns of the left side of 01 and 04 with its names and 行次."""
        return self.widths[0] + 2 if self.widths else 1

    @property
    def right_span(self) -> int:
        return self.widths[-1] + 2 if self.widths else 1

    @property
    def printed(self) -> bool:
        """Whether any cell has a number."""
        return any(not cell.blank for line in self.lines for row in line.sides if row for cell in row.cells)

    @property
    def head_depth(self) -> int:
        return len(self.head) + int(bool(self.numbers))


def _rows(sheet: Sheet, columns, findings: list[Finding]) -> list[RowShown]:
    stored = sheet.data["rows"]
    labels = column_labels(columns)
    keys = unique_keys(stored, lambda row: row_key(sheet.statement, row))
    outcomes = _outcomes(sheet, findings)
    shown = []
    for row, key in zip(stored, keys, strict=True):
        outcome = outcomes.get(key, "")
        shown.append(
            RowShown(
                key,
                row["name"],
                row["code_text"] or row["code"],
                row["line"],
                row_level(row),
                cells_of(row, key, columns, labels),
                outcome,
                OUTCOMES.get(outcome, ("", ""))[1],
            )
        )
    return shown


def _outcomes(sheet: Sheet, findings: list[Finding]) -> dict[str, str]:
    """The gravest outcome of each row that a finding points to."""
    by_row: dict[str, list[Finding]] = {}
    for finding in findings:
        for place in finding.where:
            if place.get("statement") == sheet.statement and place.get("row") is not None:
                by_row.setdefault(place["row"], []).append(finding)
    return {row: gravest(found) for row, found in by_row.items()}


def _lines(pairs) -> tuple[Line, ...]:
    """Lines with the turn of a page marked where it changes."""
    lines, page = [], None
    for sides in pairs:
        own = next((row.page for row in sides if row and row.page), None)
        turn = own if own and page and own != page else None
        page = own or page
        lines.append(Line(tuple(sides), turn))
    return tuple(lines)


def _table(sheet, head, numbers, lines, columns, widths=()) -> Table:
    cells = [cell for line in lines for row in line.sides if row for cell in row.cells]
    return Table(
        FORMS[sheet.statement].shape if sheet.statement in FORMS else Shape.CODES,
        tuple(tuple(row) for row in head),
        tuple(numbers),
        lines,
        columns,
        any(row and row.outcome for line in lines for row in line.sides),
        any(cell.origin == "derived" for cell in cells),
        any(cell.recognised and not cell.doubtful and not cell.unreadable for cell in cells),
        any(cell.doubtful for cell in cells),
        any(cell.unreadable for cell in cells),
        widths,
    )


def _under_item(head: list[list[Heading]]) -> list[list[Heading]]:
    """项目 over 科目编码 and 科目名称 beside the headings of the amounts, as the form prints it."""
    if len(head) == 1:
        head = [[replace(heading, rowspan=2) for heading in head[0]], []]
    below = Heading("科目编码　科目名称", rowspan=len(head) - 1, stub=True)
    return [[Heading("项目", stub=True), *head[0]], [below, *head[1]], *head[2:]]


def code_table(sheet: Sheet, findings) -> Table:
    """Rows by functional code (02, 03, 05, 07, 08 and statements outside the nine)."""
    columns = columns_of(FORMS.get(sheet.statement), sheet.data["rows"])
    head = _under_item(header_rows(columns))
    numbers = [Heading("类 款 项　栏次", stub=True), *(Heading(column.number) for column in columns)]
    lines = _lines([(row,) for row in with_steps(_rows(sheet, columns, findings))])
    return _table(sheet, head, numbers, lines, len(columns))


def single_table(sheet: Sheet, findings) -> Table:
    """One row of amounts (09)."""
    columns = columns_of(FORMS[sheet.statement], sheet.data["rows"])
    numbers = [Heading(column.number) for column in columns]
    lines = _lines([(row,) for row in _rows(sheet, columns, findings)])
    return _table(sheet, header_rows(columns), numbers, lines, len(columns))


def _side_head(title: str, columns: tuple[Column, ...], depth: int) -> list[list[Heading]]:
    """收入 or 支出 over 项目, 行次 and the amounts."""
    inner = header_rows([Column(column.number, column.label, column.above[1:]) for column in columns])
    inner[0][:0] = [Heading("项目", rowspan=depth, stub=True), Heading("行次", rowspan=depth, stub=True)]
    inner += [[] for _ in range(depth - len(inner))]
    return [[Heading(title, len(columns) + 2)], *inner]


def line_table(sheet: Sheet, findings) -> Table:
    """Income on the left, expenditure on the right, as printed (01, 04)."""
    stored = sheet.data["rows"]
    columns = columns_of(FORMS[sheet.statement], stored)
    sides = [
        tuple(c for c in columns if c.number == "1"),
        tuple(c for c in columns if c.number != "1"),
    ]
    depth = max(depth_of([Column(c.number, c.label, c.above[1:]) for c in side]) for side in sides if side)
    heads = [_side_head(t, s, depth) for t, s in zip(("收入", "支出"), sides, strict=True)]
    head = [left + right for left, right in zip(*heads, strict=True)]
    numbers = []
    for side in sides:
        numbers += [Heading("栏次", stub=True), Heading("", stub=True), *(Heading(c.number) for c in side)]
    income, spending = [], []
    for row, shown in zip(stored, _rows(sheet, columns, findings), strict=True):
        left = is_income(row)
        own = {c.number for c in sides[0 if left else 1]}
        cells = tuple(cell for cell in shown.cells if cell.column in own)
        (income if left else spending).append(_with_cells(shown, cells))
    lines = _lines(_side_by_side([income, spending]))
    return _table(sheet, head, numbers, lines, len(columns), tuple(len(side) for side in sides))


def _with_cells(row: RowShown, cells: tuple[CellShown, ...]) -> RowShown:
    bold = 0 if row.name.strip() in ("总计", "本年收入合计", "本年支出合计") else 1
    return RowShown(row.key, row.name, row.code, row.line, bold, cells, row.outcome, row.outcome_word)


def _side_by_side(blocks: list[list[RowShown]]) -> list[tuple[RowShown | None, ...]]:
    longest = max((len(block) for block in blocks), default=0)
    return [
        tuple(block[place] if place < len(block) else None for block in blocks) for place in range(longest)
    ]


def block_table(sheet: Sheet, findings) -> Table:
    """Three blocks {code, name, 决算数} side by side and their totals (06)."""
    stored = sheet.data["rows"]
    columns = columns_of(FORMS[sheet.statement], stored)
    rows = _rows(sheet, columns, findings)
    blocks: list[list[RowShown]] = [[], [], []]
    totals: list[RowShown] = []
    for row in rows:
        if not row.code:
            totals.append(row)
        else:
            blocks[_block(row.code[:3])].append(row)
    personnel = next((row for row in totals if row.name == PERSONNEL_TOTAL), None)
    others = [row for row in totals if row is not personnel]
    pairs = _side_by_side(blocks)
    pairs += _side_by_side([[personnel] if personnel else [], others, []])
    head = [
        [Heading("人员经费", 2), Heading("公用经费", 4)],
        [h for _ in range(3) for h in (Heading("科目编码　科目名称", stub=True), Heading("决算数"))],
    ]
    return _table(sheet, head, [], _lines(pairs), len(columns), (1, 1, 1))


def _block(economic_class: str) -> int:
    if economic_class in PERSONNEL:
        return 0
    return 1 if economic_class in GOODS else 2


TABLES = {
    Shape.CODES: code_table,
    Shape.LINES: line_table,
    Shape.BLOCKS: block_table,
    Shape.SINGLE: single_table,
}


def statement_table(sheet: Sheet, findings: list[Finding]) -> Table | None:
    """The printed grid, None where no rows were read."""
    if not sheet.data["rows"]:
        return None
    form = FORMS.get(sheet.statement)
    return TABLES[form.shape if form else Shape.CODES](sheet, findings)
