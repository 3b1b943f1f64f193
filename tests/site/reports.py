"""A few disclosures with real figures, so that a page has what a reader would see."""

from disclosures.comparison import board_lines
from disclosures.statements import FORMS
from tests import builders as make

SUMMARY = {
    "1": "9,840.40", "27": "9,840.40", "30": "9,840.40",
    "31": "1,471.20", "36": "3,500.63", "38": "58.08", "39": "79.67", "46": "4,623.29", "49": "107.53",
    "57": "9,840.40", "60": "9,840.40",
}  # fmt: skip
APPROPRIATION = {
    "1": "9,840.40", "27": "9,840.40", "32": "9,840.40",
    "33": "1,471.20 1,471.20", "38": "3,500.63 3,500.63", "40": "58.08 58.08", "41": "79.67 79.67",
    "48": "4,623.29 4,623.29", "51": "107.53 107.53", "59": "9,840.40 9,840.40", "64": "9,840.40 9,840.40",
}  # fmt: skip
EXPENDITURE = """
合计 9,840.40 1,486.35 8,354.05
201 一般公共服务支出 1,471.20 1,247.12 224.08
20103 政府办公厅（室）及相关机构事务 1,471.20 1,247.12 224.08
2010301 行政运行 1,247.12 1,247.12 .
2010302 一般行政管理事务 224.08 . 224.08
206 科学技术支出 3,500.63
20699 其他科学技术支出 3,500.63
2069999 其他科学技术支出 3,500.63
208 社会保障和就业支出 58.08 58.08
20805 行政事业单位养老支出 58.08 58.08
2080505 机关事业单位基本养老保险缴费支出 58.08 58.08
210 卫生健康支出 79.67 73.62 6.05
21011 行政事业单位医疗 79.67 73.62 6.05
2101101 行政单位医疗 29.55 29.04 0.51
2101103 公务员医疗补助 47.58 42.04 5.54
2101199 其他行政事业单位医疗支出 2.54 2.54 .
217 金融支出 4,623.29 . 4,623.29
21799 其他金融支出 4,623.29 . 4,623.29
2179999 其他金融支出 4,623.29 . 4,623.29
221 住房保障支出 107.53 107.53
22102 住房改革支出 107.53 107.53
2210201 住房公积金 88.08 88.08
2210202 提租补贴 19.45 19.45
"""
THREE_PUBLIC = "43.38 0.00 41.38 20.38 21.00 2.00 43.43 2.71 40.72 19.91 20.81 0.00"
REASON = "中小微企业和个体工商户纾困贷款贴息支出增加。"
SUMMARY_SENTENCE = (
    "2023年度收、支总计9840.4万元。与2022年度相比，收、支总计各增加6846.88万元，增长228.7%，"
    f"主要原因是{REASON}"
)


def economic_rows():
    lines = """
    301 工资福利支出 1,343.37
    30101 基本工资 301.02
    30102 津贴补贴 402.10
    30103 奖金 396.50
    303 对个人和家庭的补助 49.27
    30302 退休费 49.27
    302 商品和服务支出 93.55
    30201 办公费 12.34
    30231 公务用车运行维护费 20.81
    310 资本性支出 .
    31002 办公设备购置 0.16
    人员经费合计 1,392.64
    公用经费合计 93.71
    """
    return make.code_rows("basic_by_economic", "\n".join(line.strip() for line in lines.strip().splitlines()))


def qingshan_2023():
    """Text tables, six figures, the jump of 228.7 % and a statement declared nil."""
    of = make.disclosure(make.department(), 2023, original_name="青山区政府办2023.pdf")
    now = of.current
    make.sheet(now, "summary", SUMMARY, pages=[7])
    make.sheet(now, "revenue", "合计 9,840.40 9,840.40\n201 一般公共服务支出 1,471.20 1,471.20", pages=[8])
    make.sheet(
        now,
        "expenditure",
        EXPENDITURE,
        notes=["注：本表反映部门本年度各项支出情况。", "1栏各行＝（2+3+4+5+6）栏各行。"],
    )
    make.sheet(now, "appropriation_summary", APPROPRIATION, pages=[10])
    make.sheet(now, "general_budget", EXPENDITURE, pages=[11])
    make.sheet(now, "basic_by_economic", economic_rows(), pages=[12])
    nil = "说明：本单位2023年无政府性基金预算财政拨款收入支出"
    make.sheet(now, "government_funds", "合计", state="declared_nil", pages=[13], notes=[nil])
    make.sheet(
        now,
        "state_capital",
        "合计",
        state="declared_nil",
        pages=[14],
        notes=[nil.replace("政府性基金", "国有资本经营")],
    )
    row = {
        "line": "",
        "code": "",
        "code_text": "",
        "name": "",
        "cells": make._cells(FORMS["three_public"].columns, THREE_PUBLIC.split(), 15),
    }
    make.sheet(now, "three_public", [row], pages=[15], basis_budget="initial", basis_funds="general_budget")
    _qingshan_2023_figures(of)
    _qingshan_2023_prose(now)
    return of


def _qingshan_2023_figures(of):
    make.figures(of, {
        "income_total": "9,840.40", "expenditure_total": "9,840.40", "income_current": "9,840.40",
        "expenditure_current": "9,840.40", "basic_expenditure": "1,486.35", "project_expenditure": "8,354.05",
        "general_budget_expenditure": "9,840.40", "personnel": "1,392.64", "public": "93.71",
        "class.201": "1,471.20", "class.206": "3,500.63", "class.208": "58.08", "class.210": "79.67",
        "class.217": "4,623.29", "class.221": "107.53",
    })  # fmt: skip
    keys = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")
    amounts = THREE_PUBLIC.split()
    for place, key in enumerate(keys):
        make.figure(of, f"three_public.{key}.budget", amounts[place], basis="initial+general_budget")
        make.figure(of, f"three_public.{key}.actual", amounts[place + 6], basis="general_budget")
    make.figures(of, {"agency_operation": "93.71"}, section="十", page=28)
    make.figures(
        of,
        {"procurement.total": "29.95", "procurement.goods": "18.97", "procurement.services": "10.98"},
        section="十一",
    )
    make.figures(
        of, {"three_public.vehicle.count": "7", "three_public.vehicle_purchase.count": "1"}, section="九"
    )
    make.figures(
        of,
        {"initial_budget": "1426.85", "item.2010301.budget": "1023.62", "item.2010301.actual": "1247.12"},
        section="五",
    )


def _qingshan_2023_prose(now):
    make.passage(now, "一", "收入支出决算总体情况说明", SUMMARY_SENTENCE, page=20)
    make.passage(
        now,
        "三",
        "支出决算情况说明",
        "2023年度支出合计9840.4万元。其中：基本支出1486.35万元，占本年支出15.1%；项目支出8354.05万元，占本年支出84.9%。",
        page=21,
    )
    make.passage(
        now,
        "五",
        "一般公共预算财政拨款支出决算情况说明",
        "（三）一般公共预算财政拨款支出年初预算为1426.85万元，支出决算为9840.4万元，完成年初预算的689.7%。",
        page=22,
    )
    make.passage(
        now,
        "七",
        "政府性基金预算财政拨款收入支出决算情况说明",
        "2023年度无政府性基金预算财政拨款收入支出。",
        page=26,
    )
    make.passage(
        now,
        "九",
        "财政拨款“三公”经费支出决算情况说明",
        "2023年度“三公”经费财政拨款支出预算为43.38万元，支出决算为43.43万元，完成预算的100.1%。",
        page=27,
    )
    make.passage(
        now,
        "十",
        "机关运行经费支出情况",
        "2023年度机关运行经费支出93.71万元，比年初预算数减少40.47万元，降低30.2%。主要原因是：核算科目与编制科目不一致。",
        page=28,
    )
    make.passage(now, "", "名词解释", "机关运行经费：指为保障行政单位运行的资金。", part=5, page=40)
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(
            now,
            measure,
            "9840.4",
            "6846.88",
            "228.7",
            section="一",
            page=20,
            reason=REASON,
            text=SUMMARY_SENTENCE,
        )
    make.claim(now, "share", "basic_expenditure", amount="1486.35", percent="15.1", section="三", page=21)
    make.claim(now, "share", "project_expenditure", amount="8354.05", percent="84.9", section="三", page=21)
    make.claim(
        now,
        "completion",
        "general_budget_expenditure",
        amount="9840.4",
        base="initial_budget",
        percent="689.7",
        section="五",
        page=22,
    )
    make.change_claim(
        now,
        "agency_operation",
        "93.71",
        "40.47",
        "30.2",
        direction="decrease",
        base="initial_budget",
        base_year=None,
        section="十",
        page=28,
        reason="核算科目与编制科目不一致。",
        text="比年初预算数减少40.47万元，降低30.2%",
    )
    make.finding(
        now,
        "T03_ROW",
        "not_checkable",
        "error",
        "206、20699、2069999 三行只印一个数，无法判断属于基本支出还是项目支出。",
        where=[
            {"page": 9, "statement": "expenditure", "row": code, "column": None, "text": ""}
            for code in ("206", "20699", "2069999")
        ],
    )
    make.evaluation(
        now,
        "统筹协调服务经费",
        ("产出指标", "数量指标", "现场督查次数", "≥50次", "32次", "2.5"),
        ("产出指标", "质量指标", "办结率", "100%", "100%", "5"),
        budget="8354.05",
        executed="8354.05",
        rate="100",
        score="96",
        page=43,
    )


def _pictures(revision):
    for statement in FORMS:
        make.sheet(revision, statement, state="picture")


def qingshan_2020():
    """All nine statements are pictures; the figures come from the narrative."""
    of = make.disclosure(make.department(), 2020)
    _pictures(of.current)
    make.figures(
        of,
        {"income_total": "2652.36", "expenditure_total": "2652.36", "expenditure_current": "2652.36"},
        section="一",
    )
    make.figures(
        of,
        {"three_public.total.budget": "23.5", "three_public.total.actual": "23.98"},
        section="七",
        basis="initial+general_budget",
    )
    make.passage(
        of.current,
        "一",
        "收入支出决算总体情况说明",
        "2020年度收、支总计2652.36万元。与2019年度相比，收、支总计各增加882.5万元，增长49.86%。",
        page=9,
    )
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(of.current, measure, "2652.36", "882.5", "49.86", section="一", page=9)
    return of


def hongshan_2023():
    office = make.department("420111-government-office", "武汉市洪山区人民政府办公室", "420111")
    of = make.disclosure(office, 2023, scope="consolidated")
    _pictures(of.current)
    make.figures(
        of,
        {"income_total": "20351.37", "expenditure_total": "20351.37", "expenditure_current": "20351.37"},
        section="一",
    )
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(
            of.current,
            measure,
            "20351.37",
            "14686.66",
            "259.27",
            section="一",
            page=12,
            reason="纾困贷款贴息、金融政策奖励增加。",
        )
    return of


def wuchang_2024():
    office = make.department("420106-government-office", "武汉市武昌区人民政府办公室", "420106")
    of = make.disclosure(office, 2024, scope="consolidated")
    make.sheet(
        of.current,
        "summary",
        {"1": "2,362.26", "27": "2,362.26", "30": "2,362.26", "57": "2,362.26", "60": "2,362.26"},
    )
    make.figures(
        of, {"income_total": "2362.26", "expenditure_total": "2362.26", "expenditure_current": "2362.26"}
    )
    make.figures(
        of,
        {"three_public.total.budget": "0.65", "three_public.total.actual": "0.65"},
        basis="full_year+fiscal",
    )
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(
            of.current,
            measure,
            "2362.26",
            "2739.96",
            "53.7",
            direction="decrease",
            section="一",
            page=15,
            reason="对口帮扶资金减少。",
        )
    make.change_claim(
        of.current, "three_public.total.actual", "0.65", "0.23", "53.9", section="九", outcome="rounding"
    )
    return of


def party_office_2024():
    office = make.department("420107-party-office", "中共武汉市青山区委员会办公室", "420107")
    of = make.disclosure(office, 2024)
    make.sheet(
        of.current,
        "summary",
        {"1": "1,365.84", "27": "1,365.84", "30": "1,365.84", "57": "1,365.84", "60": "1,365.84"},
    )
    make.figures(
        of,
        {
            "income_total": "1365.84",
            "expenditure_total": "1365.84",
            "expenditure_current": "1365.84",
            "basic_expenditure": "952.86",
            "project_expenditure": "412.98",
        },
    )
    make.figures(
        of,
        {"three_public.total.budget": "32.14", "three_public.total.actual": "27.14"},
        basis="full_year+fiscal",
    )
    for measure in ("income_total", "expenditure_total"):
        make.change_claim(of.current, measure, "1365.84", "232.86", "20.55", section="一", page=8)
    return of


def all_reports():
    held = [qingshan_2020(), qingshan_2023(), hongshan_2023(), wuchang_2024(), party_office_2024()]
    board_lines.rebuild_lacking()
    return held
