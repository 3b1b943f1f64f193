"""Indicators made by hand: which targets are bounds, what was missed, what a score comes to, what a form sums to."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.evaluated import Evaluation, Indicator
from ingest.parsing.facts import Finding, Outcome, Paragraph, Report, Section, Severity, Source

PASS, FAIL, OPEN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_CHECKABLE
D = Decimal


def indicator(target="", actual="", score="", name="面积", kind="数量指标") -> Indicator:
    return Indicator("产出指标", kind, name, target, actual, score)


def findings(check: str, *indicators: Indicator, text="", pages: int | None = 40, **told) -> list[Finding]:
    one = Evaluation(**{"kind": "project", "name": "绿化", "page": 30, "indicators": indicators, **told})
    section = Section(6, "", "附件", (Paragraph("其他。", 31), Paragraph(text, 31)), 31)
    source = Source("x.pdf", "0" * 64, "application/pdf", pages)
    report = Report(source, None, "", (), 2023, None, "万元", "", "", sections=(section,), evaluations=(one,))
    return [one for one in check_report(report) if one.check == check]


@pytest.mark.parametrize(
    ("target", "actual", "missed"),
    [
        *(
            (f"{sign}50公顷", "49公顷", True)
            for sign in ("≥", ">=", "＞=", "≧", ">", "＞", "不低于", "不少于")
        ),
        *(
            (f"{sign}50公顷", "51公顷", False)
            for sign in ("≥", ">=", "＞=", "≧", ">", "＞", "不低于", "不少于")
        ),
        *((f"{sign}50公顷", "51公顷", True) for sign in ("≤", "<=", "≦", "<", "＜", "不超过", "不高于")),
        *((f"{sign}50公顷", "49公顷", False) for sign in ("≤", "<=", "≦", "<", "＜", "不超过", "不高于")),
        ("≥50公顷", "50公顷", False),
        ("≤50公顷", "50公顷", False),
        ("≥ 50 公顷", "49 公 顷", True),
        ("≥99.5%", "99.4%", True),
        ("≥99.5%", "99.50%", False),
        ("95%以上", "94%", True),
        ("95%以上", "96%", False),
        ("95以上", "94", True),
        ("≥95%以上", "94%", True),
        ("50公顷", "49公顷", False),  # no bound
        ("≥50公顷", "49亩", False),  # another unit
        ("≥50公顷", "约49公顷", False),
        ("≥50公顷", "", False),
        ("完成", "未完成", False),
        ("≥50", "49", True),
        ("≥50个标准单位", "49个标准单位", False),  # longer than a unit is
    ],
)
def test_which_targets_were_missed(target, actual, missed):
    found = findings("PF_MISS", indicator(target, actual), reasons="无")
    assert bool(found) is missed
    for one in found:
        assert one.message == f"“绿化”自评表：面积 {target} 实际 {actual}，原因分析写“无”。"
        assert (one.outcome, one.severity) == (FAIL, Severity.INFO)
        digits = lambda text: "".join(c for c in text if c.isdigit() or c == ".")  # noqa: E731
        assert (one.found, one.expected) == (digits(actual), digits(target))
        assert [(place.page, place.text) for place in one.where] == [(30, "绿化")]


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ("无", True),
        (" 无偏差 ", True),
        ("没有", True),
        ("基本无偏差", True),
        ("不存在偏差", True),
        ("已完成", True),
        ("全部完成", True),
        ("汛期停工，无其他原因", False),
        ("", False),
        ("无" + "偏" * 30, True),
    ],
)
def test_reasons_that_say_nothing_of_a_missed_target(reasons, told):
    missed = indicator("≥50公顷", "49公顷")
    found = findings("PF_MISS", missed, reasons=reasons, title="自评表")
    assert [one.message for one in found] == [
        f"“绿化”自评表：面积 ≥50公顷 实际 49公顷，原因分析写“{reasons.strip()[:20]}”。"
    ][: int(told)]
    assert [place.text for one in found for place in one.where] == ["自评表"][: int(told)]


def test_three_missed_targets_are_named_and_the_first_is_the_number():
    all_missed = [indicator(f"≥{n}0株", f"{n}株", name=f"第{n}项") for n in range(1, 6)]
    (one,) = findings("PF_MISS", indicator("≥1株", "2株"), *all_missed, reasons="无")
    named = "第1项 ≥10株 实际 1株；第2项 ≥20株 实际 2株；第3项 ≥30株 实际 3株"
    assert one.message == f"“绿化”自评表：{named}，原因分析写“无”。"
    assert (one.found, one.expected) == ("1", "10")


@pytest.mark.parametrize(
    ("target", "actual", "score", "outcome", "expected"),
    [
        ("≥100次", "95次", "19", PASS, "19.00"),
        ("≥100次", "95次", "18", PASS, "19.00"),  # one unit of the printed score
        ("≥100次", "95次", "17", FAIL, "19.00"),
        ("≥100次", "95次", "18.9", PASS, "19.00"),
        ("≥100次", "95次", "18.8", FAIL, "19.00"),
        ("≥100次", "95次", "19.2分", FAIL, "19.00"),
        ("≥30次", "20次", "13.33", PASS, "13.33"),
        ("≥30次", "20次", "13.31", FAIL, "13.33"),
        ("≤100次", "105次", "15", None, ""),
        ("≥100次", "105次", "20", None, ""),
        ("≥100次", "95次", "", None, ""),
        ("≥100次", "95次", "十九", None, ""),
    ],
)
def test_a_score_is_its_weight_times_what_was_reached(target, actual, score, outcome, expected):
    full = indicator("≥50公顷", "52公顷", "20")
    found = findings("PF_FORMULA", full, indicator(target, actual, score, name="巡查"))
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        own, (wanted, got) = score.rstrip("分"), (text.strip("≥次") for text in (target, actual))
        assert one.message == f"“巡查”：20 × {got} ÷ {wanted} = {expected}，得分写 {own}。"
        assert (one.found, one.expected, one.severity) == (own, expected, Severity.INFO)
        assert [(place.page, place.text) for place in one.where] == [(30, "绿化")]


def test_the_weight_is_that_of_reached_indicators_of_one_kind_that_agree():
    full, low = indicator("≥50公顷", "52公顷", "20"), indicator("≥100次", "50次", "17")
    assert [one.outcome for one in findings("PF_FORMULA", full, low)] == [FAIL]
    assert findings("PF_FORMULA", full, indicator("≥50公顷", "52公顷", "10"), low) == []
    assert findings("PF_FORMULA", full, indicator("≥100次", "50次", "17", kind="质量指标")) == []
    assert findings("PF_FORMULA", low) == []
    assert findings("PF_FORMULA", full, indicator("≥0次", "0次", "17")) == []
    assert [o.message for o in findings("PF_FORMULA", full, *[indicator("≥100次", "50次", "10")] * 2)] == [
        "2 个得分全部吻合。"
    ]


FULL = [indicator(score="40", name=name) for name in ("甲", "乙")]
WEIGHT = "绩效得分（20分*执行率）"


@pytest.mark.parametrize(
    ("whole", "rate", "text", "more", "outcome", "executed", "summed"),
    [
        ("100", "100", WEIGHT, {}, PASS, "20.00", "100.00"),
        ("98", "90", WEIGHT, {}, PASS, "18.00", "98.00"),
        ("98.05", "90", WEIGHT, {}, PASS, "18.00", "98.00"),
        ("98.06", "90", WEIGHT, {}, FAIL, "18.00", "98.00"),
        ("97.94", "90", WEIGHT, {}, FAIL, "18.00", "98.00"),
        ("97.95", "90", WEIGHT, {}, PASS, "18.00", "98.00"),
        ("100", "130", WEIGHT, {}, PASS, "20.00", "100.00"),  # a rate counts to 100 %
        ("100", None, WEIGHT, {}, PASS, "20.00", "100.00"),
        ("80", "90", WEIGHT, {}, PASS, "18.00", "98.00"),  # the form may score the indicators only
        ("80.06", "90", WEIGHT, {}, FAIL, "18.00", "98.00"),
        ("90", "100", "绩效得分（10分×执行率）", {}, PASS, "10.00", "90.00"),
        ("90", "100", "绩效得分（10分x执行率）", {}, PASS, "10.00", "90.00"),
        ("95", "100", "预算执行情况及执行率（15分）", {}, PASS, "15.00", "95.00"),
        ("98", "90", "", {}, PASS, "18.00", "98.00"),
        ("90", "90", "", {}, OPEN, "18.00", "98.00"),  # without the weight nothing is too much
        ("99", "90", "", {}, OPEN, "18.00", "98.00"),
        ("99", "90", WEIGHT, {"pages": None}, OPEN, "18.00", "98.00"),
        ("90", "90", WEIGHT, {"pages": None}, FAIL, "18.00", "98.00"),
        ("99", "90", WEIGHT, {"goals": ("整洁",)}, OPEN, "18.00", "98.00"),
        ("90", "90", WEIGHT, {"goals": ("整洁",)}, FAIL, "18.00", "98.00"),
        ("99", "90", "", {"goals": ("整洁",)}, OPEN, "18.00", "98.00"),
    ],
)
def test_the_scores_of_a_form_make_its_total(whole, rate, text, more, outcome, executed, summed):
    told = {"score": D(whole), "rate": None if rate is None else D(rate), **more}
    (one,) = findings("PF_SCORE", *FULL, text=text, **told)
    assert one.outcome is outcome
    assert one.severity is (Severity.WARNING if outcome is FAIL else Severity.INFO)
    ending = {PASS: "吻合。", FAIL: "请对照。", OPEN: "可能没有读全得分，无法核对。"}[outcome]
    scores = f"总分 {whole}，各指标得分之和 80 加执行率得分 {executed} 为 {summed}，"
    assert one.message == f"“绿化”自评表：{scores}{ending}"
    difference = f"{abs(D(summed) - D(whole)):f}"
    assert (one.found, one.expected, one.difference, one.tolerance) == (whole, summed, difference, "0.05")
    assert [(place.page, place.text) for place in one.where] == [(30, "绿化")]


@pytest.mark.parametrize(
    ("scores", "whole", "outcome"),
    [
        (("40", "40"), None, None),
        (("40",), "60", None),
        (("", ""), "60", None),
        (("40", ""), "99", OPEN),  # the score that was not read may be the rest
        (("40", ""), "50", FAIL),  # what was read is too much already
        (("40分", " 40 "), "100", PASS),
        (("40", "四十"), "99", OPEN),
        (("40.5", "39.5"), "100", PASS),
    ],
)
def test_a_score_that_was_not_read_leaves_a_smaller_sum_open(scores, whole, outcome):
    told = {"score": None if whole is None else D(whole), "rate": D(100)}
    found = findings("PF_SCORE", *(indicator(score=score) for score in scores), text=WEIGHT, **told)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
