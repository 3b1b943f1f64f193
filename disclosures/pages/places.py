"""Addresses of pages and of cells on them."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

PDF = "application/pdf"


def report_url(department, year, scope="", rev=None):
    return _asked(reverse("report", args=[department.slug, year]), scope, rev)


def statement_url(department, year, key, scope="", rev=None):
    return _asked(reverse("statement", args=[department.slug, year, key]), scope, rev)


def number_url(number, rev=None):
    """The permanent page of a printed number, by its id."""
    return _asked(reverse("number", args=[number]), "", rev)


def original_url(revision, page=None):
    """The published file, opened at a page where it has pages."""
    address = reverse("original", args=[revision.sha256, revision.original_name])
    return f"{address}#page={page}" if page and revision.media_type == PDF else address


def department_url(department):
    return reverse("department", args=[department.slug])


def district_url(region):
    return reverse("district", args=[region.code])


def _asked(address, scope, rev):
    """``address`` with ``scope=own`` and ``rev=n`` where they are not the default."""
    asked = {key: value for key, value in (("scope", scope), ("rev", rev)) if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def cell_anchor(row, column):
    """The id of a cell on its statement's page; ``row`` is the 行次 or the code, "" or 合计 the total."""
    return f"c-{'total' if row in ('', '合计') else row}-{column}"


def crumb(region, department=None, year=None):
    """(name, address) of the way down to a page: city, district, department."""
    way = [(gettext("首页"), reverse("home"))]
    if region.parent:
        way.append((region.parent.name, district_url(region.parent)))
    way.append((region.name, district_url(region)))
    if department:
        way.append((department.name, department_url(department)))
    if year:
        way.append((gettext("%(year)s 年度") % {"year": year}, report_url(department, year)))
    return way
