"""What follows from the stored sheets and claims is what would follow from them now."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q

from disclosures import across_years, tallies
from disclosures.comparison import board_lines
from disclosures.completeness.cards import judged, rules
from disclosures.finding_keys import finding_keys
from disclosures.models import (
    AcrossFinding,
    BoardLine,
    CheckTally,
    Department,
    Disclosure,
    Finding,
    Region,
    ReportLine,
    Scorecard,
)
from ingest import figures
from ingest.integrity.fault import Fault, of_row
from ingest.parsing.wire import UNREADABLE
from ingest.stored import read_back


def faults() -> Iterator[Fault]:
    shown = Disclosure.objects.published().select_related("current", "department__region")
    for disclosure in shown.order_by("pk"):
        yield from _of_disclosure(disclosure)
    for department in Department.objects.order_by("pk"):
        yield from _of_department(department)
        if _rows(BoardLine.objects.filter(department=department)) != _rows(board_lines.expected(department)):
            yield of_row("board_lines_differ", department, f"{department} 在三公榜上的行与重建的不同")
    for region in Region.objects.order_by("pk"):
        yield from _of_region(region)


def _of_region(region: Region) -> Iterator[Fault]:
    lines = tallies.expected_lines(Q(department__region=region))
    if _rows(ReportLine.objects.filter(region=region)) != _rows(lines):
        yield of_row("report_lines_differ", region, f"{region} 各份报告在列表中的行与重建的不同")
    counted = tallies.expected_tallies(region.pk)
    if _rows(CheckTally.objects.filter(region=region)) != _rows(counted):
        yield of_row("check_tallies_differ", region, f"{region} 核对结果的个数与重新数的不同")


def _of_department(department: Department) -> Iterator[Fault]:
    stored = AcrossFinding.objects.filter(department=department)
    try:
        rebuilt = _rows(across_years.compared(department))
    except UNREADABLE as error:
        yield of_row("across_findings_unreadable", department, f"{department} 的跨年对照无法重建：{error!r}")
        return
    if _rows(stored) != rebuilt:
        yield of_row("across_findings_differ", department, f"{department} 的跨年对照与重建的不同")


def _of_disclosure(disclosure: Disclosure) -> Iterator[Fault]:
    """Each differs from what was stored; what cannot be rebuilt at all is a fault of its own."""
    try:
        rebuilt = _rows(figures.from_report(read_back(disclosure.current), disclosure))
    except UNREADABLE as error:
        yield of_row("revision_unreadable", disclosure.current, f"{disclosure} 存下的内容无法还原：{error!r}")
        return
    if _rows(disclosure.figures.all()) != rebuilt:
        yield of_row("figures_differ", disclosure, f"{disclosure} 的可比数与按决算表重建的不同")
    card = Scorecard.objects.filter(revision=disclosure.current).first()
    if card is None:
        yield of_row("scorecard_missing", disclosure, f"{disclosure} 没有公开清单")
    elif card.rules == rules() and card.states != judged(disclosure):
        yield of_row("scorecard_differs", disclosure, f"{disclosure} 的公开清单与重建的不同")
    if not _keys_hold(disclosure):
        yield of_row("finding_keys_differ", disclosure, f"{disclosure} 的核对结果编号与规则不符")


def _keys_hold(disclosure: Disclosure) -> bool:
    found = list(
        Finding.objects.filter(revision=disclosure.current)
        .order_by("position")
        .values_list("key", "check_id", "where")
    )
    rebuilt = finding_keys({"check": check, "where": where} for _, check, where in found)
    return [key for key, _, _ in found] == rebuilt


def _rows(rows) -> list[tuple[Any, ...]]:
    """The rows without their own keys, in an order of their own."""
    return sorted((_values(row) for row in rows), key=repr)


def _values(row: Model) -> tuple[Any, ...]:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key)
