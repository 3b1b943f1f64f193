"""The nine statements as Wuhan's departments print them: 行次, 栏次, notes with the form's identities."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosures.statements import FORMS, Side, Statement
from ingest.samples.figures import Figures, PrintedRow, economic_names
from ingest.samples.page import cell, head, row, sheet, table

ORDER_2023 = (
    "summary revenue expenditure appropriation_summary general_budget basic_by_economic "
    "government_funds state_capital three_public"
)
ORDER_2020 = ORDER_2023.replace("government_funds state_capital three_public", "")
WIDE = ("revenue", "expenditure", "appropriation_summary", "three_public")
NOTES = {
    "summary": "本表反映部门本年度的总收支和年末结转结余情况。",
    "revenue": "本表反映部门本年度取得的各项收入情况。",
    "expenditure": "本表反映部门本年度各项支出情况。",
    "appropriation_summary": "本表反映部门本年度各类财政拨款的总收支和年末结转结余情况。",
    "general_budget": "本表反映部门本年度一般公共预算财政拨款支出情况。",
    "basic_by_economic": "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "government_funds": "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
    "state_capital": "本表反映部门本年度国有资本经营预算财政拨款支出情况。",
}
IDENTITIES = {
    "summary": "27行＝（1+2+3+4+5+6+7+8）行；30行＝（27+28+29）行；57行＝（31+32+…+56）行；60行＝（57+58+59）行。",
    "revenue": "1栏各行＝（2+3+4+5+6+7）栏各行。",
    "expenditure": "1栏各行＝（2+3+4+5+6）栏各行。",
    "appropriation_summary": "27行＝（1+2+3）行；28行＝（29+30+31）行；32行＝（27+28）行；"
    "57行＝（33+34+…+58）行；64行＝（59+60）行。",
    "general_budget": "1栏各行＝（2+3）栏各行。",
    "government_funds": "6栏各行＝（1＋2－3）栏各行；3栏各行＝（4＋5）栏各行。",
    "state_capital": "1栏各行＝（2＋3）栏各行。",
    "three_public": "1栏＝（2＋3＋6）栏；3栏＝（4＋5）栏；7栏＝（8＋9＋12）栏；9栏＝（10＋11）栏。",
}


@dataclass(frozen=True)
class Edition:
    """What differs between the years' sets."""

    order: str
    numbers: str  # "公开{:02}表", "表{}"
    basic_title: str
    three_public_title: str
    three_public_note: str
    running_cost: str  # 公务用车运行费, 公务用车运行维护费
    unit: str
    surplus: str  # line 28 of the summary
    final: bool  # 决算数 above 小计 in the summary of appropriations
    right_block: tuple[str, ...]  # codes of the third block of basic expenditure
    identities: bool


_RIGHT_2023 = tuple(
    "307 30701 30703 310 31002 31003 31007 31013 31019 31021 31022 31099 312 31204 31299 399 39908".split()
)
EDITIONS = {
    "2020": Edition(
        ORDER_2020 + "three_public government_funds state_capital",
        "表{}",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为年初预算数。",
        "公务用车运行费",
        "单位：万元",
        "使用非财政拨款结余",
        False,
        _RIGHT_2023,
        True,
    ),
    "2023": Edition(
        ORDER_2023,
        "公开{:02}表",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费年初预算数，"
        "决算数包括当年一般公共预算财政拨款和以前年度结转资金安排的实际支出。",
        "公务用车运行费",
        "金额单位：万元",
        "使用非财政拨款结余",
        False,
        _RIGHT_2023,
        True,
    ),
    "2024": Edition(
        ORDER_2023,
        "公开{:02}表",
        "一般公共预算财政拨款基本支出决算明细表",
        "财政拨款“三公”经费支出决算表",
        "本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，"
        "反映按规定程序调整后的预算数；决算数包括当年财政拨款和以前年度结转资金安排的实际支出。",
        "公务用车运行维护费",
        "单位：万元",
        "使用非财政拨款结余（含专用结余）",
        True,
        tuple("310 31002 31003 31007 31013 31022 31099".split()),
        False,
    ),
}


def amounts(printed: PrintedRow, count: int) -> Iterator[str]:
    return (cell(printed.amount(place), "a") for place in range(count))


def title_of(statement: str, edition: Edition) -> str:
    own = {"basic_by_economic": edition.basic_title, "three_public": edition.three_public_title}
    return own.get(statement, FORMS[Statement(statement)].title)


def _label(line: str, label: str, edition: Edition) -> str:
    return edition.surplus if label == "使用非财政拨款结余" else label


def _two_sides(figures: Figures, statement: str, edition: Edition) -> str:
    """Forms 01 and 04: income beside expenditure, every line with its 行次."""
    form = FORMS[Statement(statement)]
    income = [line for line in form.rows if line.side == Side.INCOME]
    spending = [line for line in form.rows if line.side == Side.EXPENDITURE]
    count = len(form.columns) - 1
    rows = []
    for left, right in zip(income, spending, strict=True):
        rows.append(
            row(
                [
                    cell(_label(left.line, left.label, edition), "n"),
                    cell(left.line),
                    *amounts(figures.row(statement, left.line), 1),
                    cell(right.label, "n"),
                    cell(right.line),
                    *amounts(figures.row(statement, right.line), count),
                ]
            )
        )
    places = [head("栏次"), head(), head("1"), head("栏次"), head(), *map(head, "2345"[:count])]
    return table([*_side_headers(statement, edition), row(places)], rows)


def _side_headers(statement: str, edition: Edition) -> list[str]:
    if statement == "summary":
        second = row(map(head, ("项目", "行次", "金额", "项目", "行次", "金额")))
        return [row([head("收入", 3), head("支出", 3)]), second]
    funds = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    first = row([head("收入", 3), head("支出", 6)])
    if not edition.final:
        return [first, row(map(head, ("项目", "行次", "金额", "项目", "行次", "合计", *funds)))]
    names = [head(name, 1, 2) for name in ("项目", "行次", "决算数", "项目", "行次")]
    return [first, row([*names, head("决算数", 4)]), row(map(head, ("小计", *funds)))]


def _by_code(figures: Figures, statement: str, edition: Edition) -> str:
    """Forms 02, 03, 05, 07, 08: 类款项, 合计 first."""
    columns = FORMS[Statement(statement)].columns
    top, below, last = [head("项目", 4)], [head("功能分类科目编码", 3), head("科目名称")], ""
    for column in columns:
        if not column.above:
            top.append(head(column.label, 1, 2))
            continue
        below.append(head(column.label))
        if column.above[0] != last:
            last = column.above[0]
            top.append(head(last, sum(other.above == column.above for other in columns)))
    total = figures.row(statement, "")
    levels = [head(name, 1, 2) for name in "类款项"]
    numbers = row([*levels, head("栏次"), *(head(column.number) for column in columns)])
    rows = [row([cell("合计"), *amounts(total, len(columns))])]
    for printed in figures.rows(statement):
        if printed.key:
            name = cell(("　" if len(printed.key) == 7 else "") + printed.name, "n")
            rows.append(row([cell(printed.key, "n", 3), name, *amounts(printed, len(columns))]))
    # 类 款 项 stand beside 栏次 and 合计, so all four header rows belong to one group of rows.
    return table([], [row(top), row(below), numbers, *rows])


def _blocks(figures: Figures, statement: str, edition: Edition) -> str:
    """Form 06: three blocks of code, name and 决算数."""
    names = economic_names()
    blocks = (
        [code for code in names if code[:3] in ("301", "303")],
        [code for code in names if code[:3] == "302"],
        list(edition.right_block),
    )
    rows = []
    for place in range(max(map(len, blocks))):
        cells: list[str] = []
        for block in blocks:
            code = block[place] if place < len(block) else ""
            name = ("　" if len(code) == 5 else "") + names.get(code, "")
            cells += [cell(code), cell(name, "n"), *amounts(figures.row(statement, code or "-"), 1)]
        rows.append(row(cells))
    rows.append(
        row(
            [
                cell("人员经费合计", "", 2),
                *amounts(figures.row(statement, "人员经费合计"), 1),
                cell("公用经费合计", "", 5),
                *amounts(figures.row(statement, "公用经费合计"), 1),
            ]
        )
    )
    columns = row(map(head, ("科目编码", "科目名称", "决算数") * 3))
    return table([row([head("人员经费", 3), head("公用经费", 6)]), columns], rows)


def _three_public(figures: Figures, statement: str, edition: Edition) -> str:
    running = edition.running_cost
    half = [head("合计", 1, 2), head("因公出国（境）费", 1, 2), head(f"公务用车购置及{running[4:]}", 3)]
    half.append(head("公务接待费", 1, 2))
    parts = [head("小计"), head("公务用车购置费"), head(running)]
    headers = [row([head("预算数", 6), head("决算数", 6)]), row(half * 2), row(parts * 2)]
    numbers = row(cell(str(number)) for number in range(1, 13))
    return table(headers, [numbers, row(amounts(figures.row(statement, ""), 12))])


_DRAW = {
    "summary": _two_sides,
    "appropriation_summary": _two_sides,
    "basic_by_economic": _blocks,
    "three_public": _three_public,
}


def statement_sheets(
    figures: Figures, edition: Edition, year: int, department: str, nil: dict[str, str]
) -> Iterable[str]:
    """The nine statements in the edition's order; ``nil`` gives the sentence below one, by statement."""
    for place, statement in enumerate(edition.order.split(), 1):
        notes = ["注：" + NOTES.get(statement, edition.three_public_note)]
        if edition.identities and statement in IDENTITIES:
            notes.append(IDENTITIES[statement])
        if statement in nil:
            notes.append(nil[statement])
        yield sheet(
            f"{year}年度{title_of(statement, edition)}",
            edition.numbers.format(place),
            (f"部门：{department}", edition.unit),
            _DRAW.get(statement, _by_code)(figures, statement, edition),
            notes,
            statement in WIDE,
        )
