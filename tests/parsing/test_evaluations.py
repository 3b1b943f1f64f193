"""Self-evaluations: summaries in the prose, forms with and without columns, and both together."""

from decimal import Decimal

import pytest

from ingest.parsing.evaluated import Evaluation, Indicator
from ingest.parsing.evaluations import read_evaluations
from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.flow import flow_of
from ingest.parsing.pages import Line, Page, Rule, Word

D = Decimal


def read(*lines: str, told: tuple[str, ...] = ()) -> tuple[Evaluation, ...]:
    section = Section(3, "十三", "预算绩效情况说明", tuple(Paragraph(text, 27) for text in told))
    return read_evaluations((section,), flow_of((Page(None, tuple(Line(text) for text in lines)),)))


def one(*lines: str, told: tuple[str, ...] = ()) -> Evaluation:
    (evaluation,) = read(*lines, told=told)
    return evaluation


class TestSummary:
    @pytest.mark.parametrize(
        ("text", "name", "budget", "executed", "rate"),
        [
            ("统筹服务项目绩效自评综述：项目全年预算数为8354.05万元，执行数8354.05万元，完成预算的100%。", "统筹服务", "8354.05", "8354.05", "100"),
            ("1. 防非工作经费绩效自评综述：项目全年预算数为 90 万元，执行数为 101.33 万元，完成预算的 112.6%。", "防非工作经费", "90", "101.33", "112.6"),
            ("（2）会务项目绩效自评综述：项目全年预算数为1,204万，执行数1,204万，完成预算76.67％。", "会务", "1204", "1204", "76.67"),
        ],
    )  # fmt: skip
    def test_budget_execution_and_rate(self, text, name, budget, executed, rate):
        found = one(told=(text,))
        assert (found.kind, found.name, found.page) == ("project", name, 27)
        assert (found.budget, found.executed, found.rate) == (D(budget), D(executed), D(rate))

    def test_a_summary_without_a_rate(self):
        found = one(told=("4.慰问项目绩效自评综述：项目全年预算数为0万元，执行数3.15万元。",))
        assert (found.budget, found.executed, found.rate) == (D("0"), D("3.15"), None)

    def test_the_printed_unit_counts(self):
        found = one(
            told=("司机服务费项目绩效自评综述：项目全年预算数为 70 万元，执行数为 65.8 元，完成预算94%。",)
        )
        assert found.executed == D("0.00658")

    def test_several_in_one_paragraph(self):
        text = "会务项目绩效自评综述：项目全年预算数为4万元，执行数为4万元。产出良好。值班项目绩效自评综述：项目全年预算数为8万元，执行数为7.12万元。"
        assert [found.name for found in read(told=(text,))] == ["会务", "值班"]


TABBED = (
    "二、2024年度会务项目绩效自评表",
    "",
    "项目名称\t\t会务工作经费\t\t\t\t",
    "预算执行情况 (万元)\t\t\t预算数 (A)\t执行数 (B)\t执行率 (B/A)\t得分(20 分*执行率)",
    "\t\t年度财政资金总额\t340 万元\t324.31 万 元\t95.39%\t19",
    "年度绩效目标 1\t一级 指标\t二级指标\t三级指标\t年初目标值 (A)\t实际完成 值(B)\t得分",
    "\t产出 指标\t数量指标\t会议 次数\t≥50 次\t32 次\t2.5",
    "\t\t质量指标\t差错率\t0\t0\t5",
    "\t满意度指标(10分)\t\t满意率\t\t98%\t5",
    "年度目标 2\t\t服务保障\t\t\t\t",
    "总分\t96.5\t\t\t\t\t",
    "偏差大或目标未完成 原因分析\t\t无\t\t\t\t",
    "备注：",
    "1. 得分=权重*B/A",
)


class TestTabbedForm:
    def test_head(self):
        found = one(*TABBED)
        assert (found.kind, found.name) == ("project", "会务工作经费")
        assert (found.budget, found.executed, found.rate, found.score) == (
            D("340"),
            D("324.31"),
            D("95.39"),
            D("96.5"),
        )

    def test_indicators_with_group_and_kind_carried(self):
        assert one(*TABBED).indicators == (
            Indicator("产出指标", "数量指标", "会议次数", "≥50 次", "32 次", "2.5"),
            Indicator("产出指标", "质量指标", "差错率", "0", "0", "5"),
            Indicator("满意度指标", "", "满意率", "", "98%", "5"),
        )

    def test_a_table_of_another_width_is_left_out(self):
        odd = (*TABBED[:7], "", "\t产出指标\t会议次数\t5", *TABBED[10:11])
        assert len(one(*odd).indicators) == 1

    def test_blank_rate(self):
        lines = [*TABBED]
        lines[4] = "\t\t年度财政资金总额\t0 万元\t3.15 万元\t\t"
        found = one(*lines)
        assert (found.budget, found.executed, found.rate) == (D("0"), D("3.15"), None)


LINES = (
    "2023 年度区政府办公室部门整体绩效自评表",
    "部门名称： 武昌区人民政府办公室 填报日期：20240930",
    "预算执行情况",
    "（万元）",
    "预算数",
    "（A）",
    "执行数",
    "执行率",
    "部门整体支出总额 9840.4 9840.4 100% 20",
    "一级",
    "指标",
    "二级指标 三级指标",
    "年初目标值",
    "（A）",
    "实际完成值",
    "（B）",
    "得分",
    "成本",
    "指标",
    "（10分）",
    "经济成本指标",
    "（10 分）",
    "公用经费控制率 ≤100% 69.84% 2.5",
    "资金使用合规性 合规 合规 2.5",
    "产出",
    "指标",
    "（50分）",
    "数量指标",
    "（20 分）",
    "重点工作",
    "现场督查次数",
    "≥50 次 32 次 3",
    "编发专报期数 ≥5期 2期 2",
    "质量指标",
    "文稿服务质量 服务决策",
    "提供参考",
    "5",
    "时效指标",
    "议提案办理",
    "时限内办结 办结 5",
    "总分 93.5",
    "偏差大或",
    "备注：",
)


class TestFormWithoutColumns:
    def test_head(self):
        found = one(*LINES)
        assert (found.kind, found.name) == ("department", "武昌区人民政府办公室")
        assert (found.budget, found.executed, found.rate, found.score) == (
            D("9840.4"),
            D("9840.4"),
            D("100"),
            D("93.5"),
        )

    def test_indicators(self):
        assert one(*LINES).indicators == (
            Indicator("成本指标", "经济成本指标", "公用经费控制率", "≤100%", "69.84%", "2.5"),
            Indicator("成本指标", "经济成本指标", "资金使用合规性", "合规", "合规", "2.5"),
            Indicator("产出指标", "数量指标", "重点工作现场督查次数", "≥50次", "32次", "3"),
            Indicator("产出指标", "数量指标", "编发专报期数", "≥5期", "2期", "2"),
            Indicator("产出指标", "质量指标", "文稿服务质量", "服务决策", "提供参考", "5"),
            Indicator("产出指标", "时效指标", "议提案办理", "时限内办结", "办结", "5"),
        )

    def test_a_name_that_begins_a_line_above_is_left_out_with_what_may_follow_it(self):
        lines = (
            *LINES[:29],
            "全区重点工作现场",
            "督查的 ≥5 6 4",
            "次数",
            "会议",
            "≥1 1 2",
            "编发专报期数 ≥5期 2期 2",
            "总分 90",
        )
        assert [found.name for found in one(*lines).indicators[2:]] == ["编发专报期数"]

    def test_the_rule_below_the_form_is_no_total(self):
        lines = (*LINES[:9], "备注：", "总分 12")
        assert one(*lines).score is None

    @pytest.mark.parametrize("row", ["340 324.31", "95.39% 20", "2023 年度 340 324.31 95.39% 20", ""])
    def test_numbers_in_doubt_are_not_read(self, row):
        found = one(*LINES[:8], row, "总分 90")
        assert (found.budget, found.executed, found.rate) == (None, None, None)

    def test_a_rate_without_its_sign_stands_under_its_head(self):
        found = one(*LINES[:8], "7 6.95 99.35 20", "总分 90")
        assert (found.budget, found.executed, found.rate) == (D("7"), D("6.95"), D("99.35"))

    def test_goal_reasons_and_measures(self):
        found = one(
            *LINES[:9],
            "年度目标 1：",
            "（80分）",
            "认真落实各项部署，保障机关运",
            "转。",
            "年度",
            "绩效",
            *LINES[9:37],
            "总分 93.5",
            "偏差大或",
            "目标未完成",
            "原因分析",
            "基本无偏差，年度目标基本",
            "完成",
            "12",
            "改进措施及",
            "结果应用方案",
            "加强管理",
            "备注：",
        )
        assert found.goals == ("认真落实各项部署，保障机关运转。",)
        assert (found.reasons, found.measures) == ("基本无偏差，年度目标基本完成", "加强管理")

    def test_a_wrapped_project_name_and_the_options_ticked(self):
        found = one(
            "2023 年度区政府办公室项目自评表",
            "项目名称 重大项目协调",
            "工作经费",
            "主管部门 区政府办公室 项目实施单位",
            "项目类别 1、部门预算项目√ 2、区级专项 □ 3、上级转移支付项目 □",
            "项目属性 □1、持续性项目 ☑2、新增性项目",
            "项目类型 1、常年性项目 √ 2、延续性项目 √ 3、一次性项目 □",
            *LINES[2:9],
        )
        assert found.name == "重大项目协调工作经费"
        assert (found.category, found.attribute, found.duration) == ("部门预算项目", "新增性项目", "")

    def test_a_goal_and_its_result_one_below_the_other(self):
        head = (
            "2023 年度会务项目自评表",
            *LINES[2:9],
            "项目绩效总目标 年初设定目标 全年实际完成情况 得分",
            "（20分）",
        )
        told = (
            "原有一辆公务用车使用行",
            "驶里程三十万公里，更换",
            "新车一台。",
            "更换了公务用车一辆，车",
            "辆安全",
            "20",
            "项目年度",
        )
        assert one(*head, *told).goals == ("原有一辆公务用车使用行驶里程三十万公里，更换新车一台。",)
        assert one(*head, "保障会务工作顺利", "更换了公务用车数", "车一辆", "20", "项目年度").goals == ()


def rows(*lines: str) -> list[tuple[str, str, str]]:
    """What is read of an indicator table without columns, on those lines."""
    heads = (
        "2024年度会务项目自评表",
        "一级指标 二级指标 三级指标",
        "年初目标值",
        "（A）",
        "实际完成值",
        "（B）",
        "得分",
    )
    return [(it.name, it.target, it.actual) for found in read(*heads, *lines) for it in found.indicators]


class TestWrappedCells:
    def test_lines_end_a_cell_where_more_would_have_fitted(self):
        assert rows(
            "产出指标 质量指标 开展文明单位建设工作情况 达标 达标 4",
            "保密工作",
            "不发生违反",
            "保密法规行为",
            "未发生违反",
            "保密法规行为",
            "2",
            "总分 90",
        ) == [("开展文明单位建设工作情况", "达标", "达标")]
        assert rows(
            "产出指标 质量指标 开展文明单位建设工作情况 达标 达标 4",
            "保密工作",
            "不发生违反",
            "保密法律法",
            "规行为",
            "未发生违反",
            "保密法律法",
            "规行为",
            "2",
            "总分 90",
        )[1:] == [("保密工作", "不发生违反保密法律法规行为", "未发生违反保密法律法规行为")]

    def test_what_follows_its_score_takes_a_row_out(self):
        assert rows(
            "产出指标 质量指标 开展文明单位建设工作情况 达标 达标 4",
            "全面排查化解金融风险 按要求排查 按要求完成 4",
            "化解",
            "全区政府机关值班工作平稳",
            "有序",
            "零差错",
            "平稳",
            "4",
            "时效指标 批示件督办 时限内督办 完成 5",
            "总分 90",
        ) == [("开展文明单位建设工作情况", "达标", "达标"), ("批示件督办", "时限内督办", "完成")]

    def test_cells_printed_without_white_space_between_them_are_numbers_or_nothing(self):
        assert rows(
            "产出指标 数量指标 现场督查次数≥50 次 32 次 3",
            "质量指标 文稿服务质量服务决策",
            "为科学决策",
            "提供参考",
            "5",
            "总分 90",
        ) == [("现场督查次数", "≥50次", "32次")]

    def test_a_page_number_below_a_score_may_be_either(self):
        assert rows("产出指标 质量指标 文稿服务", "服务决策", "提供参考", "5", "12", "总分 90") == []

    def test_groups_beside_their_rows_are_not_given_to_the_rows_below(self):
        lines = ("会议次数 ≥5 6 4", "产出指标 数量指标", "培训次数 ≥5 6 4", "总分 90")
        (found,) = read("2024年度会务项目自评表", "二级指标 三级指标 得分", *lines)
        assert {(it.group, it.kind) for it in found.indicators} == {("", "")}


RULED = (
    ("年度资金总额", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年度资金总额", "100.00", "120.00", "90.00", "10", "75%", "7.5"),
    ("年度总体目标", "预期目标", "", "", "实际完成情况", "", ""),
    ("", "办好会务", "", "", "已办好", "", ""),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "会议次数", "≥50次", "32次", "5", "3"),
    ("总分", "", "", "", "", "100", "97.5"),
)


def ruled(
    rows: tuple[tuple[str, ...], ...], title: str = "2024年度会务项目绩效自评表", number: int = 7
) -> Page:
    """A page with a title and a ruled table below it."""
    words = [Word(title, (50, 20, 300, 32))]
    words += [
        Word(text, (52 + 70 * column, 44 + 20 * row, 52 + 70 * column + 6 * len(text), 56 + 20 * row))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]
    across, down = 50 + 70 * len(rows[0]), 40 + 20 * len(rows)
    rules = [Rule(50, 40 + 20 * row, across, 40.5 + 20 * row) for row in range(len(rows) + 1)]
    rules += [Rule(50 + 70 * column, 40, 50.5 + 70 * column, down) for column in range(len(rows[0]) + 1)]
    return Page(
        7, tuple(Line(word.text, (word,), word.box) for word in words), 600, 800, tuple(words), tuple(rules)
    )


def test_a_ruled_form_is_read_by_its_columns():
    (found,) = read_evaluations((), flow_of((ruled(RULED),)))
    assert (found.budget, found.executed, found.rate, found.score) == (
        D("120.00"),
        D("90.00"),
        D("75"),
        D("97.5"),
    )
    assert (found.goals, found.page) == (("办好会务",), 7)
    assert found.indicators == (Indicator("产出指标", "数量指标", "会议次数", "≥50次", "32次", "3"),)


def test_a_ruled_form_goes_on_overleaf_without_its_heads():
    overleaf = ruled((("", "", "满意率", "≥95%", "99%", "5", "5"), RULED[-1]), "第 8 页", 8)
    (found,) = read_evaluations((), flow_of((ruled(RULED[:-1]), overleaf)))
    assert found.indicators[1:] == (Indicator("产出指标", "数量指标", "满意率", "≥95%", "99%", "5"),)
    assert found.score == D("97.5")


SAID = "项目绩效自评综述：项目全年预算数为{}万元，执行数为{}万元，完成预算的95.3%。"


def test_summary_and_form_of_one_project_are_one_evaluation():
    found = one(*TABBED, told=("1.会务工作经费" + SAID.format("350", "324.31"),))
    assert (found.source, found.budget, found.rate) == ("form", D("340"), D("95.39"))
    assert (found.summary_budget, found.summary_executed, found.summary_rate) == (
        D("350"),
        D("324.31"),
        D("95.3"),
    )


def test_nearly_the_same_name_is_the_same_project_where_an_amount_is_equal():
    assert one(*TABBED, told=("会务专项" + SAID.format("350", "324.31"),)).summary_budget == D("350")
    kept = read(*TABBED, told=("会务专项" + SAID.format("350", "300"),))
    assert [(found.source, found.budget) for found in kept] == [("form", D("340")), ("summary", D("350"))]


def test_a_form_without_numbers_takes_those_of_the_summary():
    told = ("会务工作经费" + SAID.format("340", "324.31"),)
    found = one(TABBED[0], TABBED[2], TABBED[10], told=told)
    assert (found.budget, found.rate, found.score) == (D("340"), D("95.3"), D("96.5"))


def test_an_announced_form_with_nothing_in_it_is_none():
    assert read("1. 2023年度会务项目自评表", "备注：无") == ()
