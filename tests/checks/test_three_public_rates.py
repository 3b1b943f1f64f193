"""Completions of 三公 and its changes against the budget: against each other, and against form 09."""

from dataclasses import replace

import pytest

from disclosures.statements import State, Statement
from ingest.checks.registry import check_report
from ingest.parsing.facts import Base, Basis, Claim, Direction, Outcome, Severity
from tests.checks.correct_report import THREE, D, Draft, bind


def judged(*claims: Claim, table: bool = False, basis: str | None = "initial"):
    """Outcome and message of SG_RATE on these claims alone; form 09 has a budget of 21.00 for running cars."""
    draft = Draft()
    draft.set(THREE, "", 5, "21.00")
    if not table:
        draft.states[THREE] = State.PICTURE
    report = bind(draft)
    statements = [
        replace(read, basis=Basis(basis, "fiscal")) if read.statement is Statement.THREE_PUBLIC else read
        for read in report.statements
    ]
    report = replace(report, claims=claims, statements=tuple(statements))
    found = [one for one in check_report(report) if one.check == "SG_RATE"]
    assert all(one.severity is Severity.ERROR for one in found if one.outcome is Outcome.FAIL)
    return [one.outcome for one in found if one.outcome is not Outcome.PASS] or [one.outcome for one in found]


def said(kind, base=Base.INITIAL_BUDGET, **told) -> Claim:
    measure = "three_public.vehicle_operation.actual"
    return Claim(kind, measure, D("23.87"), base, text="公务用车运行费23.87万元", section="九", **told)


def change(by, direction=Direction.INCREASE, **more) -> Claim:
    return said("change", direction=direction, change=D(by), **more)


PASS, ROUNDING, FAIL = [Outcome.PASS], [Outcome.ROUNDING], [Outcome.FAIL]


@pytest.mark.parametrize(
    ("percent", "by", "expected"),
    [
        ("113.67", "2.87", PASS),
        ("113.6", "2.87", ROUNDING),
        ("113.67", "3.87", FAIL),
        ("124.67", "2.87", FAIL),
    ],
)
def test_a_completion_and_a_change_of_one_sentence_have_the_same_budget(percent, by, expected):
    assert judged(said("completion", percent=D(percent)), change(by)) == expected


@pytest.mark.parametrize(("percent", "expected"), [("89.27", PASS), ("112.02", FAIL)])
def test_a_decrease_makes_the_budget_larger(percent, expected):
    assert judged(said("completion", percent=D(percent)), change("2.87", Direction.DECREASE)) == expected


def test_a_change_against_another_budget_or_of_another_sentence_is_not_compared():
    completion = said("completion", percent=D("113.67"))
    assert judged(completion, replace(change("9.87"), base=Base.FULL_YEAR_BUDGET)) == []
    assert judged(completion, replace(change("9.87"), text="别处的句子")) == []
    assert judged(completion, replace(change("9.87"), direction=Direction.UNCHANGED)) == []


@pytest.mark.parametrize(("by", "expected"), [("2.87", PASS), ("2.88", ROUNDING), ("2.97", FAIL)])
def test_a_change_against_the_budget_leads_to_the_budget_of_the_table(by, expected):
    assert judged(change(by), table=True) == expected


@pytest.mark.parametrize("basis", ["full_year", None])
def test_a_table_on_another_or_an_unknown_basis_says_nothing(basis):
    assert judged(change("9.99"), table=True, basis=basis) == []
