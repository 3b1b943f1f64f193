"""Taking a published report from the readers' site, and showing it again."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from disclosures.models import Disclosure
from disclosures.pages.published import report_href
from disclosures.search import asked_words
from ingest import actions, audit
from ingest.forms.withdrawal import RestoreForm, WithdrawForm
from ingest.roles import permitted

LISTED = 50
STATES = {"": "全部", "shown": "已发布", "withdrawn": "已撤回"}


def _disclosures():
    return Disclosure.objects.select_related("department__region__parent", "current")


@permitted("withdraw_report")
@require_GET
def disclosures(request):
    """Every report that is shown or was withdrawn, the withdrawn ones first; by department, region and state."""
    words, state = asked_words(request.GET.get("q", "")), request.GET.get("state", "")
    found = _disclosures().filter(Q(current__isnull=False) | Q(withdrawn_at__isnull=False))
    for word in words.split():
        found = found.filter(
            Q(department__name__icontains=word) | Q(department__region__full_name__icontains=word)
        )
    if state in ("shown", "withdrawn"):
        found = found.filter(withdrawn_at__isnull=state == "shown")
    ordered = found.order_by("-withdrawn_at", "-published_at", "-id")
    context = {
        "disclosures": Paginator(ordered, LISTED).get_page(request.GET.get("page")),
        "words": words,
        "state": state,
        "states": STATES.items(),
    }
    return render(request, "manage/withdrawals.html", context)


def _page(request, disclosure: Disclosure, form, template: str, status: int = 200):
    shown = "".join(report_href(disclosure, None)) if disclosure.current else ""
    context = {"disclosure": disclosure, "form": form, "shown": shown, "subject": audit.named(disclosure)}
    return render(request, template, context, status=status)


def _done(request, disclosure: Disclosure, form, template: str, verb):
    """Answer a form: do it and go on to the list, or say why not."""
    if not form.is_valid():
        return _page(request, disclosure, form, template, 422)
    try:
        verb(disclosure, request.user, form.cleaned_data["reason"])
    except actions.NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _disclosures().get(pk=disclosure.pk), form, template, 409)
    return redirect(f"{reverse('manage-disclosures')}?{urlencode({'q': disclosure.department.name})}")


@permitted("withdraw_report")
@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    disclosure = get_object_or_404(_disclosures(), pk=pk)
    template = "manage/withdraw.html"
    if request.method == "GET":
        return _page(request, disclosure, WithdrawForm(), template)
    return _done(request, disclosure, WithdrawForm(request.POST), template, actions.withdraw)


@permitted("withdraw_report")
@require_http_methods(["GET", "POST"])
def restore(request, pk):
    disclosure = get_object_or_404(_disclosures(), pk=pk)
    template = "manage/withdraw_restore.html"
    if request.method == "GET":
        return _page(request, disclosure, RestoreForm(), template)
    return _done(request, disclosure, RestoreForm(request.POST), template, actions.restore)
