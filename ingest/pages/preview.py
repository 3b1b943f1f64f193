"""What was read of a file, as the page shows it before publication: report in, small values out."""

from collections import Counter
from dataclasses import dataclass

from disclosures import regions
from disclosures.measures import measure_of
from disclosures.models import Scope
from disclosures.statements import FORMS
from disclosures.wording import OUTCOMES, STATES, printed_text
from ingest.parsing.facts import Finding, MeasureRead, Outcome, Report, Severity

# Amounts, all of them.
HEADLINES = (
    "income_total",
    "expenditure_total",
    "income_current",
    "expenditure_current",
    "basic_expenditure",
    "project_expenditure",
    "general_budget_expenditure",
    "three_public.total.budget",
    "three_public.total.actual",
    "agency_operation",
    "procurement.total",
)
ORDER = ("fail", "not_checkable", "rounding", "info")


@dataclass(frozen=True)
class GateItem:
    """One thing that publication needs; ``value`` is "" where it was not found beyond doubt."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class StatementLine:
    title: str
    number: str
    state: str
    rows: int
    pages: str


@dataclass(frozen=True)
class MeasureLine:
    label: str
    value: str  # 万元
    place: str


@dataclass(frozen=True)
class Doubt:
    look: str
    check: str
    message: str
    place: str


@dataclass(frozen=True)
class Preview:
    gate: tuple[GateItem, ...]
    statements: tuple[StatementLine, ...]
    measures: tuple[MeasureLine, ...]
    doubts: tuple[Doubt, ...]
    hints: tuple[Doubt, ...]  # that only inform
    outcomes: tuple[tuple[str, int], ...]
    claims: int
    sections: int
    evaluations: int
    pages: int | None
    unit: str
    layout: str


def preview_of(report: Report) -> Preview:
    outcomes = Counter(_look(finding) for finding in report.findings)
    doubts = _doubts(report.findings)
    return Preview(
        gate=_gate(report),
        statements=tuple(
            StatementLine(
                read.title, read.number, STATES[read.state], len(read.rows), "、".join(map(str, read.pages))
            )
            for read in report.statements
        ),
        measures=tuple(_measure_line(measure) for key in HEADLINES if (measure := report.measure(key))),
        doubts=tuple(doubt for doubt in doubts if doubt.look != "info"),
        hints=tuple(doubt for doubt in doubts if doubt.look == "info"),
        outcomes=tuple((name, outcomes[name]) for name in OUTCOMES if outcomes[name]),
        claims=len(report.claims),
        sections=len(report.sections),
        evaluations=len(report.evaluations),
        pages=report.source.pages,
        unit=report.unit,
        layout=report.layout,
    )


def _gate(report: Report) -> tuple[GateItem, ...]:
    region = regions.region(report.region.code) if report.region else None
    return (
        GateItem("地区", region.full_name if region else "", region.code if region else ""),
        GateItem("部门", report.department),
        GateItem("年度", str(report.fiscal_year or "")),
        GateItem("口径", Scope(report.scope).label if report.scope else ""),
        GateItem("单位", report.unit, report.layout),
    )


def _look(finding: Finding) -> str:
    """The kind of mark: a finding that is only information is shown as such, and counted as such."""
    informs = finding.severity == Severity.INFO and finding.outcome != Outcome.PASS
    return "info" if informs else finding.outcome.value


def _doubts(findings: tuple[Finding, ...]) -> tuple[Doubt, ...]:
    open_ones = [finding for finding in findings if finding.outcome != Outcome.PASS]
    open_ones.sort(key=lambda finding: ORDER.index(_look(finding)))
    return tuple(
        Doubt(
            _look(finding),
            finding.check,
            finding.message,
            "、".join(dict.fromkeys(f"第 {place.page} 页" for place in finding.where if place.page)),
        )
        for finding in open_ones
    )


def _measure_line(measure: MeasureRead) -> MeasureLine:
    place = FORMS[measure.statement].title if measure.statement else f"文字说明{measure.section}"
    page = f"，第 {measure.page} 页" if measure.page else ""
    return MeasureLine(measure_of(measure.key).label, printed_text(f"{measure.value:f}"), place + page)
