"""Pages become grids: rulings or tabs → cells in rows and columns."""

from dataclasses import dataclass

from ingest.parsing.facts import Box


@dataclass(frozen=True)
class GridCell:
    """One cell. ``box`` encloses the printed words (not the ruled cell); "" and None where blank.

    ``span`` and ``depth`` count the columns and rows that a merged cell covers.
    """

    text: str
    box: Box | None = None
    span: int = 1
    depth: int = 1


@dataclass(frozen=True)
class Grid:
    """A table of one page. ``rows[r][c]`` is None where a merged cell from the left or above covers it.

    ``exact`` is False where the source lost which column an amount stood in (plain extracts): then a row
    holds its printed tokens in order and nothing more.
    """

    page: int | None
    rows: tuple[tuple[GridCell | None, ...], ...]
    exact: bool = True
    box: Box | None = None  # the whole table on the page
