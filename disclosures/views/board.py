"""The 三公 board and the same rows as CSV."""

from django.shortcuts import render
from django.urls import reverse
from django_tables2 import RequestConfig

from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.board import ITEMS, Board, board
from disclosures.exports import board_header, board_records, csv_bytes
from disclosures.models import Disclosure, Region
from disclosures.query_forms import board_query
from disclosures.tables import DEFAULT_SORT, SORTS, board_table, shown_rows
from disclosures.views.exports import csv_response

ROWS_PER_PAGE = 25


def _bases(found: Board) -> list[tuple[str, str]]:
    """(address part, words) of every 口径 that the rows have."""
    return [
        (".".join(tokens), " · ".join((budget_word(tokens[0]), funds_word(tokens[1]), scope_word(tokens[2]))))
        for tokens in found.choices
    ]


def _regions() -> list[Region]:
    """The districts that hold reports and the cities above them."""
    held = Region.objects.filter(departments__disclosures__current__isnull=False).select_related("parent")
    districts = list(held.distinct())
    above = {region.parent_id: region.parent for region in districts if region.parent}
    return sorted({**above, **{region.code: region for region in districts}}.values(), key=lambda r: r.code)


def sangong(request):
    query, problems = board_query(request.GET)
    found = board(query)
    table = board_table(found)
    RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
    years = Disclosure.objects.published().order_by("-year").values_list("year", flat=True).distinct()
    regions = _regions()
    if query.district and query.district not in {region.code for region in regions}:
        problems += ("该地区还没有收录报告。",)
    context = {
        "asked": query,
        "problems": problems,
        "board": found,
        "table": table,
        "regions": regions,
        "years": years,
        "items": ITEMS.items(),
        "bases": _bases(found),
        "sorts": SORTS,
        "sort": table.order_by[0] if table.order_by else DEFAULT_SORT,
        "csv": f"{reverse('sangong-csv')}?{request.GET.urlencode()}",
    }
    return render(request, "board.html", context)


def sangong_csv(request):
    query, _ = board_query(request.GET)
    table = board_table(board(query))
    RequestConfig(request, paginate=False).configure(table)
    records = board_records(shown_rows(table), query)
    return csv_response(csv_bytes(board_header(query), records), "三公经费.csv")
