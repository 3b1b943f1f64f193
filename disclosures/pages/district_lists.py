"""The departments of compared districts, cut into pages: sums, coverage and scale are of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from disclosures.comparison.districts import District
from disclosures.comparison.rows import Cell

DEPARTMENTS_SHOWN = 40  # of each district


@dataclass(frozen=True)
class DistrictList:
    """``before`` and ``after`` are the addresses of the pages beside this one, "" where there is none."""

    district: District
    page: Page
    before: str
    after: str

    @property
    def members(self) -> Sequence[Cell]:
        return self.page.object_list


def district_lists(districts: Iterable[District], address: str, number: int) -> tuple[DistrictList, ...]:
    """Page ``number`` of each district's departments, its last where it has fewer; ``address`` of the comparison
    has a query already."""
    return tuple(_list(district, address, number) for district in districts)


def _list(district: District, address: str, number: int) -> DistrictList:
    page = Paginator(district.members, DEPARTMENTS_SHOWN).get_page(number)
    before = f"{address}&page={page.previous_page_number()}" if page.has_previous() else ""
    after = f"{address}&page={page.next_page_number()}" if page.has_next() else ""
    return DistrictList(district, page, before, after)
