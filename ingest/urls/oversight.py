"""Withdrawing, restoring, and the audit."""

from django.urls import path

from ingest.views import audit, withdrawals

urlpatterns = [
    path("disclosures/", withdrawals.disclosures, name="manage-disclosures"),
    path("disclosures/<int:pk>/withdraw/", withdrawals.withdraw, name="manage-withdraw"),
    path("disclosures/<int:pk>/restore/", withdrawals.restore, name="manage-restore"),
    path("audit/", audit.audit, name="manage-audit"),
    path("audit.csv", audit.audit_csv, name="manage-audit-csv"),
]
