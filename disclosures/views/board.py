"""The 三公 board and the same rows as CSV and as a workbook."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from disclosures.board_export import board_header, board_notes, board_records
from disclosures.comparison.board import board
from disclosures.exports import csv_bytes
from disclosures.pages.board import BoardPage, board_page
from disclosures.query_forms import board_query, page_number
from disclosures.tables import ROWS_PER_PAGE, board_table
from disclosures.views.exports import csv_response
from disclosures.workbooks import MEDIA_TYPE, Worksheet, workbook_bytes


def sangong(request):
    query, wrong = board_query(request.GET)
    page, problems = board_page(query), list(wrong)
    pages = max(1, -(-page.found.count // ROWS_PER_PAGE))
    number = page_number(request.GET, pages, problems)
    status = 400 if problems else 404 if page.unknown_region else 200
    if page.unknown_region:
        problems.append(gettext("该地区还没有收录报告。"))
    table = board_table(page.found)
    table.paginate(page=number, per_page=ROWS_PER_PAGE)
    context = {
        "page": page,
        "board": page.found,
        "asked": query,
        "problems": problems,
        "table": table,
        "csv": _file(request, "sangong-csv"),
        "xlsx": _file(request, "sangong-xlsx"),
    }
    return render(request, "board.html", context, status=status)


def _file(request, name: str) -> str:
    """The address of the same rows in another form: all pages of them."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{reverse(name)}?{asked.urlencode()}" if asked else reverse(name)


def _wrong(problems) -> HttpResponseBadRequest:
    return HttpResponseBadRequest("".join(problems), content_type="text/plain; charset=utf-8")


def sangong_csv(request):
    query, problems = board_query(request.GET)
    if problems:
        return _wrong(problems)
    records = board_records(board(query).every_row(), query)
    return csv_response(csv_bytes(board_header(query), records), "三公经费.csv")


def sangong_xlsx(request):
    query, problems = board_query(request.GET)
    if problems:
        return _wrong(problems)
    page = board_page(query)
    sheet = Worksheet(gettext("三公经费"), board_header(query), board_records(page.found.every_row(), query))
    response = HttpResponse(workbook_bytes([sheet], _notes(request, page)), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, "三公经费.xlsx")
    return response


def _notes(request, page: BoardPage):
    address = request.build_absolute_uri(reverse("sangong")) + (
        f"?{request.GET.urlencode()}" if request.GET else ""
    )
    return board_notes(page.caption, page.title, str(timezone.localdate()), address)
