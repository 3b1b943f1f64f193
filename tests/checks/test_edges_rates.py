"""Stated percentages: completions, the share of project money that was evaluated, percentages of nothing."""

from dataclasses import replace

import pytest

from ingest.parsing.facts import Base, Severity
from tests.checks.correct_report import Draft, G, S
from tests.checks.test_edges_changes import claim, numbers
from tests.checks.test_edges_told import FAIL, PASS, ROUNDING, D, judged, outcomes

COMPLETIONS = [
    # amount, budget, stated → outcome, computed
    ("90.00", "120.00", "75", PASS, "75.0"),
    ("90.00", "120.00", "75.00", PASS, "75.00"),
    ("80.00", "120.00", "66.6", ROUNDING, "66.67"),
    ("80.00", "120.00", "66.67", PASS, "66.67"),
    ("80.00", "120.00", "67.7", FAIL, "66.67"),
    ("0.00", "120.00", "0", PASS, "0.0"),
    ("80.00", "0.00", "100", None, ""),
    ("80.00", None, "100", None, ""),
    (None, "80.00", "100", None, ""),
    ("80.00", "80.00", None, None, ""),
    ("80.00", "-80.00", "100", None, ""),
]


@pytest.mark.parametrize(
    ("measure", "check", "severity", "name"),
    [
        ("general_budget_expenditure", "P_COMPLETE_TOTAL", Severity.ERROR, "支出"),
        ("basic_expenditure", "P_COMPLETE_TOTAL", Severity.ERROR, "支出"),
        ("item.2010301.actual", "P_COMPLETE_ITEM", Severity.WARNING, "科目"),
        ("class.201", "P_COMPLETE_ITEM", Severity.WARNING, "科目"),
    ],
)
@pytest.mark.parametrize(("amount", "budget", "stated", "outcome", "computed"), COMPLETIONS)
def test_a_completion(measure, check, severity, name, amount, budget, stated, outcome, computed):
    told = {"amount": amount, "implied_base": budget, "percent": stated, "text": "某句"}
    one = claim("completion", measure, **told)
    found = judged(check, replace(one, kind="amount"), one, one)
    assert outcomes(found) == ([] if outcome is None else [outcome])
    for finding in found:
        assert finding.message.startswith(
            f"{name}完成率：{amount} ÷ {budget} = {computed}%，报告写 {stated}%，"
        )
        assert (finding.found, finding.expected, finding.claim) == (stated, computed, 1)
        assert finding.severity is (severity if outcome is FAIL else Severity.INFO)
        assert [(place.page, place.text) for place in finding.where] == [(20, "某句")]
    others = {"P_COMPLETE_TOTAL", "P_COMPLETE_ITEM"} - {check}
    assert judged(others.pop(), one) == []


@pytest.mark.parametrize(
    "prefix", ["three_public.total.actual", "project.绿化", "procurement.total", "performance.x"]
)
def test_completions_of_other_sections_have_their_own_checks(prefix):
    one = claim("completion", prefix, amount="80.00", implied_base="120.00", percent="99")
    assert judged("P_COMPLETE_TOTAL", one) == judged("P_COMPLETE_ITEM", one) == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("80万元，预算120万元", FAIL), ("约80万元，预算120万元", ROUNDING), ("80万元，预算约120万元", ROUNDING)],
)
def test_about_widens_either_amount_of_a_completion(text, outcome):
    one = claim(
        "completion", "item.2010301.actual", amount="80", implied_base="120", percent="66.9", text=text
    )
    assert outcomes(judged("P_COMPLETE_ITEM", one)) == [outcome]


EVALUATED = {
    "amount": "150.10",
    "percent": "50",
    "whole": "project_expenditure",
    "section": "十三",
    "text": "占比",
}


@pytest.mark.parametrize(
    ("other", "projects", "outcome"),
    [
        ({}, ("300.20", "五"), PASS),
        ({"percent": D("13.89")}, ("300.20", "五"), FAIL),
        ({"percent": D("13.89")}, ("300.20", "三"), FAIL),  # all money is of the general budget
        ({"percent": D("13.89")}, (None, "五"), FAIL),  # form 05 prints it
        ({"percent": D("13.89"), "whole": ""}, ("300.20", "五"), None),
        ({"percent": D("13.89"), "whole": "expenditure_current"}, ("300.20", "五"), None),
        ({"percent": D("13.89"), "kind": "amount"}, ("300.20", "五"), None),
        ({"percent": D("13.89"), "kind": "completion"}, ("300.20", "五"), None),
        ({"percent": D("13.89"), "amount": None}, ("300.20", "五"), None),
    ],
)
def test_the_share_of_project_money_that_was_evaluated(other, projects, outcome):
    own = replace(claim("share", "performance.amount", **EVALUATED), **other)
    amount, section = projects
    whole = claim("amount", "project_expenditure", amount=amount, section=section, text="项目支出")
    found = judged("P_WRONG_BASE", whole, own)
    assert outcomes(found) == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.startswith("自评资金占项目支出的比重：150.10 ÷ 300.20 = 50.0")
        printed = "项目支出" if amount and section == "五" else "合计 300.20"
        assert [place.text for place in one.where] == ["占比", printed] and one.claim == 1
    if section == "三":
        draft = Draft()
        draft.set(S, "57", 1, "1090.00")
        draft.set(G, "", 3, "")
        assert judged("P_WRONG_BASE", whole, own, draft=draft) == []


@pytest.mark.parametrize(
    ("kind", "told", "severity", "words"),
    [
        ("change", {"base": Base.PRIOR_YEAR}, Severity.WARNING, "上年数"),
        ("change", {"base": Base.INITIAL_BUDGET}, Severity.WARNING, "年初预算"),
        ("completion", {"base": Base.FULL_YEAR_BUDGET}, Severity.WARNING, "全年预算"),
        (
            "completion",
            {"base": Base.INITIAL_BUDGET, "amount": "0", "percent": "0"},
            Severity.INFO,
            "年初预算",
        ),
        ("completion", {"base": Base.INITIAL_BUDGET, "amount": "0"}, Severity.WARNING, "年初预算"),
        ("completion", {"base": Base.INITIAL_BUDGET, "percent": "0"}, Severity.WARNING, "年初预算"),
        ("change", {"base": Base.PRIOR_YEAR, "change": "0"}, None, ""),
        ("change", {"base": Base.PRIOR_YEAR, "change": None}, None, ""),
        ("completion", {}, None, ""),
        ("share", {"base": Base.PRIOR_YEAR}, None, ""),
        ("change", {"base": Base.PRIOR_YEAR, "implied_base": "0.01"}, None, ""),
        ("change", {"base": Base.PRIOR_YEAR, "implied_base": None}, None, ""),
        ("change", {"base": Base.PRIOR_YEAR, "percent": None}, None, ""),
    ],
)
def test_a_percentage_of_nothing(kind, told, severity, words):
    one = claim(
        kind,
        "public",
        **{
            "amount": "5.00",
            "change": "5.00",
            "percent": "100",
            "implied_base": "0.00",
            "text": "某句",
            **told,
        },
    )
    found = judged("P_ZERO_BASE", one, one, replace(one, text="另一句"))
    assert len(found) == (0 if severity is None else 2)
    for finding, place in zip(found, ((0, "某句"), (2, "另一句")), strict=False):
        percent = told.get("percent", "100")
        assert finding.message == f"{words}为 0，百分比无从计算，报告写 {percent}%。"
        assert (finding.outcome, finding.severity, numbers(finding)) == (
            FAIL,
            severity,
            (percent, "", "", ""),
        )
        assert (finding.claim, finding.where[0].text) == place
