"""Which rule judges which item."""

from collections.abc import Callable

from disclosures.completeness import contact, dates, glossary, narrative, public, tables
from disclosures.completeness.items import ITEMS, ItemState, Judged, Rows
from disclosures.statements import Statement

_KINDS = ("total", "abroad", "vehicle", "reception")
_PROCURED = {
    "procurement.total": "总额",
    "procurement.goods": "货物",
    "procurement.works": "工程",
    "procurement.services": "服务",
    "procurement.sme": "授予中小企业",
}
_CODED = (Statement.REVENUE, Statement.EXPENDITURE, Statement.GENERAL_BUDGET)

_RULES: dict[str, Callable[[Rows], Judged]] = {
    "R01": dates.timely,
    "R02": tables.nine,
    "R03": tables.empty_declared,
    "R04": tables.by_code(_CODED, 7, "项"),
    "R05": tables.by_code((Statement.BASIC_BY_ECONOMIC,), 5, "款"),
    "R06": tables.basic_and_project,
    "R07": narrative.section("职责|职能", "部门职责"),
    "R08": narrative.section("机构|单位构成|部门构成", "机构设置"),
    "R09": narrative.change,
    "R10": narrative.against_budget,
    "R11": narrative.operation,
    "R12": narrative.measures(_PROCURED, "采购"),
    "R13": narrative.measures({"vehicles.total": "车辆", "equipment_100w": "100 万元以上设备"}, "国有资产"),
    "R14": narrative.performance,
    "R15": public.public_amounts(_KINDS, ("budget", "actual")),
    "R16": public.public_amounts(("vehicle_purchase", "vehicle_operation"), ("actual",)),
    "R17": public.counts({"abroad.groups": ("团组", "abroad"), "abroad.persons": ("人次", "abroad")}),
    "R18": public.counts(
        {
            "vehicle_purchase.count": ("购置辆数", "vehicle_purchase"),
            "vehicle.count": ("保有量", "vehicle_operation"),
        }
    ),
    "R19": public.counts(
        {"reception.batches": ("批次", "reception"), "reception.persons": ("人次", "reception")}
    ),
    "R20": public.public_reason,
    "R21": glossary.glossary,
    "R22": tables.unit_and_year,
    "R23": contact.phone,
    "R24": tables.machine_readable,
    "R25": narrative.units,
}


def scorecard(rows: Rows) -> tuple[ItemState, ...]:
    """The state of every item in one report, in the order of ``ITEMS``; values in, values out."""
    return tuple(ItemState(item, *_RULES[item.id](rows)) for item in ITEMS)
