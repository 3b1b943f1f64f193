"""What is done in the background, through the API of ``django_tasks``.

The queue wakes a worker up; the job's own lease says who reads it. A job queued twice is read once.
"""

import logging
import os
import socket
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from ingest import pipeline
from ingest.background import leases
from ingest.models import ImportJob, JobState
from ingest.parsing.errors import MESSAGES, Reason

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=7)  # rows of tasks that ended, for whoever looks into an error
FORGOTTEN_AT_ONCE = 1000


def worker_name() -> str:
    """This process, as leases and the queue page know it."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


@task
def read_job(pk: int) -> None:
    """Read the file of a queued job, unless another worker has it."""
    waiting = leases.make_way(pk)
    if waiting:
        enqueue(waiting)
        return
    lease = leases.take(pk, worker_name())
    if lease is None:
        return
    try:
        with pipeline.reader() as reading:
            job = pipeline.read(lease, reading)
    except leases.Lost:
        log.warning("job %s was taken over or cancelled; what was read of it is dropped", pk)
    except Exception:
        log.exception("job %s: an error of the site itself", pk)
        pipeline.failed(lease, Reason.CRASHED, MESSAGES[Reason.CRASHED])
        raise
    except BaseException:
        lease.give_back()  # this process ends: another begins at once instead of waiting for the lease to end
        raise
    else:
        if job.state == JobState.QUEUED:
            enqueue(job)


def enqueue(job: ImportJob) -> None:
    """Put a queued job in line; the later attempts of a file come after all first ones."""
    waiting = read_job.using(priority=-10 * min(job.attempts, 9), run_after=job.next_try_at)
    result = waiting.enqueue(job.pk)
    ImportJob.objects.filter(pk=job.pk).update(task=str(result.id))


def queue_up() -> int:
    """Put every queued job in line that is not there; how many."""
    with transaction.atomic():
        queued = ImportJob.objects.filter(state=JobState.QUEUED).select_for_update(skip_locked=True)
        waiting = {str(pk) for pk in in_line().values_list("id", flat=True)}
        lost = [job for job in queued.defer("report") if job.task not in waiting]
        for job in lost:
            enqueue(job)
    return len(lost)


def forget() -> int:
    """Delete what ended, or was begun and never ended, more than ``KEPT_FOR`` ago; how many rows, a portion at a time.

    What became of a file stands in its job and in the audit, which stay.
    """
    before = timezone.now() - KEPT_FOR
    ended = Q(finished_at__lt=before)
    broken_off = Q(status=TaskResultStatus.RUNNING, started_at__lt=before)
    old = DBTaskResult.objects.filter(ended | broken_off).order_by()
    portion = list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    return DBTaskResult.objects.filter(pk__in=portion).delete()[0]


def in_line():
    """The tasks that wait, and those that a worker took a moment ago."""
    lately = timezone.now() - timedelta(seconds=settings.LEASE_SECONDS)
    running = Q(status=TaskResultStatus.RUNNING, started_at__gte=lately)
    return DBTaskResult.objects.filter(Q(status=TaskResultStatus.READY) | running)
