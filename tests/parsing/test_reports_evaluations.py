"""What the self-evaluations of the five real reports state, number by number.

``evaluations/<report>.txt`` was checked against each text by hand. An evaluation begins with its kind, name, budget,
execution, rate and score ("-" where not printed); below it the numbers of its summary, the options ticked, the
texts (their ends and length), and its indicators: score, group, kind, name | target | actual value. A line with "~"
stands in the text and cannot be told apart there for certain: it must not be read.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.parsing.evaluated import Evaluation
from ingest.parsing.evaluations import read_evaluations
from ingest.parsing.flow import flow_of
from ingest.parsing.sections import find_sections
from ingest.parsing.sources.text import read_text

EXPECTED = Path(__file__).parent / "evaluations"
REPORTS = sorted(path.stem for path in EXPECTED.glob("*.txt"))
READ = {
    "hongshan-government-office-2023": (102, 102),
    "qingshan-government-office-2020": (39, 45),
    "qingshan-government-office-2023": (38, 38),
    "qingshan-party-office-2024": (15, 15),
    "wuchang-government-office-2024": (102, 102),
}  # indicators read, of those printed


def expected(report: str) -> list[str]:
    return (EXPECTED / f"{report}.txt").read_text(encoding="utf-8").splitlines()


def said(*values: Decimal | None) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


def ends_of(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:5]}…{text[-5:]} ({len(text)})"


def lines_of(evaluation: Evaluation) -> Iterator[str]:
    numbers = said(evaluation.budget, evaluation.executed, evaluation.rate, evaluation.score)
    yield f"{evaluation.kind} by {evaluation.source} {evaluation.name}: {numbers}"
    summary = (evaluation.summary_budget, evaluation.summary_executed, evaluation.summary_rate)
    if any(value is not None for value in summary):
        yield f"  summary: {said(*summary)}"
    if evaluation.category or evaluation.attribute or evaluation.duration:
        yield f"  ticked: {evaluation.category} {evaluation.attribute} {evaluation.duration}"
    for goal in evaluation.goals:
        yield f"  goal: {ends_of(goal)}"
    if evaluation.reasons:
        yield f"  reasons: {ends_of(evaluation.reasons)}"
    if evaluation.measures:
        yield f"  measures: {ends_of(evaluation.measures)}"
    for one in evaluation.indicators:
        place = f"{one.group}/{one.kind}"
        yield f"  {one.score or '-'} {place} {one.name} | {one.target or '-'} | {one.actual or '-'}"


@pytest.mark.parametrize("report", REPORTS)
def test_every_evaluation_of_the_text(report: str, shared: Path) -> None:
    pages = read_text(shared / "reports" / f"{report}.txt")
    found = read_evaluations(find_sections(pages), flow_of(pages))
    assert [line for evaluation in found for line in lines_of(evaluation)] == [
        line for line in expected(report) if not line.startswith("~")
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_how_many_of_the_printed_indicators_are_read(report: str) -> None:
    printed = [line for line in expected(report) if " | " in line]
    assert (sum(not line.startswith("~") for line in printed), len(printed)) == READ[report]
