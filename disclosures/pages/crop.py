"""Where on the page a number stands: the strip that is cut out around its row, and the frame about its cell.

Made from the boxes of the printed amounts alone (points of the page as displayed, origin top left): what the
rows and columns around a number print tells how far they reach. All numbers of a row have the same strip.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

ABOVE, BELOW = 1.5, 2.5  # rows shown: the one above and two below
ABOVE_A_SINGLE = 4.5  # of a form of one row, its headings are shown instead
FLATTEST, TALLEST = 1.5, 3.0  # height of a row, in heights of what it prints
AIR = 4.0  # points between a number and its frame, where its neighbours leave them


ZOOM = 1.25  # CSS pixels a point, so that 9 pt print can be read on a phone


@dataclass(frozen=True)
class Crop:
    """``top`` and ``bottom`` of the strip in whole points; the frame in points from the strip's top left."""

    page: int
    top: int
    bottom: int
    x: float
    y: float
    width: float
    height: float

    @property
    def strip(self) -> tuple[int, int, int]:
        return (self.page, self.top, self.bottom)

    @property
    def shown_height(self) -> str:
        return f"{(self.bottom - self.top) * ZOOM:.0f}"

    @property
    def frame(self) -> str:
        """Where the frame lies on the strip as shown, in CSS."""
        sides = {"left": self.x, "top": self.y, "width": self.width, "height": self.height}
        return ";".join(f"{name}:{points * ZOOM:.1f}px" for name, points in sides.items())


@dataclass(frozen=True)
class Placed:
    """A printed amount and its box."""

    column: str
    x0: float
    top: float
    x1: float
    bottom: float


def crop_of(rows: Iterable[dict], cell: dict) -> Crop | None:
    """The crop for one cell of a statement's stored rows; None where it has no place on a page."""
    if not cell["bbox"] or not cell["page"]:
        return None
    return _crop(cell["page"], _lines(_placed(rows, cell["page"])), Placed(cell["column"], *cell["bbox"]))


def strips_of(rows: Sequence[dict]) -> set[tuple[int, int, int]]:
    """Every strip (page, top, bottom) that the numbers of these rows are shown in."""
    pages = {cell["page"] for row in rows for cell in row["cells"] if cell["page"] and cell["bbox"]}
    found = set()
    for page in pages:
        lines = _lines(_placed(rows, page))
        found |= {_crop(page, lines, amount).strip for line in lines for amount in line}
    return found


def _placed(rows: Iterable[dict], page: int) -> list[Placed]:
    cells = (cell for row in rows for cell in row["cells"])
    return [Placed(c["column"], *c["bbox"]) for c in cells if c["bbox"] and c["page"] == page]


def _lines(amounts: list[Placed]) -> list[list[Placed]]:
    """The amounts by the line that they are printed on, from the top."""
    lines: list[list[Placed]] = []
    for amount in sorted(amounts, key=lambda a: (a.top, a.x0)):
        if lines and (amount.top + amount.bottom) / 2 < max(a.bottom for a in lines[-1]):
            lines[-1].append(amount)
        else:
            lines.append([amount])
    return lines


def _crop(page: int, lines: list[list[Placed]], amount: Placed) -> Crop:
    place = next(number for number, line in enumerate(lines) if amount in line)
    line = lines[place]
    upper, lower = min(a.top for a in line), max(a.bottom for a in line)
    row = _row_height(lines, place)
    middle = (upper + lower) / 2
    above = ABOVE if len(lines) > 1 else ABOVE_A_SINGLE
    top = max(0, math.floor(min(upper, middle - above * row)))
    bottom = math.ceil(max(lower, middle + BELOW * row))
    x0, x1 = _sides(lines, line, amount)
    air = max(1.0, min(AIR, (row - (lower - upper)) / 2))
    frame_top = max(upper - air, 0)
    return Crop(
        page,
        top,
        bottom,
        round(x0, 1),
        round(frame_top - top, 1),
        round(x1 - x0, 1),
        round(lower + air - frame_top, 1),
    )


def _row_height(lines: list[list[Placed]], place: int) -> float:
    """How far the rows stand apart here; blank rows between them are not counted as one."""
    printed = max(a.bottom - a.top for a in lines[place])
    middles = [sum(a.top + a.bottom for a in line) / len(line) / 2 for line in lines]
    near = [after - before for before, after in pairwise(middles[max(0, place - 1) : place + 2])]
    return min(max(min(near, default=0), FLATTEST * printed), TALLEST * printed)


def _sides(lines: list[list[Placed]], line: list[Placed], amount: Placed) -> tuple[float, float]:
    """Left and right of the frame: as wide as its column prints, as far as the neighbours leave room."""
    column = [
        other
        for others in lines
        for other in others
        if other.column == amount.column and other.x0 < amount.x1 and amount.x0 < other.x1
    ]
    before = max((a.x1 for a in line if a.x1 <= amount.x0), default=0.0)
    after = min((a.x0 for a in line if a.x0 >= amount.x1), default=math.inf)
    left = min(a.x0 for a in column) - AIR
    right = max(a.x1 for a in column) + AIR
    return min(amount.x0 - 0.5, max(left, before + 1)), max(amount.x1 + 0.5, min(right, after - 1))
