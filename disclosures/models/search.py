"""What is found by searching: an index of what readers see, wholly rebuildable from the other rows."""

from django.db import models

from disclosures.models.disclosure import Disclosure
from disclosures.models.prose import Passage
from disclosures.models.region import Department


class SearchDocument(models.Model):
    """One thing that a search finds: a department, a section of a report, or all subjects of a report.

    ``id`` follows from the report and the place in it, so that newer years come first in the order of the ids.
    ``items`` is what of it is shown, by kind (``disclosures.search.documents``); a section's text stays in its
    passage. ``words`` is the tokens under which it is found, and the database indexes that column alone: FTS5 on
    SQLite, kept by triggers, and GIN on PostgreSQL. A migration that remakes this table has to remake the triggers.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "部门"
        SUBJECT = "subject", "科目"
        PROJECT = "project", "项目"
        TEXT = "text", "正文"
        TERM = "term", "名词"
        INDICATOR = "indicator", "绩效指标"

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    department = models.ForeignKey(Department, models.CASCADE, related_name="search_documents")
    disclosure = models.ForeignKey(
        Disclosure, models.CASCADE, null=True, blank=True, related_name="search_documents"
    )
    passage = models.ForeignKey(
        Passage, models.CASCADE, null=True, blank=True, related_name="search_documents"
    )
    items = models.JSONField(default=list)
    words = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "检索内容"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"
