"""The sample reports: how they are made, and that the reader reads every figure that was typeset."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from disclosures.statements import FORMS, Shape, State, Statement
from ingest.parsing.facts import Origin, StatementRow
from ingest.parsing.report import parse
from ingest.parsing.wire import to_json
from ingest.samples.figures import PrintedRow, read_figures
from tests.golden_files import compare_with_golden

SAMPLES = Path(__file__).resolve().parents[1] / "ingest" / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))
WITH_TABLES = [name for name in NAMES if not name.startswith(("hongshan", "qingshan-government-office-2020"))]
LIMIT = 400 * 1024


@pytest.fixture(scope="module")
def reports():
    """Every sample, read once."""
    return {name: parse(SAMPLES / f"{name}.pdf") for name in NAMES}


def test_they_show_what_the_site_compares(reports):
    read = reports.values()
    assert len({(report.department, report.region.code) for report in read}) >= 4
    assert len({report.region.code for report in read}) >= 3
    assert {report.fiscal_year for report in read} == {2020, 2023, 2024}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_small_and_carries_its_fonts(name):
    path = SAMPLES / f"{name}.pdf"
    assert path.stat().st_size <= LIMIT
    with pikepdf.open(path) as pdf:
        fonts = {
            (str(font.BaseFont), "/FontFile2" in font.DescendantFonts[0].FontDescriptor)
            for page in pdf.pages
            for font in page.resources.get("/Font", {}).values()
        }
    assert fonts
    assert all(embedded and "+" in base_name for base_name, embedded in fonts)


def typeset_amounts(statement: Statement, row: PrintedRow) -> dict[str, str]:
    """Column → printed amount of a row of a sample's CSV."""
    form = FORMS[statement]
    numbers = [column.number for column in form.columns]
    if form.shape == Shape.LINES and any(
        line.line == row.key and line.side == "expenditure" for line in form.rows
    ):
        numbers = numbers[1:]
    return {number: text for number, text in zip(numbers, row.amounts, strict=False) if text}


def key_of(row: StatementRow) -> str:
    """行次, code, or the name of one of the two totals of form 06; "" is 合计."""
    return row.line or row.code or ("" if row.name == "合计" else row.name)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_typeset_amount_is_read_in_its_place(name, reports):
    missed = []
    for key, rows in read_figures(name).statements.items():
        statement = Statement(key)
        read = reports[name].statement(statement)
        if read.state != State.AMOUNTS:
            missed.append(f"{key}: {read.state}")
            continue
        by_key = {key_of(row): row for row in read.rows}
        for row in rows:
            cells = (
                {cell.column: cell.text for cell in by_key[row.key].cells if cell.text}
                if row.key in by_key
                else {}
            )
            if cells != typeset_amounts(statement, row):
                missed.append(f"{key} {row.key}: {typeset_amounts(statement, row)} read as {cells}")
    assert missed == []


def row_line(row: dict[str, Any]) -> str:
    """A row of a statement on one line: key, name, column=printed text (and its origin unless printed there)."""
    cells = " ".join(
        f"{cell['column']}={cell['text']}" + ("" if cell["origin"] == "text" else f" ({cell['origin']})")
        for cell in row["cells"]
        if cell["text"]
    )
    return f"{row['line'] or row['code']} {row['name']}: {cells}"


def finding_line(one: dict[str, Any]) -> str:
    """A finding on one line: what it says and the first place it points to."""
    place = one["where"][0] if one["where"] else {}
    at = " ".join(str(place[key]) for key in ("page", "statement", "row", "column") if place.get(key))
    return f"{one['check']} {one['outcome']} {one['severity']}: {one['message']} [{at}]"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_before(name, reports):
    plain = to_json(reports[name])
    for unstable in ("parser_version", "sections"):
        del plain[unstable]
    for statement in plain["statements"]:
        statement["rows"] = [row_line(row) for row in statement["rows"]]
    plain["findings"] = [finding_line(one) for one in plain["findings"]]
    compare_with_golden(name, plain)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_the_numbers_of_the_published_report(name, reports, shared):
    published = next(
        path for path in (shared / "reports").glob(f"{name}.*") if path.suffix in (".txt", ".pdf")
    )
    seen = {one.key: one.value for one in reports[name].measures}
    told = {one.key: one.value for one in parse(published).measures}
    # A text extract has no pictures: only what was recognised in the sample's may be missing there.
    recognised = {one.key for one in reports[name].measures if one.origin == Origin.OCR}
    assert told.items() <= seen.items()
    assert seen.keys() - told.keys() <= recognised
