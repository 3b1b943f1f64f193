"""A file that was handed in."""

from pathlib import Path

from django.conf import settings
from django.db import models

from disclosures.models import Revision


class Upload(models.Model):
    """One file under the media folder, named by its own digest. ``revision`` once it is published."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节")
    media_type = models.CharField("格式", max_length=100)
    original_name = models.CharField("原文件名", max_length=255)
    path = models.CharField("存放位置", max_length=255, help_text="相对于媒体目录")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="上传者"
    )
    note = models.TextField("说明", blank=True, help_text="随报告显示在每一页上")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name="版本"
    )

    class Meta:
        verbose_name = verbose_name_plural = "上传的文件"
        ordering = ["-id"]

    def __str__(self):
        return self.original_name

    @property
    def file(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.path
