"""What was corrected and what became of readers' reports of errors: the public log. Names of people stay out."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.utils.translation import gettext

from disclosures.models import Correction, Disclosure, ErrorReport, Revision
from disclosures.number_ids import number_id, parse
from disclosures.pages.places import number_url, report_url
from disclosures.statements import FORMS

LISTED = 30


@dataclass(frozen=True)
class CorrectionTold:
    """One correction; ``whose`` and ``href`` are empty while its file is not published."""

    whose: str
    place: str
    href: str
    was: str
    now: str
    kind: str
    role: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class ReportTold:
    whose: str
    href: str
    text: str
    state: str
    answer: str
    at: datetime


@dataclass(frozen=True)
class PublicLog:
    corrections: tuple[CorrectionTold, ...]
    corrections_paged: Page
    reports: tuple[ReportTold, ...]
    reports_paged: Page
    waiting: int


def public_log(corrections_page: int = 1, reports_page: int = 1) -> PublicLog:
    """The corrections of published files, the former ones too, and the answered reports of errors, newest first."""
    shown_revisions = Revision.objects.filter(number__lte=F("disclosure__current__number"))
    made = Correction.objects.filter(sha256__in=shown_revisions.values("sha256"))
    made = made.exclude(kind=Correction.Kind.ACCEPTED)
    shown = Q(disclosure=None) | Q(disclosure__current__isnull=False)
    answered = ErrorReport.objects.filter(shown).exclude(state=ErrorReport.State.NEW)
    corrections = Paginator(made, LISTED).get_page(corrections_page)
    reports = Paginator(
        answered.select_related("disclosure__department").order_by("-handled_at", "-id"), LISTED
    ).get_page(reports_page)
    return PublicLog(
        corrections=_corrections(list(corrections)),
        corrections_paged=corrections,
        reports=tuple(_report(one) for one in reports),
        reports_paged=reports,
        waiting=ErrorReport.objects.filter(state=ErrorReport.State.NEW).count(),
    )


def _whose(disclosure: Disclosure | None) -> str:
    if disclosure is None:
        return ""
    said = {"name": disclosure.department.name, "year": disclosure.year}
    return gettext("%(name)s %(year)s 年度") % said


def _corrections(found: list[Correction]) -> tuple[CorrectionTold, ...]:
    held = Revision.objects.filter(sha256__in={one.sha256 for one in found})
    by_file = {one.sha256: one for one in held.select_related("disclosure__department")}
    return tuple(_correction(one, by_file[one.sha256].disclosure) for one in found)


def _correction(one: Correction, disclosure: Disclosure) -> CorrectionTold:
    form = FORMS.get(one.statement)
    title = gettext(form.title if form else "其他表")
    column = gettext("%(column)s 栏") % {"column": one.column}
    place = " ".join(part for part in (title, one.row, column) if part)
    href = number_url(number_id(disclosure.code, one.statement, one.row, one.column))
    return CorrectionTold(
        _whose(disclosure),
        place,
        href,
        one.was or gettext("空白"),
        one.now or gettext("空白"),
        _kind(one),
        one.role,
        one.reason,
        one.created_at,
    )


def _kind(one: Correction) -> str:
    kind = gettext(one.get_kind_display())
    return gettext("%(kind)s（已撤销）") % {"kind": kind} if one.state == Correction.State.UNDONE else kind


def _report(one: ErrorReport) -> ReportTold:
    href = ""
    if one.number and parse(one.number):
        href = number_url(one.number)
    elif one.disclosure:
        href = report_url(one.disclosure.department, one.disclosure.year, "")
    return ReportTold(
        _whose(one.disclosure),
        href,
        one.text,
        gettext(one.get_state_display()),
        one.answer,
        one.handled_at or one.created_at,
    )
