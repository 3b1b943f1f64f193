"""Tolerance: a truthful rounding never fails, a number beyond what the operands allow always does."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.checks.tolerance import (
    Envelope,
    Interval,
    Nearness,
    change_rate,
    compare,
    judge,
    margin,
    money,
    nearness,
    quantity,
    rate,
    rounded,
    total,
    unit,
)
from ingest.parsing.facts import Outcome

D = Decimal


def printed(value: Fraction, decimals: int, how: str = ROUND_HALF_UP) -> Decimal:
    exact = D(value.numerator) / D(value.denominator)
    return exact.quantize(D(1).scaleb(-decimals), how)


@pytest.mark.parametrize(
    ("text", "near", "low", "high"),
    [
        ("3", Nearness.PRINTED, "2.995", "3.005"),
        ("9840.4", Nearness.PRINTED, "9840.395", "9840.405"),
        ("2.123456", Nearness.PRINTED, "2.1234555", "2.1234565"),
        ("2.3E+4", Nearness.PRINTED, "22500", "23500"),
        ("3", Nearness.ABOUT, "2.5", "3.5"),
        ("3", Nearness.OVER, "3", "4"),
    ],
)
def test_what_an_amount_stands_for(text, near, low, high):
    assert money(D(text), near) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("sentence", "near"),
    [
        ("增加 3 万元，增长 5%", Nearness.PRINTED),
        ("增加约 3 万元", Nearness.ABOUT),
        ("增加3万余元", Nearness.OVER),
        ("增加3多万元", Nearness.OVER),
        ("约13万元，增加3万元", Nearness.PRINTED),
        ("约3.5万元", Nearness.PRINTED),
    ],
)
def test_words_beside_an_amount(sentence, near):
    assert nearness(D("3"), sentence) is near


def test_an_amount_with_separators_is_found_in_its_sentence():
    assert nearness(D("2362.26"), "约 2,362.26 万元") is Nearness.ABOUT
    assert nearness(D("2362.26"), "约2, 362. 26万元") is Nearness.ABOUT


@pytest.mark.parametrize(
    ("current", "change", "rising", "low", "high"),
    [
        ("0.65", "0.23", True, "52.33", "57.32"),
        ("82.44", "19.43", True, "30.82", "30.85"),
        ("2362.26", "2739.96", False, "53.70", "53.70"),
        ("0.00", "3.94", False, "99.87", "100.13"),
    ],
)
def test_what_a_rate_may_be(current, change, rising, low, high):
    allowed = change_rate(D(current), D(change), rising)
    assert allowed is not None and allowed.high is not None
    assert (rounded(allowed.low, 2), rounded(allowed.high, 2)) == (D(low), D(high))


@pytest.mark.parametrize(("current", "change"), [("5", "5"), ("0", "0"), ("5.00", "5.01"), ("0.00", "0.00")])
def test_a_base_of_zero_has_no_rate(current, change):
    assert change_rate(D(current), D(change), True) is None


def test_a_base_that_may_be_zero_has_no_upper_bound():
    allowed = change_rate(D("0.65"), D("0.64"), True)
    assert allowed is not None and allowed.high is None
    assert judge(D("6400"), allowed) is Outcome.PASS
    assert judge(D("90000"), allowed) is Outcome.ROUNDING
    assert judge(D("640"), allowed) is Outcome.FAIL


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ("54.8", Outcome.PASS),
        ("53.9", Outcome.ROUNDING),  # inside 52.33–57.32
        ("52.3", Outcome.ROUNDING),
        ("57.4", Outcome.ROUNDING),  # one unit beyond
        ("57.5", Outcome.FAIL),
        ("52.1", Outcome.FAIL),
        ("55", Outcome.PASS),
        ("58", Outcome.ROUNDING),
        ("51", Outcome.FAIL),
    ],
)
def test_outcomes_around_an_envelope(stated, outcome):
    allowed = change_rate(D("0.65"), D("0.23"), True)
    assert allowed is not None
    assert judge(D(stated), allowed) is outcome


amounts = st.integers(min_value=0, max_value=10**12).map(lambda n: Fraction(n, 10**6))
priors = st.integers(min_value=10**5, max_value=10**12).map(lambda n: Fraction(n, 10**6))
decimals = st.integers(min_value=0, max_value=3)
ways = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])


@settings(deadline=None)
@given(amounts, priors | amounts.filter(bool), decimals, ways)
def test_a_truthful_rounding_or_truncation_never_fails(current, prior, places, how):
    change = abs(current - prior)
    stated = printed(100 * change / prior, places, how)
    allowed = change_rate(printed(current, 2), printed(change, 2), current >= prior)
    assert allowed is None or judge(stated, allowed) is not Outcome.FAIL


@settings(deadline=None)
@given(amounts, priors, decimals, st.integers(min_value=2, max_value=50), st.booleans())
def test_a_percentage_two_units_beyond_the_envelope_always_fails(current, prior, places, units, above):
    allowed = change_rate(printed(current, 2), printed(abs(current - prior), 2), current >= prior)
    assert allowed is not None and allowed.high is not None
    by = Fraction(units, 10**places)
    if above or allowed.low < by:
        stated = printed(allowed.high + by, places, ROUND_CEILING)
    else:
        stated = printed(allowed.low - by, places, ROUND_FLOOR)
    assert judge(stated, allowed) is Outcome.FAIL


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**6, places=2), st.integers(min_value=2, max_value=6))
def test_a_unit_is_that_of_the_last_printed_decimal(value, places):
    assert unit(value) == Fraction(1, 100)
    assert unit(value.quantize(D(1).scaleb(-places))) == Fraction(1, 10**places)


def test_halves_round_away_from_zero():
    assert rounded(Fraction("0.125"), 2) == D("0.13")
    assert rounded(Fraction("-0.125"), 2) == D("-0.13")
    assert judge(D("0.13"), Envelope(Fraction("0.125"), Fraction("0.125"), Fraction("0.125"))) is Outcome.PASS


@pytest.mark.parametrize(
    ("part", "whole", "low", "value", "high"),
    [
        ("6.95", "7", "99.14", "99.29", "99.43"),
        ("0.00", "255.33", "0.00", "0.00", "0.00"),
        ("2362.26", "2011.68", "117.43", "117.43", "117.43"),
    ],
)
def test_what_a_part_may_be_of_a_whole(part, whole, low, value, high):
    allowed = rate(D(part), D(whole))
    assert allowed is not None and allowed.high is not None
    assert [rounded(one, 2) for one in (allowed.low, allowed.value, allowed.high)] == [
        D(low),
        D(value),
        D(high),
    ]


def test_a_whole_of_zero_has_no_rate_and_one_that_may_be_zero_no_bound():
    assert rate(D("5"), D("0.00")) is None
    tiny = rate(D("0.01"), D("0.00500"), (Nearness.PRINTED, Nearness.PRINTED))
    assert tiny is not None and tiny.high is not None
    open_above = rate(D("0.01"), D("0.004"))
    assert open_above is not None and open_above.low > 0


@pytest.mark.parametrize(
    ("found", "parts", "outcome"),
    [
        ("100.00", ["60.00", "40.00"], Outcome.PASS),
        ("100.01", ["60.00", "40.00"], Outcome.ROUNDING),
        ("100.02", ["60.00", "40.00"], Outcome.FAIL),
        ("878.05", ["800.07", "70.00", "8.00"], Outcome.ROUNDING),
        ("878.04", ["800.07", "70.00", "8.00"], Outcome.FAIL),
        ("9840.4", ["9840.40"], Outcome.PASS),
        ("3", ["3.01"], Outcome.ROUNDING),
        ("1.200000", ["1.200001"], Outcome.ROUNDING),
        ("1.200000", ["1.200002"], Outcome.FAIL),
    ],
)
def test_a_sum_may_differ_by_half_a_unit_of_every_operand(found, parts, outcome):
    assert compare(quantity(D(found)), total(quantity(D(part)) for part in parts)) is outcome


def test_a_difference_and_a_share_keep_their_bounds():
    difference = quantity(D("10.00")).minus(quantity(D("4.00")))
    assert (difference.value, difference.low, difference.high) == (D("6.00"), D("5.99"), D("6.01"))
    part = quantity(D("40.00")).share(D("66.7"))
    assert part.low < D("26.68") < part.high and part.value == D("26.68")
    assert margin(quantity(D("1.00")), quantity(D("1.00"))) == D("0.010")


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8))
def test_truthful_sums_never_fail(parts):
    whole = printed(sum(parts, Fraction(0)), 2)
    assert compare(quantity(whole), total(quantity(printed(part, 2)) for part in parts)) is not Outcome.FAIL


def test_equal_numbers_printed_otherwise_stand_for_other_intervals():
    assert quantity(D("1.20")) != quantity(D("1.2000"))
    assert quantity(D("1.2000")).high == D("1.20005")
    assert str(quantity(D("0.00")).value) == "0.00" and str(quantity(D("0")).value) == "0"
