"""What the 三公 board sorts, filters and counts: one line for every row and item, made from the other rows."""

from django.db import models

from disclosures.models.disclosure import Disclosure
from disclosures.models.region import Department, Region


class BoardLine(models.Model):
    """One item of 三公 of one department and year, as the board shows it (``disclosures.comparison.board_lines``).

    Money is 分, ``rate`` hundredths of a per cent, a cost per unit 分 to the nearest whole; NULL is what the report
    does not give, never 0. ``budget_basis`` and ``funds`` are tokens of the 口径, "unstated" where none is stated.
    ``recognised``: some number of the row was recognised in a picture and nobody has looked at it.
    Everything follows from the reports of the department, so that a line can be made again at any time.
    """

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="board_lines")
    department = models.ForeignKey(Department, models.CASCADE, related_name="board_lines")
    region = models.ForeignKey(Region, models.PROTECT, related_name="board_lines")
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    kind = models.CharField("同类", max_length=120)
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=12)
    item = models.CharField("项目", max_length=20)
    budget_basis = models.CharField(max_length=15)
    funds = models.CharField(max_length=15)
    actual = models.BigIntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    over = models.BigIntegerField("决算减预算", null=True)
    rate = models.BigIntegerField("完成率", null=True)
    change = models.BigIntegerField("较上年", null=True)
    abroad = models.BigIntegerField(null=True)
    vehicle_purchase = models.BigIntegerField(null=True)
    vehicle_operation = models.BigIntegerField(null=True)
    reception = models.BigIntegerField(null=True)
    per_traveller = models.BigIntegerField(null=True)
    per_purchase = models.BigIntegerField(null=True)
    per_vehicle = models.BigIntegerField(null=True)
    per_batch = models.BigIntegerField(null=True)
    per_guest = models.BigIntegerField(null=True)
    recognised = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "三公榜的行"
        ordering = ["item", "slug", "year"]
        constraints = [models.UniqueConstraint(fields=["department", "year", "item"], name="board_line_once")]
        indexes = [
            models.Index(fields=["item", "actual"], name="board_line_ranked"),
            models.Index(fields=["item", "year", "actual"], name="board_line_of_year"),
            models.Index(fields=["item", "region", "year"], name="board_line_of_region"),
            models.Index(fields=["item", "kind", "department", "year"], name="board_line_of_kind"),
            # All that a board counts, so that it is counted without looking at the lines themselves.
            models.Index(
                fields=[
                    *("item", "year", "budget_basis", "funds", "scope", "department", "actual", "budget"),
                    "recognised",
                ],
                name="board_line_counted",
            ),
        ]

    def __str__(self):
        return f"{self.slug} {self.year} {self.item}"
