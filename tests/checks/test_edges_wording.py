"""Words of a report: leftovers of a template, blanks, units, years, dates, and one fact told twice, with their places."""

import pytest

from ingest.parsing.facts import Finding, Outcome, Severity
from tests.checks.correct_report import THREE, B, Draft, G, findings

PASS, ROUNDING, FAIL = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL
BEFORE, AFTER = (
    "绿化养护年度工作总结会议纪要，" * 3,
    "，以上情况经核对无误后予以公开发布并接受社会监督和查询。",
)


def last(draft: Draft, number: str, text: str) -> None:
    draft.prose[number][1].append(text)


def texts_of(one: Finding) -> list[str]:
    return [place.text for place in one.where]


def around(text: str, part: str, before=30, after=30) -> str:
    begun = text.index(part)
    return text[max(0, begun - before) : begun + len(part) + after]


LEFT = [
    ("XX局", "占位的“XX”", "XX"),
    ("×××等", "占位的“XX”", "×××"),
    ("20XX年", "占位的“XX”", "20XX年"),
    ("单位名称2023年度", "占位的“部门名称”", "单位名称2023年度"),
    ("部门名称共有车辆", "占位的“部门名称”", "部门名称"),
    ("（根据本部门其他专用名词补充解释）", "填写说明", "（根据本部门其他专用名词补充解释）"),
    (
        "（参考《2023年政府收支分类科目》说明逐项解释）",
        "填写说明",
        "（参考《2023年政府收支分类科目》说明逐项解释）",
    ),
    ("按支出功能分类类级科目逐类分析", "填写说明", "按支出功能分类类级科目逐类分析"),
    ("时已经应用的情况。例如：", "填写说明", "时已经应用的情况。例如："),
    ("仍保留该表格式，并在本表下方作下述说明", "填写说明", "仍保留该表格式，并在本表下方作下述说明"),
    ("（各单位据实填写）", "填写说明", "（各单位据实填写）"),
    ("增加（减少）", "没有选定的词", "增加（减少）"),
    ("大小于", "没有选定的词", "大小于"),
    ("增长/下降", "没有选定的词", "增长/下降"),
    ("XXL码", "", ""),
    ("填报单位名称2023年度", "", ""),
    ("例如道路", "", ""),
]


@pytest.mark.parametrize(("text", "told", "words"), LEFT)
def test_what_a_template_leaves_behind_and_where(text, told, words):
    draft = Draft()
    whole = f"{BEFORE}{text}{AFTER}"
    last(draft, "十二", whole)
    draft.attachment.append(whole)
    found = findings(draft, "TX_PLACEHOLDER")
    assert [(one.message, one.found) for one in found] == [
        (f"模板的文字没有改掉（{told}）：“{words}”。", words)
    ][: bool(told)]
    for one in found:
        assert [(place.page, place.text) for place in one.where] == [
            (20, around(whole, words)),
            (28, around(whole, words)),
        ]
        assert (one.outcome, one.severity) == (FAIL, Severity.WARNING)


@pytest.mark.parametrize(
    ("following", "told"),
    [
        ((), True),
        (("联系电话：12345",), True),
        (("第六部分附件",), True),
        (("指除上述名词以外的专用名词。",), False),
        (("联系电话：12345", "指除上述名词以外的专用名词。"), True),
    ],
)
@pytest.mark.parametrize("heading", ["（三）其他专用名词", "三、其他专用名词。"])
def test_a_term_without_its_explanation(heading, following, told):
    draft = Draft()
    draft.terms += [heading, *following]
    found = findings(draft, "TX_PLACEHOLDER")
    assert [(one.message, one.found) for one in found] == [
        ("模板的文字没有改掉（没有解释的名词）：“其他专用名词”。", "其他专用名词")
    ][: int(told)]
    assert [(place.page, place.text) for one in found for place in one.where] == [(28, heading)][: int(told)]


def test_bare_terms_are_one_finding_with_every_place():
    draft = Draft()
    draft.terms += ["（三）其他专用名词", "联系电话：12345", "（四）其他专用名词"]
    (one,) = findings(draft, "TX_PLACEHOLDER")
    assert texts_of(one) == ["（三）其他专用名词", "（四）其他专用名词"]


@pytest.mark.parametrize(("code", "left"), [("", True), ("2010601", False), ("2010701", True)])
def test_the_sample_subject_stands_where_the_accounts_have_it(code, left):
    draft = Draft()
    sample = "1.一般公共服务（类）财政事务（款）行政运行（项）"
    draft.terms += [sample, sample]
    if code:
        draft.cells[G][code] = ["1.00", "1.00", ""]
    found = findings(draft, "TX_PLACEHOLDER")
    assert [one.message for one in found] == ["模板的文字没有改掉（示例的科目）：“财政事务（款）行政运行”。"][
        : int(left)
    ]
    assert [texts_of(one) for one in found] == [[sample, sample]][: int(left)]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("处置收入万元。", "收入万元"),
        ("年初预算为万元。", "预算为万元"),
        ("占总额%。", "占总额%"),
        ("比上年增长%。", "增长%"),
        ("完成年初预算的%。", "完成年初预算的%"),
        ("处置收入万元以上。", ""),
        ("金额单位：收入万元。", ""),
        ("收入5万元。", ""),
        ("占总额的5%。", ""),
    ],
)
def test_a_number_that_was_left_out(text, blank):
    draft = Draft()
    whole = f"{BEFORE}{text}{AFTER}"
    last(draft, "十二", whole)
    found = findings(draft, "TX_BLANK_NUM")
    assert [(one.message, one.found) for one in found] == [(f"“{blank}”缺少数字。", blank)][: bool(blank)]
    assert [texts_of(one) for one in found] == [[around(whole, blank)]][: bool(blank)]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("支出5.00万元，其中5000.00元", "5000.00元"),
        ("支出5.00万元，其中5,000元", "5,000元"),
        ("支出5.00万元，其中1.50元", "1.50元"),
        ("支出5.00万元，其中50元", ""),
        ("支出5.00万元，票价5000.00元/人", ""),
        ("支出5.00万元，票价5000.00元每人", ""),
        ("支出5.00万元，购置5000.00元以上设备", ""),
        ("设备5000.00元", ""),
    ],
)
def test_two_units_in_one_paragraph(text, slip):
    draft = Draft()
    whole = f"{BEFORE}{text}{AFTER}"
    last(draft, "十二", whole)
    found = findings(draft, "TX_UNIT")
    assert [(one.message, one.found) for one in found] == [
        (f"同一段中有“万元”也有“{slip}”，请对照单位。", slip)
    ][: bool(slip)]
    for one in found:
        assert (one.severity, [place.page for place in one.where]) == (Severity.WARNING, [20])
        assert slip in texts_of(one)[0]
    draft = Draft()
    last(draft, "十三", whole)
    assert findings(draft, "TX_UNIT") == ()


@pytest.mark.parametrize(("year", "wrong"), [("2023", False), ("2022", True), ("2024", True)])
def test_the_year_that_opens_a_section(year, wrong):
    draft = Draft()
    draft.say("一", "2023年度收、支总计", f"{year}年度收、支总计")
    found = findings(draft, "TX_YEAR")
    text = draft.prose["一"][1][0]
    told = f"“{text[:30]}”的年度是 {year}，决算年度是 2023，请对照。"
    assert [(one.message, one.found, one.expected) for one in found] == [(told, year, "2023")][: int(wrong)]
    for one in found:
        assert one.severity is Severity.WARNING
        assert texts_of(one)[0] and text.startswith(texts_of(one)[0])


@pytest.mark.parametrize(
    ("printed", "outcome", "iso"),
    [
        ("2024年8月31日", PASS, "2024-08-31"),
        ("2024年9月1日", FAIL, "2024-09-01"),
        ("2024年8月29日", PASS, "2024-08-29"),
        ("2025年1月30日", FAIL, "2025-01-30"),
        ("2024年2月29日", PASS, "2024-02-29"),
        ("2024年2月30日", None, ""),
        ("2024年13月1日", None, ""),
        ("2024年0月1日", None, ""),
        ("2024年4月31日", None, ""),
        ("2024年8月", None, ""),
    ],
)
def test_the_date_of_the_cover(printed, outcome, iso):
    draft = Draft()
    draft.contents[1] = printed
    found = findings(draft, "TX_LATE")
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        late = "，晚于次年 8 月底（批复日期不详，供参考）。" if outcome is FAIL else "。"
        assert (one.message, one.found) == (f"封面的日期是 {printed}{late}", iso)
        assert (one.severity, texts_of(one)) == (Severity.INFO, [printed])


PROJECTS = "2023年基本支出{}万元，项目支出{}万元，预算执行率为100%。"


@pytest.mark.parametrize(
    ("basic", "project", "outcomes"),
    [
        ("780.80", "300.20", []),
        ("780.81", "300.20", [ROUNDING]),
        ("781.80", "301.20", [FAIL, FAIL]),
        ("1,780.80", "300.20", [FAIL]),
        ("781.3", "300.20", [FAIL]),
        ("约781.3", "300.20", []),  # the number has to follow the word
        ("780.7余", "300.20", [ROUNDING]),
        ("780.8", "300.20", []),
    ],
)
@pytest.mark.parametrize("place", ["narrative", "attachment"])
def test_totals_that_the_part_on_performance_repeats(basic, project, outcomes, place):
    draft = Draft()
    text = PROJECTS.format(basic, project)
    (draft.prose["十三"][1] if place == "narrative" else draft.attachment).append(text)
    found = [one for one in findings(draft, "N_SAME_FACT") if one.outcome is not PASS]
    assert [one.outcome for one in found] == outcomes
    for one, label, own in zip(found, ("基本支出", "项目支出"), ("780.80", "300.20"), strict=False):
        number = (basic if label == "基本支出" else project).replace(",", "").rstrip("余")
        assert one.message.startswith(f"{label}：绩效部分 {float(number):,.2f}，支出决算情况说明 {own}，")
        assert (one.found, one.expected, texts_of(one)[0]) == (number, own, text)


@pytest.mark.parametrize(("column", "label"), [(2, "预算数"), (8, "决算数"), (6, "预算数"), (12, "决算数")])
def test_three_public_in_words_and_statement(column, label):
    draft = Draft()
    draft.set(THREE, "", column, "9.99")
    found = [one for one in findings(draft, "N_SAME_FACT") if one.outcome is FAIL]
    assert [one.expected for one in found] == ["9.99"]
    assert found[0].message.startswith(f"“三公”{label}“") and found[0].severity is Severity.WARNING
    assert [(place.statement, place.column) for place in found[0].where] == [
        (None, None),
        ("three_public", str(column)),
    ]


@pytest.mark.parametrize(
    ("listed", "amount", "told"),
    [
        ("基本工资、津贴 补贴、", "200.10", ""),
        ("基本工资，津贴补贴，", "200.10", ""),
        ("（基本工资）、津贴补贴、", "200.10", ""),
        ("津贴补贴、", "200.10", "表中有数而没有列出：基本工资"),
        ("基本工资、津贴补贴、", "", "列出而表中没有数：基本工资"),
        ("津贴补贴、", "", ""),
    ],
)
def test_the_subjects_that_section_six_lists(listed, amount, told):
    draft = Draft()
    draft.set(B, "30101", 1, amount)
    draft.say("六", "基本工资、津贴补贴、", listed)
    one, other = findings(draft, "N_LIST06")
    sound = "人员经费所列科目与 06 表有数的科目相同。"
    assert one.message == (f"人员经费所列科目与 06 表不同。{told}。" if told else sound)
    assert (one.outcome, one.severity) == (FAIL if told else PASS, Severity.INFO)
    assert other.message == "公用经费所列科目与 06 表有数的科目相同。"
    assert texts_of(one)[0].startswith("人员经费") and one.where[1].statement == "basic_by_economic"
