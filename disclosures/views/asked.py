"""What an address asks for after its question mark; nonsense is not found."""

from django.http import Http404

from disclosures.models import Scope


def asked_scope(request) -> str:
    scope = request.GET.get("scope", "")
    if scope and scope not in Scope.values:
        raise Http404("没有这种口径：可用 own 或 consolidated。")
    return scope


def asked_number(request, name: str) -> int | None:
    """``?rev=2``, ``?y=2023``; None where it is not asked for."""
    given = request.GET.get(name, "")
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        raise Http404(f"{name} 应是数字。")
    return int(given)
