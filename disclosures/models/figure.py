"""The comparable numbers: tall, denormalised, rebuildable from sheets and claims."""

from django.db import models

from disclosures.models.disclosure import Disclosure
from disclosures.models.region import Department, Region


class Figure(models.Model):
    """One measure of one disclosure. ``value`` is 分 for money, the count itself for counts.

    ``statement``/``row``/``column`` or ``section`` say where it is printed; ``basis`` is "initial",
    "full_year", "general_budget", "fiscal", joined by "+", or "". ``origin`` is "ocr" where the number was recognised
    in a picture and no person has accepted it, else "".
    """

    measure = models.CharField("指标", max_length=60)
    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="figures")
    department = models.ForeignKey(Department, models.CASCADE, related_name="figures")
    region = models.ForeignKey(Region, models.PROTECT, related_name="figures")
    city = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="city_figures")
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=12)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=5, choices=[("money", "分"), ("count", "个数")])
    basis = models.CharField(max_length=40, blank=True)
    statement = models.CharField(max_length=30, blank=True)
    row = models.CharField(max_length=30, blank=True)
    column = models.CharField(max_length=10, blank=True)
    section = models.CharField(max_length=10, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField("读法", max_length=10, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "可比数"
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "measure"], name="figure_once_per_disclosure")
        ]
        indexes = [
            models.Index(fields=["measure", "year", "region"], name="figure_by_region"),
            models.Index(fields=["measure", "year", "value"], name="figure_ranked"),
            models.Index(fields=["department", "measure", "year"], name="figure_over_years"),
        ]

    def __str__(self):
        return f"{self.measure} {self.year}"
