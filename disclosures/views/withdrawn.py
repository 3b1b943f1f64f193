"""Addresses of withdrawn reports answer 410 with a word why."""

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from disclosures.models import Disclosure
from disclosures.pages.withdrawn import withdrawn_page, withdrawn_report


class Withdrawn(Exception):
    """What the address showed was withdrawn."""

    def __init__(self, disclosure: Disclosure):
        super().__init__(str(disclosure))
        self.disclosure = disclosure


def missing(words: str, slug: str, year: int | None = None, scope: str = "") -> Exception:
    """What to raise where nothing is published: ``Withdrawn``, or not found with ``words``."""
    gone = withdrawn_report(slug, year, scope)
    return Withdrawn(gone) if gone else Http404(words)


class WithdrawnMiddleware:
    """Turns ``Withdrawn`` into the page that tells of it. It may be restored: nobody keeps that page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Withdrawn):
            return None
        page = withdrawn_page(exception.disclosure)
        response = render(request, "410.html", {"page": page}, status=410)
        add_never_cache_headers(response)
        return response
