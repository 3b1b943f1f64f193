"""Who did what, and when: the page and its table."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from disclosures.exports import csv_bytes
from disclosures.views.exports import csv_response
from ingest.models import Action
from ingest.pages import audit as audit_page
from ingest.roles import permitted

LISTED = 50


@permitted("look_after")
@require_GET
def audit(request):
    asked = audit_page.asked(request.GET)
    paged = Paginator(audit_page.entries(asked), LISTED).get_page(request.GET.get("page"))
    given = request.GET.copy()
    given.pop("page", None)
    context = {
        "asked": asked,
        "paged": paged,
        "lines": [audit_page.line(entry) for entry in paged],
        "people": audit_page.people(),
        "actions": Action.choices,
        "csv": f"{reverse('manage-audit-csv')}?{given.urlencode()}",
    }
    return render(request, "manage/audit.html", context)


@permitted("look_after")
@require_GET
def audit_csv(request):
    found = audit_page.entries(audit_page.asked(request.GET))
    records = audit_page.csv_records(found.iterator(chunk_size=2000))
    return csv_response(csv_bytes(audit_page.CSV_HEADER, records), "操作记录.csv")
