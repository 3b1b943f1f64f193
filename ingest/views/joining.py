"""Joining two files that are one report, and taking them apart again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ingest import joining, store
from ingest.actions import NotNow
from ingest.models import ImportJob
from ingest.pages.joining import join_page
from ingest.roles import permitted

LONGEST_NUMBER = 18  # digits of a key


def _job(pk: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.select_related("upload__revision__disclosure"), pk=pk)


def _other(given: str) -> ImportJob | None:
    return _job(int(given)) if given.isdecimal() and len(given) <= LONGEST_NUMBER else None


@permitted("review_report")
@require_http_methods(["GET", "POST"])
def join(request, pk):
    """What joining this file and another (``with``) would change; a POST joins them."""
    job, other = _job(pk), _other((request.POST or request.GET).get("with", ""))
    if request.method == "GET" or other is None:
        return render(request, "manage/join.html", {"page": join_page(job, other)})
    try:
        main = joining.join(job, other, request.user)
    except (NotNow, store.Refused) as refusal:
        page = join_page(_job(pk), _job(other.pk), str(refusal))
        return render(request, "manage/join.html", {"page": page}, status=409)
    messages.success(request, f"{(other if main.pk == job.pk else job).name} 已并入 {main.name}。")
    return redirect("manage-job", main.pk)


@permitted("review_report")
@require_POST
def part(request, pk):
    """Take a file out of the report that it was joined to."""
    job = _job(pk)
    try:
        joining.part(job, request.user, request.POST.get("reason", "").strip()[:1000])
    except (NotNow, store.Refused) as refusal:
        messages.error(request, f"{job.name}：{refusal}")
    else:
        messages.success(request, f"{job.name} 已拆开，单独等待复核。")
    return redirect("manage-job", pk)
