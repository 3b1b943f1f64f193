"""One statement as printed."""

from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.pages.statement import statement_page
from disclosures.views.asked import asked_number, asked_scope
from disclosures.views.withdrawn import missing


def statement(request, slug, year, key):
    scope = asked_scope(request)
    page = statement_page(slug, year, key, scope, asked_number(request, "rev"))
    if page is None:
        raise missing(gettext("本站没有收录这份报告，或没有这样一张表。"), slug, year, scope)
    return render(request, "statement.html", {"page": page})
