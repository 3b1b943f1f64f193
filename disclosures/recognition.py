"""How a stored cell was read where its statement is a picture: surely, in doubt, or not at all. Plain Python.

A cell is one of ``Sheet.data["rows"][n]["cells"]``. What a person has accepted or put right is neither recognised nor
in doubt any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Cell = Mapping[str, Any]
SETTLED = "corrected"  # the origin of a cell that a person accepted, put right or entered


def is_recognised(cell: Cell) -> bool:
    """Whether something was recognised there that nobody has looked at."""
    pictured = cell["origin"] == "ocr" or cell.get("confidence") is not None
    return pictured and cell["origin"] != SETTLED and bool(cell["text"])


def is_doubtful(cell: Cell) -> bool:
    """Whether a number was recognised there so that nothing may be made of it before somebody looks."""
    return bool(cell.get("doubtful")) and bool(cell["amount"])


def is_unreadable(cell: Cell) -> bool:
    """Whether something is printed there that no number was made out of: neither blank nor zero."""
    return is_recognised(cell) and not cell["amount"]


def sure_amount(cell: Cell) -> str | None:
    """The amount that may be compared, summed and drawn; None where the cell is blank or in doubt."""
    return None if is_doubtful(cell) else cell["amount"]


def percent(confidence: float) -> int:
    """How sure a recognition is in whole per cent, never more than it is: 100 is certain."""
    return int(100 * confidence + 1e-9)


@dataclass(frozen=True)
class Recognised:
    """Of statements that are pictures: how many, how many numbers, how many of these were looked at and are in doubt."""

    statements: int
    cells: int
    settled: int
    doubtful: int
    unreadable: int


def recognised_in(statements: Iterable[Iterable[Cell]]) -> Recognised | None:
    """What was recognised in the cells of each statement, None where nothing was."""
    found = [[cell for cell in cells if cell.get("confidence") is not None] for cells in statements]
    cells = [cell for held in found for cell in held]
    if not cells:
        return None
    return Recognised(
        sum(bool(held) for held in found),
        len(cells),
        sum(cell["origin"] == SETTLED for cell in cells),
        sum(is_doubtful(cell) for cell in cells),
        sum(is_unreadable(cell) for cell in cells),
    )
