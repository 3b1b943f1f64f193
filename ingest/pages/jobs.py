"""The list of files on their way: which are asked for, how many stand where, and what each line says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils import timezone

from disclosures.models import Scope
from ingest.models import HELD, RUNNING, ImportJob, JobKind, JobState
from ingest.parsing.errors import MESSAGES, Reason

JOBS_A_PAGE = 50
# In the order of the way; a person asks for one of these, or for all.
ORDER = tuple(JobState)


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it does not know it leaves out."""

    state: str = ""
    reason: str = ""
    name: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        state, reason = query.get("state", ""), query.get("reason", "")
        return cls(
            state if state in JobState.values else "",
            reason if reason in set(Reason) else "",
            query.get("q", "").replace("\x00", "").strip()[:100],
        )

    @property
    def why(self) -> str:
        return MESSAGES[Reason(self.reason)] if self.reason else ""

    def named(self) -> QuerySet[ImportJob]:
        """The jobs of that name in any state; a digest, or its beginning, is a name too."""
        jobs = ImportJob.objects.all()
        return (
            jobs.filter(name__icontains=self.name) | jobs.filter(sha256__startswith=self.name.lower())
            if self.name
            else jobs
        )

    def address(self, state: str) -> str:
        """The same question for another state."""
        query = QueryDict(mutable=True)
        query.update({key: value for key, value in (("state", state), ("q", self.name)) if value})
        return f"?{query.urlencode()}"


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    address: str
    current: bool


@dataclass(frozen=True)
class Line:
    """One job of the list. ``read`` is whose report it is, as far as that was read; ``took`` is how long it took.

    ``whole``: department, year and scope were read. ``held``: the job that a duplicate is a duplicate of.
    """

    job: ImportJob
    read: str
    took: str
    whole: bool = False
    held: int | None = None

    @property
    def may_retry(self) -> bool:
        return self.job.state == JobState.FAILED and self.job.upload_id is not None

    @property
    def may_be_chosen(self) -> bool:
        """For publishing with others: a report for which nothing is published yet and nothing is to be asked."""
        alone = self.job.kind == JobKind.IMPORT and self.job.joined_to_id is None
        return self.whole and self.job.state == JobState.REVIEW and alone

    @property
    def may_end(self) -> str:
        """What taking it off the list is called, "" where that cannot be."""
        if self.job.state == JobState.PUBLISHED or self.job.joined_to_id:
            return ""
        return "取消" if self.job.state in RUNNING else "删除"


def tabs(asked: Asked) -> tuple[Tab, ...]:
    """All, and each state that has jobs or is asked for."""
    counts = dict(asked.named().order_by().values_list("state").annotate(Count("pk")))
    all_of_them = Tab("全部", sum(counts.values()), asked.address(""), not asked.state)
    return (
        all_of_them,
        *(
            Tab(state.label, counts.get(state, 0), asked.address(state), asked.state == state)
            for state in ORDER
            if state in counts or asked.state == state
        ),
    )


def page_of(asked: Asked, number: str | None) -> Page:
    """The page of the list, newest first, as ``Line`` values."""
    jobs = ImportJob.objects.listed() & asked.named() if asked.name else ImportJob.objects.listed()
    if asked.state:
        jobs = jobs.filter(state=asked.state)
    if asked.reason:
        jobs = jobs.filter(reason=asked.reason)
    jobs = jobs.annotate(
        department=_told("department"), year=_told("fiscal_year"), scope=_told("scope"), held=_held()
    )
    page = Paginator(jobs, JOBS_A_PAGE).get_page(number)
    now = timezone.now()
    page.object_list = [_line(job, now) for job in page.object_list]
    return page


def _line(job: ImportJob, now: datetime) -> Line:
    whole = all((job.department, job.year, job.scope))
    return Line(job, _read(job), _took(job, now), whole, job.held)


def _held() -> Subquery:
    """The first job through which the same bytes are held."""
    same = ImportJob.objects.filter(sha256=OuterRef("sha256"), state__in=HELD)
    return Subquery(same.order_by("pk").values("pk")[:1])


def _told(name: str) -> NullIf:
    """A part of the report's identity as text; SQLite gives a JSON null as the word."""
    return NullIf(KT(f"report__{name}"), Value("null"), output_field=TextField())


def _read(job: ImportJob) -> str:
    """Department, year and scope as the file gives them; what it does not give is said to be open."""
    if not job.waits:
        return ""
    year = f"{job.year} 年度" if job.year else "年度待确认"
    scope = Scope(job.scope).label if job.scope else "口径待确认"
    return " · ".join((job.department or "部门待确认", year, scope))


def _took(job: ImportJob, now: datetime) -> str:
    if job.state == JobState.QUEUED:
        return f"已等 {duration_text(now - job.created_at)}"
    if job.state == JobState.PARSING and job.started_at:
        return f"已读 {duration_text(now - job.started_at)}"
    if job.started_at and job.finished_at and job.finished_at >= job.started_at:
        return f"用时 {duration_text(job.finished_at - job.started_at)}"
    return ""


def duration_text(lasted: timedelta) -> str:
    """A length of time in its two largest units: 8 秒, 2 分 5 秒, 3 小时 12 分, 2 天 3 小时."""
    seconds = max(0, int(lasted.total_seconds()))
    sizes = ((86400, "天"), (3600, "小时"), (60, "分"), (1, "秒"))
    parts = []
    for size, unit in sizes:
        count, seconds = divmod(seconds, size)
        parts.append((count, unit))
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    told = [f"{count} {unit}" for count, unit in parts[first : first + 2] if count]
    return " ".join(told) or "1 秒内"
