"""Every job has its file, goes on or says why not, and leads where it says."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ingest.background import tasks
from ingest.integrity.fault import Fault, of_row
from ingest.models import HELD, RUNNING, WAITING, ImportJob, JobKind, JobState, Upload
from ingest.parsing.wire import UNREADABLE

GRACE = timedelta(seconds=60)  # within which workers take up what others left


def faults() -> Iterator[Fault]:
    yield from _files()
    yield from _standing()
    yield from _reports()
    yield from _joined()
    yield from _leading()


def _jobs():
    return ImportJob.objects.defer("report").order_by("pk")


def _files() -> Iterator[Fault]:
    for job in _jobs().filter(state__in=HELD, upload__isnull=True):
        yield of_row("job_without_file", job, f"{job} 没有文件")
    for job in _jobs().exclude(upload__isnull=True).exclude(upload__sha256=F("sha256")):
        yield of_row("job_of_another", job, f"{job} 指向另一个文件")
    of_file = _jobs().filter(state__in=HELD, kind=JobKind.IMPORT).order_by()
    for row in of_file.values("sha256").annotate(held=Count("pk")).filter(held__gt=1):
        yield Fault("file_held_twice", row["sha256"], f"同一个文件由 {row['held']} 个任务收录")


def _standing() -> Iterator[Fault]:
    """Jobs that nobody goes on with, though workers should have taken them up."""
    before = timezone.now() - GRACE
    for job in _jobs().filter(state=JobState.PARSING, lease_until__lt=before):
        yield of_row("job_stuck", job, f"{job} 的租约已过期，没有读取进程接手")
    in_line = {str(pk) for pk in tasks.in_line().values_list("id", flat=True)}
    touched = Greatest("created_at", Coalesce("started_at", "created_at"))
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lt=before)
    for job in _jobs().annotate(touched=touched).filter(due, state=JobState.QUEUED, touched__lt=before):
        if job.task not in in_line:
            yield of_row("job_not_in_line", job, f"{job} 不在排队之中")


def _reports() -> Iterator[Fault]:
    """What waits for a person can be read, and what is settled holds nothing back."""
    for pk in ImportJob.objects.filter(state__in=WAITING).values_list("pk", flat=True):
        job = ImportJob.objects.filter(pk=pk, state__in=WAITING).first()
        if job is None:
            continue
        try:
            job.read()
        except UNREADABLE as error:
            yield of_row("waiting_unreadable", job, f"{job} 读出的内容无法还原：{error!r}")


def _joined() -> Iterator[Fault]:
    """A file that is joined to another waits with it, and is published with it."""
    for job in _jobs().filter(state__in=WAITING, joined_to__isnull=False).select_related("joined_to"):
        if not job.joined_to.waits or job.joined_to.joined_to_id:
            yield of_row("joined_astray", job, f"{job} 并入的 {job.joined_to} 不在等待发布")


def _leading() -> Iterator[Fault]:
    published = _jobs().filter(state=JobState.PUBLISHED, upload__isnull=False)
    for job in published.filter(upload__revision__isnull=True):
        yield of_row("job_without_revision", job, f"{job} 没有对应的版本")
    others = ImportJob.objects.filter(sha256=OuterRef("sha256")).exclude(state=JobState.DUPLICATE)
    lost = _jobs().filter(state=JobState.DUPLICATE).exclude(Exists(others))
    for job in lost.exclude(Exists(Upload.objects.filter(sha256=OuterRef("sha256")))):
        yield of_row("duplicate_of_nothing", job, f"{job}：与它相同的文件已不在")
    for job in _jobs().filter(kind=JobKind.REREAD, state__in=(*RUNNING, *WAITING)):
        if job.upload and job.upload.revision is None:
            yield of_row("reread_of_nothing", job, f"{job} 要重新解析的文件没有发布")
