"""类, 款 and 项 as steps: how many rows stand directly below a row, and what their amounts sum to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext_noop

from disclosures.pages.grid import Below, CellShown, RowShown
from disclosures.wording import decimal_of

KINDS = {1: gettext_noop("类"), 2: gettext_noop("款"), 3: gettext_noop("项")}
FEWEST = 2  # rows below whose sum says more than the row itself


def with_steps(rows: Sequence[RowShown]) -> list[RowShown]:
    """The rows of a statement by codes, each with what stands below it."""
    return [replace(row, below=_below(row, rows[place + 1 :])) for place, row in enumerate(rows)]


def _below(row: RowShown, following: Sequence[RowShown]) -> Below | None:
    """None where fewer than two rows stand below, or one of them prints no amount that can be relied on."""
    under: list[RowShown] = []
    for other in following:
        if other.level <= row.level:
            break
        if other.level == row.level + 1:
            under.append(other)
    amounts = [_amount(other.cells[0]) for other in under if other.cells]
    if len(under) < FEWEST or len(amounts) < len(under) or None in amounts:
        return None
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    value = sum((decimal_of(other.cells[0].amount) or Decimal(0) for other in under), Decimal(0))
    seen = any(other.cells[0].recognised for other in under)
    return Below(len(under), KINDS[row.level + 1], f"{total:,.2f}", f"{value:f}", seen)


def _amount(cell: CellShown) -> Decimal | None:
    return None if cell.doubtful else decimal_of(cell.text.replace(",", ""))
