"""Handing in files, looking at what was read, publishing."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ingest import pipeline, store
from ingest.forms import IdentityForm, UploadForm, as_read
from ingest.models import ImportJob, JobState
from ingest.parsing.errors import MESSAGES, Reason
from ingest.preview import preview_of

JOBS_A_PAGE = 50


def staff_required(view):
    """Logged in, and staff: others meet the login form or a refusal."""

    def checked(request, *args, **kwargs):
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(checked))


@staff_required
@require_GET
def manage(request):
    jobs = Paginator(ImportJob.objects.listed(), JOBS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "manage/jobs.html", {"jobs": jobs, "form": UploadForm()})


@staff_required
@require_GET
def jobs(request):
    if request.GET.get("format") != "json":
        return redirect("manage")
    return JsonResponse(
        [
            {
                "id": job.pk,
                "name": job.name,
                "sha256": job.sha256,
                "state": job.state,
                "reason": job.reason or None,
                "url": job.disclosure_url,
            }
            for job in ImportJob.objects.listed()
        ],
        safe=False,
    )


@staff_required
@require_http_methods(["GET", "POST"])
def upload(request):
    if request.method == "GET":
        return render(request, "manage/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    done = pipeline.take_in(form.cleaned_data["files"], request.user) if form.is_valid() else []
    too_large = getattr(request, "too_large", ())
    if too_large:
        limit = f"{settings.UPLOAD_MAX_BYTES / 1024 / 1024:.4g} MB"
        refused = {"names": too_large, "message": MESSAGES[Reason.TOO_LARGE], "limit": limit}
        context = {"form": UploadForm(), "refused": refused, "done": done}
        return render(request, "manage/upload.html", context, status=413)
    if not done:
        return render(request, "manage/upload.html", {"form": form}, status=400)
    return redirect("manage-job", done[0].pk) if len(done) == 1 else redirect("manage")


def _job_page(request, job, form=None, status=200):
    report = job.read()
    context = {"job": job, "preview": preview_of(report) if report else None}
    if report:
        context["form"] = form or IdentityForm(initial=as_read(report))
        context["missing"] = [store.FIELDS[name] for name in store.uncertain(report)]
    elif job.state == JobState.DUPLICATE:
        context["held"] = ImportJob.objects.holding(job.sha256).first()
    return render(request, "manage/job.html", context, status=status)


@staff_required
@require_GET
def job(request, pk):
    return _job_page(request, get_object_or_404(ImportJob.objects.with_addresses(), pk=pk))


@staff_required
@require_POST
def publish(request, pk):
    waiting = get_object_or_404(ImportJob.objects.with_addresses(), pk=pk)
    report = waiting.read()
    if report is None:
        return redirect(waiting.disclosure_url or "manage")
    form = IdentityForm(as_read(report) | request.POST.dict())
    if not form.is_valid():
        return _job_page(request, waiting, form, status=422)
    try:
        pipeline.publish(waiting, pipeline.Identity(**form.cleaned_data))
    except store.Refused as refusal:
        form.add_error(None, str(refusal))
        return _job_page(request, waiting, form, status=422)
    return redirect(ImportJob.objects.with_addresses().get(pk=pk).disclosure_url)
