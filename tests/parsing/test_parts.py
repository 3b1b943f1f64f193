"""Headings made here → what the parts of other provinces' reports are, by their titles."""

import pytest

from ingest.parsing.facts import Section
from ingest.parsing.pages import Line, Page
from ingest.parsing.parts import ANNEX, GLOSSARY, NARRATIVE, OTHER, OVERVIEW, STATEMENTS, kind_of
from ingest.parsing.sections import find_sections


def find(*lines: str) -> list[Section]:
    return list(find_sections((Page(None, tuple(Line(text) for text in lines)),)))


def outline(*lines: str) -> list[tuple[int, str, str]]:
    return [(section.part, section.number, section.title) for section in find(*lines) if section.part]


@pytest.mark.parametrize(
    ("title", "printed", "kind"),
    [
        ("第一部分 某局概况", 1, OVERVIEW),
        ("第二部分 2023年度部门决算表", 2, STATEMENTS),
        ("第三部分 2023年度部门决算情况说明", 3, NARRATIVE),
        ("第四部分 2023年重点工作完成情况", 4, OTHER),
        ("第四部分 其他需要说明的情况", 4, OTHER),
        ("第五部分 名词解释", 5, GLOSSARY),
        ("第六部分 附件", 6, ANNEX),
        ("第二部分 2023年度部门决算情况说明", 2, NARRATIVE),
        ("第三部分 专业名词解释", 3, GLOSSARY),
        ("第四部分 附件", 4, ANNEX),
        ("第五部分 附表", 5, STATEMENTS),
        ("第一部分 2021年度部门决算报表", 1, STATEMENTS),
        ("第四部分 其他重要事项及相关口径情况说明", 4, NARRATIVE),
        ("第四部分 决算公开联系方式及信息反馈渠道", 4, OTHER),
        ("第三部分 某局2023年度部门决算情", 3, NARRATIVE),
        ("第三部分", 3, NARRATIVE),
    ],
)
def test_a_part_is_what_its_title_says(title, printed, kind):
    assert kind_of(title, printed, narrated=False) == kind


def test_a_part_without_a_telling_title_is_no_second_narrative():
    assert kind_of("第三部分 绩效情况", 3, narrated=True) == OTHER


def test_titles_on_the_line_below_their_number():
    found = outline(
        "第一部分", "某局概况", "一、部门职责", "负责某事。",
        "第二部分", "2021年度部门决算表", "（见附件）",
        "第三部分", "2021年度部门决算情况说明", "一、收入支出决算总体情况说明", "收、支总计5万元。",
        "第四部分", "名词解释", "一、基本支出：指支出。",
    )  # fmt: skip
    assert found == [
        (1, "", "第一部分某局概况"),
        (1, "一", "部门职责"),
        (2, "", "第二部分2021年度部门决算表"),
        (3, "", "第三部分2021年度部门决算情况说明"),
        (3, "一", "收入支出决算总体情况说明"),
        (5, "", "第四部分名词解释"),
        (5, "一", "基本支出"),
    ]


def test_the_narrative_in_two_parts_counts_twice():
    found = outline(
        "第一部分 概况", "一、主要职能", "负责某事。",
        "第三部分 2022年度部门决算情况说明", "一、收入决算情况说明", "收入合计5万元。",
        "第四部分 其他重要事项及相关口径情况说明", "一、机关运行经费支出情况", "支出1万元。",
    )  # fmt: skip
    assert [entry[:2] for entry in found if entry[0] == 3] == [(3, ""), (3, "一"), (3, ""), (3, "一")]


def test_chapters_with_bracketed_sections():
    found = outline(
        "某局2021年度部门决算",
        "一、部门基本情况", "(一)部门职责", "负责某事。",
        "二、部门决算公开表", "详见附表。",
        "三、2021年度部门决算情况说明",
        "(一)收入支出决算总体情况说明", "收、支总计5万元。",
        "(二)收入决算情况说明", "1.收入合计5万元。",
        "(三)其他说明", "无。",
        "四、名词解释", "1.基本支出：指支出。",
    )  # fmt: skip
    assert found == [
        (1, "", "部门基本情况"),
        (2, "", "部门决算公开表"),
        (3, "", "2021年度部门决算情况说明"),
        (3, "一", "收入支出决算总体情况说明"),
        (3, "二", "收入决算情况说明"),
        (3, "三", "其他说明"),
        (5, "", "名词解释"),
    ]


def test_chapters_on_a_topic_are_sections_and_their_brackets_are_not():
    found = outline(
        "一、部门基本情况", "（一）职能职责", "负责某事。",
        "二、部门决算情况说明", "（一）收入支出决算总体情况说明。", "收入总计5万元。",
        "三、“三公”经费情况说明", "（一）“三公”经费支出总体情况说明。", "“三公”经费支出1万元。",
        "四、其他需要说明的事项", "（一）机关运行经费情况说明。", "机关运行经费支出1万元。",
        "五、专业名词解释", "（一）基本支出：指支出。",
        "六、联系方式", "12345",
    )  # fmt: skip
    assert found == [
        (1, "", "部门基本情况"),
        (3, "", "部门决算情况说明"),
        (3, "一", "收入支出决算总体情况说明"),
        (3, "三", "“三公”经费情况说明"),
        (3, "四", "其他需要说明的事项"),
        (5, "", "专业名词解释"),
        (4, "", "联系方式"),
    ]


def test_chapters_that_are_listed_first():
    found = find(
        "目录", "一、部门基本情况……1", "二、部门决算情况说明……3", "三、名词解释……9",
        "一、部门基本情况", "负责某事。", "二、部门决算情况说明", "（一）收入决算情况说明", "收入合计5万元。",
    )  # fmt: skip
    assert [(section.part, section.number) for section in found] == [(0, ""), (1, ""), (3, ""), (3, "一")]


def test_parts_that_only_the_contents_announce():
    found = outline(
        "目录", "第一部分 某局概况", "第二部分 决算表", "第三部分 决算情况说明", "第四部分 名词解释",
        "一、部门基本情况", "负责某事。",
        "二、部门决算情况说明", "（一）收入支出决算总体情况说明", "收、支总计5万元。",
        "一、收入支出决算总体情况说明",
    )  # fmt: skip
    assert found[:3] == [
        (1, "", "部门基本情况"),
        (3, "", "部门决算情况说明"),
        (3, "一", "收入支出决算总体情况说明"),
    ]


def test_captions_of_figures_in_brackets():
    section = find(
        "第三部分 情况说明", "一、收入决算情况说明", "收入合计5万元。", "财政拨款", "100%", "（图2：收入决算结构图）（饼状图）",
        "二、支出决算情况说明",
    )[-2]  # fmt: skip
    assert [paragraph.text for paragraph in section.paragraphs] == ["收入合计5万元。"]
