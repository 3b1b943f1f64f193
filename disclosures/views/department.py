"""One department over the years, and the figure of its interactive chart."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from disclosures.pages.department import department_page
from disclosures.plotly_figures import series_figure
from disclosures.views.asked import asked_scope


def _page_or_404(request, slug):
    page = department_page(slug, request.GET.get("m", ""), asked_scope(request))
    if page is None:
        raise Http404("本站没有收录这个部门的报告。")
    return page


def department(request, slug):
    return render(request, "department.html", {"page": _page_or_404(request, slug)})


def department_chart(request, slug):
    page = _page_or_404(request, slug)
    if page.series is None:
        raise Http404("这个部门没有可画的数。")
    return HttpResponse(series_figure(page.series).to_json(), content_type="application/json")
