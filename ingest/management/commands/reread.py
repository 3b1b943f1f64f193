"""``manage.py reread --all`` or ``reread REPORT…``: published reports read again by the parser as it is now.

What reads the same is taken over at once; what reads differently waits, cell by cell, for a person.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet

from ingest import actions, pipeline
from ingest.actions import NotNow
from ingest.management.bar import Bar
from ingest.models import RUNNING, ImportJob, JobKind, JobState, Upload, Worker
from ingest.pages.differences import differences_of
from ingest.parsing.version import PARSER_VERSION
from ingest.sandbox import Reader

LOOK_EVERY = 0.5  # seconds
TOTALS = {"same": "无变化", "differs": "有差异", "waiting": "未读完", "failed": "失败"}


@dataclass(frozen=True)
class Result:
    """What became of one report: a key of TOTALS, and the rest of its line."""

    kind: str
    words: str = ""


class Command(BaseCommand):
    help = "用现在的解析版本重新解析已发布的报告：读出相同的自动采用，有差异的列出并等人确认，确认之前不改变任何东西。"

    def add_arguments(self, parser):
        parser.add_argument(
            "reports", nargs="*", metavar="REPORT", help="文件的 SHA-256（开头 8 位以上）或部门的地址名"
        )
        parser.add_argument("--all", action="store_true", help="全部已发布的报告")
        parser.add_argument("--region", default="", help="只限这个地区（六位代码）")
        parser.add_argument("--year", type=int, help="只限这个年度")
        parser.add_argument("--older", action="store_true", help="只限由其他解析版本读出的")
        parser.add_argument("--queue", action="store_true", help="只排队，不等后台读完")

    def handle(self, *args, reports, queue, **options):
        if not (reports or options["all"] or options["region"] or options["year"]):
            raise CommandError("说明要重新解析哪些报告：--all，或 --region、--year，或文件、部门。")
        chosen = list(_chosen(reports, options))
        jobs = [_queued(upload) for upload in chosen]
        self.stdout.write(f"已排队 {len(jobs)} 份，解析版本 {PARSER_VERSION}")
        if not queue:
            _work_off(jobs)
        results = [_result(job) for job in jobs]
        for upload, result in zip(chosen, results, strict=True):
            line = f"{TOTALS[result.kind]}　{upload.revision}　{result.words}".rstrip("　")
            self.stdout.write(line)
        counts = Counter(result.kind for result in results)
        total = "，".join(f"{word} {counts[kind]}" for kind, word in TOTALS.items())
        self.stdout.write(f"共 {len(results)} 份报告：{total}")
        if counts["failed"]:
            sys.exit(1)


def _chosen(named: list[str], options) -> QuerySet[Upload]:
    """The files whose reports are published and asked for, in the order of their handing in; ``CommandError``."""
    published = Upload.objects.filter(revision__disclosure__current__isnull=False)
    if named:
        asked = [_named(published, name) for name in named]
        published = published.filter(pk__in={pk for one in asked for pk in one})
    if options["region"]:
        published = published.filter(revision__disclosure__department__region=options["region"])
    if options["year"]:
        published = published.filter(revision__disclosure__year=options["year"])
    if options["older"]:
        published = published.exclude(revision__parser_version=PARSER_VERSION)
    return published.select_related("revision__disclosure__department").order_by("pk")


def _named(published: QuerySet[Upload], name: str) -> list[int]:
    by_name = Q(revision__disclosure__department__slug=name)
    by_digest = Q(sha256__startswith=name.lower()) if len(name) >= 8 else Q(pk__in=[])
    found = list(published.filter(by_name | by_digest).values_list("pk", flat=True))
    if not found:
        raise CommandError(f"没有已发布的报告叫 {name}。")
    return found


def _queued(upload: Upload) -> ImportJob:
    """The job that reads it again: a new one, or the one that is open; what another version read is read anew."""
    waiting = upload.jobs.filter(kind=JobKind.REREAD, state=JobState.REVISION).first()
    if waiting and waiting.report.get("parser_version") != PARSER_VERSION:
        actions.cancel(waiting, None, "由新的解析版本重新读取")
    try:
        return actions.reread(upload, None)
    except NotNow:
        return upload.jobs.filter(kind=JobKind.REREAD).order_by("pk").last()


def _work_off(jobs: list[ImportJob]) -> None:
    """Wait while the site's workers read; read here where there are none."""
    left = {job.pk for job in jobs}
    with pipeline.reader() as reader, Bar(len(jobs)) as bar:
        while left:
            open_still = set(
                ImportJob.objects.filter(pk__in=left, state__in=RUNNING).values_list("pk", flat=True)
            )
            for _ in left - open_still:
                bar.update()
            left = open_still
            if left and (Worker.objects.alive().exists() or not _read_one(left, reader, bar)):
                time.sleep(LOOK_EVERY)


def _read_one(left: set[int], reader: Reader, bar: Bar) -> bool:
    """Read the first of these that is due; False where none was."""
    job = ImportJob.objects.filter(pk__in=left, state=JobState.QUEUED).order_by("pk").first()
    if job is None:
        return False
    before = job.attempts
    return pipeline.process(job, reader, bar.tell(job.name)).attempts != before


def _result(job: ImportJob) -> Result:
    job = ImportJob.objects.select_related("upload__revision__disclosure__department").get(pk=job.pk)
    if job.state == JobState.FAILED:
        return Result("failed", job.message)
    if job.state in RUNNING:
        return Result("waiting", job.get_state_display())
    if job.state == JobState.PUBLISHED:
        return Result("same")
    shown = differences_of(job)
    cells = f"{shown.total} 格不同" if shown.total else "各格相同"
    parts = [f"{part} {count} 处不同" for part, count in shown.parts]
    return Result("differs", "，".join([cells, *parts, f"待人确认（任务 {job.pk}）"]))
