"""What was recognised in a picture accuses nobody until a person has looked at it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.statements import State, Statement
from ingest.checks.pictured import unless_recognised
from ingest.parsing.facts import (
    Cell,
    Finding,
    Origin,
    Outcome,
    Place,
    Report,
    Severity,
    Source,
    StatementRead,
    StatementRow,
)

CELL = Cell("1", "本年收入合计", Decimal("1.00"), "1.00", Origin.OCR, 3, (0, 0, 1, 1), confidence=0.9)
ROW = StatementRow("", "201", "201", "一般公共服务支出", (CELL,))
READ = StatementRead(Statement.REVENUE, "02", "收入决算表", "", State.AMOUNTS, pages=(3,), rows=(ROW,))
REPORT = Report(
    Source("a.pdf", "0" * 64, "application/pdf", 9),
    None,
    "某局",
    (),
    2023,
    None,
    "万元",
    "numbered",
    "1",
    statements=(READ,),
    recognised=(3, 7),
)
IN_CELL = Place(3, "revenue", "201", "1")


def failing(*where: Place) -> Finding:
    return Finding("T02_ROW", Outcome.FAIL, Severity.ERROR, "差 0.10。", where=where)


@pytest.mark.parametrize(
    "where", [(IN_CELL,), (Place(7, text="增长 5%"),), (Place(5), Place(7)), (Place(None, "revenue"),)]
)
def test_a_finding_that_rests_on_a_picture_is_not_checkable(where):
    judged = unless_recognised(failing(*where), REPORT)
    assert judged.outcome is Outcome.NOT_CHECKABLE
    assert judged.message.startswith("差 0.10。") and "图片" in judged.message


def test_what_is_printed_as_text_is_judged():
    assert unless_recognised(failing(Place(5, text="增长 5%")), REPORT).outcome is Outcome.FAIL


def test_what_is_absent_cannot_be_told_where_a_page_was_not_read():
    assert (
        unless_recognised(failing(), replace(REPORT, recognised=(), unread=(8,))).outcome is not Outcome.FAIL
    )
    assert unless_recognised(failing(), replace(REPORT, recognised=())).outcome is Outcome.FAIL


def test_a_cell_that_a_person_accepted_is_judged():
    settled = replace(ROW, cells=(replace(CELL, origin=Origin.CORRECTED),))
    report = replace(REPORT, statements=(replace(READ, rows=(settled,)),))
    assert unless_recognised(failing(IN_CELL), report).outcome is Outcome.FAIL


def test_what_does_not_fail_stays_as_it_is():
    held = replace(failing(IN_CELL), outcome=Outcome.PASS)
    assert unless_recognised(held, REPORT) is held
