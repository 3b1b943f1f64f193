"""An amount that a text extract shows in one place and lacks in another; the words of changes against a budget."""

from dataclasses import replace

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Base, Claim, Direction, Finding, Outcome
from tests.checks.correct_report import THREE, D, Draft, E, F, G, S, bind

PASS, FAIL, OPEN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_CHECKABLE


def blank_class(pages: int | None, printed) -> Finding:
    """T01_EXP_SUM where 01 lacks the amount of 210, which only ``printed`` gives: a statement, the words, or None."""
    draft = Draft(pages=pages)
    for statement in (S, F):
        line = next(line for line, texts in draft.cells[statement].items() if texts[0] == "40.15")
        draft.cells[statement][line] = [""] * len(draft.cells[statement][line])
    for statement in {E, G} - {printed}:
        draft.set(statement, "210", 1, "")
    report = bind(draft)
    if printed != "words":
        report = replace(report, measures=())
    (one,) = [f for f in check_report(report) if f.check == "T01_EXP_SUM" and f.outcome is not PASS]
    return one


@pytest.mark.parametrize("printed", [E, G, "words"])
def test_a_class_that_an_extract_shows_elsewhere_was_lost_here(printed):
    one = blank_class(None, printed)
    assert one.outcome is OPEN
    assert "57 行 1,081.00，31+…+56 行之和 1,040.85，相差 40.15；" in one.message


def test_a_class_that_is_shown_nowhere_is_missing_from_the_sum():
    one = blank_class(None, None)
    assert (one.outcome, one.found, one.expected) == (FAIL, "1081.00", "1040.85")


@pytest.mark.parametrize("printed", [E, G, "words"])
def test_of_a_file_with_pages_nothing_was_lost(printed):
    assert blank_class(36, printed).outcome is FAIL


def test_a_change_against_the_budget_is_named_with_its_numbers():
    draft = Draft()
    draft.set(THREE, "", 5, "21.00")
    told = Claim(
        "change",
        "three_public.vehicle_operation.actual",
        D("23.87"),
        Base.INITIAL_BUDGET,
        direction=Direction.INCREASE,
        change=D("2.97"),
        section="九",
        page=20,
        text="公务用车运行费23.87万元，比年初预算增加2.97万元。",
    )
    found = check_report(replace(bind(draft), claims=(told,)))
    (one,) = [one for one in found if one.check == "SG_RATE" and one.outcome is not PASS]
    assert one.message == (
        "公务用车运行费与预算的增减：决算数减去所写增减额 20.90，表中预算数 21.00，相差 0.10，"
        "超出四舍五入所能解释的 0.015，请对照这些数。"
    )
    assert [(place.page, place.statement, place.column) for place in one.where] == [
        (20, None, None),
        (9, THREE.value, "5"),
    ]
