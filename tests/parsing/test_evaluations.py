"""Self-evaluations: summaries in the prose, forms with and without columns, and both together."""

from decimal import Decimal

import pytest

from ingest.parsing.evaluations import read_evaluations
from ingest.parsing.facts import Evaluation, Indicator, Paragraph, Section
from ingest.parsing.flow import flow_of
from ingest.parsing.pages import Line, Page

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

    def test_only_certain_indicators(self):
        assert one(*LINES).indicators == (
            Indicator("成本指标", "经济成本指标", "公用经费控制率", "≤100%", "69.84%", "2.5"),
            Indicator("成本指标", "经济成本指标", "资金使用合规性", "合规", "合规", "2.5"),
            Indicator("产出指标", "数量指标", "重点工作现场督查次数", "≥50次", "32次", "3"),
            Indicator("产出指标", "数量指标", "编发专报期数", "≥5期", "2期", "2"),
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


def test_summary_and_form_of_one_project_are_one_evaluation():
    told = ("1.会务项目绩效自评综述：项目全年预算数为340万元，执行数为324.31万元，完成预算的95.3%。",)
    assert one(*TABBED, told=told).rate == D("95.39")


def test_a_form_without_numbers_takes_those_of_the_summary():
    told = ("会务工作经费项目绩效自评综述：项目全年预算数为340万元，执行数为324.31万元，完成预算的95.3%。",)
    found = one(TABBED[0], TABBED[2], TABBED[10], told=told)
    assert (found.budget, found.rate, found.score) == (D("340"), D("95.3"), D("96.5"))


def test_an_announced_form_with_nothing_in_it_is_none():
    assert read("1. 2023年度会务项目自评表", "备注：无") == ()
