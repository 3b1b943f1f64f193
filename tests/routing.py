"""Every address of the site, as the resolver has them."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns=None, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name or else pattern, pattern) of everything that the site answers to."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, pattern, f"{one.namespace}:" if one.namespace else space)
        else:
            assert isinstance(one, URLPattern)
            yield f"{space}{one.name}" if one.name else pattern, pattern
