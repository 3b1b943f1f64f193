"""One file on its way from handed in to published."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from disclosures.models import Disclosure, Revision, Scope
from ingest.models.reading import Reading
from ingest.models.upload import Upload
from ingest.parsing import wire
from ingest.parsing.errors import MESSAGES, Reason
from ingest.parsing.facts import Report
from ingest.parsing.joined import joined
from ingest.parsing.progress import STAGES, Progress, Stage


class JobState(models.TextChoices):
    QUEUED = "queued", "排队"
    PARSING = "parsing", "解析中"
    REVIEW = "review", "待复核"
    REVISION = "revision", "待复核（修订）"
    PUBLISHED = "published", "已发布"
    FAILED = "failed", "失败"
    DUPLICATE = "duplicate", "重复"


class JobKind(models.TextChoices):
    IMPORT = "import", "新收到"
    REREAD = "reread", "重新解析"


WAITING = (JobState.REVIEW, JobState.REVISION)
RUNNING = (JobState.QUEUED, JobState.PARSING)
OPEN = (*RUNNING, *WAITING)
HELD = (*OPEN, JobState.PUBLISHED)


class ImportJobQuerySet(models.QuerySet):
    def with_addresses(self):
        """With the disclosure that each leads to, and whether a consolidated one stands before it; and whether
        statements are read already."""
        consolidated = Disclosure.objects.published().filter(
            department=models.OuterRef("upload__revision__disclosure__department"),
            year=models.OuterRef("upload__revision__disclosure__year"),
            scope=Scope.CONSOLIDATED,
        )
        named = self.select_related("upload__revision__disclosure__department", "joined_to")
        return named.defer("joined_to__report").annotate(
            consolidated_held=models.Exists(consolidated),
            statements_read=models.ExpressionWrapper(
                models.Q(report__isnull=False), output_field=models.BooleanField()
            ),
        )

    def listed(self):
        """Newest first; what was read of the waiting ones stays in the database."""
        return self.with_addresses().defer("report", "joined_to__report").order_by("-id")

    def holding(self, sha256: str):
        """The jobs through which a file with that digest is held already."""
        return self.filter(sha256=sha256, state__in=HELD)

    def waiting(self, sha256: str):
        """The jobs of that digest that wait for publication."""
        return self.filter(sha256=sha256, state__in=WAITING)


class ImportJob(models.Model):
    """One file on its way from handed in to published, or being read again.

    A file that is no report is not kept: its job remains, without an upload, to say why.
    ``report`` is what was read, while it waits for publication; while the reading goes on, what its statements make
    where they were read before the prose. ``stage``, ``page`` and ``pages`` say how far
    the reading has come, while it goes on; meanwhile ``worker`` holds the lease until ``lease_until``.
    ``joined_to`` is the job of the report that this is another file of; it is published with that one.
    """

    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="jobs", verbose_name="文件"
    )
    kind = models.CharField("种类", max_length=10, choices=JobKind.choices, default=JobKind.IMPORT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="提交者"
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
    worker = models.CharField("读取进程", max_length=64, blank=True)
    lease_until = models.DateTimeField("租约到", null=True, blank=True)
    next_try_at = models.DateTimeField("不早于", null=True, blank=True)
    task = models.CharField("排队号", max_length=64, blank=True)
    timings = models.JSONField("各步用时（秒）", default=dict, blank=True)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    started_at = models.DateTimeField("开始读取", null=True, blank=True)
    finished_at = models.DateTimeField("读取结束", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    report = models.JSONField("读出的内容", null=True, blank=True)
    joined_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined", verbose_name="并入"
    )

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
            models.UniqueConstraint(
                fields=["sha256"], condition=models.Q(state__in=OPEN), name="import_job_open_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=JobState.PARSING) | models.Q(lease_until__isnull=False),
                name="import_job_parsing_has_lease",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=WAITING) | models.Q(report__isnull=False),
                name="import_job_waiting_has_report",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="import_job_by_state")]
        default_permissions = ("view",)
        permissions = [
            ("upload_report", "上传报告"),
            ("review_report", "复核和更正"),
            ("publish_report", "发布"),
            ("withdraw_report", "撤回和恢复"),
            ("look_after", "照看队列和操作记录"),
        ]

    def __str__(self):
        return f"{self.name} {self.get_state_display()}"

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def runs(self) -> bool:
        return self.state in RUNNING

    @property
    def early(self) -> bool:
        """Whether the statements can be looked at while the prose is still read; needs ``with_addresses``."""
        return self.runs and self.statements_read

    @property
    def progress_text(self) -> str:
        """The state, and how far the reading has come while it goes on; needs ``with_addresses``."""
        if self.early:
            going = self.progress
            recognised = going and going.stage == Stage.PICTURES and going.pages
            far = f"第 {going.page}/{going.pages} 页" if recognised else str(going or "在排队")
            return f"各表已识别，文字说明还在读：{far}"
        return f"{self.get_state_display()}：{self.progress}" if self.progress else self.get_state_display()

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

    @property
    def subject(self) -> str:
        """The digest under which corrections of the report are noted: the main file's."""
        return self.revision.sha256 if self.kind == JobKind.REREAD and self.revision else self.sha256

    def alone(self) -> Report | None:
        """What was read of the file itself, None once it is published or where nothing could be read."""
        return wire.from_json(self.report) if self.report else None

    def read(self) -> Report | None:
        """What was read of the file and of those that are joined to it, None where nothing is left of ``alone``."""
        alone = self.alone()
        if alone is None:
            return None
        if self.kind == JobKind.REREAD and self.revision:
            return Reading.of_revision(self.revision, {self.sha256: alone}) or alone
        others = [job.alone() or job._kept() for job in self.joined.order_by("pk")]
        return joined(alone, others).report if others else alone

    def _kept(self) -> Report:
        """What was read of the file where it is published already."""
        return Reading.objects.get(sha256=self.sha256).report()
