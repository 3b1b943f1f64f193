"""What people add to what was read: a reader's report of an error, a correction, a department's reply.

All three outlive a further reading of the same file: they name the number or the finding by what it is.
"""

from django.conf import settings
from django.db import models

from disclosures.models.disclosure import Disclosure


class ErrorReport(models.Model):
    """A reader says that something on the site is wrong. ``number`` is the id of a number, "" for a page."""

    class State(models.TextChoices):
        NEW = "new", "待处理"
        ACCEPTED = "accepted", "已更正"
        DECLINED = "declined", "核对无误"

    disclosure = models.ForeignKey(
        Disclosure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="error_reports",
        verbose_name="部门决算",
    )
    number = models.CharField("数字编号", max_length=430, blank=True)
    path = models.CharField("页面", max_length=500, blank=True)
    text = models.TextField("所报的错误")
    contact = models.CharField("联系方式", max_length=200, blank=True, help_text="不公开")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.NEW)
    answer = models.TextField("答复", blank=True, help_text="公开")
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="处理人"
    )
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)
    created_at = models.DateTimeField("报错时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "报错"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="new") | ~models.Q(answer=""), name="error_report_handled_has_answer"
            )
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.number or self.path}"


class Correction(models.Model):
    """A cell whose reading a person put right or accepted, or whose reading changed with the reader.

    The file is named by its digest, the cell by statement, row and column, so that it holds for every reading of
    that file, also before publication. ``was`` and ``now`` are texts as printed in the cell. One that a further
    reading contradicts is a conflict until a person settles it: the value then stays as the new reading has it.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "人工更正"
        ACCEPTED = "accepted", "人工确认"
        READING = "reading", "重新解析"

    class State(models.TextChoices):
        HELD = "held", "有效"
        CONFLICT = "conflict", "待处理"
        UNDONE = "undone", "已撤销"

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    statement = models.CharField("决算表", max_length=30)
    row = models.CharField("行", max_length=200, blank=True)
    column = models.CharField("栏", max_length=20)
    was = models.CharField("原值", max_length=100, blank=True)
    now = models.CharField("新值", max_length=100, blank=True)
    kind = models.CharField("方式", max_length=10, choices=Kind.choices, default=Kind.PERSON)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.HELD)
    reason = models.TextField("理由")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="经手人"
    )
    role = models.CharField("身份", max_length=20, blank=True, help_text="公开；姓名不公开")
    created_at = models.DateTimeField("时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.statement} {self.row} {self.column}: {self.was} → {self.now}"


class Reply(models.Model):
    """What the department says of a finding, attached by an admin. ``key`` is ``Finding.key``."""

    disclosure = models.ForeignKey(
        Disclosure, models.CASCADE, related_name="replies", verbose_name="部门决算"
    )
    check_id = models.CharField("核对项", max_length=40)
    key = models.CharField("所指的核对结果", max_length=16)
    text = models.TextField("部门说明")
    source = models.CharField("出处", max_length=300, help_text="文件名称、文号或网址")
    replied_on = models.DateField("说明日期", null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="录入者"
    )
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "部门说明"
        ordering = ["id"]
        indexes = [models.Index(fields=["disclosure", "key"], name="reply_by_finding")]

    def __str__(self):
        return f"{self.check_id} {self.text[:20]}"
