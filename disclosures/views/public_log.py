"""Reports of errors from readers, and the public log of what became of them."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from disclosures.error_form import ErrorForm
from disclosures.models import ErrorReport
from disclosures.number_ids import parse
from disclosures.pages.public_log import public_log
from disclosures.pages.published import find_disclosure
from disclosures.views.asked import asked_number

AN_HOUR = 60  # reports taken in an hour: more is no person


def _subject(request):
    """(number id, path, disclosure) that the address names; what makes no sense is left out."""
    given = request.GET.get("n", "")[:430]
    asked = parse(given)
    disclosure = find_disclosure(asked.code) if asked else None
    path = request.GET.get("path", "")[:500]
    return (
        given if disclosure else "",
        path if path.startswith("/") and path.isprintable() else "",
        disclosure,
    )


def _too_many() -> bool:
    since = timezone.now() - timedelta(hours=1)
    return ErrorReport.objects.filter(created_at__gte=since).count() >= AN_HOUR


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request):
    number, path, disclosure = _subject(request)
    form = ErrorForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "number": number, "path": path, "disclosure": disclosure}
    if request.method != "POST":
        return render(request, "report_error.html", context)
    if not form.is_valid():
        return render(request, "report_error.html", context, status=422)
    if form.cleaned_data["website"]:
        return redirect(f"{reverse('report-error')}?done=1")
    if _too_many():
        return render(request, "report_error.html", context | {"too_many": True}, status=429)
    words = {name: form.cleaned_data[name] for name in ("text", "contact")}
    ErrorReport.objects.create(disclosure=disclosure, number=number, path=path, **words)
    return redirect(f"{reverse('report-error')}?done=1")


def quality_log(request):
    page = public_log(asked_number(request, "c") or 1, asked_number(request, "e") or 1)
    return render(request, "quality_log.html", {"page": page})
