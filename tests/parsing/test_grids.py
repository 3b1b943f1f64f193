"""Rulings, tabs and plain lines become grids; every word stands in its cell."""

from ingest.parsing.grids import Grid, aligned, find_grids, from_lines, from_tabs
from ingest.parsing.pages import Line, Page, Rule, Word


def across(y: float, *xs: float) -> list[Rule]:
    return [Rule(xs[0], y, xs[-1], y)]


def upright(x: float, top: float, bottom: float) -> list[Rule]:
    return [Rule(x, top, x, bottom)]


def page_of(rules: list[Rule], *words: tuple[str, float, float]) -> Page:
    """Words (text, left, top) of 6 × 10 points a sign."""
    placed = tuple(Word(text, (x, y, x + 6 * len(text), y + 10)) for text, x, y in words)
    return Page(1, (), 600, 800, placed, tuple(rules))


def texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


TWO_BY_TWO = [rule for y in (0, 20, 40) for rule in across(y, 0, 200)] + [
    rule for x in (0, 100, 200) for rule in upright(x, 0, 40)
]


def test_words_stand_in_their_cells_and_boxes_enclose_the_words() -> None:
    (grid,) = find_grids(page_of(TWO_BY_TWO, ("合计", 5, 5), ("2,362.26", 110, 5), ("0.00", 130, 25)))
    assert texts(grid) == [["合计", "2,362.26"], ["", "0.00"]]
    cell = grid.rows[0][1]
    assert cell and cell.box == (110, 5, 158, 15)
    assert grid.box == (0, 0, 200, 40)


def test_a_spaced_number_keeps_to_one_cell_and_a_wrapped_code_is_one_code() -> None:
    rules = across(0, 0, 200) + across(40, 0, 200) + [r for x in (0, 100, 200) for r in upright(x, 0, 40)]
    (grid,) = find_grids(
        page_of(rules, ("20805", 5, 5), ("05", 5, 20), ("2,", 110, 12), ("362.", 130, 12), ("26", 160, 12))
    )
    assert texts(grid) == [["2080505", "2, 362. 26"]]


def test_a_merged_cell_covers_its_columns_and_rows() -> None:
    rules = across(0, 0, 300) + across(20, 100, 300) + across(40, 0, 300)
    rules += upright(0, 0, 40) + upright(100, 0, 40) + upright(200, 20, 40) + upright(300, 0, 40)
    (grid,) = find_grids(
        page_of(rules, ("科目", 5, 15), ("本年支出", 110, 5), ("小计", 110, 25), ("基本", 210, 25))
    )
    assert texts(grid) == [["科目", "本年支出", None], [None, "小计", "基本"]]
    name, group = grid.rows[0][0], grid.rows[0][1]
    assert name and group and (name.span, name.depth, group.span, group.depth) == (1, 2, 2, 1)


def test_a_frame_left_open_by_the_page_break_is_closed() -> None:
    inner = across(20, 0, 300) + across(40, 0, 300) + upright(100, 0, 60) + upright(200, 0, 60)
    (grid,) = find_grids(page_of(inner, ("201", 5, 5), ("3.00", 210, 45)))
    assert texts(grid) == [["201", "", ""], ["", "", ""], ["", "", "3.00"]]


def test_rulings_drawn_in_pieces_are_one_table() -> None:
    pieces = [Rule(x, y, x + 98, y + 0.7) for x in (0, 100) for y in (0, 20, 40)]
    pieces += [Rule(x, y, x + 0.7, y + 19) for x in (0, 100, 199) for y in (0, 20)]
    (grid,) = find_grids(page_of(pieces, ("甲", 5, 5), ("1.00", 120, 25)))
    assert texts(grid) == [["甲", ""], ["", "1.00"]]


def test_rows_without_rulings_between_are_parted_by_their_amounts() -> None:
    rules = across(0, 0, 200) + across(60, 0, 200) + [r for x in (0, 100, 200) for r in upright(x, 0, 60)]
    (grid,) = find_grids(
        page_of(
            rules, ("合计", 5, 5), ("5.00", 120, 5), ("服务", 5, 25), ("3.00", 120, 25), ("2.00", 120, 45)
        )
    )
    assert texts(grid) == [["合计", "5.00"], ["服务", "3.00"], ["", "2.00"]]


def test_an_amount_over_its_ruling_goes_whole_to_the_cell_that_holds_most_of_it() -> None:
    (grid,) = find_grids(page_of(TWO_BY_TWO, ("12,345.67", 90, 5)))
    assert texts(grid)[0] == ["", "12,345.67"]


def test_two_tables_of_a_page_are_two_grids_and_a_box_of_text_is_none() -> None:
    lower = [Rule(r.x0, r.top + 100, r.x1, r.bottom + 100) for r in TWO_BY_TWO]
    frame = across(300, 0, 200) + across(340, 0, 200) + upright(0, 300, 340) + upright(200, 300, 340)
    assert len(find_grids(page_of(TWO_BY_TWO + lower + frame, ("甲", 5, 105)))) == 2


def test_tabs_part_cells_and_short_rows_are_filled_up() -> None:
    grid = from_tabs([Line("类\t款\t金额"), Line("合计\t 3.00"), Line("其他共产党"), Line("事务\t\t1.00")])
    assert texts(grid) == [["类", "款", "金额"], ["合计", "3.00其他共产党", ""], ["事务", "", "1.00"]]
    assert grid.exact


def test_lines_without_columns_keep_their_tokens_and_boxes() -> None:
    word = Word("合计", (1, 2, 3, 4))
    grid = from_lines([Line("栏次 1 2"), Line("合计", (word,), (1, 2, 3, 4)), Line("5, 6")], 3)
    assert texts(grid) == [["栏次", "1", "2"], ["合计"], ["5,6"]]
    assert not grid.exact
    assert grid.page == 3
    assert grid.rows[1][0] and grid.rows[1][0].box == (1, 2, 3, 4)


def test_a_grid_with_other_borders_is_left_as_it_is() -> None:
    (grid,) = find_grids(page_of(TWO_BY_TWO, ("甲", 5, 5)))
    assert aligned(grid, (0, 50, 150, 200)) == grid
    assert aligned(grid, (0, 50, 100, 200)).rows[0][1] is None
