"""Finding departments, subjects, projects, sentences, terms and indicators."""

import re

from django.http import HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from disclosures import regions
from disclosures.exports import csv_bytes
from disclosures.models import Disclosure, Region, SearchDocument
from disclosures.pages.search import MOST_PAGES, search_page
from disclosures.pages.search_export import SEARCH_HEADER, search_records
from disclosures.pages.suggestions import suggestions
from disclosures.search.words import Asked, asked
from disclosures.views.exports import csv_response

EXAMPLES = ("三公", "绩效", "2010301", "政府办", "公务用车购置")
_YEAR = re.compile(r"20[0-9]{2}|2100")


def _asked(given: QueryDict) -> tuple[Asked, str, int, list[str]]:
    """The question, the kind and the page of an address, and what is wrong with it in words."""
    problems: list[str] = []
    district, year = given.get("d", "").strip(), given.get("y", "").strip()
    kind, page = given.get("k", "").strip(), given.get("p", "").strip() or "1"
    if district and regions.region(district) is None:
        problems.append(gettext("没有这个地区代码。"))
    if year and not _YEAR.fullmatch(year):
        problems.append(gettext("年度应是 2000—2100 之间的四位数字。"))
    if kind and kind not in SearchDocument.Kind.values:
        problems.append(gettext("没有这一类结果。"))
    if not re.fullmatch(r"[0-9]{1,5}", page) or not 1 <= int(page) <= MOST_PAGES:
        problems.append(gettext("没有这一页。"))
    if problems:
        return asked(given.get("q", "")), "", 1, problems
    question = asked(given.get("q", ""), district, int(year) if year else None, given.get("fail") == "1")
    return question, kind, int(page), problems


def _districts() -> list[Region]:
    """The districts of departments that are found, under the cities above them."""
    departments = SearchDocument.objects.filter(disclosure__isnull=True).values("department__region")
    return list(Region.objects.filter(pk__in=departments).select_related("parent").order_by("code"))


def search(request):
    question, kind, page, problems = _asked(request.GET)
    years = Disclosure.objects.published().order_by("-year").values_list("year", flat=True).distinct()
    context = {
        "query": question.text,
        "page": search_page(question, kind, page),
        "problems": problems,
        "districts": _districts(),
        "years": years,
        "examples": EXAMPLES,
    }
    return render(request, "search.html", context, status=400 if problems else 200)


def search_csv(request):
    question, kind, _, problems = _asked(request.GET)
    if problems or not question.words:
        return HttpResponseBadRequest(
            "".join(problems) or "没有要找的词。", content_type="text/plain; charset=utf-8"
        )
    records = search_records(question, kind, request.build_absolute_uri("/").rstrip("/"))
    return csv_response(csv_bytes(SEARCH_HEADER, records), f"搜索-{question.text}.csv")


@conditional_page
def search_suggestions(request):
    """Asked anew each time, so that nothing withdrawn is suggested; unchanged ones are not sent again."""
    response = JsonResponse({"suggestions": suggestions(request.GET.get("q", ""))})
    response["Cache-Control"] = "private, no-cache"
    return response
