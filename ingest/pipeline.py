"""One file from handed in to published: the only orchestrator on the Django side.

``receive`` → ``process`` → ``publish``. What cannot be read leaves a job that says why, and nothing else.
"""

import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from disclosures import regions
from disclosures.models import Revision
from ingest import files, store
from ingest.models import ImportJob, JobState, Upload
from ingest.parsing import wire
from ingest.parsing.doubts import READ_DAMAGED
from ingest.parsing.errors import Reason
from ingest.parsing.facts import RegionRead, Report, Scope
from ingest.parsing.progress import Progress, Stage, Tell, silent
from ingest.sandbox import Limits, Reader

NOTED_EVERY = 1.0  # seconds between two notes of how far a reading has come


@dataclass(frozen=True)
class Identity:
    """Whose accounts a report are, as a person settled it."""

    region: str
    department: str
    fiscal_year: int
    scope: str


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


def take_in(uploaded: Iterable[UploadedFile], user) -> list[ImportJob]:
    """Receive and read the files of one request; one that cannot be read holds up no other."""
    with reader() as reading:
        return [process(receive(file.chunks(), file.name, user), reading) for file in uploaded]


def receive(chunks: Iterable[bytes], name: str, user=None, note: str = "") -> ImportJob:
    """Keep the file and queue a job for it; ``note`` is what readers are told beside whatever it says.

    A file that is held already becomes a job ``duplicate`` (saved only where a person sent it). One that
    could not be read before, or whose reading was cut short, is tried again under its former job.
    """
    file = files.keep(chunks, name)
    held = ImportJob.objects.holding(file.sha256).first()
    if held:
        _keep_one(held.upload, file)
        return _duplicate(held, file, user)
    with transaction.atomic():
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
        _keep_one(upload, file)
        job = ImportJob.objects.filter(sha256=file.sha256).exclude(state=JobState.DUPLICATE).first()
        job = job or ImportJob(sha256=file.sha256)
        job.upload, job.name, job.state, job.reason, job.message = upload, file.name, JobState.QUEUED, "", ""
        job.save()
    return job


def _keep_one(upload: Upload, file: files.StoredFile) -> None:
    """The same bytes under another suffix are not kept twice."""
    if upload.path != file.path:
        files.drop(file.path)


def _duplicate(held: ImportJob, file: files.StoredFile, user) -> ImportJob:
    message = f"与已收录的文件相同：{held.name}（{held.get_state_display()}）"
    job = ImportJob(
        upload=held.upload, name=file.name, sha256=file.sha256, state=JobState.DUPLICATE, message=message
    )
    if user:
        job.save()
    return job


def process(job: ImportJob, reader: Reader, tell: Tell = silent) -> ImportJob:
    """Read the file of a queued job; afterwards it waits for publication or has failed.

    The job notes how far the reading has come; ``tell`` hears of every page.
    """
    if job.state != JobState.QUEUED:
        return job
    job.state, job.started_at, job.attempts = JobState.PARSING, timezone.now(), job.attempts + 1
    job.save()
    answer = reader.read(job.upload.file, job.name, _noting(job, tell))
    job.finished_at, job.stage, job.page, job.pages = timezone.now(), "", 0, 0
    if "error" in answer:
        _fail(job, Reason(answer["error"]["code"]), answer["error"]["message"])
    else:
        report = wire.from_json(answer)
        settled = not store.uncertain(report)
        earlier = settled and store.find_disclosure(report)
        job.state = JobState.REVISION if earlier else JobState.REVIEW
        job.report = answer
        job.save()
    return job


def _noting(job: ImportJob, tell: Tell) -> Tell:
    """Tell, and note in the job each new stage and, now and then, the page."""
    noted: tuple[Stage | None, float] = (None, 0.0)

    def heard(progress: Progress) -> None:
        nonlocal noted
        tell(progress)
        if progress.stage != noted[0] or time.monotonic() - noted[1] >= NOTED_EVERY:
            job.come_to(progress)
            noted = (progress.stage, time.monotonic())

    return heard


def _fail(job: ImportJob, reason: Reason, message: str) -> None:
    """Keep the job and drop the file: what cannot be read is of no use to anybody."""
    upload = job.upload
    with transaction.atomic():
        job.state, job.reason, job.message, job.report, job.upload = (
            JobState.FAILED,
            reason,
            message,
            None,
            None,
        )
        job.save()
        if upload:
            upload.delete()
    if upload:
        files.drop(upload.path)


def settle(report: Report, identity: Identity) -> Report:
    """The report under the identity that a person confirmed or supplied."""
    region = regions.region(identity.region)
    return replace(
        report,
        region=RegionRead(region.code, region.full_name) if region else RegionRead(identity.region, ""),
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        scope=Scope(identity.scope),
    )


def publish(job: ImportJob, identity: Identity | None = None) -> Revision:
    """Publish what was read.

    ``store.Refused`` where the identity is uncertain or a number does not fit; and where the file may be damaged,
    unless a person looked at it: ``identity`` is then what that person confirmed.
    """
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=job.pk)
        report = job.read()
        if report is None:
            if job.revision:
                return job.revision
            raise store.Refused("没有可发布的内容。")
        if identity is None and _damaged(report):
            raise store.Refused("文件可能有损坏，须由人对照原件复核后发布。")
        revision = store.publish(settle(report, identity) if identity else report, job.upload)
        job.state, job.report, job.published_at = JobState.PUBLISHED, None, timezone.now()
        job.save()
    return revision


def _damaged(report: Report) -> bool:
    return any(finding.check == READ_DAMAGED for finding in report.findings)
