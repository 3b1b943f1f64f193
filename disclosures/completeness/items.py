"""The items, their states and the rows that they are judged by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from disclosures.models import Claim, Evaluation, Figure, Finding, Passage, Sheet
from disclosures.statements import FORMS, State, Statement


class Held(StrEnum):
    """The state of an item. Its face on the pages is in ``FACES``."""

    GIVEN = "given"
    PARTLY = "partly"
    MISSING = "missing"
    PICTURE = "picture"
    NIL = "nil"
    UNKNOWN = "unknown"


FACES: dict[Held, tuple[str, str]] = {
    Held.GIVEN: ("✓", "有"),
    Held.PARTLY: ("半", "找到一部分"),
    Held.MISSING: ("缺", "没有找到"),
    Held.PICTURE: ("图", "图片，尚未识别"),
    Held.NIL: ("空", "声明为空或金额为 0"),
    Held.UNKNOWN: ("?", "未知，无从判断"),
}


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    asked: str


@dataclass(frozen=True)
class Spot:
    """Where an item is found: a statement, a numbered section of the third part, or only a page."""

    page: int | None = None
    statement: str = ""
    section: str = ""


NOWHERE = Spot()


@dataclass(frozen=True)
class ItemState:
    item: Item
    state: Held
    evidence: str
    spot: Spot = NOWHERE

    @property
    def face(self) -> str:
        return FACES[self.state][0]

    @property
    def word(self) -> str:
        return FACES[self.state][1]


ITEMS: tuple[Item, ...] = tuple(
    Item(*line.split("|"))
    for line in """
R01|及时公开|财政部门批复后 20 日内公开；报告写明两个日期才能计算
R02|九张决算表|收支总、收入、支出、财政拨款收支总、一般公共预算支出、基本支出、“三公”、政府性基金、国有资本经营
R03|空表写明没有|没有数的表照样列出，并写明没有
R04|功能分类公开到项|收入、支出、一般公共预算支出表列到七位编码的“项”
R05|基本支出公开到款|基本支出按经济分类列到五位编码的“款”
R06|基本支出与项目支出|支出分基本支出和项目支出
R07|部门职责|写明主要职责
R08|机构设置|写明机构设置或单位构成
R09|收支比上年的变化|写明增减额和原因
R10|决算与年初预算|按“项”比较，并写明原因
R11|机关运行经费|写明金额、增减和原因
R12|政府采购|总额，货物、工程、服务，授予中小企业的金额
R13|国有资产占用|车辆，单价 100 万元以上的设备
R14|预算绩效|自评工作，整体自评表和项目自评表
R15|“三公”经费|合计与三项的预算数和决算数
R16|公务用车购置与运行|购置费、运行费分列
R17|出国团组和人次|因公出国（境）的团组数、人次
R18|公务用车数量|购置辆数、保有量
R19|接待批次和人次|国内公务接待的批次、人次
R20|“三公”变化的原因|写明增减原因
R21|名词解释|解释报告使用的名词，不留模板的文字
R22|金额单位和年度|各表写明金额单位，表题写明年度
R23|联系电话|公开咨询用的电话
R24|可由机器读取|表是文字，不是图片
R25|所属单位|列出纳入决算的单位
""".strip().splitlines()
)


@dataclass(frozen=True)
class Rows:
    """The stored rows of one revision; ``figures`` are those of its disclosure, ``findings`` those of ``ASKED``."""

    ASKED: ClassVar[tuple[str, ...]] = (
        "TX_PLACEHOLDER",
        "TX_LEVEL",
        "READ_UNIT",
        "READ_PICTURE",
        "READ_PROSE",
        "READ_LATER",
    )

    sheets: tuple[Sheet, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_measure(self) -> dict[str, Figure]:
        return {figure.measure: figure for figure in self.figures}

    @cached_property
    def by_statement(self) -> dict[str, Sheet]:
        found: dict[str, Sheet] = {}
        for sheet in self.sheets:
            found.setdefault(sheet.statement, sheet)
        return found

    def state(self, statement: str) -> State:
        sheet = self.by_statement.get(statement)
        return State(sheet.state) if sheet else State.MISSING

    def found(self, check: str) -> Finding | None:
        """The finding of that check, one of ``ASKED``."""
        return next((finding for finding in self.findings if finding.check_id == check), None)

    def spot(self, measure: str) -> Spot:
        figure = self.by_measure[measure]
        return Spot(figure.page, figure.statement, figure.section)

    def titled(self, pattern: str) -> Passage | None:
        """The first passage with text whose title says it; else one whose title alone does."""
        found = [p for p in self.passages if re.search(pattern, p.title)]
        return next((p for p in found if p.paragraphs), found[0] if found else None)

    def texts(self) -> Iterable[tuple[Passage, str]]:
        return ((passage, p["text"]) for passage in self.passages for p in passage.paragraphs)


Judged = tuple[Held, str, Spot]
_NIL = re.compile(r"(?<!有)(?:无|没有|未发生|不涉及)")


def of_passage(passage: Passage) -> Spot:
    return Spot(passage.page, "", passage.number if passage.part == 3 else "")


def of_claim(claim: Claim) -> Spot:
    return Spot(claim.page, "", claim.section)


def of_sheet(rows: Rows, statement: str) -> Spot:
    sheet = rows.by_statement.get(statement)
    return Spot((sheet.pages or [None])[0], sheet.statement) if sheet else NOWHERE


def titles(statements: Iterable[str]) -> str:
    return "、".join(FORMS[Statement(name)].title for name in statements)


def absent(rows: Rows, words: str) -> Judged:
    """Not found: "缺" where the narrative is readable, else there is no telling."""
    if not rows.passages:
        return Held.UNKNOWN, "没有读到文字说明，无从判断", NOWHERE
    if rows.found("READ_PROSE") or rows.found("READ_LATER"):
        return Held.UNKNOWN, f"{words}；但有的页是图片，没有认出不等于没有写", NOWHERE
    return Held.MISSING, words, NOWHERE


def declared(rows: Rows, pattern: str) -> Judged | None:
    """A section of such a title that says there is none."""
    for passage, text in rows.texts():
        if re.search(pattern, passage.title) and _NIL.search(text):
            return Held.NIL, text[:80], of_passage(passage)
    return None
