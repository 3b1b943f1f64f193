"""Every address of the site (grammar: the readers' pages here, uploads and originals in ``ingest``)."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("disclosures.views.urls")),
    path("", include("ingest.original_urls")),
    path("manage/", include("ingest.urls")),
    path("accounts/", include("django.contrib.auth.urls")),
    path("admin/", admin.site.urls),
]
