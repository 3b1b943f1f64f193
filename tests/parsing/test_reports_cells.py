"""Every amount in the statements of the real reports, number by number.

``expected/*.csv`` lists each printed amount with its row (行次, full code, name of a total in 06), its 栏次 and
how it came to stand there; an amount that is not listed must not be read.
"""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from disclosures.statements import State, Statement
from ingest.parsing import layouts
from ingest.parsing.amounts import read_statement
from ingest.parsing.blocks import find_blocks
from ingest.parsing.codes import complete
from ingest.parsing.facts import Scope, StatementRead, StatementRow
from ingest.parsing.placement import place
from ingest.parsing.sources.pdf import read_pdf
from ingest.parsing.sources.text import read_text

EXPECTED = Path(__file__).parent / "expected"
WITH_TABLES = (
    "qingshan-government-office-2023",
    "wuchang-government-office-2024",
    "qingshan-party-office-2024",
)

Key = tuple[str, str, str]


@cache
def statements_of(path: Path) -> dict[str | None, StatementRead]:
    pages = read_pdf(path) if path.suffix == ".pdf" else read_text(path)
    blocks = find_blocks(pages)
    layout = layouts.recognise(blocks)
    reads = [read_statement(block, layout) for block in blocks]
    completion = complete(reads, next((read.year for read in reads if read.year), None))
    assert not completion.incomplete
    placement = place(completion.statements)
    assert not placement.unplaced
    return {read.form: read for read in placement.statements}


def row_key(form: str, row: StatementRow) -> str:
    if form in ("01", "04"):
        return row.line
    return row.code or (row.name if form == "06" else "")


def amounts_of(reads: dict[str | None, StatementRead]) -> dict[Key, tuple[Decimal, str]]:
    return {
        (form, row_key(form, row), cell.column): (cell.amount, cell.origin.value)
        for form, read in reads.items()
        if form
        for row in read.rows
        for cell in row.cells
        if cell.amount is not None
    }


def expected_of(name: str) -> dict[Key, tuple[Decimal, str]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (line["form"], line["row"], line["column"]): (Decimal(line["amount"]), line["origin"])
            for line in csv.DictReader(lines)
        }


@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_cell(shared: Path, name: str) -> None:
    read = amounts_of(statements_of(shared / "reports" / f"{name}.txt"))
    expected = expected_of(name)
    assert {key: value for key, value in read.items() if value != expected.get(key)} == {}
    assert set(expected) == set(read)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_the_totals_agree_between_the_statements(shared: Path, name: str) -> None:
    read = amounts_of(statements_of(shared / "reports" / f"{name}.txt"))

    def amount(*key: str) -> Decimal:
        return read[key][0]  # type: ignore[index]

    assert amount("01", "27", "1") == amount("02", "", "1")
    assert amount("01", "57", "2") == amount("03", "", "1")
    assert amount("04", "59", "3") == amount("05", "", "1")
    assert amount("05", "", "2") == amount("06", "人员经费合计", "决算数") + amount(
        "06", "公用经费合计", "决算数"
    )
    assert amount("03", "", "2") + amount("03", "", "3") == amount("03", "", "1")


def test_rows_that_print_one_amount_keep_one(shared: Path) -> None:
    reads = statements_of(shared / "reports" / "qingshan-government-office-2023.txt")
    for form in ("03", "05"):
        for code in ("206", "20699", "2069999"):
            row = reads[form].row(code)
            assert row
            assert [str(cell.amount) for cell in row.cells][:3] == ["3500.63", "None", "None"]


def test_the_printed_digits_of_a_cut_code_are_kept(shared: Path) -> None:
    reads = statements_of(shared / "reports" / "qingshan-party-office-2024.txt")
    row = reads["02"].row("2013101")
    assert row
    assert (row.code_text, row.name) == ("201310", "行政运行")


def test_the_basis_scope_and_year_are_read_from_titles_captions_and_notes(shared: Path) -> None:
    initial = statements_of(shared / "reports" / "qingshan-government-office-2023.txt")["09"]
    full_year = statements_of(shared / "reports" / "wuchang-government-office-2024.txt")["09"]
    assert (initial.basis.budget, initial.basis.funds) == ("initial", "general_budget")
    assert (full_year.basis.budget, full_year.basis.funds) == ("full_year", "fiscal")
    assert (initial.scope, full_year.scope) == (None, Scope.CONSOLIDATED)
    assert (initial.department, full_year.department) == (
        "武汉市青山区人民政府办公室",
        "武昌区人民政府办公室",
    )
    assert (initial.year, full_year.year) == (2023, 2024)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_empty_statements_that_say_so_are_declared_nil(shared: Path, name: str) -> None:
    reads = statements_of(shared / "reports" / f"{name}.txt")
    assert {form for form, read in reads.items() if read.state == State.DECLARED_NIL} == {"07", "08"}
    assert all(read.state == State.AMOUNTS for form, read in reads.items() if form not in ("07", "08"))


def test_tables_that_are_pictures(shared: Path) -> None:
    of_2023 = statements_of(shared / "reports" / "hongshan-government-office-2023.txt")
    nil = {form for form, read in of_2023.items() if read.state == State.DECLARED_NIL}
    pictures = {form for form, read in of_2023.items() if read.state == State.PICTURE}
    assert (nil, pictures) == ({"07", "08"}, {"01", "02", "03", "04", "05", "06", "09"})
    of_2020 = statements_of(shared / "reports" / "qingshan-government-office-2020.txt")
    assert {read.state for read in of_2020.values()} == {State.PICTURE}
    assert [read.number for read in of_2020.values()] == [f"表{number}" for number in range(1, 10)]
    assert list(of_2020.values())[6].statement == Statement.THREE_PUBLIC


def test_shanghai_without_line_and_column_numbers(shared: Path) -> None:
    reads = statements_of(shared / "reports" / "putuo-social-work-department-2024.pdf")
    read = amounts_of(reads)
    assert read["01", "49", "2"][0] == read["04", "51", "3"][0] == Decimal("29.42")
    assert read["05", "", "2"][0] == Decimal("105.58")
    assert read["03", "2013999", "3"][0] == Decimal("202.24")
    assert read["06", "30202", "决算数"][0] == 0  # printed zero
    assert {form for form, one in reads.items() if one.state == State.DECLARED_NIL} == {"07", "08", "09"}
