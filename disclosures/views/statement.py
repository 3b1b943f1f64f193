"""One statement as printed."""

from django.http import Http404
from django.shortcuts import render

from disclosures.pages.statement import statement_page
from disclosures.views.asked import asked_number, asked_scope


def statement(request, slug, year, key):
    page = statement_page(slug, year, key, asked_scope(request), asked_number(request, "rev"))
    if page is None:
        raise Http404("本站没有收录这份报告，或没有这样一张表。")
    return render(request, "statement.html", {"page": page})
