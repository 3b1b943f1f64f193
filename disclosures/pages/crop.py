"""Where on the page a number stands: the strip that is cut out around its row, the frame about its cell, and
the part of the row that has its name.

Made from the boxes of the printed amounts alone (points of the page as displayed, origin top left): what the
rows and columns around a number print tells how far they reach. All numbers of a row have the same strip.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

ABOVE, BELOW = 1.5, 2.5  # rows shown: the one above and two below
ABOVE_A_SINGLE = 4.5  # of a form of one row, its headings are shown instead
FLATTEST, TALLEST = 1.5, 3.0  # height of a row, in heights of what it prints
AIR = 4.0  # points between a number and its frame, where its neighbours leave them


ZOOM = 1.25  # CSS pixels a point, so that 9 pt print can be read on a phone


class NameAt(StrEnum):
    """Where a row prints its name; an amount of the row to the left stands before it in forms of several blocks."""

    EDGE = "edge"  # before the row's amounts, from the edge of the page
    AMOUNT = "amount"  # close before the row's amounts, behind those of another block
    SPAN = "span"  # before the row's amount, over several blocks, behind the amount before it on the line


@dataclass(frozen=True)
class Head:
    """The part of a strip that prints the name of the number's row, in points from the strip's top left."""

    left: float
    top: float
    width: float
    height: float
    at: NameAt

    @property
    def tall(self) -> str:
        return f"--h:{self.height * ZOOM:.1f}px"

    @property
    def size(self) -> str:
        """In CSS."""
        return f"width:{self.width * ZOOM:.1f}px;height:{self.height * ZOOM:.1f}px"

    @property
    def shift(self) -> str:
        """Where the picture of the strip lies so that this part of it is seen, in CSS."""
        return f"left:{-self.left * ZOOM:.1f}px;top:{-self.top * ZOOM:.1f}px"


@dataclass(frozen=True)
class Crop:
    """``top`` and ``bottom`` of the strip in whole points; the frame in points from the strip's top left.

    ``head`` is None where it is not known where the row prints its name, or it has none.
    """

    page: int
    top: int
    bottom: int
    x: float
    y: float
    width: float
    height: float
    head: Head | None = None

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

    @property
    def reach(self) -> str:
        """How far name and number reach together and where they begin, in CSS: what a wide view shows at once."""
        begin = self.head.left if self.head else self.x
        end = self.x + self.width
        return f"--from:{begin * ZOOM:.1f}px;--at:{self.x * ZOOM:.1f}px;--to:{end * ZOOM:.1f}px"


@dataclass(frozen=True)
class Placed:
    """A printed amount and its box."""

    column: str
    x0: float
    top: float
    x1: float
    bottom: float


def crop_of(rows: Sequence[dict], cell: dict, name_at: NameAt | None = None) -> Crop | None:
    """The crop for one cell of a statement's stored rows; None where it has no place on a page.

    ``name_at`` says where the cell's row prints its name, None where it prints none.
    """
    if not cell["bbox"] or not cell["page"]:
        return None
    amount = Placed(cell["column"], *cell["bbox"])
    lines = _lines(_placed(rows, cell["page"]))
    crop = _crop(cell["page"], lines, amount)
    row = next((row for row in rows if any(other is cell for other in row["cells"])), None)
    if row is None or name_at is None:
        return crop
    return replace(crop, head=_head(crop, lines, amount, row, name_at))


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


def _head(crop: Crop, lines: list[list[Placed]], amount: Placed, row: dict, name_at: NameAt) -> Head | None:
    """What stands before the first column of the row, behind the amounts of other rows to the left of it."""
    everything = [other for line in lines for other in line]
    printed = {placed.column: placed for placed in _placed([row], crop.page)}
    own = [a for a in everything if any(c["column"] == a.column for c in row["cells"]) and _below(a, printed)]
    right = min(a.x0 for a in own) - 1
    line = next(line for line in lines if amount in line)
    before = [a.x1 for a in (line if name_at == NameAt.SPAN else everything) if a.x1 <= right]
    if name_at != NameAt.EDGE and not before:
        return None
    left = 0.0 if name_at == NameAt.EDGE else max(before) + 1
    upper, lower = min(a.top for a in line), max(a.bottom for a in line)
    height = _row_height(lines, lines.index(line))
    top = max(crop.top, (upper + lower - height) / 2)
    bottom = min(crop.bottom, (upper + lower + height) / 2)
    return Head(
        round(left, 1), round(top - crop.top, 1), round(right - left, 1), round(bottom - top, 1), name_at
    )


def _below(other: Placed, printed: dict[str, Placed]) -> bool:
    """Whether an amount stands in the column of the row's own: of the same name, one below the other."""
    own = printed.get(other.column)
    return own is None or (other.x0 < own.x1 and own.x0 < other.x1)
