"""The results of the checks on one revision, and the doubts of its reading."""

from django.db import models

from disclosures.models.disclosure import Revision
from disclosures.models.prose import Claim


class Outcome(models.TextChoices):
    PASS = "pass", "吻合"
    ROUNDING = "rounding", "舍入内一致"
    FAIL = "fail", "不一致"
    NOT_CHECKABLE = "not_checkable", "无法核对"


class Finding(models.Model):
    """``where`` is ``[{"page", "statement", "row", "column", "text"}]``; numbers as printed.

    ``key`` follows from the check and what it looked at, not from the order: it outlives further readings.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="findings")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="findings")
    position = models.PositiveSmallIntegerField()
    key = models.CharField("编号", max_length=16, blank=True)
    check_id = models.CharField("核对项", max_length=40)
    outcome = models.CharField("结果", max_length=15, choices=Outcome.choices)
    severity = models.CharField("级别", max_length=10)  # error | warning | info
    message = models.TextField("说明")
    found = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    tolerance = models.TextField(blank=True)
    where = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "核对结果"
        ordering = ["revision_id", "position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="finding_position_once")]
        indexes = [
            models.Index(fields=["check_id", "outcome", "severity", "revision"], name="finding_by_check"),
            models.Index(fields=["outcome", "revision", "severity", "check_id"], name="finding_by_outcome"),
        ]

    def __str__(self):
        return f"{self.check_id} {self.outcome}"
