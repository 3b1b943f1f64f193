"""A made page of every family of reports: which layout it is, and that its figures come to stand in the form.

The figures are made up and add up. Tables are written with bars; ``<`` and ``^`` continue a merged cell.
"""

from decimal import Decimal

import pytest

from disclosures.statements import State, Statement
from ingest.parsing import layouts
from ingest.parsing.amounts import read_statements, without_unit
from ingest.parsing.blocks import find_blocks
from ingest.parsing.facts import StatementRead
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.outline import StatementBlock
from ingest.parsing.pages import Line, Page
from tests.parsing.statement_blocks import amounts_of, plain, ruled

FUNDS = "政府性基金预算财政拨款收入支出决算表"
CAPITAL = "国有资本经营预算财政拨款支出决算表"
BASIC = "一般公共预算财政拨款基本支出决算表"
GENERAL = "一般公共预算财政拨款支出决算表"
APPROPRIATION = "财政拨款收入支出决算总表"
THREE = "财政拨款“三公”经费支出决算表"
FIRST_SIX = ("收入支出决算总表", "收入决算表", "支出决算表", APPROPRIATION, GENERAL, BASIC)

NUMBERED = "项目 | 行次 | 金额\n栏次 | | 1"
BARE = "项目 | 决算数\n本年收入合计 | 1.00"


def table(title: str, text: str, number: str = "", unit: str = "万元") -> StatementBlock:
    captions = ("部门：某局", f"单位：{unit}") if unit else ("部门：某局",)
    return StatementBlock(title, number, captions, (ruled(text),) if text else (), pages=(1,))


def heads(*titles: str, numbers: str = "", text: str = NUMBERED) -> list[StatementBlock]:
    """Titles in order, the first with a table; ``numbers`` is what their numbers look like: 表{}, 公开{:02}表."""
    return [
        table(title, text if place == 1 else "", numbers.format(place) if numbers else "")
        for place, title in enumerate(titles, 1)
    ]


def recognised(*blocks: StatementBlock) -> tuple[str, tuple[str, ...]]:
    layout = layouts.recognise(blocks)
    return layout.name, layout.candidates


def read(*blocks: StatementBlock) -> tuple[Layout, dict[str, StatementRead], list[StatementRead]]:
    """The layout, the statements of the nine by their number, and the others."""
    layout = layouts.recognise(blocks)
    reads = read_statements(blocks, layout)
    of_form = {one.form: one for one in reads if one.form}
    return layout, of_form, [one for one in reads if not one.form]


SETS = {
    "wuhan-2018": heads(*FIRST_SIX, "一般公共预算财政拨款“三公”经费支出决算表", FUNDS, numbers="表{}"),
    "wuhan-2020": heads(
        *FIRST_SIX, "一般公共预算财政拨款“三公”经费支出决算表", FUNDS, CAPITAL, numbers="表{}"
    ),
    "guangdong-2021": heads(
        *FIRST_SIX, "一般公共预算财政拨款“三公”经费支出决算表", FUNDS, CAPITAL, numbers="公开{:02}表"
    ),
    "wuhan-2023": heads(*FIRST_SIX, FUNDS, CAPITAL, THREE, numbers="公开{:02}表"),
    "wuhan-2024": heads(
        *FIRST_SIX,
        FUNDS,
        CAPITAL,
        THREE,
        numbers="公开{:02}表",
        text=NUMBERED + "\n使用非财政拨款结余（含专用结余） | 28 | ",
    ),
    "shanghai-2024": heads(*FIRST_SIX, THREE, FUNDS, "国有资本经营预算财政拨款收入支出决算表", text=BARE),
    "zhejiang-2022": heads(
        "收入支出决算总表",
        *("收入决算表（分单位）", "收入决算表（分科目）", "支出决算表（分单位）", "支出决算表（分科目）"),
        *(APPROPRIATION, GENERAL, BASIC, FUNDS, CAPITAL, THREE),
    ),
    "beijing-2021": heads(
        *(*FIRST_SIX, FUNDS, "政府性基金预算财政拨款基本支出决算表", CAPITAL, THREE),
        *("政府采购情况表", "政府购买服务支出情况表"),
        text=BARE,
    ),
    "inner-mongolia-2022": heads(
        *FIRST_SIX[:4],
        "项目收入支出决算表",
        GENERAL,
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算财政拨款项目支出决算明细表",
        *(FUNDS, CAPITAL, THREE),
        "机构运行经费支出、国有资产占用情况及政府采购支出信息表",
    ),
    "sichuan-2023": heads(
        *FIRST_SIX[:4],
        *("财政拨款支出决算明细表", GENERAL, "一般公共预算财政拨款支出决算明细表", BASIC),
        "一般公共预算财政拨款项目支出决算表",
        *(FUNDS, "国有资本经营预算财政拨款收入支出决算表", CAPITAL, THREE),
    ),
    "shaanxi-2020": heads(
        *("收入支出决算总表", "收入决算总表", "支出决算总表", APPROPRIATION, GENERAL, BASIC),
        *("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", FUNDS, CAPITAL),
        numbers="公开{:02}表",
    ),
    "anhui-2023": heads(
        *(*FIRST_SIX, FUNDS, CAPITAL, "一般公共预算及政府性基金财政拨款“三公”经费支出决算表"),
        numbers="公开{:02}表",
    ),
    "yunnan-2019": heads(
        *(*FIRST_SIX[:4], "一般公共预算财政拨款收入支出决算表", BASIC, FUNDS),
        "“三公”经费、行政参公单位机关运行经费情况表",
        numbers="公开{:02}表",
    ),
    "unit-without-three-public": heads(*FIRST_SIX, FUNDS, CAPITAL, numbers="公开{:02}表"),
    "unit-without-basic": heads(*FIRST_SIX[:5], FUNDS, CAPITAL, numbers="公开{:02}表"),
}


@pytest.mark.parametrize("name", SETS)
def test_a_set_of_tables_is_of_exactly_one_family(name: str) -> None:
    assert recognised(*SETS[name]) == (name, (name,))


def test_every_family_has_its_page_here() -> None:
    assert set(SETS) == {layout.name for layout in layouts.LAYOUTS}


@pytest.mark.parametrize("name", SETS)
def test_the_titles_are_found_in_a_text_too(name: str) -> None:
    # Two announcements of one matter without a table (Sichuan's 国资) are one.
    titles = [
        block.title
        for block in SETS[name]
        if name != "sichuan-2023" or "国有资本经营预算财政拨款收入" not in block.title
    ]
    lines = [Line(f"{place}. {title}") for place, title in enumerate(titles, 1)]
    found = find_blocks((Page(None, (Line("第二部分 2022年度部门决算表"), *lines)),))
    assert [block.title for block in found] == titles


@pytest.mark.parametrize("name", [name for name in SETS if not name.startswith(("zhejiang", "sichuan"))])
def test_no_statement_is_taken_for_another(name: str) -> None:
    """Each of the nine at most once, by its title; what is left over is outside the nine."""
    forms = [statement.form for statement in read_statements(SETS[name], layouts.recognise(SETS[name]))]
    held = [form for form in forms if form]
    assert len(held) == len(set(held))
    assert forms.count(None) == len(forms) - len(held)


def test_the_year_plays_no_part() -> None:
    for name, blocks in SETS.items():
        renamed = [
            StatementBlock(f"2031年度{block.title}", block.number, block.captions, block.grids)
            for block in blocks
        ]
        assert recognised(*renamed)[0] == name


def test_an_order_that_no_family_has_is_read_by_its_heads_and_said() -> None:
    mixed = heads(FUNDS, "收入支出决算总表", THREE, GENERAL)
    assert recognised(*mixed) == ("numbered", ())
    assert recognised(*heads(FUNDS, "收入支出决算总表", THREE, text=BARE)) == ("unnumbered", ())


# Hubei 2018–2019


def test_lines_of_2018_go_by_their_names_whatever_their_numbers() -> None:
    _, reads, _ = read(
        table(
            "收入支出决算总表",
            """
    收入 | < | < | 支出 | < | <
    项目 | 行次 | 决算数 | 项目（按功能分类） | 行次 | 决算数
    栏次 | | 1 | 栏次 | | 2
    一、财政拨款收入 | 1 | 30.00 | 一、一般公共服务支出 | 28 | 20.00
    其中：政府性基金预算财政拨款 | 2 | 5.00 | 二、外交支出 | 29 |
    二、上级补助收入 | 3 | 1.00 | 七、文化体育与传媒支出 | 34 | 4.00
    六、其他收入 | 7 | 2.00 | 九、医疗卫生与计划生育支出 | 36 | 6.00
                | 8 |      | 二十一、其他支出 | 48 | 5.00
    本年收入合计 | 22 | 33.00 | 本年支出合计 | 51 | 35.00
    用事业基金弥补收支差额 | 23 | | 结余分配 | 52 |
    年初结转和结余 | 24 | 4.00 | 年末结转和结余 | 53 | 2.00
    其中：项目支出结转和结余 | 25 | 4.00 | 其中：项目支出结转和结余 | 54 | 2.00
    总计 | 27 | 37.00 | 总计 | 56 | 37.00
""",
            "表1",
        ),
        *heads(*FIRST_SIX[1:], "一般公共预算财政拨款“三公”经费支出决算表", FUNDS),
    )
    assert amounts_of(reads["01"]) == {
        ("一、财政拨款收入", "1"): "30.00",  # both funds in one: no line of the set
        ("2", "1"): "5.00",
        ("4", "1"): "1.00",
        ("8", "1"): "2.00",
        ("27", "1"): "33.00",
        ("29", "1"): "4.00",
        ("其中：项目支出结转和结余", "1"): "4.00",
        ("30", "1"): "37.00",
        ("31", "2"): "20.00",
        ("37", "2"): "4.00",
        ("39", "2"): "6.00",
        ("53", "2"): "5.00",
        ("57", "2"): "35.00",
        ("59", "2"): "2.00",
        ("其中：项目支出结转和结余", "2"): "2.00",
        ("60", "2"): "37.00",
    }


def test_the_appropriations_of_2018_lack_a_column() -> None:
    _, reads, _ = read(
        table(
            APPROPRIATION,
            """
    收入 | < | < | 支出 | < | < | < | <
    项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款
    栏次 | | 1 | 栏次 | | 2 | 3 | 4
    一、一般公共预算财政拨款 | 1 | 25.00 | 一、一般公共服务支出 | 15 | 20.00 | 20.00 |
    二、政府性基金预算财政拨款 | 2 | 5.00 | 二十一、其他支出 | 26 | 9.00 | 4.00 | 5.00
    本年收入合计 | 9 | 30.00 | 本年支出合计 | 23 | 29.00 | 24.00 | 5.00
    年初财政拨款结转和结余 | 10 | 1.00 | 年末财政拨款结转和结余 | 24 | 2.00 | 2.00 |
    一、一般公共预算财政拨款 | 11 | 1.00 | | 25 | | |
    二、政府性基金预算财政拨款 | 12 | | | 26 | | |
    总计 | 14 | 31.00 | 总计 | 28 | 31.00 | 26.00 | 5.00
""",
        ),
        *heads(GENERAL),
    )
    assert amounts_of(reads["04"]) == {
        ("1", "1"): "25.00",
        ("2", "1"): "5.00",
        ("27", "1"): "30.00",
        ("28", "1"): "1.00",
        ("29", "1"): "1.00",
        ("32", "1"): "31.00",
        **{("33", column): "20.00" for column in "23"},
        ("55", "2"): "9.00",
        ("55", "3"): "4.00",
        ("55", "4"): "5.00",
        ("59", "2"): "29.00",
        ("59", "3"): "24.00",
        ("59", "4"): "5.00",
        **{("60", column): "2.00" for column in "23"},
        ("64", "2"): "31.00",
        ("64", "3"): "26.00",
        ("64", "4"): "5.00",
    }


# Shanghai


@pytest.mark.parametrize("last", ["二十四、抗疫特别国债安排的支出", "二十六、抗疫特别国债安排的支出"])
def test_the_classes_of_shanghai_are_told_by_name(last: str) -> None:
    _, reads, _ = read(
        table(
            "收入支出决算总表",
            f"""
    收入 | < | 支出 | <
    项目 | 决算数 | 项目 | 决算数
    一、一般公共预算财政拨款收入 | 9.00 | 一、一般公共服务支出 | 5.00
                               |      | 十、节能环保支出 |
                               |      | {last} | 4.00
    本年收入合计 | 9.00 | 本年支出合计 | 9.00
    总计 | 9.00 | 总计 | 9.00
""",
        ),
        *SETS["shanghai-2024"][1:],
    )
    assert amounts_of(reads["01"]) == {
        ("1", "1"): "9.00",
        ("27", "1"): "9.00",
        ("30", "1"): "9.00",
        ("31", "2"): "5.00",
        ("56", "2"): "4.00",
        ("57", "2"): "9.00",
        ("60", "2"): "9.00",
    }


# Headings before numbers


def test_a_heading_counts_more_than_the_number_below_it() -> None:
    """A hospital prints 教育收费 beside 事业收入: every number behind it is one too high."""
    _, reads, _ = read(
        table(
            "收入决算表",
            """
    项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 附属单位上缴收入 | 其他收入
    科目编码 | 科目名称 | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^ | ^
    栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
    | 合计 | 20.00 | 9.00 | | 8.00 | 6.00 | 1.00 | | 2.00
    2050205 | 高等教育 | 20.00 | 9.00 | | 8.00 | 6.00 | 1.00 | | 2.00
""",
        ),
        *heads(GENERAL),
    )
    assert [(c.column, str(c.amount)) for c in reads["02"].rows[1].cells if c.amount is not None] == [
        *(("1", "20.00"), ("2", "9.00"), ("4", "8.00"), ("5", "1.00"), ("7", "2.00")),
        ("x1", "6.00"),
    ]
    assert reads["02"].rows[0].cells[-1].label == "其中:教育收费"


@pytest.mark.parametrize(("title", "form"), [(CAPITAL, "08"), ("一般公共预算财政拨款收入支出决算表", "05")])
def test_carryovers_beside_the_three_columns_are_x_columns(title: str, form: str) -> None:
    _, reads, _ = read(
        table(
            title,
            """
    项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
    科目编码 | 科目名称 | ^ | ^ | 合计 | 基本支出 | 项目支出 | ^
    栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
    2230105 | 国有企业改革支出 | 1.00 | 4.00 | 3.00 | | 3.00 | 2.00
""",
        ),
        *heads("收入支出决算总表"),
    )
    assert amounts_of(reads[form]) == {
        ("2230105", "1"): "3.00",
        ("2230105", "3"): "3.00",
        ("2230105", "x1"): "1.00",
        ("2230105", "x2"): "4.00",
        ("2230105", "x3"): "2.00",
    }


def test_an_extract_of_six_columns_is_not_read_as_three() -> None:
    text = """
    年初结转和结余 本年收入 合计 基本支出 项目支出 年末结转和结余
    合计 1.00 4.00 3.00 0.00 3.00 2.00
    2230105 国有企业改革支出 1.00 4.00 3.00 3.00 2.00
"""
    blocks = [StatementBlock(CAPITAL, grids=(plain(text),), captions=("单位：万元",))]
    (statement,) = read_statements(blocks, layouts.recognise(blocks))
    assert amounts_of(statement) == {
        ("合计", "1"): "3.00",
        ("合计", "2"): "0.00",
        ("合计", "3"): "3.00",
        ("合计", "x1"): "1.00",
        ("合计", "x2"): "4.00",
        ("合计", "x3"): "2.00",
    } | {("2230105", "x1|x2|1|2|3|x3"): "2.00"}


def test_an_extract_that_numbers_more_columns_than_the_form_places_none() -> None:
    text = """
    栏次 1 2 3 4 5 6 7 8
    2050205 高等教育 20.00 9.00 0.00 8.00 6.00 1.00 2.00
"""
    blocks = [StatementBlock("收入决算表", grids=(plain(text),), captions=("单位：万元",))]
    (statement,) = read_statements(blocks, layouts.recognise(blocks))
    assert all("|" in column for _, column in amounts_of(statement))


# 三公 in its arrangements

ITEMS = {"1": "9.00", "2": "0.00", "3": "7.00", "4": "4.00", "5": "3.00", "6": "2.00"} | {
    "7": "8.00",
    "9": "6.50",
    "10": "3.90",
    "11": "2.60",
    "12": "1.50",
}


def three_public(statement: StatementRead) -> dict[str, str]:
    (row,) = statement.rows
    return {cell.column: str(cell.amount) for cell in row.cells if cell.amount is not None}


def test_a_row_of_budgets_and_a_row_of_accounts() -> None:
    _, reads, _ = read(
        table(
            "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
            """
    项目 | “三公”经费 | < | < | < | < | < | 会议费 | 培训费
    ^ | 小计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置及运行维护费 | < | < | ^ | ^
    ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^
    栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
    预算数 | 9.00 | 0.00 | 2.00 | 7.00 | 4.00 | 3.00 | 1.50 | 2.50
    决算数 | 8.00 | | 1.50 | 6.50 | 3.90 | 2.60 | 1.00 | 2.00
""",
        ),
        *heads(FUNDS, CAPITAL),
    )
    meetings = {"x1": "1.50", "x2": "2.50", "x3": "1.00", "x4": "2.00"}
    assert three_public(reads["09"]) == ITEMS | meetings
    assert [cell.label for cell in reads["09"].rows[0].cells[12:]] == [
        *("预算数 会议费", "预算数 培训费", "决算数 会议费", "决算数 培训费")
    ]


def test_one_row_an_item_with_counts_below() -> None:
    _, reads, _ = read(
        table(
            "“三公”经费、行政参公单位机关运行经费情况表",
            """
    项目 | 行次 | 年初预算数 | 支出决算/统计数
    栏次 | | 1 | 2
    一、“三公”经费支出 | 1 | — | —
    （一）支出合计 | 2 | 90,000.00 | 80,000.00
    1．因公出国（境）费 | 3 | 0.00 |
    2．公务用车购置及运行维护费 | 4 | 70,000.00 | 65,000.00
    （1）公务用车购置费 | 5 | 40,000.00 | 39,000.00
    （2）公务用车运行维护费 | 6 | 30,000.00 | 26,000.00
    3．公务接待费 | 7 | 20,000.00 | 15,000.00
    （二）相关统计数 | 9 | — | —
    1．国内公务接待批次（个） | 10 | — | 12
    二、机关运行经费 | 11 | — | 330,000.00
""",
            unit="元",
        ),
        *heads(FUNDS),
    )
    read_of = {column: Decimal(amount) for column, amount in three_public(reads["09"]).items()}
    expected = ITEMS | {"x1": "12", "x2": "33.00"}
    assert read_of == {column: Decimal(amount) for column, amount in expected.items()}


def test_a_plain_list_of_items() -> None:
    _, reads, _ = read(
        table(
            THREE,
            """
    项目 | 预算数 | 决算数
    合计 | 9.00 | 8.00
    1.因公出国（境）费 | 0.00 |
    2.公务接待费 | 2.00 | 1.50
    3.公务用车购置及运行费 | 7.00 | 6.50
    其中：公务用车购置费 | 4.00 | 3.90
    公务用车运行费 | 3.00 | 2.60
""",
        ),
        *heads(FUNDS, text=BARE),
    )
    assert three_public(reads["09"]) == ITEMS


def test_a_total_below_vehicles_is_theirs() -> None:
    _, reads, _ = read(
        table(
            THREE,
            """
    预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
    合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
    ^ | ^ | 合计 | 购置费 | 运行费 | ^ | ^ | ^ | 合计 | 购置费 | 运行费 | ^
    9.00 | 0.00 | 7.00 | 4.00 | 3.00 | 2.00 | 8.00 | | 6.50 | 3.90 | 2.60 | 1.50
""",
        ),
        *heads(FUNDS, text=BARE),
    )
    assert three_public(reads["09"]) == ITEMS


# Outside the nine


def other(title: str, text: str, unit: str = "万元") -> StatementRead:
    _, _, others = read(table(title, text, unit=unit), *heads(FUNDS, text=BARE))
    return others[0]


def cells(statement: StatementRead, row: int) -> list[tuple[str, str, str]]:
    return [
        (cell.column, cell.label, str(cell.amount))
        for cell in statement.rows[row].cells
        if cell.amount is not None
    ]


def test_a_table_by_units_has_rows_of_units() -> None:
    statement = other(
        "收入决算表（分单位）",
        """
    单位名称 | 本年收入合计 | 财政拨款收入 | 其他收入
    合计 | 7.00 | 6.00 | 1.00
    某局（本级） | 5.00 | 4.00 | 1.00
    某中心 | 2.00 | 2.00 |
""",
    )
    assert (statement.statement, statement.form, statement.state) == (Statement.OTHER, None, State.AMOUNTS)
    assert [row.name for row in statement.rows] == ["合计", "某局（本级）", "某中心"]
    assert cells(statement, 1) == [
        ("x1", "本年收入合计", "5.00"),
        ("x2", "财政拨款收入", "4.00"),
        ("x3", "其他收入", "1.00"),
    ]


def test_codes_lines_and_shared_headings_are_kept_apart() -> None:
    statement = other(
        "一般公共预算财政拨款项目支出决算明细表",
        """
    科目编码 | 科目名称 | 合计 | 工资福利支出 | < | 商品和服务支出 | <
    ^ | ^ | ^ | 小计 | 基本工资 | 小计 | 办公费
    栏次 | < | 1 | 2 | 3 | 4 | 5
     | 合计 | 6.00 | | | 6.00 | 6.00
    2010302 | 一般行政管理事务 | 6.00 | | | 6.00 | 6.00
""",
    )
    assert [(row.code, row.name) for row in statement.rows] == [
        ("", "合计"),
        ("2010302", "一般行政管理事务"),
    ]
    assert cells(statement, 1) == [
        ("x1", "合计", "6.00"),
        ("x4", "商品和服务支出·小计", "6.00"),
        ("x5", "办公费", "6.00"),
    ]


def test_two_sides_are_rows_of_their_own_and_counts_are_no_money() -> None:
    statement = other(
        "机构运行信息表",
        """
    项目 | 行次 | 统计数 | 项目 | 行次 | 统计数
    栏次 | | 1 | 栏次 | | 2
    一、机关运行经费 | 1 | 12,000.00 | 二、国有资产占用情况 | 20 | —
    （一）行政单位 | 2 | 12,000.00 | （一）车辆数合计（辆） | 21 | 5
     | 3 | | 1．主要负责人用车 | 22 | 1
     | 4 | | 三、政府采购支出合计 | 23 | 30,000.00
""",
        unit="元",
    )
    assert [(row.line, row.name) for row in statement.rows if row.name] == [
        ("1", "一、机关运行经费"),
        ("2", "（一）行政单位"),
        ("20", "二、国有资产占用情况"),
        ("21", "（一）车辆数合计（辆）"),
        ("22", "1．主要负责人用车"),
        ("23", "三、政府采购支出合计"),
    ]
    by_line = {row.line: row.cells[0].amount for row in statement.rows}
    assert by_line["1"] == Decimal("1.20")
    assert (by_line["21"], by_line["22"], by_line["23"]) == (Decimal(5), Decimal(1), Decimal("3.00"))


def test_an_extract_without_columns_keeps_what_it_prints() -> None:
    blocks = [
        StatementBlock(
            "政府采购情况表",
            grids=(plain("项目 合计 预算内 预算外\n货物 4.00 3.00 1.00\n服务 2.00"),),
            captions=("单位：万元",),
        )
    ]
    (statement,) = read_statements(blocks, layouts.recognise(blocks))
    assert [row.name for row in statement.rows] == ["货物", "服务 2.00"]
    assert cells(statement, 0) == [("x1", "", "4.00"), ("x2", "", "3.00"), ("x3", "", "1.00")]
    assert cells(statement, 1) == []  # one amount of three columns: printed, but not placed


def test_of_two_tables_on_one_matter_the_forms_own_stands() -> None:
    six = """
    科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余
    223 | 国有资本经营预算支出 | 0.00 | 4.00 | 4.00 | 0.00
"""
    three = """
    科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
    223 | 国有资本经营预算支出 | 4.00 | | 4.00
"""
    _, reads, others = read(
        table("国有资本经营预算财政拨款收入支出决算表", six), table(CAPITAL, three), *heads(FUNDS, text=BARE)
    )
    assert amounts_of(reads["08"]) == {("223", "1"): "4.00", ("223", "3"): "4.00"}
    assert [(one.title, len(one.rows)) for one in others] == [("国有资本经营预算财政拨款收入支出决算表", 1)]


# Units

ROW = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n | 合计 | {0} | {0} |"


def test_each_table_has_its_own_unit() -> None:
    blocks = (
        table(GENERAL, ROW.format("123,400.00"), unit="元"),
        table(CAPITAL, ROW.format("12.34")),
    )
    _, reads, _ = read(*blocks)
    assert [(reads[form].unit, reads[form].rows[0].cells[0].amount) for form in ("05", "08")] == [
        ("元", Decimal("12.34")),
        ("万元", Decimal("12.34")),
    ]
    assert without_unit(blocks) == ()


def test_a_unit_in_the_head_counts() -> None:
    text = ROW.replace("合计 | 基本支出", "合计（元） | 基本支出（元）", 1).format("123,400.00")
    _, reads, _ = read(table(GENERAL, text, unit=""), *heads(FUNDS, text=BARE))
    assert (reads["05"].unit, reads["05"].rows[0].cells[1].amount) == ("元", Decimal("12.34"))


def test_a_table_without_a_unit_has_that_of_the_others_or_is_in_doubt() -> None:
    bare, in_yuan = (
        table(CAPITAL, ROW.format("12.34"), unit=""),
        table(GENERAL, ROW.format("1.00"), unit="元"),
    )
    in_wan = table(FUNDS, ROW.format("1.00"))
    _, reads, _ = read(bare, in_yuan)
    assert (reads["08"].unit, without_unit((bare, in_yuan))) == ("元", ())
    for blocks in ((bare,), (bare, in_yuan, in_wan)):
        assert read(*blocks)[1]["08"].unit == "万元"
        assert [place.text for place in without_unit(blocks)] == [CAPITAL]
