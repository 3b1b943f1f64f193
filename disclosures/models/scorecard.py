"""What a report discloses, item by item, kept so that many reports can be shown side by side."""

from django.db import models

from disclosures.models.disclosure import Revision


class Scorecard(models.Model):
    """The states of the items of one revision: made from its other rows, never more than they say.

    ``states`` is ``[{"item", "state", "evidence", "page", "statement", "section"}]`` in the order of the items;
    ``rules`` names the rules that judged, so that a card of former rules is known for one.
    """

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="scorecard", verbose_name="版本"
    )
    rules = models.CharField("判定规则", max_length=16)
    states = models.JSONField("各项")

    class Meta:
        verbose_name = verbose_name_plural = "公开清单"

    def __str__(self):
        return f"{self.revision} 公开清单"
