"""The review bench: page beside table, corrections, and reading a published file again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from disclosures.models import Correction
from ingest import accepting, actions, desk, page_images, store
from ingest.actions import NotNow
from ingest.desk import Desk
from ingest.entered import accepted_spots, entries_of
from ingest.models import ImportJob, Upload
from ingest.pages.bench import bench_of
from ingest.pages.differences import differences_of
from ingest.roles import permitted
from ingest.views.originals import picture_of

# What is noted where a person gives no reason of their own.
REASONS = {"accept": "对照原件，读数无误", "blank": "原件此处空白"}
PRIVATE = "private, max-age=3600"  # a draft is nobody's but the editors'


@dataclass(frozen=True)
class Paged:
    """A file on the desk, for its pictures."""

    sha256: str
    path: str
    media_type: str
    pages: int | None


def _desk(sha256: str) -> Desk:
    found = desk.desk_of(sha256)
    if found is None:
        raise Http404("这份文件不在复核中；已发布的请先重新解析。")
    return found


def _page(request, held: Desk, asked: str, refusal: str = "", status: int = 200):
    bench = bench_of(held, asked, request.GET.get("enter") == "1")
    context = {"bench": bench, "refusal": refusal, "given": request.POST}
    return render(request, "manage/bench.html", context, status=status)


@permitted("review_report")
@require_http_methods(["GET", "POST"])
def bench(request, sha256):
    """Look at a file; a POST corrects, enters or accepts cells of it."""
    held = _desk(sha256)
    asked = request.GET.get("t", "")
    if request.method == "GET":
        return _page(request, held, asked)
    accepted = request.POST.get("do") == "accept"
    try:
        entries = accepted_spots(request.POST) if accepted else entries_of(request.POST)
        if not entries:
            raise NotNow("没有改动。")
        reason = request.POST.get("reason", "") or REASONS.get(request.POST.get("do", ""), "")
        desk.correct(sha256, entries, reason, request.user, accepted)
    except (NotNow, store.Refused) as refusal:
        return _page(request, held, asked, str(refusal), 422)
    messages.success(request, f"已{'确认' if accepted else '更正'} {len(entries)} 格，合计与核对已重算。")
    return _back(sha256, asked)


@permitted("review_report")
@require_POST
def accept(request, sha256):
    """Accept all that was recognised of a statement: what is not in doubt, and the cells that the person looked at."""
    held, statement = _desk(sha256), request.POST.get("statement", "")
    seen = {spot for spot, _ in accepted_spots(request.POST)}
    try:
        made = accepting.accept(held.sha256, statement, request.POST.get("sign", ""), seen, request.user)
    except (NotNow, store.Refused) as refusal:
        return _page(request, _desk(sha256), statement, str(refusal), 422)
    messages.success(request, f"已确认 {len(made)} 格，合计与核对已重算。")
    return _back(sha256, statement)


def _back(sha256: str, asked: str) -> HttpResponseRedirect:
    address = reverse("manage-bench", args=(sha256,))
    return redirect(f"{address}?t={asked}#todo" if asked else address)


@permitted("review_report")
@require_POST
def undo(request, pk):
    correction = get_object_or_404(Correction, pk=pk)
    try:
        desk.undo(correction, request.user, request.POST.get("reason", ""))
    except (NotNow, store.Refused) as refusal:
        return _page(request, _desk(correction.sha256), correction.statement, str(refusal), 422)
    messages.success(request, "已撤销，合计与核对已重算。")
    return _back(correction.sha256, correction.statement)


@permitted("review_report")
@require_POST
def settle(request, pk):
    correction = get_object_or_404(Correction, pk=pk)
    try:
        keep = request.POST.get("do") == "keep"
        desk.settle(correction, keep, request.user, request.POST.get("reason", ""))
    except (NotNow, store.Refused) as refusal:
        return _page(request, _desk(correction.sha256), correction.statement, str(refusal), 422)
    return _back(correction.sha256, "")


@permitted("review_report")
@require_GET
def page(request, sha256, number):
    """A whole page of a file on the desk, published or not."""
    held = _desk(sha256)
    source = held.raw.source
    file = Paged(sha256, held.path, source.media_type, source.pages)
    wanted = page_images.Wanted(int(number), width=page_images.WIDTHS[-1])
    return picture_of(request, file, wanted, cached=PRIVATE)


@permitted("review_report")
@require_POST
def reread(request, sha256):
    """Read a published file again with the parser as it is now."""
    upload = get_object_or_404(Upload, sha256=sha256)
    try:
        job = actions.reread(upload, request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("manage")
    return redirect("manage-job", job.pk)


@permitted("review_report")
@require_GET
def differences(request, pk):
    """What publishing a revision, or accepting a further reading, would change: cell by cell."""
    job = get_object_or_404(ImportJob.objects.select_related("upload__revision__disclosure"), pk=pk)
    shown = differences_of(job)
    if shown is None:
        raise Http404("没有可比较的版本。")
    return render(request, "manage/differences.html", {"job": job, "shown": shown})
