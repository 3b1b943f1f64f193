from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "ingest"
    verbose_name = "上传与解析"
    default_auto_field = "django.db.models.BigAutoField"
