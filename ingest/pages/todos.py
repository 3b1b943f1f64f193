"""What to look at first on the review bench: conflicts, doubtful recognised cells, failing checks, cells that two
readers read differently. Values only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from disclosures.models import Correction
from disclosures.recognition import percent
from ingest import corrections
from ingest.checks.evidence import row_key
from ingest.parsing.corrected import Spot, is_unreadable, statement_key
from ingest.parsing.facts import Cell, Finding, Outcome, Report, Severity, StatementRead, StatementRow
from ingest.parsing.recognised import SURE
from ingest.parsing.tallies import row_name, sums_of

Found = tuple[StatementRead, StatementRow, Cell]


@dataclass(frozen=True)
class Todo:
    """One thing to look at; ``spots`` are the cells it rests on, the first is shown.

    ``unreadable``: the first holds ink that nothing was made out of; ``acceptable``: none of them does.
    """

    number: int
    kind: str  # conflict | doubt | finding
    title: str
    message: str
    check: str
    spots: tuple[Spot, ...]
    text: str
    second: str | None
    href: str
    correction: Correction | None = None
    unreadable: bool = False
    acceptable: bool = True


def todos_of(
    report: Report, conflicts: Sequence[Correction], looked_at: set[Spot], address: str
) -> tuple[tuple[Todo, ...], int]:
    """What to look at, in the order of the module; and how many failing checks rest on words alone.

    What was recognised without doubt is nothing to look at; a check that fails on doubtful cells proves nothing
    before these are settled, so that they come first, the least sure ahead.
    """
    cells: dict[Spot, Found] = {}
    for spot, held in _cells(report):
        cells.setdefault(spot, held)  # where two rows have the same key, corrections are made in the first
    found: list[Todo] = []

    def add(
        kind: str, title: str, message: str, spots: Sequence[Spot], check: str = "", correction=None
    ) -> None:
        first = spots[0]
        held = [cells[spot][2] for spot in spots if spot in cells]
        cell = cells[first][2] if first in cells else None
        href = f"{address}?{urlencode({'t': first.statement})}#todo-{len(found) + 1}"
        text = cell.text if cell else ""
        second = cell.second if cell and cell.second != cell.text else None
        lost = cell is not None and is_unreadable(cell)
        where = (check, tuple(spots), text, second, href, correction, lost, not any(map(is_unreadable, held)))
        found.append(Todo(len(found) + 1, kind, title, message, *where))

    for correction in conflicts:
        spot = corrections.spot_of(correction)
        add(
            "conflict",
            _title(spot, cells),
            f"曾更正为“{correction.now or '空白'}”，依据的原读数是“{correction.was or '空白'}”；新读出的不是这个数。",
            [spot],
            correction=correction,
        )
    for spot, message in _recognised(cells, looked_at):
        add("doubt", _title(spot, cells), message, [spot])
    elsewhere = 0
    for finding in _failing(report.findings):
        spots = [spot for spot in _spots(finding, cells) if spot not in looked_at]
        if spots:
            add("finding", _title(spots[0], cells), finding.message, spots, finding.check)
        elif not _spots(finding, cells):
            elsewhere += 1
    for spot, (_, _, cell) in cells.items():
        if cell.second is not None and cell.second != cell.text and spot not in looked_at:
            message = f"读作“{cell.text or '空白'}”；两次读数不同，另一次读作“{cell.second or '空白'}”。"
            add("doubt", _title(spot, cells), message, [spot])
    return tuple(found), elsewhere


def _recognised(cells: dict[Spot, Found], looked_at: set[Spot]) -> Iterator[tuple[Spot, str]]:
    """The doubtful recognised cells, the least sure first, each with what was read, how surely, and what is in doubt."""
    doubtful = [
        (found[2].confidence or 0.0, spot, found)
        for spot, found in cells.items()
        if found[2].doubtful and spot not in looked_at
    ]
    denied = {
        (spot.statement, *place)
        for spot, read in {spot.statement: (spot, found[0]) for _, spot, found in doubtful}.values()
        for one in sums_of(read)
        if not one.holds
        for place in one.cells
    }
    for sure, spot, (_, row, cell) in sorted(doubtful, key=lambda one: one[0]):
        yield spot, _how_read(cell, sure, (spot.statement, row_name(row), cell.column) in denied)


def _how_read(cell: Cell, sure: float, denied: bool) -> str:
    if is_unreadable(cell):
        legible = any(sign.isalnum() for sign in cell.text)
        return f"印有字迹，不能辨认{f'（识别为“{cell.text}”）' if legible else ''}：请照原件填写。"
    why = "勾稽关系不成立"
    if not denied:
        why = "所在行的行次或科目编码没有把握" if sure >= SURE else "没有勾稽关系可以证明"
    return f"识别为“{cell.text or '空白'}”，把握 {percent(sure)} %，{why}。"


def _failing(findings: Sequence[Finding]) -> list[Finding]:
    order = {Severity.ERROR: 0, Severity.WARNING: 1}
    failing = [one for one in findings if one.outcome is Outcome.FAIL and one.severity in order]
    return sorted(failing, key=lambda one: order[one.severity])


def _cells(report: Report) -> Iterator[tuple[Spot, Found]]:
    for position, read in enumerate(report.statements):
        for row in read.rows:
            for cell in row.cells:
                spot = Spot(statement_key(position, read), row_key(read, row), cell.column)
                yield spot, (read, row, cell)


def _spots(finding: Finding, cells: dict[Spot, Found]) -> list[Spot]:
    named = (Spot(place.statement or "", place.row or "", place.column or "") for place in finding.where)
    return [spot for spot in dict.fromkeys(named) if spot in cells]


def _title(spot: Spot, cells: dict[Spot, Found]) -> str:
    if spot not in cells:
        return " › ".join(part for part in (spot.row, spot.column) if part)
    _, row, cell = cells[spot]
    return (
        f"{' '.join(part for part in (row.code, row.name) if part) or '本行'} › {cell.label or cell.column}"
    )
