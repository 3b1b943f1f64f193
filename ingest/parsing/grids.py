"""Pages become grids: rulings or tabs → cells in rows and columns."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsing.facts import Box
from ingest.parsing.glyphs import enclose
from ingest.parsing.pages import Line, Page, TableCell, Word
from ingest.parsing.rulings import Area, Lattice, find_lattices


@dataclass(frozen=True)
class GridCell:
    """One cell. ``box`` encloses the printed words (not the ruled cell); "" and None where blank.

    ``span`` and ``depth`` count the columns and rows that a merged cell covers. ``spot`` says in words where it
    stands in a file without pages.
    """

    text: str
    box: Box | None = None
    span: int = 1
    depth: int = 1
    spot: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of one page. ``rows[r][c]`` is None where a merged cell from the left or above covers it.

    ``exact`` is False where the source lost which column an amount stood in (plain extracts): then a row
    holds its printed tokens in order and nothing more. ``edges`` are the places of the column borders on the
    page, one more than there are columns, empty where the source has none.
    """

    page: int | None
    rows: tuple[tuple[GridCell | None, ...], ...]
    exact: bool = True
    box: Box | None = None  # the whole table on the page
    edges: tuple[float, ...] = ()


_SPLIT_NUMBER = re.compile(r"(?<=\d)\s*([.,，．])\s+(?=\d)|(?<=\d)\s+([.,，．])\s*(?=\d)")
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d{2}")
_LEAST_LEADING = 4.0  # points: amounts closer than this stand on one line
_NEAR_EDGE = 4.0  # points: column borders of two pages as close as this are the same border


def find_grids(page: Page) -> tuple[Grid, ...]:
    """The ruled tables of a page from the top down, every word in the cell that holds most of it."""
    return tuple(_grid(page, lattice) for lattice in find_lattices(page.rules))


def _grid(page: Page, lattice: Lattice) -> Grid:
    held: list[dict[int, tuple[Area, list[Word]]]] = [{} for _ in lattice.ys[1:]]
    level: list[list[Area]] = [[] for _ in lattice.ys[1:]]
    for area in lattice.areas:
        held[area.row][area.column] = (area, [])
        for number in range(area.row, area.row + area.depth):
            level[number].append(area)
    for word in page.words:
        if word.box and (row := _level_of(word.box, lattice)) is not None:
            area = _holder(word.box, level[row])
            held[area.row][area.column][1].append(word)
    rows = [row for here in held for row in _rows(here, len(lattice.xs) - 1)]
    return Grid(page.number, tuple(rows), box=lattice.box, edges=lattice.xs)


def _rows(here: dict[int, tuple[Area, list[Word]]], width: int) -> list[tuple[GridCell | None, ...]]:
    """One ruled row as it is, or as the rows that it holds where the rulings between them were left out."""
    levels = _levels(words for area, words in here.values() if area.depth == 1)
    if len(levels) < 2 or len(here) < 2 or any(area.depth > 1 for area, _ in here.values()):
        levels = [0.0]
    rows = []
    for level in levels:
        row: list[GridCell | None] = [None] * width
        for column, (area, words) in here.items():
            own = [word for word in words if min(levels, key=lambda y: abs(y - _middle(word))) == level]
            box = enclose(word.box for word in own if word.box) if own else None
            row[column] = GridCell(cell_text(own), box, area.span, area.depth)
        rows.append(tuple(row))
    return rows


def _levels(cells: Iterable[list[Word]]) -> list[float]:
    """The heights of the amounts in the cell that prints most of them below one another, and nothing else."""
    stacks = [words for words in cells if all(_AMOUNT.fullmatch(word.text) for word in words)]
    tallest = max(stacks, key=len, default=[])
    heights = sorted(_middle(word) for word in tallest)
    apart = all(below - above > _LEAST_LEADING for above, below in pairwise(heights))
    return heights if apart else []


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2 if word.box else 0.0


def _level_of(box: Box, lattice: Lattice) -> int | None:
    """The row of slots in which a word stands; None for a word outside the table."""
    middle = (box[1] + box[3]) / 2
    left, above, right, below = lattice.box
    if not (above <= middle <= below and left <= (box[0] + box[2]) / 2 <= right):
        return None
    return min(max(0, bisect_left(lattice.ys, middle) - 1), len(lattice.ys) - 2)


def _holder(box: Box, level: Sequence[Area]) -> Area:
    """The cell of a row with the largest part of a word."""
    return max(level, key=lambda area: min(area.box[2], box[2]) - max(area.box[0], box[0]))


def cell_text(words: Sequence[Word]) -> str:
    """The words of one cell as read: a wrapped line goes on without a space, as its code or name does."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box[1] + w.box[3], w.box[0]) if w.box else (0.0, 0.0)):
        if lines and _same_level(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return "".join(" ".join(word.text for word in sorted(line, key=_left)) for line in lines)


def _left(word: Word) -> float:
    return word.box[0] if word.box else 0.0


def _same_level(first: Word, word: Word) -> bool:
    if not (first.box and word.box):
        return True
    overlap = min(first.box[3], word.box[3]) - max(first.box[1], word.box[1])
    return overlap > 0.5 * min(first.box[3] - first.box[1], word.box[3] - word.box[1])


def from_tabs(lines: Sequence[Line]) -> Grid:
    """The table of consecutive lines with tabs; a line without goes on with the last cell before it."""
    rows: list[list[str]] = []
    for line in lines:
        if "\t" in line.text or not rows:
            rows.append([cell.strip() for cell in line.text.split("\t")])
        else:
            rows[-1][-1] += line.text.strip()
    width = max(map(len, rows), default=0)
    return Grid(
        None, tuple(tuple(GridCell(text) for text in row + [""] * (width - len(row))) for row in rows)
    )


def from_cells(lines: Sequence[Line]) -> Grid:
    """The table of consecutive lines that hold its cells."""
    return Grid(None, tuple(tuple(map(_of_table, line.cells)) for line in lines))


def _of_table(cell: TableCell | None) -> GridCell | None:
    return GridCell(cell.text, None, cell.span, cell.depth, cell.spot) if cell else None


def from_lines(lines: Sequence[Line], page: int | None) -> Grid:
    """The lines of a table whose columns are lost: each row its tokens, with their boxes where there are any."""
    rows = tuple(row for row in map(_tokens, lines) if row)
    boxes = [line.box for line in lines if line.box]
    return Grid(page, rows, exact=False, box=enclose(boxes) if boxes else None)


def _tokens(line: Line) -> tuple[GridCell, ...]:
    if line.words:
        return tuple(GridCell(word.text, word.box) for word in line.words)
    whole = _SPLIT_NUMBER.sub(lambda match: match[1] or match[2], line.text)
    return tuple(GridCell(token) for token in whole.split())


def aligned(grid: Grid, edges: Sequence[float]) -> Grid:
    """``grid`` in the columns of the page before it (``edges``), as far as its borders are among them.

    A page overleaf often draws fewer borders (no 类/款/项 below the head): its cells then span the columns
    between. Unchanged where a border of the grid is none of ``edges``.
    """
    places = [_nearest(edge, edges) for edge in grid.edges]
    if not edges or not places or None in places or len(set(places)) < len(places):
        return grid
    return Grid(
        grid.page,
        tuple(_respaced(row, [place or 0 for place in places], len(edges) - 1) for row in grid.rows),
        grid.exact,
        grid.box,
        tuple(edges),
    )


def _nearest(edge: float, edges: Sequence[float]) -> int | None:
    best = min(range(len(edges)), key=lambda index: abs(edges[index] - edge), default=None)
    return best if best is not None and abs(edges[best] - edge) <= _NEAR_EDGE else None


def _respaced(
    row: Sequence[GridCell | None], places: Sequence[int], width: int
) -> tuple[GridCell | None, ...]:
    spaced: list[GridCell | None] = [None] * width
    for column, cell in enumerate(row):
        if cell:
            span = places[min(column + cell.span, len(places) - 1)] - places[column]
            spaced[places[column]] = GridCell(cell.text, cell.box, span, cell.depth)
    return tuple(spaced)
