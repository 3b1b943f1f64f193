"""The strip of years of a department: which are held, and why the others are not there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, pgettext

from disclosures.models import Department, Disclosure
from disclosures.pages.places import report_url, statement_url
from disclosures.pages.reading import preferred
from disclosures.wording import STATES

NOT_HELD = gettext_noop("未收录")


@dataclass(frozen=True)
class Year:
    year: int
    word: str
    href: str = ""
    current: bool = False


def _span(siblings: Iterable[Disclosure], current: int) -> range:
    years = [disclosure.year for disclosure in siblings] + [current]
    return range(min(years), max(years) + 1)


def _scope_asked(siblings, disclosure: Disclosure) -> str:
    return "" if preferred(siblings, disclosure.year) == disclosure else disclosure.scope


def years_of_report(department: Department, siblings, current: int) -> tuple[Year, ...]:
    found = []
    for year in _span(siblings, current):
        held = preferred(siblings, year)
        href = report_url(department, year) if held else ""
        found.append(
            Year(year, pgettext("report", "有") if held else gettext(NOT_HELD), href, year == current)
        )
    return tuple(found)


def years_of_statement(department: Department, siblings, states, key: str, current) -> tuple[Year, ...]:
    """``states`` is {revision id: state} of that statement; the asked scope goes along where it is held."""
    found = []
    for year in _span(siblings, current.year):
        held = preferred(siblings, year, current.scope) or preferred(siblings, year)
        state = states.get(held.current_id) if held else None
        if not held:
            found.append(Year(year, gettext(NOT_HELD)))
        elif state is None:
            found.append(Year(year, gettext("未公开此表"), "", held == current))
        else:
            href = statement_url(department, year, key, _scope_asked(siblings, held))
            found.append(Year(year, gettext(STATES[state]), href, year == current.year))
    return tuple(found)
