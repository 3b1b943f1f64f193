"""Sums judge a reading; where they fail the other reader is asked, and what it read stays beside each cell."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from disclosures.statements import State, Statement
from ingest.parsing import amounts, layouts
from ingest.parsing.blocks import find_blocks
from ingest.parsing.facts import Cell, StatementRead, StatementRow
from ingest.parsing.second_reading import confirm
from ingest.parsing.sources.pdf import read_again, read_pdf
from ingest.parsing.tallies import tally


def row(code: str, *texts: str) -> StatementRow:
    cells = tuple(
        Cell(str(number), "", Decimal(text) if text else None, text, page=5)
        for number, text in enumerate(texts, 1)
    )
    return StatementRow("", code, code, code or "合计", cells)


def general_budget(*rows: StatementRow) -> StatementRead:
    return StatementRead(
        Statement.GENERAL_BUDGET, "05", "支出决算表", "公开05表", State.AMOUNTS, pages=(5,), rows=rows
    )


SOUND = general_budget(row("", "5.00", "3.00", "2.00"), row("201", "5.00", "3.00", "2.00"))
SWAPPED = general_budget(row("", "5.00", "3.00", "2.00"), row("201", "5.00", "", "2.00"))


def never(pages: frozenset[int]) -> Sequence[StatementRead]:
    raise AssertionError("read again without need")


def test_sums_are_those_of_columns_and_of_codes() -> None:
    assert tally(SOUND).failed == ()
    assert tally(SOUND).held == 5  # two rows, three columns of 合计 = 201
    assert tally(SWAPPED).failed == (("201", "1"), ("合计", "2"))


def test_a_total_of_blanks_is_no_sum() -> None:
    assert tally(general_budget(row("", "", "", ""), row("201", "", "", ""))).held == 0


def test_a_statement_borne_out_by_its_sums_is_read_once() -> None:
    confirmed = confirm([SOUND], never)
    assert confirmed.statements == (SOUND,)
    assert confirmed.disagreements == ()


def test_only_the_pages_of_the_doubtful_statement_are_read_again() -> None:
    asked: list[frozenset[int]] = []

    def reread(pages: frozenset[int]) -> Sequence[StatementRead]:
        asked.append(pages)
        return [SWAPPED]

    confirmed = confirm([SWAPPED], reread)
    assert asked == [frozenset({5})]
    assert confirmed.disagreements == ()
    (read,) = confirmed.statements
    assert [cell.second for cell in read.rows[1].cells] == ["5.00", "", "2.00"]


def test_the_reading_whose_sums_come_out_is_kept_and_the_difference_told() -> None:
    confirmed = confirm([SWAPPED], lambda pages: [SOUND])
    (read,) = confirmed.statements
    cell = read.rows[1].cell("2")
    assert cell and (cell.amount, cell.second) == (Decimal("3.00"), "")
    (place,) = confirmed.disagreements
    assert (place.page, place.row, place.column) == (5, "201", "2")
    assert place.text == "201 3.00／空白"


def test_where_neither_reading_comes_out_the_first_stays_with_the_difference_told() -> None:
    other = general_budget(row("", "5.00", "3.00", "2.00"), row("201", "5.00", "", "9.00"))
    confirmed = confirm([SWAPPED], lambda pages: [other])
    (read,) = confirmed.statements
    assert [cell.text for cell in read.rows[1].cells] == ["5.00", "", "2.00"]
    assert [place.text for place in confirmed.disagreements] == ["201 2.00／9.00"]


def test_a_row_that_only_the_other_reader_found_is_told_and_not_taken() -> None:
    other = general_budget(*SWAPPED.rows, row("208", "1.00", "1.00", ""))
    confirmed = confirm([SWAPPED], lambda pages: [other])
    assert len(confirmed.statements[0].rows) == 2
    assert [(place.row, place.column) for place in confirmed.disagreements] == [("208", "1"), ("208", "2")]


def test_what_the_other_reader_did_not_find_leaves_the_first_alone() -> None:
    assert confirm([SWAPPED], lambda pages: []).statements == (SWAPPED,)


@pytest.mark.parametrize(
    "name",
    ["putuo-social-work-department-2024", "wuchang-government-office-2024", "qingshan-party-office-2024"],
)
def test_both_readers_read_the_same_amounts_of_a_sample(name: str) -> None:
    path = Path(__file__).parents[2] / "ingest" / "samples" / f"{name}.pdf"
    pages = read_pdf(path)
    others = read_again(path, range(1, len(pages) + 1))
    assert set(others) == set(range(1, len(pages) + 1))
    readings = []
    for read in (pages, tuple(others[number] for number in sorted(others))):
        blocks = find_blocks(read)
        layout = layouts.recognise(blocks)
        readings.append(
            [
                (block.title, row.line, row.code, cell.column, cell.text)
                for block in blocks
                for row in amounts.read_statement(block, layout).rows
                for cell in row.cells
            ]
        )
    assert readings[0] == readings[1]
    assert any(text for *_, text in readings[0])
