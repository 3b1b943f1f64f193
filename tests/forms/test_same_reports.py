"""The same sample reports as PDF, DOCX, XLSX, XLS and HTML give the same cells and the same measures.

The statements of one sample are pictures in its PDF, read by recognition as well as it can: its other forms, where
they are tables, are compared with what was typeset.
"""

from pathlib import Path

import pytest

from disclosures.statements import Statement
from ingest.parsing.facts import Report
from ingest.parsing.report import parse
from ingest.samples.figures import read_figures
from tests.forms.document import NAMES
from tests.forms.writers import WRITERS
from tests.test_samples import key_of, typeset_amounts

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"
PICTURED = "qingshan-government-office-2020"
HEADINGS = "hongshan-government-office-2023"  # prints headings instead of tables
IN_TEXT = [name for name in NAMES if name != PICTURED]
WITH_TABLES = [name for name in NAMES if name != HEADINGS]
WHOLE, TABLES = (".docx", ".html"), (".xlsx", ".xls")
IDENTITY = ("region", "department", "department_names", "fiscal_year", "scope", "unit", "layout")


@pytest.fixture(scope="module")
def printed() -> dict[str, Report]:
    """The samples as PDF, read once."""
    return {name: parse(SAMPLES / f"{name}.pdf") for name in IN_TEXT}


def written(name: str, ending: str, folder: Path) -> Report:
    path = folder / f"{name}{ending}"
    WRITERS[ending](name, path)
    return parse(path)


def cells_of(report: Report) -> dict[tuple[str, ...], tuple]:
    """Statement, row and column → what stands there and where it came from."""
    return {
        (read.statement, row.line, row.code, row.name, cell.column): (cell.amount, cell.text, cell.origin)
        for read in report.statements
        for row in read.rows
        for cell in row.cells
    }


def states_of(report: Report) -> dict[str, tuple]:
    return {
        read.statement: (
            read.state,
            read.basis,
            read.unit,
            read.number,
            read.title,
            read.department,
            read.year,
        )
        for read in report.statements
    }


@pytest.mark.parametrize("name", IN_TEXT)
@pytest.mark.parametrize("ending", WHOLE)
def test_the_whole_report_in_another_form(name, ending, printed, tmp_path):
    other = written(name, ending, tmp_path)
    assert other.source.pages is None
    assert cells_of(other) == cells_of(printed[name])
    assert states_of(other) == states_of(printed[name])
    assert {m.key: (m.value, m.basis) for m in other.measures} == {
        m.key: (m.value, m.basis) for m in printed[name].measures
    }
    assert [getattr(other, part) for part in IDENTITY] == [getattr(printed[name], part) for part in IDENTITY]


@pytest.mark.parametrize("name", IN_TEXT)
@pytest.mark.parametrize("ending", WHOLE)
def test_what_the_report_says_in_another_form(name, ending, printed, tmp_path):
    other = written(name, ending, tmp_path)
    said = [(claim.kind, claim.measure, claim.amount, claim.text) for claim in other.claims]
    assert said == [(claim.kind, claim.measure, claim.amount, claim.text) for claim in printed[name].claims]
    for one, same in zip(other.evaluations, printed[name].evaluations, strict=True):
        assert (one.name, one.budget, one.executed, one.score) == (
            same.name,
            same.budget,
            same.executed,
            same.score,
        )
        assert one.indicators == same.indicators
    assert [(one.check, one.outcome) for one in other.findings] == [
        (one.check, one.outcome) for one in printed[name].findings
    ]


@pytest.mark.parametrize("name", [name for name in WITH_TABLES if name in IN_TEXT])
@pytest.mark.parametrize("ending", TABLES)
def test_the_statements_as_a_workbook(name, ending, printed, tmp_path):
    other = written(name, ending, tmp_path)
    assert cells_of(other) == cells_of(printed[name])
    assert states_of(other) == states_of(printed[name])
    assert {m.key: m.value for m in other.measures} == {
        m.key: m.value for m in printed[name].measures if m.statement
    }


@pytest.mark.parametrize("name", WITH_TABLES)
@pytest.mark.parametrize("ending", [*WHOLE, *TABLES])
def test_every_typeset_amount_is_read_in_its_place(name, ending, tmp_path):
    other = written(name, ending, tmp_path)
    for key, rows in read_figures(name).statements.items():
        read = {key_of(row): row for row in other.statement(Statement(key)).rows}
        for row in rows:
            held = {cell.column: cell.text for cell in read[row.key].cells if cell.text}
            assert held == typeset_amounts(Statement(key), row)


def test_what_is_a_picture_in_the_pdf_is_the_same_in_all_other_forms(tmp_path):
    page, *others = (written(PICTURED, ending, tmp_path) for ending in (".html", ".docx", *TABLES))
    assert all(cells_of(other) == cells_of(page) for other in others)
    measures = [{m.key: m.value for m in other.measures if m.statement} for other in (page, *others)]
    assert len(measures[0]) > 20
    assert all(found == measures[0] for found in measures)
    assert [one.text for one in others[0].claims] == [one.text for one in page.claims]


@pytest.mark.parametrize("ending", [*WHOLE, *TABLES])
def test_every_cell_with_an_amount_knows_its_spot(ending, tmp_path):
    other = written("wuchang-government-office-2024", ending, tmp_path)
    spots = [cell.spot for read in other.statements for row in read.rows for cell in row.cells if cell.text]
    assert len(spots) > 200
    assert all(spots)
    assert len(set(spots)) == len(spots)
