"""目录 against the body, the numbers of headings, lost parts; the years and the units that sentences name."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disclosures.statements import FORMS, State, Statement
from ingest.checks import check_report
from ingest.parsing.facts import (
    Base,
    Claim,
    Finding,
    Outcome,
    Paragraph,
    Report,
    Section,
    Severity,
    Source,
    StatementRead,
)
from tests.checks.correct_report import CAPITAL, FUNDS, THREE, B, D, E, R

WARNING, INFO = Severity.WARNING, Severity.INFO
TITLES = ("收入支出决算总体", "收入决算", "支出决算", "财政拨款收支", "机关运行经费", "政府采购支出")
ENTRIES = [
    "目录",
    "第三部分 部门决算情况说明",
    *(f"{n}、{t}" for n, t in zip("一二三四五六", TITLES, strict=True)),
]


def section(part: int, number: str, title: str, *texts: str, page=20) -> Section:
    return Section(part, number, title, tuple(Paragraph(text, page) for text in texts), page)


def body(titles: Sequence[str] = TITLES, text: str = "") -> list[Section]:
    """The narrative with these sections; ``text`` stands in the first."""
    first = [text] if text else []
    return [
        section(3, number, title, *(first if place == 0 else []))
        for place, (number, title) in enumerate(zip("一二三四五六七八", titles, strict=False))
    ]


def findings(check: str, sections: Sequence[Section], **more) -> list[Finding]:
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(source, None, "", (), 2023, None, "万元", "", "", sections=tuple(sections), **more)
    return [one for one in check_report(report) if one.check == check]


def contents(entries: Sequence[str], sections: Sequence[Section], **more) -> list[Finding]:
    return findings("TX_CONTENTS", [section(0, "", "", *entries, page=2), *sections], **more)


def places(one: Finding) -> list[tuple[int | None, str]]:
    return [(place.page, place.text) for place in one.where]


# 目录


def test_contents_and_body_that_agree():
    assert contents(ENTRIES, body()) == []


def test_an_entry_that_the_body_lacks():
    (one,) = contents([*ENTRIES, "七、国有资产占用......12"], body())
    assert one.message == "目录列有“七、国有资产占用”，正文中没有找到。"
    assert (one.outcome, one.severity, one.found) == (Outcome.FAIL, WARNING, "国有资产占用")
    assert places(one) == [(2, "七、国有资产占用......12")]


@pytest.mark.parametrize(
    ("entry", "sections", "missing"),
    [
        ("七、国有资产占用情况说明", body((*TITLES, "“国有资产”占用")), False),  # words that vary
        ("七、国有资产占用", body((*TITLES, "关于国有资产占用的")), False),
        ("七、国有资产占用", body(text="（七）国有资产 占用：车辆8辆"), False),  # anywhere in the body
        ("七、名词", body(), False),  # too short to tell
        ("七、国有资产", body(), True),
        ("第七、国有资产占用", body(), False),  # no entry
    ],
)
def test_what_counts_as_there(entry, sections, missing):
    found = contents([*ENTRIES, entry], sections)
    assert ["没有找到" in one.message for one in found if "正文中" in one.message] == [True] * missing


def test_what_stands_before_the_word_contents_is_no_entry():
    assert contents(["七、国有资产占用", *ENTRIES], body()) == []
    assert contents([" 目 录 ", *ENTRIES[1:], "七、国有资产占用"], body()) != []


@pytest.mark.parametrize(("kept", "judged"), [(4, False), (5, True)])
def test_a_short_list_is_no_contents(kept, judged):
    entries = [*ENTRIES[: 1 + kept], "七、国有资产占用"]  # the heading of the part is no entry
    assert bool([one for one in contents(entries, body()) if "没有找到" in one.message]) is judged


def test_a_section_that_the_contents_lack():
    (one,) = contents(ENTRIES, body((*TITLES, "国有资产占用")))
    assert one.message == "正文有“七、国有资产占用”，目录中没有。"
    assert (one.severity, one.found, places(one)) == (WARNING, "国有资产占用", [(20, "国有资产占用")])


@pytest.mark.parametrize(
    "extra",
    [
        section(3, "", "国有资产占用"),  # no number
        section(4, "七", "国有资产占用"),  # another part
        section(3, "六", "国有资产占用"),  # the number is listed
        section(3, "七", "政府采购支出情况说明"),  # the title is
    ],
)
def test_a_section_that_need_not_be_listed(extra):
    assert contents(ENTRIES, [*body(), extra]) == []


def statements(*left: Statement) -> tuple[StatementRead, ...]:
    return tuple(
        StatementRead(key, form.number, form.title, f"公开{form.number}表", State.DECLARED_NIL, pages=(9,))
        for key, form in FORMS.items()
        if key not in left
    )


def listed(*left: Statement) -> list[str]:
    """目录 with the statements but for some."""
    told = [form.title for key, form in FORMS.items() if key not in left]
    return [
        "目录",
        "第二部分 决算表",
        *(f"{n}、{title}" for n, title in zip("一二三四五六七八九", told, strict=False)),
    ]


@pytest.mark.parametrize("statement", [R, E, B, FUNDS, CAPITAL, THREE])
def test_a_statement_that_the_contents_lack(statement):
    found = contents(listed(statement), [section(2, "", "部门报表")], statements=statements())
    title = FORMS[statement].title
    assert [one.message for one in found] == [f"正文有“{title}”，目录中没有。"]
    assert (found[0].severity, found[0].found, places(found[0])) == (WARNING, title, [(9, title)])


def test_contents_that_list_all_statements_or_hardly_any_lack_none():
    assert contents(listed(), [section(2, "", "部门报表")], statements=statements()) == []
    few = listed(R, E, B, FUNDS, THREE)
    assert (
        contents([*few, *ENTRIES[1:]], [section(2, "", "部门报表"), *body()], statements=statements()) == []
    )


def test_a_statement_that_is_missing_from_the_body_makes_its_entry_wrong():
    read = tuple(replace(one, state=State.MISSING) if one.statement is R else one for one in statements())
    assert contents(listed(R), [section(2, "", "部门报表")], statements=read) == []
    (one,) = contents(listed(), [section(2, "", "部门报表")], statements=statements(R))
    assert one.message == "目录列有“二、收入决算表”，正文中没有找到。"


# The numbers of headings, and parts


def test_a_number_left_out_of_the_headings():
    texts = ("（一）总体情况", "其他文字", "（四）具体情况" + "很长" * 40)
    (one,) = findings("TX_HEADING_GAP", [section(3, "一", "说明", *texts)])
    assert one.message == "标题的序号从“一”到“四”，中间缺 2 个。"
    assert (one.severity, one.found, one.expected) == (INFO, "四", "二")
    assert places(one) == [(20, texts[0]), (20, texts[2][:60])]


@pytest.mark.parametrize(
    "texts",
    [
        ("（一）甲", "（二）乙", "（一）丙", "（二）丁"),
        ("（一）甲", "（一）乙"),
        ("（二）甲", "（三）乙"),
        ("（一）甲", "三、乙"),
        ("（一）甲", "文字（三）乙"),
    ],
)
def test_headings_that_follow_each_other_or_begin_anew(texts):
    assert findings("TX_HEADING_GAP", [section(3, "一", "说明", *texts)]) == []


def test_headings_of_two_sections_and_of_the_cover_are_not_one_sequence():
    sections = [
        section(3, "一", "甲", "（一）甲"),
        section(3, "二", "乙", "（三）乙"),
        section(3, "三", "丙"),
    ]
    assert findings("TX_HEADING_GAP", sections) == []
    assert findings("TX_HEADING_GAP", [section(0, "", "", "（一）甲", "（三）乙")]) == []


def test_a_section_left_out_of_the_narrative():
    told = [section(3, "一", "收入"), section(3, "三", "支出"), section(4, "九", "工作")]
    (one,) = findings("TX_HEADING_GAP", told)
    assert one.message == "标题的序号从“一”到“三”，中间缺 1 个。"
    assert places(one) == [(20, "收入"), (20, "支出")]


def test_a_part_between_two_others_is_missing():
    told = [section(part, "", f"第{word}部分") for part, word in ((1, "一"), (3, "三"), (5, "五"))]
    found = findings("TX_GAP", told)
    assert [(one.message, one.found, one.severity) for one in found] == [
        ("没有找到第二部分的标题，可能缺少一部分或一页。", "二", INFO),
        ("没有找到第四部分的标题，可能缺少一部分或一页。", "四", INFO),
    ]
    assert findings("TX_GAP", [*told, section(2, "", "表"), section(3, "", " 第四部分 名词")]) == []
    numbered = section(3, "四", "第四部分的工作")
    assert [one.found for one in findings("TX_GAP", [*told, section(2, "", "表"), numbered])] == ["四"]


# Years


def compared(base_year: int | None, text: str, kind="change", base=Base.PRIOR_YEAR) -> Claim:
    return Claim(kind, "income_total", D("9"), base, base_year, section="一", page=20, text=text)


def test_a_comparison_with_a_year_that_is_not_the_one_before():
    text = "与2021年度相比，收入总计增加1.00万元。"
    (one,) = findings("TX_YEAR", body(), claims=(compared(2021, text), compared(2021, text)))
    assert one.message == f"“{text}”与 2021 年比较，决算年度 2023 的上一年是 2022，请对照。"
    assert (one.severity, one.found, one.expected, one.claim) == (WARNING, "2021", "2022", 0)
    assert places(one) == [(20, text)]


@pytest.mark.parametrize(
    "claim",
    [
        compared(2022, "与2022年度相比增加1.00万元。"),
        compared(None, "与2021年度相比增加1.00万元。"),
        compared(2021, "2021年立项的工程增加1.00万元。"),  # no comparison
        compared(2021, "与2021年度相比增加1.00万元，比2022年度增加2.00万元。"),  # besides
        compared(2021, "与2021年度相比增加1.00万元。", base=Base.INITIAL_BUDGET),
        compared(2021, "与2021年度相比增加1.00万元。", kind="completion"),
    ],
)
def test_a_comparison_that_is_in_order(claim):
    assert findings("TX_YEAR", body(), claims=(claim,)) == []


def test_two_sentences_with_another_year_are_two_findings():
    texts = ("与2021年度相比增加1.00万元。", "比2021年增加2.00万元。")
    claims = (compared(2022, "与2022年度相比"), *(compared(2021, text) for text in texts))
    assert [one.claim for one in findings("TX_YEAR", body(), claims=claims)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "根据要求，我部门组织对2022年度一般公共预算项目支出开展自评。",
            "组织对2022年度一般公共预算项目支出",
        ),
        ("人员增加。2022年共接待国内来访团组6个。", "2022年共接待国内"),
        ("根据要求，我部门组织对2023年度一般公共预算项目支出开展自评。", ""),
        ("人员增加。2023年共接待国内来访团组6个。", ""),
    ],
)
def test_the_year_of_a_set_phrase(text, said):
    found = findings("TX_YEAR", body(text=text))
    told = [f"“{said}”的年度是 2022，决算年度是 2023，请对照。"]
    assert [one.message for one in found] == (told if said else [])


# An amount in 元 that another place tells in 万元


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("全年支出1081.00元。", "1081.00元"),
        ("全年支出1,081.00元。", "1,081.00元"),
        ("全年支出1082.00元。", ""),
        ("全年支出1081.00元/人。", ""),
        ("人均支出1081.00元。", ""),
    ],
)
def test_the_digits_of_an_amount_in_yuan(text, slip):
    told = Claim("amount", "expenditure_total", D("1081.00"), section="一", page=20, text="支出")
    found = findings("TX_UNIT", body(text=text), claims=(told,))
    assert [(one.message, one.found) for one in found] == [(f"“{slip}”在别处是万元，请对照单位。", slip)][
        : bool(slip)
    ]


@pytest.mark.parametrize(("amount", "told"), [("9.5", False), ("95", False), ("9.50", True), ("95.5", True)])
def test_short_digits_are_no_sign_of_a_slip(amount, told):
    own = Claim("amount", "expenditure_total", D(amount), section="一", page=20, text="支出")
    assert bool(findings("TX_UNIT", body(text=f"全年支出{amount}元。"), claims=(own,))) is told
