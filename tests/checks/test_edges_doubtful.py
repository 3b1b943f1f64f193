"""A number that was recognised, or that two readers read differently, never proves a report wrong."""

from dataclasses import replace

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Finding, Origin, Outcome, Place, Report, Severity
from tests.checks.correct_report import Draft, G, bind
from tests.checks.test_planted_faults import FAULTS

DOUBT = "其中有识别得到或两次读取不同的数"
FORMS_ONLY = ("T01", "T02", "T03", "T04", "T05", "T06_CLASS", "T06_TOTALS", "T07", "T08", "T09")
ACROSS = ("X01", "X03", "X04", "X05", "X06", "X_ECON", "X_RUN", "N_BASIC", "N_TOTALS", "SG_RATE")
OF_STATEMENTS = [one for one in FAULTS if one[0].startswith(FORMS_ONLY + ACROSS)]


def marked(report: Report, place: Place, **how) -> Report:
    """The report with one cell read with doubt."""
    statements = []
    for read in report.statements:
        rows = tuple(
            replace(row, cells=tuple(replace(c, **how) if c.column == place.column else c for c in row.cells))
            if (row.line or row.code or (row.name if read.form == "06" else "")) == place.row
            else row
            for row in read.rows
        )
        statements.append(replace(read, rows=rows) if read.statement == place.statement else read)
    return replace(report, statements=tuple(statements))


def planted(act) -> Report:
    draft = Draft()
    act(draft)
    return bind(draft)


def numbers(one: Finding) -> tuple:
    return one.check, one.found, one.expected, one.difference, one.tolerance, one.where, one.claim


@pytest.mark.parametrize(
    ("check", "act"),
    [(c, act) for c, _, _, act in OF_STATEMENTS],
    ids=[f"{c}-{name}" for c, _, name, _ in OF_STATEMENTS],
)
@pytest.mark.parametrize(
    "how", [{"origin": Origin.OCR}, {"second": "9.99"}], ids=["recognised", "read twice"]
)
def test_any_one_doubtful_cell_leaves_the_difference_open(check, act, how):
    report = planted(act)
    seen = 0
    for before in check_report(report):
        if before.check != check or before.outcome is not Outcome.FAIL:
            continue
        for place in before.where:
            if not (place.statement and place.column and place.page):
                continue  # a sentence, or a cell that is not printed
            found = check_report(marked(report, place, **how))
            (after,) = [one for one in found if numbers(one) == numbers(before)]
            assert (after.outcome, after.severity) == (Outcome.NOT_CHECKABLE, Severity.INFO), place
            assert check == "X04_07" or after.message.endswith(f"；{DOUBT}，无法核对。"), after.message
            seen += 1
    assert seen, f"no finding of {check} names a cell"


@pytest.mark.parametrize(
    "how", [{"origin": Origin.DERIVED}, {"second": "40.15"}], ids=["placed", "read alike"]
)
def test_a_cell_that_both_readers_read_alike_proves_what_it_prints(how):
    draft = Draft()
    draft.set(G, "2101101", 1, "50.15")
    place = Place(statement="general_budget", row="2101101", column="2")
    found = check_report(marked(bind(draft), place, **how))
    assert [one.outcome for one in found if one.check == "T05_ROW"] == [Outcome.PASS, Outcome.FAIL]
