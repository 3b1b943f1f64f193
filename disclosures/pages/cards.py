"""One card for each district that holds reports: its newest year, what is held of it, and the sum of that."""

from dataclasses import dataclass

from disclosures.models import Region
from disclosures.pages.holdings import Holding
from disclosures.pages.places import district_url
from disclosures.wording import amount_text


@dataclass(frozen=True)
class DistrictCard:
    name: str
    city: str
    href: str
    departments: int
    reports: int
    year: int
    total: str
    counted: int


def _card(region: Region, own: list[Holding]) -> DistrictCard:
    year = max(holding.year for holding in own)
    of_year = [holding for holding in own if holding.year == year and holding.total is not None]
    return DistrictCard(
        region.name,
        region.parent.name if region.parent else "",
        district_url(region),
        len({holding.department_id for holding in own}),
        len(own),
        year,
        amount_text(sum(holding.total or 0 for holding in of_year)) if of_year else "—",
        len(of_year),
    )


def district_cards(held: list[Holding]) -> tuple[DistrictCard, ...]:
    by_region: dict[str, list[Holding]] = {}
    for holding in held:
        by_region.setdefault(holding.region_id, []).append(holding)
    regions = Region.objects.filter(pk__in=by_region).select_related("parent")
    return tuple(_card(region, by_region[region.pk]) for region in regions)
