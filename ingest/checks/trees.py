"""Checks on the statements by functional subject: 类 = Σ款, 款 = Σ项, 合计 = Σ类."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.classification import Level, level
from disclosures.statements import FORMS, State, Statement
from ingest.checks.evidence import Evidence
from ingest.checks.findings import Comparison, doubt_of, fold, holding, places_of, unread
from ingest.checks.tolerance import compare, total
from ingest.checks.unclear import unclear
from ingest.checks.within import signed_sum, terms_of
from ingest.parsing.facts import Finding, Outcome, Place, Severity, StatementRead, StatementRow

_TREES = {
    "T02_TREE": Statement.REVENUE,
    "T03_TREE": Statement.EXPENDITURE,
    "T05_TREE": Statement.GENERAL_BUDGET,
    "T07_TREE": Statement.GOVERNMENT_FUNDS,
    "T08_TREE": Statement.STATE_CAPITAL,
}
_BY_SUBJECT = (Statement.REVENUE, Statement.EXPENDITURE, Statement.GENERAL_BUDGET)
_WORDS = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True)
class Branch:
    """A row and the rows directly below it."""

    row: StatementRow
    children: tuple[StatementRow, ...]


def branches(read: StatementRead) -> list[Branch]:
    """Every row that has rows below it; a row stands below the longest printed code that begins its own."""
    by_code = {row.code: row for row in read.rows if row.code and level(row.code)}
    whole = next(
        (row for row in read.rows if not row.code and row.name.replace(" ", "") in ("合计", "总计")), None
    )
    below: dict[str, list[StatementRow]] = {}
    for row in read.rows:
        if row.code and level(row.code):
            upper = next((row.code[:n] for n in (5, 3) if n < len(row.code) and row.code[:n] in by_code), "")
            below.setdefault(upper, []).append(row)
    found = [Branch(by_code[code], tuple(rows)) for code, rows in below.items() if code]
    return ([Branch(whole, tuple(below[""]))] if whole and below.get("") else []) + found


def _tree_findings(evidence: Evidence, read: StatementRead, check: str) -> Iterator[Finding]:
    for branch in branches(read):
        for above in evidence.cells(read, branch.row).values():
            column = above.place.column or ""
            if above.amount is None or column.startswith("x"):
                continue
            below = [evidence.cells(read, child).get(column) for child in branch.children]
            printed = [one for one in below if one is not None and one.amount is not None]
            summed = total(one.quantity for one in printed)
            if summed.value == above.amount:
                yield holding(check)
                continue
            short = above.amount - summed.value
            left_out = column == "1" and short in _left_out(evidence, read, branch).values()
            yield Comparison(
                check,
                _what(read, branch, column),
                branch.row.code or "合计",
                _below_label(branch),
                above.quantity,
                summed,
                places_of([above, *printed]),
                doubt_of([above, *printed])
                or ("" if left_out else _doubt(evidence, read, branch, column, short > 0)),
                severity=Severity.WARNING if left_out else None,
            ).finding()


def _doubt(evidence: Evidence, read: StatementRead, branch: Branch, column: str, short: bool) -> str:
    """Why a sum that does not hold would prove nothing.

    The first column of a text extract is printed in every row: only the others may have been lost.
    """
    first = evidence.is_extract and column == "1" and all(row.cell("1") for row in branch.children)
    whole = first and all(evidence.cells(read, row)["1"].amount is not None for row in branch.children)
    return (
        _doubtful_rows(read)
        or ("" if whole else _open(evidence, read, branch))
        or (_missing(evidence, read, branch) if short else "")
    )


def _what(read: StatementRead, branch: Branch, column: str) -> str:
    form = FORMS[read.statement]
    label = form.column(column)
    return f"{form.title} {branch.row.code} {branch.row.name}“{label.label if label else column}”".replace(
        "  ", " "
    )


def _below_label(branch: Branch) -> str:
    word = _WORDS.get(len(branch.children[0].code), "下级科目")
    return f"其下 {len(branch.children)} 个{word}之和"


def _doubtful_rows(read: StatementRead) -> str:
    """Rows without a full code belong somewhere unknown; a code printed twice may be one row read twice."""
    codes = [row.code for row in read.rows if row.code]
    if any(level(code) is None for code in codes) or any(
        not row.code and not _is_total(row) for row in read.rows
    ):
        return "表中有编码不完整的行"
    return "表中有重复的编码" if len(codes) != len(set(codes)) else ""


def _is_total(row: StatementRow) -> bool:
    return row.name.replace(" ", "") in ("合计", "总计", "") or not any(cell.amount for cell in row.cells)


def _open(evidence: Evidence, read: StatementRead, branch: Branch) -> str:
    """A row whose own columns do not close is judged there; its amounts prove nothing here.

    In a text extract it may have lost the very amount that is wanted.
    """
    for row in (branch.row, *branch.children):
        if told := unclear(read, row):
            return told
        if not closes(evidence, read, row):
            told = f"{row.code or '合计'} 行本身不吻合"
            return "文字版可能失去了未印出的栏" if evidence.is_extract else told
    return ""


def closes(evidence: Evidence, read: StatementRead, row: StatementRow) -> bool:
    """Whether the columns of a row hold the identities of their form."""
    cells = evidence.cells(read, row)
    for identity in FORMS[read.statement].identities:
        whole = cells.get(identity.total)
        terms = [(sign, cells[column]) for sign, column in terms_of(identity) if column in cells]
        if whole is None or whole.amount is None:
            if any(term.amount for _, term in terms):
                return False
        elif compare(whole.quantity, signed_sum(terms)) is Outcome.FAIL:
            return False
    return True


def _missing(evidence: Evidence, read: StatementRead, branch: Branch) -> str:
    """A subject below this row that another statement prints and this one does not: a row may have been lost."""
    code = next(iter(_left_out(evidence, read, branch)), "")
    return f"别的表印有 {code}，这里没有，可能失去了一行" if code else ""


def _left_out(evidence: Evidence, read: StatementRead, branch: Branch) -> dict[str, Decimal | None]:
    """The subjects below this row that other statements print and this one does not, with their amounts.

    One whose amount is just what the sum lacks was left out, by the report or by an extract of it: a warning.
    """
    own = {row.code for row in read.rows}
    upper = branch.row.code
    found: dict[str, Decimal | None] = {}
    for statement in _BY_SUBJECT:
        other = evidence.read(statement)
        if other is None or other.statement == read.statement:
            continue
        for row in other.rows:
            deeper = row.code.startswith(upper) and row.code != upper and level(row.code)
            if deeper and row.code not in own and any(cell.amount for cell in row.cells):
                found.setdefault(row.code, row.cells[0].amount)
    return found


def _leaves(evidence: Evidence, read: StatementRead, check: str) -> Iterator[Finding]:
    """类 and 款 with nothing below them, where another statement prints a 项 of the very amount and this one goes to 项."""
    if read.statement not in _BY_SUBJECT or not any(level(row.code) == Level.ITEM for row in read.rows):
        return
    upper = {branch.row.code for branch in branches(read)}
    for row in read.rows:
        if level(row.code) not in (Level.CLASS, Level.SECTION) or row.code in upper or not row.cells:
            continue
        missing = {
            code: amount
            for code, amount in _left_out(evidence, read, Branch(row, ())).items()
            if level(code) == Level.ITEM and amount == row.cells[0].amount
        }
        own = evidence.cells(read, row)[row.cells[0].column]
        for code in list(missing)[:1] if own.amount is not None else ():
            yield Comparison(
                check,
                f"{FORMS[read.statement].title} {row.code} {row.name}，别的表在其下印有 {code}",
                row.code,
                "其下所印的项之和",
                own.quantity,
                total([]),
                places_of([own]),
                doubt_of([own]),
                severity=Severity.WARNING,
            ).finding()


def _check_tree(evidence: Evidence, check: str) -> list[Finding]:
    statement = _TREES[check]
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        state = evidence.state(statement)
        return [] if state is State.DECLARED_NIL else [unread(check, statement, state)]
    found = [*_tree_findings(evidence, read, check), *_leaves(evidence, read, check)]
    return fold(check, found, "个上级科目的数", (Place(statement=statement.value),))


def check_revenue_tree(evidence: Evidence) -> list[Finding]:
    """T02_TREE: 类 = Σ款, 款 = Σ项, 合计 = Σ类 in every column of 02. Tolerance 0.005·(k+1) 万元; error; 预算法实施条例第六条."""
    return _check_tree(evidence, "T02_TREE")


def check_expenditure_tree(evidence: Evidence) -> list[Finding]:
    """T03_TREE: as T02_TREE in 03."""
    return _check_tree(evidence, "T03_TREE")


def check_general_budget_tree(evidence: Evidence) -> list[Finding]:
    """T05_TREE: as T02_TREE in 05."""
    return _check_tree(evidence, "T05_TREE")


def check_funds_tree(evidence: Evidence) -> list[Finding]:
    """T07_TREE: as T02_TREE in 07."""
    return _check_tree(evidence, "T07_TREE")


def check_state_capital_tree(evidence: Evidence) -> list[Finding]:
    """T08_TREE: as T02_TREE in 08."""
    return _check_tree(evidence, "T08_TREE")
