"""The review bench of one file: a statement beside its page, what to look at first, what was put right. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from disclosures.models import Correction
from disclosures.recognition import percent
from disclosures.statements import FORMS, Shape, State
from disclosures.wording import STATES
from ingest import corrections, page_images
from ingest.accepting import Unsettled, unsettled
from ingest.checks.evidence import row_key
from ingest.desk import Desk
from ingest.pages.todos import Todo, todos_of
from ingest.parsing.corrected import Spot, is_unreadable, new_row, statement_key
from ingest.parsing.facts import Cell, Origin, Report, StatementRead, StatementRow

BLANK_ROWS = 8  # offered where rows are entered by hand
ORIGINS = {Origin.OCR: "识别", Origin.DERIVED: "推定", Origin.CORRECTED: "人工"}


@dataclass(frozen=True)
class BenchCell:
    """``box`` is "x0 top x1 bottom" in points of ``page``, "" where the file has no pages; ``todo`` its number or 0."""

    spot: Spot
    label: str
    text: str
    second: str | None
    origin: str
    page: int | None
    box: str
    todo: int
    sure: str = ""  # of a recognised cell, how sure its recognition is: "63 %"
    unreadable: bool = False
    doubtful: bool = False  # recognised, in doubt, and to be accepted as it was read

    @property
    def id(self) -> str:
        return f"c-{self.spot.row or 'total'}-{self.spot.column}"


@dataclass(frozen=True)
class BenchRow:
    key: str
    name: str
    cells: tuple[BenchCell | None, ...]  # None: the row has no such column
    is_new: bool = False


@dataclass(frozen=True)
class Tab:
    key: str
    title: str
    state: str
    todo: int
    href: str
    current: bool
    picture: bool = False


@dataclass(frozen=True)
class PageShown:
    number: int
    address: str
    width: float
    height: float


@dataclass(frozen=True)
class Bench:
    desk: Desk
    tab: Tab
    tabs: tuple[Tab, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[BenchRow, ...]
    pages: tuple[PageShown, ...]
    todos: tuple[Todo, ...]
    made: tuple[Correction, ...]
    elsewhere: int  # findings on words alone, which no cell settles
    entering: bool
    identities: tuple[dict, ...]
    new_rows: tuple[int, ...]
    recognised: Unsettled

    @property
    def corrected(self) -> tuple[Correction, ...]:
        return tuple(one for one in self.made if one.kind != Correction.Kind.ACCEPTED)

    @property
    def accepted(self) -> tuple[Correction, ...]:
        return tuple(one for one in self.made if one.kind == Correction.Kind.ACCEPTED)

    @property
    def pictures(self) -> int:
        """How many statements are pictures of which nothing was entered yet."""
        return sum(tab.picture for tab in self.tabs)


def bench_of(desk: Desk, asked: str = "", entering: bool = False) -> Bench:
    """The bench with the statement asked for, else the first that has something to look at."""
    standing = desk.standing()
    made = tuple(corrections.made(desk.sha256).select_related("person"))
    looked_at = {corrections.spot_of(one) for one in made} - {
        corrections.spot_of(one) for one in standing.conflicts
    }
    address = reverse("manage-bench", args=(desk.sha256,))
    todos, elsewhere = todos_of(standing.report, standing.conflicts, looked_at, address)
    counts: dict[str, int] = {}
    for todo in todos:
        counts[todo.spots[0].statement] = counts.get(todo.spots[0].statement, 0) + 1
    reads = {statement_key(n, read): read for n, read in enumerate(standing.report.statements)}
    current = asked if asked in reads else next(iter(counts), next(iter(reads), ""))
    tabs = tuple(
        Tab(
            key,
            read.title or _form_title(read),
            STATES[read.state],
            counts.get(key, 0),
            f"{address}?t={key}",
            key == current,
            read.state == State.PICTURE,
        )
        for key, read in reads.items()
    )
    read = reads.get(current)
    numbers = {spot: todo.number for todo in reversed(todos) for spot in todo.spots}
    return Bench(
        desk=desk,
        tab=next((tab for tab in tabs if tab.current), Tab("", "", "", 0, address, True)),
        tabs=tabs,
        columns=_columns(read) if read else (),
        rows=_rows(current, read, numbers, entering) if read else (),
        pages=_pages(desk, standing.report, read) if read else (),
        todos=todos,
        made=made,
        elsewhere=elsewhere,
        entering=entering,
        identities=_identities(read) if read else (),
        new_rows=_new_rows(read) if read and entering else (),
        recognised=unsettled(standing.report, current),
    )


def _form_title(read: StatementRead) -> str:
    form = FORMS.get(read.statement)
    return form.title if form else "其他表"


def _columns(read: StatementRead) -> tuple[tuple[str, str], ...]:
    form = FORMS.get(read.statement)
    columns = {column.number: column.label for column in form.columns} if form else {}
    for row in read.rows:
        for cell in row.cells:
            columns.setdefault(cell.column, cell.label)
    return tuple(columns.items())


def _rows(key: str, read: StatementRead, todos: dict[Spot, int], entering: bool) -> tuple[BenchRow, ...]:
    columns = [number for number, _ in _columns(read)]
    rows = [_row(key, read, row, columns, todos) for row in read.rows]
    return tuple(
        rows + [_row(key, read, row, columns, {}, True) for row in _offered(read)] if entering else rows
    )


def _row(
    key: str,
    read: StatementRead,
    row: StatementRow,
    columns: Sequence[str],
    todos: dict[Spot, int],
    is_new=False,
) -> BenchRow:
    name = row_key(read, row)
    held = {cell.column: cell for cell in row.cells}
    cells = tuple(
        _cell(Spot(key, name, column), held[column], todos) if column in held else None for column in columns
    )
    return BenchRow(name, row.name, cells, is_new)


def _cell(spot: Spot, cell: Cell, todos: dict[Spot, int]) -> BenchCell:
    box = " ".join(f"{edge:.1f}" for edge in cell.bbox) if cell.bbox else ""
    second = cell.second if cell.second != cell.text else None
    lost, sure = is_unreadable(cell), cell.confidence
    pictured = sure is not None and cell.origin is not Origin.CORRECTED
    return BenchCell(
        spot,
        cell.label,
        "" if lost else cell.text,
        second,
        ORIGINS.get(cell.origin, ""),
        cell.page,
        box,
        todos.get(spot, 0),
        f"{percent(sure)} %" if pictured else "",
        lost,
        cell.doubtful and not lost,
    )


def _offered(read: StatementRead) -> list[StatementRow]:
    """The rows of the form that the statement does not have: all that are fixed, else the total and blank ones."""
    form = FORMS.get(read.statement)
    if form is None:
        return []
    held = {row_key(read, row) for row in read.rows}
    if form.shape is Shape.LINES:
        keys = [row.line for row in form.rows if row.label and row.line not in held]
    elif form.shape is Shape.BLOCKS:
        keys = [key for key in ("人员经费合计", "公用经费合计") if key not in held]
    else:
        keys = [] if "" in held else [""]
    return [new_row(read, key) for key in keys]


def _new_rows(read: StatementRead) -> tuple[int, ...]:
    """Numbers of the blank rows that are offered where rows have codes."""
    form = FORMS.get(read.statement)
    coded = form is not None and form.shape in (Shape.CODES, Shape.BLOCKS)
    return tuple(range(1, BLANK_ROWS + 1)) if coded else ()


def _pages(desk: Desk, report: Report, read: StatementRead) -> tuple[PageShown, ...]:
    """The pages that the statement stands on, where the file has pages."""
    if report.source.media_type != page_images.PDF:
        return ()
    shown = []
    for number in read.pages or _near(report, read):
        size = page_images.size(desk.sha256, desk.path, number)
        if size:
            address = reverse("manage-bench-page", args=(desk.sha256, number))
            shown.append(PageShown(number, address, *size))
    return tuple(shown)


def _near(report: Report, read: StatementRead) -> tuple[int, ...]:
    """Where a statement without known pages may stand: between those of its neighbours, ten pages at most."""
    place = report.statements.index(read)
    before = [page for other in report.statements[:place] for page in other.pages]
    after = [page for other in report.statements[place + 1 :] for page in other.pages]
    first = before[-1] + 1 if before else 1
    last = after[0] - 1 if after else (report.source.pages or 1)
    return tuple(range(first, min(last, first + 9) + 1))


def _identities(read: StatementRead) -> tuple[dict, ...]:
    """The sums that the form prints, for adding up while somebody types."""
    form = FORMS.get(read.statement)
    if form is None or read.state is State.DECLARED_NIL:
        return ()
    return tuple({"axis": one.axis, "total": one.total, "terms": list(one.terms)} for one in form.identities)
