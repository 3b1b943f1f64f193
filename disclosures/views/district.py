"""One district."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.pages.district import DistrictQuery, district_page
from disclosures.views.asked import asked_number


def district(request, code):
    page = district_page(
        code,
        DistrictQuery(
            asked_number(request, "y"),
            request.GET.get("sort", ""),
            asked_number(request, "p") or 1,
            asked_number(request, "m") or 1,
        ),
    )
    if page is None:
        raise Http404(gettext("本站没有这个地区的报告。"))
    return render(request, "district.html", {"page": page})
