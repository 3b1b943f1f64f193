"""The pages on quality: all 不一致, one report, every check."""

from django.http import Http404, QueryDict
from django.shortcuts import render

from disclosures.checks_catalogue import CATALOGUE
from disclosures.pages.accuracy import accuracy
from disclosures.pages.across_years import across_report
from disclosures.pages.quality import QualityQuery, quality_page
from disclosures.pages.quality_checks import quality_checks_page
from disclosures.pages.quality_report import quality_report_page
from disclosures.views.asked import asked_number, asked_scope


def _asked(request) -> tuple[QualityQuery, list[str]]:
    """What the address asks for, and what is wrong with it; a wrong filter is left out and said."""
    given: QueryDict = request.GET
    problems = []
    check, severity = given.get("c", "").strip(), given.get("s", "").strip()
    district = given.get("d", "").strip()[:16]
    if check and check not in CATALOGUE:
        problems.append("没有这一项核对，下面是全部核对。")
        check = ""
    if severity and severity not in ("error", "warning"):
        problems.append("级别应为 error（重要）或 warning（一般），下面是全部级别。")
        severity = ""
    kind = "info" if given.get("kind") == "info" else "fail"
    year = asked_number(request, "y")
    page, part = asked_number(request, "p") or 1, asked_number(request, "m") or 1
    return QualityQuery(district, year, check, severity, kind, page, part), problems


def quality(request):
    asked, problems = _asked(request)
    context = {"page": quality_page(asked), "problems": problems, "accuracy": accuracy()}
    return render(request, "quality.html", context)


def quality_report(request, slug, year):
    page = quality_report_page(slug, year, asked_scope(request))
    if page is None:
        raise Http404("本站没有收录这份报告。")
    return render(request, "quality_report.html", {"page": page, "across": across_report(page.disclosure)})


def quality_checks(request):
    return render(request, "quality_checks.html", {"families": quality_checks_page()})
