"""One report, and the figure of its interactive chart."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from disclosures.pages.report import report_page
from disclosures.plotly_figures import series_figure
from disclosures.views.asked import asked_number, asked_scope


def _page_or_404(request, slug, year):
    page = report_page(slug, year, asked_scope(request), asked_number(request, "rev"))
    if page is None:
        raise Http404("本站没有收录这份报告。")
    return page


def report(request, slug, year):
    return render(request, "report.html", {"page": _page_or_404(request, slug, year)})


def report_chart(request, slug, year):
    page = _page_or_404(request, slug, year)
    if page.change is None:
        raise Http404("这份报告没有可画的数。")
    return HttpResponse(series_figure(page.change.series).to_json(), content_type="application/json")
