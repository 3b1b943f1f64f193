"""Every address of the site (grammar: the readers' pages here, uploads, originals and accounts in ``ingest``)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("disclosures.views.machine_urls")),
    path("", include("ingest.urls.originals")),
    path("manage/", include("ingest.urls.manage")),
    path("manage/", include("ingest.urls.oversight")),
    path("accounts/", include("ingest.urls.accounts")),
    path("admin/", admin.site.urls),
    # The language is part of the address: a link shows everybody the same, and no cookie is needed.
    *i18n_patterns(path("", include("disclosures.views.urls")), prefix_default_language=False),
]

handler404 = "disclosures.views.absent.not_found"
