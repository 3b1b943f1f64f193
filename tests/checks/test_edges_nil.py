"""Funds and state capital: an empty statement with or without its sentence, and 04 beside 07 and 08."""

import pytest

from disclosures.statements import FORMS, State
from ingest.parsing.facts import Outcome, Severity
from tests.checks.correct_report import CAPITAL, FUNDS, THREE, Draft, F, findings

PASS, FAIL = Outcome.PASS, Outcome.FAIL

NIL = {
    FUNDS: ("七", "政府性基金", "本单位没有政府性基金"),
    CAPITAL: ("八", "国有资本经营", "本单位未安排国有资本经营预算"),
    THREE: ("九", "三公", "无“三公”经费"),
}


@pytest.mark.parametrize("statement", NIL)
@pytest.mark.parametrize(
    ("state", "said", "outcome"),
    [
        (State.EMPTY, True, PASS),
        (State.EMPTY, False, FAIL),
        (State.DECLARED_NIL, False, PASS),
        (State.PICTURE, False, None),
        (State.MISSING, False, None),
    ],
)
def test_an_empty_statement_comes_with_a_sentence(statement, state, said, outcome):
    number, word, sentence = NIL[statement]
    draft = Draft()
    draft.states = {FUNDS: State.PICTURE, CAPITAL: State.PICTURE, statement: state}
    draft.prose[number] = (draft.prose[number][0], [sentence if said else f"{word}见附表。"])
    found = findings(draft, "EMPTY_TABLE_STATEMENT")
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        title = FORMS[statement].title
        told = (
            "没有数字，报告写明本年度没有。"
            if outcome is PASS
            else "没有数字，表下和说明中都没有找到“无……”的说明。"
        )
        assert one.message == title + told
        assert one.severity is (Severity.INFO if outcome is PASS else Severity.WARNING)
        assert [(place.page, place.statement) for place in one.where] == [(9, statement.value)]


def test_money_of_04_beside_07_and_08():
    draft = Draft(states={FUNDS: State.AMOUNTS, CAPITAL: State.AMOUNTS})
    draft.cells[F]["59"] = ["1081.00", "1051.00", "20.00", "10.00"]
    draft.cells[F]["2"] = ["21.00"]
    draft.cells[FUNDS] = {"": ["", "20.00", "21.00", "21.00", "", ""]}
    draft.cells[CAPITAL] = {"": ["11.00", "", "11.00"]}
    funds, capital = list(findings(draft, "X04_07")), list(findings(draft, "X04_08"))
    assert [(one.outcome, one.found, one.expected) for one in funds + capital] == [
        (FAIL, "20.00", "21.00"),
        (FAIL, "21.00", "20.00"),
        (FAIL, "10.00", "11.00"),
    ]
    assert [[(p.statement, p.row, p.column) for p in one.where] for one in funds] == [
        [("appropriation_summary", "59", "4"), ("government_funds", "", "3")],
        [("appropriation_summary", "2", "1"), ("government_funds", "", "2")],
    ]
