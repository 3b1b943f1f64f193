"""What the lists of many reports sort, count and cut: made from the other rows when something is published."""

from django.db import models

from disclosures.models.disclosure import Disclosure
from disclosures.models.finding import Outcome
from disclosures.models.region import Department, Region


class ReportLine(models.Model):
    """A published report as lists name it (``disclosures.tallies``).

    ``shown``: the one of its department and year that is shown first, 汇总 before 本级. ``picture``: its statements are
    pictures. ``total``: 支出 in 分, NULL where the report gives none; ``recognised``: in a picture, and nobody has looked
    at it. ``statements``: how many print amounts, other tables left out. The counts are of the 不一致 by severity and of the 提示 (``infos``): of this report, and
    (``across_…``) of its comparisons with earlier reports; doubts of the reader are in none of them.
    """

    disclosure = models.OneToOneField(Disclosure, models.CASCADE, related_name="line")
    department = models.ForeignKey(Department, models.CASCADE, related_name="report_lines")
    region = models.ForeignKey(Region, models.PROTECT, related_name="report_lines")
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=12)
    shown = models.BooleanField()
    picture = models.BooleanField()
    total = models.BigIntegerField(null=True)
    recognised = models.BooleanField(default=False)
    statements = models.PositiveSmallIntegerField()
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    infos = models.PositiveIntegerField(default=0)
    across_errors = models.PositiveIntegerField(default=0)
    across_warnings = models.PositiveIntegerField(default=0)
    across_infos = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "列表中的报告"
        ordering = ["-year", "department_id", "disclosure_id"]
        indexes = [
            # All that a list counts, so that it is counted without looking at the lines themselves.
            models.Index(
                fields=["region", "year", "shown", "department", "picture", "total", "recognised"],
                name="report_line_held",
            ),
            models.Index(
                models.OrderBy(models.F("year"), descending=True),
                *("department", "disclosure", "region", "errors", "warnings", "infos"),
                *("across_errors", "across_warnings", "across_infos"),
                name="report_line_found",
            ),
            models.Index(fields=["disclosure", "statements"], name="report_line_statements"),
        ]

    def __str__(self):
        return f"{self.disclosure_id} {self.year}"


class CheckTally(models.Model):
    """How many findings one check has of one outcome and severity on the published reports of a region's own
    departments of one year (of comparisons: of the later one's). ``reports``: on how many reports each is, 1 or 2."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="check_tallies")
    year = models.PositiveSmallIntegerField()
    reports = models.PositiveSmallIntegerField()
    check_id = models.CharField("核对项", max_length=40)
    outcome = models.CharField("结果", max_length=15, choices=Outcome.choices)
    severity = models.CharField("级别", max_length=10)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "核对结果的个数"
        ordering = ["region_id", "year", "reports", "check_id", "outcome", "severity"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "reports", "check_id", "outcome", "severity"],
                name="check_tally_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["reports", "check_id", "outcome", "severity", "number"], name="check_tally_summed"
            )
        ]

    def __str__(self):
        return f"{self.region_id} {self.year} {self.check_id} {self.outcome}"
