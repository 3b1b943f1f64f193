"""Layouts are recognised by titles and headers, statements by the words of their title."""

import pytest

from disclosures.statements import Statement
from ingest.parsing import layouts
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.outline import StatementBlock
from tests.parsing.statement_blocks import plain, ruled

FUNDS = "政府性基金预算财政拨款收入支出决算表"
CAPITAL = "国有资本经营预算财政拨款支出决算表"
THREE = "财政拨款“三公”经费支出决算表"

INDEXED = ruled("""
    项目 | 行次 | 金额
    栏次 |      | 1
""")
HALVES = ruled("""
    预算数 | <    | 决算数 | <
    合计   | 公务接待费 | 合计   | 公务接待费
""")
PAIRS = ruled("""
    合计   | <      | 公务接待费 | <
    预算数 | 决算数 | 预算数     | 决算数
""")


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("2023年度收入支出决算总表", Statement.SUMMARY),
        ("2024 年度收入决算表", Statement.REVENUE),
        ("支出决算表（表3）", Statement.EXPENDITURE),
        ("财政拨款收入支出决算总表", Statement.APPROPRIATION_SUMMARY),
        ("一般公共预算财政拨款支出决算表", Statement.GENERAL_BUDGET),
        ("一般公共预算财政拨款基本支出决算明细表", Statement.BASIC_BY_ECONOMIC),
        ("2023年度一般公共预算财政拨款基本支出决算表", Statement.BASIC_BY_ECONOMIC),
        (FUNDS, Statement.GOVERNMENT_FUNDS),
        (CAPITAL, Statement.STATE_CAPITAL),
        ("国有资本经营预算财政拨款收入支出决算表", Statement.STATE_CAPITAL),
        ("2024 年度财政拨款 “三公” 经费支出决算表", Statement.THREE_PUBLIC),
        ("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", Statement.THREE_PUBLIC),
        ("政府性基金预算财政拨款基本支出决算表", Statement.OTHER),
        ("一般公共预算财政拨款支出决算明细表", Statement.OTHER),
        ("项目收入支出决算表", Statement.OTHER),
        ("收入决算表（分单位）", Statement.OTHER),
        ("政府采购情况表", Statement.OTHER),
    ],
)
def test_a_statement_is_known_by_its_title(title: str, statement: Statement) -> None:
    assert layouts.statement_of(title) == statement


def block(title: str, *grids: object, number: str = "") -> StatementBlock:
    return StatementBlock(title, number, grids=grids)  # type: ignore[arg-type]


def test_the_order_of_the_last_three_tells_the_older_set_from_the_newer() -> None:
    first = block("收入支出决算总表", INDEXED)
    newer = [first, block(FUNDS), block(CAPITAL), block(THREE)]
    older = [first, block(THREE), block(FUNDS), block(CAPITAL)]
    assert layouts.recognise(newer).name == "wuhan-2023"
    assert layouts.recognise(older).name == "wuhan-2020"


def test_titles_alone_are_enough() -> None:
    first = block("收入支出决算总表", number="表1")
    older = [first, block(THREE, number="表7"), block(FUNDS, number="表8")]
    assert layouts.recognise(older).name == "wuhan-2018"
    assert layouts.recognise([*older, block(CAPITAL, number="表9")]).name == "wuhan-2020"


def test_titles_that_fit_several_families_name_them_all() -> None:
    seventh = layouts.recognise([block(THREE), block(FUNDS), block(CAPITAL)])
    assert seventh.candidates == ("wuhan-2020", "guangdong-2021", "shanghai-2024")
    assert layouts.recognise([block(FUNDS), block(CAPITAL), block(THREE)]).candidates == (
        "wuhan-2023",
        "wuhan-2024",
    )


def test_without_numbers_the_heads_of_three_public_decide() -> None:
    bare = block("收入支出决算总表", ruled("项目 | 决算数"))
    assert layouts.recognise([bare, block(THREE, PAIRS), block(FUNDS)]).name == "shanghai-2024"
    assert layouts.recognise([bare, block(THREE, HALVES), block(FUNDS)]).name == "unnumbered"


def test_the_heads_repeated_overleaf_are_no_pairs() -> None:
    bare = block("收入支出决算总表", plain("项目 决算数"))
    assert layouts.recognise([bare, block(THREE, HALVES, HALVES)]).name == "unnumbered"


def test_heads_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ReadError) as refused:
        layouts.recognise([block(THREE, PAIRS), block(THREE, HALVES)])
    assert refused.value.reason == Reason.AMBIGUOUS_LAYOUT
