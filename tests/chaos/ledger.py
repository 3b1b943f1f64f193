"""What the database of a site holds, asked in plain SQL: nothing of the site's own code judges itself."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg

JOBS = "SELECT id, sha256, state, reason, attempts, worker, task FROM ingest_importjob ORDER BY id"
READY = "SELECT id FROM django_tasks_database_dbtaskresult WHERE status = 'READY'"
UPLOADS = "SELECT sha256 FROM ingest_upload ORDER BY sha256"
UNDER_WAY = ("queued", "parsing")
READ = ("review", "revision", "published")


@dataclass(frozen=True)
class Job:
    id: int
    sha256: str
    state: str
    reason: str
    attempts: int
    worker: str
    task: str


class Ledger:
    """Reads the database of a site, a moment at a time."""

    def __init__(self, address: str) -> None:
        self.address = address

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        if self.address.startswith("sqlite"):
            held = sqlite3.connect(f"file:{urlsplit(self.address).path[1:]}?mode=ro", uri=True, timeout=20)
        else:
            held = psycopg.connect(self.address)
        try:
            return held.execute(question).fetchall()
        finally:
            held.close()

    def jobs(self) -> list[Job]:
        """Every job of a file, those of its duplicates left out."""
        return [job for job in (Job(*row) for row in self.rows(JOBS)) if job.state != "duplicate"]

    def in_line(self) -> set[str]:
        """The tasks that wait for a worker, as jobs name them."""
        return {_plain(str(row[0])) for row in self.rows(READY)}

    def uploads(self) -> list[str]:
        return [row[0] for row in self.rows(UPLOADS)]

    def out_of_line(self) -> list[Job]:
        """Queued jobs that no worker would be given."""
        in_line = self.in_line()
        return [job for job in self.jobs() if job.state == "queued" and _plain(job.task) not in in_line]


def _plain(task: str) -> str:
    return task.replace("-", "")


def wrong(sent: Iterable[str], ledger: Ledger, stored: Iterable[str]) -> list[str]:
    """What is lost, doubled or not read of the files that were sent, by their SHA-256; in words."""
    sent = set(sent)
    jobs = ledger.jobs()
    found = [f"lost: {one}" for one in sorted(sent - {job.sha256 for job in jobs})]
    for what, held in {
        "job": [job.sha256 for job in jobs],
        "row": ledger.uploads(),
        "file": list(stored),
    }.items():
        counted = Counter(held)
        found += [f"{counted[one]} × {what}: {one}" for one in sorted(sent) if counted[one] != 1]
        found += [f"{what} of nothing that was sent: {one}" for one in sorted(set(held) - sent)]
    return found + [f"{job.state} {job.reason}: {job.sha256}" for job in jobs if job.state not in READ]
