"""Checks within one statement: the identities that its form prints, by line and by column."""

from collections.abc import Iterator, Sequence
from functools import cache

from disclosures.statements import FORMS, Identity, Side, State, Statement
from ingest.checks.evidence import Evidence, Operand, row_key
from ingest.checks.findings import Comparison, doubt_of, fold, holding, places_of, unread
from ingest.checks.tolerance import NOTHING, Quantity
from ingest.parsing.facts import Finding, Place, StatementRead, StatementRow

_LOST = "文字版可能失去了未印出的栏"
_UNPLACED = "表中有不在 2023 年格式内的行"
_ELSEWHERE = "别处印有这里空白的类的数"


def signed_sum(terms: Sequence[tuple[int, Operand]]) -> Quantity:
    """The signed sum of the terms that are printed; a blank adds nothing."""
    result = NOTHING
    for sign, term in terms:
        if term.amount is not None:
            result = result.plus(term.quantity) if sign > 0 else result.minus(term.quantity)
    return result


@cache
def terms_of(identity: Identity) -> tuple[tuple[int, str], ...]:
    """Sign and line or column of every term."""
    return tuple((-1 if term.startswith("-") else 1, term.lstrip("-")) for term in identity.terms)


def _formula(identity: Identity) -> str:
    """3+4+5, 1+2−3; a long run of lines is shortened."""
    names = [term.lstrip("-") for term in identity.terms]
    if len(names) > 8:
        return f"{names[0]}+…+{names[-1]}"
    return "".join(
        ("−" if term.startswith("-") else "+") + name
        for term, name in zip(identity.terms, names, strict=True)
    ).lstrip("+")


def _line_comparisons(
    evidence: Evidence, read: StatementRead, check: str, identity: Identity
) -> Iterator[Comparison]:
    form = FORMS[read.statement]
    row = form.row(identity.total)
    columns = (
        ["1"] if row and row.side is Side.INCOME else [c.number for c in form.columns if c.number != "1"]
    )
    for column in columns:
        total = evidence.operand(read.statement, identity.total, column)
        terms = [(sign, evidence.operand(read.statement, line, column)) for sign, line in terms_of(identity)]
        if total.amount is None:
            continue
        yield Comparison(
            check,
            f"{form.title}{_column_words(read, column)}",
            f"{identity.total} 行",
            f"{_formula(identity)} 行之和",
            total.quantity,
            signed_sum(terms),
            places_of([total, *(term for _, term in terms if term.amount is not None)]),
            _line_doubt(evidence, read, total, [term for _, term in terms]),
        )


def _column_words(read: StatementRead, column: str) -> str:
    label = FORMS[read.statement].column(column)
    return f"“{label.label}”栏" if label and read.form == "04" and column != "1" else ""


def _line_doubt(evidence: Evidence, read: StatementRead, total: Operand, terms: list[Operand]) -> str:
    if told := doubt_of([total, *terms]):
        return told
    if any(not row.line and any(cell.amount for cell in row.cells) for row in read.rows):
        return _UNPLACED
    return _ELSEWHERE if evidence.is_extract and _told_elsewhere(evidence, read, terms) else ""


def _told_elsewhere(evidence: Evidence, read: StatementRead, terms: list[Operand]) -> bool:
    """Whether a class that is blank here has an amount in the statements by subject or in the narrative."""
    form = FORMS[read.statement]
    for term in terms:
        row = form.row(term.place.row or "") if term.amount is None else None
        if row is None or not row.code:
            continue
        keys = (Statement.EXPENDITURE, Statement.GENERAL_BUDGET)
        if any(evidence.operand(key, row.code, "1").amount for key in keys) or evidence.value(
            f"class.{row.code}"
        ):
            return True
    return False


_LINE_CHECKS: dict[str, tuple[Statement, tuple[str, ...]]] = {
    "T01_INCOME_SUM": (Statement.SUMMARY, ("27",)),
    "T01_EXP_SUM": (Statement.SUMMARY, ("57",)),
    "T01_TOTAL": (Statement.SUMMARY, ("30", "60")),
}


def _check_lines(evidence: Evidence, check: str) -> list[Finding]:
    statement, totals = _LINE_CHECKS[check]
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        return [unread(check, statement, evidence.state(statement))]
    identities = [one for one in FORMS[statement].identities if one.axis == "lines" and one.total in totals]
    found = [c.finding() for one in identities for c in _line_comparisons(evidence, read, check, one)]
    return fold(check, found, "个合计", whole_of(read))


def whole_of(read: StatementRead) -> tuple[Place, ...]:
    """The place of a statement as a whole."""
    return (Place(page=read.pages[0] if read.pages else None, statement=read.statement.value),)


def check_income_sum(evidence: Evidence) -> list[Finding]:
    """T01_INCOME_SUM: 本年收入合计 (27) = Σ 1–8 行. Tolerance 0.005·(k+1) 万元 for k addends; error; printed note of 01."""
    return _check_lines(evidence, "T01_INCOME_SUM")


def check_expenditure_sum(evidence: Evidence) -> list[Finding]:
    """T01_EXP_SUM: 本年支出合计 (57) = Σ 31–56 行. Tolerance 0.005·(k+1) 万元; error; printed note of 01."""
    return _check_lines(evidence, "T01_EXP_SUM")


def check_totals(evidence: Evidence) -> list[Finding]:
    """T01_TOTAL: 30 = 27+28+29 and 60 = 57+58+59. Tolerance 0.005·(k+1) 万元; error; printed note of 01."""
    return _check_lines(evidence, "T01_TOTAL")


def check_balance(evidence: Evidence) -> list[Finding]:
    """T01_BALANCE: 收入总计 (30) = 支出总计 (60). Tolerance 0.01 万元; error; double-entry of form 01."""
    check, statement = "T01_BALANCE", Statement.SUMMARY
    income, spent = evidence.operand(statement, "30", "1"), evidence.operand(statement, "60", "2")
    if evidence.state(statement) is not State.AMOUNTS:
        return [unread(check, statement, evidence.state(statement))]
    if income.amount is None or spent.amount is None:
        return []
    where = places_of([income, spent])
    doubt = doubt_of([income, spent])
    title = FORMS[statement].title
    return [
        Comparison(
            check, title, "收入总计", "支出总计", income.quantity, spent.quantity, where, doubt
        ).finding()
    ]


def _row_findings(
    evidence: Evidence, read: StatementRead, check: str, identity: Identity
) -> Iterator[Finding]:
    for row in read.rows:
        found = _row_finding(evidence, read, row, check, identity)
        if found is not None:
            yield found


def _row_finding(
    evidence: Evidence, read: StatementRead, row: StatementRow, check: str, identity: Identity
) -> Finding | None:
    cells = evidence.cells(read, row)
    whole = cells.get(identity.total)
    if whole is None or whole.amount is None:
        return None
    terms = [(sign, cells[column]) for sign, column in terms_of(identity) if column in cells]
    computed = signed_sum(terms)
    if computed.value == whole.amount:
        return holding(check)
    return Comparison(
        check,
        f"{FORMS[read.statement].title} {row_key(read, row)} {row.name}".rstrip(),
        total_label(read, identity.total),
        f"{_formula(identity)} 栏之和",
        whole.quantity,
        computed,
        places_of([whole, *(term for _, term in terms if term.amount is not None)]),
        doubt_of([whole, *(term for _, term in terms)]) or _lost(evidence, row, whole, computed, terms),
    ).finding()


def total_label(read: StatementRead, column: str) -> str:
    label = FORMS[read.statement].column(column)
    return label.label if label else f"{column} 栏"


def _lost(
    evidence: Evidence,
    row: StatementRow,
    total: Operand,
    computed: Quantity,
    terms: list[tuple[int, Operand]],
) -> str:
    """In a text extract a blank may have been an amount; one that is added could only have raised the sum."""
    if any(cell.column.startswith("x") and cell.amount for cell in row.cells):
        return "表中有不在 2023 年格式内的栏"
    short = computed.value < total.quantity.value
    could = any(term.amount is None and (sign > 0) == short for sign, term in terms)
    return _LOST if evidence.is_extract and could else ""


_ROW_CHECKS: dict[str, tuple[Statement, tuple[str, ...]]] = {
    "T02_ROW": (Statement.REVENUE, ("1",)),
    "T03_ROW": (Statement.EXPENDITURE, ("1",)),
    "T05_ROW": (Statement.GENERAL_BUDGET, ("1",)),
    "T07_ROLL": (Statement.GOVERNMENT_FUNDS, ("3", "6")),
    "T08_ROW": (Statement.STATE_CAPITAL, ("1",)),
    "T09_IDENT": (Statement.THREE_PUBLIC, ("1", "3", "7", "9")),
}


def _check_rows(evidence: Evidence, check: str) -> list[Finding]:
    statement, totals = _ROW_CHECKS[check]
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        state = evidence.state(statement)
        return [] if state is State.DECLARED_NIL else [unread(check, statement, state)]
    identities = [one for one in FORMS[statement].identities if one.axis == "columns" and one.total in totals]
    found = [f for one in identities for f in _row_findings(evidence, read, check, one)]
    return fold(check, found, "行" if check != "T09_IDENT" else "个合计", whole_of(read))


def check_revenue_rows(evidence: Evidence) -> list[Finding]:
    """T02_ROW: 本年收入合计 = Σ 2–7 栏 of every row. Tolerance 0.005·(k+1) 万元; error; printed note of 02.

    A row of a text extract that prints fewer amounts than needed is not checkable; a blank in a PDF is a blank.
    """
    return _check_rows(evidence, "T02_ROW")


def check_expenditure_rows(evidence: Evidence) -> list[Finding]:
    """T03_ROW: 本年支出合计 = Σ 2–6 栏 of every row; otherwise as T02_ROW. Error; printed note of 03."""
    return _check_rows(evidence, "T03_ROW")


def check_general_budget_rows(evidence: Evidence) -> list[Finding]:
    """T05_ROW: 小计 = 基本支出 + 项目支出 of every row; otherwise as T02_ROW. Error; printed note of 05."""
    return _check_rows(evidence, "T05_ROW")


def check_funds_roll(evidence: Evidence) -> list[Finding]:
    """T07_ROLL: 年末 = 年初 + 收入 − 支出, 支出小计 = 基本 + 项目. Tolerance 0.005·(k+1) 万元; error; note of 07."""
    return _check_rows(evidence, "T07_ROLL")


def check_state_capital_rows(evidence: Evidence) -> list[Finding]:
    """T08_ROW: 合计 = 基本支出 + 项目支出 of every row. Tolerance 0.005·(k+1) 万元; error; printed note of 08."""
    return _check_rows(evidence, "T08_ROW")


def check_three_public_identities(evidence: Evidence) -> list[Finding]:
    """T09_IDENT: 1=2+3+6, 3=4+5, 7=8+9+12, 9=10+11. Tolerance 0.005·(k+1) 万元; error; printed note of 09."""
    return _check_rows(evidence, "T09_IDENT")


def check_appropriation(evidence: Evidence) -> list[Finding]:
    """T04_COLS: 合计 = 一般 + 基金 + 国资 of every row; 27, 28, 32, 59, 64 by line. Tolerance 0.005·(k+1); error; note of 04.

    The printed note of some years names line 57 for 59: the identities are the form's.
    """
    check, statement = "T04_COLS", Statement.APPROPRIATION_SUMMARY
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        return [unread(check, statement, evidence.state(statement))]
    found: list[Finding] = []
    for identity in FORMS[statement].identities:
        if identity.axis == "columns":
            found += _row_findings(evidence, read, check, identity)
        else:
            found += [c.finding() for c in _line_comparisons(evidence, read, check, identity)]
    return fold(check, found, "个合计", whole_of(read))
