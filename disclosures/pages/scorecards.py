"""The completeness of several reports at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.completeness import ItemState, Rows, Spot, scorecard
from disclosures.models import Claim, Disclosure, Evaluation, Figure, Passage, Sheet
from disclosures.pages.findings import Addresses, quality_url
from disclosures.pages.places import original_url, report_url, statement_url


def rows_of(disclosures: Iterable[Disclosure]) -> dict[int, Rows]:
    """The rows behind each disclosure's current revision, by the disclosure's id."""
    held = {disclosure.current_id: disclosure.pk for disclosure in disclosures}
    parts: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for name, model in (
        ("sheets", Sheet),
        ("passages", Passage),
        ("claims", Claim),
        ("evaluations", Evaluation),
    ):
        for row in model.objects.filter(revision__in=held).order_by("position"):
            parts[held[row.revision_id]][name].append(row)
    for figure in Figure.objects.filter(disclosure__in=held.values()).order_by("pk"):
        parts[figure.disclosure_id]["figures"].append(figure)
    return {pk: Rows(**{name: tuple(found) for name, found in parts[pk].items()}) for pk in held.values()}


def scorecards(disclosures: Iterable[Disclosure]) -> dict[int, tuple[ItemState, ...]]:
    return {pk: scorecard(rows) for pk, rows in rows_of(disclosures).items()}


def spot_link(spot: Spot, addresses: Addresses) -> tuple[str, str]:
    """(words, address) of where an item is found, ("", "") where it is nowhere."""
    department, year, scope = addresses.department, addresses.disclosure.year, addresses.scope
    words = f"第 {spot.page} 页" if spot.page else ""
    if spot.statement:
        return words or "表", statement_url(department, year, spot.statement, scope)
    if spot.section:
        return words or f"第{spot.section}节", f"{report_url(department, year, scope)}#s{spot.section}"
    return (words, original_url(addresses.revision, spot.page)) if spot.page else ("", "")


@dataclass(frozen=True)
class MatrixRow:
    name: str
    year: int
    href: str
    states: tuple[ItemState, ...]


@dataclass(frozen=True)
class MatrixGroup:
    district: str
    rows: tuple[MatrixRow, ...]


def matrix(disclosures: list[Disclosure]) -> tuple[MatrixGroup, ...]:
    """Departments × items, by district; the disclosures come with department and region."""
    cards = scorecards(disclosures)
    groups: dict[str, list[MatrixRow]] = defaultdict(list)
    for disclosure in disclosures:
        department = disclosure.department
        href = quality_url(department, disclosure.year)
        row = MatrixRow(department.name, disclosure.year, href, cards[disclosure.pk])
        groups[department.region.full_name].append(row)
    return tuple(MatrixGroup(name, tuple(rows)) for name, rows in groups.items())
