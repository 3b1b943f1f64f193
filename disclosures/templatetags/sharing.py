"""The part of a page for those who pass it on, and its description for machines."""

import re
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from disclosures.pages.citation import SITE, citations
from disclosures.pages.comparison_sharing import shared_matrix
from disclosures.pages.datasets import (
    department_dataset,
    held_years_and_places,
    report_dataset,
    whole_dataset,
)
from disclosures.pages.sharing import (
    Embedding,
    Shared,
    shared_board,
    shared_comparison,
    shared_department,
    shared_district,
    shared_districts,
    shared_number,
    shared_report,
    shared_statement,
    shared_told,
)
from disclosures.posters import Poster, poster_data
from disclosures.structured_data import script

register = template.Library()
FRAME_SCRIPT = "embed-host.js"


def _origin(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


# What an address may say besides that changes no number: the order, what a form keeps ticked, and what messengers and campaigns add.
_DROPPED = re.compile(r"sort|keep|chart|zp|from|isappinstalled|scene|nsukey|clicktime|enterid|utm_\w+")


@register.simple_tag(takes_context=True)
def canonical(context, path="") -> SafeString:
    """The one address of what a page shows, for those who index it and those who show a link to it."""
    request = context["request"]
    asked = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and not _DROPPED.fullmatch(name)
    ]
    query = f"?{urlencode(asked)}".replace("%2C", ",") if asked else ""
    address = path or quote(request.path) + query
    return format_html(
        '<link rel="canonical" href="{}">\n<meta property="og:url" content="{}{}">',
        address,
        _origin(request),
        address,
    )


def _whole(request) -> str:
    """This page's address without the host: what the page shows follows from it alone."""
    return request.get_full_path()


def _share(context, shared: Shared) -> dict:
    request = context["request"]
    origin, today = _origin(request), timezone.localdate()
    embedding = shared.embedding
    return {
        "link": shared.link,
        "address": origin + shared.link,
        "citations": citations(shared.cited, today),
        # A poster is a sheet in Chinese.
        "poster": _poster(shared.poster, origin, today)
        if shared.poster and get_language() == settings.LANGUAGE_CODE
        else None,
        "embedding": embedding,
        "snippet": _snippet(embedding, origin) if embedding else "",
        "note": shared.note,
        "feed": shared.feed,
        "site": SITE,
        "subject": shared.subject,
        "source": shared.cited.sources or shared.subject,
        "day": _day(today),
    }


def _poster(poster: Poster, origin: str, today) -> dict:
    """What the browser draws, with this site's name, the day and where the QR code is had."""
    more = {
        "site": SITE,
        "address": origin + poster.link,
        "qr": f"{reverse('qr')}?{urlencode({'to': poster.link})}",
        "day": _day(today),
    }
    return poster_data(poster) | more


def _day(today) -> str:
    return date_format(today, gettext("Y年n月j日"))


def _snippet(embedding: Embedding, origin: str) -> str:
    """The frame, and the script that makes it as high as what is in it; without it the height stays."""
    address = origin + staticfiles_storage.base_url + FRAME_SCRIPT
    context = {"embedding": embedding, "origin": origin, "script": address}
    return render_to_string("embed/_snippet.html", context).strip()


@register.inclusion_tag("_share.html", takes_context=True)
def share_report(context, page):
    return _share(context, shared_report(page, _origin(context["request"])))


@register.inclusion_tag("_share.html", takes_context=True)
def share_department(context, page):
    request = context["request"]
    return _share(context, shared_department(page, _whole(request), _origin(request)))


@register.inclusion_tag("_share.html", takes_context=True)
def share_district(context, page):
    request = context["request"]
    unseen = page.recognised or any(row.public_recognised or row.budget_recognised for row in page.rows)
    return _share(context, shared_district(page.region, page.year, _whole(request), _origin(request), unseen))


@register.inclusion_tag("_share.html", takes_context=True)
def share_statement(context, page):
    request = context["request"]
    return _share(context, shared_statement(page, _whole(request), _origin(request)))


@register.inclusion_tag("_share.html", takes_context=True)
def share_number(context, page):
    return _share(context, shared_number(page, _origin(context["request"])))


@register.inclusion_tag("_share.html", takes_context=True)
def share_told(context, page):
    return _share(context, shared_told(page, _origin(context["request"])))


@register.inclusion_tag("_share.html", takes_context=True)
def share_comparison(context, title, comparison, unit):
    request = context["request"]
    return _share(context, shared_comparison(title, comparison, unit, _whole(request), _origin(request)))


@register.inclusion_tag("_share.html", takes_context=True)
def share_districts(context, comparison):
    request = context["request"]
    return _share(context, shared_districts(comparison, _whole(request), _origin(request)))


@register.inclusion_tag("_share.html", takes_context=True)
def share_matrix(context, title, matrix, peers):
    request = context["request"]
    return _share(context, shared_matrix(title, matrix, peers, _whole(request), _origin(request)))


@register.inclusion_tag("_share.html", takes_context=True)
def share_board(context, page, table):
    request = context["request"]
    where = page.region.name if page.region else ""
    rows = [row.record for row in table.paginated_rows] if table.page.number == 1 else []
    return _share(context, shared_board(page.found, rows, where, _whole(request), _origin(request)))


@register.simple_tag(takes_context=True)
def report_data(context, page) -> SafeString:
    return script(report_dataset(page, _origin(context["request"])))


@register.simple_tag(takes_context=True)
def department_data(context, page) -> SafeString:
    return script(department_dataset(page, _origin(context["request"])))


@register.simple_tag(takes_context=True)
def whole_data(context, measures) -> SafeString:
    measured = tuple(measure.label for measure in measures)
    return script(whole_dataset(*held_years_and_places(), measured, _origin(context["request"])))
