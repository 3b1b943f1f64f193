"""Which documents are a department's final accounts, and what the others are called when they are refused."""

import pytest

from ingest.parsing.errors import MESSAGES, ReadError, Reason
from ingest.parsing.identity import require_accounts
from ingest.parsing.kinds import refusal_of
from ingest.parsing.pages import Line, Page


def reason(*lines: str) -> Reason | None:
    refusal = refusal_of([line.replace(" ", "") for line in lines])
    return refusal.reason if refusal else None


SECTIONS = (
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "四、财政拨款收入支出决算总体情况说明",
    "五、一般公共预算财政拨款支出决算情况说明",
    "六、一般公共预算财政拨款基本支出决算情况说明",
)
STATEMENTS = (
    "一、收入支出决算总表",
    "二、收入决算表",
    "三、支出决算表",
    "四、财政拨款收入支出决算总表",
    "五、一般公共预算财政拨款支出决算表",
    "六、一般公共预算财政拨款基本支出决算表",
    "七、财政拨款“三公”经费支出决算表",
)

ACCOUNTS = {
    "accounts with tables": ("2023年度某区财政局部门决算", "目录", *STATEMENTS, *SECTIONS),
    "narrative alone": ("某区财政局2023年度部门决算公开", *SECTIONS, "2023年度收、支总计均为12.00万元。"),
    "accounts of a unit": ("某医院2023年度单位决算", "第一部分 单位概况", *STATEMENTS),
    "accounts of a university": ("某大学2023年度决算", "第二部分 2023年度决算表", *STATEMENTS[:4]),
    "accounts that speak of the budget": (
        "2023年度某区财政局部门决算",
        *STATEMENTS,
        *SECTIONS,
        "（一）预算绩效管理工作开展情况",
        "部门预算项目支出绩效自评表",
        "项目支出绩效目标表",
        "（三）部门预算编制情况说明",
        "预算数为年初预算数。",
        "2024年部门预算",
    ),
    "the accounts of a finance office": (
        "某区财政局2023年度部门决算",
        "主要职责：编制年度财政预决算草案",
        "第一部分 概况",
        *STATEMENTS,
        "地方政府债务限额余额情况表",
    ),
    "accounts with shorter titles": (
        "2022年度部门决算公开",
        "收入支出决算总表",
        "收入决算表（分科目）",
        "一般公共预算支出决算表",
        "政府性基金收入支出决算表",
        "“三公”经费支出决算表",
    ),
    "accounts with the tables of other provinces": (
        "某局2021年度部门决算",
        *STATEMENTS,
        "政府采购情况表",
        "政府购买服务支出情况表",
        "机构运行经费支出、国有资产占用情况及政府采购支出信息表",
    ),
}


@pytest.mark.parametrize("lines", ACCOUNTS.values(), ids=ACCOUNTS)
def test_final_accounts_are_taken(lines):
    assert reason(*lines) is None


BUDGETS = {
    "the central set": (
        "某区财政局2024年部门预算",
        "第二部分 2024年部门预算表",
        *("表1.收支总表", "表2.收入总表", "表3.支出总表", "表4.财政拨款收支总表"),
        *("表5.一般公共预算支出表", "表6.一般公共预算基本支出表", "表7.一般公共预算“三公”经费支出表"),
        *("表8.政府性基金预算支出表", "表9.国有资本经营预算支出表", "表10.项目支出表"),
        "第三部分 2024年部门预算情况说明",
        "2023年部门决算执行情况",
    ),
    "sets in general words": (
        "2025年部门预算公开",
        *("部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表"),
        *("财政拨款收支总体情况表", "一般公共预算支出情况表", "一般公共预算基本支出情况表"),
        "一般公共预算“三公”经费支出情况表",
        "与上年决算数相比增加2.00万元。",
    ),
    "Shanghai's": (
        "上海市某区某局2026年度部门预算",
        *("1.财务收支预算总表", "2.收入预算总表", "3.支出预算总表", "4.财政拨款收支预算总表"),
        "5.一般公共预算支出功能分类预算表",
        "8.一般公共预算基本支出部门预算经济分类预算表",
        "9.“三公”经费和机关运行经费预算表",
        "部门预算编制说明",
    ),
    "a unit's, with numbered sheets": (
        "某某中心2024年单位预算",
        *("预算公开表1 收支总表", "预算公开表2 收入总表", "预算公开表3 支出总表"),
        "2024年单位预算情况说明",
    ),
    "numbered 预算NN表": ("北京市某局2024年部门预算信息公开", "预算01表 收支总表", "预算02表 收入总表"),
    "with last year's accounts beside": (
        "2024年部门预算",
        "收支预算总表",
        "收入预算表",
        "支出预算表",
        "上年决算数",
        "收入支出决算情况说明",
        "三、支出决算情况说明",
    ),
    "performance targets behind": (
        "某局2024年度部门预算公开说明",
        "一、收支预算总体情况说明",
        "收支总表",
        "项目支出绩效目标表",
        "部门整体支出绩效目标表",
        "2022年“三公”经费支出决算情况说明",
        "“三公”经费财政拨款支出决算表",
    ),
    "a narrative alone": (
        "某局2024年预算编制说明",
        "一、部门预算编制说明",
        "收支总计12.00万元，比上年部门决算增加。",
    ),
}


@pytest.mark.parametrize("lines", BUDGETS.values(), ids=BUDGETS)
def test_budgets_are_refused_although_they_speak_of_accounts(lines):
    assert reason(*lines) is Reason.BUDGET_NOT_ACCOUNTS


NOTICES = {
    "of accounts": (
        "某局2023年度“三公”经费决算公开说明",
        "一、“三公”经费支出决算情况说明",
        "公务接待费1.00万元。",
    ),
    "of a table": ("2023年度“三公”经费财政拨款支出决算表", "单位：万元", "因公出国（境）费 0.00"),
    "of a budget": ("某局2024年“三公”经费预算情况说明", "“三公”经费预算表", "比2023年决算数减少1.00万元"),
    "that calls itself accounts": ("某局2023年部门决算“三公”经费公开", "“三公”经费支出决算情况说明"),
}


@pytest.mark.parametrize("lines", NOTICES.values(), ids=NOTICES)
def test_a_notice_on_three_public_alone_is_refused_by_name(lines):
    assert reason(*lines) is Reason.THREE_PUBLIC_NOTICE


GOVERNMENTS = {
    "accounts": (
        "某区2023年财政决算",
        *("一般公共预算收入决算表", "一般公共预算支出决算表", "一般公共预算收支决算平衡表"),
        *("政府性基金收入决算表", "政府性基金支出决算表", "社会保险基金收入决算表"),
        *("一般公共预算本级基本支出决算表", "地方政府一般债务限额和余额情况表"),
        "（三）部门决算编制情况说明",
    ),
    "a report on them": ("关于某区2023年财政决算（草案）的报告", "一般公共预算收入决算表"),
    "without a cover": ("一般公共预算收入决算表", "税收返还和转移支付决算表", "国有资本经营预算收入决算表"),
    "a government's budget": (
        "某市2024年政府预算公开",
        "一般公共预算收入表",
        "一般公共预算支出表",
        "社会保险基金收入预算表",
    ),
}


@pytest.mark.parametrize("lines", GOVERNMENTS.values(), ids=GOVERNMENTS)
def test_a_whole_government_is_refused_by_name(lines):
    assert reason(*lines) is Reason.GOVERNMENT_SUMMARY


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("关于召开座谈会的通知",),
        ("区财政局召开部门决算编报工作会议", "会议要求各单位认真编报。"),
        ("部门整体支出绩效自评报告", "年度预算执行情况", "得分96分"),
        ("2023年度审计报告", "资产负债表", "收入费用表"),
    ],
)
def test_what_is_neither_is_no_report(lines):
    assert reason(*lines) is Reason.NOT_A_REPORT


def test_the_refusal_says_what_it_saw():
    page = Page(None, tuple(map(Line, BUDGETS["the central set"])))
    with pytest.raises(ReadError) as refused:
        require_accounts((page,))
    assert str(refused.value) == MESSAGES[Reason.BUDGET_NOT_ACCOUNTS] + "（标题“某区财政局2024年部门预算”）"
