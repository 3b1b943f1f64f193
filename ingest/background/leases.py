"""Who may write what became of a job: one holder at a time, for as long as it shows signs of life.

A worker takes a queued job for ``LEASE_SECONDS`` and keeps extending that. What it read is written only while it
still holds the lease; a worker that died loses it, and ``sweep`` queues the job again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ingest import next_state
from ingest.models import ImportJob, JobState
from ingest.parsing.errors import MESSAGES, Reason

log = logging.getLogger(__name__)
# A worker that died may have been killed, with no fault of the file; a file that ends every worker is given up too.
MOST_TAKEN = 10
MAKES_WAY_FOR = 15.0  # seconds


class Lost(Exception):
    """Another worker has the job by now, or a person cancelled it."""


@dataclass(frozen=True)
class Lease:
    """One attempt of one worker at one job."""

    job: int
    worker: str
    attempt: int

    def held(self) -> QuerySet[ImportJob]:
        """The job, if this lease still holds."""
        return ImportJob.objects.filter(
            pk=self.job, state=JobState.PARSING, worker=self.worker, attempts=self.attempt
        )

    def extend(self, **progress) -> None:
        """Show a sign of life, and how far the reading has come; ``Lost`` where it does not hold any more."""
        if not self.held().update(lease_until=_until(), **progress):
            raise Lost(f"job {self.job}")

    def locked(self) -> ImportJob:
        """The job, for the rest of the transaction this worker's alone; ``Lost``."""
        job = self.held().select_for_update(of=("self",)).select_related("upload").first()
        if job is None:
            raise Lost(f"job {self.job}")
        return job

    def give_back(self) -> None:
        """Leave the job as it was before; another takes it."""
        self.held().update(
            state=JobState.QUEUED, attempts=F("attempts") - 1, worker="", lease_until=None, task=""
        )


def _until() -> datetime:
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


def take(pk: int, worker: str) -> Lease | None:
    """The lease of a queued job whose time has come, None where another has it or it is done."""
    now = timezone.now()
    due = ImportJob.objects.filter(pk=pk, state=JobState.QUEUED).filter(
        Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    )
    with transaction.atomic():
        taken = due.update(
            state=JobState.PARSING,
            worker=worker,
            lease_until=_until(),
            attempts=F("attempts") + 1,
            started_at=now,
            finished_at=None,
            **nothing_read(),
        )
        if not taken:
            return None
        return Lease(pk, worker, ImportJob.objects.values_list("attempts", flat=True).get(pk=pk))


def make_way(pk: int) -> ImportJob | None:
    """Of the files that took too long before, one is read at a time: others always find a worker that is free soon.

    The queued job, put off for a moment; None where it may be read now.
    """
    now = timezone.now()
    slow = ImportJob.objects.filter(next_try_at__isnull=False)
    if not slow.filter(state=JobState.PARSING, lease_until__gte=now).exclude(pk=pk).exists():
        return None
    waiting = slow.filter(pk=pk, state=JobState.QUEUED)
    waiting.update(next_try_at=now + timedelta(seconds=MAKES_WAY_FOR))
    return waiting.defer("report").first()


def nothing_read() -> dict:
    """The values of a job that is not being read."""
    return {"stage": "", "page": 0, "pages": 0}


def tries() -> int:
    return len(settings.READ_PATIENCE)


def put_off(job: ImportJob) -> None:
    """Queue a job again after an attempt that failed for a reason that may pass. Not saved."""
    delay = settings.RETRY_AFTER[min(job.attempts, len(settings.RETRY_AFTER)) - 1]
    _back_in_line(job, timezone.now() + timedelta(seconds=delay))


def _back_in_line(job: ImportJob, not_before: datetime | None) -> None:
    job.state, job.worker, job.lease_until, job.task = JobState.QUEUED, "", None, ""
    job.next_try_at = not_before


def give_up(job: ImportJob, reason: Reason, message: str) -> None:
    """The job has failed for good, until a person tries it again; statements that were read wait all the same.

    Not saved.
    """
    job.worker, job.lease_until, job.next_try_at = "", None, None
    if not next_state.with_a_part(job, message):
        job.state, job.reason, job.message, job.report = JobState.FAILED, reason, message, None


def sweep() -> int:
    """Queue again what dead workers left, or give up what no worker outlives; how many jobs."""
    expired = ImportJob.objects.filter(state=JobState.PARSING, lease_until__lt=timezone.now())
    swept = 0
    for pk in list(expired.values_list("pk", flat=True)):
        with transaction.atomic():
            job = expired.select_for_update().filter(pk=pk).first()
            if job is None:
                continue
            log.warning("job %s: %s showed no sign of life, attempt %s", pk, job.worker, job.attempts)
            if job.attempts >= MOST_TAKEN:
                give_up(
                    job, Reason.CRASHED, f"{MESSAGES[Reason.CRASHED]}（读取 {job.attempts} 次都没有完成）"
                )
            else:
                _back_in_line(job, None)  # it has waited for the lease to end
            for name, value in nothing_read().items():
                setattr(job, name, value)
            job.save()
            swept += 1
    return swept
