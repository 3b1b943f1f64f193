"""What stands one step below a row of a statement by codes, and its sum."""

import pytest

from disclosures.pages.drill import with_steps
from disclosures.pages.grid import Below, CellShown, RowShown


def row(code: str, level: int, amount: str = "1.00") -> RowShown:
    cell = CellShown(f"c-{code}", "1", amount, "text", 1, "小计", amount=amount.replace(",", ""))
    return RowShown(code, code, code, "", level, (cell,))


@pytest.mark.parametrize(
    ("rows", "below"),
    [
        # two 款 under a 类; the 项 below them are not counted again
        (
            [("201", 1, "3"), ("20101", 2, "1"), ("2010101", 3, "1"), ("20103", 2, "2.5")],
            Below(2, "款", "3.50", "3.5"),
        ),
        (
            [("", 0, "1,471.20"), ("201", 1, "1,247.12"), ("206", 1, "224.08")],
            Below(2, "类", "1,471.20", "1471.20"),
        ),
        # a row of the next 类 is not below
        ([("201", 1), ("20101", 2), ("202", 1), ("20201", 2)], None),
        ([("201", 1), ("20101", 2), ("20102", 2, "")], None),  # one prints nothing: no sum
        ([("20101", 2), ("2010101", 3, "0.00"), ("2010102", 3, "-0.10")], Below(2, "项", "-0.10", "-0.10")),
        ([("2010101", 3)], None),
    ],
)
def test_the_first_row_tells_what_is_below_it(rows, below):
    assert with_steps([row(*one) for one in rows])[0].below == below
