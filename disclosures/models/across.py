"""What two reports of one department say of the same year, compared."""

from django.db import models

from disclosures.models.disclosure import Disclosure
from disclosures.models.finding import Outcome
from disclosures.models.region import Department


class AcrossFinding(models.Model):
    """One comparison of a later report with an earlier one; numbers as printed, in 万元.

    ``year`` is the fiscal year that both speak of. ``found`` is what the later report says or implies of it,
    ``expected`` what the earlier one printed. ``where`` is as in ``Finding``, each place with the ``code`` of its
    disclosure and, in prose, its ``section`` besides. Rebuilt for a department whenever one of its reports is published.
    """

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="across_findings", verbose_name="部门"
    )
    later = models.ForeignKey(
        Disclosure, models.CASCADE, related_name="across_findings", verbose_name="后一份报告"
    )
    earlier = models.ForeignKey(
        Disclosure, models.CASCADE, related_name="across_findings_of_later", verbose_name="前一份报告"
    )
    position = models.PositiveSmallIntegerField()
    check_id = models.CharField("核对项", max_length=40)
    measure = models.CharField("指标", max_length=60)
    year = models.PositiveSmallIntegerField("所说的年度")
    outcome = models.CharField("结果", max_length=15, choices=Outcome.choices)
    severity = models.CharField("级别", max_length=10)  # error | warning | info
    message = models.TextField("说明")
    found = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    tolerance = models.TextField(blank=True)
    where = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "跨年核对结果"
        ordering = ["department_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["department", "position"], name="across_finding_position_once")
        ]

    def __str__(self):
        return f"{self.check_id} {self.measure} {self.year} {self.outcome}"
