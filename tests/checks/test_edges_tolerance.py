"""Nearness of either operand, and what P_CHANGE says of every kind of change."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ingest.checks.tolerance import (
    Envelope,
    Nearness,
    Quantity,
    change_rate,
    compare,
    judge,
    margin,
    quantity,
    rate,
    rounded,
    slack,
    total,
)
from ingest.parsing.facts import Base, Direction, Outcome, Severity
from tests.checks.test_edges_changes import claim, findings

D, F = Decimal, Fraction
PRINTED, ABOUT, OVER = Nearness.PRINTED, Nearness.ABOUT, Nearness.OVER
PASS, ROUNDING, FAIL, OPEN = Outcome.PASS, Outcome.ROUNDING, Outcome.FAIL, Outcome.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("text", "near", "low", "high"),
    [
        ("3", PRINTED, "2.995", "3.005"),
        ("3.1", PRINTED, "3.095", "3.105"),
        ("3.125", PRINTED, "3.1245", "3.1255"),
        ("3", ABOUT, "2.5", "3.5"),
        ("3.1", ABOUT, "3.05", "3.15"),
        ("3.125", ABOUT, "3.1245", "3.1255"),
        ("3", OVER, "3", "4"),
        ("3.1", OVER, "3.1", "3.2"),
        ("2.3E+4", PRINTED, "22500", "23500"),
        ("2.3E+4", OVER, "23000", "24000"),
        ("1E+1", PRINTED, "5", "15"),
        ("0", PRINTED, "-0.005", "0.005"),
    ],
)
def test_a_quantity_stands_for_what_rounds_to_it(text, near, low, high):
    one = quantity(D(text), near)
    assert (one.value, one.low, one.high) == (D(text), D(low), D(high))


# the part and the whole: (low, high) of each as printed, about, over
PART = {PRINTED: ("2.995", "3.005"), ABOUT: ("2.5", "3.5"), OVER: ("3", "4")}
WHOLE = {PRINTED: ("7.995", "8.005"), ABOUT: ("7.5", "8.5"), OVER: ("8", "9")}


@pytest.mark.parametrize("of_whole", list(Nearness))
@pytest.mark.parametrize("of_part", list(Nearness))
def test_a_rate_keeps_the_nearness_of_either_operand(of_part, of_whole):
    allowed = rate(D(3), D(8), (of_part, of_whole))
    (low, high), (least, most) = PART[of_part], WHOLE[of_whole]
    assert allowed == Envelope(F("37.5"), 100 * F(low) / F(most), 100 * F(high) / F(least))


@pytest.mark.parametrize("of_change", list(Nearness))
@pytest.mark.parametrize("of_current", list(Nearness))
def test_a_rate_of_change_keeps_the_nearness_of_either_operand(of_current, of_change):
    (low, high), (least, most) = PART[of_change], WHOLE[of_current]
    rising = change_rate(D(8), D(3), True, (of_current, of_change))
    assert rising == Envelope(F(60), 100 * F(low) / (F(most) - F(low)), 100 * F(high) / (F(least) - F(high)))
    falling = change_rate(D(8), D(3), False, (of_current, of_change))
    assert falling == Envelope(
        F(300, 11), 100 * F(low) / (F(most) + F(low)), 100 * F(high) / (F(least) + F(high))
    )


def test_a_part_below_zero_and_a_whole_that_may_be_nothing():
    below = rate(D("-3"), D("8"))
    assert below == Envelope(F("-37.5"), 100 * F("-3.005") / F("7.995"), 100 * F("-2.995") / F("7.995"))
    tiny = rate(D("0.01"), D("0.01"), (PRINTED, ABOUT))
    assert tiny == Envelope(F(100), 100 * F("0.005") / F("0.015"), 100 * F("0.015") / F("0.005"))
    assert rate(D("1"), D("-1")) is None


def test_a_change_larger_than_the_amount_and_one_from_below_zero():
    turned = change_rate(D("8"), D("20"), True)
    assert turned is not None and turned.high is not None
    assert turned.value == F(-500, 3)
    assert (turned.low, turned.high) == (100 * F("19.995") / F("-11.99"), 100 * F("20.005") / F("-12.01"))
    lost = change_rate(D("-8"), D("20"), False)
    assert lost is not None and lost.value == F(500, 3)
    assert change_rate(D("-20"), D("20.005"), False, (ABOUT, PRINTED)) is not None
    assert change_rate(D("-20.01"), D("20.005"), False) is None  # the base may be zero


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ("37", PASS),
        ("38", PASS),
        ("37.5", PASS),
        ("37.4", ROUNDING),
        ("37.3", FAIL),
        ("36", FAIL),
        ("39", FAIL),
    ],
)
def test_a_stated_percentage_beside_a_narrow_envelope(stated, outcome):
    allowed = Envelope(F("37.5"), F("37.45"), F("37.55"))
    assert judge(D(stated), allowed) is outcome


def test_slack_is_the_widest_of_unit_and_envelope():
    assert slack(D("37"), Envelope(F("37.5"), F("37.4"), F("37.7"))) == F(1, 2)
    assert slack(D("37.50"), Envelope(F("37.5"), F("37.4"), F("37.7"))) == F(1, 5)
    assert slack(D("37.50"), Envelope(F("37.5"), F("37.2"), F("37.7"))) == F(3, 10)
    assert slack(D("37.50"), Envelope(F("37.5"), F("37.2"), None)) is None


def test_sums_shares_and_margins_in_exact_decimals():
    one, two = quantity(D("40.00")), quantity(D("2"), ABOUT)
    assert one.plus(two) == Quantity(D("42.00"), D("41.495"), D("42.505"))
    assert one.minus(two) == Quantity(D("38.00"), D("37.495"), D("38.505"))
    assert total([one, two, one]) == Quantity(D("82.00"), D("81.490"), D("82.510"))
    assert total([]) == Quantity(D(0), D(0), D(0))
    assert one.share(D("50")) == Quantity(D("20"), D("39.995") * D("0.49"), D("40.005") * D("0.51"))
    assert one.minus(two).share(D("-1.0")).low == D("38.505") * D("-1.1") / 100
    assert margin(one, two) == D("0.505")
    assert [rounded(F(n), 1) for n in ("0.05", "-0.05", "2.24", "0")] == [
        D("0.1"),
        D("-0.1"),
        D("2.2"),
        D("0.0"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (("1", "0", "2"), ("3", "2", "4"), ROUNDING),
        (("3", "2", "4"), ("1", "0", "2"), ROUNDING),
        (("1", "0", "2"), ("4", "2.1", "5"), FAIL),
        (("4", "2.1", "5"), ("1", "0", "2"), FAIL),
        (("1", "1", "1"), ("1.00", "0", "9"), PASS),
    ],
)
def test_two_quantities_that_touch_are_the_same(left, right, outcome):
    assert compare(Quantity(*map(D, left)), Quantity(*map(D, right))) is outcome


UP, DOWN, SAME = Direction.INCREASE, Direction.DECREASE, Direction.UNCHANGED
SAID = "报告没有写全本期数、增减额和增减方向，无法核对增减率。"
CHANGES = [
    # amount, change, percent, direction → outcome, found, expected, difference, tolerance, words
    (
        ("150", "50", "50", UP),
        PASS,
        ("50", "50.00", "0.00", "0.50"),
        "增加率：50.00 ÷（150.00 − 50.00）= 50.00%，报告写 50%，吻合。",
    ),
    (
        ("50", "50", "50", DOWN),
        PASS,
        ("50", "50.00", "0.00", "0.50"),
        "减少率：50.00 ÷（50.00 + 50.00）= 50.00%，报告写 50%，吻合。",
    ),
    (
        ("50", "-50", "-50", DOWN),
        PASS,
        ("50", "50.00", "0.00", "0.50"),
        "减少率：50.00 ÷（50.00 + 50.00）= 50.00%，报告写 50%，吻合。",
    ),
    (
        ("0.65", "0.23", "53.9", UP),
        ROUNDING,
        ("53.9", "54.76", "0.86", "2.56"),
        "相差 0.86 个百分点，可由数字的四舍五入解释（可能范围 52.33%—57.32%）。",
    ),
    (
        ("0.65", "0.64", "6900", UP),
        ROUNDING,
        ("6900", "6400.00", "500.00", ""),
        "相差 500.00 个百分点，可由数字的四舍五入解释（可能范围 不低于 3175.00%）。",
    ),
    (
        ("0.65", "0.64", "640", UP),
        FAIL,
        ("640", "6400.00", "5760.00", ""),
        "相差 5760.00 个百分点，超出四舍五入所能解释的范围（不低于 3175.00%）。",
    ),
    (
        ("150.00", "50.00", "70", UP),
        FAIL,
        ("70", "50.00", "20.00", "0.50"),
        "相差 20.00 个百分点，超出四舍五入所能解释的范围（49.99%—50.01%）。",
    ),
    (
        ("150.00", "50.00", "50.125", UP),
        FAIL,
        ("50.125", "50.000", "0.125", "0.011"),
        "（49.990%—50.010%）。",
    ),
    (
        ("5.00", "5.00", "100", UP),
        OPEN,
        ("100", "", "", ""),
        "按本期数和增减额推算的基数为 0（5.00 ÷（5.00 − 5.00）），增减率无从计算；报告写 100%。",
    ),
    (("95", "-5", "-5", UP), FAIL, ("-5", "", "", ""), "写的是“增加”，增减额却是负数（-5.00）。"),
    (("95", "5", "-5", UP), FAIL, ("-5", "", "", ""), "增减额 5.00 与增减率 -5% 的正负不一致。"),
    (("95", "-5", "5", UP), FAIL, ("5", "", "", ""), "增减额 -5.00 与增减率 5% 的正负不一致。"),
    (("1000", "-1234.5", "5", UP), FAIL, ("5", "", "", ""), "增减额 -1,234.50 与增减率 5% 的正负不一致。"),
    (
        ("95", "0.00", "0", UP),
        PASS,
        ("0", "0.00", "0.00", "0.50"),
        "增加率：0.00 ÷（95.00 − 0.00）= 0.00%，报告写 0%，吻合。",
    ),
    (("95", "0", "0", SAME), PASS, ("0", "0", "0", ""), "写的是“持平”，增减额与增减率均为 0，吻合。"),
    (
        ("95", "5", "5.56", SAME),
        FAIL,
        ("5.56", "0", "5.56", ""),
        "写的是“持平”，增减额却是 5.00，增减率 5.56%。",
    ),
    (
        ("95", "0", "-5.56", SAME),
        FAIL,
        ("-5.56", "0", "5.56", ""),
        "写的是“持平”，增减额却是 0.00，增减率 -5.56%。",
    ),
    (("95", "5", "0", SAME), FAIL, ("0", "0", "0", ""), "写的是“持平”，增减额却是 5.00，增减率 0%。"),
    ((None, "5", "5", UP), OPEN, ("5", "", "", ""), SAID),
    (("95", None, "5", UP), OPEN, ("5", "", "", ""), SAID),
    (("95", "5", "5", None), OPEN, ("5", "", "", ""), SAID),
]


@pytest.mark.parametrize(("told", "outcome", "numbers", "words"), CHANGES)
def test_what_is_said_of_a_rate_of_change(told, outcome, numbers, words):
    amount, change, percent, direction = told
    one = claim(
        "change",
        "income_total",
        amount=amount,
        change=change,
        percent=percent,
        direction=direction,
        base=Base.PRIOR_YEAR,
        text="某句",
    )
    other = claim("amount", "income_total", amount="1")
    (found,) = findings("P_CHANGE", other, one)
    assert (found.outcome, (found.found, found.expected, found.difference, found.tolerance)) == (
        outcome,
        numbers,
    )
    assert found.message.endswith(words)
    assert found.severity is (Severity.ERROR if outcome is FAIL else Severity.INFO)
    assert (found.claim, [(place.page, place.text) for place in found.where]) == (1, [(20, "某句")])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("150万元，增加50万元", FAIL),
        ("150万元，增加约50万元", ROUNDING),
        ("约150万元，增加50万元", ROUNDING),
        ("150万元，增加50余万元", ROUNDING),
    ],
)
def test_about_widens_either_amount(text, outcome):
    one = claim(
        "change",
        "income_total",
        amount="150",
        change="50",
        percent="50.3",
        direction=UP,
        base=Base.PRIOR_YEAR,
        text=text,
    )
    assert [found.outcome for found in findings("P_CHANGE", one)] == [outcome]
