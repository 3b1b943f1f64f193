"""The state of the queue as those who look after it see it: what waits, what is read, what is stuck, who reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from ingest.background import tasks
from ingest.models import ImportJob, JobState, Worker
from ingest.pages.jobs import duration_text
from ingest.parsing.errors import MESSAGES, Reason

FAILED_DAYS = 7
SHOWN = 50  # jobs of each list


@dataclass(frozen=True)
class Reading:
    """A job in the hands of a worker; ``lease`` is negative where that showed no sign of life in time."""

    job: ImportJob
    lasted: timedelta
    lease: timedelta

    @property
    def stuck(self) -> bool:
        return self.lease < timedelta(0)

    @property
    def lasted_text(self) -> str:
        return duration_text(self.lasted)

    @property
    def lease_text(self) -> str:
        return f"已过期 {duration_text(-self.lease)}" if self.stuck else f"还有 {duration_text(self.lease)}"


@dataclass(frozen=True)
class Waiting:
    """A queued job. ``later`` is how long until its next attempt; ``lost`` where no task stands for it."""

    job: ImportJob
    waited: timedelta
    later: timedelta
    lost: bool

    @property
    def waited_text(self) -> str:
        return duration_text(self.waited)

    @property
    def later_text(self) -> str:
        return duration_text(self.later) if self.later > timedelta(0) else ""


@dataclass(frozen=True)
class Reader:
    """A worker and its last sign of life."""

    name: str
    alive: bool
    silent: timedelta
    running: timedelta
    reads: tuple[ImportJob, ...]

    @property
    def silent_text(self) -> str:
        return duration_text(self.silent)

    @property
    def running_text(self) -> str:
        return duration_text(self.running)


@dataclass(frozen=True)
class FailedFor:
    reason: str
    message: str
    count: int


@dataclass(frozen=True)
class Queue:
    """Everything of one moment. ``length`` counts every queued job, ``waiting`` has the first of them."""

    length: int
    oldest: timedelta | None
    waiting: tuple[Waiting, ...]
    reading: tuple[Reading, ...]
    workers: tuple[Reader, ...]
    failed: tuple[FailedFor, ...]

    @property
    def stuck(self) -> tuple[ImportJob, ...]:
        """Held by a worker that is silent, or queued without a task: both mend themselves while a worker lives."""
        held = [reading.job for reading in self.reading if reading.stuck]
        return (*held, *(waiting.job for waiting in self.waiting if waiting.lost))

    @property
    def alive(self) -> int:
        return sum(worker.alive for worker in self.workers)

    @property
    def standing_still(self) -> bool:
        """There is work and nobody to do it."""
        return not self.alive and bool(self.length or self.reading)

    @property
    def failures(self) -> int:
        return sum(line.count for line in self.failed)

    @property
    def oldest_text(self) -> str:
        return duration_text(self.oldest) if self.oldest is not None else "—"

    def plain(self) -> dict:
        """As JSON gives it to a monitor; lengths of time in seconds."""
        return {
            "ok": not self.standing_still and not self.stuck,
            "queued": self.length,
            "oldest_seconds": None if self.oldest is None else _seconds(self.oldest),
            "reading": [_plain_reading(reading) for reading in self.reading],
            "stuck": [job.pk for job in self.stuck],
            "workers": [
                {"name": worker.name, "alive": worker.alive, "silent_seconds": _seconds(worker.silent)}
                for worker in self.workers
            ],
            "failed": {line.reason: line.count for line in self.failed},
            "failed_days": FAILED_DAYS,
        }


def _plain_reading(reading: Reading) -> dict:
    job = reading.job
    return {
        "id": job.pk,
        "name": job.name,
        "worker": job.worker,
        "stage": job.stage,
        "page": job.page,
        "pages": job.pages,
        "attempt": job.attempts,
        "seconds": _seconds(reading.lasted),
        "lease_seconds": _seconds(reading.lease),
    }


def _seconds(lasted: timedelta) -> float:
    return round(lasted.total_seconds(), 1)


def queue() -> Queue:
    """The queue as it is now."""
    now = timezone.now()
    queued = ImportJob.objects.filter(state=JobState.QUEUED).defer("report")
    waiting = _waiting(queued.order_by("attempts", "id")[:SHOWN], now)
    oldest = queued.order_by("created_at").values_list("created_at", flat=True).first()
    being_read = ImportJob.objects.filter(state=JobState.PARSING).defer("report")
    reading = tuple(_reading(job, now) for job in being_read.order_by("lease_until", "id")[:SHOWN])
    return Queue(
        length=queued.count(),
        oldest=now - oldest if oldest else None,
        waiting=waiting,
        reading=reading,
        workers=_workers(reading, now),
        failed=_failed(now),
    )


def _reading(job: ImportJob, now: datetime) -> Reading:
    return Reading(job, now - (job.started_at or job.created_at), job.lease_until - now)


def _waiting(jobs, now: datetime) -> tuple[Waiting, ...]:
    jobs = list(jobs)
    in_line = {str(pk) for pk in tasks.in_line().values_list("id", flat=True)} if jobs else set()
    # A job that came a moment ago gets its task right after its row.
    settled = now - timedelta(seconds=settings.LEASE_SECONDS)
    return tuple(
        Waiting(
            job,
            waited=now - job.created_at,
            later=(job.next_try_at or now) - now,
            lost=job.task not in in_line and job.created_at < settled,
        )
        for job in jobs
    )


def _workers(reading: tuple[Reading, ...], now: datetime) -> tuple[Reader, ...]:
    alive = set(Worker.objects.alive().values_list("pk", flat=True))
    return tuple(
        Reader(
            worker.name,
            alive=worker.pk in alive,
            silent=now - worker.seen_at,
            running=now - worker.started_at,
            reads=tuple(one.job for one in reading if one.job.worker == worker.name),
        )
        for worker in Worker.objects.order_by("name")
    )


def _failed(now: datetime) -> tuple[FailedFor, ...]:
    since = now - timedelta(days=FAILED_DAYS)
    lately = Q(finished_at__gte=since) | Q(finished_at=None, created_at__gte=since)
    failed = ImportJob.objects.filter(lately, state=JobState.FAILED).order_by()
    counts = failed.values_list("reason").annotate(count=Count("pk")).order_by("-count", "reason")
    return tuple(FailedFor(reason, MESSAGES[Reason(reason)], count) for reason, count in counts)
