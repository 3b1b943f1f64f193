"""Sections made here → the terms that they explain and the lists that they give."""

import pytest

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.terms import read_listings, read_terms

PART = Section(5, "", "第五部分 名词解释")


def terms(*sections: Section) -> list[tuple[str, str]]:
    return [(term.name, term.text) for term in read_terms(sections)]


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def test_a_numbered_section_is_a_term():
    section = Section(
        5, "十", "“三公”经费", paragraphs("指因公出国（境）费等。", "其中：公务接待费反映接待支出。")
    )
    assert terms(PART, section) == [("“三公”经费", "指因公出国（境）费等。其中：公务接待费反映接待支出。")]


@pytest.mark.parametrize(
    "texts",
    [
        ("1.财政拨款收入：指当年拨付的资金。", "2.其他收入：指上述以外的收入。"),
        ("（一）财政拨款收入：指当年拨付的资金。", "（二）其他收入:指上述以外的收入。"),
        ("财政拨款收入：指当年拨付的资金。", "其他收入：指上述以外的收入。"),
        ("一、财政拨款收入：指当年拨付的资金。", "二、其他收入：指上述以外的收入。"),
        ("1.财政拨款收入指当年拨付的资金。", "2.其他收入，指上述以外的收入。"),
    ],
)
def test_terms_that_are_paragraphs(texts):
    section = Section(5, "", "第四部分 名词解释", paragraphs(*texts))
    assert terms(section) == [
        ("财政拨款收入", "指当年拨付的资金。"),
        ("其他收入", "指上述以外的收入。"),
    ]


def test_a_heading_over_terms_is_none_itself_and_ends_the_one_before():
    section = Section(
        5,
        "",
        "第五部分 名词解释",
        paragraphs(
            "（九）年初结转和结余：指继续使用的资金。",
            "（十）本部门使用的支出功能分类科目（到项级）",
            "1.一般公共服务（类）财政事务（款）行政运行（项）：反映基本支出。",
        ),
    )
    assert terms(section) == [
        ("年初结转和结余", "指继续使用的资金。"),
        ("一般公共服务（类）财政事务（款）行政运行（项）", "反映基本支出。"),
    ]


def test_a_glossary_inside_another_part():
    section = Section(3, "五", "专业名词解释", paragraphs("1.基本支出：指日常支出。"))
    assert terms(section) == [("基本支出", "指日常支出。")]


def test_other_parts_explain_nothing():
    assert terms(Section(3, "一", "收入决算情况说明", paragraphs("1.基本支出：指日常支出。"))) == []


@pytest.mark.parametrize(
    "texts",
    [
        (
            "基本支出9万元。其中：人员经费8万元，主要包括：基本工资、维修（护）费；公用经费1万元，主要包括：办公费、水费等。",
        ),
        (
            "（一）人员经费8万元。主要包括：基本工资、维修（护）费。",
            "（二）公用经费1万元。主要包括：办公费、水费。",
        ),
        (
            "人员经费8万元，较上年增加1万元。人员经费用途主要包括基本工资、维修（护）费。公用经费1万元。公用经费用途主要包括办公费、水费。",
        ),
    ],
)
def test_what_personnel_and_public_expenditure_include(texts):
    section = Section(3, "六", "一般公共预算财政拨款基本支出决算情况说明", paragraphs(*texts))
    assert [(one.section, one.kind, one.names) for one in read_listings((section,))] == [
        ("六", "personnel", ("基本工资", "维修（护）费")),
        ("六", "public", ("办公费", "水费")),
    ]
