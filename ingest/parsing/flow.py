"""Pages become one flow: lines and grids of the whole document in the order in which they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.parsing.facts import Box
from ingest.parsing.grids import Grid, find_grids, from_cells, from_tabs
from ingest.parsing.pages import Line, Page
from ingest.parsing.titles import captions_of, is_caption, is_end, is_note, is_number, read_title, tight


@dataclass(frozen=True)
class Item:
    """One thing of the flow and its page."""

    page: int | None
    what: Line | Grid

    @property
    def line(self) -> Line | None:
        return self.what if isinstance(self.what, Line) else None

    @property
    def grid(self) -> Grid | None:
        return self.what if isinstance(self.what, Grid) else None

    @property
    def text(self) -> str:
        return self.what.text if isinstance(self.what, Line) else ""


def flow_of(pages: Sequence[Page]) -> tuple[Item, ...]:
    """Lines and grids in reading order, without blank lines; titles and notes inside a grid stand beside it."""
    return tuple(item for page in pages for what in _page(page) for item in _peeled(Item(page.number, what)))


def _page(page: Page) -> Iterator[Line | Grid]:
    if page.number is None:
        for table, group in groupby(page.lines, key=lambda line: line.table):
            run = tuple(group)
            yield from [from_cells(run)] if table else _tabbed(run)
        return
    grids: tuple[Grid, ...] = find_grids(page)
    outside = [line for line in page.lines if not any(_inside(line, grid) for grid in grids)]
    both: list[Line | Grid] = [*grids, *outside]
    yield from sorted(both, key=lambda what: what.box[1] if what.box else 0.0)


def _inside(line: Line, grid: Grid) -> bool:
    return bool(line.box and grid.box) and _holds(grid.box, line.box)


def _holds(outer: Box | None, inner: Box | None) -> bool:
    if not (outer and inner):
        return False
    middle = (inner[1] + inner[3]) / 2
    across = min(outer[2], inner[2]) - max(outer[0], inner[0])
    return outer[1] <= middle <= outer[3] and across > 0.5 * (inner[2] - inner[0])


def _tabbed(lines: Sequence[Line]) -> Iterator[Line | Grid]:
    """Lines of a text, with runs of tabbed lines as grids. A wrapped line inside a run has no blank beside it."""
    run: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if _is_row(line) or (run and tight(line.text) and "\t" in following and _may_be_wrapped(line)):
            run.append(line)
            continue
        if run:
            yield from_tabs(run)
            run = []
        if tight(line.text):
            yield line
    if run:
        yield from_tabs(run)


def _is_row(line: Line) -> bool:
    """Whether a line is a table's row and not an entry of a 目录 (heading, tab, page)."""
    cells = [cell for cell in line.text.split("\t") if tight(cell)]
    entry = len(cells) <= 2 and (read_title(line.text) or is_end(line.text))
    return "\t" in line.text.strip(" ") and not entry


def _may_be_wrapped(line: Line) -> bool:
    pieces = captions_of(line.text)
    return not (
        read_title(line.text)
        or is_note(line.text)
        or is_end(line.text)
        or any(is_caption(piece) or is_number(piece) for piece in pieces)
    )


def _peeled(item: Item) -> list[Item]:
    """A grid without the title, captions and notes that some tables draw inside their frame."""
    if not item.grid:
        return [item]
    rows = list(item.grid.rows)
    above: list[Line] = []
    while rows and _is_title_row(rows[0]):
        above.append(_as_line(rows.pop(0)))
    below: list[Line] = []
    while rows and _is_note_row(rows[-1]):
        below.insert(0, _as_line(rows.pop()))
    grid = item.grid
    middle = [Grid(grid.page, tuple(rows), grid.exact, grid.box, grid.edges)] if rows else []
    parts: list[Line | Grid] = [*above, *middle, *below]
    return [Item(item.page, part) for part in parts]


def _as_line(row: Sequence[object]) -> Line:
    return Line(" ".join(_texts(row)))


def _texts(row: Sequence[object]) -> list[str]:
    return [text for cell in row if (text := str(getattr(cell, "text", "")).strip())]


def _is_title_row(row: Sequence[object]) -> bool:
    texts = _texts(row)
    if not texts:
        return False
    pieces = [piece for text in texts for piece in captions_of(text)]
    return (len(texts) == 1 and bool(read_title(texts[0]))) or all(
        is_caption(piece) or is_number(piece) for piece in pieces
    )


def _is_note_row(row: Sequence[object]) -> bool:
    texts = _texts(row)
    return len(texts) == 1 and is_note(texts[0]) and len(tight(texts[0])) > 4
