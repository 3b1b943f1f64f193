"""The same sample reports as PDF, DOCX, XLSX, XLS and HTML give the same cells and the same measures."""

from pathlib import Path

import pytest

from ingest.parsing.facts import Report
from ingest.parsing.report import parse
from tests.forms.document import NAMES
from tests.forms.writers import WRITERS

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"
PICTURED = ("hongshan-government-office-2023", "qingshan-government-office-2020")
WITH_TABLES = [name for name in NAMES if name not in PICTURED]
WHOLE, TABLES = (".docx", ".html"), (".xlsx", ".xls")
IDENTITY = ("region", "department", "department_names", "fiscal_year", "scope", "unit", "layout")


@pytest.fixture(scope="module")
def printed() -> dict[str, Report]:
    """The samples as PDF, read once."""
    return {name: parse(SAMPLES / f"{name}.pdf") for name in NAMES}


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


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("name", WITH_TABLES)
@pytest.mark.parametrize("ending", TABLES)
def test_the_statements_as_a_workbook(name, ending, printed, tmp_path):
    other = written(name, ending, tmp_path)
    assert cells_of(other) == cells_of(printed[name])
    assert states_of(other) == states_of(printed[name])
    assert {m.key: m.value for m in other.measures} == {
        m.key: m.value for m in printed[name].measures if m.statement
    }


@pytest.mark.parametrize("ending", [*WHOLE, *TABLES])
def test_every_cell_with_an_amount_knows_its_spot(ending, tmp_path):
    other = written(WITH_TABLES[1], ending, tmp_path)
    spots = [cell.spot for read in other.statements for row in read.rows for cell in row.cells if cell.text]
    assert len(spots) > 200
    assert all(spots)
    assert len(set(spots)) == len(spots)
