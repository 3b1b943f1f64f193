"""One statement as printed: the truth for display, export and provenance."""

from django.db import models

from disclosures.models.disclosure import Revision
from disclosures.statements import State, Statement


class Sheet(models.Model):
    """``data`` is ``{"rows": [...]}`` with rows and cells exactly as ``parse --json`` prints them
    (line, code, code_text, name, cells: column, label, amount, text, origin, page, bbox)."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sheets", verbose_name="版本")
    position = models.PositiveSmallIntegerField("次序")
    statement = models.CharField(
        "决算表", max_length=30, choices=[(name.value, name.value) for name in Statement]
    )
    form = models.CharField("表号", max_length=2, blank=True)
    title = models.TextField("标题")
    number = models.CharField("所印表号", max_length=30, blank=True)
    state = models.CharField("状态", max_length=15, choices=[(state.value, state.value) for state in State])
    basis_budget = models.CharField("预算数口径", max_length=15, blank=True)  # initial | full_year | ""
    basis_funds = models.CharField("资金口径", max_length=15, blank=True)  # general_budget | fiscal | ""
    unit = models.CharField("所印单位", max_length=10)
    pages = models.JSONField("页", default=list)
    file = models.CharField(
        "所在文件", max_length=64, blank=True, help_text="附加文件的 SHA-256；在报告自己的文件里为空"
    )
    notes = models.JSONField("注", default=list)
    data = models.JSONField("行与格")

    class Meta:
        verbose_name = verbose_name_plural = "决算表"
        ordering = ["revision_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="sheet_position_once"),
            models.UniqueConstraint(
                fields=["revision", "statement"],
                condition=~models.Q(statement=Statement.OTHER.value),
                name="sheet_statement_once",
            ),
        ]
        indexes = [models.Index(fields=["revision", "state"], name="sheet_by_state")]

    def __str__(self):
        return self.title
