"""Charts and statements for other people's pages: framed by anyone, without cookies, not indexed."""

from functools import wraps

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from disclosures.pages.department import department_page
from disclosures.pages.report import report_page
from disclosures.pages.statement import statement_page
from disclosures.views.asked import asked_scope
from disclosures.views.withdrawn import Withdrawn, missing


def framed(view):
    """Any page may frame it; what is not there says so inside the frame, where an error page would be refused."""

    @csp_replace({"frame-ancestors": ["*"]})
    @xframe_options_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Withdrawn as gone:
            why = gone.disclosure.withdrawn_why
            response = _gone(request, gettext("本站撤下了这份报告。原因："), 410, why)
        except Http404 as absent:
            response = _gone(request, str(absent), 404)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _gone(request, words: str, status: int, why: str = ""):
    return render(request, "embed/gone.html", {"words": words, "why": why}, status=status)


@framed
def embed_report(request, slug, year):
    scope = asked_scope(request)
    page = report_page(slug, year, scope)
    if page is None:
        raise missing(gettext("本站没有收录这份报告。"), slug, year, scope)
    if page.change is None:
        raise Http404(gettext("这份报告没有可画的数。"))
    block, reading = page.change, page.reading
    told = {"name": reading.department.name, "year": reading.year}
    context = {
        "title": gettext("%(name)s %(year)s 年度：%(said)s") % (told | {"said": block.headline.text}),
        "series": block.series,
        "checked": block.check.outcome if block.check else "",
        "href": f"{_address(request)}#bianhua",
        "source": gettext("%(name)s %(year)s 年度部门决算") % told,
    }
    return render(request, "embed/chart.html", context)


@framed
def embed_department(request, slug):
    page = department_page(slug, request.GET.get("m", ""), asked_scope(request))
    if page is None:
        raise missing(gettext("本站没有收录这个部门的报告。"), slug)
    if page.series is None:
        raise Http404(gettext("这个部门没有可画的数。"))
    named = {"name": page.department.name}
    context = {
        "title": gettext("%(name)s：%(series)s，历年") % (named | {"series": page.series.title}),
        "series": page.series,
        "href": f"{_address(request)}#bianhua",
        "source": gettext("%(name)s各年度部门决算") % named,
    }
    return render(request, "embed/chart.html", context)


@framed
def embed_statement(request, slug, year, key):
    scope = asked_scope(request)
    page = statement_page(slug, year, key, scope)
    if page is None:
        raise missing(gettext("本站没有收录这份报告，或没有这样一张表。"), slug, year, scope)
    return render(request, "embed/statement.html", {"page": page, "href": _address(request)})


def _address(request) -> str:
    """The page that the frame is taken from: the same address without its first part."""
    return request.build_absolute_uri(request.get_full_path().replace("/embed/", "/", 1))
