"""Lines made here → parts, sections and joined paragraphs."""

from ingest.parsing.facts import Section
from ingest.parsing.pages import Line, Page
from ingest.parsing.sections import find_sections
from ingest.parsing.topics import Topic, topic_of

BODY = ("第一部分 某局概况", "一、主要职能", "负责某事。")


def find(*lines: str) -> list[Section]:
    return list(find_sections((Page(None, tuple(Line(text) for text in lines)),)))


def narrative(*lines: str) -> list[Section]:
    return [
        s for s in find(*BODY, "第三部分 某局2023年度部门决算情况说明", *lines) if s.part == 3 and s.number
    ]


def texts(section: Section) -> list[str]:
    return [paragraph.text for paragraph in section.paragraphs]


def test_lines_join_to_paragraphs_without_their_white_space():
    (section,) = narrative(
        "一、收入支出决算总体情况说明",
        "",
        "2023年度收、支总计 98",
        "",
        "40.4万元。与 2022年度相比，收",
        "入合计增加",
        "6.5 万元。",
    )
    assert (section.part, section.number, section.title) == (3, "一", "收入支出决算总体情况说明")
    assert texts(section) == ["2023年度收、支总计9840.4万元。与2022年度相比，收入合计增加6.5万元。"]


def test_latin_words_keep_a_blank():
    (section,) = narrative("一、收入决算情况说明", "使用 Open", "Data 平台。")
    assert texts(section) == ["使用Open Data平台。"]


def test_subheadings_and_list_numbers_begin_paragraphs_but_decimals_do_not():
    (section,) = narrative(
        "五、一般公共预算财政拨款支出决算情况说明",
        "（一）一般公共预算财政拨款支出决算总体情况",
        "支出为",
        "1.5万元，其中：",
        "1.一般公共服务（类）支出",
        "(2)科学技术（类）支出",
    )
    assert texts(section) == [
        "（一）一般公共预算财政拨款支出决算总体情况",
        "支出为1.5万元，其中：",
        "1.一般公共服务（类）支出",
        "(2)科学技术（类）支出",
    ]


def test_page_numbers_that_continue_the_count_go_and_other_numbers_stay():
    (section,) = narrative(
        "一、收入决算情况说明", "年初预算为 5 万元，", "17", "支出决算为", "16", "万元。", "27"
    )
    assert texts(section) == ["年初预算为5万元，支出决算为16万元。"]


def test_captions_go_with_the_labels_of_their_chart():
    (section,) = narrative(
        "一、收入决算情况说明", "收入合计 5 万元。", "财政拨款收入", "100%", "图 2：收入决算结构"
    )
    assert texts(section) == ["收入合计5万元。"]


def test_the_last_sentence_above_a_caption_stays_without_its_full_stop():
    (section,) = narrative("一、收入决算情况说明", "收入合计 5 万元，占本年收入 100%", "图 2：收入决算结构")
    assert texts(section) == ["收入合计5万元，占本年收入100%"]


def test_contents_with_or_without_page_numbers_are_no_body():
    for tail in ("", "\t12", "……12"):
        listed = [
            f"第{n}部分 某局{what}{tail}"
            for n, what in zip("一三五", ("概况", "情况说明", "名词解释"), strict=True)
        ]
        found = find(
            "某局2023年度部门决算",
            "目 录",
            *listed,
            *BODY,
            "第三部分 某局情况说明",
            "一、收入决算情况说明",
            "收入合计5万元。",
        )
        assert [(s.part, s.number) for s in found] == [(0, ""), (1, ""), (1, "一"), (3, ""), (3, "一")]
        assert found[-1].paragraphs[0].text == "收入合计5万元。"


def test_headings_run_on_over_lines():
    found = find(
        "第一部分 某局（某办公室、", "另一办公室）概况", "一、主要职能", "第三部分 某局 2023 年度部门决算情况", "说明",
        "七、一般公共预算财政拨款“三公”经费支出决算情况", "说明", "(一)“三公”经费的单位范围。",
    )  # fmt: skip
    assert [s.title for s in found] == [
        "第一部分某局（某办公室、另一办公室）概况",
        "主要职能",
        "第三部分某局2023年度部门决算情况说明",
        "一般公共预算财政拨款“三公”经费支出决算情况说明",
    ]


def test_a_heading_that_ends_in_情况_takes_no_sentence():
    (section,) = narrative("八、政府性基金预算财政拨款收入支出决算情况", "某局无政府性基金预算财政拨款收支。")
    assert section.title == "政府性基金预算财政拨款收入支出决算情况"
    assert texts(section) == ["某局无政府性基金预算财政拨款收支。"]


def test_statements_are_no_prose_even_without_a_part_heading():
    found = find(
        *BODY, "某局 2023 年度部门决算表", "收入支出决算总表", "合计 5.00 5.00", "第三部分 某局情况说明"
    )
    assert [(s.part, s.title, len(s.paragraphs)) for s in found[2:]] == [
        (2, "某局2023年度部门决算表", 0),
        (3, "第三部分某局情况说明", 0),
    ]


def test_a_text_without_parts_begins_at_its_first_known_section():
    found = find("某局决算说明", "一、收入支出决算总体情况说明", "收、支总计5万元。")
    assert [(s.part, s.number) for s in found] == [(0, ""), (3, "一")]


def test_a_numbered_sentence_of_the_narrative_is_no_section():
    (section,) = narrative("一、收入决算情况说明", "主要原因：", "一、人员增加；", "收入合计5万元。")
    assert section.number == "一" and len(section.paragraphs) == 1


def test_a_term_is_divided_from_its_explanation():
    found = find(*BODY, "第五部分 名词解释", "一、基本支出：指为保障机构", "正常运转的支出。")
    assert (found[-1].title, texts(found[-1])) == ("基本支出", ["指为保障机构正常运转的支出。"])


def test_a_paragraph_knows_where_the_next_page_begins():
    pages = (
        Page(7, (Line("第三部分 情况说明"), Line("一、收入决算情况说明"), Line("收入合计"), Line("7"))),
        Page(8, (Line("5万元。"), Line("其中：财政拨款收入5万元。"))),
    )
    first, second = find_sections(pages)[-1].paragraphs
    assert (first.text, first.page, first.breaks) == ("收入合计5万元。", 7, ((4, 8),))
    assert (first.page_at(3), first.page_at(4), second.page) == (7, 8, 8)


def test_topics_go_by_words_whatever_the_number():
    titles = {
        "七、一般公共预算财政拨款“三公”经费支出决算情况说明": Topic.THREE_PUBLIC,
        "九、财政拨款“三公”经费支出决算情况说明": Topic.THREE_PUBLIC,
        "七、政府性基金预算财政拨款收入支出决算情况说明": Topic.FUNDS,
        "九、国有资本经营预算财政拨款收入支出决算情况说明": Topic.STATE_CAPITAL,
        "一、收入支出决算总体情况说明": Topic.TOTALS,
        "二、收入决算情况说明": Topic.INCOME,
        "三、支出决算情况说明": Topic.EXPENDITURE,
        "四、财政拨款收入支出决算总体情况说明": Topic.FISCAL,
        "五、一般公共预算财政拨款支出决算情况说明": Topic.GENERAL,
        "六、一般公共预算财政拨款基本支出决算情况说明": Topic.BASIC,
        "（一）机关运行经费支出情况": Topic.AGENCY,
        "十一、其他重要事项的情况说明": None,
    }
    assert {title: topic_of(title) for title in titles} == titles
