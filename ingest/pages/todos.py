"""What to look at first on the review bench: conflicts, failing checks, doubtful cells. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from disclosures.models import Correction
from ingest import corrections
from ingest.checks.evidence import row_key
from ingest.parsing.corrected import Spot, statement_key
from ingest.parsing.facts import Cell, Finding, Origin, Outcome, Report, Severity, StatementRow


@dataclass(frozen=True)
class Todo:
    """One thing to look at; ``spots`` are the cells it rests on, the first is shown."""

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


def todos_of(
    report: Report, conflicts: Sequence[Correction], looked_at: set[Spot], address: str
) -> tuple[tuple[Todo, ...], int]:
    """Conflicts, failing checks, doubtful cells, in this order; and how many failing checks rest on words alone."""
    cells = {spot: (row, cell) for spot, row, cell in _cells(report)}
    found: list[Todo] = []

    def add(
        kind: str, title: str, message: str, spots: Sequence[Spot], check: str = "", correction=None
    ) -> None:
        first = spots[0]
        cell = cells[first][1] if first in cells else None
        href = f"{address}?{urlencode({'t': first.statement})}#todo-{len(found) + 1}"
        text = cell.text if cell else ""
        second = cell.second if cell and cell.second != cell.text else None
        found.append(
            Todo(len(found) + 1, kind, title, message, check, tuple(spots), text, second, href, correction)
        )

    for correction in conflicts:
        spot = corrections.spot_of(correction)
        add(
            "conflict",
            _title(spot, cells),
            f"曾更正为“{correction.now or '空白'}”，依据的原读数是“{correction.was or '空白'}”；新读出的不是这个数。",
            [spot],
            correction=correction,
        )
    elsewhere = 0
    for finding in _failing(report.findings):
        spots = [spot for spot in _spots(finding, cells) if spot not in looked_at]
        if spots:
            add("finding", _title(spots[0], cells), finding.message, spots, finding.check)
        elif not _spots(finding, cells):
            elsewhere += 1
    for spot, (_, cell) in cells.items():
        if _doubtful(cell) and spot not in looked_at:
            how = (
                "识别所得，尚未有人核对"
                if cell.origin is Origin.OCR
                else f"两次读数不同，另一次读作“{cell.second or '空白'}”"
            )
            add("doubt", _title(spot, cells), f"读作“{cell.text or '空白'}”；{how}。", [spot])
    return tuple(found), elsewhere


def _doubtful(cell: Cell) -> bool:
    return cell.origin is Origin.OCR or (cell.second is not None and cell.second != cell.text)


def _failing(findings: Sequence[Finding]) -> list[Finding]:
    order = {Severity.ERROR: 0, Severity.WARNING: 1}
    failing = [one for one in findings if one.outcome is Outcome.FAIL and one.severity in order]
    return sorted(failing, key=lambda one: order[one.severity])


def _cells(report: Report):
    for position, read in enumerate(report.statements):
        for row in read.rows:
            for cell in row.cells:
                yield Spot(statement_key(position, read), row_key(read, row), cell.column), row, cell


def _spots(finding: Finding, cells: dict[Spot, tuple[StatementRow, Cell]]) -> list[Spot]:
    named = (Spot(place.statement or "", place.row or "", place.column or "") for place in finding.where)
    return [spot for spot in dict.fromkeys(named) if spot in cells]


def _title(spot: Spot, cells: dict[Spot, tuple[StatementRow, Cell]]) -> str:
    if spot not in cells:
        return " › ".join(part for part in (spot.row, spot.column) if part)
    row, cell = cells[spot]
    return (
        f"{' '.join(part for part in (row.code, row.name) if part) or '本行'} › {cell.label or cell.column}"
    )
