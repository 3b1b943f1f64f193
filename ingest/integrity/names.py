"""Departments lead from every printed form of their name, and regions are those of the list."""

from collections.abc import Iterator

from django.db.models import Count

from disclosures import department_names, regions
from disclosures.models import Department, DepartmentName, Region
from ingest.integrity.fault import Fault, of_row


def faults() -> Iterator[Fault]:
    yield from _departments()
    yield from _names()
    yield from _regions()


def _departments() -> Iterator[Fault]:
    for row in Department.objects.annotate(held=Count("names")).filter(held=0):
        yield of_row("department_without_name", row, f"{row} 没有可比对的名称")
    slugs: dict[str, Department] = {}
    for row in Department.objects.order_by("pk"):
        other = slugs.setdefault(row.slug.casefold(), row)
        if other is not row:
            yield of_row("department_slug_clash", row, f"{row} 与 {other} 的地址只有大小写不同")


def _names() -> Iterator[Fault]:
    """A name is compared by its key; in one region it leads to one department."""
    leads: dict[tuple[str, str], int] = {}
    for row in DepartmentName.objects.select_related("department").order_by("pk"):
        if row.key != department_names.key(row.name):
            yield of_row("name_key_differs", row, f"{row} 的比对用名称与规则不符")
        place = (row.department.region_id, row.key)
        if leads.setdefault(place, row.department_id) != row.department_id:
            yield of_row("name_of_two", row, f"{row} 在同一地区指向两个部门")


def _regions() -> Iterator[Fault]:
    for row in Region.objects.order_by("code"):
        known = regions.region(row.code)
        if known is None:
            yield of_row("region_unknown", row, f"地区表里没有 {row.code} {row}")
        elif (known.parent or None) != row.parent_id:
            yield of_row("region_parent_differs", row, f"{row} 的上级与地区表不符")
