"""A published disclosure by the code of its numbers, and the way to its report."""

from django.utils.translation import gettext

from disclosures.models import Disclosure
from disclosures.pages.places import crumb, report_url
from disclosures.pages.reading import preferred, siblings_of


def find_disclosure(code: str) -> Disclosure | None:
    held = Disclosure.objects.published().select_related("department__region__parent", "current")
    return held.filter(code=code).first()


def report_crumb(disclosure: Disclosure, home: str) -> list[tuple[str, str]]:
    department = disclosure.department
    return [
        *crumb(department.region, department),
        (gettext("%(year)s 年度") % {"year": disclosure.year}, home),
    ]


def report_href(disclosure: Disclosure, rev: int | None) -> tuple[str, str]:
    """The address of the report's page and what it asks for after its question mark."""
    department, year = disclosure.department, disclosure.year
    default = preferred(siblings_of(department), year) == disclosure
    base = report_url(department, year)
    whole = report_url(department, year, "" if default else disclosure.scope, rev)
    return base, whole.removeprefix(base)
