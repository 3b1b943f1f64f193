"""A file that was handed in, and what became of it."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse

from disclosures.models import Disclosure, Revision, Scope
from ingest.parsing import wire
from ingest.parsing.errors import MESSAGES, Reason
from ingest.parsing.facts import Report
from ingest.parsing.progress import STAGES, Progress, Stage


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


class JobState(models.TextChoices):
    QUEUED = "queued", "排队"
    PARSING = "parsing", "解析中"
    REVIEW = "review", "待复核"
    REVISION = "revision", "待复核（修订）"
    PUBLISHED = "published", "已发布"
    FAILED = "failed", "失败"
    DUPLICATE = "duplicate", "重复"


WAITING = (JobState.REVIEW, JobState.REVISION)
HELD = (*WAITING, JobState.PUBLISHED)


class ImportJobQuerySet(models.QuerySet):
    def with_addresses(self):
        """With the disclosure that each leads to, and whether a consolidated one stands before it."""
        consolidated = Disclosure.objects.published().filter(
            department=models.OuterRef("upload__revision__disclosure__department"),
            year=models.OuterRef("upload__revision__disclosure__year"),
            scope=Scope.CONSOLIDATED,
        )
        return self.select_related("upload__revision__disclosure__department").annotate(
            consolidated_held=models.Exists(consolidated)
        )

    def listed(self):
        """Newest first; what was read of the waiting ones stays in the database."""
        return self.with_addresses().defer("report").order_by("-id")

    def holding(self, sha256: str):
        """The jobs through which a file with that digest is held already."""
        return self.filter(sha256=sha256, state__in=HELD)

    def waiting(self, sha256: str):
        """The jobs of that digest that wait for publication."""
        return self.filter(sha256=sha256, state__in=WAITING)


class ImportJob(models.Model):
    """One file on its way from handed in to published.

    A file that cannot be read is not kept: its job remains, without an upload, to say why.
    ``report`` is what was read, while it waits for publication. ``stage``, ``page`` and ``pages`` say how far
    the reading has come, while it goes on.
    """

    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="jobs", verbose_name="文件"
    )
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    reason = models.CharField(
        "原因", max_length=30, blank=True, choices=[(reason.value, MESSAGES[reason]) for reason in Reason]
    )
    message = models.TextField("说明", blank=True)
    stage = models.CharField(
        "步骤", max_length=10, blank=True, choices=[(stage.value, STAGES[stage]) for stage in Stage]
    )
    page = models.PositiveIntegerField("读到第几页", default=0)
    pages = models.PositiveIntegerField("共几页", default=0)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    started_at = models.DateTimeField("开始读取", null=True, blank=True)
    finished_at = models.DateTimeField("读取结束", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    report = models.JSONField("读出的内容", null=True, blank=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入任务"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="import_job_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=JobState.FAILED) | ~models.Q(reason=""),
                name="import_job_failed_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=WAITING) | models.Q(report__isnull=False),
                name="import_job_waiting_has_report",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="import_job_by_state")]

    def __str__(self):
        return f"{self.name} {self.get_state_display()}"

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def revision(self) -> Revision | None:
        return self.upload.revision if self.upload else None

    @property
    def disclosure_url(self) -> str | None:
        """The readers' page of what became of the file; needs ``with_addresses``."""
        if self.revision is None:
            return None
        disclosure = self.revision.disclosure
        page = reverse("report", args=(disclosure.department.slug, disclosure.year))
        behind = disclosure.scope == Scope.OWN and self.consolidated_held
        return f"{page}?scope=own" if behind else page

    @property
    def progress(self) -> Progress | None:
        """How far the reading has come, None when it does not go on."""
        going = self.state == JobState.PARSING and self.stage
        return Progress(Stage(self.stage), self.page, self.pages) if going else None

    def come_to(self, progress: Progress) -> None:
        """Note how far the reading has come, and nothing else."""
        self.stage, self.page, self.pages = progress.stage.value, progress.page, progress.pages
        self.save(update_fields=["stage", "page", "pages"])

    def read(self) -> Report | None:
        """What was read of the file, None once it is published or where nothing could be read."""
        return wire.from_json(self.report) if self.report else None
