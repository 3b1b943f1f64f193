"""The nine statements as Shanghai's departments print them: no 行次, no 栏次, 合计 of form 05 at the bottom,
“三公” as pairs of budget and final, before the two funds."""

from collections.abc import Iterable

from disclosures.statements import FORMS, Side, Statement
from ingest.samples.figures import Figures, economic_names
from ingest.samples.page import cell, head, row, sheet, table
from ingest.samples.wuhan import amounts

TITLES = {
    "summary": "收入支出决算总表",
    "revenue": "收入决算表",
    "expenditure": "支出决算表",
    "appropriation_summary": "财政拨款收入支出决算总表",
    "general_budget": "一般公共预算财政拨款支出决算表",
    "basic_by_economic": "一般公共预算财政拨款基本支出决算表",
    "three_public": "财政拨款“三公”经费支出决算表",
    "government_funds": "政府性基金预算财政拨款收入支出决算表",
    "state_capital": "国有资本经营预算财政拨款收入支出决算表",
}
NOTES = {
    "summary": "注：本表反映部门本年度的总收支和年末结转结余情况。",
    "revenue": "注：本表反映部门本年度取得的各项收入情况。",
    "expenditure": "注：本表反映部门本年度各项支出情况。",
    "appropriation_summary": "注：本表反映部门本年度财政拨款总收支和结转结余情况。",
    "general_budget": "注：本表反映部门本年度一般公共预算财政拨款支出情况。",
    "basic_by_economic": "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "three_public": "注：本表反映部门本年度“三公”经费支出预决算情况。",
    "government_funds": "注：本表反映部门本年度政府性基金预算财政拨款收入支出及结转和结余情况。",
    "state_capital": "注：本表反映部门本年度国有资本经营预算财政拨款收入支出及结转和结余情况。",
}
WIDE = (
    "revenue",
    "expenditure",
    "appropriation_summary",
    "three_public",
    "government_funds",
    "state_capital",
)
BALANCES = {
    "29": "一、一般公共预算财政拨款",
    "30": "二、政府性基金预算财政拨款",
    "31": "三、国有资本经营预算财政拨款",
}


def _two_sides(figures: Figures, statement: str) -> str:
    form = FORMS[Statement(statement)]
    income = [line for line in form.rows if line.side == Side.INCOME]
    spending = [line for line in form.rows if line.side == Side.EXPENDITURE]
    count = len(form.columns) - 1
    rows = []
    for left, right in zip(income, spending, strict=True):
        name = BALANCES.get(left.line, left.label) if statement != "summary" else left.label
        earned, spent = figures.row(statement, left.line), figures.row(statement, right.line)
        sides = [cell(name, "n"), *amounts(earned, 1), cell(right.label, "n"), *amounts(spent, count)]
        rows.append(row(sides))
    names = ["决算数"]
    if statement != "summary":
        names = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    second = row(map(head, ("项目", "决算数", "项目", *names)))
    return table([row([head("收入", 2), head("支出", 1 + len(names))]), second], rows)


def _by_code(figures: Figures, statement: str) -> str:
    labels = [column.label for column in FORMS[Statement(statement)].columns]
    if statement == "general_budget":
        labels[0] = "合计"
    top = row([head("项目", 2), *(head(label, 1, 2) for label in labels)])
    rows = [
        row([cell(printed.key, "n"), cell(printed.name, "n"), *amounts(printed, len(labels))])
        for printed in figures.rows(statement)
        if printed.key
    ]
    total = row([cell("合计", "", 2), *amounts(figures.row(statement, ""), len(labels))])
    rows = [*rows, total] if statement == "general_budget" else [total, *rows]
    return table([top, row([head("功能分类科目编码"), head("科目名称")])], rows)


def _blocks(figures: Figures, statement: str) -> str:
    names = economic_names()
    personnel = [code for code in names if code[:3] in ("301", "303")]
    public = [code for code in names if code[:3] in ("302", "310")]
    rows = []
    for place in range(max(len(personnel), len(public))):
        cells: list[str] = []
        for block in (personnel, public):
            code = block[place] if place < len(block) else ""
            cells += [
                cell(code),
                cell(names.get(code, ""), "n"),
                *amounts(figures.row(statement, code or "-"), 1),
            ]
        rows.append(row(cells))
    last = [cell("人员经费合计", "", 2), *amounts(figures.row(statement, "人员经费合计"), 1)]
    last += [cell("公用经费合计", "", 2), *amounts(figures.row(statement, "公用经费合计"), 1)]
    return table([row(map(head, ("经济分类科目编码", "科目名称", "决算数") * 2))], [*rows, row(last)])


def _three_public(figures: Figures, statement: str) -> str:
    second = [head("合计", 2, 2), head("因公出国（境）费", 2, 2), head("公务用车购置及运行维护费", 6)]
    second.append(head("公务接待费", 2, 2))
    third = [head("小计", 2), head("公务用车购置费", 2), head("公务用车运行维护费", 2)]
    pairs = row(map(head, ("预算数", "决算数") * 6))
    headers = [row([head("财政拨款“三公”经费", 12)]), row(second), row(third), pairs]
    return table(headers, [row(amounts(figures.row(statement, ""), 12))])


def _funds(figures: Figures, statement: str) -> str:
    top = [head("项目", 2), head("年初结转和结余", 1, 3), head("本年收入", 1, 3), head("本年支出", 3, 2)]
    top.append(head("年末结转和结余", 1, 3))
    third = [head("合计", 2), head("合计"), head("基本支出"), head("项目支出")]
    headers = [row(top), row([head("功能分类科目编码"), head("科目名称")]), row(third)]
    return table(headers, [row(cell("", "a") for _ in range(8))] * 2)


_DRAW = {
    "summary": _two_sides,
    "appropriation_summary": _two_sides,
    "basic_by_economic": _blocks,
    "three_public": _three_public,
    "government_funds": _funds,
    "state_capital": _funds,
}


def statement_sheets(figures: Figures, nil: dict[str, str]) -> Iterable[str]:
    """The nine statements in Shanghai's order."""
    for statement, title in TITLES.items():
        draw = _DRAW.get(statement, _by_code)
        notes = [NOTES[statement], *filter(None, [nil.get(statement)])]
        yield sheet(title, "", ("", "单位：万元"), draw(figures, statement), notes, statement in WIDE)
