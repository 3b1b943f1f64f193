"""A department's disclosure of one year, and the files that were published for it."""

from django.db import models
from django.utils.functional import cached_property

from disclosures.models.region import Department
from disclosures.number_ids import CODE_LENGTH, disclosure_code


class Scope(models.TextChoices):
    OWN = "own", "本级"
    CONSOLIDATED = "consolidated", "汇总"


class DisclosureQuerySet(models.QuerySet):
    def published(self):
        """Those that readers may see."""
        return self.filter(current__isnull=False)


class Disclosure(models.Model):
    """One department, one fiscal year, one scope. ``current`` is the revision that readers see.

    A withdrawn one has no current revision; ``withdrawn_why`` is what readers are told instead.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="disclosures", verbose_name="部门"
    )
    year = models.PositiveSmallIntegerField("决算年度")
    scope = models.CharField("口径", max_length=12, choices=Scope.choices)
    current = models.OneToOneField(
        "Revision", models.PROTECT, null=True, blank=True, related_name="current_of", verbose_name="现行版本"
    )
    published_at = models.DateTimeField("发布时间", null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.TextField("撤回原因", blank=True, help_text="公开")
    code = models.CharField(
        "编号", max_length=20, unique=True, editable=False, help_text="数字固定链接的开头"
    )

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门决算"
        ordering = ["-year", "department_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year", "scope"], name="disclosure_once_per_year_and_scope"
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=2000, year__lte=2100), name="disclosure_year_plausible"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | (models.Q(current__isnull=True) & ~models.Q(withdrawn_why="")),
                name="disclosure_withdrawn_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.year} 年度部门决算"

    def save(self, *args, **kwargs):
        self.code = self.code or self._free_code()
        super().save(*args, **kwargs)

    def _free_code(self):
        """The code that follows from whose accounts these are; longer where another has that already."""
        codes = (
            disclosure_code(self.department.slug, self.year, self.scope, length)
            for length in range(CODE_LENGTH, 20)
        )
        return next(code for code in codes if not Disclosure.objects.filter(code=code).exists())


class Revision(models.Model):
    """One published file. It knows its file itself; an upload points to it, never the reverse.

    ``pictured`` are the numbers of its pages whose prose was recognised in a picture.
    """

    disclosure = models.ForeignKey(
        Disclosure, models.PROTECT, related_name="revisions", verbose_name="部门决算"
    )
    number = models.PositiveSmallIntegerField("版次", default=1)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveIntegerField("字节")
    media_type = models.CharField("格式", max_length=100)
    original_name = models.CharField("原文件名", max_length=255)
    path = models.CharField("存放位置", max_length=255, help_text="相对于媒体目录")
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    printed_department = models.CharField("报告中的部门名称", max_length=120, blank=True)
    note = models.TextField("说明", blank=True, help_text="读者要先知道的，如“样例”；显示在每一页上")
    unit = models.CharField("金额单位", max_length=10)
    layout = models.CharField("版式", max_length=60)
    parser_version = models.CharField("解析版本", max_length=40)
    pictured = models.JSONField("文字由图片识别的页", default=list, blank=True)
    created_at = models.DateTimeField("收录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["disclosure_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "number"], name="revision_number_once"),
        ]

    def __str__(self):
        return f"{self.disclosure} 第 {self.number} 版"

    @cached_property
    def further_files(self) -> "tuple[RevisionFile, ...]":
        """The files of this report besides its own."""
        return tuple(self.files.all())

    def file_of(self, sha256: str) -> "Revision | RevisionFile":
        """The file of this report with that digest; "" is its own."""
        further = self.further_files if sha256 else ()
        return next((file for file in further if file.sha256 == sha256), self)


class RevisionFile(models.Model):
    """Another file of the same report: the workbook with the statements of a PDF that prints them as pictures."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="files", verbose_name="版本")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("字节")
    media_type = models.CharField("格式", max_length=100)
    original_name = models.CharField("原文件名", max_length=255)
    path = models.CharField("存放位置", max_length=255, help_text="相对于媒体目录")
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    created_at = models.DateTimeField("收录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附加文件"
        ordering = ["revision_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "sha256"], name="revision_file_once"),
        ]

    def __str__(self):
        return f"{self.revision} {self.original_name}"
