"""A report on one sheet of paper."""

from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.pages.brief import brief_page
from disclosures.views.asked import asked_number, asked_scope
from disclosures.views.withdrawn import missing


def brief(request, slug, year):
    scope = asked_scope(request)
    page = brief_page(slug, year, scope, asked_number(request, "rev"))
    if page is None:
        raise missing(gettext("本站没有收录这份报告。"), slug, year, scope)
    return render(request, "brief.html", {"page": page})
