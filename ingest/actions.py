"""What people do with files and reports. Each verb checks the state, changes it and writes the audit line."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from disclosures import tallies
from disclosures.models import Correction, Disclosure, Revision
from ingest import audit, derivation, files, pipeline, publication
from ingest.background import tasks
from ingest.models import RUNNING, WAITING, Action, ImportJob, JobKind, JobState, Upload
from ingest.parsing.differences import Difference, cell_differences
from ingest.parsing.errors import ReadError
from ingest.stored import read_back

log = logging.getLogger(__name__)


class NotNow(Exception):
    """The state does not allow it (any more); the message says why."""


def hand_in(chunks: Iterable[bytes], name: str, person) -> ImportJob:
    """Keep a file and put it in line; the same bytes again are a duplicate."""

    def noted(job: ImportJob) -> None:
        after = {"sha256": job.sha256, "size": job.upload.size if job.upload else 0}
        action = Action.UPLOAD if job.state == JobState.QUEUED else Action.DUPLICATE
        audit.note(action, job, person, label=job.name, after=after)

    job = pipeline.receive(chunks, name, person, then=noted)
    if job.state == JobState.QUEUED:
        _line_up(job)
    return job


def _line_up(job: ImportJob) -> None:
    """The job is held, whatever comes now: where it does not get in line, a worker's next heartbeat puts it there."""
    try:
        tasks.enqueue(job)
    except DatabaseError:
        log.exception("job %s is not in line yet", job.pk)


def turn_away(name: str, sha256: str, size: int, why: ReadError, person) -> ImportJob:
    """Note why a file was not kept; the same bytes again are the same job."""
    with files.guarded(), transaction.atomic():
        turned = ImportJob.objects.filter(sha256=sha256, state=JobState.FAILED, upload=None)
        job = turned.first() or ImportJob(sha256=sha256, state=JobState.FAILED)
        job.name, job.person, job.reason, job.message = files.clean_name(name), person, why.reason, str(why)
        job.finished_at = timezone.now()
        job.save()
        after = {"sha256": sha256, "size": size, "reason": why.reason}
        audit.note(Action.UPLOAD, job, person, label=job.name, after=after)
    return job


def _locked(job: ImportJob) -> ImportJob:
    return ImportJob.objects.select_for_update().get(pk=job.pk)


def retry(job: ImportJob, person) -> ImportJob:
    """Put a failed job whose file is kept in line again, with all its attempts before it."""
    with transaction.atomic():
        job = _locked(job)
        if job.state != JobState.FAILED or job.upload is None:
            raise NotNow("只有读取中断、文件仍在的任务可以重试；其他文件请重新上传。")
        if ImportJob.objects.holding(job.sha256).filter(kind=JobKind.IMPORT).exclude(pk=job.pk).exists():
            raise NotNow("这个文件已由另一任务收录。")
        before = {"reason": job.reason, "attempts": job.attempts}
        job.state, job.reason, job.message, job.attempts, job.next_try_at = JobState.QUEUED, "", "", 0, None
        job.save()
        audit.note(Action.RETRY, job, person, label=job.name, before=before)
    _line_up(job)
    return job


def requeue(job: ImportJob, person) -> ImportJob:
    """Put a job in line anew, also out of the hands of a worker: what that one reads is dropped."""
    with transaction.atomic():
        job = _locked(job)
        if job.state not in RUNNING:
            raise NotNow("只有排队或解析中的任务可以重新排队。")
        before = {"state": job.state, "worker": job.worker, "attempts": job.attempts}
        job.state, job.worker, job.lease_until, job.next_try_at = JobState.QUEUED, "", None, None
        job.attempts, job.stage, job.page, job.pages, job.report = 0, "", 0, 0, None
        job.save()
        audit.note(Action.RETRY, job, person, label=job.name, before=before)
    _line_up(job)
    return job


def cancel(job: ImportJob, person, reason: str = "") -> None:
    """Take a job off the queue or the desk. A file that no revision holds goes with it."""
    with files.guarded(), transaction.atomic():
        job = _locked(job)
        if job.state == JobState.PUBLISHED:
            raise NotNow("已发布的报告不能取消；可以撤回。")
        if job.joined_to_id or job.joined.exists():
            raise NotNow("这个文件与别的文件并在一起，先要拆开。")
        before = {"state": job.state, "reason": job.reason, "sha256": job.sha256}
        action = Action.CANCEL if job.state in RUNNING else Action.DELETE
        audit.note(action, job, person, label=job.name, reason=reason, before=before)
        upload = job.upload
        job.delete()
        if upload and upload.revision is None and not upload.jobs.exclude(state=JobState.DUPLICATE).exists():
            upload.jobs.all().delete()
            upload.delete()
            transaction.on_commit(lambda: files.drop(upload.path))


def publish(job: ImportJob, person, identity: publication.Identity | None = None) -> Revision:
    """Publish what was read, or put a further reading in the place of the former; ``store.Refused``."""
    with transaction.atomic():
        held = job.revision
        if held is not None and job.kind == JobKind.REREAD:
            return _accept(job, held, person)
        revision = publication.publish(job, identity)
        if held is None:
            after = {"revision": revision.number, "sha256": revision.sha256, "job": job.pk}
            audit.note(Action.PUBLISH, revision.disclosure, person, after=after)
    return revision


def _accept(job: ImportJob, held: Revision, person) -> Revision:
    """The further reading is shown from now on; what readers saw differently before stands in the public log."""
    before = read_back(held)
    former = held.parser_version
    revision = publication.publish(job, publication.identity_of(held.disclosure))
    changed = [one for one in cell_differences(before, read_back(revision)) if one.before]
    cells = note_changes(revision, changed, f"解析版本 {former} → {revision.parser_version}", person)
    after = {"parser_version": revision.parser_version, "cells": cells, "job": job.pk}
    audit.note(Action.ACCEPT, revision.disclosure, person, before={"parser_version": former}, after=after)
    return revision


def note_changes(revision: Revision, changed: Sequence[Difference], why: str, person) -> int:
    """Put into the public log the cells that readers saw differently before; how many."""
    Correction.objects.bulk_create(
        Correction(
            sha256=revision.sha256,
            statement=one.spot.statement,
            row=one.spot.row[:200],
            column=one.spot.column[:20],
            was=(one.before or "")[:100],
            now=(one.after or "")[:100],
            kind=Correction.Kind.READING,
            reason=why,
            person=person,
            role=audit.role_of(person),
        )
        for one in changed
    )
    return len(changed)


def reread(upload: Upload, person) -> ImportJob:
    """Put a published file in line to be read by the parser as it is now; nothing changes until that is accepted."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.revision is None:
            raise NotNow("只有已发布的文件可以重新解析。")
        if upload.jobs.filter(state__in=(*RUNNING, *WAITING)).exists():
            raise NotNow("这个文件已在读取或等待复核。")
        job = ImportJob.objects.create(
            upload=upload, kind=JobKind.REREAD, person=person, name=upload.original_name, sha256=upload.sha256
        )
        audit.note(Action.REREAD, job, person, label=job.name)
    _line_up(job)
    return job


def withdraw(disclosure: Disclosure, person, reason: str) -> None:
    """Take a published report from the readers' site; its pages say why (410)."""
    if not reason.strip():
        raise NotNow("撤回须写明原因，读者会看到。")
    with transaction.atomic():
        tallies.in_turn(disclosure.department.region_id)
        disclosure = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if disclosure.current is None:
            raise NotNow("这份报告没有发布，或已撤回。")
        before = {"revision": disclosure.current.number}
        disclosure.current, disclosure.withdrawn_at = None, timezone.now()
        disclosure.withdrawn_why = reason.strip()
        _save_shown(disclosure)
        audit.note(Action.WITHDRAW, disclosure, person, reason=reason, before=before)


def restore(disclosure: Disclosure, person, reason: str = "") -> None:
    """Show a withdrawn report again, in its latest revision."""
    with transaction.atomic():
        tallies.in_turn(disclosure.department.region_id)
        disclosure = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if disclosure.withdrawn_at is None:
            raise NotNow("这份报告没有撤回。")
        before: dict[str, Any] = {"withdrawn_why": disclosure.withdrawn_why}
        disclosure.current = disclosure.revisions.order_by("-number").first()
        disclosure.withdrawn_at, disclosure.withdrawn_why = None, ""
        _save_shown(disclosure)
        after = {"revision": disclosure.current.number}
        audit.note(Action.RESTORE, disclosure, person, reason=reason, before=before, after=after)


def _save_shown(disclosure: Disclosure) -> None:
    """What follows from what readers see follows at once."""
    disclosure.save()
    derivation.rebuild(disclosure)
