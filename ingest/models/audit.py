"""Who did what, and when: rows are added and never changed."""

from django.conf import settings
from django.db import models


class Action(models.TextChoices):
    UPLOAD = "upload", "上传"
    DUPLICATE = "duplicate", "重复上传"
    RETRY = "retry", "重试"
    CANCEL = "cancel", "取消"
    CORRECT = "correct", "更正"
    UNDO = "undo", "撤销更正"
    SETTLE = "settle", "处理冲突"
    PUBLISH = "publish", "发布"
    REREAD = "reread", "重新解析"
    ACCEPT = "accept", "采用新解析"
    JOIN = "join", "并入"
    PART = "part", "拆开"
    WITHDRAW = "withdraw", "撤回"
    RESTORE = "restore", "恢复发布"
    DELETE = "delete", "删除"
    EDIT = "edit", "后台修改"
    IDENTITY = "identity", "确认身份"
    DEPARTMENT = "department", "新建部门或改名"


class AuditEntry(models.Model):
    """``person`` may be gone later, ``person_name`` stays; "" is the command line.

    ``subject`` names the row ("job 12", "disclosure 3"), ``label`` what a person calls it.
    """

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="经手人"
    )
    person_name = models.CharField("经手人姓名", max_length=150, blank=True)
    action = models.CharField("操作", max_length=10, choices=Action.choices)
    subject = models.CharField("对象", max_length=60, db_index=True)
    label = models.CharField("名称", max_length=300, blank=True)
    reason = models.TextField("理由", blank=True)
    before = models.JSONField("之前", null=True, blank=True)
    after = models.JSONField("之后", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["action", "-id"], name="audit_by_action")]

    def __str__(self):
        return f"{self.get_action_display()} {self.label or self.subject}"
