"""What is said where a report was taken from the site: whose, when, why, and what remains."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from disclosures.models import Disclosure, Scope
from disclosures.number_ids import NumberId
from disclosures.pages.places import crumb, department_url, report_url
from disclosures.pages.reading import preferred, siblings_of


@dataclass(frozen=True)
class Remaining:
    """Another report of the department that is still here."""

    words: str
    href: str


@dataclass(frozen=True)
class WithdrawnPage:
    disclosure: Disclosure
    crumb: list[tuple[str, str]]
    scope_word: str
    at: datetime
    why: str
    remaining: tuple[Remaining, ...]
    department_href: str  # "" where nothing of the department is left


def withdrawn_report(slug: str, year: int | None = None, scope: str = "") -> Disclosure | None:
    """What was withdrawn at that address, None where something is shown there or nothing ever was.

    Without a year the newest, where nothing of the department is left.
    """
    at_address = Disclosure.objects.filter(department__slug=slug)
    if year is not None:
        at_address = at_address.filter(year=year)
    if scope:
        at_address = at_address.filter(scope=scope)
    if at_address.published().exists():
        return None
    gone = tuple(_withdrawn(at_address).order_by("-year"))
    return preferred(gone, gone[0].year) if gone else None


def withdrawn_number(asked: NumberId) -> Disclosure | None:
    """The withdrawn disclosure that a number's permanent address belongs to."""
    return _withdrawn(Disclosure.objects.filter(code=asked.code)).first()


def _withdrawn(disclosures):
    return disclosures.filter(withdrawn_at__isnull=False).select_related("department__region__parent")


def withdrawn_page(disclosure: Disclosure) -> WithdrawnPage:
    """``disclosure`` is withdrawn."""
    department = disclosure.department
    held = siblings_of(department)
    return WithdrawnPage(
        disclosure=disclosure,
        crumb=[*crumb(department.region), (department.name, department_url(department) if held else "")],
        scope_word=gettext("%(scope)s口径") % {"scope": gettext(Scope(disclosure.scope).label)},
        at=disclosure.withdrawn_at,
        why=disclosure.withdrawn_why,
        remaining=tuple(_remaining(one, held) for one in sorted(held, key=lambda d: (-d.year, d.scope))),
        department_href=department_url(department) if held else "",
    )


def _remaining(disclosure: Disclosure, held: tuple[Disclosure, ...]) -> Remaining:
    asked = "" if preferred(held, disclosure.year) == disclosure else disclosure.scope
    words = gettext("%(year)s 年度（%(scope)s）") % {
        "year": disclosure.year,
        "scope": gettext(Scope(disclosure.scope).label),
    }
    return Remaining(words, report_url(disclosure.department, disclosure.year, asked))
