"""Two readings beside each other: what counts as a difference of a cell."""

from decimal import Decimal

import pytest

from disclosures.statements import State, Statement
from ingest.parsing.differences import cell_differences
from ingest.parsing.facts import Cell, Report, Source, StatementRead, StatementRow


def read(*texts: str | None) -> Report:
    """A report whose form 05 has one row with these cells; None: that cell was not read."""
    cells = tuple(
        Cell(str(column), "小计", Decimal(text) if text and text[0].isdigit() else None, text)
        for column, text in enumerate(texts, 1)
        if text is not None
    )
    row = StatementRow("", "201", "201", "一般公共服务支出", cells)
    statement = StatementRead(
        Statement.GENERAL_BUDGET, "05", "支出决算表", "公开05表", State.AMOUNTS, rows=(row,)
    )
    source = Source("x.pdf", "0" * 64, "application/pdf", 1, 1)
    return Report(source, None, "", (), 2023, None, "万元", "", "0", statements=(statement,))


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("1.00", "1.00", False),
        ("1.00", "1.0", False),  # the same amount
        ("1.00", "1.01", True),
        ("1.00", "", True),
        ("", "0.00", True),  # a blank is no zero
        ("", "—", True),
        ("—", "— ", False),
        ("", None, False),
    ],
)
def test_a_cell_differs_by_its_amount_else_by_its_text(before, after, differs):
    found = cell_differences(read(before), read(after))
    assert [(one.spot.column, one.before, one.after) for one in found] == [("1", before, after)] * differs
