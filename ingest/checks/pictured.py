"""What was recognised in a picture accuses nobody: a finding that rests on it is not checkable."""

from dataclasses import replace

from ingest.checks.evidence import row_key
from ingest.parsing.facts import Finding, Origin, Outcome, Place, Report

_TOLD = "（所据的内容由图片识别，不能据以认定，请对照原件。）"
_PARTLY = "（有的页是图片，识别可能不全，不能据以认定，请对照原件。）"


def unless_recognised(finding: Finding, report: Report) -> Finding:
    """``finding`` itself; ``not_checkable`` where it fails by something recognised that nobody has looked at.

    What is said to be absent rests on every page: with one recognised, or not yet read, it cannot be told.
    """
    if finding.outcome is not Outcome.FAIL or not (report.recognised or report.unread):
        return finding
    placed = [place for place in finding.where if place.page is not None or place.statement]
    if not placed:
        return _reserved(finding, _PARTLY)
    return _reserved(finding, _TOLD) if any(_is_unsure(place, report) for place in placed) else finding


def _reserved(finding: Finding, why: str) -> Finding:
    return replace(finding, outcome=Outcome.NOT_CHECKABLE, message=finding.message + why)


def _is_unsure(place: Place, report: Report) -> bool:
    on_a_picture = bool(report.recognised) if place.page is None else place.page in report.recognised
    return on_a_picture and not _is_settled(place, report)


def _is_settled(place: Place, report: Report) -> bool:
    """Whether the place is a cell that a person has accepted or put right."""
    return any(
        cell.origin is Origin.CORRECTED
        for read in report.statements
        if read.statement == place.statement
        for row in read.rows
        if row_key(read, row) == place.row
        for cell in row.cells
        if cell.column == place.column
    )
