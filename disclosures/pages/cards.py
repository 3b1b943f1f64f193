"""One card for each district that holds reports: its newest year, what is held of it, and the sum of that."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.models import Region
from disclosures.pages.holdings import RegionYear
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
    recognised: bool = (
        False  # some number of the total was recognised in a picture and nobody has looked at it
    )


def _card(region: Region, own: list[RegionYear], departments: int) -> DistrictCard:
    newest = max(own, key=lambda held: held.year)
    return DistrictCard(
        region.name,
        region.parent.name if region.parent else "",
        district_url(region),
        departments,
        sum(held.reports for held in own),
        newest.year,
        "—" if newest.total is None else amount_text(newest.total),
        newest.counted,
        bool(newest.recognised),
    )


def district_cards(
    held: list[RegionYear], departments: dict[str, int], regions: Iterable[Region]
) -> tuple[DistrictCard, ...]:
    """``regions``: those of which something is held, with their parents."""
    by_region: dict[str, list[RegionYear]] = {}
    for one in held:
        by_region.setdefault(one.region_id, []).append(one)
    return tuple(_card(region, by_region[region.pk], departments[region.pk]) for region in regions)


def regions_of(held: list[RegionYear]) -> list[Region]:
    """The regions in the order of their codes, with their parents; one query."""
    return list(Region.objects.filter(pk__in={one.region_id for one in held}).select_related("parent"))
