"""A stored statement as the printed grid: header rows, body rows, cells with their anchors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosures.classification import level
from disclosures.number_ids import spelled
from disclosures.pages.places import cell_anchor
from disclosures.recognition import is_doubtful, is_recognised, is_unreadable
from disclosures.statements import Column, StatementForm

INCOME_COLUMN = "1"  # of forms 01 and 04; every other column belongs to the expenditure side


@dataclass(frozen=True)
class Heading:
    """One header cell. ``stub`` marks the headings of row names and 行次, which are no amounts."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    stub: bool = False

    @property
    def scope(self) -> str:
        return "colgroup" if self.colspan > 1 else "col"


@dataclass(frozen=True)
class CellShown:
    anchor: str
    column: str
    text: str  # as printed, "" where blank
    origin: str
    page: int | None
    label: str
    number: str = ""  # row and column as the id of the number spells them
    amount: str = ""  # in 万元, a plain decimal
    recognised: bool = False  # in a picture, and nobody has looked at it since
    doubtful: bool = False
    unreadable: bool = False  # something is printed, and no number was made out of it

    @property
    def blank(self) -> bool:
        return not self.text and not self.unreadable


@dataclass(frozen=True)
class Below:
    """The rows one step below: how many, of which kind, and the sum of their first column; ``recognised``: one of these
    numbers was recognised in a picture and nobody has looked at it."""

    count: int
    kind: str
    total: str  # in the printed unit
    value: str  # in 万元, a plain decimal
    recognised: bool = False


@dataclass(frozen=True)
class RowShown:
    """One row of one side: its name, its code or 行次, its cells."""

    key: str
    name: str
    code: str
    line: str
    level: int  # 0 total, 1 类, 2 款, 3 项
    cells: tuple[CellShown, ...]
    outcome: str = ""
    outcome_word: str = ""
    below: Below | None = None  # what stands one step below, in a statement by codes

    @property
    def page(self) -> int | None:
        return next((cell.page for cell in self.cells if cell.page), None)


def columns_of(form: StatementForm | None, rows: Sequence[dict]) -> tuple[Column, ...]:
    """The columns that the rows have, in their order: the form's, and x1, x2 … with their printed labels."""
    found: dict[str, Column] = {}
    for row in rows:
        for cell in row["cells"]:
            number = cell["column"]
            known = form.column(number) if form else None
            found.setdefault(number, known or Column(number, cell["label"] or number))
    return tuple(found.values()) or (form.columns if form else ())


def depth_of(columns: Iterable[Column]) -> int:
    return max((len(column.above) + 1 for column in columns), default=1)


def header_rows(columns: Sequence[Column]) -> list[list[Heading]]:
    """The headings above the columns, from the outside in; equal neighbours are one cell over both."""
    depth = depth_of(columns)
    paths = [(*column.above, column.label) for column in columns]
    rows: list[list[Heading]] = [[] for _ in range(depth)]
    for place in range(depth):
        start = 0
        while start < len(paths):
            end = start + 1
            if place >= len(paths[start]):
                start = end
                continue
            leaf = place == len(paths[start]) - 1
            while not leaf and end < len(paths) and _joined(paths[start], paths[end], place):
                end += 1
            rows[place].append(Heading(paths[start][place], end - start, depth - place if leaf else 1))
            start = end
    return rows


def _joined(one: tuple[str, ...], other: tuple[str, ...], place: int) -> bool:
    return len(other) > place + 1 and one[: place + 1] == other[: place + 1]


def row_level(row: dict) -> int:
    """How deep a row stands: 合计 0, 类 1, 款 2, 项 3; economic codes 1 and 2."""
    code = row["code"] or row["code_text"]
    if not code:
        return 0
    found = level(code)
    return {3: 1, 5: 2, 7: 3}.get(int(found), 3) if found else 3


def cells_of(row: dict, key: str, columns: Iterable[Column], labels: dict[str, str]) -> tuple[CellShown, ...]:
    given = {cell["column"]: cell for cell in row["cells"]}
    shown = []
    for column in columns:
        cell = given.get(column.number)
        lost = cell is not None and is_unreadable(cell)
        text = (cell["text"] or cell["amount"] or "") if cell and not lost else ""
        shown.append(
            CellShown(
                cell_anchor(key, column.number),
                column.number,
                text.strip(),
                cell["origin"] if cell and text else "",
                cell["page"] if cell else None,
                labels[column.number],
                f"{spelled(key)}-{spelled(column.number)}",
                (cell["amount"] or "") if cell else "",
                cell is not None and is_recognised(cell),
                cell is not None and is_doubtful(cell),
                lost,
            )
        )
    return tuple(shown)


def column_labels(columns: Iterable[Column]) -> dict[str, str]:
    """The whole path of each column: 预算数 › 公务用车购置及运行费 › 小计."""
    return {column.number: " › ".join((*column.above, column.label)) for column in columns}


def unique_keys(rows: Iterable[dict], key_of) -> list[str]:
    """A key per row; a second row with the same one gets its place added, so that anchors stay unique."""
    seen: set[str] = set()
    keys = []
    for place, row in enumerate(rows):
        key = key_of(row)
        if key in seen:
            key = f"{key or 'total'}.{place}"
        seen.add(key)
        keys.append(key)
    return keys


def is_income(row: dict) -> bool:
    """Whether a row of 01 or 04 stands on the left side."""
    return any(cell["column"] == INCOME_COLUMN for cell in row["cells"])
