"""Subjects that one statement prints and another leaves out, and rows that a note under the statement calls unclear."""

from dataclasses import replace

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Finding, Outcome, Severity
from tests.checks.correct_report import Draft, E, G, R, bind, findings

FAIL, OPEN = Outcome.FAIL, Outcome.NOT_CHECKABLE


def without(draft: Draft, statement, *codes: str) -> Draft:
    for code in codes:
        del draft.cells[statement][code]
    return draft


def rest(draft: Draft, check: str) -> list[Finding]:
    return [one for one in findings(draft, check) if one.outcome is not Outcome.PASS]


# A row left out


def test_a_subject_whose_amount_is_what_the_sum_lacks_was_left_out():
    (one,) = [f for f in rest(without(Draft(), E, "2010302"), "T03_TREE") if f.where[0].column == "1"]
    assert one.message.startswith(
        "支出决算表 20103 政府办公厅（室）及相关机构事务“本年支出合计”：20103 900.30，其下 1 个项之和 600.10，"
    )
    assert (one.outcome, one.severity) == (FAIL, Severity.WARNING)
    assert (one.found, one.expected, one.difference) == ("900.30", "600.10", "300.20")
    assert [(place.row, place.column) for place in one.where] == [("20103", "1"), ("2010301", "1")]


def test_its_other_columns_prove_nothing():
    told = {f.where[0].column: f for f in rest(without(Draft(), E, "2010302"), "T03_TREE")}
    assert told["3"].outcome is OPEN
    assert "别的表印有 2010302，这里没有，可能失去了一行" in told["3"].message


def test_a_sum_that_lacks_another_amount_is_open():
    draft = without(Draft(), E, "2010302")
    draft.set(E, "2010301", 1, "600.00")
    draft.set(E, "2010301", 2, "600.00")
    found = {(f.where[0].row, f.where[0].column): f for f in rest(draft, "T03_TREE")}
    assert found["20103", "1"].outcome is OPEN
    assert "别的表印有 2010302" in found["20103", "1"].message


def test_a_sum_that_is_too_large_lost_no_row():
    draft = without(Draft(), E, "2010302")
    for column in (1, 2):
        draft.set(E, "2010301", column, "950.00")
    found = {(f.where[0].row, f.where[0].column): f for f in rest(draft, "T03_TREE")}
    one = found["20103", "1"]
    assert (one.outcome, one.severity) == (FAIL, Severity.ERROR)


def test_a_subject_that_no_statement_prints_explains_nothing():
    draft = without(Draft(), E, "2010302")
    for other in (R, G):
        without(draft, other, "2010302")
    (one,) = [f for f in rest(draft, "T03_TREE") if f.where[0].column == "1"]
    assert (one.outcome, one.severity) == (FAIL, Severity.ERROR)


def test_a_subject_of_another_class_explains_nothing():
    draft = without(Draft(), E, "2101101", "21011")
    draft.set(E, "20103", 1, "940.45")  # too much by what stands below 210
    draft.set(E, "20103", 2, "640.25")
    found = {(f.where[0].row, f.where[0].column): f for f in rest(draft, "T03_TREE")}
    assert found["20103", "1"].outcome is FAIL
    assert found["20103", "1"].severity is Severity.ERROR


def test_a_row_that_is_printed_without_an_amount_explains_nothing():
    draft = without(Draft(), E, "2010302")
    for other, columns in ((R, 7), (G, 3)):
        draft.cells[other]["2010302"] = [""] * columns
    (one,) = [f for f in rest(draft, "T03_TREE") if f.where[0].column == "1"]
    assert (one.outcome, one.severity) == (FAIL, Severity.ERROR)


@pytest.mark.parametrize(("statement", "check"), [(R, "T02_TREE"), (E, "T03_TREE"), (G, "T05_TREE")])
def test_a_branch_without_its_items_beside_a_statement_that_prints_them(statement, check):
    found = [one for one in rest(without(Draft(), statement, "2210201"), check) if "22102" in one.message]
    (one,) = found
    assert "22102 住房改革支出，别的表在其下印有 2210201：22102 60.25，其下所印的项之和 0.00，" in one.message
    assert (one.outcome, one.severity) == (FAIL, Severity.WARNING)
    assert (one.found, one.difference) == ("60.25", "60.25")
    assert [(place.row, place.column) for place in one.where] == [("22102", "1")]


def test_an_item_of_another_amount_does_not_tell_what_a_branch_lacks():
    draft = without(Draft(), E, "2210201")
    for other in (R, G):
        draft.set(other, "2210201", 1, "60.20")
    assert [one for one in rest(draft, "T03_TREE") if "在其下印有" in one.message] == []


def test_a_statement_that_goes_to_classes_only_lacks_no_item():
    draft = Draft()
    for code in [key for key in draft.cells[E] if len(key) > 3]:
        del draft.cells[E][code]
    assert [one for one in rest(draft, "T03_TREE") if "在其下印有" in one.message] == []


# A row that its statement's note calls unclear


def row_checked(note: str, code: str = "2101101") -> Finding:
    """T03_ROW of a row of 03 that lost its column 基本支出, with this note under the statement."""
    draft = Draft()
    draft.set(E, code, 2, "")
    report = bind(draft)
    read = tuple(replace(s, notes=(note,)) if s.statement is E else s for s in report.statements)
    found = check_report(replace(report, statements=read))
    (one,) = [f for f in found if f.check == "T03_ROW" and f.outcome is not Outcome.PASS]
    return one


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("2101101 的数不清。", "2101101 行"),
        ("21011 款缺损。", "21011 款"),
        ("210类栏次不明。", "210 类"),
        ("205、210类的数模糊；其余清楚。", "210 类"),
        ("合计清楚。2101101行未印全。", "2101101 行"),
    ],
)
def test_which_rows_a_note_names(note, told):
    one = row_checked(note)
    assert one.outcome is OPEN
    assert f"表下的说明写明 {told}的数不清楚，无法核对。" in one.message


@pytest.mark.parametrize(
    "note",
    [
        "21011的数不清。",  # that row alone, not what stands below it
        "2101102行不清。",
        "2101101行的数已核对；2080505行不清。",
        "2101101.00元去向不明。",
        "1,210类不明。",
        "210,000元去向不明。",
        "2101年的资料不详。",
        "210万元去向不明。",
        "",
    ],
)
def test_what_names_no_row_leaves_it_judged(note):
    assert row_checked(note).outcome is FAIL
