"""Statements are found once each, with their captions, tables and notes, in every form of source."""

import json
from pathlib import Path

import pytest

from ingest.parsing.blocks import find_blocks, find_contents
from ingest.parsing.numerals import squeeze
from ingest.parsing.outline import StatementBlock
from ingest.parsing.pages import Line, Page, Rule, Word
from ingest.parsing.sources.pdf import read_pdf
from ingest.parsing.sources.text import read_text


def text_page(text: str) -> tuple[Page, ...]:
    return (Page(None, tuple(Line(line) for line in text.split("\n"))),)


def rows(block: StatementBlock) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for grid in block.grids for row in grid.rows]


def drawn_page(number: int, above: list[str], cells: list[list[str]], below: list[str] = []) -> Page:  # noqa: B006
    """A page of lines, a fully ruled table of 100 × 20 pt cells below them, and lines under it."""
    lines, words, rules = [], [], []

    def put(text: str, x: float, y: float) -> None:
        found = []
        for part in text.split(" "):
            found.append(Word(part, (x, y, x + 8 * len(part), y + 10)))
            x += 8 * len(part) + 10
        words.extend(found)
        lines.append(Line(text, tuple(found), (found[0].box[0], y, x, y + 10)))

    for index, text in enumerate(above):
        put(text, 20, 20 + 15 * index)
    top, width = 100, len(cells[0]) if cells else 0
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text:
                put(text, 25 + 100 * c, top + 5 + 20 * r)
    if cells:
        bottom = top + 20 * len(cells)
        rules = [Rule(20, y, 20 + 100 * width, y) for y in range(top, bottom + 1, 20)]
        rules += [Rule(x, top, x, bottom) for x in range(20, 21 + 100 * width, 100)]
    for index, text in enumerate(below):
        put(text, 20, 500 + 15 * index)
    return Page(number, tuple(lines), 600, 800, tuple(words), tuple(rules))


HEAD = ["科目编码", "科目名称", "1", "2"]


def test_tab_lines_become_an_exact_grid_with_captions_and_notes() -> None:
    (block,) = find_blocks(
        text_page(
            "2024 年度收入决算表\n\n部门：某区档案馆（汇总）\n\n公开 02 表\n单位：万元\n\n"
            "类\t款\t项\t栏次\t1\n\t\t\t合计\t3.00\n201\t\t\t一般公共服务支出\t3.00\n\n"
            "注：本表反映收入情况。\n\n第三部分 说明\n\n本部门无国有资本经营支出。"
        )
    )
    assert block.title == "2024年度收入决算表"
    assert block.number == "公开02表"
    assert block.captions == ("部门：某区档案馆（汇总）", "单位：万元")
    assert rows(block)[1] == ["", "", "", "合计", "3.00"]
    assert block.grids[0].exact
    assert block.notes == ("注：本表反映收入情况。",)
    assert not block.picture


def test_a_department_caption_wrapped_over_two_lines_is_one() -> None:
    (block,) = find_blocks(
        text_page("2024年度支出决算表\n部门:某某委员会办\n公室 (汇总)\n单位: 万元\n项目\t1\n合计\t2.00")
    )
    assert block.captions == ("部门:某某委员会办公室(汇总)", "单位:万元")


def test_lines_whose_columns_are_lost_become_tokens() -> None:
    (block,) = find_blocks(
        text_page(
            "2023年度收入支出决算总表\n\n公开01表\n\n部门：某区档案馆 金额单位：万元\n\n收入 支出\n\n"
            "项目 行次 金额 项目 行次 金额\n\n一、收入 1 9, 840. 40 一、支出 31 1,471.20\n\n"
            "9 九、卫生健康支出 39 79.67\n\n注：本表反映收支。\n\n27行＝（1+2）行；\n"
        )
    )
    assert rows(block) == [
        ["收入", "支出"],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["一、收入", "1", "9,840.40", "一、支出", "31", "1,471.20"],
        ["9", "九、卫生健康支出", "39", "79.67"],
    ]
    assert not block.grids[0].exact
    assert block.captions == ("部门：某区档案馆", "金额单位：万元")
    assert block.notes == ("注：本表反映收支。", "27行＝（1+2）行；")


def test_a_row_with_intangible_assets_is_no_nil_sentence() -> None:
    (block,) = find_blocks(
        text_page(
            "基本支出决算明细表\n公开06表\n科目编码 科目名称 决算数\n31022 无形资产购置 399 其他支出\n310 资本性支出"
        )
    )
    assert len(rows(block)) == 3
    assert block.notes == ()


def test_headings_without_tables_are_pictures_unless_they_say_nil() -> None:
    blocks = find_blocks(
        text_page(
            "第二部分 2023 年度部门决算表\n一、收入支出决算总表\n七、政府性基金预算财政拨款收入支出决算表\n"
            "本单位无政府性基金预算财政拨款收入支出\n第三部分 2023 年度部门决算情况说明\n一、收入支出决算总体情况说明"
        )
    )
    assert [(block.title, block.picture, block.notes) for block in blocks] == [
        ("收入支出决算总表", True, ()),
        (
            "政府性基金预算财政拨款收入支出决算表",
            False,
            ("本单位无政府性基金预算财政拨款收入支出",),
        ),
    ]


def test_statements_of_the_contents_only_are_pictures_with_their_numbers() -> None:
    pages = text_page(
        "目 录\n第一部分 概况\n第二部分 部门决算表\n一、收入支出决算总表（表 1）\n"
        "七、一般公共预算财政拨款“三公”经费支出决算表（表\n7）\n第三部分 说明\n\n第一部分 概况\n第二部分 部门决算表\n第三部分 说明"
    )
    assert [(block.title, block.number, block.picture) for block in find_blocks(pages)] == [
        ("收入支出决算总表", "表1", True),
        ("一般公共预算财政拨款“三公”经费支出决算表", "表7", True),
    ]
    assert find_contents(pages) == ("收入支出决算总表", "一般公共预算财政拨款“三公”经费支出决算表")


def test_contents_with_page_numbers_and_a_list_do_not_double_the_real_table() -> None:
    pages = text_page(
        "目 录\n一、收入决算表\t4\n二、支出决算表 ...... 5\n第二部分 决算表\n一、收入决算表\n二、支出决算表\n"
        "2023年度收入决算表\n公开02表\n项目\t1\n合计\t5.00\n2023年度支出决算表\n公开03表\n项目\t1\n合计\t6.00"
    )
    assert [(block.title, rows(block)[-1]) for block in find_blocks(pages)] == [
        ("2023年度收入决算表", ["合计", "5.00"]),
        ("2023年度支出决算表", ["合计", "6.00"]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "2023年度一般公共预算财政拨款基本支出决算明\n细表",
        "2023年度一般公共预算财政拨款基本支出\n决算明细表",
        "2023年度\n一般公共预算财政拨款基本支出决算明细表",
        "六、2023年度一般公共预算财政拨款基本支出决算明细表",
        "公开06表 2023年度一般公共预算财政拨款基本支出决算明细表",
    ],
)
def test_a_title_may_wrap_or_carry_its_order(lines: str) -> None:
    (block,) = find_blocks(text_page(lines + "\n公开06表\n科目编码\t决算数\n301\t5.00"))
    assert block.title == "2023年度一般公共预算财政拨款基本支出决算明细表"
    assert block.number == "公开06表"


def test_a_title_cut_before_its_last_words_is_not_taken_for_a_shorter_one() -> None:
    (block,) = find_blocks(text_page("2023年度一般公共预算财政拨款\n支出决算表\n项目\t1\n合计\t5.00"))
    assert block.title == "2023年度一般公共预算财政拨款支出决算表"


def test_a_table_outside_the_nine_is_known_by_the_number_below_its_title() -> None:
    (block,) = find_blocks(
        text_page(
            "2020年度政府采购情况表\n部门：某局\n公开11表\n项目\t1\n合计\t5.00\n项目支出绩效自评表\n名称\t数"
        )
    )
    assert (block.title, block.number) == ("2020年度政府采购情况表", "公开11表")


def test_a_ruled_table_keeps_its_page_and_boxes() -> None:
    page = drawn_page(
        4,
        ["2023年度收入决算表", "公开02表", "部门：某局 单位：万元"],
        [HEAD, ["201", "服务支出", "3.00", ""]],
        ["注：本表反映收入", "情况。", "4"],
    )
    (block,) = find_blocks([page])
    assert block.pages == (4,)
    assert block.number == "公开02表"
    assert block.captions == ("部门：某局", "单位：万元")
    cell = block.grids[0].rows[1][2]
    assert cell and cell.text == "3.00"
    assert cell.box == (225, 125, 257, 135)
    assert block.notes == ("注：本表反映收入情况。",)


def test_a_table_overleaf_belongs_to_its_statement_with_or_without_its_head() -> None:
    first = drawn_page(5, ["2023年度收入决算表", "公开02表"], [HEAD, ["201", "服务支出", "3.00", ""]])
    again = drawn_page(6, ["2023年度收入决算表", "公开02表"], [HEAD, ["208", "就业支出", "2.00", ""]])
    bare = drawn_page(7, ["6"], [["210", "卫生支出", "1.00", ""]], ["注：完。"])
    (block,) = find_blocks([first, again, bare])
    assert block.pages == (5, 6, 7)
    assert [row[0] for row in rows(block)] == ["科目编码", "201", "科目编码", "208", "210"]
    assert block.notes == ("注：完。",)


def test_a_grid_after_the_notes_or_the_next_part_is_not_the_statements() -> None:
    first = drawn_page(5, ["2023年度收入决算表"], [HEAD, ["201", "服务支出", "3.00", ""]], ["注：完。"])
    other = drawn_page(6, ["第三部分 说明"], [["甲", "乙"], ["9.00", "8.00"]])
    (block,) = find_blocks([first, other])
    assert len(block.grids) == 1


def test_fewer_borders_overleaf_are_read_in_the_columns_of_the_first_page() -> None:
    first = drawn_page(5, ["2023年度收入决算表"], [["类", "款", "名称", "1"], ["", "", "合计", "3.00"]])
    words = (
        Word("20103", (30, 105, 70, 115)),
        Word("事务", (225, 105, 241, 115)),
        Word("3.00", (325, 105, 357, 115)),
    )
    rules = tuple(Rule(20, y, 420, y) for y in (100, 120, 140)) + tuple(
        Rule(x, 100, x, 140) for x in (20, 220, 320, 420)
    )
    (block,) = find_blocks([first, Page(6, (), 600, 800, words, rules)])
    assert rows(block)[2] == ["20103", "", "事务", "3.00"]
    code = block.grids[1].rows[0][0]
    assert code and code.span == 2


def test_title_and_captions_inside_the_frame_are_no_rows() -> None:
    (block,) = find_blocks(
        text_page(
            "附件\n2023年度收入决算表\t\t\n公开02表\t\t\n部门：某局\t\t单位：元\n项目\t名称\t1\n\t合计\t5.00\n注：本表反映收入情况。\t\t"
        )
    )
    assert block.title == "2023年度收入决算表"
    assert block.number == "公开02表"
    assert block.captions == ("部门：某局", "单位：元")
    assert rows(block) == [["项目", "名称", "1"], ["", "合计", "5.00"]]
    assert block.notes == ("注：本表反映收入情况。",)


def test_a_page_that_shows_its_table_as_a_picture_is_a_picture() -> None:
    page = Page(8, drawn_page(8, ["2023年度支出决算表", "公开03表"], []).lines, 600, 800, image_share=0.7)
    (block,) = find_blocks([page])
    assert (block.picture, block.pages, block.number) == (True, (8,), "公开03表")


def test_prose_and_evaluation_forms_are_no_statements() -> None:
    assert (
        find_blocks(
            text_page(
                "一、收入支出决算总体情况说明\n2023年度收入决算数为5万元，见收入决算表。\n2023年度项目支出绩效自评表\n第二部分 部门决算表"
            )
        )
        == ()
    )


EXPECTED_TEXTS = {
    "wuchang-government-office-2024.txt": (9, 0),
    "qingshan-party-office-2024.txt": (9, 0),
    "qingshan-government-office-2023.txt": (9, 0),
    "qingshan-government-office-2020.txt": (0, 9),
    "hongshan-government-office-2023.txt": (0, 7),
}


@pytest.mark.parametrize("name", EXPECTED_TEXTS)
def test_every_statement_of_the_real_texts_is_found_once(shared: Path, name: str) -> None:
    blocks = find_blocks(read_text(shared / "reports" / name))
    with_tables, pictures = EXPECTED_TEXTS[name]
    assert len(blocks) == 9
    assert sum(bool(block.grids) for block in blocks) == with_tables
    assert sum(block.picture for block in blocks) == pictures


@pytest.mark.parametrize("name", ["lo_003", "rotate_000"])
def test_every_row_of_a_typeset_report_stands_in_its_grid(shared: Path, name: str) -> None:
    truth = json.loads((shared / "typeset" / f"{name}.truth.json").read_text("utf-8"))
    blocks = {
        squeeze(block.title): block for block in find_blocks(read_pdf(shared / "typeset" / f"{name}.pdf"))
    }
    for table in truth["tables"].values():
        block = blocks[squeeze(table["title"])]
        found = [[squeeze(text) for text in row] for row in rows(block)]
        assert [row for row in table["rows"] if [squeeze(text) for text in row] not in found] == []
        assert list(block.pages) == table["pages"]


def test_two_tables_of_one_page_are_two_statements() -> None:
    upper = drawn_page(5, ["2023年度收入决算表", "公开02表"], [HEAD, ["201", "服务支出", "3.00", ""]])
    lower = drawn_page(
        5, ["2023年度支出决算表", "公开03表"], [HEAD, ["201", "服务支出", "4.00", ""]], ["注：完。"]
    )

    def down(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return (box[0], box[1] + 250, box[2], box[3] + 250)

    page = Page(
        5,
        (*upper.lines, *(Line(line.text, line.words, down(line.box)) for line in lower.lines if line.box)),
        600,
        900,
        (*upper.words, *(Word(word.text, down(word.box)) for word in lower.words if word.box)),
        (*upper.rules, *(Rule(r.x0, r.top + 250, r.x1, r.bottom + 250) for r in lower.rules)),
    )
    first, second = find_blocks([page])
    assert (first.title, rows(first)[1][2]) == ("2023年度收入决算表", "3.00")
    assert (second.title, rows(second)[1][2]) == ("2023年度支出决算表", "4.00")
    assert (first.number, second.number) == ("公开02表", "公开03表")


def test_a_table_under_another_number_without_a_title_is_not_the_table_above() -> None:
    first = drawn_page(5, ["2023年度收入决算表", "公开02表"], [HEAD, ["201", "服务支出", "3.00", ""]])
    second = drawn_page(6, ["公开03表", "单位：万元"], [HEAD, ["201", "服务支出", "4.00", ""]])
    titled, untitled = find_blocks([first, second])
    assert [row[2] for row in rows(titled)] == ["1", "3.00"]
    assert (untitled.title, untitled.number, rows(untitled)[1][2]) == ("公开03表", "公开03表", "4.00")


def test_a_number_printed_above_the_title_belongs_to_it() -> None:
    first = drawn_page(5, ["公开02表", "2023年度收入决算表"], [HEAD, ["201", "服务支出", "3.00", ""]])
    second = drawn_page(6, ["公开03表", "2023年度支出决算表"], [HEAD, ["201", "服务支出", "4.00", ""]])
    blocks = find_blocks([first, second])
    assert [(block.title, len(block.grids)) for block in blocks] == [
        ("2023年度收入决算表", 1),
        ("2023年度支出决算表", 1),
    ]
    assert blocks[1].number == "公开03表"
