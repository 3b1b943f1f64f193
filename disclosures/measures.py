"""The comparable numbers of a disclosure: key, Chinese label, unit and where each is read from.

One number per key, from the first source that *prints* it: the statements in the order given here (a blank
cell is no source, a printed 0.00 is), then the narrative. A key that the report does not give is absent.
Plain data, no Django.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from disclosures.classification import CLASSES
from disclosures.statements import Statement


class Unit(StrEnum):
    MONEY = "money"  # 万元 as read and shown, 分 as stored
    COUNT = "count"  # the count itself


@dataclass(frozen=True)
class CellSource:
    """A cell of a statement. ``row`` is the 行次 or code ("" = 合计, in 06 the printed name of a total)."""

    statement: Statement
    row: str
    column: str


@dataclass(frozen=True)
class Measure:
    key: str
    label: str
    unit: Unit = Unit.MONEY
    sources: tuple[CellSource, ...] = ()
    counted_in: str = ""  # 个, 人次, 辆 …


S = Statement


def _line(key: str, label: str, line: str, statement: Statement = S.SUMMARY) -> Measure:
    income_lines = 30 if statement == S.SUMMARY else 32
    column = "1" if int(line) <= income_lines else "2"
    return Measure(key, label, sources=(CellSource(statement, line, column),))


def _total(key: str, label: str, *cells: tuple[Statement, str]) -> Measure:
    return Measure(
        key, label, sources=tuple(CellSource(statement, "", column) for statement, column in cells)
    )


def _told(key: str, label: str, counted_in: str = "") -> Measure:
    """A measure that only the narrative gives."""
    return Measure(key, label, Unit.COUNT if counted_in else Unit.MONEY, counted_in=counted_in)


_SUMMARY_LINES = (
    _line("income_total", "收入总计", "30"),
    _line("expenditure_total", "支出总计", "60"),
    _line("income_current", "本年收入合计", "27"),
    _line("expenditure_current", "本年支出合计", "57"),
    _line("carryover_begin", "年初结转和结余", "29"),
    _line("carryover_end", "年末结转和结余", "59"),
    _line("non_fiscal_surplus_used", "使用非财政拨款结余", "28"),
    _line("surplus_distribution", "结余分配", "58"),
    _line("general_budget_income", "一般公共预算财政拨款收入", "1"),
    _line("gov_fund_income", "政府性基金预算财政拨款收入", "2"),
    _line("state_capital_income", "国有资本经营预算财政拨款收入", "3"),
    _line("superior_subsidy_income", "上级补助收入", "4"),
    _line("institution_income", "事业收入", "5"),
    _line("operating_income", "经营收入", "6"),
    _line("affiliated_income", "附属单位上缴收入", "7"),
    _line("other_income", "其他收入", "8"),
)

_TOTALS = (
    # Where 02 gives nothing, the reader adds lines 1–3 of 01 (interface: fiscal_appropriation_income).
    _total("fiscal_appropriation_income", "财政拨款收入", (S.REVENUE, "2")),
    _line("fiscal_total", "财政拨款收、支总计", "64", S.APPROPRIATION_SUMMARY),
    _total("basic_expenditure", "基本支出", (S.EXPENDITURE, "2"), (S.GENERAL_BUDGET, "2")),
    _total("project_expenditure", "项目支出", (S.EXPENDITURE, "3"), (S.GENERAL_BUDGET, "3")),
    _total("general_budget_expenditure", "一般公共预算财政拨款支出", (S.GENERAL_BUDGET, "1")),
    _total("gov_fund_expenditure", "政府性基金预算财政拨款支出", (S.GOVERNMENT_FUNDS, "3")),
    _total("state_capital_expenditure", "国有资本经营预算财政拨款支出", (S.STATE_CAPITAL, "1")),
    Measure("personnel", "人员经费", sources=(CellSource(S.BASIC_BY_ECONOMIC, "人员经费合计", "决算数"),)),
    Measure("public", "公用经费", sources=(CellSource(S.BASIC_BY_ECONOMIC, "公用经费合计", "决算数"),)),
)


def _class_sources(place: int, code: str) -> tuple[CellSource, ...]:
    return (
        CellSource(S.SUMMARY, str(31 + place), "2"),
        CellSource(S.APPROPRIATION_SUMMARY, str(33 + place), "2"),
        CellSource(S.EXPENDITURE, code, "1"),
        CellSource(S.GENERAL_BUDGET, code, "1"),
    )


_CLASSES = tuple(
    Measure(f"class.{code}", name, sources=_class_sources(place, code))
    for place, (code, name) in enumerate(CLASSES)
)

THREE_PUBLIC_ITEMS: tuple[tuple[str, str], ...] = (
    ("total", "“三公”经费"),
    ("abroad", "因公出国（境）费"),
    ("vehicle", "公务用车购置及运行费"),
    ("vehicle_purchase", "公务用车购置费"),
    ("vehicle_operation", "公务用车运行费"),
    ("reception", "公务接待费"),
)

_THREE_PUBLIC = tuple(
    Measure(
        f"three_public.{item}.{kind}",
        label + word,
        sources=(CellSource(S.THREE_PUBLIC, "", str(first + place)),),
    )
    for kind, word, first in (("budget", "预算", 1), ("actual", "决算", 7))
    for place, (item, label) in enumerate(THREE_PUBLIC_ITEMS)
)

_NARRATIVE = (
    _told("three_public.vehicle.count", "公务用车保有量", "辆"),
    _told("three_public.vehicle_purchase.count", "公务用车购置数", "辆"),
    _told("three_public.abroad.groups", "因公出国（境）团组", "个"),
    _told("three_public.abroad.persons", "因公出国（境）人次", "人次"),
    _told("three_public.reception.batches", "国内公务接待批次", "批次"),
    _told("three_public.reception.persons", "国内公务接待人次", "人次"),
    _told("three_public.reception.accompanying", "接待陪同人次", "人次"),
    _told("initial_budget", "一般公共预算财政拨款支出年初预算"),
    _told("full_year_budget", "一般公共预算财政拨款支出全年预算"),
    _told("agency_operation", "机关运行经费"),
    _told("procurement.total", "政府采购支出总额"),
    _told("procurement.goods", "政府采购货物支出"),
    _told("procurement.works", "政府采购工程支出"),
    _told("procurement.services", "政府采购服务支出"),
    _told("procurement.sme", "授予中小企业合同金额"),
    _told("procurement.micro", "授予小微企业合同金额"),
    _told("vehicles.total", "共有车辆", "辆"),
    _told("equipment_100w", "单价100万元以上设备", "台（套）"),
    _told("performance.projects", "绩效自评项目数", "个"),
    _told("performance.amount", "绩效自评资金"),
    _told("staff.establishment", "编制人数", "人"),
    _told("staff.total", "实有人数", "人"),
    _told("staff.on_job", "在职人数", "人"),
    _told("staff.retired", "离退休人数", "人"),
)

MEASURES: dict[str, Measure] = {
    measure.key: measure for measure in _SUMMARY_LINES + _TOTALS + _CLASSES + _THREE_PUBLIC + _NARRATIVE
}

_ITEM = re.compile(r"item\.(\d{7})\.(budget|actual)")


def measure_of(key: str) -> Measure | None:
    """The measure of a key, also for ``item.NNNNNNN.budget|actual``; None where there is no such key."""
    if key in MEASURES:
        return MEASURES[key]
    found = _ITEM.fullmatch(key)
    if not found:
        return None
    return Measure(key, f"{found[1]} {'年初预算' if found[2] == 'budget' else '支出决算'}")
