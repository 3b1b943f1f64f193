"""One statement of several disclosures side by side: the union of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from disclosures.comparison.bases import Kind, budget_word, completion
from disclosures.comparison.columns import Column
from disclosures.comparison.printed import TOTAL, PrintedSheet, printed_cell, printed_sheets
from disclosures.comparison.ratios import RATIOS, SHARE, Ratio, quotient
from disclosures.comparison.reasons import StatedRate, stated_rates
from disclosures.comparison.result import Comparison, Group, compared, kept
from disclosures.comparison.rows import Cell, CellState, Row, build_row, origin_of
from disclosures.comparison.told import Figures, figures_of, measure_cell, told_cell, told_rows
from disclosures.measures import THREE_PUBLIC_ITEMS, measure_of
from disclosures.statements import FORMS, Shape, Side, Statement, StatementForm

# The column of a statement that is compared first: the spending, where the first column is something else.
_FIRST_COLUMN = {Statement.GOVERNMENT_FUNDS: "3", Statement.APPROPRIATION_SUMMARY: "2"}
_TOTAL_OF: dict[str, tuple[str, ...]] = {
    Statement.REVENUE: ("income_current", "income_total"),
    Statement.EXPENDITURE: ("expenditure_current", "expenditure_total"),
    Statement.APPROPRIATION_SUMMARY: ("fiscal_total",),
    Statement.GENERAL_BUDGET: ("general_budget_expenditure",),
    Statement.BASIC_BY_ECONOMIC: ("basic_expenditure",),
    Statement.GOVERNMENT_FUNDS: ("gov_fund_expenditure",),
    Statement.STATE_CAPITAL: ("state_capital_expenditure",),
    Statement.THREE_PUBLIC: ("three_public.total.actual",),
}
SUMMARY_TOTALS = ("expenditure_total", "income_total", "expenditure_current")


def columns_to_choose(statement: str) -> tuple[tuple[str, str], ...]:
    """(栏次, heading) of the columns of which one is compared at a time; () where there is no choice."""
    form = FORMS[Statement(statement)]
    if form.shape == Shape.CODES:
        return tuple((column.number, column.label) for column in form.columns)
    if form.statement == Statement.APPROPRIATION_SUMMARY:
        return tuple((column.number, column.label) for column in form.columns[1:])
    return ()


def first_column(statement: str) -> str:
    return _FIRST_COLUMN.get(Statement(statement), FORMS[Statement(statement)].columns[0].number)


def compare_statement(
    columns: Sequence[Column], statement: str, number: str = "", ratio: Ratio | None = None
) -> Comparison:
    """The statement of every column, row by row; ``number`` is the 栏次 compared (the first where ""). With
    ``ratio`` every amount is divided by its sheet's own 合计, or by a count of the same report."""
    form = FORMS[Statement(statement)]
    number = number or first_column(statement)
    sheets, figures = printed_sheets(columns, statement), figures_of(columns)
    read = Read(form, sheets, figures, ratio)
    if form.shape == Shape.SINGLE:
        groups, omitted = _three_public(columns, read)
    else:
        rows = _rows(columns, read, number)
        printed, omitted = kept(rows)
        groups = (Group(_heading(form, number), printed),)
    return compared(
        _(form.title),
        columns,
        figures,
        groups,
        _TOTAL_OF.get(statement, SUMMARY_TOTALS),
        omitted,
        statement,
    )


def _heading(form: StatementForm, number: str) -> str:
    column = form.column(number)
    if column is None or not columns_to_choose(form.statement):
        return _(form.title)
    return _("%(statement)s：%(column)s") % {"statement": _(form.title), "column": _(column.label)}


def _keys(
    columns: Sequence[Column], form: StatementForm, sheets: dict, figures: Mapping[int, Figures]
) -> list[str]:
    """The union of the row keys in the order of the form."""
    found = dict.fromkeys(key for sheet in sheets.values() for key in sheet)
    for column in columns:
        if column.held:
            found |= dict.fromkeys(told_rows(form.statement, figures.get(column.disclosure, {})))
    if form.shape == Shape.LINES:
        order = {row.line: place for place, row in enumerate(form.rows)}
        return sorted(found, key=lambda key: order.get(key, len(order)))
    # 合计 first, then the tree of codes, then what has a name only (06: the totals of its blocks).
    return sorted(found, key=lambda key: (key != TOTAL, not key.isdigit(), key if key.isdigit() else ""))


def _label(form: StatementForm, key: str, printed: Sequence[PrintedSheet]) -> str:
    if form.shape == Shape.LINES:
        row = form.row(key)
        if row and row.label == "总计":
            return _("收入总计") if row.side == Side.INCOME else _("支出总计")
        if row and row.label:
            return row.label
    names = [sheet[key].name for sheet in printed if key in sheet and sheet[key].name]
    if key == TOTAL:
        return _("合计")
    return names[-1] if names else key


def _number_of(form: StatementForm, key: str, number: str) -> str:
    """The column that a row has its number in: of the lines by their side, elsewhere the compared one."""
    if form.shape != Shape.LINES:
        return number
    row = form.row(key)
    if row is None or row.side == Side.INCOME:
        return "1"
    return number if form.statement == Statement.APPROPRIATION_SUMMARY else "2"


@dataclass(frozen=True)
class Read:
    """One statement of all columns: the sheets by revision, the figures by disclosure, and what amounts are divided
    by."""

    form: StatementForm
    sheets: dict[int, PrintedSheet]
    figures: Mapping[int, Figures]
    ratio: Ratio | None = None

    def printed(self, column: Column, key: str, number: str) -> Cell:
        """The number of a cell, the narrative's where the sheet cannot be read."""
        if column.held:
            told = told_cell(
                column, self.form.statement, key, number, self.figures.get(column.disclosure, {})
            )
            if told:
                return told
        sheet = self.sheets.get(column.revision, {})
        return printed_cell(column, self.form.statement, key, sheet.get(key), number)

    def cell(self, column: Column, key: str, number: str) -> Cell:
        """The number of a cell, divided where there is a ratio."""
        part = self.printed(column, key, number)
        if self.ratio is None:
            return part
        if self.ratio.key == SHARE:
            total = (
                number
                if self.form.shape == Shape.CODES
                else _TOTAL_COLUMNS[int(number) > len(THREE_PUBLIC_ITEMS)]
            )
            return quotient(self.ratio, part, self.printed(column, TOTAL, total), _("本表合计"))
        whole = measure_cell(column, self.ratio.whole, self.figures.get(column.disclosure, {}))
        return quotient(self.ratio, part, whole, _(measure_of(self.ratio.whole).label))


_TOTAL_COLUMNS = ("1", "7")  # of form 09: 预算数 and 决算数


def ratios_of(statement: str) -> tuple[Ratio, ...]:
    """What the amounts of a statement may be divided by."""
    form = FORMS[Statement(statement)]
    if form.shape == Shape.SINGLE:
        return tuple(RATIOS.values())
    return tuple(
        ratio for ratio in RATIOS.values() if not ratio.parts and (ratio.whole or form.shape == Shape.CODES)
    )


def _rows(columns: Sequence[Column], read: Read, number: str) -> list[Row]:
    form = read.form
    printed = [read.sheets[column.revision] for column in columns if column.revision in read.sheets]
    rows = []
    for key in _keys(columns, form, read.sheets, read.figures):
        where = _number_of(form, key, number)
        cells = [read.cell(column, key, where) for column in columns]
        code = key if key.isdigit() and form.shape != Shape.LINES else ""
        rows.append(
            build_row(key, _label(form, key, printed), Kind.AMOUNT, cells, code, max(0, len(code) // 2 - 1))
        )
    return rows


def _three_public(columns: Sequence[Column], read: Read) -> tuple[tuple[Group, ...], int]:
    """Form 09: its columns as rows, 决算 before 预算, then the rate that names its denominator."""
    by_number: dict[str, Row] = {}
    fitting = []
    for place, column_of_form in enumerate(read.form.columns):
        item, name = THREE_PUBLIC_ITEMS[place % len(THREE_PUBLIC_ITEMS)]
        number, budgeted = column_of_form.number, place < len(THREE_PUBLIC_ITEMS)
        cells = [read.cell(column, TOTAL, number) for column in columns]
        kind = Kind.THREE_PUBLIC_BUDGET if budgeted else Kind.THREE_PUBLIC
        label = (_("%(item)s预算数") if budgeted else _("%(item)s决算数")) % {"item": _(name)}
        by_number[number] = build_row(f"column.{number}", label, kind, cells)
        key = f"three_public.{item}.{'budget' if budgeted else 'actual'}"
        fitting += [number] if _divisible(read.ratio, item, key) else []
    actual, less = kept(by_number[str(number)] for number in range(7, 13) if str(number) in fitting)
    budget, fewer = kept(by_number[str(number)] for number in range(1, 7) if str(number) in fitting)
    rates = () if read.ratio else (completion_row(by_number["7"].cells, by_number["1"].cells),)
    groups = (
        Group(_("决算数"), actual),
        Group(_("预算数"), budget),
        Group(_("完成率"), rates, _("决算÷预算，分母写在旁边。")),
    )
    return tuple(group for group in groups if group.rows), less + fewer


def _divisible(ratio: Ratio | None, item: str, key: str) -> bool:
    """Whether an item of form 09 is divided so; the total is no share of itself."""
    if ratio is None:
        return True
    return item != "total" if ratio.key == SHARE else bool(ratio.whole_of(key))


def completion_row(actual: Sequence[Cell], budget: Sequence[Cell]) -> Row:
    """决算 in per cent of 预算, each with its own denominator named beside it and the rate that the report states."""
    told = stated_rates([cell.column for cell in actual], "three_public.total.actual")
    cells = [
        _rate(done, planned, told.get(done.column.revision))
        for done, planned in zip(actual, budget, strict=True)
    ]
    return build_row("completion", _("“三公”经费完成率"), Kind.COMPLETION, cells)


def _rate(done: Cell, planned: Cell, told: StatedRate | None) -> Cell:
    if done.value is None:
        return Cell(done.column, done.state)
    basis = planned.basis.budget if planned.basis else ""
    rate = completion(done.value, planned.value, basis)
    if rate is None:
        return Cell(done.column, CellState.NOT_COMPUTED, note=_why_no_rate(planned.value, basis))
    # The 决算 and its 预算 stand in one report: the rate takes whose money from 决算, which budget from 预算.
    return Cell(
        done.column,
        CellState.AMOUNT,
        rate,
        done.column.basis(basis, done.basis.funds if done.basis else ""),
        statement=done.statement,
        section=done.section,
        origin=origin_of(done, planned),
        note=_denominator(basis, planned, told),
        outcome=told.outcome if told else "",
        suffix="%",
    )


def _denominator(basis: str, planned: Cell, told: StatedRate | None) -> str:
    """What a rate is of, and the rate that the report states: 年初预算 40.00，报告写 87.5%."""
    words = _("%(budget)s %(amount)s") % {"budget": budget_word(basis), "amount": planned.shown}
    words += _("（图片识别）") if planned.recognised else ""
    if told is None:
        return words
    stated = _("，报告写 %(rate)s%%（图片识别）") if told.recognised else _("，报告写 %(rate)s%%")
    return words + stated % {"rate": told.percent}


def _why_no_rate(budget: Decimal | None, basis: str) -> str:
    if budget is None:
        return _("没有预算数")
    if budget <= 0:
        return _("预算数为零")
    return _("预算数口径未注明") if not basis else ""
