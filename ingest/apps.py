from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate

from ingest.groups import make_groups


class IngestConfig(AppConfig):
    name = "ingest"
    verbose_name = "上传与解析"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(make_groups, sender=self)


class AuditedAdminConfig(admin_apps.AdminConfig):
    """Django's admin with a line in the audit for each change."""

    default = False
    default_site = "ingest.admin_site.AuditedSite"
