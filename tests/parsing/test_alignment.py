"""Without rulings the place of an amount tells its column, or else nothing does."""

from decimal import Decimal

import pytest

from disclosures.statements import FORMS, Statement
from ingest.parsing.alignment import find_columns
from ingest.parsing.extracts import read_extract
from ingest.parsing.facts import StatementRow
from ingest.parsing.grids import Grid, GridCell
from ingest.parsing.layouts.wuhan import NINTH as LAYOUT
from ingest.parsing.tokens import Tokens

HEAD = (("栏次", 150), ("1", 300), ("2", 400), ("3", 500))


def line(*tokens: tuple[str, float], flush: str = "middle") -> tuple[GridCell, ...]:
    """Tokens of 5 points a sign around x, or ending (``right``) or beginning (``left``) there."""
    cells = []
    for text, x in tokens:
        width = 5.0 * len(text)
        left = {"middle": x - width / 2, "right": x - width, "left": x}[flush]
        cells.append(GridCell(text, (left, 100, left + width, 110)))
    return tuple(cells)


def read(*lines: tuple[GridCell, ...], pages: int = 1) -> tuple[StatementRow, ...]:
    grids = [Grid(page + 4, lines[page::pages], exact=False) for page in range(pages)]
    return read_extract(grids, Statement.GENERAL_BUDGET, LAYOUT, "万元")


def texts(row: StatementRow) -> dict[str, str]:
    return {cell.column: cell.text for cell in row.cells if cell.text}


@pytest.mark.parametrize(("flush", "at"), [("right", 40), ("middle", 0), ("left", -8)])
def test_a_blank_cell_is_known_by_the_place_of_its_neighbour(flush: str, at: float) -> None:
    (row,) = read(
        line(*HEAD),
        line(("201", 60), ("行政运行", 150), flush="middle")
        + line(("9.50", 300 + at), ("9.50", 500 + at), flush=flush),
    )
    assert texts(row) == {"1": "9.50", "3": "9.50"}
    assert row.cells[1].amount is None
    assert row.cells[2].amount == Decimal("9.50")
    assert row.cells[2].bbox is not None


def test_a_place_between_two_columns_decides_nothing() -> None:
    (row,) = read(line(*HEAD), line(("201", 60), ("行政运行", 150), ("9.50", 300), ("4.50", 452)))
    assert {cell.column for cell in row.cells if cell.text} == {"1", "2|3"}


def test_columns_that_the_sums_speak_against_are_not_believed() -> None:
    (row,) = read(line(*HEAD), line(("201", 60), ("行政运行", 150), ("4.50", 400), ("9.50", 500)))
    assert {cell.column for cell in row.cells if cell.text} == {"1|2|3"}


def test_a_page_without_a_head_has_the_columns_of_the_page_before() -> None:
    rows = read(
        line(*HEAD),
        line(("208", 60), ("就业支出", 150), ("2.00", 310), ("2.00", 410)),
        line(("201", 60), ("服务支出", 150), ("3.00", 310), ("3.00", 510)),
        pages=2,
    )
    assert [texts(row) for row in rows] == [{"1": "3.00", "3": "3.00"}, {"1": "2.00", "2": "2.00"}]


def test_headings_tell_the_columns_where_no_numbers_are_printed() -> None:
    head = Tokens(line(("科目名称", 150), ("合计", 300), ("基本支出", 400), ("项目支出", 500)), 4)
    columns = find_columns([head], FORMS[Statement.GENERAL_BUDGET], LAYOUT)
    assert columns.middles[4] == {"1": 300, "2": 400, "3": 500}


def test_a_heading_that_two_columns_share_tells_nothing() -> None:
    head = Tokens(line(("科目名称", 150), ("合计", 300), ("合计", 400), ("项目支出", 500)), 4)
    assert not find_columns([head], FORMS[Statement.GENERAL_BUDGET], LAYOUT)


def test_an_extract_without_places_has_no_columns() -> None:
    head = Tokens(tuple(GridCell(text) for text, _ in HEAD), None)
    assert not find_columns([head], FORMS[Statement.GENERAL_BUDGET], LAYOUT)
