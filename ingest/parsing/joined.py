"""Several files of one report become one: the tables of a workbook beside the prose of a PDF.

The others' statements take the place of those that the main file does not print as text; whether the files belong
together, and which is the main one, is ``same_report``'s.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosures.statements import State, Statement
from ingest.checks import check_report
from ingest.checks.registry import CHECKS
from ingest.parsing import doubts
from ingest.parsing.corrected import NAME
from ingest.parsing.differences import Difference, cell_differences
from ingest.parsing.facts import (
    Cell,
    Finding,
    Origin,
    Place,
    Report,
    Source,
    StatementRead,
    StatementRow,
)
from ingest.parsing.measured import assemble
from ingest.parsing.narrative import claims_of
from ingest.parsing.numerals import squeeze
from ingest.parsing.quantities import read_quantities
from ingest.parsing.same_report import Whose, whose

LISTED = 100  # cells of two files that differ, each with a finding of its own
_ABSENT = (State.PICTURE, State.MISSING)
_GIVEN = (State.AMOUNTS, State.DECLARED_NIL, State.EMPTY)
_CHECKED = frozenset(check.id for check in CHECKS)


@dataclass(frozen=True)
class Taken:
    """A statement that stands in another file: how the main one has it, and which file prints it."""

    statement: Statement
    title: str
    state: State
    instead_of: State
    recognised: bool  # in the main file its numbers were recognised in a picture
    file: Source


@dataclass(frozen=True)
class Unlike:
    """A cell of which the main file (``before``) and another (``after``) print different numbers."""

    cell: Difference
    file: Source


@dataclass(frozen=True)
class Joined:
    """The whole report, the statements that other files print, and the cells on which files differ."""

    report: Report
    taken: tuple[Taken, ...]
    unlike: tuple[Unlike, ...]

    @property
    def gains(self) -> bool:
        """Whether the others hold a statement with amounts that the main file does not print as text."""
        return any(one.state is State.AMOUNTS for one in self.taken)


def joined(main: Report, others: Sequence[Report]) -> Joined:
    """The report that several files are.

    In: the main file, and the others in the order in which they came. A statement of another file stands in for one
    that the main file has as a picture, does not have, or of which numbers were recognised; what the main file prints
    as text stays. A recognised statement of another file is not taken. Prose and evaluations are the main file's.
    Out: the report with ``file`` on what others print. Their cells keep no page and box, which would be taken for the
    main file's; ``spot`` says where they stand. Identity as ``same_report.whose`` tells. Claims, measures and checks
    are made anew. Never raises.
    """
    statements = main.statements
    taken: list[Taken] = []
    unlike: list[Unlike] = []
    for other in others:
        unlike += _unlike(replace(main, statements=statements), other)
        statements, more = _with(statements, other)
        taken += more
    about = whose(main, others)
    whole = _whole(main, others, statements, about)
    found = (
        *about.doubts,
        *_doubts(main, others, whole, taken, about),
        *_disagreements(unlike, main),
        *check_report(whole),
    )
    return Joined(replace(whole, findings=found), tuple(taken), tuple(unlike))


def _whole(
    main: Report, others: Sequence[Report], statements: tuple[StatementRead, ...], about: Whose
) -> Report:
    """Everything that follows from the statements and the prose, but the findings."""
    claims = claims_of(main.sections, statements)
    own = next((one for one in (main, *others) if any(read.rows for read in one.statements)), main)
    return replace(
        main,
        region=about.region,
        department=about.department,
        department_names=about.department_names,
        fiscal_year=about.fiscal_year,
        scope=about.scope,
        unit=next((read.unit for read in statements if read.rows), main.unit),
        layout=own.layout,
        statements=statements,
        claims=claims,
        measures=assemble(statements, claims, read_quantities(main.sections), main.pictured),
    )


def _with(
    statements: tuple[StatementRead, ...], other: Report
) -> tuple[tuple[StatementRead, ...], list[Taken]]:
    """The statements with those that ``other`` prints in their stead, and which these are."""
    offered = {_name(read): read for read in reversed(other.statements) if _is_given(read)}
    kept: list[StatementRead] = []
    taken: list[Taken] = []
    for read in statements:
        given = offered.pop(_name(read), None)
        if given is None or not _stands_in(given, read):
            kept.append(read)
            continue
        kept.append(_of_file(given, other.source))
        taken.append(_taken(given, read.state, _is_recognised(read), other.source))
    further = [read for read in other.statements if offered.get(_name(read)) is read]
    kept += [_of_file(read, other.source) for read in further]
    taken += [_taken(read, State.MISSING, False, other.source) for read in further]
    return tuple(kept), taken


def _name(read: StatementRead) -> str:
    """What a statement is known by in every file: those outside the nine by their titles."""
    return squeeze(read.title) if read.statement is Statement.OTHER else read.statement.value


def _is_given(read: StatementRead) -> bool:
    return read.state in _GIVEN and not _is_recognised(read)


def _is_recognised(read: StatementRead) -> bool:
    return any(cell.origin is Origin.OCR for row in read.rows for cell in row.cells)


def _stands_in(given: StatementRead, held: StatementRead) -> bool:
    return held.state in _ABSENT or (given.state is State.AMOUNTS and _is_recognised(held))


def _taken(read: StatementRead, instead_of: State, recognised: bool, file: Source) -> Taken:
    return Taken(read.statement, read.title, read.state, instead_of, recognised, file)


def _of_file(read: StatementRead, file: Source) -> StatementRead:
    rows = tuple(replace(row, cells=tuple(map(_of_no_page, row.cells))) for row in read.rows)
    return replace(read, rows=rows, pages=(), file=file.sha256)


def _of_no_page(cell: Cell) -> Cell:
    spot = cell.spot or (f"第 {cell.page} 页" if cell.page else "")
    return replace(cell, page=None, bbox=None, spot=spot)


def _unlike(main: Report, other: Report) -> Iterator[Unlike]:
    """The cells of statements that both print as text and that differ."""
    printed = {read.statement: read for read in reversed(other.statements) if _is_printed(read)}
    both = [read for read in main.statements if _is_printed(read) and read.statement in printed]
    theirs = tuple(printed[read.statement] for read in both)
    found = cell_differences(replace(main, statements=tuple(both)), replace(other, statements=theirs))
    return (Unlike(one, other.source) for one in found if one.spot.column != NAME)


def _is_printed(read: StatementRead) -> bool:
    nine = read.statement is not Statement.OTHER
    return nine and read.state is State.AMOUNTS and not _is_recognised(read)


def _disagreements(unlike: Sequence[Unlike], main: Report) -> Iterator[Finding]:
    """A finding for each cell, at most ``LISTED``; the rest in one."""
    for one in unlike[:LISTED]:
        cell = one.cell
        told = (
            f"两个文件对同一格印的数不同：{main.source.name} 印 {cell.before or '空白'}，"
            f"{one.file.name} 印 {cell.after or '空白'}；采用前者，请对照原件。"
        )
        yield doubts.disagreeing_files(told, (_place(one, main),))
    rest = unlike[LISTED:]
    if rest:
        told = f"两个文件另有 {len(rest)} 格印的数不同，采用 {main.source.name} 的，请对照原件。"
        yield doubts.disagreeing_files(told, tuple(_place(one, main) for one in rest))


def _place(one: Unlike, main: Report) -> Place:
    spot = one.cell.spot
    read = next((read for read in main.statements if read.statement.value == spot.statement), None)
    cell = _cell(read, spot.row, spot.column) if read else None
    text = f"{one.cell.name} {one.cell.before or one.cell.after}".strip()
    return Place(
        cell.page if cell else None, spot.statement, spot.row, spot.column, text, cell.bbox if cell else None
    )


def _cell(read: StatementRead, key: str, column: str) -> Cell | None:
    row: StatementRow | None = read.row(key)
    return row.cell(column) if row else None


def _doubts(
    main: Report, others: Sequence[Report], whole: Report, taken: Sequence[Taken], about: Whose
) -> Iterator[Finding]:
    """The doubts of the readings that still concern the report, each file's in the order of the files."""
    gone = {one.statement.value for one in taken}
    pictured = any(read.state is State.PICTURE for read in whole.statements)
    for finding in main.findings:
        if finding.check in _CHECKED or finding.check in {doubts.READ_PICTURE, *about.settled}:
            continue
        if finding.check == doubts.READ_SCAN and not pictured:
            continue
        if not (finding.where and all(place.statement in gone for place in finding.where)):
            yield finding
    yield from doubts.recognised(whole.statements)
    for other in others:
        of_it = {one.statement.value for one in taken if one.file == other.source}
        yield from (
            _told_of(finding, other.source) for finding in other.findings if _concerns(finding, of_it)
        )


def _concerns(finding: Finding, taken: set[str]) -> bool:
    """Whether a doubt about another file is one about what was taken from it."""
    if finding.check in _CHECKED:
        return False
    named = any(place.statement in taken for place in finding.where)
    return named or (bool(taken) and finding.check == doubts.READ_DAMAGED)


def _told_of(finding: Finding, file: Source) -> Finding:
    places = tuple(replace(place, page=None, bbox=None) for place in finding.where)
    return replace(finding, message=f"{file.name}：{finding.message}", where=places)
