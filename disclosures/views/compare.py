"""Departments, years and districts side by side; the address is the state."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from disclosures.comparison.columns import MOST_COLUMNS, Column, choose, heading
from disclosures.comparison.districts import DistrictComparison, compare_districts
from disclosures.comparison.measures import compare_headlines, compare_measures
from disclosures.comparison.result import Comparison
from disclosures.comparison.statements import columns_to_choose, compare_statement, first_column
from disclosures.exports import (
    COMPARISON_HEADER,
    DISTRICT_HEADER,
    comparison_records,
    csv_bytes,
    district_records,
)
from disclosures.measures import MEASURES, Unit, measure_of
from disclosures.models import Department, Disclosure, Region
from disclosures.query_forms import CompareQuery, compare_query
from disclosures.statements import FORMS
from disclosures.views.exports import csv_response

MOST_LISTED = 120
STATEMENTS = tuple((form.statement.value, f"{form.number} {form.title}") for form in FORMS.values())
MEASURE_CHOICES = tuple((measure.key, measure.label) for measure in MEASURES.values())


class Wrong(Exception):
    """What an address asks for cannot be shown: the reasons in words and the status."""

    def __init__(self, *problems: str, status: int = 200):
        super().__init__(*problems)
        self.problems, self.status = problems, status


@dataclass(frozen=True)
class Asked:
    """A comparison that can be shown: the query with its years, and the result."""

    query: CompareQuery
    title: str = ""
    comparison: Comparison | None = None
    districts: DistrictComparison | None = None


def _departments(slugs: tuple[str, ...]) -> list[Department]:
    found = {
        department.slug: department
        for department in Department.objects.filter(slug__in=slugs).select_related("region__parent")
    }
    unknown = [slug for slug in slugs if slug not in found]
    if unknown:
        raise Wrong(f"没有收录这样的部门：{'、'.join(unknown)}。", status=404)
    return [found[slug] for slug in slugs]


def _columns(departments: list[Department], query: CompareQuery) -> tuple[Column, ...]:
    """Departments × years; of several of both only those held."""
    columns = choose(departments, query.years, query.scope)
    if len(departments) > 1 and len(query.years) > 1:
        columns = tuple(column for column in columns if column.held)
    if not any(column.held for column in columns):
        raise Wrong("所选部门在所选年度都没有收录报告。")
    if len(columns) > MOST_COLUMNS:
        raise Wrong(f"一次最多并排 {MOST_COLUMNS} 份报告，所选部门和年度共有 {len(columns)} 份。")
    return columns


def _compared(query: CompareQuery) -> Asked:
    departments = _departments(query.orgs)
    columns = _columns(departments, query)
    if query.measures:
        comparison = compare_measures(columns, query.measures)
    elif query.statement:
        comparison = compare_statement(columns, query.statement, query.number)
    else:
        comparison = compare_headlines(columns)
    return Asked(query, heading(departments), comparison)


def _district_compared(query: CompareQuery) -> DistrictComparison:
    if not query.years:
        raise Wrong("还没有收录任何报告。")
    regions = {region.code: region for region in Region.objects.filter(code__in=query.districts)}
    unknown = [code for code in query.districts if code not in regions]
    if unknown:
        raise Wrong(f"没有这样的地区：{'、'.join(unknown)}。", status=404)
    return compare_districts(
        [regions[code] for code in query.districts],
        query.years[0],
        measure_of(query.measures[0]),
        query.scope,
    )


def _latest_years(query: CompareQuery) -> list[int]:
    """Where the address names no year: all years of one department (the last four), else the last year."""
    held = Disclosure.objects.published()
    if query.orgs:
        held = held.filter(department__slug__in=query.orgs)
    if len(query.orgs) == 1:
        years = held.order_by("-year").values_list("year", flat=True).distinct()[:MOST_COLUMNS]
        return sorted(years)
    latest = held.aggregate(latest=Max("year"))["latest"]
    return [latest] if latest else []


def _asked(query: CompareQuery) -> Asked | None:
    """What the address asks for; None where it chooses nothing yet."""
    if query.problems:
        raise Wrong(*query.problems)
    if query.orgs:
        return _compared(query)
    if query.districts and query.measures:
        return Asked(query, districts=_district_compared(query))
    return None


def address(query: CompareQuery, name: str = "compare") -> str:
    """The canonical address of a query."""
    asked = {
        "o": ",".join(query.orgs),
        "d": ",".join(query.districts),
        "y": ",".join(map(str, query.years)),
        "t": query.statement,
        "c": query.number,
        "m": ",".join(query.measures),
        "scope": query.scope,
    }
    given = urlencode({key: value for key, value in asked.items() if value}, safe=",")
    return reverse(name) + (f"?{given}" if given else "")


def _completed(query: CompareQuery) -> CompareQuery | None:
    """The query with its years, where the address names none; None where it needs none."""
    wished = query.orgs or (query.districts and query.measures)
    if query.problems or query.years or not wished:
        return None
    years = tuple(_latest_years(query))
    return replace(query, years=years) if years else None


def _form(request, query: CompareQuery, problems=(), status=200):
    """The page to choose on; with many departments it asks for the district first."""
    departments = Department.objects.filter(disclosures__current__isnull=False).distinct()
    regions = Region.objects.filter(departments__in=departments).distinct()
    listed = departments.filter(region__in=query.districts) if query.districts else departments
    listed = list(listed.select_related("region").order_by("region_id", "slug")[: MOST_LISTED + 1])
    context = {
        "asked": query,
        "problems": problems,
        "kept": query.orgs or tuple(request.GET.get("keep", "").split(",")),
        "departments": listed[:MOST_LISTED],
        "too_many": len(listed) > MOST_LISTED,
        "regions": regions,
        "years": Disclosure.objects.published().order_by("-year").values_list("year", flat=True).distinct(),
        "statements": STATEMENTS,
        "measures": MEASURE_CHOICES,
    }
    return render(request, "compare_form.html", context, status=status)


def compare(request):
    query = compare_query(request.GET)
    if completed := _completed(query):
        return redirect(address(completed))
    try:
        asked = _asked(query)
    except Wrong as wrong:
        return _form(request, query, wrong.problems, wrong.status)
    if asked is None:
        return _form(request, query)
    if asked.districts:
        context = {"asked": query, "comparison": asked.districts, "csv": address(query, "compare-csv")}
        return render(request, "compare_districts.html", context)
    return render(request, "compare.html", _context(query, asked))


def _context(query: CompareQuery, found: Asked) -> dict:
    choices = columns_to_choose(query.statement) if query.statement and not query.measures else ()
    return {
        "asked": query,
        "title": found.title,
        "comparison": found.comparison,
        "unit": _unit(query),
        "statements": STATEMENTS,
        "measures": MEASURE_CHOICES,
        "column_choices": choices,
        "number": query.number or (first_column(query.statement) if choices else ""),
        "csv": address(query, "compare-csv"),
        "change_link": f"{reverse('compare')}?{urlencode({'keep': ','.join(query.orgs)})}",
        "without": _without(query),
    }


def _unit(query: CompareQuery) -> str:
    """What the numbers are in; counts say it beside each number."""
    units = {measure_of(key).unit for key in query.measures} or {Unit.MONEY}
    return "万元" if Unit.MONEY in units else "单位写在数后"


def _without(query: CompareQuery) -> dict[str, str]:
    """The address without each department, where more than two are compared."""
    if len(query.orgs) < 3:
        return {}
    return {
        slug: address(replace(query, orgs=tuple(other for other in query.orgs if other != slug)))
        for slug in query.orgs
    }


def compare_csv(request) -> HttpResponse:
    query = compare_query(request.GET)
    if completed := _completed(query):
        return redirect(address(completed, "compare-csv"))
    try:
        asked = _asked(query)
    except Wrong as wrong:
        return _form(request, query, wrong.problems, wrong.status)
    if asked is None:
        return redirect(address(query))
    if asked.districts:
        return csv_response(csv_bytes(DISTRICT_HEADER, district_records(asked.districts)), "地区比较.csv")
    return csv_response(csv_bytes(COMPARISON_HEADER, comparison_records(asked.comparison)), "比较.csv")
