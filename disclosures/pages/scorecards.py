"""What reports disclose as the pages show it: where an item is found, many departments side by side."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext

from disclosures.completeness import ItemState, Spot, scorecards
from disclosures.models import Disclosure
from disclosures.pages.findings import quality_url
from disclosures.pages.places import original_url, report_url, statement_url
from disclosures.pages.spots import Addresses


def spot_link(spot: Spot, addresses: Addresses) -> tuple[str, str]:
    """(words, address) of where an item is found, ("", "") where it is nowhere."""
    department, year, scope = addresses.department, addresses.disclosure.year, addresses.scope
    words = gettext("第 %(page)s 页") % {"page": spot.page} if spot.page else ""
    if spot.statement:
        return words or gettext("表"), statement_url(department, year, spot.statement, scope)
    if spot.section:
        section = gettext("第%(section)s节") % {"section": gettext(spot.section)}
        return words or section, f"{report_url(department, year, scope)}#s{spot.section}"
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
