"""The blocks of form 06 in a plain extract: code, name and amount, up to three times on one line."""

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.parsing.facts import Cell, StatementRow
from ingest.parsing.grids import GridCell
from ingest.parsing.numerals import squeeze
from ingest.parsing.titles import tight
from ingest.parsing.tokens import Tokens, is_number

_ECONOMIC_CODE = re.compile(r"3\d{2,6}")
_TOTAL = "合计"
_PERSONNEL = ("301", "303")  # 人员经费; every other class is 公用经费

MakeCell = Callable[[GridCell | None, int | None], Cell]  # of the printed amount and its page


def read_entries(lines: Sequence[Tokens], make_cell: MakeCell) -> tuple[StatementRow, ...]:
    """人员经费, its total, 公用经费, its total; within a block by class."""
    return tuple(sorted((entry for line in lines for entry in _entries(line, make_cell)), key=_block_of))


def _block_of(row: StatementRow) -> tuple[int, str]:
    if row.code:
        return (0 if row.code[:3] in _PERSONNEL else 2), row.code[:3]
    return (1 if row.name.startswith("人员") else 3), ""


def _entries(line: Tokens, make_cell: MakeCell) -> Iterator[StatementRow]:
    code, name = "", ""
    money: GridCell | None = None
    opened = False
    for place, cell in enumerate(line.cells):
        text = squeeze(cell.text)
        coded = bool(_ECONOMIC_CODE.fullmatch(text)) and line.names_follow(place)
        if coded or text.endswith(_TOTAL):
            if opened:
                yield _entry(code, name, make_cell(money, line.page))
            code, name = (text, "") if coded else ("", tight(cell.text))
            money, opened = None, True
        elif opened and is_number(cell):
            money = cell
        elif opened:
            name += tight(cell.text)
    if opened:
        yield _entry(code, name, make_cell(money, line.page))


def _entry(code: str, name: str, cell: Cell) -> StatementRow:
    return StatementRow("", code, code, name, (cell,))
