"""The pages on quality: all 不一致, one report, every check."""

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from disclosures.checks_catalogue import CATALOGUE
from disclosures.pages.accuracy import accuracy, picture_accuracy
from disclosures.pages.findings import FAMILIES
from disclosures.pages.quality import QualityQuery, quality_page
from disclosures.pages.quality_checks import quality_checks_page
from disclosures.pages.quality_report import quality_report_page
from disclosures.views.asked import asked_number, asked_scope
from disclosures.views.withdrawn import missing


def _asked(request) -> tuple[QualityQuery, list[str]]:
    """What the address asks for, and what is wrong with it; a wrong filter is left out and said."""
    given: QueryDict = request.GET
    problems = []
    check, severity = given.get("c", "").strip(), given.get("s", "").strip()
    district, family = given.get("d", "").strip()[:16], given.get("f", "").strip()
    if check and check not in CATALOGUE:
        problems.append(gettext("没有这一项核对，下面是全部核对。"))
        check = ""
    if family and family not in FAMILIES:
        problems.append(gettext("没有这一类核对，下面是全部类别。"))
        family = ""
    if severity and severity not in ("error", "warning"):
        problems.append(gettext("级别应为 error（重要）或 warning（一般），下面是全部级别。"))
        severity = ""
    kind = "info" if given.get("kind") == "info" else "fail"
    year = asked_number(request, "y")
    page, part = asked_number(request, "p") or 1, asked_number(request, "m") or 1
    return QualityQuery(district, year, check, severity, family, kind, page, part), problems


def quality(request):
    asked, problems = _asked(request)
    context = {
        "page": quality_page(asked),
        "problems": problems,
        "accuracy": accuracy(),
        "pictured": picture_accuracy(),
    }
    return render(request, "quality.html", context)


def quality_report(request, slug, year):
    scope = asked_scope(request)
    page = quality_report_page(slug, year, scope, asked_number(request, "rev"))
    if page is None:
        raise missing(gettext("本站没有收录这份报告。"), slug, year, scope)
    return render(request, "quality_report.html", {"page": page, "across": page.across})


def quality_checks(request):
    return render(request, "quality_checks.html", {"families": quality_checks_page()})
