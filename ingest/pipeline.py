"""One file from handed in to read: the only orchestrator on the Django side; ``publication`` goes on from there.

``receive`` → ``read``. What cannot be read leaves a job that says why, and nothing else.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from disclosures.models import Revision, RevisionFile
from ingest import files, next_state
from ingest.background import leases
from ingest.background.leases import Lease
from ingest.models import ImportJob, JobKind, JobState, Upload
from ingest.parsing import wire
from ingest.parsing.errors import Reason
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.sandbox import Limits, Reader

log = logging.getLogger(__name__)
NOTED_EVERY = 1.0  # seconds between two notes of how far a reading has come
# Reasons that another attempt may not meet: the machine was busy, or short of memory.
PASSING = frozenset({Reason.TIMED_OUT, Reason.OUT_OF_MEMORY, Reason.CRASHED})


def reader() -> AbstractContextManager[Reader]:
    """A reader with the limits of the settings."""
    return Reader(
        Limits(
            file_bytes=settings.UPLOAD_MAX_BYTES,
            seconds=settings.READ_MAX_SECONDS,
            memory=settings.READ_MAX_MEMORY,
            pages=settings.READ_MAX_PAGES,
        )
    )


def receive(
    chunks: Iterable[bytes],
    name: str,
    user=None,
    note: str = "",
    then: Callable[[ImportJob], None] = lambda job: None,
) -> ImportJob:
    """Keep the file and queue a job for it; ``note`` is what readers are told beside whatever it says.

    ``then`` is called with the job in the same transaction: what it writes is there with the job or not at all.

    A file that is held already becomes a job ``duplicate`` (saved only where a person sent it). One that
    could not be read before is tried again under its former job.
    """
    with files.arriving(chunks, name) as file, files.guarded():
        path = ""
        try:
            with transaction.atomic():
                upload = _upload(file, user, note)
                file.put(path := upload.path)
                held = ImportJob.objects.holding(file.sha256).order_by("pk").first()
                job = _duplicate(held, file, user) if held else _queued(upload, file, user)
                then(job)
            return job
        except BaseException:
            if path and not Upload.objects.filter(path=path).exists():
                files.drop(path)  # whether it got there or not
            raise


def _upload(file: files.Arrived, user, note: str) -> Upload:
    """The one row of these bytes; whoever sends them at the same moment waits here."""
    upload, _ = Upload.objects.get_or_create(
        sha256=file.sha256,
        defaults={
            "size": file.size,
            "media_type": file.media_type,
            "original_name": file.name,
            "path": file.path,
            "uploaded_by": user,
            "note": note,
        },
    )
    return Upload.objects.select_for_update().get(pk=upload.pk)


def _queued(upload: Upload, file: files.Arrived, user) -> ImportJob:
    tried = ImportJob.objects.filter(sha256=file.sha256, state=JobState.FAILED)
    job = tried.first() or ImportJob(sha256=file.sha256)
    job.upload, job.name, job.person = upload, file.name, user
    job.state, job.reason, job.message, job.attempts, job.next_try_at = JobState.QUEUED, "", "", 0, None
    job.save()
    return job


def _duplicate(held: ImportJob, file: files.Arrived, user) -> ImportJob:
    """One answer a person, however often the file comes."""
    message = f"与已收录的文件相同：{held.name}（{held.get_state_display()}）"
    given = {"upload": held.upload, "name": file.name, "message": message}
    if not user:
        return ImportJob(sha256=file.sha256, state=JobState.DUPLICATE, **given)
    job, _ = ImportJob.objects.update_or_create(
        sha256=file.sha256, person=user, state=JobState.DUPLICATE, defaults=given
    )
    return job


def read(lease: Lease, reader: Reader, tell: Tell = silent, patience: float | None = None) -> ImportJob:
    """Read the file of a leased job; afterwards it waits for publication, is queued again or has failed.

    The job notes how far the reading has come; ``tell`` hears of every page. Statements that are read before the
    prose are kept at once, to be looked at and, should the rest never be read, to be published without it.
    ``leases.Lost`` where another took over meanwhile: nothing is written then.
    """
    job = ImportJob.objects.select_related("upload").get(pk=lease.job)
    patience = patience or settings.READ_PATIENCE[min(lease.attempt, leases.tries()) - 1]
    notes = Notes(lease, tell)
    early = notes.keep if job.kind == JobKind.IMPORT else _leave
    answer = reader.read(job.upload.file, job.name, notes.hear, patience, lease.extend, early)
    if "error" in answer:
        return failed(lease, Reason(answer["error"]["code"]), answer["error"]["message"])
    report = wire.from_json(answer)
    with transaction.atomic():
        job = lease.locked()
        job.state, job.report, job.timings = next_state.after_reading(report, job), answer, notes.timings()
        job.message = ""
        if job.state == JobState.PUBLISHED:
            job.report, job.published_at = None, timezone.now()
        _put_down(job)
    return job


def _leave(statements: dict[str, Any]) -> None:
    """Of a file that is published readers have the whole report: a part of a further reading is nothing to them."""


def process(job: ImportJob, reader: Reader, tell: Tell = silent) -> ImportJob:
    """Read the file of a queued job here and now, as the commands do: patiently, as nobody waits behind it."""
    lease = leases.take(job.pk, f"here:{os.getpid()}") if job.pk and job.state == JobState.QUEUED else None
    return read(lease, reader, tell, settings.READ_PATIENCE[-1]) if lease else job


def _put_down(job: ImportJob) -> None:
    """What was read, or why nothing was, is written; the lease ends."""
    job.stage, job.page, job.pages = "", 0, 0
    job.worker, job.lease_until, job.finished_at = "", None, timezone.now()
    job.save()


def failed(lease: Lease, reason: Reason, message: str) -> ImportJob:
    """Note why an attempt failed. What may pass is tried again later; what cannot be read is not kept."""
    with transaction.atomic():
        job = lease.locked()
        job.message = message
        if reason in PASSING and lease.attempt < leases.tries():
            leases.put_off(job)
        else:
            leases.give_up(job, reason, message)
        unread = job.state == JobState.FAILED and reason not in PASSING and job.kind == JobKind.IMPORT
        upload = job.upload if unread else None
        if upload:
            job.upload = None
        _put_down(job)
        if upload:
            upload.delete()
            transaction.on_commit(lambda: _drop_unless_named(upload.path))
    return job


def _drop_unless_named(path: str) -> None:
    """Remove a file whose row is gone, unless it was handed in again meanwhile."""
    with files.guarded():
        if not Upload.objects.filter(path=path).exists():
            files.drop(path)


def tidy() -> int:
    """Set aside the files that no row names, as a process that ended between file and row leaves them; how many."""
    files.forget_unfinished()
    with files.guarded():
        models = (Upload, Revision, RevisionFile)
        named = [set(model.objects.values_list("path", flat=True)) for model in models]
        strays = set(files.stored()).difference(*named)
        for path in strays:
            log.warning("%s belongs to nothing and is set aside", path)
            files.set_aside(path)
    return len(strays)


class Notes:
    """Hears how far a reading has come: tells it on, and notes in the job each stage and, now and then, the page."""

    def __init__(self, lease: Lease, tell: Tell) -> None:
        self.lease, self.tell = lease, tell
        self.noted: tuple[Stage | None, float] = (None, 0.0)
        self.took: dict[str, float] = {}
        self.doing: tuple[str, float] | None = None  # the stage, and since when

    def keep(self, statements: dict[str, Any]) -> None:
        """Keep the report that the statements alone make; the reading goes on."""
        self.lease.extend(report=statements)

    def hear(self, progress: Progress) -> None:
        self.tell(progress)
        now = time.monotonic()
        self._count(now, progress.stage.value)
        if progress.stage != self.noted[0] or now - self.noted[1] >= NOTED_EVERY:
            self.lease.extend(stage=progress.stage.value, page=progress.page, pages=progress.pages)
            self.noted = (progress.stage, now)

    def _count(self, now: float, stage: str = "") -> None:
        if self.doing:
            before, since = self.doing
            self.took[before] = self.took.get(before, 0.0) + now - since
        self.doing = (stage, now) if stage else None

    def timings(self) -> dict[str, float]:
        """Seconds of each stage that was heard of, of all its turns together."""
        self._count(time.monotonic())
        return {stage: round(seconds, 2) for stage, seconds in self.took.items()}
