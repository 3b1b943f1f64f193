"""What may have been meant by an address at which nothing stands: reports of the department, departments nearly so named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q
from django.utils.translation import gettext as _

from disclosures.models import Department, Disclosure
from disclosures.pages.places import department_url, report_url
from disclosures.pages.reading import preferred

_ADDRESS = re.compile(r"/o/(?P<slug>[a-z0-9-]{3,100})(?:/(?P<year>\d{4}))?(?:[/.]|$)")
MOST = 6
MOST_CONSIDERED = 300  # departments whose slugs are compared with what was typed
LIKENESS = 0.75  # of 1: one or two letters off, or words in another order


@dataclass(frozen=True)
class Near:
    words: str
    href: str


def near(path: str) -> tuple[Near, ...]:
    """For an address of a department or report: what is held of it, else of those whose names in addresses are like it.

    ``path`` is what was asked for; nothing for other addresses. Two queries at most.
    """
    asked = _ADDRESS.search(path)
    if not asked:
        return ()
    slug, year = asked["slug"], asked["year"] and int(asked["year"])
    held = _held([slug])
    if not held:
        held = _held(get_close_matches(slug, _considered(slug), MOST, LIKENESS))
    return tuple(_offered(held, year))[:MOST]


def _considered(slug: str) -> list[str]:
    """Published departments of the same region, or of the same name elsewhere."""
    region, _dash, name = slug.partition("-")
    alike = Q(slug__startswith=region[:6]) | Q(slug__endswith=f"-{name}")
    found = Department.objects.filter(alike, disclosures__current__isnull=False).order_by("slug").distinct()
    return list(found.values_list("slug", flat=True)[:MOST_CONSIDERED])


def _held(slugs: list[str]) -> list[Disclosure]:
    found = Disclosure.objects.published().filter(department__slug__in=slugs).select_related("department")
    return sorted(found, key=lambda one: (slugs.index(one.department.slug), -one.year))


def _offered(held: list[Disclosure], year: int | None) -> Iterable[Near]:
    """The year that was asked for where it is held, else each department with its reports."""
    departments = dict.fromkeys(one.department for one in held)
    for department in departments:
        own = [one for one in held if one.department == department]
        of_year = preferred(own, year) if year else None
        for one in [of_year] if of_year else own:
            words = _("{name} {year} 年度").format(name=department.name, year=one.year)
            yield Near(words, report_url(department, one.year))
        yield Near(_("{name}，历年").format(name=department.name), department_url(department))
