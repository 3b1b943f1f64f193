"""Checks from statement to statement: the same money has to be the same wherever it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.statements import FORMS, State, Statement
from ingest.checks.economic import PERSONNEL, PUBLIC
from ingest.checks.evidence import Evidence
from ingest.checks.findings import Comparison, doubt_of, finding, fold, places_of, plain_text, unread
from ingest.parsing.facts import Finding, Outcome, Place

SUMMARY, REVENUE, SPENT = Statement.SUMMARY, Statement.REVENUE, Statement.EXPENDITURE
FISCAL, GENERAL, BASIC = (
    Statement.APPROPRIATION_SUMMARY,
    Statement.GENERAL_BUDGET,
    Statement.BASIC_BY_ECONOMIC,
)
FUNDS, CAPITAL, THREE = Statement.GOVERNMENT_FUNDS, Statement.STATE_CAPITAL, Statement.THREE_PUBLIC
_LOST = "文字版可能失去了未印出的栏"


@dataclass(frozen=True)
class Cell:
    """Where a number stands: statement, row, column."""

    statement: Statement
    row: str
    column: str


@dataclass(frozen=True)
class Pair:
    """Two cells that print the same money."""

    left: Cell
    right: Cell
    what: str = ""


def _label(cell: Cell) -> str:
    form = FORMS[cell.statement]
    row = form.row(cell.row)
    column = form.column(cell.column)
    named = row.label if row and row.label else cell.row or "合计"
    return f"{form.number} 表“{named}”" + (f"{column.label}" if column and not row else "")


def needed(evidence: Evidence, check: str, *statements: Statement) -> list[Finding]:
    """A finding for the first statement that gives no numbers, [] where all do."""
    for statement in statements:
        if evidence.state(statement) is not State.AMOUNTS:
            return [unread(check, statement, evidence.state(statement))]
    return []


def _compare(evidence: Evidence, check: str, pair: Pair) -> Finding | None:
    """The two cells compared; None unless both are printed."""
    left, right = (evidence.operand(c.statement, c.row, c.column) for c in (pair.left, pair.right))
    if left.amount is None or right.amount is None:
        return None
    return Comparison(
        check,
        pair.what or f"{FORMS[pair.left.statement].title}与{FORMS[pair.right.statement].title}",
        _label(pair.left),
        _label(pair.right),
        left.quantity,
        right.quantity,
        places_of([left, right]),
        doubt_of([left, right]),
    ).finding()


def _compare_all(evidence: Evidence, check: str, pairs: Iterable[Pair]) -> list[Finding]:
    found = [one for pair in pairs if (one := _compare(evidence, check, pair)) is not None]
    return fold(check, found, "对数")


def check_income(evidence: Evidence) -> list[Finding]:
    """X01_02: 01 本年收入合计 (27) = 02 合计. Tolerance 0.01 万元; error; the forms."""
    check = "X01_02"
    pairs = [Pair(Cell(SUMMARY, "27", "1"), Cell(REVENUE, "", "1"))]
    return needed(evidence, check, SUMMARY, REVENUE) or _compare_all(evidence, check, pairs)


def _class_lines(statement: Statement) -> dict[str, str]:
    """Functional class → 行次 of 01 or 04."""
    return {row.code: row.line for row in FORMS[statement].rows if row.code}


def check_expenditure(evidence: Evidence) -> list[Finding]:
    """X01_03: 01 本年支出合计 (57) = 03 合计, and every 类. Tolerance 0.01 万元; error; the forms."""
    check = "X01_03"
    pairs = [Pair(Cell(SUMMARY, "57", "2"), Cell(SPENT, "", "1"))]
    pairs += [
        Pair(Cell(SUMMARY, line, "2"), Cell(SPENT, code, "1")) for code, line in _class_lines(SUMMARY).items()
    ]
    return needed(evidence, check, SUMMARY, SPENT) or _compare_all(evidence, check, pairs)


def check_appropriation(evidence: Evidence) -> list[Finding]:
    """X01_04: 01 lines 1–3 = 04 lines 1–3; 02 财政拨款收入 = 04 line 27. Tolerance 0.01 万元; error; the forms."""
    check = "X01_04"
    pairs = [Pair(Cell(SUMMARY, line, "1"), Cell(FISCAL, line, "1")) for line in ("1", "2", "3")]
    pairs += [Pair(Cell(REVENUE, "", "2"), Cell(FISCAL, "27", "1"))]
    return needed(evidence, check, SUMMARY, FISCAL) or _compare_all(evidence, check, pairs)


def check_general_budget(evidence: Evidence) -> list[Finding]:
    """X04_05: the 一般公共预算 column of 04 = 05: 合计 and every 类. Tolerance 0.01 万元; error; the forms."""
    check = "X04_05"
    pairs = [Pair(Cell(FISCAL, "59", "3"), Cell(GENERAL, "", "1"))]
    pairs += [
        Pair(Cell(FISCAL, line, "3"), Cell(GENERAL, code, "1")) for code, line in _class_lines(FISCAL).items()
    ]
    return needed(evidence, check, FISCAL, GENERAL) or _compare_all(evidence, check, pairs)


def check_basic(evidence: Evidence) -> list[Finding]:
    """X05_06: 05 基本支出 = 06 人员经费 + 公用经费. Tolerance 0.005·3 万元; error; the forms."""
    check = "X05_06"
    if missing := needed(evidence, check, GENERAL, BASIC):
        return missing
    basic = evidence.operand(GENERAL, "", "2")
    parts = [evidence.operand(BASIC, name, "决算数") for name in (PERSONNEL, PUBLIC)]
    printed = [one for one in parts if one.amount is not None]
    if basic.amount is None or not printed:
        return []
    summed = printed[0].quantity if len(printed) == 1 else printed[0].quantity.plus(printed[1].quantity)
    doubt = doubt_of([basic, *printed]) or (
        _LOST if evidence.is_extract and len(printed) < len(parts) else ""
    )
    where = places_of([basic, *printed])
    return [
        Comparison(
            check,
            "05 表与 06 表",
            "05 表基本支出",
            "06 表人员经费与公用经费之和",
            basic.quantity,
            summed,
            where,
            doubt,
        ).finding()
    ]


def is_nil(evidence: Evidence, statement: Statement) -> bool:
    return evidence.state(statement) is State.DECLARED_NIL


def _funds_findings(evidence: Evidence, check: str, statement: Statement, pairs: list[Pair]) -> list[Finding]:
    """A column of 04 against 07 or 08, which may say that there is nothing."""
    if evidence.state(FISCAL) is not State.AMOUNTS:
        return [unread(check, FISCAL, evidence.state(FISCAL))]
    if not is_nil(evidence, statement):
        return needed(evidence, check, statement) or _compare_all(evidence, check, pairs)
    told = [
        one
        for pair in pairs
        if (one := evidence.operand(pair.left.statement, pair.left.row, pair.left.column)).amount
    ]
    title = FORMS[statement].title
    if not told:
        return [
            finding(
                check,
                Outcome.PASS,
                f"04 表没有这项资金，{title}也没有数字。",
                where=(Place(statement=statement.value),),
            )
        ]
    first = told[0]
    amount = plain_text(first.amount) if first.amount is not None else ""
    doubtful = bool(doubt_of(told))
    return [
        finding(
            check,
            Outcome.NOT_CHECKABLE if doubtful else Outcome.FAIL,
            f"04 表印有 {amount}，{title}却写明没有，请对照。",
            found=amount,
            expected="0",
            difference=amount,
            where=(*places_of(told), Place(statement=statement.value)),
        )
    ]


def check_funds(evidence: Evidence) -> list[Finding]:
    """X04_07: 04 政府性基金 (income line 2, column 4 of line 59) = 07 合计. Tolerance 0.01 万元; error; the forms."""
    pairs = [
        Pair(Cell(FISCAL, "59", "4"), Cell(FUNDS, "", "3")),
        Pair(Cell(FISCAL, "2", "1"), Cell(FUNDS, "", "2")),
    ]
    return _funds_findings(evidence, "X04_07", FUNDS, pairs)


def check_state_capital(evidence: Evidence) -> list[Finding]:
    """X04_08: 04 国有资本经营 (column 5 of line 59) = 08 合计. Tolerance 0.01 万元; error; the forms."""
    return _funds_findings(
        evidence, "X04_08", CAPITAL, [Pair(Cell(FISCAL, "59", "5"), Cell(CAPITAL, "", "1"))]
    )
