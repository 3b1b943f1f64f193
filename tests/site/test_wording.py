import pytest

from disclosures.pages.sections import linked
from disclosures.wording import amount_text, change_of, change_said, percent_text, printed_text
from tests.builders import fen


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9_840_400_000, "9,840.40"),
        (0, "0.00"),
        (1, "0.000001"),
        (None, "—"),
        (-404_700, "−0.4047"),
    ],
)
def test_amounts_are_exact(value, said):
    assert amount_text(value) == said


@pytest.mark.parametrize(
    ("printed", "said"), [("9840.4", "9,840.40"), ("0", "0.00"), ("", ""), ("1.2345", "1.2345"), ("无", "无")]
)
def test_printed_decimals_keep_what_they_have(printed, said):
    assert printed_text(printed) == said


def test_a_change_has_its_direction_in_words():
    assert change_of(fen("43.38"), fen("43.43")).words == "增 0.05"
    assert change_of(fen("2"), fen("0")).words == "减 2.00"
    assert change_of(fen("2"), fen("2")).words == "持平"
    assert change_said("decrease", "40.47", "30.2", "比年初预算").words == "比年初预算减 40.47，下降 30.2%"


def test_rates_of_our_own_have_two_decimals():
    assert percent_text(fen("6846.88"), fen("2993.52")) == "228.72%"
    assert percent_text(1, 0) == ""


def test_only_the_amounts_that_have_a_cell_are_linked():
    html = linked("支出9840.4万元，增长228.7%，另有3万元<", {fen("9840.40"): "/x/"})
    assert html == '支出<a class="num" href="/x/">9840.4</a>万元，增长228.7%，另有3万元&lt;'


def test_a_change_that_happens_to_equal_a_cell_is_not_linked():
    html = linked("总计307.82万元，比上年增加307.82万元", {fen("307.82"): "/x/"})
    assert html.count("<a ") == 1
    assert html.endswith("增加307.82万元")
