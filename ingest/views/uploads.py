"""Handing in files, looking at what was read, publishing."""

from django.conf import settings
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ingest import store
from ingest.forms.upload import NO_FILE, UploadForm
from ingest.gate import decision as gate
from ingest.intake import status, take_in
from ingest.models import ImportJob, Worker
from ingest.pages import jobs as job_list
from ingest.pages.gate import gate_of
from ingest.pages.job import job_page
from ingest.roles import permitted
from ingest.uploads import Arrival


@permitted()
@require_GET
def manage(request):
    asked = job_list.Asked.of(request.GET)
    context = {
        "asked": asked,
        "tabs": job_list.tabs(asked),
        "jobs": job_list.page_of(asked, request.GET.get("page")),
        "alive": Worker.objects.alive().exists(),
        "form": UploadForm(),
    }
    return render(request, "manage/jobs.html", context)


@permitted()
@require_GET
def jobs(request):
    """The list for programs; with ``ids``, how far these have come."""
    if request.GET.get("format") != "json":
        return redirect("manage")
    listed = ImportJob.objects.listed()
    asked = [pk for pk in request.GET.get("ids", "").split(",") if pk.isdecimal() and len(pk) < 19]
    if asked:
        followed = listed.filter(pk__in=asked[: settings.UPLOAD_BATCH_FILES])
        return JsonResponse([_job(job) | _how_far(job) for job in followed], safe=False)
    return JsonResponse([_job(job) for job in listed], safe=False)


def _job(job: ImportJob) -> dict:
    return {
        "id": job.pk,
        "name": job.name,
        "sha256": job.sha256,
        "state": job.state,
        "reason": job.reason or None,
        "url": job.disclosure_url,
    }


def _how_far(job: ImportJob) -> dict:
    told = {"progress": job.progress_text, "message": job.message, "page": job.page, "pages": job.pages}
    return told | {"early": job.early}


@permitted("upload_report")
@require_http_methods(["GET", "POST"])
def upload(request):
    if request.method == "GET":
        return render(request, "manage/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    arrival = getattr(request, "arrival", Arrival())
    if arrival.cut_short:
        return HttpResponseBadRequest("文件没有收完，什么都没有保存；请重新上传。")
    lines = take_in(form.cleaned_data["files"] if form.is_valid() else [], arrival, request.user)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        told = {"files": [line.plain() for line in lines], "message": "" if lines else NO_FILE}
        return JsonResponse(told, status=status(lines) if lines else 400)
    if not lines:
        return render(request, "manage/upload.html", {"form": form}, status=400)
    if status(lines) != 200:
        context = {"form": UploadForm(), "lines": lines}
        return render(request, "manage/upload.html", context, status=status(lines))
    return redirect("manage-job", lines[0].job.pk) if len(lines) == 1 else redirect("manage")


def _job_page(request, job, filled=None, status=200):
    context = {"job": job, "page": job_page(job, filled)}
    return render(request, "manage/job.html", context, status=status)


@permitted()
@require_GET
def job(request, pk):
    return _job_page(request, get_object_or_404(ImportJob.objects.with_addresses(), pk=pk))


@permitted("publish_report")
@require_POST
def publish(request, pk):
    waiting = get_object_or_404(ImportJob.objects.with_addresses(), pk=pk)
    report = waiting.read()
    if waiting.runs:
        return redirect("manage-job", pk)  # which says how far it is
    if report is None:
        return redirect(waiting.disclosure_url or "manage")
    filled = gate_of(report, request.POST.dict())
    if not filled.form.is_valid():
        return _job_page(request, waiting, filled, status=422)
    try:
        gate.publish(waiting, request.user, filled.settled)
    except store.Refused as refusal:
        filled.form.add_error(None, str(refusal))
        return _job_page(request, waiting, filled, status=422)
    return redirect(ImportJob.objects.with_addresses().get(pk=pk).disclosure_url)
