"""A small site with something at every address: published, waiting, failed, withdrawn, corrected, reported."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.utils import timezone

from disclosures.models import (
    AcrossFinding,
    Correction,
    Department,
    Disclosure,
    ErrorReport,
    Figure,
    Finding,
    Region,
    Reply,
    Revision,
)
from disclosures.number_ids import number_id
from disclosures.pages.crop import strips_of
from ingest import actions, joining
from ingest.models import AuditEntry, ImportJob, JobState, Reading, Upload, Worker
from ingest.parsing import wire
from ingest.parsing.facts import Report
from tests.ingest.reports import recognised, report_text, statement_text

SAMPLES = Path(__file__).resolve().parents[1] / "ingest" / "samples"
NAME = "武汉市青山区人民政府办公室"
PICTURED = "three_public"  # the statement of the PDF that waits that is a picture


@dataclass(frozen=True)
class Scene:
    """The rows that the addresses of the site name."""

    person: User
    published: Disclosure  # a PDF with numbers on its pages
    told: Disclosure  # a text of the same department
    withdrawn: Disclosure
    waiting: ImportJob  # a PDF that waits, of a new department
    ready: ImportJob  # waits, and nothing is left to ask
    revised: ImportJob  # another file for ``told``
    failed: ImportJob
    queued: ImportJob
    whole: ImportJob  # waits with a further file, ``joined``; ``further`` is another file of the same report
    joined: ImportJob
    further: ImportJob
    correction: Correction  # of the PDF that waits
    conflict: Correction

    @property
    def revision(self) -> Revision:
        return self.published.current

    @property
    def department(self) -> Department:
        return self.published.department

    @cached_property
    def number(self) -> str:
        """The id of a number that the published PDF prints."""
        return number_id(self.published.code, "summary", "57", "2")

    @cached_property
    def strip(self) -> tuple[int, int, int]:
        """Page, top and bottom of a strip around numbers of the published PDF."""
        sheet = self.revision.sheets.get(statement="summary")
        return min(strips_of(sheet.data["rows"]))

    def row(self, model: str) -> int | str:
        """The key of a row that the admin shows, by the model's label."""
        return ROWS[model](self).pk


def _published(name: str) -> Disclosure:
    job = _handed_in((SAMPLES / name).read_bytes(), name)
    return actions.publish(job, job.person).disclosure


def _handed_in(content: bytes, name: str) -> ImportJob:
    """A file that was read at once, or turned out not to be a report."""
    return ImportJob.objects.get(pk=actions.hand_in([content], name, User.objects.get(username="经手人")).pk)


def _told(name: str, year: int, **changes) -> Disclosure:
    job = _handed_in(report_text(year=year, **changes), name)
    return actions.publish(job, job.person).disclosure


def _set(job: ImportJob, **fields) -> ImportJob:
    ImportJob.objects.filter(pk=job.pk).update(**fields)
    return ImportJob.objects.get(pk=job.pk)


def _corrected(job: ImportJob, was: str) -> Correction:
    return Correction.objects.create(
        sha256=job.sha256, statement="summary", row="57", column="2", was=was, now="1.00", reason="对照原件"
    )


def build() -> Scene:
    """Make the site; files are read at once."""
    person = User.objects.create_superuser("经手人")
    published = _published("qingshan-government-office-2023.pdf")
    told, withdrawn = _told("told.txt", 2022), _told("withdrawn.txt", 2020)
    actions.withdraw(withdrawn, person, "所附文件有误")
    waiting = _handed_in((SAMPLES / "wuchang-government-office-2024.pdf").read_bytes(), "waiting.pdf")
    waiting = _set(waiting, report=wire.to_json(_pictured(waiting.read())))
    ready = _handed_in(report_text(year=2015), "ready.txt")
    revised = _handed_in(report_text(year=2022, spent="1,234.56"), "revised.txt")
    failed = _handed_in(report_text(year=2019), "failed.txt")
    queued = _handed_in(report_text(year=2018), "queued.txt")
    whole = _handed_in(report_text(year=2014), "whole.txt")
    joined = _handed_in(statement_text(2014), "joined.txt")
    further = _handed_in(statement_text(2014, "02"), "further.txt")
    joining.join(whole, joined, person)
    contradicted = _handed_in(report_text(year=2017), "contradicted.txt")
    scene = Scene(
        person=person,
        published=published,
        told=Disclosure.objects.get(pk=told.pk),
        withdrawn=Disclosure.objects.get(pk=withdrawn.pk),
        waiting=waiting,
        ready=ready,
        revised=revised,
        failed=_set(failed, state=JobState.FAILED, reason="timed_out", report=None),
        queued=_set(queued, state=JobState.QUEUED, report=None),
        whole=whole,
        joined=ImportJob.objects.get(pk=joined.pk),
        further=further,
        correction=_corrected(waiting, _read(waiting)),
        conflict=_corrected(contradicted, "7.00"),
    )
    _add_what_people_say(scene)
    return scene


def _pictured(report: Report) -> Report:
    """The report with one statement as if it had been recognised in a picture."""
    statements = (recognised(read) if read.statement == PICTURED else read for read in report.statements)
    return replace(report, statements=tuple(statements))


def _read(job: ImportJob) -> str:
    """What the reader found in the cell that is corrected."""
    rows = next(read for read in job.read().statements if read.statement == "summary").rows
    return next(row for row in rows if row.line == "57").cell("2").text


def _add_what_people_say(scene: Scene) -> None:
    ErrorReport.objects.create(disclosure=scene.published, text="有误")
    found = Finding.objects.filter(revision=scene.revision).exclude(outcome="pass").first()
    Reply.objects.create(disclosure=scene.published, check_id=found.check_id, key=found.key, text="口径不同")
    Worker.objects.create(name="worker-1", seen_at=timezone.now())
    Group.objects.create(name="另一组")


ROWS = {
    "disclosures.acrossfinding": lambda scene: AcrossFinding.objects.first(),
    "disclosures.correction": lambda scene: scene.correction,
    "disclosures.department": lambda scene: scene.department,
    "disclosures.disclosure": lambda scene: scene.published,
    "disclosures.errorreport": lambda scene: ErrorReport.objects.get(),
    "disclosures.figure": lambda scene: Figure.objects.first(),
    "disclosures.finding": lambda scene: Finding.objects.first(),
    "disclosures.region": lambda scene: Region.objects.get(pk="420107"),
    "disclosures.reply": lambda scene: Reply.objects.get(),
    "disclosures.revision": lambda scene: scene.revision,
    "ingest.auditentry": lambda scene: AuditEntry.objects.first(),
    "ingest.importjob": lambda scene: scene.waiting,
    "ingest.reading": lambda scene: Reading.objects.get(sha256=scene.revision.sha256),
    "ingest.upload": lambda scene: Upload.objects.get(sha256=scene.revision.sha256),
    "ingest.worker": lambda scene: Worker.objects.get(),
    "auth.user": lambda scene: User.objects.get(username="上传者甲"),
    "auth.group": lambda scene: Group.objects.get(name="另一组"),
}
