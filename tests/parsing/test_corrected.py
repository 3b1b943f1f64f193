"""What becomes of recognised cells that a person accepts, corrects or leaves."""

from dataclasses import replace
from decimal import Decimal

from disclosures.statements import State, Statement
from ingest.parsing import doubts
from ingest.parsing.corrected import Change, Spot, apply
from ingest.parsing.facts import Cell, Origin, Report, StatementRead, StatementRow
from tests.ingest.reports import a_report

SEEN = Cell("1", "决算数", Decimal("1247.12"), "1,247.12", Origin.OCR, 9, confidence=0.63, doubtful=True)
LOST = Cell("1", "决算数", None, "〓", Origin.OCR, 9, confidence=0.0, doubtful=True)
PLACED = replace(SEEN, origin=Origin.DERIVED, confidence=0.99, doubtful=False)


def pictured(**cells: Cell) -> Report:
    rows = tuple(StatementRow(line[1:], "", "", "", (cell,)) for line, cell in cells.items())
    summary = StatementRead(Statement.SUMMARY, "01", "", "公开01表", State.AMOUNTS, pages=(9,), rows=rows)
    statements = (summary,)
    return a_report(statements=statements, claims=(), findings=doubts.recognised(statements))


def changed(report: Report, line: str, now: str) -> Report:
    was = next(row.cells[0].text for row in report.statements[0].rows if row.line == line)
    return apply(report, [Change(Spot("summary", line, "1"), was, now)])


def cell_of(report: Report, line: str) -> Cell:
    return next(row.cells[0] for row in report.statements[0].rows if row.line == line)


def told(report: Report) -> list[str]:
    return [finding.message for finding in report.findings if finding.check == doubts.READ_PICTURE]


def test_an_accepted_cell_loses_doubt_and_mark_and_counts():
    report = pictured(l30=SEEN, l60=LOST)
    assert report.measure("income_total") is None
    accepted = changed(report, "30", "1,247.12")
    assert cell_of(accepted, "30") == replace(SEEN, origin=Origin.CORRECTED, doubtful=False)
    assert accepted.measure("income_total").value == Decimal("1247.12")
    assert cell_of(accepted, "60") == LOST


def test_a_corrected_cell_is_no_recognised_one():
    cell = cell_of(changed(pictured(l60=LOST), "60", "88.00"), "60")
    assert (cell.amount, cell.text, cell.origin) == (Decimal("88.00"), "88.00", Origin.CORRECTED)
    assert (cell.confidence, cell.doubtful) == (None, False)


def test_what_turns_out_to_be_blank_is_blank_and_not_in_doubt():
    cell = cell_of(changed(pictured(l60=LOST), "60", ""), "60")
    assert (cell.amount, cell.text, cell.doubtful, cell.confidence) == (None, "", False, None)


def test_a_recognised_cell_that_was_also_placed_loses_both_marks():
    assert cell_of(changed(pictured(l30=PLACED), "30", PLACED.text), "30").origin is Origin.CORRECTED


def test_what_is_still_open_is_said_anew():
    report = pictured(l30=SEEN, l60=LOST)
    assert "其中 2 个数由程序识别，2 个没有把握" in told(report)[0]
    once = changed(report, "30", "1,247.12")
    assert "其中 1 个数由程序识别，1 个没有把握" in told(once)[0]
    assert told(changed(once, "60", "88.00")) == []
