"""A department over the years: its main measures, its reports and their revisions."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_lazy

from disclosures.charts import Series
from disclosures.models import Department, Disclosure, Figure, Revision, Scope, Sheet
from disclosures.pages.across_years import AcrossYears, across_department
from disclosures.pages.headlines import Headline
from disclosures.pages.places import crumb, department_url, report_url
from disclosures.pages.reading import find_department, preferred, siblings_of
from disclosures.pages.series import History, claims_of_change, headline, series
from disclosures.pages.years import Year, years_of_report
from disclosures.statements import State

MAIN = {
    "expenditure_total": gettext_lazy("支出总计"),
    "expenditure_current": gettext_lazy("本年支出合计"),
    "basic_expenditure": gettext_lazy("基本支出"),
    "project_expenditure": gettext_lazy("项目支出"),
    "three_public.total.actual": gettext_lazy("“三公”经费决算"),
    "agency_operation": gettext_lazy("机关运行经费"),
    "procurement.total": gettext_lazy("政府采购支出总额"),
}


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class ReportRow:
    year: int
    scope: str
    href: str
    amounts: int
    pictures: int
    nil: int
    revisions: tuple[Revision, ...]
    current: Revision
    asked: str


@dataclass(frozen=True)
class DepartmentPage:
    department: Department
    crumb: list[tuple[str, str]]
    former: tuple[str, ...]
    scope: str  # in words
    scope_key: str  # own or consolidated
    scopes: tuple[Choice, ...]
    years: tuple[Year, ...]
    choices: tuple[Choice, ...]
    series: Series | None
    headline: Headline | None  # over the series
    chosen: str
    all_series: tuple[Series, ...]
    span: tuple[int, ...]
    reports: tuple[ReportRow, ...]
    across: AcrossYears
    description: str
    chart_url: str


def _history(department: Department, disclosures) -> History:
    figures = Figure.objects.filter(
        department=department, measure__in=MAIN, disclosure__current__isnull=False
    )
    return History(department, disclosures, tuple(figures), claims_of_change(department, MAIN))


def _choices(department: Department, history: History, scope: str, chosen: str, asked: str):
    given = {figure.measure for figure in history.figures if figure.scope == scope}
    return tuple(
        Choice(key, str(label), f"{department_url(department)}?{_query(key, asked)}#bianhua", key == chosen)
        for key, label in MAIN.items()
        if key in given
    )


def _query(measure: str, scope: str) -> str:
    return urlencode({key: value for key, value in (("m", measure), ("scope", scope)) if value})


def _states(disclosures) -> dict[int, Counter]:
    """How many statements of each state a current revision has."""
    found: dict[int, Counter] = {}
    rows = Sheet.objects.filter(revision__in=[d.current_id for d in disclosures])
    for revision, state in rows.values_list("revision_id", "state"):
        found.setdefault(revision, Counter())[state] += 1
    return found


def _reports(department: Department, disclosures: tuple[Disclosure, ...]) -> tuple[ReportRow, ...]:
    states = _states(disclosures)
    revisions: dict[int, list[Revision]] = {}
    for revision in Revision.objects.filter(disclosure__in=disclosures).order_by("-number"):
        revisions.setdefault(revision.disclosure_id, []).append(revision)
    rows = []
    for disclosure in sorted(disclosures, key=lambda d: (-d.year, d.scope)):
        counted = states.get(disclosure.current_id, Counter())
        asked = "" if preferred(disclosures, disclosure.year) == disclosure else disclosure.scope
        former = tuple(r for r in revisions[disclosure.pk] if r.number < disclosure.current.number)
        rows.append(
            ReportRow(
                disclosure.year,
                gettext(Scope(disclosure.scope).label),
                report_url(department, disclosure.year, asked),
                counted[State.AMOUNTS],
                counted[State.PICTURE],
                counted[State.DECLARED_NIL],
                former,
                disclosure.current,
                asked,
            )
        )
    return tuple(rows)


def _scope_said(scope: str) -> str:
    return gettext("%(scope)s口径") % {"scope": gettext(Scope(scope).label)}


def _scopes(department: Department, disclosures, scope: str) -> tuple[Choice, ...]:
    held = {disclosure.scope for disclosure in disclosures}
    if len(held) < 2:
        return ()
    return tuple(
        Choice(
            kind.value, _scope_said(kind), f"{department_url(department)}?scope={kind.value}", kind == scope
        )
        for kind in Scope
    )


def _main_scope(disclosures, asked: str) -> str:
    """The asked scope, else that of the newest report."""
    held = {disclosure.scope for disclosure in disclosures}
    if asked in held:
        return asked
    newest = preferred(disclosures, max((d.year for d in disclosures), default=0))
    return newest.scope if newest else Scope.OWN


def described(department: Department, reports: int) -> str:
    """What the site holds of a department, in one sentence."""
    told = {"name": department.name, "count": reports}
    return gettext("%(name)s：已收录 %(count)s 份部门决算报告。") % told


def department_page(slug: str, measure: str = "", asked: str = "") -> DepartmentPage | None:
    """The page, None where there is no such department or nothing of it is published."""
    department = find_department(slug)
    disclosures = siblings_of(department) if department else ()
    if department is None or not disclosures:
        return None
    scope = _main_scope(disclosures, asked)
    history = _history(department, disclosures)
    choices = _choices(department, history, scope, measure, asked)
    chosen = measure if measure in {choice.key for choice in choices} else _first(choices)
    choices = _choices(department, history, scope, chosen, asked)
    known = history.years(MAIN, scope)
    span = tuple(range(min(known), max(known) + 1)) if known else ()
    newest = max(disclosure.year for disclosure in disclosures)
    lines = tuple(series(history, choice.key, choice.label, scope, span, newest) for choice in choices)
    drawn = next((line for line, c in zip(lines, choices, strict=True) if c.key == chosen), None)
    return DepartmentPage(
        department=department,
        crumb=crumb(department.region),
        former=tuple(n.name for n in department.names.all() if n.name != department.name),
        scope=_scope_said(scope),
        scope_key=scope,
        scopes=_scopes(department, disclosures, scope),
        years=tuple(Year(y.year, y.word, y.href) for y in years_of_report(department, disclosures, newest)),
        choices=choices,
        series=drawn,
        headline=headline(drawn, history, chosen, scope) if drawn else None,
        chosen=chosen,
        all_series=lines,
        span=span,
        reports=_reports(department, disclosures),
        across=across_department(department, disclosures, scope),
        description=described(department, len(disclosures)),
        chart_url=f"{department_url(department)}chart.json?{_query(chosen, asked)}" if chosen else "",
    )


def _first(choices: tuple[Choice, ...]) -> str:
    return choices[0].key if choices else ""
