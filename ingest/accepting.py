"""The bench's verb for a whole statement that was recognised: a person has compared it with its page, cell by cell."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from disclosures.models import Correction
from ingest import desk
from ingest.actions import NotNow
from ingest.checks.evidence import row_key
from ingest.models import ImportJob
from ingest.parsing.corrected import Spot, is_unreadable, statement_key
from ingest.parsing.facts import Cell, Origin, Report, StatementRow

REASON = "本表识别的数已对照原件逐个核对"


@dataclass(frozen=True)
class Unsettled:
    """The recognised cells of a statement that nobody has settled: those without doubt, those in doubt.

    ``sign`` stands for all of them with what was read, so that nothing is accepted that has not been shown.
    """

    sure: tuple[Spot, ...]
    doubtful: tuple[Spot, ...]
    sign: str


def unsettled(report: Report, statement: str) -> Unsettled:
    """What of a statement may be accepted; a cell that nothing was made out of may not, nor one of two rows that are
    called alike: which of the two is meant could not be said."""
    held = list(_cells(report, statement))
    times = _times(report, statement)
    open_ = [
        (spot, cell)
        for spot, cell in held
        if times[spot.row] == 1 and cell.text and _is_recognised(cell) and not is_unreadable(cell)
    ]
    shown = "\n".join(f"{spot.row}|{spot.column}|{cell.text}" for spot, cell in open_)
    return Unsettled(
        tuple(spot for spot, cell in open_ if not cell.doubtful),
        tuple(spot for spot, cell in open_ if cell.doubtful),
        hashlib.sha256(shown.encode()).hexdigest()[:16],
    )


def _rows(report: Report, statement: str) -> Iterator[tuple[str, StatementRow]]:
    for position, read in enumerate(report.statements):
        if statement_key(position, read) == statement:
            yield from ((row_key(read, row), row) for row in read.rows)


def _cells(report: Report, statement: str) -> Iterator[tuple[Spot, Cell]]:
    for key, row in _rows(report, statement):
        for cell in row.cells:
            yield Spot(statement, key, cell.column), cell


def _times(report: Report, statement: str) -> Counter[str]:
    """How many rows are called by each key, whatever their columns: a correction finds the first of them."""
    return Counter(key for key, _ in _rows(report, statement))


def _is_recognised(cell: Cell) -> bool:
    return cell.confidence is not None and cell.origin is not Origin.CORRECTED


def accept(sha256: str, statement: str, sign: str, seen: Collection[Spot], person) -> list[Correction]:
    """Accept every recognised cell of a statement that is not in doubt, and of the others those ``seen`` on the page.

    Each is noted as if it had been accepted alone; all of them or none. ``NotNow`` where what is read now is not
    what the person was shown, and where nothing is open; ``store.Refused``.
    """
    with transaction.atomic():
        # Nobody else changes the file meanwhile.
        list(ImportJob.objects.select_for_update().filter(sha256=sha256).values_list("pk", flat=True))
        held = desk.desk_of(sha256)
        if held is None:
            raise NotNow("这份文件不在复核中；已发布的请先重新解析。")
        now = unsettled(held.standing().report, statement)
        if now.sign != sign:
            raise NotNow("这张表的读数刚有变动，请再看一遍。")
        spots = (*now.sure, *(spot for spot in now.doubtful if spot in seen))
        if not spots:
            raise NotNow("没有可以确认的格：存疑的格要先看过，不能辨认的格要照原件填写。")
        return desk.correct(sha256, [(spot, "") for spot in spots], REASON, person, accepted=True)
