"""Uploads and jobs in the admin: looked at, hardly ever changed."""

from django.contrib import admin

from disclosures.admin import LookedAt
from ingest.models import ImportJob, Upload


@admin.register(Upload)
class UploadAdmin(LookedAt):
    list_display = ("original_name", "media_type", "size", "uploaded_by", "created_at", "revision")
    list_filter = ("media_type", "created_at")
    list_select_related = ("uploaded_by", "revision__disclosure__department")
    search_fields = ("original_name", "sha256")
    date_hierarchy = "created_at"


@admin.register(ImportJob)
class ImportJobAdmin(LookedAt):
    list_display = ("name", "state", "reason", "attempts", "created_at", "finished_at", "published_at")
    list_filter = ("state", "reason", "created_at")
    search_fields = ("name", "sha256", "message")
    date_hierarchy = "created_at"
    exclude = ("report",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report")
