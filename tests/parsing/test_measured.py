"""Statements, claims and counts made here → one number per key, from the first source that prints it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.statements import State, Statement
from ingest.parsing.facts import Basis, Cell, Claim, MeasureRead, Origin, StatementRead, StatementRow
from ingest.parsing.measured import assemble

FORMS = {
    Statement.SUMMARY: "01",
    Statement.REVENUE: "02",
    Statement.EXPENDITURE: "03",
    Statement.BASIC_BY_ECONOMIC: "06",
    Statement.THREE_PUBLIC: "09",
}


def row(key: str, name: str = "", **columns: str) -> StatementRow:
    """A row by 行次 (as line and code alike); ``c1="5.00"`` is column 1, "" a blank cell."""
    cells = tuple(
        Cell(
            column[1:] if column[1:].isdigit() else "决算数",
            "",
            Decimal(text) if text else None,
            text,
            page=6,
        )
        for column, text in columns.items()
    )
    return StatementRow(key, key, key, name, cells)


def read(statement: Statement, *rows: StatementRow, basis: Basis | None = None) -> StatementRead:
    return StatementRead(
        statement, FORMS[statement], "", "", State.AMOUNTS, basis=basis or Basis(), rows=rows
    )


def told(measure: str, amount: str | None, section: str = "一", basis: str | None = None) -> Claim:
    return Claim("amount", measure, Decimal(amount) if amount else None, section=section, basis=basis)


def values(*args) -> dict[str, str]:
    return {measure.key: str(measure.value) for measure in assemble(*args)}


def test_a_statement_comes_before_the_prose():
    (measure,) = assemble(
        (read(Statement.SUMMARY, row("30", c1="9840.40")),), (told("income_total", "9840.4"),), ()
    )
    assert measure == MeasureRead("income_total", Decimal("9840.40"), Statement.SUMMARY, "30", "1", page=6)


def test_a_blank_cell_is_no_source_and_a_printed_zero_is():
    summary = read(Statement.SUMMARY, row("2", c1=""), row("3", c1="0.00"))
    said = (told("gov_fund_income", "0", "四"), told("state_capital_income", "7", "四"))
    assert values((summary,), said, ()) == {
        "gov_fund_income": "0",
        "state_capital_income": "0.00",
        "fiscal_appropriation_income": "0.00",
    }


def test_the_prose_gives_its_first_statement_and_no_blank_slot():
    said = (
        told("general_budget_income", None, "四"),
        told("basic_expenditure", "1793.53", "三"),
        told("basic_expenditure", "1708.19", "六"),
    )
    (measure,) = assemble((), said, ())
    assert (measure.key, measure.value, measure.section) == ("basic_expenditure", Decimal("1793.53"), "三")


def origins(*args) -> dict[str, str]:
    return {measure.key: measure.origin for measure in assemble(*args)}


def seen(row: StatementRow, **how) -> StatementRow:
    """The row as if its amounts had been recognised in a picture."""
    read = {"origin": Origin.OCR, "confidence": 0.99} | how
    return replace(row, cells=tuple(replace(cell, **read) if cell.text else cell for cell in row.cells))


@pytest.mark.parametrize(
    ("how", "origin"),
    [
        ({}, "ocr"),
        ({"origin": Origin.DERIVED}, "ocr"),
        ({"origin": Origin.CORRECTED}, ""),  # a person has accepted it
        ({"origin": Origin.TEXT, "confidence": None}, ""),
    ],
)
def test_a_measure_knows_that_its_cell_was_recognised_and_not_looked_at(how, origin):
    summary = read(Statement.SUMMARY, seen(row("30", c1="9840.40"), **how))
    assert origins((summary,), (), ()) == {"income_total": origin}


def test_a_sum_is_recognised_where_one_of_its_lines_is():
    summary = read(Statement.SUMMARY, row("1", c1="5.10"), seen(row("3", c1="0.40")))
    assert origins((summary,), (), ()) == {
        "general_budget_income": "",
        "state_capital_income": "ocr",
        "fiscal_appropriation_income": "ocr",
    }


def test_what_the_prose_tells_is_recognised_with_its_page():
    said = tuple(replace(told(key, "1.00"), page=page) for key, page in (("public", 15), ("personnel", 16)))
    counted = (MeasureRead("staff.on_job", Decimal(20), section="三", page=15),)
    unpaged = (told("agency_operation", "2.00"),)
    assert origins((), (*said, *unpaged), counted, (15,)) == {
        "personnel": "",
        "public": "ocr",
        "agency_operation": "",
        "staff.on_job": "ocr",
    }


def test_fiscal_appropriation_income_is_else_the_first_lines_of_the_summary():
    summary = read(Statement.SUMMARY, row("1", c1="5.10"), row("2", c1=""), row("3", c1="0.40"))
    found = {measure.key: measure for measure in assemble((summary,), (), ())}
    assert (found["fiscal_appropriation_income"].value, found["fiscal_appropriation_income"].line) == (
        Decimal("5.50"),
        "1+3",
    )
    revenue = read(Statement.REVENUE, row("", "合计", c2="5.60"))
    assert values((summary, revenue), (), ())["fiscal_appropriation_income"] == "5.60"


def test_totals_of_the_statement_by_blocks_go_by_name():
    blocks = read(
        Statement.BASIC_BY_ECONOMIC,
        row("", "人员经费合计", amount="3.00"),
        row("", "公用经费合计", amount=""),
    )
    assert values((blocks,), (told("public", "1.5", "六"),), ()) == {"personnel": "3.00", "public": "1.5"}


def test_the_basis_of_three_public_is_the_statement_s_or_the_sentence_s_own():
    statement = read(
        Statement.THREE_PUBLIC, row("", c1="43.38", c7="43.43"), basis=Basis("initial", "general_budget")
    )
    said = (told("three_public.abroad.budget", "0", "九", "full_year"),)
    found = {measure.key: measure.basis for measure in assemble((statement,), said, ())}
    assert found == {
        "three_public.total.budget": "initial",
        "three_public.abroad.budget": "full_year",
        "three_public.total.actual": "general_budget",
    }


def test_items_and_counts_stand_and_what_is_no_measure_does_not():
    said = (told("item.2010301.actual", "12"), told("item.unknown.actual", "3"), told("project.甲", "4"))
    counts = (MeasureRead("vehicles.total", Decimal(7), section="十二"),)
    assert values((), said, counts) == {"vehicles.total": "7", "item.2010301.actual": "12"}


def test_the_appropriations_of_older_sets_are_one_line():
    summary = read(
        Statement.SUMMARY, row("", "一、财政拨款收入", c1="30.00"), row("2", "其中：政府性基金", c1="5.00")
    )
    found = values((summary,), (), ())
    assert (found["fiscal_appropriation_income"], found["gov_fund_income"]) == ("30.00", "5.00")


def doubted(row: StatementRow) -> StatementRow:
    cells = tuple(replace(c, origin=Origin.OCR, confidence=0.63, doubtful=True) for c in row.cells)
    return replace(row, cells=cells)


def test_a_cell_in_doubt_is_no_source():
    summary = read(Statement.SUMMARY, doubted(row("30", c1="98404.0")))
    assert values((summary,), (), ()) == {}
    assert values((summary,), (told("income_total", "9840.4"),), ()) == {"income_total": "9840.4"}


def test_a_cell_that_was_recognised_surely_is_a_source():
    sure = row("30", c1="9840.40")
    sure = replace(sure, cells=tuple(replace(c, origin=Origin.OCR, confidence=0.99) for c in sure.cells))
    assert values((read(Statement.SUMMARY, sure),), (), ()) == {"income_total": "9840.40"}


@pytest.mark.parametrize("doubtful", [{"c1": "500.00"}, {"c1": ""}])
def test_no_sum_is_made_with_a_cell_in_doubt(doubtful):
    lines = row("1", c1="100.00"), doubted(row("2", **doubtful)), row("3", c1="0.00")
    found = values((read(Statement.SUMMARY, *lines),), (told("fiscal_appropriation_income", "600"),), ())
    assert found["fiscal_appropriation_income"] == "600"
    assert "gov_fund_income" not in found


def test_the_line_of_fiscal_appropriations_in_doubt_is_not_made_up_from_others():
    whole = doubted(row("1", "财政拨款收入", c1="100.00"))
    assert "fiscal_appropriation_income" not in values((read(Statement.SUMMARY, whole),), (), ())
