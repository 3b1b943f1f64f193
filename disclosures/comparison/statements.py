"""One statement of several disclosures side by side: the union of its rows."""

from collections.abc import Sequence
from decimal import Decimal

from disclosures.comparison.bases import Kind, budget_word, completion
from disclosures.comparison.columns import Column
from disclosures.comparison.printed import TOTAL, PrintedSheet, printed_cell, printed_sheets
from disclosures.comparison.reasons import StatedRate, stated_rates
from disclosures.comparison.result import Comparison, Group, compared, kept
from disclosures.comparison.rows import Cell, CellState, Row, build_row
from disclosures.comparison.told import Figures, figures_of, told_cell, told_rows
from disclosures.measures import THREE_PUBLIC_ITEMS
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


def compare_statement(columns: Sequence[Column], statement: str, number: str = "") -> Comparison:
    """The statement of every column, row by row; ``number`` is the 栏次 compared (the first where "")."""
    form = FORMS[Statement(statement)]
    number = number or first_column(statement)
    sheets, figures = printed_sheets(columns, statement), figures_of(columns)
    if form.shape == Shape.SINGLE:
        groups, omitted = _three_public(columns, form, sheets, figures)
    else:
        rows = _rows(columns, form, number, sheets, figures)
        printed, omitted = kept(rows)
        groups = (Group(_heading(form, number), printed),)
    return compared(
        form.title,
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
        return form.title
    return f"{form.title}：{column.label}"


def _keys(columns: Sequence[Column], form: StatementForm, sheets: dict, figures: dict) -> list[str]:
    """The union of the row keys in the order of the form."""
    found = dict.fromkeys(key for sheet in sheets.values() for key in sheet)
    for column in columns:
        if column.held:
            found |= dict.fromkeys(told_rows(form.statement, figures[column.disclosure]))
    if form.shape == Shape.LINES:
        order = {row.line: place for place, row in enumerate(form.rows)}
        return sorted(found, key=lambda key: order.get(key, len(order)))
    # 合计 first, then the tree of codes, then what has a name only (06: the totals of its blocks).
    return sorted(found, key=lambda key: (key != TOTAL, not key.isdigit(), key if key.isdigit() else ""))


def _label(form: StatementForm, key: str, printed: Sequence[PrintedSheet]) -> str:
    if form.shape == Shape.LINES:
        row = form.row(key)
        if row and row.label == "总计":
            return ("收入" if row.side == Side.INCOME else "支出") + row.label
        if row and row.label:
            return row.label
    names = [sheet[key].name for sheet in printed if key in sheet and sheet[key].name]
    if key == TOTAL:
        return "合计"
    return names[-1] if names else key


def _number_of(form: StatementForm, key: str, number: str) -> str:
    """The column that a row has its number in: of the lines by their side, elsewhere the compared one."""
    if form.shape != Shape.LINES:
        return number
    row = form.row(key)
    if row is None or row.side == Side.INCOME:
        return "1"
    return number if form.statement == Statement.APPROPRIATION_SUMMARY else "2"


def _cell(column: Column, form: StatementForm, key: str, number: str, sheets: dict, figures: dict) -> Cell:
    if column.held:
        told = told_cell(column, form.statement, key, number, figures[column.disclosure])
        if told:
            return told
    sheet = sheets.get(column.revision, {})
    return printed_cell(column, form.statement, key, sheet.get(key), number)


def _rows(
    columns: Sequence[Column], form: StatementForm, number: str, sheets: dict, figures: dict[int, Figures]
) -> list[Row]:
    printed = [sheets[column.revision] for column in columns if column.revision in sheets]
    rows = []
    for key in _keys(columns, form, sheets, figures):
        where = _number_of(form, key, number)
        cells = [_cell(column, form, key, where, sheets, figures) for column in columns]
        code = key if key.isdigit() and form.shape != Shape.LINES else ""
        rows.append(
            build_row(key, _label(form, key, printed), Kind.AMOUNT, cells, code, max(0, len(code) // 2 - 1))
        )
    return rows


def _three_public(
    columns: Sequence[Column], form: StatementForm, sheets: dict, figures: dict
) -> tuple[tuple[Group, ...], int]:
    """Form 09: its columns as rows, 决算 before 预算, then the rate that names its denominator."""
    by_number: dict[str, Row] = {}
    labels = [label for _, label in THREE_PUBLIC_ITEMS]
    for place, column_of_form in enumerate(form.columns):
        number = column_of_form.number
        cells = [_cell(column, form, TOTAL, number, sheets, figures) for column in columns]
        kind = Kind.THREE_PUBLIC_BUDGET if place < len(labels) else Kind.THREE_PUBLIC
        label = labels[place % len(labels)] + ("预算数" if place < len(labels) else "决算数")
        by_number[number] = build_row(f"column.{number}", label, kind, cells)
    actual, less = kept(by_number[str(number)] for number in range(7, 13))
    budget, fewer = kept(by_number[str(number)] for number in range(1, 7))
    rates = (completion_row(by_number["7"].cells, by_number["1"].cells),)
    groups = (
        Group("决算数", actual),
        Group("预算数", budget),
        Group("完成率", rates, "决算÷预算，分母写在旁边。"),
    )
    return tuple(group for group in groups if group.rows), less + fewer


def completion_row(actual: Sequence[Cell], budget: Sequence[Cell]) -> Row:
    """决算 in per cent of 预算, each with its own denominator named beside it and the rate that the report states."""
    told = stated_rates([cell.column for cell in actual], "three_public.total.actual")
    cells = [
        _rate(done, planned, told.get(done.column.revision))
        for done, planned in zip(actual, budget, strict=True)
    ]
    return build_row("completion", "“三公”经费完成率", Kind.COMPLETION, cells)


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
        note=f"{budget_word(basis)} {planned.shown}" + (f"，报告写 {told.percent}%" if told else ""),
        outcome=told.outcome if told else "",
        suffix="%",
    )


def _why_no_rate(budget: Decimal | None, basis: str) -> str:
    if budget is None:
        return "没有预算数"
    if budget <= 0:
        return "预算数为零"
    return "预算数口径未注明" if not basis else ""
