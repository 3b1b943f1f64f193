"""Every address of the site (grammar: the readers' pages here, uploads in ``ingest.urls``)."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("disclosures.views.urls")),
    path("manage/", include("ingest.urls")),
    path("accounts/", include("django.contrib.auth.urls")),
    path("admin/", admin.site.urls),
]
