"""Leases that run out, processes that die, and what is tidied up after them."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from disclosures.models import SearchDocument
from ingest import actions, files, pipeline, publication
from ingest.background import leases, tasks
from ingest.background.heartbeat import Heartbeat
from ingest.background.supervisor import Kept, Supervisor
from ingest.management.commands.serve import derive_what_is_new
from ingest.models import Action, AuditEntry, ImportJob, JobState
from ingest.parsing.errors import Reason
from tests.ingest.reports import report_text


@pytest.fixture
def job(db):
    return pipeline.receive([report_text()], "report.txt")


def dies(job):
    """A worker takes the job and is heard of no more."""
    lease = leases.take(job.pk, "another:1")
    assert lease
    ImportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert leases.sweep() == 1
    job.refresh_from_db()


def test_what_a_killed_worker_left_is_in_line_again_at_once(job):
    dies(job)
    assert (job.state, job.worker, job.next_try_at) == (JobState.QUEUED, "", None)
    assert tasks.queue_up() == 1
    assert tasks.queue_up() == 0


def test_a_file_that_no_worker_outlives_is_given_up(job):
    for _ in range(leases.MOST_TAKEN - 1):
        dies(job)
        assert job.state == JobState.QUEUED
    dies(job)
    assert (job.state, job.reason) == (JobState.FAILED, Reason.CRASHED)
    assert str(leases.MOST_TAKEN) in job.message
    assert job.upload is not None


def test_a_file_that_takes_too_long_is_left_for_later_twice(job, settings):
    for attempt, delay in enumerate(settings.RETRY_AFTER, 1):
        lease = leases.take(job.pk, "here")
        assert lease.attempt == attempt
        job = pipeline.failed(lease, Reason.TIMED_OUT, "太慢")
        assert job.state == JobState.QUEUED
        assert timedelta(seconds=delay - 5) < job.next_try_at - timezone.now() < timedelta(seconds=delay)
        assert leases.take(job.pk, "here") is None
        ImportJob.objects.update(next_try_at=None)
    job = pipeline.failed(leases.take(job.pk, "here"), Reason.TIMED_OUT, "太慢")
    assert (job.state, job.reason) == (JobState.FAILED, Reason.TIMED_OUT)


def test_files_that_took_too_long_are_read_one_at_a_time(job):
    other = pipeline.receive([report_text(year=2022)], "other.txt")
    for slow in (job, other):
        pipeline.failed(leases.take(slow.pk, "here"), Reason.TIMED_OUT, "太慢")
    ImportJob.objects.update(next_try_at=timezone.now())
    assert leases.make_way(job.pk) is None
    assert leases.take(job.pk, "another:1")
    tasks.read_job.call(other.pk)
    other.refresh_from_db()
    assert (other.state, other.attempts) == (JobState.QUEUED, 1)
    assert other.next_try_at > timezone.now()
    assert other.task in {str(pk) for pk in tasks.in_line().values_list("id", flat=True)}
    quick = pipeline.receive([report_text(year=2021)], "quick.txt")
    assert leases.make_way(quick.pk) is None
    ImportJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert leases.make_way(other.pk) is None


def test_what_is_read_after_the_lease_is_lost_is_dropped(job):
    late = leases.take(job.pk, "another:1")
    ImportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    leases.sweep()
    holder = leases.take(job.pk, "here")
    with pytest.raises(leases.Lost):
        late.extend()
    with pytest.raises(leases.Lost):
        pipeline.failed(late, Reason.CRASHED, "太迟")
    assert holder.held().exists()


@pytest.mark.django_db
def test_a_file_without_its_row_is_set_aside_now_and_then():
    with files.arriving([b"stray"], "stray.txt") as stray:
        stray.put(stray.path)
    heart = Heartbeat("here")
    heart.tidy()
    assert list(files.stored()) == []
    with files.arriving([b"stray"], "stray.txt") as stray:
        stray.put(stray.path)
    heart.tidy()
    assert list(files.stored()) == [stray.path]


@pytest.mark.django_db
def test_tasks_that_ended_long_ago_are_forgotten_now_and_then_and_their_jobs_are_not():
    waiting, lately, long_ago, broken_off = (
        actions.hand_in([report_text(year=year)], f"{year}.txt", None) for year in range(2020, 2024)
    )
    now = timezone.now()
    for job, status, at in (
        (lately, TaskResultStatus.SUCCESSFUL, now),
        (long_ago, TaskResultStatus.FAILED, now - 2 * tasks.KEPT_FOR),
        (broken_off, TaskResultStatus.RUNNING, now - 2 * tasks.KEPT_FOR),
    ):
        ended = None if status == TaskResultStatus.RUNNING else at
        row = DBTaskResult.objects.filter(args_kwargs__args=[job.pk])
        assert row.update(status=status, started_at=at, finished_at=ended) == 1
    Heartbeat("here").tidy()
    left = {row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()}
    assert left == {waiting.pk, lately.pk}
    assert ImportJob.objects.count() == 4
    assert AuditEntry.objects.filter(action=Action.UPLOAD).count() == 4


STAYS = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)', {mark!r}]); time.sleep(99)"


def running(mark):
    """Those whose last argument is ``mark``."""
    listed = subprocess.run(["ps", "-ewwo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if line.endswith(mark)]


def until(holds, patience=20.0):
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_killed_process_is_started_again_and_nothing_of_it_stays():
    mark = f"kept-{os.getpid()}"
    kept = Kept("one", [sys.executable, "-c", STAYS.format(mark=mark)])
    keeper = Supervisor([kept])
    try:
        kept.look()
        until(lambda: len(running(mark)) == 1)
        first, (child,) = kept.process, running(mark)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        until(lambda: (kept.look(), kept.process is not None)[1])
        until(lambda: running(mark) and child not in running(mark))
        assert kept.process.pid != first.pid
    finally:
        stopping = threading.Thread(target=keeper.stop)
        stopping.start()
        stopping.join(20)
    assert kept.process.returncode == -signal.SIGTERM
    until(lambda: running(mark) == [])


def test_a_database_from_before_the_search_gets_its_index_when_it_is_served(job):
    with pipeline.reader() as reader:
        publication.publish(pipeline.process(job, reader))
    held = SearchDocument.objects.count()
    SearchDocument.objects.all().delete()
    derive_what_is_new()
    assert SearchDocument.objects.count() == held > 0
