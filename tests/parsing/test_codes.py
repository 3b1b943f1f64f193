"""Codes that a source cut short."""

from ingest.parsing.codes import complete
from tests.parsing.statement_blocks import read, tabbed

REVENUE = "收入决算表"
EXPENDITURE = "支出决算表"
BASIC = "一般公共预算财政拨款基本支出决算明细表"
HEAD = "科目编码 | 科目名称 | 合计\n"
BASIC_HEAD = "科目编码 | 科目名称 | 决算数\n"


def codes_of(
    title: str, rows: str, *others: tuple[str, str], year: int | None = 2024
) -> list[tuple[str, str]]:
    statements = [read(name, tabbed(_head(name) + text)) for name, text in ((title, rows), *others)]
    first = complete(statements, year).statements[0]
    return [(row.code, row.code_text) for row in first.rows]


def _head(title: str) -> str:
    return BASIC_HEAD if title == BASIC else HEAD


def test_name_and_parent_leave_one_code() -> None:
    rows = """
    20131 | 党委办公厅（室）及相关机构事务 | 3.00
    201310 | 行政运行 | 1.00
    201310 | 一般行政管理事务 | 1.00
    201315 | 事业运行 | 1.00
    """
    assert codes_of(REVENUE, rows) == [
        ("20131", "20131"),
        ("2013101", "201310"),
        ("2013102", "201310"),
        ("2013150", "201315"),
    ]


def test_the_documents_other_statements_come_before_the_classification() -> None:
    rows = "20131 | 党委办公厅（室）及相关机构事务 | 1.00\n201310 | 某项专门事务 | 1.00"
    other = (EXPENDITURE, "2013107 | 某项专门事务 | 1.00")
    assert codes_of(REVENUE, rows, other)[1] == ("2013107", "201310")


def test_a_name_cut_off_is_still_a_name() -> None:
    rows = "301 | 工资福利支出 | 3.00\n3010 | 机关事业单位基本养老保险缴 | 1.00\n3011 | 住房公积金 | 1.00"
    assert codes_of(BASIC, rows) == [("301", "301"), ("30108", "3010"), ("30113", "3011")]


def test_an_unknown_name_keeps_its_printed_digits_and_is_reported() -> None:
    statement = read(
        REVENUE,
        tabbed(HEAD + "20131 | 党委办公厅（室）及相关机构事务 | 1.00\n201310 | 无人知晓的项目 | 1.00"),
    )
    completion = complete([statement], 2024)
    assert [row.code for row in completion.statements[0].rows] == ["20131", "201310"]
    assert [(place.row, place.text) for place in completion.incomplete] == [
        ("201310", "201310 无人知晓的项目")
    ]


def test_two_codes_that_fit_are_no_code() -> None:
    # 2080505 and 2080506 both begin so; the name is cut off before it tells them apart.
    rows = "20805 | 行政事业单位养老支出 | 1.00\n208050 | 机关事业单位 | 1.00"
    assert codes_of(REVENUE, rows)[1] == ("208050", "208050")


def test_the_digits_of_the_row_above_under_another_name_are_cut_short() -> None:
    rows = "301 | 工资福利支出 | 2.00\n301 | 基本工资 | 1.00\n301 | 奖金 | 1.00"
    assert codes_of(BASIC, rows) == [("301", "301"), ("30101", "301"), ("30103", "301")]


def test_a_full_code_is_never_touched() -> None:
    rows = "2013101 | 别的名称 | 1.00\n2999999 | 没有的科目 | 1.00"
    assert codes_of(REVENUE, rows) == [("2013101", "2013101"), ("2999999", "2999999")]
