"""Self-evaluations made by hand: rates, units, counts, targets, scores, goals and fields."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.evaluated import Evaluation
from ingest.parsing.facts import (
    Claim,
    Finding,
    MeasureRead,
    Outcome,
    Paragraph,
    Report,
    Section,
    Severity,
    Source,
)

PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE
D = Decimal
NUMBERS = ("budget", "executed", "rate", "score", "summary_budget", "summary_executed", "summary_rate")


def form(name="绿化养护", **told) -> Evaluation:
    told = {key: D(value) if key in NUMBERS and value is not None else value for key, value in told.items()}
    return Evaluation(**{"kind": "project", "name": name, "page": 30, "title": f"{name}自评表", **told})


def findings(check: str, *forms: Evaluation, texts=(), pages: int | None = 40, **more) -> list[Finding]:
    section = Section(6, "", "附件", tuple(Paragraph(text, 31) for text in texts), 31)
    told = Section(
        3, "十三", "预算绩效情况说明", tuple(Paragraph(text, 29) for text in more.pop("told", ())), 29
    )
    source = Source("x.pdf", "0" * 64, "application/pdf", pages)
    report = Report(
        source, None, "", (), 2023, None, "万元", "", "", sections=(told, section), evaluations=forms, **more
    )
    return [one for one in check_report(report) if one.check == check]


def numbers(one: Finding) -> tuple[str, ...]:
    return one.found, one.expected, one.difference, one.tolerance


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "outcome", "computed", "doubt"),
    [
        ("190.00", "180.20", "94.84", PASS, "94.84", ""),
        ("190.00", "180.20", "94.9", ROUNDING, "94.84", ""),
        ("190.00", "180.20", "96", FAIL, "94.8", ""),
        ("100.00", "130.00", "100", OPEN, "130.0", "执行率可能以 100% 为限"),
        ("100.00", "130.00", "110", FAIL, "130.0", ""),
        ("100.00", "90.00", "100", FAIL, "90.0", ""),
        ("190.00", "180.20", "0.95", OPEN, "94.84", "执行率可能写成了小数"),
        ("190.00", "180.20", "2", OPEN, "94.8", "执行率可能写成了小数"),
        ("190.00", "180.20", "2.01", FAIL, "94.84", ""),
        ("1000.00", "10.00", "2", ROUNDING, "1.0", ""),
        ("1000.00", "9.00", "2", FAIL, "0.9", ""),
        ("1000.00", "20.00", "0.50", FAIL, "2.00", ""),
    ],
)
def test_a_rate_of_execution(budget, executed, rate, outcome, computed, doubt):
    (one,) = findings("PF_RATE", form(budget=budget, executed=executed, rate=rate))
    assert (one.outcome, one.found, one.expected) == (outcome, rate, computed)
    assert one.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)
    amounts = f"{D(executed):,.2f} ÷ {D(budget):,.2f}"
    assert one.message.startswith(f"“绿化养护”自评表的执行率：{amounts} = {computed}%，报告写 {rate}%，")
    assert one.message.endswith(f"；{doubt}，无法核对。") is bool(doubt)
    assert [(place.page, place.text) for place in one.where] == [(30, "绿化养护自评表 绿化养护")]


@pytest.mark.parametrize(
    "told",
    [
        {"budget": "0", "executed": "0", "rate": "100"},
        {"budget": "10.00", "executed": "9.00", "rate": None},
        {"budget": None, "executed": "9.00", "rate": "90"},
        {"budget": "10.00", "executed": None, "rate": "90"},
        {"budget": "10.00", "executed": "9.00", "rate": "90", "source": "summary"},
    ],
)
def test_no_rate_without_its_numbers(told):
    assert findings("PF_RATE", form(**told)) == []


def test_form_and_summary_are_judged_each_and_once():
    one = form(
        budget="10.00",
        executed="9.00",
        rate="91",
        summary_budget="10.00",
        summary_executed="8.00",
        summary_rate="90",
    )
    claim = Claim(
        "completion", "project.绿化养护", D("8.00"), percent=D("90"), page=27, text="执行数为8.00万元"
    )
    other = Claim("amount", "project.绿化养护", D("8.00"), page=26, text="别处")
    first, second = findings("PF_RATE", one, one, claims=(other, claim))
    assert [found.message[:14] for found in (first, second)] == [
        "“绿化养护”自评表的执行率：",
        "“绿化养护”综述的执行率：8",
    ]
    assert [place.text for place in second.where] == ["执行数为8.00万元"]
    assert [place.page for place in second.where] == [27]


@pytest.mark.parametrize(
    ("executed", "rate", "told"),
    [
        ("0.01802", "94.84", "180.2"),
        ("0.01802", "0.01", ""),  # the rate says what the amount says
        ("1.90", "90", ""),
        ("0.0190", "100", "190"),
        ("0", "0", ""),
        ("0.01802", None, ""),
    ],
)
def test_yuan_printed_for_ten_thousand(executed, rate, told):
    found = findings("PF_UNIT", form(budget="190.00", executed=executed, rate=rate))
    assert [one.found for one in found] == [told][: bool(told)]
    assert [one.message for one in found] == [
        f"“绿化养护”自评表预算数 190.00 万元，执行数写 {told} 元：按万元计才与所写的执行率相符，请对照单位。"
    ][: bool(told)]
    rates = findings("PF_RATE", form(budget="190.00", executed=executed, rate=rate))
    assert bool(rates) is (not told and rate is not None)


def test_the_slips_of_all_forms_are_one_finding():
    forms = [form(name, budget="10.00", executed="0.0009", rate="90") for name in ("甲项目", "乙项目")]
    (one,) = findings("PF_UNIT", *forms)
    assert one.message.startswith("“甲项目”自评表预算数 10.00 万元，执行数写 9 元；“乙项目”自评表预算数")
    assert [place.text for place in one.where] == ["甲项目自评表 甲项目", "乙项目自评表 乙项目"]
    assert (one.outcome, one.severity) == (FAIL, Severity.ERROR)


@pytest.mark.parametrize(
    ("told", "label", "outcome"),
    [
        ({"summary_budget": "190.00"}, "", PASS),
        ({"summary_budget": "190.01"}, "预算数", ROUNDING),
        ({"summary_budget": "191.00"}, "预算数", FAIL),
        ({"summary_executed": "181.20"}, "执行数", FAIL),
        ({"summary_executed": "181.20", "source": "summary"}, "", None),
        ({"summary_executed": "0.01802", "summary_budget": "190.00", "summary_rate": "94.84"}, "", PASS),
    ],
)
def test_the_summary_tells_the_numbers_of_the_form(told, label, outcome):
    found = findings("PF_NARR_FORM", form(budget="190.00", executed="180.20", **told))
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found if label else ():
        own = "190.00" if label == "预算数" else "180.20"
        other = told.get("summary_budget") or told["summary_executed"]
        assert (one.found, one.expected) == (other, own)
        assert one.message.startswith(f"“绿化养护”{label}：综述 {other}，自评表 {own}，")
        assert [place.text for place in one.where] == ["绿化养护自评表 绿化养护"] * 2


@pytest.mark.parametrize(
    ("stated", "forms", "summaries", "both", "outcome"),
    [
        ("2", 2, 0, 0, PASS),
        ("1", 2, 1, 0, PASS),  # as many as there are summaries
        ("2", 0, 2, 0, PASS),
        ("3", 2, 1, 0, FAIL),
        ("1", 0, 0, 1, PASS),
        ("2", 1, 1, 1, PASS),
        ("4", 1, 1, 1, FAIL),
    ],
)
def test_the_number_of_projects(stated, forms, summaries, both, outcome):
    told = [form(f"表{n}") for n in range(forms)]
    told += [form(f"综{n}", source="summary") for n in range(summaries)]
    told += [form(f"双{n}", summary_budget="1.00") for n in range(both)]
    whole = Evaluation("department", "整体")
    measure = MeasureRead("performance.projects", D(stated), section="十三", page=29)
    (one,) = findings("PF_COUNT", whole, *told, measures=(measure,))
    read = f"写有自评项目 {stated} 个，读到自评表 {forms + both} 张、综述 {summaries + both} 个"
    assert one.message == read + ("，吻合。" if outcome is PASS else "，请对照。")
    assert (one.outcome, one.found, one.expected) == (outcome, stated, str(max(forms, summaries) + both))
    assert [(place.page, place.text) for place in one.where] == [(29, "第十三节")]
    assert findings("PF_COUNT", whole, measures=(measure,)) == findings("PF_COUNT", *told) == []


@pytest.mark.parametrize(
    ("goals", "told"),
    [
        (("绿地整洁有序", "绿地 整洁\n有序"), "自评表的年度目标“绿地整洁有序”写了 2 次。"),
        (("绿地整洁有序",) * 3, "自评表的年度目标“绿地整洁有序”写了 3 次。"),
        (("绿地整洁",) * 2, "自评表的年度目标“绿地整洁”写了 2 次。"),
        (("绿 地 整",) * 2, ""),
        (("绿地整洁有序", "设施完好"), ""),
        (("整" * 45,) * 2, f"自评表的年度目标“{'整' * 40}”写了 2 次。"),
    ],
)
def test_a_goal_told_twice(goals, told):
    found = findings("PF_DUP", form(goals=goals))
    assert [one.message for one in found] == [told][: bool(told)]
    assert [place.text for one in found for place in one.where] == ["绿化养护自评表 绿化养护"][: bool(told)]


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("一是整洁；二是满意；二是完好。", "二"),
        ("一是整洁，一是满意。", "一"),
        ("一是整洁；二是满意。一是完好。", ""),
        ("整洁十二是满意二是完好", ""),
    ],
)
def test_an_ordinal_told_twice(text, twice):
    found = findings("PF_DUP", told=(text,))
    assert [(one.found, one.message) for one in found] == [(twice, f"“{twice}是”接连写了两次。")][
        : bool(twice)
    ]
    assert [(p.page, p.text) for one in found for p in one.where] == [(29, text)][: bool(twice)]
    assert findings("PF_DUP", texts=(text,)) == []


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("项目名称绿化 主管部门绿化 项目实施单位某局",), "项目名称绿化 主管部门绿化 项目实施单位"),
        (
            ("项目名称：绿化  一期", "主管部门：绿化 一期\n项目实施单位"),
            "项目名称：绿化 一期 主管部门：绿化 一期 项目实施单位",
        ),
        (("项目名称绿化 主管部门某局 项目实施单位某局",), ""),
        (("项目名称 主管部门 项目实施单位",), ""),
    ],
)
def test_an_office_that_is_the_name_of_the_project(texts, told):
    found = findings("PF_FIELD", texts=texts)
    assert [(one.outcome, one.severity) for one in found] == [(FAIL, Severity.WARNING)][: bool(told)]
    assert [place.text for one in found for place in one.where] == [told][: bool(told)]
    for one in found:
        assert one.message == f"自评表的主管部门写的是项目名称“{one.found}”。" and one.found in told
