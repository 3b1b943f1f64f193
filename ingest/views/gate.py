"""Answers to the gate while it is filled in: regions to choose from, and what publishing would do."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from disclosures import region_search
from ingest.models import ImportJob
from ingest.pages.gate import gate_of
from ingest.roles import permitted


@permitted()
@require_GET
def regions(request):
    """Provinces, cities, districts and zones that ``q`` may mean, best first."""
    found = region_search.search(request.GET.get("q", "")[:60])
    answer = [
        {"code": region.code, "name": region.full_name, "label": region_search.label(region)}
        for region in found
    ]
    return JsonResponse({"regions": answer})


@permitted()
@require_GET
def gate(request, pk):
    """What publishing would do under the values given, as a part of the job's page."""
    job = get_object_or_404(ImportJob, pk=pk)
    report = job.read() if job.waits else None
    if report is None:
        raise Http404
    return render(request, "manage/_prospect.html", {"gate": gate_of(report, request.GET.dict())})
