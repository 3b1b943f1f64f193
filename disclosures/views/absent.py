"""The page for what is not there: says so, and what may have been meant."""

from django.shortcuts import render

from disclosures.pages.absent import near


def not_found(request, exception):
    """``exception`` tells in words where a view raised it; where no route fits it tells patterns, which are no help."""
    words = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    context = {"words": words, "near": near(request.path)}
    return render(request, "404.html", context, status=404)
