"""Checks from subject to subject across statements: items of 03 and 05, 06 against 09, against 05 and 机关运行经费."""

import re
from collections.abc import Iterator
from dataclasses import replace

from disclosures.classification import Level, level
from disclosures.statements import FORMS, State, Statement
from ingest.checks.across import is_nil, needed
from ingest.checks.evidence import Evidence
from ingest.checks.findings import Comparison, doubt_of, finding, fold, places_of, plain_text, unread
from ingest.checks.tolerance import compare
from ingest.checks.trees import closes
from ingest.checks.unclear import unclear
from ingest.parsing.facts import Finding, Outcome, Scope, Severity

SPENT, GENERAL = Statement.EXPENDITURE, Statement.GENERAL_BUDGET
BASIC, THREE = Statement.BASIC_BY_ECONOMIC, Statement.THREE_PUBLIC
_LOST = "文字版可能失去了未印出的栏"
_INSTITUTION = re.compile(r"item\.\d{5}50\.")  # 事业运行


def _same_money(evidence: Evidence) -> bool:
    """Whether all expenditure is 一般公共预算: 03 合计 = 05 合计."""
    spent, general = evidence.operand(SPENT, "", "1"), evidence.operand(GENERAL, "", "1")
    if spent.amount is None or general.amount is None:
        return False
    return compare(spent.quantity, general.quantity) is not Outcome.FAIL


def check_items(evidence: Evidence) -> list[Finding]:
    """X03_05: every 项 of 03 ≥ that of 05, and equal where both totals are equal. Tolerance 0.01 万元; error; the forms."""
    check = "X03_05"
    if missing := needed(evidence, check, SPENT, GENERAL):
        return missing
    same = _same_money(evidence)
    found = []
    read = evidence.read(GENERAL)
    for row in read.rows if read else ():
        if level(row.code) != Level.ITEM:
            continue
        open_rows = _open(evidence, row.code)
        for column in ("1", "2", "3"):
            whole, part = (evidence.operand(s, row.code, column) for s in (SPENT, GENERAL))
            if whole.amount is None or part.amount is None:
                continue
            if not same and part.amount <= whole.amount:
                found.append(
                    finding(check, Outcome.PASS, "03 表不小于 05 表。", where=places_of([whole, part]))
                )
                continue
            label = FORMS[SPENT].column(column)
            found.append(
                Comparison(
                    check,
                    f"{row.code} {row.name}“{label.label if label else ''}”",
                    "03 表",
                    "05 表" if same else "不应小于 05 表",
                    whole.quantity,
                    part.quantity,
                    places_of([whole, part]),
                    doubt_of([whole, part]) or open_rows or _inferred(evidence, column),
                ).finding()
            )
    return fold(check, found, "个科目的数")


def _open(evidence: Evidence, code: str) -> str:
    """A row that does not close is judged by its own check."""
    for statement in (SPENT, GENERAL):
        read, row = evidence.read(statement), evidence.row(statement, code)
        if read and row and (told := unclear(read, row)):
            return told
        if read and row and not closes(evidence, read, row):
            return f"{FORMS[statement].number} 表这一行本身不吻合"
    return ""


def _inferred(evidence: Evidence, column: str) -> str:
    """The columns of a text extract other than the first may have been inferred."""
    return _LOST if evidence.is_extract and column != "1" and not _closed(evidence) else ""


def _closed(evidence: Evidence) -> bool:
    """Whether 合计 of both statements print their parts."""
    return all(evidence.operand(s, "", c).amount is not None for s in (SPENT, GENERAL) for c in ("2", "3"))


_ECONOMIC_IN_THREE = {"30212": "8", "30217": "12", "30231": "11", "31013": "10"}


def check_economic_in_three_public(evidence: Evidence) -> list[Finding]:
    """X06_09: 06 款 30212, 30217, 30231, 31013 ≤ 09 决算数 (三公 also holds project money). Tolerance 0.01 万元; error."""
    check = "X06_09"
    if evidence.state(BASIC) is not State.AMOUNTS:
        return [unread(check, BASIC, evidence.state(BASIC))]
    if evidence.state(THREE) not in (State.AMOUNTS, State.DECLARED_NIL):
        return [unread(check, THREE, evidence.state(THREE))]
    found = [
        one
        for code, column in _ECONOMIC_IN_THREE.items()
        for one in _part_of_three(evidence, check, code, column)
    ]
    return fold(check, found, "个款")


def _part_of_three(evidence: Evidence, check: str, code: str, column: str) -> Iterator[Finding]:
    part, whole = evidence.operand(BASIC, code, "决算数"), evidence.operand(THREE, "", column)
    label = FORMS[THREE].column(column)
    what = f"06 表 {part.place.text} 与 09 表“{label.label if label else column}”"
    if not part.amount:
        return
    if whole.amount is None:
        nil = is_nil(evidence, THREE)
        outcome = Outcome.FAIL if nil and not doubt_of([part]) else Outcome.NOT_CHECKABLE
        told = "写明没有“三公”经费支出" if nil else "这一栏空白"
        yield finding(
            check,
            outcome,
            f"{what}：09 表{told}，请对照。",
            found=plain_text(part.amount),
            where=places_of([part, whole]),
        )
    elif part.amount <= whole.amount:
        yield finding(
            check, Outcome.PASS, f"{what}：不大于 09 表的决算数，吻合。", where=places_of([part, whole])
        )
    else:
        yield Comparison(
            check,
            what,
            "06 表",
            "不应大于 09 表",
            part.quantity,
            whole.quantity,
            places_of([part, whole]),
            doubt_of([part, whole]),
        ).finding()


_ECONOMIC_AND_FUNCTION = (("30108", "2080505"), ("30109", "2080506"), ("30113", "2210201"))


def check_economic_and_function(evidence: Evidence) -> Iterator[Finding]:
    """X_ECON_FUNC: 30108 ≈ 2080505, 30109 ≈ 2080506, 30113 ≈ 2210201. Tolerance 0.01 万元; info: both may lawfully differ."""
    check = "X_ECON_FUNC"
    if evidence.state(BASIC) is not State.AMOUNTS or evidence.state(GENERAL) is not State.AMOUNTS:
        return
    for economic, function in _ECONOMIC_AND_FUNCTION:
        left, right = evidence.operand(BASIC, economic, "决算数"), evidence.operand(GENERAL, function, "1")
        if not left.amount or not right.amount:
            continue
        yield Comparison(
            check,
            "两种分类通常对应的数（口径可以不同）",
            f"06 表 {left.place.text.split()[0]}",
            f"05 表 {right.place.text.split()[0]}",
            left.quantity,
            right.quantity,
            places_of([left, right]),
            doubt_of([left, right]),
        ).finding()


def _has_institutions(evidence: Evidence) -> bool:
    """Whether the accounts hold public institutions, whose 公用经费 is no 机关运行经费."""
    if evidence.report.scope is not Scope.OWN:
        return True
    return any(
        key.startswith("item.") and key[8:12] == "50.a" for key in (m.key for m in evidence.report.measures)
    )


def check_running_cost(evidence: Evidence) -> Iterator[Finding]:
    """X_RUNCOST: 机关运行经费 (narrative) = 06 公用经费 of one 行政单位. Tolerance 0.01 万元; warning, info with 事业单位."""
    told, public = evidence.measured("agency_operation"), evidence.measured("public")
    if told.amount is None or public.amount is None:
        return
    institutions = _has_institutions(evidence)
    one = Comparison(
        "X_RUNCOST",
        "机关运行经费" + ("（含事业单位时可以小于公用经费）" if institutions else ""),
        "机关运行经费",
        "公用经费",
        told.quantity,
        public.quantity,
        places_of([told, public]),
        doubt_of([public]),
    )
    yield replace(one, severity=Severity.INFO if institutions else None).finding()
