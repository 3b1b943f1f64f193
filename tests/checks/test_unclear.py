"""A row whose own statement says that its figures are unclear is not judged."""

from dataclasses import replace

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Outcome
from tests.checks.correct_report import Draft, E, R, bind

NOTE = "说明：210类的三行只印一个数，栏次不明，照录在第1栏。"


def outcomes(note: str, statement=E) -> dict[str, set[str]]:
    """Outcome → checks, of a report whose rows of class 210 in form 03 lost their column 基本支出."""
    draft = Draft()
    for code in ("210", "21011", "2101101"):
        draft.set(E, code, 2, "")
    report = bind(draft)
    read = tuple(replace(s, notes=(note,)) if s.statement is statement else s for s in report.statements)
    told: dict[str, set[str]] = {}
    for one in check_report(replace(report, statements=read)):
        told.setdefault(one.outcome, set()).add(one.check)
    return told


def test_a_row_that_its_note_calls_unclear_is_open_and_so_is_the_sum_that_needs_it():
    told = outcomes(NOTE)
    assert Outcome.FAIL not in told
    assert {"T03_ROW", "T03_TREE"} <= told[Outcome.NOT_CHECKABLE]


@pytest.mark.parametrize(
    ("note", "statement"),
    [
        ("注：本表反映部门本年度各项支出情况。", E),
        ("说明：208类的三行栏次不明。", E),  # another class
        ("说明：210行的数不清楚。", R),  # another statement
        ("说明：210类的数已核对。另有个别科目不明。", E),  # another sentence
        ("说明：去向不明的210.00万元已追回。", E),  # an amount
    ],
)
def test_any_other_note_excuses_nothing(note, statement):
    assert "T03_ROW" in outcomes(note, statement)[Outcome.FAIL]


def test_a_code_alone_names_its_own_row_only():
    told = outcomes("说明：2101101行的栏次不明。")
    assert "T03_ROW" in told[Outcome.FAIL]  # 210 and 21011 are not named
    assert "T03_ROW" in told[Outcome.NOT_CHECKABLE]
