"""The rows of the 三公 board for reuse: the same records in the CSV and in the workbook."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.board import BoardQuery
from disclosures.comparison.board_rows import ITEMS, PARTS, BoardRow
from disclosures.comparison.unit_costs import UNIT_COSTS
from disclosures.exports import ORIGINS, Record, Value, status_of
from disclosures.measures import MEASURES
from disclosures.wording import decimal_of

RECOGNISED = "由图片识别、未经人核对的数"


def board_header(query: BoardQuery) -> tuple[str, ...]:
    """The header names the item and the unit of every number."""
    item = ITEMS[query.item]
    return (
        "org",
        "部门",
        "地区",
        "年度",
        "范围",
        "项目",
        "决算（万元）",
        "决算状态",
        "预算（万元）",
        "预算状态",
        "预算数口径",
        "三公资金口径",
        "完成率（%）",
        "完成率分母",
        f"{item}决算减预算（万元）",
        *(f"{ITEMS[part]}决算（万元）" for part in PARTS),
        *(f"{ITEMS[part]}状态" for part in PARTS),
        "较上年变化（万元）",
        "较上年变化率（%）",
        "变化来源",
        "来源",
        "页",
        "sha256",
        "名次",
        "地区代码",
        *(words for rule in UNIT_COSTS for words in _cost_header(rule)),
        RECOGNISED,
    )


def _cost_header(rule) -> tuple[str, str, str]:
    count = MEASURES[rule.count]
    return f"{count.label}（{count.counted_in}）", f"{rule.label}（{rule.per}）", f"{rule.label}的提示"


def _change(row: BoardRow) -> tuple[Value, Value, str]:
    change = row.change
    if change is None:
        return None, None, ""
    percent = None if change.small else decimal_of(change.percent)
    if percent is not None and change.direction == "decrease":
        percent = -percent
    source = "按上年报告计算" if row.computed else "报告所述"
    return change.change, percent, source + ("；基数小，不列百分比" if change.small else "")


def _costs(row: BoardRow) -> Iterator[Value]:
    for cost in row.units:
        yield from (cost.count, cost.value, cost.caution) if cost else (None, None, "")


def _recognised(row: BoardRow) -> Iterator[str]:
    """What of a row was recognised in a picture and nobody has looked at, as the header calls it."""
    parts = zip(PARTS, row.parts, strict=True)
    cells = (
        ("决算", row.actual),
        ("预算", row.budget),
        *((f"{ITEMS[part]}决算", cell) for part, cell in parts),
    )
    yield from (words for words, cell in cells if cell.recognised)
    yield from ("较上年变化",) if row.change and row.change.recognised else ()
    costs = zip(UNIT_COSTS, row.units, strict=True)
    yield from (rule.label for rule, cost in costs if cost and cost.recognised)


def board_records(rows: Iterable[BoardRow], query: BoardQuery) -> Iterator[Record]:
    """Exactly these rows in their order."""
    for row in rows:
        column = row.column
        yield (
            column.slug,
            column.name,
            column.region,
            column.year,
            scope_word(column.scope),
            ITEMS[query.item],
            row.actual.value,
            status_of(row.actual),
            row.budget.value,
            status_of(row.budget),
            budget_word(row.basis.budget),
            funds_word(row.basis.funds),
            row.rate,
            budget_word(row.basis.budget) if row.rate is not None else "",
            row.over,
            *(part.value for part in row.parts),
            *(status_of(part) for part in row.parts),
            *_change(row),
            ORIGINS.get(row.actual.origin, "") if row.actual.value is not None else "",
            row.actual.page,
            column.digest(row.actual.statement),
            row.rank,
            column.region_code,
            *_costs(row),
            "、".join(_recognised(row)),
        )


def board_notes(caption: str, title: str, day: str, address: str) -> list[tuple[str, str]]:
    """What a reader of the workbook has to know: what was asked, the unit, the formulas, source, day, address."""
    costs = [(rule.label, f"{rule.formula}；{rule.per}") for rule in UNIT_COSTS]
    return [
        (gettext("标题"), title),
        (gettext("说明"), caption),
        (gettext("单位"), gettext("金额为万元；完成率和变化率为百分之几；单位成本的单位写在表头。")),
        (gettext("空格"), gettext("没有数，原因在旁边的“状态”一栏；不是零。")),
        (gettext("完成率"), gettext("决算 ÷ 预算；报告没有写明是哪种预算，或预算为零，不计算。")),
        *costs,
        (gettext("提示"), gettext("数量少：不足 5；金额小：不足 1 万元。这时单位成本受一两个数影响很大。")),
        (
            gettext("来源"),
            gettext("各部门公开的“三公”经费支出决算表及文字说明；每行的页码和 SHA-256 指向原文件。"),
        ),
        (
            gettext("识别"),
            gettext("最后一栏列出由图片识别、未经人核对的数；由它们算出的完成率和差也是如此。"),
        ),
        (gettext("下载日期"), day),
        (gettext("网址"), address),
    ]
