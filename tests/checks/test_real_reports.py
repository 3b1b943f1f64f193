"""The five published reports: every fault that is known of them is found, and nobody is accused of another error."""

import json
import os
import time
from decimal import Decimal, InvalidOperation

import pytest

from ingest.checks import check_report
from ingest.parsing.facts import Finding, Outcome, Severity
from ingest.parsing.report import parse

REPORTS = (
    "qingshan-government-office-2023",
    "qingshan-government-office-2020",
    "hongshan-government-office-2023",
    "wuchang-government-office-2024",
    "qingshan-party-office-2024",
)
MILLISECONDS = 50
OF_READING = 0.05


@pytest.fixture(scope="module")
def expected(shared):
    return json.loads((shared / "reports" / "findings.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports(shared):
    return {name: parse(shared / "reports" / f"{name}.txt") for name in REPORTS}


def same(wanted: str | None, printed: str) -> bool:
    if wanted is None:
        return True
    try:
        return Decimal(wanted) == Decimal(printed)
    except InvalidOperation:
        return False


def is_that(entry: list[str | None], finding: Finding) -> bool:
    check, severity, number, against = entry
    return (
        (finding.check, finding.severity) == (check, severity)
        and same(number, finding.found)
        and same(against, finding.expected)
    )


def fails(report) -> list[Finding]:
    return [one for one in report.findings if one.outcome is Outcome.FAIL]


@pytest.mark.parametrize("name", REPORTS)
def test_every_known_fault_is_found(name, reports, expected):
    found = fails(reports[name])
    assert [entry for entry in expected[name]["must"] if not any(is_that(entry, one) for one in found)] == []


@pytest.mark.parametrize("name", REPORTS)
def test_no_other_error_is_told(name, reports, expected):
    known = expected[name]["must"] + expected[name]["may"]
    others = [
        (one.check, one.message)
        for one in fails(reports[name])
        if one.severity is Severity.ERROR and not any(is_that(entry, one) for entry in known)
    ]
    assert others == []


def test_a_row_that_an_extract_may_have_cut_is_not_judged(reports):
    cut = [
        one for one in reports[REPORTS[0]].findings if one.check == "T03_ROW" and one.where[0].row == "206"
    ]
    assert [one.outcome for one in cut] == [Outcome.NOT_CHECKABLE]
    whole = [
        one
        for one in reports[REPORTS[0]].findings
        if one.check == "T03_TREE" and one.outcome is Outcome.NOT_CHECKABLE
    ]
    assert (whole[0].found, whole[0].expected, whole[0].difference) == ("8354.05", "4853.42", "3500.63")


def test_the_faults_of_a_shanghai_report(shared):
    report = parse(shared / "reports" / "putuo-social-work-department-2024.pdf")
    found = {one.check: one for one in fails(report)}
    zero = [one for one in fails(report) if one.check == "P_ZERO_BASE"]
    assert {one.found for one in zero} == {"100.00", "95.89"}
    assert "邮电费" in found["N_LIST06"].message
    assert "仍保留该表格式" in found["TX_PLACEHOLDER"].message
    assert (found["PR_SME"].found, found["PR_SME"].expected) == ("42.14", "21.07")
    assert [one.check for one in fails(report) if one.severity is Severity.ERROR] == ["PR_SME"]


@pytest.mark.parametrize("name", REPORTS)
def test_checking_is_quick(name, reports, shared):
    started = time.process_time()
    parse(shared / "reports" / f"{name}.txt")
    reading = time.process_time() - started
    best = min(timed(reports[name]) for _ in range(10))
    # Processors that are shared by more work than there are of them take up to twice the time.
    crowded = 2 if os.getloadavg()[0] > (os.cpu_count() or 1) else 1
    assert best <= crowded * max(MILLISECONDS / 1000, OF_READING * reading)


def timed(report) -> float:
    started = time.process_time()
    check_report(report)
    return time.process_time() - started
