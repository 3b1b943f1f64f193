"""One registry: every check that runs on a report, and what a finding of it is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.checks import prose
from ingest.parsing.facts import Finding, Report


@dataclass(frozen=True)
class Check:
    """One check: its id in the catalogue and the function that runs it over a report."""

    id: str
    run: Callable[[Report], Iterable[Finding]]


CHECKS: tuple[Check, ...] = (Check(prose.P_CHANGE, prose.check_changes),)


def check_report(report: Report) -> tuple[Finding, ...]:
    """All findings on a report, in the order of the registry. Never raises on what a report prints."""
    return tuple(finding for check in CHECKS for finding in check.run(report))
