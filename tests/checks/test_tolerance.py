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
    judge,
    money,
    nearness,
    rounded,
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
