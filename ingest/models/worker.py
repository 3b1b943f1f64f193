"""A process that reads files in the background."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class WorkerQuerySet(models.QuerySet):
    def alive(self):
        """Those heard of within one lease."""
        return self.filter(seen_at__gte=timezone.now() - timedelta(seconds=settings.LEASE_SECONDS))


class Worker(models.Model):
    """``name`` is "host:pid:start"; the row is there from start to end, and ``seen_at`` moves meanwhile."""

    name = models.CharField("进程", max_length=64, unique=True)
    started_at = models.DateTimeField("启动", auto_now_add=True)
    seen_at = models.DateTimeField("最近一次心跳", db_index=True)
    done = models.PositiveIntegerField("读过的文件", default=0)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读取进程"
        ordering = ["name"]

    def __str__(self):
        return self.name
