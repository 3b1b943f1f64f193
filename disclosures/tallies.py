"""The lines and tallies that lists of many reports count: made when a report is published, replaced or withdrawn.

A department's lines are made together, because which of two reports is shown first follows from both; the tallies of a
region and year are counted anew together. Whoever changes several things takes the region's turn first (``in_turn``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from disclosures.checks_catalogue import DOUBTS
from disclosures.models import (
    AcrossFinding,
    CheckTally,
    Department,
    Disclosure,
    Figure,
    Finding,
    Outcome,
    Region,
    ReportLine,
    Scope,
    Sheet,
)
from disclosures.statements import State, Statement

ONE, TWO = 1, 2  # how many reports a finding is on
TOTALS = ("expenditure_current", "expenditure_total", "general_budget_expenditure")  # the first that is given
COUNTS = {"error": "errors", "warning": "warnings", "info": "infos"}
BATCH = 500
GROUP = ("year", "check_id", "outcome", "severity")
NEWEST_FIRST, BY_REPORT = "year DESC, department, of", "of"

Counted = list[tuple[int, str, str, str, int]]


def published_findings() -> QuerySet[Finding]:
    """The findings of the checks on what readers see."""
    return Finding.objects.filter(revision__current_of__isnull=False).exclude(check_id__in=DOUBTS)


def published_across() -> QuerySet[AcrossFinding]:
    """The comparisons of two reports that readers see."""
    return AcrossFinding.objects.filter(later__current__isnull=False, earlier__current__isnull=False)


def in_turn(region: str) -> None:
    """What changes the counts of a region is done one after the other, until the transaction ends."""
    Region.objects.select_for_update().only("pk").get(pk=region)


def rebuild(department: Department) -> int:
    """Replace the lines of one department, and the tallies of its region and years; how many lines they are."""
    with transaction.atomic():
        in_turn(department.region_id)
        ReportLine.objects.filter(department=department).delete()
        made = ReportLine.objects.bulk_create(expected_lines(Q(department=department)))
        years = set(department.disclosures.values_list("year", flat=True))
        _replace_tallies(department.region_id, years)
    return len(made)


def rebuild_region(region: str) -> int:
    """Replace all lines and tallies of one region's own departments; how many lines they are."""
    with transaction.atomic():
        in_turn(region)
        ReportLine.objects.filter(region=region).delete()
        made = ReportLine.objects.bulk_create(expected_lines(Q(department__region=region)), BATCH)
        _replace_tallies(region)
    return len(made)


def rebuild_lacking() -> int:
    """Make the lines and tallies of regions that have reports without a line, as after an update of the site."""
    lacking = Disclosure.objects.published().filter(line__isnull=True).order_by()
    regions = lacking.values_list("department__region", flat=True).distinct()
    return sum(rebuild_region(region) for region in sorted(regions))


def _replace_tallies(region: str, years: Collection[int] | None = None) -> None:
    held = CheckTally.objects.filter(region=region)
    (held if years is None else held.filter(year__in=years)).delete()
    CheckTally.objects.bulk_create(expected_tallies(region, years), BATCH)


def expected_lines(where: Q) -> list[ReportLine]:
    """The lines, unsaved, of the published disclosures for which ``where`` holds; three queries. ``where`` takes in
    whole departments."""
    published = Disclosure.objects.published().filter(where)
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    own = published_findings().filter(revision__current_of__in=published)
    for pk, severity, number in _by_severity(own, "revision__current_of"):
        counts[pk][COUNTS.get(severity, "warnings")] += number
    for pk, severity, number in _by_severity(published_across().filter(later__in=published), "later_id"):
        counts[pk]["across_" + COUNTS.get(severity, "warnings")] += number
    return [
        ReportLine(
            disclosure=disclosure,
            department_id=disclosure.department_id,
            region_id=disclosure.department.region_id,
            year=disclosure.year,
            scope=disclosure.scope,
            shown=not (disclosure.beside and disclosure.scope == Scope.OWN),
            picture=disclosure.pictured and not disclosure.read,
            total=disclosure.total,
            recognised=bool(disclosure.origin),
            statements=disclosure.statements,
            **counts[disclosure.pk],
        )
        for disclosure in _told(published)
    ]


def _told(published: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
    """With what the lines say besides the counts of findings."""
    same = Disclosure.objects.published().filter(department=OuterRef("department"), year=OuterRef("year"))
    sheets = Sheet.objects.filter(revision=OuterRef("current_id")).order_by()
    printed = sheets.filter(state=State.AMOUNTS).exclude(statement=Statement.OTHER)
    counted = printed.values("revision").annotate(number=Count("pk")).values("number")
    figures = Figure.objects.filter(disclosure=OuterRef("pk"))
    totals, origins = (
        [Subquery(figures.filter(measure=measure).values(field)) for measure in TOTALS]
        for field in ("value", "origin")
    )
    return (
        published.select_related("department")
        .annotate(
            beside=Exists(same.filter(scope=Scope.CONSOLIDATED)),
            read=Exists(sheets.filter(state=State.AMOUNTS)),
            pictured=Exists(sheets.filter(state=State.PICTURE)),
            total=Coalesce(*totals),
            origin=Coalesce(*origins),
            statements=Coalesce(Subquery(counted), 0),
        )
        .order_by("pk")
    )


def _by_severity(found: QuerySet, path: str) -> Iterable[tuple[int, str, int]]:
    """(of which disclosure, severity, how many 不一致 and 提示)."""
    failed = found.filter(outcome=Outcome.FAIL).order_by()
    return failed.annotate(of=F(path)).values_list("of", "severity").annotate(number=Count("pk"))


def expected_tallies(region: str, years: Collection[int] | None = None) -> list[CheckTally]:
    """The tallies, unsaved, of one region and some years, all where ``years`` is None; two queries."""
    published = Disclosure.objects.published().filter(department__region=region)
    if years is not None:
        published = published.filter(year__in=years)
    own = published_findings().filter(revision__current_of__in=published)
    across = published_across().filter(later__in=published)
    counted = ((ONE, own, "revision__current_of__year"), (TWO, across, "later__year"))
    return [
        CheckTally(region_id=region, reports=reports, number=number, **dict(zip(GROUP, named, strict=True)))
        for reports, found, path in counted
        for *named, number in found.order_by()
        .annotate(of_year=F(path))
        .values_list("of_year", *GROUP[1:])
        .annotate(number=Count("pk"))
    ]


def counted_by_check() -> Counted:
    """(on how many reports, check, outcome, severity, how many) of all that readers see; one query."""
    named = ("reports", "check_id", "outcome", "severity")
    rows = CheckTally.objects.order_by().values_list(*named).annotate(sum=Sum("number"))
    return [(*group, int(number)) for *group, number in rows]


def in_all(counted: QuerySet) -> int:
    """The sum of the numbers of such rows as ``covering`` takes."""
    return sum(number for (number,) in _asked("SELECT COALESCE(SUM(number), 0) FROM counted", counted))


def covering(counted: QuerySet, start: int, stop: int, order: str = NEWEST_FIRST) -> list[tuple[int, int]]:
    """Of rows (disclosure, number, year, department), laid end to end: (disclosure, how many things lie before its
    own) of those that hold the things from ``start`` to ``stop``. One query."""
    laid = f"SELECT of, number, SUM(number) OVER (ORDER BY {order}) AS upto FROM counted"
    return _asked(
        f"SELECT of, upto - number FROM ({laid}) AS laid WHERE upto > %s AND upto - number < %s ORDER BY upto",
        counted,
        (start, stop),
    )


def _asked(question: str, counted: QuerySet, given: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    try:
        asked, values = counted.order_by().query.sql_with_params()
    except EmptyResultSet:  # asked for nothing
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH counted(of, number, year, department) AS ({asked}) {question}", (*values, *given)
        )
        return [tuple(map(int, row)) for row in cursor.fetchall()]
