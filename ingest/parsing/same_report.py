"""Whether two files are files of one report, which of them is the main one, and whose accounts they are together.

What statements print of department and scope (部门：…（汇总）) counts before what prose says, as it does within one file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures import department_names
from ingest.parsing.facts import Finding, Outcome, RegionRead, Report, Scope, Severity
from ingest.parsing.identity import ID_DEPARTMENT, ID_REGION, ID_SCOPE, ID_YEAR

_SCOPES = {Scope.OWN: "本级", Scope.CONSOLIDATED: "汇总"}


@dataclass(frozen=True)
class Whose:
    """Whose accounts several files are; ``settled`` names the doubts that another file than the main one answers."""

    region: RegionRead | None
    department: str
    department_names: tuple[str, ...]
    fiscal_year: int | None
    scope: Scope | None
    settled: frozenset[str]
    doubts: tuple[Finding, ...]


def contradictions(one: Report, other: Report, published: bool = False) -> tuple[str, ...]:
    """Why two files are not files of one report, each in a sentence; what one of them does not say is no reason.

    ``published``: what ``one`` says was settled by its publication, so that no other file may say otherwise.
    """
    found = []
    if one.region and other.region and one.region.code != other.region.code:
        found.append(f"地区不同：{one.region.name}，{other.region.name}。")
    if one.department and other.department and not _same_department(one, other):
        found.append(f"部门不同：{one.department}，{other.department}。")
    if one.fiscal_year and other.fiscal_year and one.fiscal_year != other.fiscal_year:
        found.append(f"年度不同：{one.fiscal_year}，{other.fiscal_year}。")
    as_sure = published or bool(_marked(one)) == bool(_marked(other))
    if as_sure and one.scope and other.scope and one.scope is not other.scope:
        found.append(f"口径不同：{_SCOPES[one.scope]}，{_SCOPES[other.scope]}。")
    return tuple(found)


def _same_department(one: Report, other: Report) -> bool:
    """Whether either file calls itself by a name that the other prints."""
    first, second = department_names.key(one.department), department_names.key(other.department)
    printed = {department_names.key(name) for name in one.department_names}
    printed_there = {department_names.key(name) for name in other.department_names}
    return first == second or second in printed or first in printed_there


def _marked(report: Report) -> Scope | None:
    """The scope where statements print it, None where prose alone tells, or a person did otherwise."""
    return (
        report.scope if any(read.scope and read.scope is report.scope for read in report.statements) else None
    )


def in_order(one: Report, other: Report) -> tuple[Report, Report]:
    """The main file first: the one with prose; where both or neither have it, ``one``."""
    return (other, one) if _has_prose(other) and not _has_prose(one) else (one, other)


def _has_prose(report: Report) -> bool:
    """Whether it says anything besides its statements; part 0 is what stands outside all parts, 2 the statements."""
    return any(section.part not in (0, 2) for section in report.sections)


def whose(main: Report, others: Sequence[Report]) -> Whose:
    """What the files say together, the main one first; of department and scope what a statement prints first of all."""
    files = (main, *others)
    naming = [one for one in files if any(read.department for read in one.statements)]
    scopes = [scope for one in files if (scope := _marked(one))]
    scope = next(iter([*scopes, *(one.scope for one in files if one.scope)]), None)
    region = next((one.region for one in files if one.region), None)
    department = next((one.department for one in (*naming, *files) if one.department), "")
    year = next((one.fiscal_year for one in files if one.fiscal_year), None)
    settled = {
        check
        for check, before, after in (
            (ID_REGION, main.region, region),
            (ID_DEPARTMENT, main.department, department),
            (ID_YEAR, main.fiscal_year, year),
            (ID_SCOPE, main.scope, scope),
        )
        if after and before != after
    }
    names = tuple(dict.fromkeys(name for one in files for name in one.department_names))
    return Whose(region, department, names, year, scope, frozenset(settled), _doubts(main, scope))


def _doubts(main: Report, scope: Scope | None) -> tuple[Finding, ...]:
    if not (main.scope and scope) or main.scope is scope:
        return ()
    told = f"决算表写（{_SCOPES[scope]}），单位构成的说明与此不同；口径按决算表。"
    return (Finding(ID_SCOPE, Outcome.NOT_CHECKABLE, Severity.INFO, told),)
