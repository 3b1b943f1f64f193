"""``manage.py ingest FILE_OR_FOLDER… [--publish]``: files through the real pipeline into the database."""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import BaseCommand

from ingest import pipeline, publication, store
from ingest.management.bar import Bar
from ingest.management.given import Given, files_of
from ingest.models import ImportJob, JobState
from ingest.sandbox import Reader

CHUNK = 1 << 20
TOTALS = {"published": "发布", "waiting": "待复核", "duplicate": "重复", "failed": "失败"}


@dataclass(frozen=True)
class Result:
    """What became of one file: a key of TOTALS, and the rest of its line."""

    kind: str
    words: str
    refused: bool = False  # asked to publish, and could not


class Command(BaseCommand):
    help = "把报告文件或文件夹收进数据库；同一个文件再来一次不会改变任何东西。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE_OR_FOLDER", help="报告文件或文件夹")
        parser.add_argument("--note", default="", help="随报告显示给读者的说明，如“样例”")
        parser.add_argument("--publish", action="store_true", help="读出后立即发布（身份确定的）")

    def handle(self, *args, files, publish: bool, note: str, **options):
        given = files_of(files)
        results = []
        with pipeline.reader() as reader, Bar(len(given)) as bar:
            for file in given:
                result = self.take(file, reader, publish, note, bar)
                results.append(result)
                bar.write(self.stdout, f"{TOTALS[result.kind]}　{file.name}　{result.words}".rstrip())
                bar.update()
        counts = Counter(result.kind for result in results)
        total = "，".join(f"{word} {counts[kind]}" for kind, word in TOTALS.items())
        self.stdout.write(f"共 {len(results)} 个文件：{total}")
        if counts["failed"] or any(result.refused for result in results):
            sys.exit(1)

    def take(self, file: Given, reader: Reader, publish: bool, note: str, bar: Bar) -> Result:
        refusal = file.refusal()
        if refusal:
            return Result("failed", "{code}：{message}".format(**refusal["error"]))
        try:
            job = pipeline.receive(_chunks(file.path), file.name, note=note)
        except OSError as error:
            return Result("failed", f"不能读取：{error.strerror}")
        job = pipeline.process(job, reader, bar.tell(file.name))
        if job.state == JobState.FAILED:
            return Result("failed", f"{job.reason}：{job.message}")
        return _published(job) if publish else _kept(job)


def _chunks(path: Path):
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _kept(job: ImportJob) -> Result:
    if job.state == JobState.DUPLICATE:
        return Result("duplicate", job.message)
    missing = store.uncertain(job.read())
    doubt = "还要确认" + "、".join(store.FIELDS[name] for name in missing) if missing else ""
    return Result("waiting", doubt)


def _published(job: ImportJob) -> Result:
    """Publish; a file that was only waiting is published now, one that is published already is a duplicate."""
    duplicate = job.state == JobState.DUPLICATE
    waiting = ImportJob.objects.waiting(job.sha256).first() if duplicate else job
    if waiting is None:
        return Result("duplicate", job.message)
    try:
        revision = publication.publish(waiting)
    except store.Refused as refusal:
        return Result("waiting", str(refusal), refused=True)
    return Result("published", f"{revision.disclosure}（第 {revision.number} 版）")
