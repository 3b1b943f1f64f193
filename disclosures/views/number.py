"""The permanent page of one number, whole or as the drawer shows it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from disclosures import number_ids
from disclosures.pages.number import number_page
from disclosures.pages.told_number import told_page
from disclosures.pages.withdrawn import withdrawn_number
from disclosures.views.asked import asked_number
from disclosures.views.withdrawn import Withdrawn

NOT_HELD = gettext_lazy("本站没有这个数，或它所在的报告没有发布。")


def number(request, number):
    asked = number_ids.parse(number)
    if asked is None:
        raise Http404(str(NOT_HELD))
    return _told(request, asked) if asked.measure else _printed(request, asked)


def _printed(request, asked):
    part = request.GET.get("fragment")
    page = number_page(asked, asked_number(request, "rev"), whole=not part)
    if page is None:
        raise _missing(asked)
    if part:
        return render(request, "_drawer.html", {"page": page})
    return render(request, "number.html", {"page": page})


def _missing(asked) -> Exception:
    gone = withdrawn_number(asked)
    return Withdrawn(gone) if gone else Http404(str(NOT_HELD))


def _told(request, asked):
    page = told_page(asked)
    if page is None:
        raise _missing(asked)
    if page.cell_href:
        return redirect(page.cell_href)
    return render(request, "told_number.html", {"page": page})
