"""What an address asks for after its question mark; nonsense is not found."""

from collections.abc import Iterable

from django.http import Http404
from django.utils.translation import gettext

from disclosures.models import Scope

CHART_KINDS = ("table", "interactive")  # how a chart is shown, where not as the server's drawing


def asked_scope(request) -> str:
    scope = request.GET.get("scope", "")
    if scope and scope not in Scope.values:
        raise Http404(gettext("没有这种口径：可用 own 或 consolidated。"))
    return scope


def asked_number(request, name: str) -> int | None:
    """``?rev=2``, ``?y=2023``; None where it is not asked for."""
    given = request.GET.get(name, "")
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        raise Http404(gettext("%(name)s 应是数字。") % {"name": name})
    return int(given)


def asked_of(request, name: str, known: Iterable[str]) -> str:
    """One of the ``known`` words, "" where it is not asked for."""
    given = request.GET.get(name, "")
    if given and given not in known:
        words = gettext("、").join(word for word in known if word)
        raise Http404(gettext("%(name)s 可用：%(words)s。") % {"name": name, "words": words})
    return given
