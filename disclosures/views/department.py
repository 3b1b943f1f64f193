"""One department over the years, and the figure of its interactive chart."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.pages.department import department_page
from disclosures.plotly_figures import series_figure
from disclosures.views.asked import CHART_KINDS, asked_of, asked_scope
from disclosures.views.withdrawn import missing


def _page_or_404(request, slug):
    page = department_page(slug, request.GET.get("m", ""), asked_scope(request))
    if page is None:
        raise missing(gettext("本站没有收录这个部门的报告。"), slug)
    return page


def department(request, slug):
    kind = asked_of(request, "chart", CHART_KINDS)
    return render(request, "department.html", {"page": _page_or_404(request, slug), "chart_kind": kind})


def department_chart(request, slug):
    page = _page_or_404(request, slug)
    if page.series is None:
        raise Http404(gettext("这个部门没有可画的数。"))
    return HttpResponse(series_figure(page.series).to_json(), content_type="application/json")
