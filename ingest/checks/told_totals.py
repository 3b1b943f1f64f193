"""Checks of the narrative against the statements: the amounts that its sections repeat."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.classification import level
from disclosures.statements import FORMS, Shape, State, Statement
from ingest.checks.economic import PERSONNEL, PUBLIC
from ingest.checks.evidence import Evidence, Operand, claim_operand
from ingest.checks.findings import Comparison, doubt_of, fold, places_of
from ingest.checks.tolerance import Quantity, compare, total
from ingest.checks.within import signed_sum, terms_of
from ingest.parsing.facts import Claim, Finding, Outcome, Severity

_S, _R, _E = Statement.SUMMARY, Statement.REVENUE, Statement.EXPENDITURE
_F, _G, _B = Statement.APPROPRIATION_SUMMARY, Statement.GENERAL_BUDGET, Statement.BASIC_BY_ECONOMIC
Where = tuple[Statement, str, str]

_FIXED: dict[str, tuple[Where, ...]] = {
    "income_total": ((_S, "30", "1"),),
    "expenditure_total": ((_S, "60", "2"),),
    "income_current": ((_R, "", "1"), (_S, "27", "1")),
    "expenditure_current": ((_E, "", "1"), (_S, "57", "2")),
    "fiscal_appropriation_income": ((_R, "", "2"),),
    "superior_subsidy_income": ((_R, "", "3"),),
    "institution_income": ((_R, "", "4"),),
    "operating_income": ((_R, "", "5"),),
    "affiliated_income": ((_R, "", "6"),),
    "other_income": ((_R, "", "7"),),
    "fiscal_total": ((_F, "64", "2"), (_F, "32", "1")),
    "general_budget_income": ((_F, "1", "1"),),
    "gov_fund_income": ((_F, "2", "1"),),
    "state_capital_income": ((_F, "3", "1"),),
    "general_budget_expenditure": ((_G, "", "1"),),
    "gov_fund_expenditure": ((Statement.GOVERNMENT_FUNDS, "", "3"),),
    "state_capital_expenditure": ((Statement.STATE_CAPITAL, "", "1"),),
}
# Of all money only in the section on form 01: other sections carry over their own money.
_CARRIED: dict[str, tuple[Where, ...]] = {
    "non_fiscal_surplus_used": ((_S, "28", "1"),),
    "carryover_begin": ((_S, "29", "1"),),
    "surplus_distribution": ((_S, "58", "2"),),
    "carryover_end": ((_S, "59", "2"),),
}
_BY_SECTION = {"basic_expenditure": "2", "project_expenditure": "3"}
BASIC_TITLE = "基本支出"


def is_general(title: str) -> bool:
    """Whether a section tells 一般公共预算 money only."""
    general = "一般公共预算" in title or "财政拨款支出" in title
    return general and not any(word in title for word in (BASIC_TITLE, "三公", "基金", "国有资本"))


def is_whole(title: str) -> bool:
    """Whether a section tells all expenditure: 支出决算情况说明."""
    return title.startswith("支出决算")


def _where(claim: Claim, title: str) -> tuple[Where, ...]:
    """The cells that print the amount of a claim, () where the section does not say which money it tells."""
    if claim.measure in _FIXED:
        return _FIXED[claim.measure]
    if claim.measure in _CARRIED:
        return _CARRIED[claim.measure] if title.startswith("收入支出决算") else ()
    if claim.measure.startswith("item.") and claim.measure.endswith(".actual"):
        code = claim.measure.removeprefix("item.").removesuffix(".actual")
        if "政府性基金" in title:
            return ((Statement.GOVERNMENT_FUNDS, code, "3"),)
        if "国有资本" in title:
            return ((Statement.STATE_CAPITAL, code, "1"),)
    form = _G if is_general(title) else _E if is_whole(title) else None
    if form is None:
        return ()
    if claim.measure in _BY_SECTION:
        return ((form, "", _BY_SECTION[claim.measure]),)
    kind, _, rest = claim.measure.partition(".")
    if kind == "class":
        return ((form, rest, "1"),)
    if kind == "item" and rest.endswith(".actual"):
        return ((form, rest.removesuffix(".actual"), "1"),)
    return ()


def check_totals(evidence: Evidence) -> list[Finding]:
    """N_TOTALS: the amounts of sections 一–五 = the cells of 01–05 that print them. Tolerance 0.01 万元; error.

    A picture is no proof against the sentence, nor a blank unless the sum it belongs to holds without it or its
    statement says that there is nothing: then a difference is a warning. A 项 whose amount another 项 prints may have
    been told under another name.
    """
    found, seen = [], set()
    for index, claim in evidence.claims:
        told = (claim.measure, claim.amount, claim.section)
        if claim.amount is None or told in seen:
            continue
        printed = [
            one
            for where in _where(claim, evidence.titles.get(claim.section, ""))
            if (one := evidence.operand(*where)).amount is not None
        ]
        blank_cell = not printed and bool(claim.amount)
        if blank_cell:
            places = _where(claim, evidence.titles.get(claim.section, ""))
            printed = [blank for place in places if (blank := _nought(evidence, *place)) is not None]
        if printed:
            seen.add(told)
            found.append(_compared(evidence, index, claim, printed, Severity.WARNING if blank_cell else None))
    return fold("N_TOTALS", found, "个数")


def _nought(evidence: Evidence, statement: Statement, key: str, column: str) -> Operand | None:
    """A blank cell that can only be nothing: the sum it belongs to holds without it, or its statement says so."""
    read, row = evidence.read(statement), evidence.row(statement, key)
    blank = evidence.operand(statement, key, column)
    if read is not None and read.state is State.DECLARED_NIL:
        return replace(blank, amount=Decimal("0.00"))
    lines = FORMS[statement].shape is Shape.LINES
    if read is None or (row is None and not lines) or read.state is not State.AMOUNTS:
        return None
    for identity in FORMS[statement].identities:
        own = key if identity.axis == "lines" else column
        terms = [name for _, name in terms_of(identity)]
        if own not in terms:
            continue
        cells = {
            name: evidence.operand(statement, *((name, column) if identity.axis == "lines" else (key, name)))
            for name in (identity.total, *terms)
        }
        whole = cells[identity.total]
        summed = signed_sum([(sign, cells[name]) for sign, name in terms_of(identity)])
        if whole.amount and whole.amount == summed.value:
            return replace(blank, amount=Decimal("0.00"))
    return None


def _compared(
    evidence: Evidence, index: int, claim: Claim, printed: list[Operand], severity: Severity | None
) -> Finding:
    own = claim_operand(claim, claim.amount)
    equal = next(
        (one for one in printed if compare(own.quantity, one.quantity) is not Outcome.FAIL), printed[0]
    )
    number = FORMS[Statement(equal.place.statement or "")].number
    return Comparison(
        "N_TOTALS",
        f"第{claim.section}节“{_short(claim.text)}”",
        "文字",
        f"{number} 表 {equal.place.text}",
        own.quantity,
        equal.quantity,
        places_of([own, equal]),
        doubt_of([equal]) or _other_name(evidence, claim, equal),
        index,
        severity,
    ).finding()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "……"


def _other_name(evidence: Evidence, claim: Claim, cell: Operand) -> str:
    """Whether another 项 of the statement prints the amount that the sentence gives."""
    read = evidence.read(Statement(cell.place.statement or ""))
    if read is None or not claim.measure.startswith("item."):
        return ""
    amounts = {row.cells[0].amount for row in read.rows if level(row.code) == 7 and row.cells}
    return "这个数是表中另一项的数，名称可能对应别的科目" if claim.amount in amounts else ""


def _sum_of(parts: list[Operand]) -> Quantity:
    return total(part.quantity for part in parts)


def _basics(evidence: Evidence) -> Iterator[tuple[str, Quantity, list[Operand], int | None, str]]:
    """Every place that gives 基本支出 of 一般公共预算: its name, amount, operands, claim and doubt."""
    seen = set()
    same_money = _same_money(evidence)
    for index, claim in evidence.told("basic_expenditure"):
        title = evidence.titles.get(claim.section, "")
        if (
            claim.amount is None
            or (is_whole(title) and not same_money)
            or (claim.section, claim.amount) in seen
        ):
            continue
        seen.add((claim.section, claim.amount))
        own = claim_operand(claim, claim.amount)
        yield f"第{claim.section}节基本支出", own.quantity, [own], index, ""
    parts = [evidence.said(key, BASIC_TITLE) for key in ("personnel", "public")]
    told = [part for part in parts if part is not None]
    if len(told) == 2:
        yield "文字的人员经费与公用经费之和", _sum_of(told), told, None, ""
    cell = evidence.operand(_G, "", "2")
    if cell.amount is not None:
        yield "05 表基本支出", cell.quantity, [cell], None, doubt_of([cell])
        return
    cells = [evidence.operand(_B, name, "决算数") for name in (PERSONNEL, PUBLIC)]
    if all(one.amount is not None for one in cells):
        yield "06 表人员经费与公用经费之和", _sum_of(cells), cells, None, doubt_of(cells)


def _same_money(evidence: Evidence) -> bool:
    """Whether all expenditure of the year is 一般公共预算."""
    spent, general = evidence.value("expenditure_current"), evidence.value("general_budget_expenditure")
    return spent is not None and spent == general


def check_basic(evidence: Evidence) -> list[Finding]:
    """N_BASIC: 基本支出 of sections 三, 五 and 六 = 人员经费 + 公用经费, in the words as in 05 and 06. Tolerance 0.005·(k+1); error.

    Compared with section 六. 三 tells all money: it is compared where all of it is 一般公共预算.
    """
    check = "N_BASIC"
    places = list(_basics(evidence))
    base = next(
        (one for one in places if one[3] is not None and _in_basic(evidence, one[3])),
        places[0] if places else None,
    )
    if base is None or len(places) < 2:
        return _parts(evidence)
    found = []
    for name, quantity, operands, claim, doubt in places:
        if operands is not base[2]:
            where = (*places_of(operands), *places_of(base[2]))
            found.append(
                Comparison(
                    check, "基本支出", name, base[0], quantity, base[1], where, doubt or base[4], claim
                ).finding()
            )
    return fold(check, found + _parts(evidence), "处")


def _in_basic(evidence: Evidence, index: int) -> bool:
    return BASIC_TITLE in evidence.titles.get(evidence.report.claims[index].section, "")


def _parts(evidence: Evidence) -> list[Finding]:
    """人员经费 and 公用经费 of the narrative against form 06."""
    found = []
    for key, name in (("personnel", PERSONNEL), ("public", PUBLIC)):
        own, cell = evidence.said(key, BASIC_TITLE), evidence.operand(_B, name, "决算数")
        if own is not None and cell.amount is not None and evidence.state(_B) is State.AMOUNTS:
            where, doubt = places_of([own, cell]), doubt_of([cell])
            found.append(
                Comparison(
                    "N_BASIC",
                    name.removesuffix("合计"),
                    "文字",
                    f"06 表{name}",
                    own.quantity,
                    cell.quantity,
                    where,
                    doubt,
                ).finding()
            )
    return found
