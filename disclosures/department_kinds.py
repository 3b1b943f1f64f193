"""Which departments are of the same kind (同类), from their names alone: 区政府办 ↔ 区政府办.

The rule in one sentence is ``RULE``. ``data/department_functions.csv`` names the kinds that districts have in common
(``department_names.function``); any other department is of the kind that its name is without its region, so that
林业局 of one county meets 林业局 of the next. Plain data, no Django.
"""

import re
from dataclasses import dataclass

from disclosures import department_names

RULE = "去掉名称前的地区和“中共”、统一全称与简称后名称相同的部门为同类；街道办事处、镇政府、乡政府各为一类。"

# Bodies of which a district has several, each with a place in its name: the kind is what follows the place.
_PLACES = (
    (re.compile(r".*街道?(?:办事处|办)"), "subdistrict-office", "街道办事处"),
    (re.compile(r".*镇(?:政府|委)?"), "town-government", "镇政府"),
    (re.compile(r".*乡(?:政府|委)?"), "township-government", "乡政府"),
)


@dataclass(frozen=True)
class DepartmentKind:
    """``key`` stands in addresses: ``government-office`` or the name without its region; ``label`` is Chinese."""

    key: str
    label: str


def department_kind(name: str, region_name: str = "", function: str = "") -> DepartmentKind:
    """The kind of a department from its printed name.

    ``region_name`` is that of its region, for names that begin with a region that no list holds; ``function`` is
    what a person settled when the department was entered, and goes before the name. Two departments are peers
    where the keys are equal. Never fails: a name that says nothing else is its own kind.
    """
    labels = department_names.labels()
    settled = function if function in labels else department_names.function(name)
    form = department_names.key(name)
    if not settled and region_name and form.startswith(region_name) and form != region_name:
        form = department_names.key(form.removeprefix(region_name))
        settled = department_names.forms().get(form, "")
    if settled:
        return DepartmentKind(settled, labels[settled])
    place = next((found for found in _PLACES if found[0].fullmatch(form)), None)
    return DepartmentKind(place[1], place[2]) if place else DepartmentKind(form, form)


def label_of(key: str) -> str:
    """The Chinese label of a kind by its key."""
    places = {place: label for _, place, label in _PLACES}
    return department_names.labels().get(key) or places.get(key, key)


def labels() -> tuple[str, ...]:
    """The Chinese labels of all kinds that have a key of their own."""
    return (*department_names.labels().values(), *(label for _, _, label in _PLACES))
