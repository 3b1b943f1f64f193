"""What producers of PDFs do to tables and lines, and both readers get right all the same."""

from pathlib import Path

import pytest

from ingest.parsing.blocks import find_blocks
from ingest.parsing.grids import Grid, find_grids
from ingest.parsing.outline import StatementBlock
from ingest.parsing.pages import Page
from ingest.parsing.sources.pdf import read_again, read_pdf
from tests.parsing.typesetting import pdf_of, ruled, shown, table


@pytest.fixture(params=["first reader", "second reader"])
def read(request, tmp_path: Path):
    """Reads a PDF by one of the two readers."""

    def reading(data: bytes) -> tuple[Page, ...]:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        pages = read_pdf(path)
        if request.param == "first reader":
            return pages
        again = read_again(path, range(1, len(pages) + 1))
        return tuple(again[number] for number in sorted(again))

    return reading


def texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


def rows(block: StatementBlock) -> list[list[str | None]]:
    return [row for grid in block.grids for row in texts(grid)]


XS = (50, 150, 250, 350)
ROWS = [["201", "一般公共服务", "4.00"], ["208", "社会保障和就业", "123.45"]]


def test_a_name_that_runs_on_under_the_next_cell(read) -> None:
    content = ruled(XS, (700, 680, 660))
    content += (
        shown("机关事业单位基本养老保险缴费支出", 52, 686)
        + shown("123.45", 160, 686)
        + shown("9.00", 300, 686)
    )
    content += shown("机关事业单位职业年金缴费", 52, 666) + shown("7.50", 220, 666)
    (page,) = read(pdf_of(content.encode()))
    (grid,) = find_grids(page)
    assert texts(grid) == [
        ["机关事业单位基本养老保险缴费支出", "123.45", "9.00"],
        ["机关事业单位职业年金缴费", "7.50", ""],
    ]
    amount = grid.rows[0][1]
    assert amount and amount.box == pytest.approx((160, 106, 184, 115), abs=3)


def test_a_name_as_wide_as_its_cell_ends_at_the_border(read) -> None:
    content = ruled((50, 130, 250), (700, 680))
    content += shown("一般公共服务支出类别", 50, 686) + shown("行政运行", 132, 686)
    (grid,) = find_grids(read(pdf_of(content.encode()))[0])
    assert texts(grid) == [["一般公共服务支出类别", "行政运行"]]


def test_a_page_turned_with_its_content_is_read_as_displayed(read) -> None:
    upright = table(XS, 500, ROWS)
    (page,) = read(pdf_of(f"q 0 1 -1 0 600 0 cm {upright} Q".encode(), rotate=90))
    assert (page.width, page.height) == (800, 600)
    (grid,) = find_grids(page)
    assert texts(grid) == ROWS
    assert grid.edges == pytest.approx(XS, abs=1)


def test_a_table_inside_a_scaled_and_moved_piece_of_the_page(read) -> None:
    (page,) = read(pdf_of(f"q 0.5 0 0 0.5 100 200 cm {table(XS, 700, ROWS)} Q".encode()))
    (grid,) = find_grids(page)
    assert texts(grid) == ROWS
    assert grid.edges == pytest.approx((125, 175, 225, 275), abs=1)


def test_a_page_overleaf_without_the_borders_between_codes_and_without_a_head(read) -> None:
    edges = (50, 70, 90, 130, 230, 330)
    first = shown("2023年度收入决算表", 200, 760) + shown("公开02表", 300, 740)
    first += table(edges, 720, [["类", "款", "项", "栏次", "1"], ["", "", "", "合计", "7.00"]])
    second = ruled((50, 130, 230, 330), (720, 700, 680))
    second += shown("20103", 52, 706) + shown("事务", 132, 706) + shown("3.00", 300, 706)
    second += shown("2010301", 52, 686) + shown("行政运行", 132, 686) + shown("4.00", 300, 686)
    (block,) = find_blocks(read(pdf_of(first.encode(), second.encode())))
    assert rows(block)[2:] == [
        ["20103", None, None, "事务", "3.00"],
        ["2010301", None, None, "行政运行", "4.00"],
    ]
    assert block.pages == (1, 2)


def test_a_sentence_whose_tail_is_printed_before_its_head(read) -> None:
    content = (
        shown("万元，增长5.0%。", 50, 680, 10)
        + shown("本年收入合计", 50, 700, 10)
        + shown("9.00", 120, 700, 10)
    )
    (page,) = read(pdf_of(content.encode()))
    assert "".join(line.text.replace(" ", "") for line in page.lines) == "本年收入合计9.00万元，增长5.0%。"


def test_a_dash_at_the_end_of_a_line_is_a_dash(read) -> None:
    (page,) = read(pdf_of(table(XS, 700, [["201", "行政运行", "-"], ["202", "外交", "1.00"]]).encode()))
    (grid,) = find_grids(page)
    assert texts(grid)[0][2] == "-"


def test_a_spaced_number_is_one_cell(read) -> None:
    content = ruled(XS, (700, 680)) + shown("合计", 52, 686)
    content += shown("2,", 160, 686) + shown("362.", 174, 686) + shown("26", 198, 686)
    (grid,) = find_grids(read(pdf_of(content.encode()))[0])
    assert texts(grid) == [["合计", "2, 362. 26", ""]]


def test_bold_by_printing_twice_is_printed_once(read) -> None:
    once = shown("合计", 52, 686) + shown("123.45", 160, 686)
    twice = shown("合计", 52.4, 686) + shown("123.45", 160.4, 686)
    (grid,) = find_grids(read(pdf_of((ruled(XS, (700, 680)) + once + twice).encode()))[0])
    assert texts(grid) == [["合计", "123.45", ""]]
