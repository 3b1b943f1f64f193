"""Checks on form 06, the basic expenditure by economic subject: its classes and its two totals."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosures.statements import FORMS, State, Statement
from ingest.checks.evidence import Evidence, Operand
from ingest.checks.findings import (
    Comparison,
    amount_text,
    doubt_of,
    finding,
    fold,
    places_of,
    plain_text,
    unread,
)
from ingest.checks.tolerance import Quantity, total
from ingest.parsing.facts import Finding, Outcome, Place, StatementRead

PERSONNEL, PUBLIC = "人员经费合计", "公用经费合计"
_GROUPS = {PERSONNEL: ("301", "303"), PUBLIC: ("302", "307", "310", "312", "399")}


@dataclass(frozen=True)
class EconomicClass:
    """A class of form 06 with the sections printed under it."""

    code: str
    own: Operand
    sections: tuple[Operand, ...]

    @property
    def summed(self) -> Quantity:
        return total(one.quantity for one in self.sections)


def economic_classes(evidence: Evidence) -> tuple[EconomicClass, ...]:
    """The classes of form 06 that print an amount, their own or below; () where it gives no numbers."""
    read = evidence.read(Statement.BASIC_BY_ECONOMIC)
    if read is None or read.state is not State.AMOUNTS:
        return ()
    below: dict[str, list[Operand]] = {}
    for row in read.rows:
        if len(row.code) == 5 and row.cells and row.cells[0].amount is not None:
            below.setdefault(row.code[:3], []).append(evidence.cells(read, row)[row.cells[0].column])
    found = []
    for code in dict.fromkeys([row.code for row in read.rows if len(row.code) == 3] + list(below)):
        own = evidence.operand(read.statement, code, "决算数")
        if own.amount is not None or below.get(code):
            found.append(EconomicClass(code, own, tuple(below.get(code, ()))))
    return tuple(found)


def _economic_doubt(read: StatementRead) -> str:
    unknown = [row for row in read.rows if row.code and not (row.code.isdigit() and len(row.code) in (3, 5))]
    twice = [row.code for row in read.rows if row.code]
    return "表中有编码不完整的行" if unknown or len(twice) != len(set(twice)) else ""


def check_economic_classes(evidence: Evidence) -> list[Finding]:
    """T06_CLASS: a 类 of form 06 = Σ its 款. Tolerance 0.005·(k+1) 万元; error; 预算法实施条例第六条.

    A class without any 款 below it is not judged, a blank class is T06_BLANK_TOTAL.
    """
    check, statement = "T06_CLASS", Statement.BASIC_BY_ECONOMIC
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        return [unread(check, statement, evidence.state(statement))]
    doubt = _economic_doubt(read)
    found = [
        Comparison(
            check,
            f"{FORMS[statement].title} {one.own.place.row} {one.own.place.text.split()[0]}",
            "类",
            f"其下 {len(one.sections)} 个款之和",
            one.own.quantity,
            one.summed,
            places_of([one.own, *one.sections]),
            doubt or doubt_of([one.own, *one.sections]),
        ).finding()
        for one in economic_classes(evidence)
        if one.own.amount is not None and one.sections
    ]
    return fold(check, found, "个类", (Place(statement=statement.value),))


def check_blank_classes(evidence: Evidence) -> Iterator[Finding]:
    """T06_BLANK_TOTAL: a 类 of form 06 is blank although a 款 below it has an amount. Warning; the form."""
    for one in economic_classes(evidence):
        if one.own.amount is None and any(section.amount for section in one.sections):
            summed = one.summed.value
            yield finding(
                "T06_BLANK_TOTAL",
                Outcome.FAIL,
                f"{FORMS[Statement.BASIC_BY_ECONOMIC].title}：类 {one.code} 的决算数空白，"
                f"其下的款合计 {amount_text(summed)}，请对照。",
                found=plain_text(summed),
                where=places_of([one.own, *one.sections]),
            )


def group_of(evidence: Evidence, name: str) -> tuple[Operand, list[Operand], Quantity]:
    """A total of form 06, what it is the sum of, and that sum: a class, or its sections where it is blank."""
    classes = {one.code: one for one in economic_classes(evidence)}
    parts: list[Operand] = []
    for code in _GROUPS[name]:
        if code in classes:
            one = classes[code]
            parts += [one.own] if one.own.amount is not None else list(one.sections)
    return (
        evidence.operand(Statement.BASIC_BY_ECONOMIC, name, "决算数"),
        parts,
        total(p.quantity for p in parts),
    )


def check_economic_totals(evidence: Evidence) -> list[Finding]:
    """T06_TOTALS: 人员经费 = 301+303; 公用经费 = 302+307+310+312+399. Tolerance 0.005·(k+1) 万元; error; the form.

    A class whose own amount is blank counts with its 款.
    """
    check, statement = "T06_TOTALS", Statement.BASIC_BY_ECONOMIC
    read = evidence.read(statement)
    if read is None or read.state is not State.AMOUNTS:
        return [unread(check, statement, evidence.state(statement))]
    known = {code for codes in _GROUPS.values() for code in codes}
    other = any(one.code not in known for one in economic_classes(evidence))
    found = []
    for name, codes in _GROUPS.items():
        own, parts, summed = group_of(evidence, name)
        if own.amount is None or not parts:
            continue
        doubt = "表中有人员、公用经费之外的类" if other else _economic_doubt(read)
        found.append(
            Comparison(
                check,
                FORMS[statement].title,
                name,
                f"{'+'.join(codes)} 之和",
                own.quantity,
                summed,
                places_of([own, *parts]),
                doubt or doubt_of([own, *parts]),
            ).finding()
        )
    return fold(check, found, "个合计", (Place(statement=statement.value),))
