"""The stored counts are those of the findings themselves, whatever is published, revised and withdrawn."""

from collections import Counter

import pytest
from django.utils import timezone

from disclosures import tallies
from disclosures.models import AcrossFinding, CheckTally, Disclosure, Finding, ReportLine
from disclosures.pages.findings import DOUBTS, kind_of
from disclosures.pages.quality_list import Asked, FindingList
from tests import builders as make

pytestmark = pytest.mark.django_db

FOUND = (
    ("T01_BALANCE", "fail", "error"),
    ("T01_BALANCE", "fail", "warning"),
    ("T01_BALANCE", "pass", "error"),
    ("X_ECON_FUNC", "fail", "info"),
    ("X_ECON_FUNC", "fail", "info"),
    ("P_CHANGE", "rounding", "warning"),
    ("P_CHANGE", "not_checkable", "warning"),
    ("READ_DAMAGED", "fail", "warning"),
    ("READ_LAYOUT", "not_checkable", "info"),
)


def report(department, year, scope="own"):
    of = make.disclosure(department, year, scope)
    for check, outcome, severity in FOUND:
        make.finding(of.current, check, outcome, severity, f"{check} {severity}")
    return of


def compared(department, later, earlier, outcome, severity):
    return AcrossFinding.objects.create(
        department=department,
        later=later,
        earlier=earlier,
        position=department.across_findings.count(),
        check_id="C_CROSS_YEAR",
        measure="expenditure_total",
        year=earlier.year,
        outcome=outcome,
        severity=severity,
        message="推算的上年数不同。",
    )


@pytest.fixture
def held(db):
    """Two regions; a revised report, a withdrawn one, 本级 beside 汇总, comparisons with what is withdrawn."""
    for code in ("420107", "420111"):
        office, bureau = (make.department(f"{code}-{name}", f"{code}{name}", code) for name in ("甲", "乙"))
        years = {year: report(office, year) for year in (2021, 2022, 2023)}
        report(bureau, 2023)
        report(bureau, 2023, "consolidated")
        compared(office, years[2022], years[2021], "fail", "error")
        compared(office, years[2023], years[2022], "fail", "info")
        compared(office, years[2023], years[2022], "pass", "error")
    revised = Disclosure.objects.filter(year=2022).first()
    revised.current = make.add_revision(revised)
    revised.save()
    make.finding(revised.current, "T01_BALANCE", "fail", "error", "改后。")
    withdraw(Disclosure.objects.filter(year=2021).last())
    tallies.rebuild_lacking()


def withdraw(disclosure):
    disclosure.current, disclosure.withdrawn_at, disclosure.withdrawn_why = None, timezone.now(), "有误。"
    disclosure.save()


def seen():
    """(department, year, reports, row) of each finding that readers see, counted in Python."""
    for row in Finding.objects.select_related("revision__disclosure__department"):
        of = row.revision.disclosure
        if of.current_id == row.revision_id and row.check_id not in DOUBTS:
            yield of, 1, row
    for row in AcrossFinding.objects.select_related("later", "earlier"):
        if row.later.current_id and row.earlier.current_id:
            yield row.later, 2, row


def counted():
    return Counter((reports, row.check_id, row.outcome, row.severity) for _, reports, row in seen())


def stored():
    return {tuple(group): number for *group, number in tallies.counted_by_check()}


def test_the_checks_are_counted_as_they_stand(held):
    assert stored() == counted()


def test_so_are_the_differing_ones_of_each_report(held):
    by_line = Counter()
    for of, reports, row in seen():
        if row.outcome == "fail":
            by_line[of.pk, reports, row.severity] += 1
    assert {line.disclosure_id for line in ReportLine.objects.all()} == {
        one.pk for one in Disclosure.objects.published()
    }
    for line in ReportLine.objects.all():
        told = {
            (1, "error"): line.errors,
            (1, "warning"): line.warnings,
            (1, "info"): line.infos,
            (2, "error"): line.across_errors,
            (2, "warning"): line.across_warnings,
            (2, "info"): line.across_infos,
        }
        assert told == {key: by_line[line.disclosure_id, *key] for key in told}


@pytest.mark.parametrize("kind", ["fail", "info"])
@pytest.mark.parametrize("district", ["", "420107", "420100"])
@pytest.mark.parametrize("year", [None, 2022, 2019])
@pytest.mark.parametrize(
    "checks", [None, {"T01_BALANCE", "X_ECON_FUNC"}, {"C_CROSS_YEAR"}, set(), {"READ_DAMAGED"}]
)
@pytest.mark.parametrize("severity", ["", "warning"])
def test_a_list_is_as_long_as_what_it_lists(held, kind, district, year, checks, severity):
    severity = severity if kind == "fail" else ""
    wanted = [
        row
        for of, _, row in seen()
        if kind_of(row.outcome, row.severity) == kind
        and district in ("", of.department.region_id, of.department.region.parent_id)
        and year in (None, of.year)
        and (checks is None or row.check_id in checks)
        and severity in ("", row.severity)
    ]
    found = FindingList(Asked(kind, district, year, None if checks is None else frozenset(checks), severity))
    assert len(found) == len(wanted)
    listed = [row for alike in found[0 : len(found)] for row in alike.found]
    assert {(type(row), row.pk) for row in listed} == {(type(row), row.pk) for row in wanted}
    assert len(listed) == len(wanted)


def test_pages_of_a_list_follow_each_other(held):
    found = FindingList(Asked())
    whole = [alike.found[0].pk for alike in found[0 : len(found)]]
    cut = [alike.found[0].pk for start in range(0, len(found), 3) for alike in found[start : start + 3]]
    assert cut == whole


def test_the_consolidated_report_is_shown_first(held):
    both = ReportLine.objects.filter(department__slug="420107-乙")
    assert dict(both.values_list("scope", "shown")) == {"own": False, "consolidated": True}


def test_a_department_is_counted_anew_with_its_regions_years(held):
    one = Disclosure.objects.published().filter(department__slug="420111-甲", year=2023).get()
    withdraw(one)
    tallies.rebuild(one.department)
    assert stored() == counted()
    assert not ReportLine.objects.filter(disclosure=one).exists()
    assert tallies.rebuild_lacking() == 0
    everything = list(
        CheckTally.objects.values_list("region", "year", "reports", "check_id", "outcome", "number")
    )
    tallies.rebuild_region("420107")
    assert everything == list(
        CheckTally.objects.values_list("region", "year", "reports", "check_id", "outcome", "number")
    )
