"""The page of one statement as printed."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, gettext

from disclosures.models import Finding, Passage, Revision, RevisionFile, Scope, Sheet
from disclosures.number_ids import statement_part
from disclosures.pages.change import Check
from disclosures.pages.pictured import Pictured, Told, pictures_of, told_of
from disclosures.pages.places import crumb, number_url, original_url, report_url
from disclosures.pages.reading import (
    find_department,
    preferred,
    shown_outcome,
    siblings_of,
)
from disclosures.pages.statement_list import EXPLANATIONS, declared_sentence, find_sheet, number_of, sheet_key
from disclosures.pages.statement_table import Table, statement_table
from disclosures.pages.years import Year, years_of_statement
from disclosures.statements import FORMS, State
from disclosures.wording import BUDGETS, FUNDS, STATES

# What a printed title has before the form's own.
YEAR = re.compile(r"^\d{4}\s*年度?\s*(?:部门)?")


@dataclass(frozen=True)
class Neighbour:
    """Another statement of the same report."""

    number: str
    title: str
    href: str
    current: bool
    printed: bool  # whether the title is the report's own


@dataclass(frozen=True)
class StatementPage:
    department: object
    disclosure: object
    revision: object
    sheet: Sheet | None
    key: str
    title: str
    printed_title: str
    report_href: str
    rev: int | None
    crumb: list[tuple[str, str]]
    badges: tuple[str, ...]
    years: tuple[Year, ...]
    state: str
    state_word: str
    explanation: str
    sentence: str
    table: Table | None
    pictures: tuple[Pictured, ...]  # of a statement that was not read
    told: tuple[Told, ...]  # by the narrative, in its place
    checks: tuple[Check, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def numbers(self) -> str:
        """What the address of each number of this statement begins with."""
        start = f"{self.disclosure.code}-{statement_part(self.key)}-"
        return number_url(start).removesuffix("/")

    @property
    def numbers_tail(self) -> str:
        return f"?rev={self.rev}" if self.rev else ""

    @property
    def original_href(self) -> str:
        """The published file, opened where this statement begins."""
        return original_url(self.file, next(iter(self.sheet.pages if self.sheet else ()), None))

    @property
    def file(self) -> Revision | RevisionFile:
        """The file that prints the statement."""
        return self.revision.file_of(self.sheet.file if self.sheet else "")

    @property
    def attached(self) -> bool:
        """Whether it is a further file of the report that prints it."""
        return self.file != self.revision

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes as printed, without the sentence that stands above the table."""
        return tuple(note for note in self.sheet.notes if note != self.sentence) if self.sheet else ()

    @property
    def other(self) -> bool:
        """Whether it is none of the nine, so that its title is the report's own."""
        return self.key not in FORMS

    @property
    def pages(self) -> str:
        """原件第 9 页, 原件第 9、10 页, or "" where the format has no pages."""
        numbers = self.sheet.pages if self.sheet else []
        listed = gettext("、").join(str(number) for number in numbers)
        return gettext("原件第 %(page)s 页") % {"page": listed} if numbers else ""


def _badges(sheet: Sheet | None, disclosure) -> tuple[str, ...]:
    scope = gettext("%(scope)s口径") % {"scope": gettext(Scope(disclosure.scope).label)}
    if not sheet:
        return (scope,)
    in_words = sheet.statement in FORMS and get_language() != settings.LANGUAGE_CODE
    budget, funds = BUDGETS.get(sheet.basis_budget, ""), FUNDS.get(sheet.basis_funds, "")
    words = (
        gettext("%(number)s 表") % {"number": number_of(sheet)} if in_words else sheet.number,
        scope,
        gettext("预算数：%(basis)s") % {"basis": gettext(budget)} if budget else "",
        gettext("资金：%(funds)s") % {"funds": gettext(funds)} if funds else "",
    )
    return tuple(word for word in words if word)


def _years(department, siblings, disclosure, key: str) -> tuple[Year, ...]:
    held = Sheet.objects.filter(revision__in=[s.current_id for s in siblings], statement=key)
    states = dict(held.values_list("revision_id", "state"))
    return years_of_statement(department, siblings, states, key, disclosure)


def _neighbours(sheets, key: str, address) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(
            number_of(sheet),
            gettext(FORMS[sheet.statement].title) if sheet.statement in FORMS else sheet.title,
            address(sheet_key(sheet)),
            sheet_key(sheet) == key,
            sheet.statement not in FORMS,
        )
        for sheet in sheets
    )


def _own_findings(revision, key: str) -> list[Finding]:
    found = revision.findings.select_related("claim").order_by("position")
    return [f for f in found if any(place.get("statement") == key for place in f.where)]


def _checks(findings: list[Finding]) -> tuple[Check, ...]:
    return tuple(Check(shown_outcome(f), f.message, _page_of(f)) for f in findings)


def _page_of(finding: Finding) -> int | None:
    return next((place["page"] for place in finding.where if place.get("page")), None)


def statement_page(slug: str, year: int, key: str, scope: str = "", rev: int | None = None):
    """The page, None where nothing is published there or the key names no statement."""
    department = find_department(slug)
    siblings = siblings_of(department) if department else ()
    disclosure = preferred(siblings, year, scope)
    if department is None or disclosure is None:
        return None
    revision = disclosure.current
    if rev and rev != revision.number:
        revision = disclosure.revisions.filter(number=rev, number__lt=revision.number).first()
    if revision is None:
        return None
    sheets = list(revision.sheets.order_by("position"))
    sheet = find_sheet(sheets, key)
    if sheet is None and key not in FORMS:
        return None
    return _page(department, siblings, disclosure, revision, sheets, sheet, key)


def _page(department, siblings, disclosure, revision, sheets, sheet, key) -> StatementPage:
    form = FORMS.get(key)
    asked = "" if preferred(siblings, disclosure.year) == disclosure else disclosure.scope
    rev = None if revision.pk == disclosure.current_id else revision.number
    state = sheet.state if sheet else State.MISSING
    findings = _own_findings(revision, key)
    passages = _passages(revision) if state == State.DECLARED_NIL else ()
    home = report_url(department, disclosure.year, asked, rev)
    return StatementPage(
        department=department,
        disclosure=disclosure,
        revision=revision,
        sheet=sheet,
        key=key,
        title=gettext(form.title) if form else sheet.title,
        printed_title=_printed_title(sheet, form),
        report_href=home,
        rev=rev,
        crumb=[
            *crumb(department.region, department),
            (gettext("%(year)s 年度") % {"year": disclosure.year}, home),
        ],
        badges=_badges(sheet, disclosure),
        years=_years(department, siblings, disclosure, key),
        state=state,
        state_word=gettext(STATES[state]),
        explanation=str(EXPLANATIONS.get(state, "")),
        sentence=declared_sentence(sheet, passages) if sheet else "",
        table=statement_table(sheet, findings) if sheet and state != State.PICTURE else None,
        pictures=pictures_of(sheet, revision) if state == State.PICTURE else (),
        told=told_of(key, disclosure) if state == State.PICTURE and rev is None else (),
        checks=_checks(findings),
        neighbours=_neighbours(sheets, key, _address(department, disclosure, asked, rev)),
    )


def _printed_title(sheet: Sheet | None, form) -> str:
    """The title as printed, where it says other than the year and the form's title."""
    return "" if not sheet or (form and YEAR.sub("", sheet.title) == form.title) else sheet.title


def _passages(revision) -> list[Passage]:
    return list(revision.passages.order_by("position"))


def _address(department, disclosure, scope, rev):
    base = report_url(department, disclosure.year)
    tail = report_url(department, disclosure.year, scope, rev).removeprefix(base)
    return lambda key: f"{base}t/{key}/{tail}"
