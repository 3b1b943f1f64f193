"""Amounts are marked with their values; what is no amount in 万元, is quoted or read by machines is left alone."""

import pytest

from disclosures.units import value_of, with_values

UNIT = '<span class="in-unit">万元</span>'


def data(shown: str) -> str:
    return f'<data value="{value_of(shown)}">{shown}</data>'


@pytest.mark.parametrize(
    ("shown", "value"),
    [("9,840.40", "9840.40"), ("−40.47", "-40.47"), ("0.00", "0.00"), ("1,234,567.123456", "1234567.123456")],
)
def test_an_amount_carries_its_value(shown, value):
    assert with_values(f"<td>{shown}</td>") == f'<td><data value="{value}">{shown}</data></td>'


@pytest.mark.parametrize(
    "words",
    [
        "228.7%",
        "228.72 %",
        "99.50％",
        "3.25 倍",
        "1,234.56 元",
        "2.50 亿元",
        "12.34 个百分点",
        "2023",
        "1,234",
    ]
    + ["2023.12.31", "95.50 分", "12.50 万人", "—", "·", "9840.4 万元", "不低于 1 万元"],
)
def test_what_is_no_amount_in_this_unit_is_left_alone(words):
    assert with_values(words) == words


def test_the_unit_goes_with_its_amounts():
    assert with_values("万元。虚线是推算") == f"{UNIT}。虚线是推算"
    assert with_values("增 6,846.88 万元") == f"增 {data('6,846.88')} {UNIT}"
    assert with_values("<b>1.20</b><i>万元</i>") == f"<b>{data('1.20')}</b><i>{UNIT}</i>"


@pytest.mark.parametrize("kept", ["blockquote", "q", "pre", "script", "title", "desc", "option", "data"])
def test_what_is_quoted_or_not_seen_is_left_alone(kept):
    html = f"<{kept}>支出 9,840.40 万元</{kept}>"
    assert with_values(html) == html
    assert with_values(f"{html}1.20") == f"{html}{data('1.20')}"


def test_attributes_are_left_alone_and_drawings_have_parts_of_text():
    html = '<svg aria-label="9,840.40 万元"><desc>1.20</desc><text x="1.25">1.20</text></svg>1.20'
    drawn = '<tspan data-value="1.20">1.20</tspan>'
    expected = f'<svg aria-label="9,840.40 万元"><desc>1.20</desc><text x="1.25">{drawn}</text></svg>'
    assert with_values(html) == expected + data("1.20")
