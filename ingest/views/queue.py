"""Looking after the queue, and what is done with single jobs or several: retry, requeue, cancel, publish."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ingest import actions, bulk
from ingest.background import leases, tasks
from ingest.models import ImportJob
from ingest.pages import queue as queue_page
from ingest.pages.jobs import Line
from ingest.roles import may, permitted

NO_REASON = "请写明原因，留在操作记录里。"


@permitted("look_after")
@require_GET
def queue(request):
    now = queue_page.queue()
    if request.GET.get("format") == "json":
        return JsonResponse(now.plain())
    return render(request, "manage/queue.html", {"queue": now, "days": queue_page.FAILED_DAYS})


@permitted("look_after")
@require_POST
def mend(request):
    """Do at once what workers do every few seconds: take back expired leases, put lost jobs in line."""
    count = leases.sweep() + tasks.queue_up()
    messages.info(
        request, f"已检查队列，重新排队 {count} 个任务。" if count else "已检查队列，没有丢失的任务。"
    )
    return redirect("manage-queue")


def _back(request):
    """To where the person came from, on this site only."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if safe else "manage")


def _tried(request, job, verb, done: str) -> str:
    """Do it and say so; what stood in the way, "" where nothing did."""
    try:
        verb(job, request.user)
    except actions.NotNow as refusal:
        return str(refusal)
    except ImportJob.DoesNotExist:
        return "已被删除。"
    messages.info(request, f"{job.name}：{done}。")
    return ""


def _line_up(request, pk: int, verb):
    job = get_object_or_404(ImportJob, pk=pk)
    why = _tried(request, job, verb, "已重新排队")
    if why:
        messages.error(request, f"{job.name}：{why}")
    return _back(request)


@permitted("upload_report")
@require_POST
def retry(request, pk):
    return _line_up(request, pk, actions.retry)


@permitted("look_after")
@require_POST
def requeue(request, pk):
    return _line_up(request, pk, actions.requeue)


@permitted("upload_report")
@require_http_methods(["GET", "POST"])
def cancel(request, pk):
    """Ask for the reason, then take the job off the list. Those who only upload may do so with their own."""
    job = get_object_or_404(ImportJob.objects.with_addresses(), pk=pk)
    if job.person_id != request.user.pk and not may(request.user, "review_report"):
        raise PermissionDenied("别人上传的文件，要有“复核和更正”的权限才能取消或删除。")
    line = Line(job, "", "")
    context = {"line": line, "next": request.POST.get("next") or request.GET.get("next", "")}
    if request.method == "GET":
        return render(request, "manage/cancel.html", context)
    reason = request.POST.get("reason", "").strip()[:1000]
    if not reason:
        return render(request, "manage/cancel.html", context | {"error": NO_REASON}, status=422)
    why = _tried(request, job, partial(actions.cancel, reason=reason), f"已{line.may_end}")
    if why:
        return render(request, "manage/cancel.html", context | {"error": why}, status=409)
    return _back(request)


@permitted("publish_report")
@require_http_methods(["GET", "POST"])
def publish_chosen(request):
    """List what would be published of the chosen jobs; after the confirmation publish it, one by one."""
    given = (request.POST if request.method == "POST" else request.GET).getlist("job")
    keys = [int(key) for key in given if key.isdecimal() and len(key) < 19]
    if not keys:
        messages.error(request, "请先勾选要发布的报告。")
        return redirect("manage")
    if request.method == "GET":
        chosen = bulk.candidates(keys)
        context = {
            "ready": [one for one in chosen if not one.obstacle],
            "held": [one for one in chosen if one.obstacle],
        }
        return render(request, "manage/publish_chosen.html", context)
    for job in ImportJob.objects.filter(pk__in=keys[: bulk.AT_MOST]).defer("report").order_by("pk"):
        why = bulk.publish(job, request.user)
        if why:
            messages.error(request, f"{job.name}：没有发布。{why}")
        else:
            messages.success(request, f"{job.name}：已发布。")
    return redirect("manage")
