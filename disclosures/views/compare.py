"""Departments, years and districts side by side; the address is the state."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_noop

from disclosures.compare_query import CompareQuery, address, compare_query
from disclosures.comparison.ratios import RATIOS
from disclosures.comparison.statements import columns_to_choose, first_column
from disclosures.comparison.subjects import CODE_STATEMENTS, code_columns
from disclosures.exports import csv_bytes
from disclosures.measures import MEASURES, Unit, measure_of
from disclosures.models import Department, Disclosure, Region
from disclosures.pages import comparison_drawings, comparison_links
from disclosures.pages.comparison import Asked, Wrong, answered, completed
from disclosures.pages.comparison_files import comparison_file
from disclosures.pages.comparison_reasons import matrix_reasons
from disclosures.pages.district_lists import district_lists
from disclosures.statements import FORMS
from disclosures.views.asked import asked_number
from disclosures.views.exports import csv_response
from disclosures.workbooks import MEDIA_TYPE, Worksheet, workbook_bytes

MOST_LISTED = 120
FEWEST_LINES, MOST_LINES, MOST_CELLS = 3, 12, 480  # of the departments of districts


def _choices() -> dict[str, list[tuple[str, str]]]:
    """What the forms offer: (address part, words)."""
    return {
        "statements": [
            (form.statement.value, f"{form.number} {gettext(form.title)}") for form in FORMS.values()
        ],
        "measures": [(measure.key, gettext(measure.label)) for measure in MEASURES.values()],
        "coded": [(statement.value, gettext(FORMS[statement].title)) for statement in CODE_STATEMENTS],
    }


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
    } | _choices()
    return render(request, "compare_form.html", context, status=status)


def compare(request):
    query = compare_query(request.GET)
    if full := completed(query):
        return redirect(address(full))
    try:
        asked = answered(query)
    except Wrong as wrong:
        return _form(request, query, wrong.problems, wrong.status)
    if asked is None:
        return _form(request, query)
    if asked.districts:
        held = comparison_links.held_years((), query.districts)
        context = _shared(asked.query, asked) | {
            "comparison": asked.districts,
            "lists": district_lists(
                asked.districts.districts, address(asked.query), asked_number(request, "page") or 1
            ),
            "year_ways": comparison_links.years(query, held, True),
        }
        return render(request, "compare_districts.html", context)
    if asked.matrix:
        return render(request, "compare_matrix.html", _matrix_context(asked.query, asked))
    return render(request, "compare.html", _context(asked.query, asked))


def _shared(query: CompareQuery, found: Asked) -> dict:
    """What every page of a comparison has: its files, its choices, and the ways on."""
    return {
        "asked": query,
        "title": found.title,
        "when": gettext("、").join(map(str, query.years)),
        "peers": found.peers,
        "csv": address(query, "compare-csv"),
        "xlsx": address(query, "compare-xlsx"),
        "change_link": f"{reverse('compare')}?{urlencode({'keep': ','.join(query.orgs)})}",
        "ratios": comparison_links.ratios(query),
        "ratio": RATIOS.get(query.ratio),
    } | _choices()


def _context(query: CompareQuery, found: Asked) -> dict:
    choices = columns_to_choose(query.statement) if query.statement and not query.measures else ()
    departments = found.departments
    several = len(departments) == 1
    held = comparison_links.held_years(departments)
    return _shared(query, found) | {
        "comparison": found.comparison,
        "unit": _unit(query),
        "column_choices": choices,
        "number": query.number or (first_column(query.statement) if choices else ""),
        "moves": comparison_links.moves(query, departments),
        "offered": comparison_links.offered(query, departments),
        "year_ways": comparison_links.years(query, held, several),
    }


def _matrix_context(query: CompareQuery, found: Asked) -> dict:
    matrix = found.matrix
    held = comparison_links.held_years(found.departments, query.districts)
    return _shared(query, found) | {
        "matrix": matrix,
        "unit": matrix.subject.shown_unit,
        "column_choices": code_columns(query.statement) if query.code else (),
        "kinds": found.kinds,
        "most": _most_lines(len(matrix.districts), len(matrix.years)),
        "strip": comparison_drawings.strip(matrix),
        "panels": comparison_drawings.district_panels(matrix)
        if matrix.districts
        else comparison_drawings.panels(matrix),
        "undrawn": comparison_drawings.district_panels_refused(matrix) if matrix.districts else "",
        "reasons": matrix_reasons(matrix),
        "offered": () if matrix.districts else comparison_links.offered(query, found.departments),
        "year_ways": comparison_links.years(query, held, True),
    }


def _most_lines(districts: int, years: int) -> int:
    """How many departments of each district are shown: fewer of many, so that the page stays light."""
    return max(FEWEST_LINES, min(MOST_LINES, MOST_CELLS // max(1, districts * years)))


def _unit(query: CompareQuery) -> str:
    """What the numbers are in; counts and quotients say it beside each number."""
    if query.ratio:
        return RATIOS[query.ratio].unit
    units = {measure_of(key).unit for key in query.measures} or {Unit.MONEY}
    return "万元" if Unit.MONEY in units else gettext_noop("单位写在数后")


def _filed(request, name: str, write) -> HttpResponse:
    """The comparison of the address as a file; the page to choose on where there is none."""
    query = compare_query(request.GET)
    if full := completed(query):
        return redirect(address(full, name))
    try:
        asked = answered(query)
    except Wrong as wrong:
        return _form(request, query, wrong.problems, wrong.status)
    return redirect(address(query)) if asked is None else write(asked)


def compare_csv(request) -> HttpResponse:
    def write(asked: Asked) -> HttpResponse:
        file = comparison_file(asked)
        return csv_response(csv_bytes(file.header, file.records), f"{file.name}.csv")

    return _filed(request, "compare-csv", write)


def compare_xlsx(request) -> HttpResponse:
    def write(asked: Asked) -> HttpResponse:
        file = comparison_file(asked)
        notes = (
            *file.notes,
            ("日期", f"{timezone.localdate():%Y-%m-%d}"),
            ("网址", request.build_absolute_uri(address(asked.query))),
        )
        content = workbook_bytes([Worksheet(file.name, file.header, file.records)], notes)
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        response["Content-Disposition"] = content_disposition_header(True, f"{file.name}.xlsx")
        return response

    return _filed(request, "compare-xlsx", write)
