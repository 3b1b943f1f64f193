"""Where a department belongs, and the department itself."""

from django.db import models

from disclosures import department_names


class Region(models.Model):
    """A province, city, district or functional zone. ``code`` is the GB/T 2260 code or a local id."""

    code = models.CharField("代码", max_length=16, primary_key=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]

    def __str__(self):
        return self.full_name


class Department(models.Model):
    """One organisation over the years. ``slug`` is its address, never reused."""

    slug = models.SlugField("地址", max_length=120, unique=True)
    name = models.CharField("名称", max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", verbose_name="地区")
    function = models.CharField(
        "职能", max_length=60, blank=True, db_index=True, help_text="同类比较用，如 government-office"
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ["region_id", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="department_name_once_per_region")
        ]

    def __str__(self):
        return self.name


class DepartmentName(models.Model):
    """A form of the department's name as a report prints it; former names lead to the same department."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=120)
    key = models.CharField("比对用", max_length=120, help_text="去掉地区、括号和空白后的名称")

    class Meta:
        verbose_name = verbose_name_plural = "部门名称"
        constraints = [
            models.UniqueConstraint(fields=["department", "name"], name="department_printed_name_once")
        ]
        indexes = [models.Index(fields=["key"])]

    def __str__(self):
        return self.name

    def clean(self):
        """A name that a person enters is compared like one that a report prints."""
        self.key = department_names.key(self.name)
