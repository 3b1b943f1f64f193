"""One report, and the figure of its interactive chart."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.pages.evaluations import Order
from disclosures.pages.report import report_page
from disclosures.plotly_figures import series_figure
from disclosures.views.asked import CHART_KINDS, asked_number, asked_of, asked_scope
from disclosures.views.withdrawn import missing


def _page_or_404(request, slug, year):
    scope = asked_scope(request)
    order = Order(asked_of(request, "zp", tuple(Order)))
    page = report_page(slug, year, scope, asked_number(request, "rev"), order)
    if page is None:
        raise missing(gettext("本站没有收录这份报告。"), slug, year, scope)
    return page


def report(request, slug, year):
    kind = asked_of(request, "chart", CHART_KINDS)
    return render(request, "report.html", {"page": _page_or_404(request, slug, year), "chart_kind": kind})


def report_chart(request, slug, year):
    page = _page_or_404(request, slug, year)
    if page.change is None:
        raise Http404(gettext("这份报告没有可画的数。"))
    return HttpResponse(series_figure(page.change.series).to_json(), content_type="application/json")
