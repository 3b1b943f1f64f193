"""P_CHANGE: a stated rate of change against the two amounts of its own sentence."""

from decimal import Decimal

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Base, Claim, Direction, Finding, Outcome, Report, Severity, Source

UP, DOWN, SAME = Direction.INCREASE, Direction.DECREASE, Direction.UNCHANGED


def change(amount, by, percent, direction=UP, base=Base.PRIOR_YEAR, text="…") -> Claim:
    number = lambda printed: None if printed is None else Decimal(printed)  # noqa: E731
    return Claim(
        kind="change",
        measure="expenditure_current",
        amount=number(amount),
        base=base,
        direction=direction,
        change=number(by),
        percent=number(percent),
        page=20,
        text=text,
    )


def findings(*claims: Claim) -> tuple[Finding, ...]:
    source = Source("x.txt", "0" * 64, "text/plain", None)
    report = Report(source, None, "", (), 2023, None, "万元", "", "", claims=claims)
    return tuple(found for found in check_report(report) if found.check == "P_CHANGE")


def only(*args, **named) -> Finding:
    (finding,) = findings(change(*args, **named))
    return finding


@pytest.mark.parametrize(
    ("amount", "by", "percent", "direction", "computed"),
    [
        ("9840.4", "6846.88", "228.7", UP, "228.72"),
        ("2362.26", "2739.96", "53.7", DOWN, "53.70"),
        ("20351.37", "14686.66", "259.27", UP, "259.27"),
        ("1365.84", "232.86", "20.55", UP, "20.55"),
        ("2652.36", "882.50", "49.86", UP, "49.86"),
        ("0.00", "3.94", "100", DOWN, "100.00"),
        ("271.33", "14.35", "5", DOWN, "5.02"),
    ],
)
def test_a_rate_that_the_amounts_give_passes(amount, by, percent, direction, computed):
    finding = only(amount, by, percent, direction)
    assert (finding.outcome, finding.severity) == (Outcome.PASS, Severity.INFO)
    assert (finding.found, finding.expected) == (percent, computed)
    assert "吻合" in finding.message


@pytest.mark.parametrize(
    ("amount", "by", "percent", "computed", "difference"),
    [("0.65", "0.23", "53.9", "54.76", "0.86"), ("82.44", "19.43", "30.83", "30.84", "0.01")],
)
def test_a_rate_that_rounding_explains(amount, by, percent, computed, difference):
    finding = only(amount, by, percent)
    assert (finding.outcome, finding.severity) == (Outcome.ROUNDING, Severity.INFO)
    assert (finding.expected, finding.difference) == (computed, difference)
    assert Decimal(finding.tolerance) >= Decimal(difference)


def test_a_rate_that_nothing_explains_fails_with_its_numbers_and_place():
    finding = only("9840.4", "6846.88", "69.58", text="增加6846.88万元，增长69.58%")
    assert (finding.outcome, finding.severity) == (Outcome.FAIL, Severity.ERROR)
    assert (finding.found, finding.expected, finding.difference) == ("69.58", "228.72", "159.14")
    assert finding.where[0].page == 20 and finding.where[0].text.startswith("增加6846.88")
    assert "6,846.88 ÷（9,840.40 − 6,846.88）= 228.72%" in finding.message


def test_the_word_decides_how_the_base_is_implied():
    assert only("100", "50", "100", UP).outcome is Outcome.PASS
    assert only("100", "50", "33.33", DOWN).outcome is Outcome.PASS
    assert only("100", "50", "33.33", UP).outcome is Outcome.FAIL
    assert only("100", "50", "100", DOWN).outcome is Outcome.FAIL


def test_a_base_of_zero_is_not_checkable():
    finding = only("5.00", "5.00", "100")
    assert (finding.outcome, finding.severity) == (Outcome.NOT_CHECKABLE, Severity.INFO)
    assert "基数为 0" in finding.message


def test_an_increase_beyond_the_amount_itself_fails():
    assert only("20.00", "50.00", "250").outcome is Outcome.FAIL


@pytest.mark.parametrize("blank", [(None, "5", "5"), ("5", None, "5")])
def test_a_blank_amount_is_not_checkable(blank):
    assert only(*blank).outcome is Outcome.NOT_CHECKABLE


def test_a_minus_against_the_word_fails_and_a_minus_that_repeats_it_does_not():
    assert only("95", "-5", "-5", UP).outcome is Outcome.FAIL
    assert only("95", "5", "-5", UP).outcome is Outcome.FAIL
    assert only("95", "-5", "5", DOWN).outcome is Outcome.PASS
    assert only("95", "-5", "-5", DOWN).outcome is Outcome.PASS


def test_unchanged_means_zero():
    assert only("95", "0", "0", SAME).outcome is Outcome.PASS
    assert only("95", "5", "5.56", SAME).outcome is Outcome.FAIL


def test_about_widens_an_amount():
    assert only("100", "9", "9.5", UP, text="增加9万元，增长9.5%").outcome is Outcome.FAIL
    assert only("100", "9", "9.5", UP, text="增加约9万元，增长9.5%").outcome is Outcome.ROUNDING


def test_only_changes_with_a_base_and_a_percentage_are_judged():
    amount = Claim(kind="amount", measure="income_total", amount=Decimal("5"))
    share = Claim(kind="share", measure="class.201", amount=Decimal("5"), percent=Decimal("50"))
    assert findings(amount, share, change("5", "2", None), change("5", "2", "1", base=None)) == ()


def test_a_finding_names_its_claim():
    amount = Claim(kind="amount", measure="income_total", amount=Decimal("5"))
    (finding,) = findings(amount, change("150", "50", "50"))
    assert finding.claim == 1
