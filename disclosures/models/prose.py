"""What a report says in words: sections, claims, self-evaluations. Amounts are printed decimals in 万元."""

from django.db import models
from django.db.models.functions import Abs

from disclosures.models.disclosure import Revision


class Passage(models.Model):
    """One numbered section. ``paragraphs`` is ``[{"text", "page", "breaks"}]`` (breaks: [offset, page])."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField("部分")
    number = models.CharField("序号", max_length=10, blank=True)
    title = models.TextField("标题")
    page = models.PositiveIntegerField(null=True, blank=True)
    paragraphs = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "文字说明"
        ordering = ["revision_id", "position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="passage_position_once")]

    def __str__(self):
        return f"{self.number}、{self.title}" if self.number else self.title


class Term(models.Model):
    """One entry of the report's own 名词解释, its definition as printed."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="terms")
    position = models.PositiveSmallIntegerField()
    name = models.TextField("名词")
    text = models.TextField("解释", blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "名词解释"
        ordering = ["revision_id", "position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="term_position_once")]

    def __str__(self):
        return self.name


class Claim(models.Model):
    """One thing the prose says of a measure; decimals as printed, "" where not said.

    ``whole`` is the measure that a share is a part of, ``basis`` the 口径 of a “三公” amount;
    ``change_fen`` is the signed change in 分, for ranking; ``origin`` is "ocr" where the words were recognised in a
    picture, else "".
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)  # change | completion | share | amount
    measure = models.CharField(max_length=255)
    amount = models.CharField(max_length=24, blank=True)
    base = models.CharField(max_length=20, blank=True)
    base_year = models.PositiveSmallIntegerField(null=True, blank=True)
    direction = models.CharField(max_length=10, blank=True)
    change = models.CharField(max_length=24, blank=True)
    percent = models.CharField(max_length=24, blank=True)
    implied_base = models.CharField(max_length=24, blank=True)
    reason = models.TextField(blank=True)
    section = models.CharField(max_length=10, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    whole = models.CharField(max_length=255, blank=True)
    basis = models.CharField(max_length=40, blank=True)
    change_fen = models.BigIntegerField(null=True, blank=True, db_index=True)
    origin = models.CharField("读法", max_length=10, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "说法"
        ordering = ["revision_id", "position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="claim_position_once")]
        indexes = [
            models.Index(
                Abs("change_fen").desc(),
                "id",
                condition=models.Q(change_fen__isnull=False),
                name="claim_by_size_of_change",
            )
        ]

    def __str__(self):
        return f"{self.measure} {self.kind}"


class Evaluation(models.Model):
    """A performance self-evaluation: of the department as a whole or of one project.

    ``DECIMALS`` and ``TEXTS`` name the fields that carry what the reader's value of the same name holds.
    """

    DECIMALS = ("budget", "executed", "rate", "score", "summary_budget", "summary_executed", "summary_rate")
    TEXTS = (
        "kind",
        "name",
        "page",
        "source",
        "title",
        "reasons",
        "measures",
        "category",
        "attribute",
        "duration",
    )

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="evaluations")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)  # department | project
    name = models.TextField()
    budget = models.CharField(max_length=24, blank=True)
    executed = models.CharField(max_length=24, blank=True)
    rate = models.CharField(max_length=24, blank=True)
    score = models.CharField(max_length=24, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField("取自", max_length=10, default="form")  # form | summary
    title = models.TextField("表名", blank=True)
    goals = models.JSONField("年度目标", default=list)
    reasons = models.TextField("偏差原因", blank=True)
    measures = models.TextField("改进措施", blank=True)
    category = models.TextField("项目类别", blank=True)
    attribute = models.TextField("项目属性", blank=True)
    duration = models.TextField("项目类型", blank=True)
    summary_budget = models.CharField("综述中的预算数", max_length=24, blank=True)
    summary_executed = models.CharField("综述中的执行数", max_length=24, blank=True)
    summary_rate = models.CharField("综述中的执行率", max_length=24, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "绩效自评"
        ordering = ["revision_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="evaluation_position_once")
        ]

    def __str__(self):
        return self.name


class Indicator(models.Model):
    """One indicator of a self-evaluation, as printed."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    group = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    name = models.TextField()
    target = models.TextField(blank=True)
    actual = models.TextField(blank=True)
    score = models.TextField(blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "绩效指标"
        ordering = ["evaluation_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="indicator_position_once")
        ]

    def __str__(self):
        return self.name
