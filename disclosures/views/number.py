"""The permanent page of one number, whole or as the drawer shows it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from disclosures import number_ids
from disclosures.pages.citation import Cited, citations
from disclosures.pages.number import number_page
from disclosures.pages.told_number import told_page
from disclosures.views.asked import asked_number

NOT_HELD = "本站没有这个数，或它所在的报告没有发布。"


def number(request, number):
    asked = number_ids.parse(number)
    if asked is None:
        raise Http404(NOT_HELD)
    return _told(request, asked) if asked.measure else _printed(request, asked)


def _printed(request, asked):
    part = request.GET.get("fragment")
    page = number_page(asked, asked_number(request, "rev"), whole=not part)
    if page is None:
        raise Http404(NOT_HELD)
    if part:
        return render(request, "_drawer.html", {"page": page})
    return render(request, "number.html", {"page": page, "citations": _citations(request, page)})


def _told(request, asked):
    page = told_page(asked)
    if page is None:
        raise Http404(NOT_HELD)
    if page.cell_href:
        return redirect(page.cell_href)
    return render(request, "told_number.html", {"page": page, "citations": _citations(request, page)})


def _citations(request, page):
    cited = Cited(
        page.id,
        page.disclosure.department.name,
        f"{page.disclosure.year}年度部门决算",
        page.part,
        page.value,
        page.page,
        request.build_absolute_uri(reverse("number", args=[page.id])),
        page.revision.sha256,
    )
    return citations(cited, timezone.localdate())
