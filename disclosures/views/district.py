"""One district."""

from django.http import Http404
from django.shortcuts import render

from disclosures.pages.district import district_page
from disclosures.views.asked import asked_number


def district(request, code):
    page = district_page(code, asked_number(request, "y"), request.GET.get("sort", ""))
    if page is None:
        raise Http404("本站没有这个地区的报告。")
    return render(request, "district.html", {"page": page})
