"""From a statement's block to its rows and cells."""

from decimal import Decimal

import pytest

from disclosures.statements import State
from ingest.parsing.amounts import with_missing
from ingest.parsing.facts import Origin, Scope
from ingest.parsing.layouts import shanghai
from tests.parsing.statement_blocks import amounts_of, plain, read, ruled, tabbed

SUMMARY_HEAD = """
    收入 | < | < | 支出 | < | <
    项目 | 行次 | 金额 | 项目 | 行次 | 金额
    栏次 | | 1 | 栏次 | | 2
"""
EXPENDITURE_HEAD = """
    项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
    功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
    类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4 | 5 | 6
"""


# 01 and 04: rows by 行次


def test_each_line_number_is_a_row_of_its_own() -> None:
    statement = read(
        "2023年度收入支出决算总表",
        ruled(
            SUMMARY_HEAD
            + """
    一、一般公共预算财政拨款收入 | 1 | 9,840.40 | 一、一般公共服务支出 | 31 | 1,471.20
                                | 9 |          | 九、卫生健康支出     | 39 | 0.00
    本年收入合计                 | 27 | 9,840.40 | 本年支出合计        | 57 |
"""
        ),
    )
    assert [row.line for row in statement.rows] == ["1", "9", "27", "31", "39", "57"]
    assert amounts_of(statement) == {
        ("1", "1"): "9840.40",
        ("27", "1"): "9840.40",
        ("31", "2"): "1471.20",
        ("39", "2"): "0.00",  # printed zero
    }
    blank = statement.row("57")
    assert blank
    assert (blank.cells[0].amount, blank.cells[0].text, blank.cells[0].bbox) == (None, "", None)


def test_a_cell_knows_its_page_and_box() -> None:
    statement = read("收入支出决算总表", ruled(SUMMARY_HEAD + "总计 | 30 | 1.00 | 总计 | 60 | 1.00", page=7))
    cell = statement.rows[0].cells[0]
    assert (cell.page, cell.bbox, cell.origin) == (7, (100.0, 60.0, 140.0, 70.0), Origin.TEXT)
    assert statement.pages == (7,)


def test_a_line_keeps_its_place_under_another_name_or_number() -> None:
    statement = read(
        "收入支出决算总表",
        ruled(
            SUMMARY_HEAD
            + """
    一、一般公共预算财政拨款收       | 1  | 1.00 | 七、文化体育与传媒支出   | 36 | 2.00
    用事业基金弥补收支差额           | 24 | 3.00 | 十四、资源勘探工业信息等支 | 44 | 4.00
    二十七、其他                     | 25 | 5.00 | 结余分配                 | 58 |
"""
        ),
    )
    assert amounts_of(statement) == {
        ("1", "1"): "1.00",
        ("37", "2"): "2.00",  # 207 under its former name, with the number of another set
        ("28", "1"): "3.00",
        ("44", "2"): "4.00",
        ("二十七、其他", "1"): "5.00",  # the form has no such line
    }


def test_the_same_name_twice_goes_by_the_number_beside_it() -> None:
    statement = read(
        "财政拨款收入支出决算总表",
        ruled("""
    收入 | < | < | 支出 | < | < | < | < | <
    项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
    栏次 | | 1 | 栏次 | | 2 | 3 | 4 | 5
    一、一般公共预算财政拨款 | 1 | 10.00 | 一、一般公共服务支出 | 33 | 9.00 | 8.00 | 1.00 |
    年初财政拨款结转和结余 | 28 | 2.00 | 年末财政拨款结转和结余 | 60 | 3.00 | 3.00 | |
    一般公共预算财政拨款 | 29 | 2.00 | | 61 | 3.00 | 3.00 | |
"""),
    )
    assert amounts_of(statement) == {
        ("1", "1"): "10.00",
        ("28", "1"): "2.00",
        ("29", "1"): "2.00",
        ("33", "2"): "9.00",
        ("33", "3"): "8.00",
        ("33", "4"): "1.00",
        ("60", "2"): "3.00",
        ("60", "3"): "3.00",
        ("61", "2"): "3.00",
        ("61", "3"): "3.00",
    }


def test_without_line_numbers_the_names_decide() -> None:
    statement = read(
        "财政拨款收入支出决算总表",
        ruled("""
    收入 | < | 支出 | < | < | < | <
    项目 | 决算数 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
    一、一般公共预算财政拨款 | 5.00 | 一、一般公共服务支出 | 4.00 | 4.00 | |
    年初财政拨款结转和结余 | 1.00 | 年末财政拨款结转和结余 | 2.00 | 2.00 | |
    一、一般公共预算财政拨款 | 1.00 | | | | |
    总计 | 6.00 | 总计 | 6.00 | 6.00 | |
"""),
        layout=shanghai.TEMPLATE,
    )
    assert amounts_of(statement) == {
        ("1", "1"): "5.00",
        ("28", "1"): "1.00",
        ("29", "1"): "1.00",
        ("32", "1"): "6.00",
        ("33", "2"): "4.00",
        ("33", "3"): "4.00",
        ("60", "2"): "2.00",
        ("60", "3"): "2.00",
        ("64", "2"): "6.00",
        ("64", "3"): "6.00",
    }


# 02, 03, 05, 07, 08: rows by code


def test_blank_cells_keep_their_column() -> None:
    statement = read(
        "支出决算表",
        ruled(
            EXPENDITURE_HEAD
            + """
    | | | 合计 | 10.00 | 4.00 | 6.00 | | |
    201 | < | < | 一般公共服务支出 | 6.00 | | 6.00 | | |
    2010301 | < | < | 行政运行 | 4.00 | 4.00 | | | | -
"""
        ),
    )
    assert [(row.code, row.name) for row in statement.rows] == [
        ("", "合计"),
        ("201", "一般公共服务支出"),
        ("2010301", "行政运行"),
    ]
    assert [cell.column for cell in statement.rows[0].cells] == list("123456")
    assert statement.rows[1].cells[1].amount is None
    assert statement.rows[1].cells[2].amount == Decimal("6.00")
    assert (statement.rows[2].cells[5].amount, statement.rows[2].cells[5].text) == (None, "-")


def test_a_code_in_three_cells_is_one_code() -> None:
    statement = read("支出决算表", ruled(EXPENDITURE_HEAD + "201 | 03 | 01 | 行政运行 | 4.00 | 4.00 | | | |"))
    assert statement.rows[0].code == statement.rows[0].code_text == "2010301"


def test_the_head_and_the_total_repeated_overleaf_count_once() -> None:
    total = "| | | 合计 | 10.00 | 4.00 | 6.00 | | |\n"
    statement = read(
        "支出决算表",
        ruled(EXPENDITURE_HEAD + total + "201 | < | < | 一般公共服务支出 | 4.00 | 4.00 | | | |", page=7),
        ruled(EXPENDITURE_HEAD + total + "208 | < | < | 社会保障和就业支出 | 6.00 | | 6.00 | | |", page=8),
    )
    assert [row.code for row in statement.rows] == ["", "201", "208"]
    assert statement.rows[2].cells[0].page == 8


def test_a_table_goes_on_overleaf_without_its_head() -> None:
    statement = read(
        "支出决算表",
        ruled(EXPENDITURE_HEAD + "2080505 | < | < | 机关事业单位基本养老保险 | 4.00 | 4.00 | | | |", page=7),
        ruled("| < | < | 缴费支出 | | | | | |\n210 | < | < | 卫生健康支出 | 6.00 | | 6.00 | | |", page=8),
    )
    assert [row.name for row in statement.rows] == ["机关事业单位基本养老保险缴费支出", "卫生健康支出"]
    assert amounts_of(statement)["210", "3"] == "6.00"


def test_amounts_with_spaces_and_full_width_digits_are_read_and_kept_as_printed() -> None:
    statement = read(
        "支出决算表", ruled(EXPENDITURE_HEAD + "| | | 合计 | 2, 362. 26 | １,０００.００ | | | |")
    )
    cells = statement.rows[0].cells
    assert [cell.amount for cell in cells[:2]] == [Decimal("2362.26"), Decimal("1000.00")]
    assert [cell.text for cell in cells[:2]] == ["2, 362. 26", "１,０００.００"]


def test_yuan_become_wan_exactly() -> None:
    statement = read(
        "支出决算表",
        ruled(EXPENDITURE_HEAD + "| | | 合计 | 23,622,612.34 | | | | |"),
        captions=("金额单位：元",),
    )
    cell = statement.rows[0].cells[0]
    assert (cell.amount, cell.text, statement.unit) == (Decimal("2362.261234"), "23,622,612.34", "元")


def test_columns_the_set_lacks_are_x_columns() -> None:
    statement = read(
        "国有资本经营预算财政拨款收入支出决算表",
        ruled("""
    项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
    功能分类科目编码 | 科目名称 | ^ | ^ | 合计 | 基本支出 | 项目支出 | ^
    223 | 国有资本经营预算支出 | 1.00 | 2.00 | 3.00 | | 3.00 | 0.00
"""),
        layout=shanghai.TEMPLATE,
    )
    assert amounts_of(statement) == {
        ("223", "x1"): "1.00",
        ("223", "x2"): "2.00",
        ("223", "1"): "3.00",
        ("223", "3"): "3.00",
        ("223", "x3"): "0.00",
    }
    assert [cell.label for cell in statement.rows[0].cells[3:]] == [
        "年初结转和结余",
        "本年收入",
        "年末结转和结余",
    ]


# 06: three blocks


def test_three_blocks_give_rows_and_two_totals() -> None:
    statement = read(
        "一般公共预算财政拨款基本支出决算明细表",
        ruled("""
    人员经费 | < | < | 公用经费 | < | < | < | < | <
    科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
    301 | 工资福利支出 | 8.00 | 302 | 商品和服务支出 | 2.00 | 310 | 资本性支出 |
    30101 | 基本工资 | 8.00 | 30201 | 办公费 | | 31002 | 办公设备购置 | 0.16
    人员经费合计 | < | 8.00 | 公用经费合计 | < | < | < | < | 2.16
"""),
    )
    assert [(row.code, row.name) for row in statement.rows] == [
        ("301", "工资福利支出"),
        ("30101", "基本工资"),
        ("", "人员经费合计"),
        ("302", "商品和服务支出"),
        ("30201", "办公费"),
        ("310", "资本性支出"),
        ("31002", "办公设备购置"),
        ("", "公用经费合计"),
    ]
    assert amounts_of(statement) == {
        ("301", "决算数"): "8.00",
        ("30101", "决算数"): "8.00",
        ("人员经费合计", "决算数"): "8.00",
        ("302", "决算数"): "2.00",
        ("31002", "决算数"): "0.16",
        ("公用经费合计", "决算数"): "2.16",
    }


def test_three_blocks_of_a_plain_extract() -> None:
    statement = read(
        "一般公共预算财政拨款基本支出决算表",
        plain("""
    人员经费 公用经费
    301 工资福利支出 1,238.74 302 商品和服务支出 93.55 307 债务利息及费用支出
    30101 基本工资 270.40 30201 办公费 30702 国外债务付息
    30299 其他商品和服务支出 8.68
    人员经费合计 1,392.64 公用经费合计 93.71
"""),
    )
    assert [row.code for row in statement.rows] == [
        "301",
        "30101",
        "",
        "302",
        "30201",
        "30299",
        "307",
        "30702",
        "",
    ]
    assert amounts_of(statement) == {
        ("301", "决算数"): "1238.74",
        ("30101", "决算数"): "270.40",
        ("人员经费合计", "决算数"): "1392.64",
        ("302", "决算数"): "93.55",
        ("30299", "决算数"): "8.68",
        ("公用经费合计", "决算数"): "93.71",
    }


# 09


def test_pairs_of_budget_and_actual() -> None:
    items = "合计 | < | 因公出国（境）费 | < | 公务用车购置及运行维护费 | < | < | < | < | < | 公务接待费 | <"
    inner = "^ | ^ | ^ | ^ | 小计 | < | 公务用车购置费 | < | 公务用车运行维护费 | < | ^ | ^"
    heads = " | ".join(["预算数", "决算数"] * 6)
    statement = read(
        "财政拨款“三公”经费支出决算表",
        ruled(f"{items}\n{inner}\n{heads}\n9.00|8.00|1.00|0.00|6.00|7.00|4.00|4.50|2.00|2.50|2.00|1.00"),
        layout=shanghai.TEMPLATE,
    )
    assert [str(cell.amount) for cell in statement.rows[0].cells] == [
        *("9.00", "1.00", "6.00", "4.00", "2.00", "2.00"),
        *("8.00", "0.00", "7.00", "4.50", "2.50", "1.00"),
    ]


# Captions, state and 口径


@pytest.mark.parametrize(
    ("title", "note", "budget", "funds"),
    [
        (
            "一般公共预算财政拨款“三公”经费支出决算表",
            "预算数为“三公”经费年初预算数",
            "initial",
            "general_budget",
        ),
        (
            "财政拨款“三公”经费支出决算表",
            "预算数为“三公”经费全年预算数，反映调整后的预算数",
            "full_year",
            "fiscal",
        ),
        ("一般公共预算及政府性基金财政拨款“三公”经费支出决算表", "", None, "fiscal"),
        ("“三公”经费支出决算表", "决算数是包括当年一般公共预算财政拨款的实际支出", None, "general_budget"),
    ],
)
def test_the_basis_of_three_public(title: str, note: str, budget: str | None, funds: str | None) -> None:
    statement = read(title, notes=(note,))
    assert (statement.basis.budget, statement.basis.funds) == (budget, funds)


def test_the_caption_names_department_scope_and_unit() -> None:
    statement = read("2024 年度收入决算表", captions=("部门: 某区某局 ( 汇总 )", "公开 02 表", "单位: 万元"))
    assert (statement.department, statement.scope) == ("某区某局", Scope.CONSOLIDATED)
    assert (statement.unit, statement.year) == ("万元", 2024)


EMPTY = ruled("项目 | < | 合计\n栏次 | < | 1\n合计 | < |")
FUNDS = "政府性基金预算财政拨款收入支出决算表"


@pytest.mark.parametrize(
    ("notes", "state"),
    [
        (
            ("注：本表反映政府性基金收支情况。", "本部门2024年度无政府性基金预算财政拨款收入支出。"),
            State.DECLARED_NIL,
        ),
        (("说明：某部本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。",), State.DECLARED_NIL),
        (("无政府性基金预算财政拨款收入支出的，仍保留该表格式，并在本表下方作下述说明：",), State.EMPTY),
        (("注：本表反映无形资产等情况。",), State.EMPTY),
        ((), State.EMPTY),
    ],
)
def test_a_blank_table_is_empty_unless_its_own_place_says_nil(notes: tuple[str, ...], state: State) -> None:
    assert read(FUNDS, EMPTY, notes=notes).state == state


def test_a_title_without_table_is_a_picture_unless_nil_is_declared() -> None:
    assert read(FUNDS, picture=True).state == State.PICTURE
    assert read(FUNDS).state == State.PICTURE
    assert read(FUNDS, notes=("本单位无政府性基金预算财政拨款收入支出",)).state == State.DECLARED_NIL


def test_what_is_not_announced_is_missing() -> None:
    states = {statement.form: statement.state for statement in with_missing([read(FUNDS, EMPTY)])}
    assert states.pop("07") == State.EMPTY
    assert list(states) == ["01", "02", "03", "04", "05", "06", "08", "09"]
    assert set(states.values()) == {State.MISSING}


def test_a_statement_outside_the_nine_has_no_form() -> None:
    statement = read("项目支出决算表", EMPTY)
    assert (statement.form, statement.statement.value, statement.state) == (None, "other", State.EMPTY)


# Sources that lost blank cells


def test_a_row_that_fills_its_first_columns_against_the_form_is_not_believed() -> None:
    index = " | ".join(map(str, range(1, 13)))
    statement = read("财政拨款“三公”经费支出决算表", tabbed(f"{index}\n0.65 | 0.65 | 0.65 | 0.65"))
    assert {cell.column for cell in statement.rows[0].cells if cell.amount} == {
        "|".join(map(str, range(1, 13)))
    }


def test_two_headings_in_one_cell_leave_the_column_open() -> None:
    statement = read(
        "一般公共预算财政拨款支出决算表",
        tabbed("""
    项目 | | | 本年支出 | |
    科目编码 | | | 科目名称 | 小计 | 基本支出 项目支出
    类 | 款 | 项 | 栏次 | 1 | 2
    201 | | | 一般公共服务支出 | 1,569.78 | 448.80
"""),
    )
    assert amounts_of(statement) == {("201", "1"): "1569.78", ("201", "2|3"): "448.80"}
