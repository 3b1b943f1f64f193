"""A statement's block → the statement as read: its rows and cells, its state and its 口径."""

from collections.abc import Iterable, Iterator, Sequence

from disclosures.statements import FORMS, State, Statement
from ingest.parsing.captions import basis_of, declares_nil, read_captions, year_of
from ingest.parsing.extracts import read_extract
from ingest.parsing.facts import Place, StatementRead, StatementRow
from ingest.parsing.layouts import statement_of
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.numerals import squeeze
from ingest.parsing.others import read_other
from ingest.parsing.outline import StatementBlock
from ingest.parsing.rows import read_rows

WAN = "万元"


def read_statements(blocks: Sequence[StatementBlock], layout: Layout) -> tuple[StatementRead, ...]:
    """All announced statements in print order, each of the nine once.

    Of two that a title's words make the same (国有资本经营 收入支出决算表 and 支出决算表) the one with a table and the
    form's own title stands; the other is one outside the nine. A table without a unit has that of the others.
    """
    chosen = {id(block) for block in _chosen(blocks)}
    unit = _common_unit(blocks) or WAN
    return tuple(
        read_statement(
            block, layout, statement_of(block.title) if id(block) in chosen else Statement.OTHER, unit
        )
        for block in blocks
    )


def without_unit(blocks: Sequence[StatementBlock]) -> tuple[Place, ...]:
    """The tables whose unit nothing in the report tells: read in 万元, in doubt."""
    if _common_unit(blocks):
        return ()
    return tuple(
        Place(next(iter(block.pages), None), statement_of(block.title).value, text=block.title.strip())
        for block in blocks
        if block.grids and not read_captions(block).unit
    )


def _chosen(blocks: Sequence[StatementBlock]) -> Iterator[StatementBlock]:
    held: dict[Statement, StatementBlock] = {}
    for block in blocks:
        statement = statement_of(block.title)
        if statement not in held or _speaks_better(block, held[statement], statement):
            held[statement] = block
    yield from held.values()


def _speaks_better(block: StatementBlock, held: StatementBlock, statement: Statement) -> bool:
    def merit(one: StatementBlock) -> tuple[bool, bool]:
        title = FORMS[statement].title if statement in FORMS else one.title
        return bool(one.grids), squeeze(one.title).endswith(squeeze(title))

    return merit(block) > merit(held)


def _common_unit(blocks: Sequence[StatementBlock]) -> str:
    """The unit that all tables print which print one; "" where they differ or none does."""
    units = {unit for block in blocks if block.grids and (unit := read_captions(block).unit)}
    return units.pop() if len(units) == 1 else ""


def read_statement(
    block: StatementBlock, layout: Layout, known: Statement | None = None, unit: str = WAN
) -> StatementRead:
    """What one announced statement shows.

    In: its block, the report's layout, which statement it is (by its title if None) and the unit where the block
    prints none. Out: rows in 万元 with the place of every cell; an amount whose
    column the source lost has all columns it may stand in as its ``column`` (``2|3``) until
    ``placement.place`` settles it. A statement outside the nine has its rows as printed
    (``others``).
    Source: interface, "Rows", "Columns", "State".
    """
    statement = known or statement_of(block.title)
    form = FORMS.get(statement)
    caption = read_captions(block)
    unit = caption.unit or unit
    rows = _rows(block, statement, layout, unit) if form else read_other(block.grids, unit)
    return StatementRead(
        statement,
        form.number if form else None,
        block.title.strip(),
        squeeze(block.number),
        _state(block, rows),
        basis_of(block, statement, _heads(block)),
        unit,
        block.pages,
        rows,
        block.notes,
        caption.department,
        caption.scope,
        year_of(block.title),
    )


def with_missing(reads: Sequence[StatementRead], state: State = State.MISSING) -> tuple[StatementRead, ...]:
    """The statements with those of the nine that the report does not announce, as ``missing``.

    Where nothing of a file can be read as text its statements may all be there: ``state`` is then ``picture``.
    """
    held = {read.statement for read in reads}
    absent = tuple(
        StatementRead(form.statement, form.number, form.title, "", state)
        for form in FORMS.values()
        if form.statement not in held
    )
    return (*reads, *absent)


def _rows(block: StatementBlock, statement: Statement, layout: Layout, unit: str) -> tuple[StatementRow, ...]:
    exact = [grid for grid in block.grids if grid.exact]
    if exact:
        return read_rows(exact, statement, layout, unit)
    return read_extract(block.grids, statement, layout, unit) if block.grids else ()


def _state(block: StatementBlock, rows: Iterable[StatementRow]) -> State:
    if any(cell.amount is not None for row in rows for cell in row.cells):
        return State.AMOUNTS
    if declares_nil(block):
        return State.DECLARED_NIL
    if block.picture or not block.grids:
        return State.PICTURE
    return State.EMPTY


def _heads(block: StatementBlock) -> Iterable[str]:
    """The headings of the table that speak of a budget."""
    for grid in block.grids:
        for row in grid.rows:
            yield from (squeeze(cell.text) for cell in row if cell and "预算" in cell.text)
