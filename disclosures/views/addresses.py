"""Addresses that can name nothing."""

from django.http import Http404


class NamingNothingMiddleware:
    """404 for a path with NUL, which no key has and PostgreSQL refuses to look for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)
