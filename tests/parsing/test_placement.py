"""Amounts whose column the source lost: placed where one place is left, else left out and reported."""

from ingest.parsing.facts import Origin, StatementRead
from ingest.parsing.placement import Placement, place
from tests.parsing.statement_blocks import amounts_of, plain, read, tabbed

SUMMARY = "收入支出决算总表"
REVENUE = "收入决算表"
EXPENDITURE = "支出决算表"
APPROPRIATION = "财政拨款收入支出决算总表"
GENERAL = "一般公共预算财政拨款支出决算表"
BASIC = "一般公共预算财政拨款基本支出决算表"
FUNDS = "政府性基金预算财政拨款收入支出决算表"
THREE_PUBLIC = "财政拨款“三公”经费支出决算表"


def extract(title: str, text: str) -> StatementRead:
    return read(title, plain(text))


def placed(*statements: StatementRead) -> tuple[Placement, dict[str, dict[tuple[str, str], str]]]:
    placement = place(statements)
    return placement, {statement.title: amounts_of(statement) for statement in placement.statements}


GENERAL_ROWS = """
    合计 100.00 60.00 40.00
    201 一般公共服务支出 70.00 30.00 40.00
    20103 政府办公厅（室）及相关机构事务 70.00 30.00 40.00
    2010301 行政运行 30.00 30.00
    2010302 一般行政管理事务 40.00 40.00
    208 社会保障和就业支出 30.00 30.00
"""


def test_all_columns_filled_are_read_in_order() -> None:
    _, amounts = placed(extract(GENERAL, "合计 100.00 60.00 40.00"))
    assert amounts[GENERAL] == {("合计", "1"): "100.00", ("合计", "2"): "60.00", ("合计", "3"): "40.00"}


def test_the_sums_of_a_column_place_a_single_amount() -> None:
    placement, amounts = placed(extract(GENERAL, GENERAL_ROWS))
    assert amounts[GENERAL]["2010301", "2"] == "30.00"
    assert amounts[GENERAL]["2010302", "3"] == "40.00"
    assert amounts[GENERAL]["208", "2"] == "30.00"
    assert placement.unplaced == ()
    origins = {
        (row.code, cell.column): cell.origin
        for row in placement.statements[0].rows
        for cell in row.cells
        if cell.amount is not None
    }
    assert origins["2010301", "1"] == Origin.TEXT
    assert origins["2010301", "2"] == Origin.DERIVED
    assert origins["201", "3"] == Origin.TEXT


def test_an_amount_that_a_row_does_not_print_is_never_added() -> None:
    rows = """
    合计 100.00 60.00 40.00
    201 一般公共服务支出 60.00 60.00
    206 科学技术支出 40.00
    """
    _, amounts = placed(extract(GENERAL, rows))
    assert amounts[GENERAL]["201", "2"] == "60.00"
    assert [key for key in amounts[GENERAL] if key[0] == "206"] == [("206", "1")]


def test_two_places_that_fit_leave_the_cell_blank_and_say_so() -> None:
    rows = """
    合计 60.00 30.00 30.00
    201 一般公共服务支出 30.00 30.00
    208 社会保障和就业支出 30.00 30.00
    """
    placement, amounts = placed(extract(GENERAL, rows))
    assert {key for key in amounts[GENERAL] if key[0] in ("201", "208")} == {("201", "1"), ("208", "1")}
    assert [(doubt.row, doubt.text) for doubt in placement.unplaced] == [
        ("201", "一般公共服务支出 30.00"),
        ("208", "社会保障和就业支出 30.00"),
    ]


def test_sums_that_do_not_come_out_place_nothing() -> None:
    rows = """
    合计 100.00 55.00 45.00
    201 一般公共服务支出 60.00 60.00
    208 社会保障和就业支出 40.00 40.00
    """
    placement, amounts = placed(extract(GENERAL, rows))
    assert {key[1] for key in amounts[GENERAL] if key[0] in ("201", "208")} == {"1"}
    assert len(placement.unplaced) == 2


def test_rounding_does_not_stand_in_the_way() -> None:
    rows = """
    合计 100.01 60.01 40.00
    201 一般公共服务支出 60.00 60.00
    208 社会保障和就业支出 40.00 40.00
    """
    _, amounts = placed(extract(GENERAL, rows))
    assert (amounts[GENERAL]["201", "2"], amounts[GENERAL]["208", "3"]) == ("60.00", "40.00")


def test_a_row_that_contradicts_itself_is_left_alone() -> None:
    rows = """
    合计 100.00 60.00 40.00
    201 一般公共服务支出 50.00 60.00
    208 社会保障和就业支出 40.00 40.00
    """
    _, amounts = placed(extract(GENERAL, rows))
    assert not [key for key in amounts[GENERAL] if key[0] == "201"]


def test_another_statement_fixes_the_total_of_this_one() -> None:
    summary = """
    一、一般公共预算财政拨款收入 1 90.00 一、一般公共服务支出 31 100.00
    八、其他收入 8 10.00 八、社会保障和就业支出 38
    本年收入合计 27 100.00 本年支出合计 57 100.00
    """
    revenue = """
    合计 100.00 90.00 10.00
    201 一般公共服务支出 100.00 90.00 10.00
    """
    incomes = """
    二、政府性基金预算财政拨款收入 2 二、外交支出 32
    三、国有资本经营预算财政拨款收入 3 三、国防支出 33
    四、上级补助收入 4 四、公共安全支出 34
    """
    _, amounts = placed(extract(SUMMARY, summary + incomes), extract(REVENUE, revenue))
    assert amounts[REVENUE] == {
        ("合计", "1"): "100.00",
        ("合计", "2"): "90.00",
        ("201", "1"): "100.00",
        ("201", "2"): "90.00",
        ("合计", "7"): "10.00",
        ("201", "7"): "10.00",
    }


def test_05_and_06_place_what_03_lost() -> None:
    expenditure = """
    合计 100.00 60.00 40.00
    201 一般公共服务支出 70.00 30.00 40.00
    208 社会保障和就业支出 30.00 30.00
    """
    _, amounts = placed(extract(EXPENDITURE, expenditure), extract(GENERAL, GENERAL_ROWS))
    assert (amounts[EXPENDITURE]["合计", "2"], amounts[EXPENDITURE]["合计", "3"]) == ("60.00", "40.00")
    assert amounts[EXPENDITURE]["208", "2"] == "30.00"
    alone, _ = placed(extract(EXPENDITURE, expenditure))
    assert len(alone.unplaced) == 5  # by itself 03 does not say which of its five columns these are


def test_04_takes_its_columns_from_05_and_07() -> None:
    appropriation = """
    一、一般公共预算财政拨款 1 100.00 一、一般公共服务支出 33 70.00 70.00
    二、政府性基金预算财政拨款 2 5.00 八、社会保障和就业支出 40 30.00 30.00
    10 十一、城乡社区支出 43 5.00 5.00
    本年收入合计 27 105.00 本年支出合计 59 105.00 100.00 5.00
    """
    funds = """
    合计 5.00 5.00 5.00
    212 城乡社区支出 5.00 5.00 5.00
    """
    _, amounts = placed(
        extract(APPROPRIATION, appropriation), extract(GENERAL, GENERAL_ROWS), extract(FUNDS, funds)
    )
    assert {key: value for key, value in amounts[APPROPRIATION].items() if key[1] in "345"} == {
        ("33", "3"): "70.00",
        ("40", "3"): "30.00",
        ("43", "4"): "5.00",
        ("59", "3"): "100.00",
        ("59", "4"): "5.00",
    }
    # 本年收入 and 小计 are certain; whether it was 基本 or 项目 nothing says.
    assert amounts[FUNDS]["合计", "2"] == amounts[FUNDS]["合计", "3"] == "5.00"
    assert ("合计", "5") not in amounts[FUNDS]


def test_a_column_lost_in_the_head_is_found_row_by_row() -> None:
    head = """
    项目 | | | 本年支出 | |
    科目编码 | | | 科目名称 | 小计 | 基本支出 项目支出
    类 | 款 | 项 | 栏次 | 1 | 2
    """
    general = """
    | | | 合计 | 100.00 | 60.00
    201 | | | 一般公共服务支出 | 70.00 | 40.00
    2010302 | | | 一般行政管理事务 | 40.00 | 40.00
    208 | | | 社会保障和就业支出 | 30.00 |
    """
    basic = "人员经费合计 50.00 公用经费合计 10.00"
    expenditure = """
    合计 100.00 60.00 40.00 0.00 0.00 0.00
    201 一般公共服务支出 70.00 30.00 40.00 0.00 0.00 0.00
    2010302 一般行政管理事务 40.00 0.00 40.00 0.00 0.00 0.00
    208 社会保障和就业支出 30.00 30.00 0.00 0.00 0.00 0.00
    """
    _, amounts = placed(
        extract(EXPENDITURE, expenditure), read(GENERAL, tabbed(head + general)), extract(BASIC, basic)
    )
    assert amounts[GENERAL] == {
        ("合计", "1"): "100.00",
        ("合计", "2"): "60.00",
        ("201", "1"): "70.00",
        ("201", "3"): "40.00",
        ("2010302", "1"): "40.00",
        ("2010302", "3"): "40.00",
        ("208", "1"): "30.00",
    }


def test_three_public_by_its_identities() -> None:
    placement, amounts = placed(
        extract(THREE_PUBLIC, "9.00 1.00 6.00 4.00 2.00 2.00 8.00 7.50 5.00 2.50 0.50")
    )
    assert amounts[THREE_PUBLIC] == {
        ("", str(column)): value
        for column, value in zip(
            (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12),
            "9.00 1.00 6.00 4.00 2.00 2.00 8.00 7.50 5.00 2.50 0.50".split(),
            strict=True,
        )
    }
    assert placement.unplaced == ()


def test_three_public_keeps_what_is_certain_and_leaves_the_rest() -> None:
    basic = "30217 公务接待费 0.65\n公用经费合计 0.65"
    placement, amounts = placed(extract(THREE_PUBLIC, "0.65 0.65 0.65 0.65"), extract(BASIC, basic))
    # 06 says that 0.65 was spent on receptions; what was budgeted, abroad or receptions, nothing says.
    assert amounts[THREE_PUBLIC] == {("", "1"): "0.65", ("", "7"): "0.65", ("", "12"): "0.65"}
    assert [doubt.text for doubt in placement.unplaced] == ["0.65"]


def test_statements_without_open_amounts_come_back_as_they_are() -> None:
    statement = extract(GENERAL, "合计 100.00 60.00 40.00")
    assert place([statement]).statements == (statement,)


def test_amounts_that_moved_into_lost_blanks_are_put_back() -> None:
    head = """
    类 | 款 | 项 | 栏次 | 1 | 2 | 3
    """
    rows = """
    | | | 合计 | 100.00 | 60.00 | 40.00
    201 | | | 一般公共服务支出 | 30.00 | 30.00 |
    206 | | | 科学技术支出 | 40.00 | 40.00 |
    208 | | | 社会保障和就业支出 | 30.00 | 30.00 |
    """
    _, amounts = placed(read(GENERAL, tabbed(head + rows)))
    assert amounts[GENERAL]["206", "3"] == "40.00"
    assert amounts[GENERAL]["208", "2"] == "30.00"
    assert ("206", "2") not in amounts[GENERAL]


def test_a_slip_in_one_column_is_the_publishers_and_stays() -> None:
    head = """
    类 | 款 | 项 | 栏次 | 1 | 2 | 3
    """
    rows = """
    | | | 合计 | 100.00 | 60.00 | 40.00
    201 | | | 一般公共服务支出 | 99.00 | 60.00 | 39.00
    208 | | | 社会保障和就业支出 | 2.00 | 2.00 |
    """
    _, amounts = placed(
        read(GENERAL, tabbed(head + rows.replace("39.00", "40.00").replace("99.00", "100.00")))
    )
    assert amounts[GENERAL]["208", "2"] == "2.00"
