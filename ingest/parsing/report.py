"""One file → one ``Report``: the pipeline read aloud. The only module that knows all stages."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from disclosures.statements import State
from ingest.checks import check_report
from ingest.parsing import amounts, codes, doubts, layouts
from ingest.parsing.blocks import blocks_in
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.evaluations import read_evaluations
from ingest.parsing.facts import Finding, Place, Report, Section, Source, StatementRead
from ingest.parsing.file_types import MEDIA_TYPES
from ingest.parsing.flow import Item, flow_of
from ingest.parsing.identity import Identity, read_identity, require_accounts
from ingest.parsing.layouts.layout import Layout
from ingest.parsing.measured import assemble
from ingest.parsing.narrative import claims_of
from ingest.parsing.pages import Page, is_scan
from ingest.parsing.pictures.recognise import Recognised, recognise
from ingest.parsing.placement import place
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.parsing.quantities import read_quantities
from ingest.parsing.recognised import has_unread_table, marked
from ingest.parsing.second_reading import confirm
from ingest.parsing.sections import find_sections
from ingest.parsing.sources.docx import read_docx
from ingest.parsing.sources.html import read_html
from ingest.parsing.sources.old_workbook import read_old_workbook
from ingest.parsing.sources.pdf import read_again, read_pdf
from ingest.parsing.sources.text import read_text
from ingest.parsing.sources.workbook import read_workbook
from ingest.parsing.terms import read_listings, read_terms
from ingest.parsing.version import PARSER_VERSION


@dataclass(frozen=True)
class Format:
    """One kind of file that can be read."""

    read: Callable[[Path, int | None, Tell], tuple[Page, ...]]
    see: Callable[[Path, Sequence[Page], Tell, Recognised | None], Recognised] | None = None  # pictures
    again: Callable[[Path, Collection[int]], dict[int, Page]] | None = None  # by another reader


FORMATS: dict[str, Format] = {
    ".pdf": Format(read_pdf, recognise, read_again),
    ".docx": Format(read_docx),
    ".xlsx": Format(read_workbook),
    ".xls": Format(read_old_workbook),
    ".html": Format(read_html),
    ".htm": Format(read_html),
    ".txt": Format(read_text),
    ".md": Format(read_text),
}


def parse(
    path: Path,
    name: str = "",
    max_pages: int | None = None,
    tell: Tell = silent,
    early: Callable[[Report], None] | None = None,
) -> Report:
    """Read one report.

    In: the file, the name it was published under where that differs (its ending tells the format), the most
    pages it may have, and who hears how far the reading has come. ``early`` is given the report with its
    statements as soon as they are recognised, where prose that is pictures too takes longer.
    Out: the report; doubts about identity or layout are findings in it.
    Raises ``ReadError`` with a reason of the closed list where the file cannot be read as a report.
    """
    name = name or path.name
    format_ = _format_of(path, name)
    printed = format_.read(path, max_pages, tell)
    read = partial(_read, path, format_, _source(path, name, format_, printed), is_scan(printed), tell)
    sight = Recognised(printed)
    if format_.see:
        sight = format_.see(path, printed, tell, None)
        if sight.left:
            if early:
                early(read(sight))
            sight = format_.see(path, printed, tell, sight)
    return read(sight)


def _read(path: Path, format_: Format, source: Source, scan: bool, tell: Tell, sight: Recognised) -> Report:
    """The report that pages say, once all or the most important of them can be read."""
    pages = sight.pages
    _require_accounts(pages, scan)
    tell(Progress(Stage.STATEMENTS))
    flow = flow_of(pages)
    first = _read_statements(flow)
    unseen = [page for page in pages if page.number not in sight.seen]
    confirmed = confirm(first.statements, partial(_reread, path, format_, unseen))
    placed = marked(confirmed.statements, sight.seen)
    blank = scan and not any(read.state is State.AMOUNTS for read in placed)
    unknown = blank or has_unread_table(sight, placed)
    statements = amounts.with_missing(placed, State.PICTURE if unknown else State.MISSING)
    tell(Progress(Stage.NARRATIVE))
    sections = find_sections(pages)
    identity = read_identity(pages, statements)
    report = _assemble(source, first.layout, statements, sections, identity, sight)
    evaluated = replace(
        report,
        evaluations=read_evaluations(sections, flow),
        recognised=tuple(sorted(sight.seen)),
        unread=sight.left,
    )
    tell(Progress(Stage.CHECKS))
    in_doubt = (
        *doubts.damaged(_damages(pages)),
        *doubts.hidden([Place(page=page.number, text=page.hidden) for page in pages if page.hidden]),
        *identity.doubts,
        *first.doubts,
        *doubts.disagreeing(confirmed.disagreements),
        *(doubts.scanned() if blank else ()),
        *doubts.recognised(statements),
        *doubts.prose_recognised(evaluated),
        *doubts.postponed(sight.left),
    )
    return replace(evaluated, findings=(*in_doubt, *check_report(evaluated)))


def _require_accounts(pages: Sequence[Page], scan: bool) -> None:
    """Refuse another kind of document. A scan that says nothing may be anything: who enters it says what it is."""
    try:
        require_accounts(pages)
    except ReadError as error:
        if not scan or error.reason is not Reason.NOT_A_REPORT:
            raise


def _damages(pages: Sequence[Page]) -> list[Place]:
    return [Place(page=page.number, text=page.damage) for page in pages if page.damage]


def _format_of(path: Path, name: str) -> Format:
    if not path.is_file():
        raise ReadError(Reason.NOT_FOUND, name)
    if path.stat().st_size == 0:
        raise ReadError(Reason.EMPTY_FILE)
    format_ = FORMATS.get(Path(name).suffix.lower())
    if format_ is None:
        raise ReadError(Reason.UNKNOWN_FORMAT, Path(name).suffix)
    return format_


def _source(path: Path, name: str, format_: Format, pages: Sequence[Page]) -> Source:
    content = path.read_bytes()
    paged = len(pages) if pages and pages[0].number is not None else None
    return Source(
        name, hashlib.sha256(content).hexdigest(), MEDIA_TYPES[Path(name).suffix.lower()], paged, len(content)
    )


@dataclass(frozen=True)
class _Statements:
    """What one reading found: the statements that a report announces, their layout, what is in doubt."""

    statements: tuple[StatementRead, ...]
    layout: Layout
    doubts: tuple[Finding, ...]


def _read_statements(flow: Sequence[Item]) -> _Statements:
    """All statements, each amount in its column where exactly one is possible."""
    blocks = blocks_in(flow)
    layout = layouts.recognise(blocks)
    reads = amounts.read_statements(blocks, layout)
    coded = codes.complete(reads, next((read.year for read in reads if read.year), None))
    placed = place(coded.statements)
    in_doubt = (
        *doubts.unlike(layout.name, layout.candidates if any(block.grids for block in blocks) else None),
        *doubts.unitless(amounts.without_unit(blocks)),
        *doubts.incomplete(coded.incomplete),
        *doubts.unplaced(placed.unplaced),
    )
    return _Statements(placed.statements, layout, in_doubt)


def _reread(
    path: Path, format_: Format, pages: Sequence[Page], numbers: frozenset[int]
) -> tuple[StatementRead, ...]:
    """The statements as they are with those pages read by the other reader of the format; pictures have one."""
    numbers = numbers & {page.number for page in pages if page.number}
    others = format_.again(path, numbers) if format_.again and numbers else {}
    if not others:
        return ()
    return _read_statements(flow_of([others.get(page.number or 0, page) for page in pages])).statements


def _assemble(
    source: Source,
    layout: Layout,
    statements: tuple[StatementRead, ...],
    sections: tuple[Section, ...],
    identity: Identity,
    sight: Recognised,
) -> Report:
    claims = claims_of(sections, statements)
    return Report(
        source=source,
        region=identity.region,
        department=identity.department,
        department_names=identity.department_names,
        fiscal_year=identity.fiscal_year,
        scope=identity.scope,
        unit=next((read.unit for read in statements if read.rows), "万元"),
        layout=layout.name,
        parser_version=PARSER_VERSION,
        statements=statements,
        sections=sections,
        claims=claims,
        measures=assemble(statements, claims, read_quantities(sections), sight.pictured),
        pictured=sight.pictured,
        terms=read_terms(sections),
        listings=read_listings(sections),
    )
