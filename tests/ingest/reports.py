"""Reports for the tests of storing and publishing: one call each, the numbers written in the test."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from disclosures.statements import State, Statement
from ingest.parsing.evaluated import Evaluation, Indicator
from ingest.parsing.facts import (
    Base,
    Basis,
    Cell,
    Claim,
    Direction,
    Finding,
    Origin,
    Outcome,
    Paragraph,
    Place,
    RegionRead,
    Report,
    Scope,
    Section,
    Severity,
    Source,
    StatementRead,
    StatementRow,
)

Spot = tuple[str, str]


def summary(expenditure: str = "9,840.40") -> StatementRead:
    """Form 01 with the two lines that matter here: 本年支出合计 printed, 结余分配 blank."""
    amount = Decimal(expenditure.replace(",", ""))
    printed = Cell("2", "金额", amount, expenditure, page=7, bbox=(100.0, 200.5, 150.0, 212.0))
    return StatementRead(
        Statement.SUMMARY,
        "01",
        "2023年度收入支出决算总表",
        "公开01表",
        State.AMOUNTS,
        pages=(7,),
        rows=(
            StatementRow("57", "", "", "本年支出合计", (printed,)),
            StatementRow("58", "", "", "结余分配", (Cell("2", "金额", None),)),
            StatementRow("60", "", "", "总计", (printed,)),
        ),
        notes=("注：本表反映部门本年度的总收支和年末结转结余情况。",),
    )


def recognised(
    read: StatementRead, doubtful: Mapping[Spot, float] | None = None, lost: Collection[Spot] = ()
) -> StatementRead:
    """The statement as if its numbers had been recognised in a picture; spots are row and column.

    ``doubtful`` says how surely those were recognised that are in doubt, ``lost`` which could not be made out.
    """

    def seen(key: str, cell: Cell) -> Cell:
        spot = (key, cell.column)
        if spot in lost:
            return replace(cell, amount=None, text="〓", origin=Origin.OCR, confidence=0.0, doubtful=True)
        if not cell.text:
            return cell
        sure = (doubtful or {}).get(spot, 0.99)
        return replace(cell, origin=Origin.OCR, confidence=sure, doubtful=spot in (doubtful or {}))

    rows = (
        replace(row, cells=tuple(seen(row.line or row.code, cell) for cell in row.cells)) for row in read.rows
    )
    return replace(read, rows=tuple(rows))


def three_public() -> StatementRead:
    return StatementRead(
        Statement.THREE_PUBLIC,
        "09",
        "财政拨款“三公”经费支出决算表",
        "公开09表",
        State.AMOUNTS,
        Basis("initial", "fiscal"),
        pages=(15,),
        rows=(StatementRow("", "", "", "", (Cell("7", "合计", Decimal("43.43"), "43.43", page=15),)),),
    )


def change() -> Claim:
    return Claim(
        "change",
        "expenditure_current",
        Decimal("9840.4"),
        Base.PRIOR_YEAR,
        2022,
        Direction.DECREASE,
        Decimal("6846.88"),
        Decimal("228.7"),
        reason="项目减少",
        section="三",
        page=20,
        text="支出合计9840.4万元，比上年减少6846.88万元",
        whole="expenditure_total",
        basis="fiscal",
    )


def a_report(name: str = "report.pdf", **changes) -> Report:
    """A small whole report of 青山区人民政府办公室 for 2023; ``changes`` replace its fields."""
    fields = {
        "source": Source(name, "", "application/pdf", 45),
        "region": RegionRead("420107", "武汉市青山区"),
        "department": "武汉市青山区人民政府办公室",
        "department_names": ("武汉市青山区人民政府办公室", "青山区政府办"),
        "fiscal_year": 2023,
        "scope": Scope.OWN,
        "unit": "万元",
        "layout": "set-2023",
        "parser_version": "test",
        "statements": (
            summary(),
            three_public(),
            StatementRead(Statement.STATE_CAPITAL, "08", "国资表", "公开08表", State.DECLARED_NIL),
        ),
        "sections": (
            Section(3, "三", "支出决算情况说明", (Paragraph("支出合计9840.4万元。", 20, ((4, 21),)),), 20),
        ),
        "claims": (change(),),
        "evaluations": (
            Evaluation(
                "project",
                "督查",
                Decimal("8354.05"),
                indicators=(Indicator("产出", "数量", "次数", "≥50次"),),
            ),
        ),
        "findings": (
            Finding("P_CHANGE", Outcome.PASS, Severity.ERROR, "相符", claim=0, where=(Place(20),)),
            Finding("R_NOTE", Outcome.NOT_CHECKABLE, Severity.INFO, "一处提示"),
        ),
    }
    return Report(**(fields | changes))


def report_text(
    department: str = "武汉市青山区人民政府办公室",
    year: int = 2023,
    spent: str = "9,840.40",
    scope: str = "（本级）",
) -> bytes:
    """A text extract with the two statements and the one sentence that these tests look at."""
    return f"""{department}{year}年度部门决算公开

第一部分 {department}概况
一、部门主要职责
负责日常事务。

第二部分 {department}{year}年度部门决算表

{year}年度收入支出决算总表
公开01表
部门：{department}{scope}
单位：万元
收入\t\t\t支出\t\t
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t{spent}\t一、一般公共服务支出\t31\t{spent}
本年收入合计\t27\t{spent}\t本年支出合计\t57\t{spent}
总计\t30\t{spent}\t总计\t60\t{spent}

{year}年度一般公共预算财政拨款支出决算表
公开05表
部门：{department}{scope}
单位：万元
项目\t\t\t\t本年支出\t\t
功能分类科目编码\t\t\t科目名称\t小计\t基本支出\t项目支出
类\t款\t项\t栏次\t1\t2\t3
\t\t\t合计\t{spent}\t{spent}\t
201\t\t\t一般公共服务支出\t{spent}\t{spent}\t
20103\t\t\t政府办公厅（室）及相关机构事务\t{spent}\t{spent}\t
2010301\t\t\t行政运行\t{spent}\t{spent}\t

第三部分 {department}{year}年度部门决算情况说明
一、收入支出决算总体情况说明
{year}年度收、支总计均为{spent.replace(",", "")}万元。与{year - 1}年度相比，收、支总计各增加100.00万元。
""".encode()


def statement_text(year: int, form: str = "03", scope: str = "（本级）") -> bytes:
    """A further file of the report of ``report_text``: 支出决算表 or 收入决算表 alone, without prose."""
    title, amounts = {
        "03": ("支出决算表", "9,840.40\t9,840.40\t\t\t\t"),
        "02": ("收入决算表", "9,840.40\t9,840.40\t\t\t\t\t"),
    }[form]
    heads = {
        "03": "本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
        "02": "本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入",
    }[form]
    numbers = "\t".join(str(number + 1) for number in range(heads.count("\t") + 1))
    return f"""武汉市青山区人民政府办公室{year}年度部门决算附表

{year}年度{title}
公开{form}表
部门：武汉市青山区人民政府办公室{scope}
单位：万元
项目\t\t\t\t{heads}
功能分类科目编码\t\t\t科目名称
类\t款\t项\t栏次\t{numbers}
\t\t\t合计\t{amounts}
201\t\t\t一般公共服务支出\t{amounts}
20103\t\t\t政府办公厅（室）及相关机构事务\t{amounts}
2010301\t\t\t行政运行\t{amounts}
""".encode()
