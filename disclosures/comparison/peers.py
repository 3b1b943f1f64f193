"""同类: the departments of other districts that do the same, as a comparison begins with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from disclosures.department_kinds import RULE, DepartmentKind, department_kind
from disclosures.models import Department, Disclosure, Region

MOST_PEERS = 40
# How the names of places end whose kind is told from the name alone.
_ENDINGS = {
    "subdistrict-office": ("街道办事处", "街道办", "街办事处"),
    "town-government": ("镇人民政府", "镇政府", "镇"),
    "township-government": ("乡人民政府", "乡政府", "乡"),
}
_LEVELS = (gettext_noop("省级"), gettext_noop("市级"), gettext_noop("区县级"))


@dataclass(frozen=True)
class Peers:
    """A department with those of its kind, itself first, then the same city, the same province, the rest.

    ``shown`` have a report of one of the years; ``further`` counts those beyond ``MOST_PEERS``; ``elsewhere`` have
    reports of other years only.
    """

    department: Department
    kind: DepartmentKind
    level: str
    years: tuple[int, ...]
    shown: tuple[Department, ...]
    elsewhere: tuple[Department, ...]
    further: int = 0

    @property
    def rule(self) -> str:
        alike = _("同类：各地同为%(level)s的“%(kind)s”。") % {
            "level": _(self.level),
            "kind": _(self.kind.label),
        }
        held = _("只取 %(years)s 年有报告的，同市在前。") % {"years": self.when}
        return alike + _(RULE) + held

    @property
    def when(self) -> str:
        return _("、").join(map(str, self.years))


def level_of(region: Region) -> str:
    """省级, 市级 or 区县级, from the code; functional zones count as districts."""
    code = region.code
    if not code.isdigit() or not code.endswith("00"):
        return _LEVELS[2]
    return _LEVELS[0] if code.endswith("0000") else _LEVELS[1]


def kind_of_department(department: Department) -> DepartmentKind:
    return department_kind(department.name, department.region.name, department.function)


def _candidates(kind: DepartmentKind) -> QuerySet:
    """Those that may be of a kind, as far as the database can tell."""
    asked = Q(function=kind.key) | Q(names__key=kind.key)
    for ending in _ENDINGS.get(kind.key, ()):
        asked |= Q(name__endswith=ending)
    held = Department.objects.filter(asked, disclosures__current__isnull=False)
    return held.select_related("region__parent").distinct()


def _nearness(of: Region, other: Region) -> tuple:
    """The same region, the same city, the same province, then by code."""
    return (of.code != other.code, of.parent_id != other.parent_id, of.code[:2] != other.code[:2], other.code)


def _same_kind(department: Department, kind: DepartmentKind) -> list[Department]:
    level = level_of(department.region)
    found = (
        other
        for other in _candidates(kind)
        if other.pk != department.pk
        and level_of(other.region) == level
        and kind_of_department(other).key == kind.key
    )
    return sorted(found, key=lambda other: (*_nearness(department.region, other.region), other.slug))


def peers_of(department: Department, years: Sequence[int]) -> Peers:
    """The department and its peers: two queries."""
    kind = kind_of_department(department)
    others = _same_kind(department, kind)
    held = _held(others, years)
    with_report = [other for other in others if other.pk in held]
    without = tuple(other for other in others if other.pk not in held)
    shown = (department, *with_report[: MOST_PEERS - 1])
    return Peers(
        department,
        kind,
        level_of(department.region),
        tuple(years),
        shown,
        without[:MOST_PEERS],
        max(0, len(with_report) - MOST_PEERS + 1),
    )


def _held(departments: Iterable[Department], years: Sequence[int]) -> set[int]:
    published = Disclosure.objects.published().filter(department__in=list(departments), year__in=years)
    return set(published.values_list("department_id", flat=True))
