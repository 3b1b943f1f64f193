"""Files of one request, each handed in by itself: what became of every one of them, for the page and for programs."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.urls import reverse

from ingest import actions, files
from ingest.limits import HEAD, Allowance, Limit, Refusal, left_today, no_room, unfit
from ingest.models import ImportJob
from ingest.parsing.errors import ReadError, Reason
from ingest.uploads import Arrival


@dataclass(frozen=True)
class Line:
    """One file: the job that it became, or why nothing of it was kept."""

    name: str
    size: int | None = None
    job: ImportJob | None = None
    refusal: Refusal | None = None

    def plain(self) -> dict:
        """As JSON gives it; ``state`` is a job's or ``refused``."""
        if self.refusal:
            told = {"state": "refused", "label": "未接收", "reason": self.refusal.limit.value}
            return self._named() | told | {"message": self.refusal.message, "limit": self.refusal.bound}
        job = self.job
        return self._named() | {
            "id": job.pk,
            "state": job.state,
            "label": job.get_state_display(),
            "reason": job.reason or None,
            "message": job.message,
            "page": reverse("manage-job", args=[job.pk]),
        }

    def _named(self) -> dict:
        return {"name": self.name, "size": self.size}


def take_in(given: Iterable[UploadedFile], arrival: Arrival, person) -> list[Line]:
    """Hand in each file that arrived whole, then those that were dropped on the way."""
    left = left_today(person)
    lines = [_taken(file, left, person) for file in given]
    lines += [_turned_away(one.name, one.size, one.sha256, left, person) for one in arrival.unfit]
    return lines + [_refused(refusal.name, None, refusal.limit) for refusal in arrival.refused]


def status(lines: Iterable[Line]) -> int:
    """507 where there was no room for a file, 413 where one was too much, else 200."""
    limits = {line.refusal.limit for line in lines if line.refusal}
    if Limit.NO_ROOM in limits:
        return 507
    return 413 if limits else 200


def _refused(name: str, size: int | None, limit: Limit) -> Line:
    name = files.clean_name(name)
    return Line(name, size, refusal=Refusal(name, limit))


def _taken(file: UploadedFile, left: Allowance, person) -> Line:
    limit = left.refuses(file.size)
    if limit:
        return _refused(file.name, file.size, limit)
    head = file.read(HEAD)
    file.seek(0)
    if unfit(file.name, head):
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return _turned_away(file.name, file.size, sha256, left, person, head)
    try:
        job = actions.hand_in(file.chunks(), file.name, person)
    except (OSError, DatabaseError) as error:
        return _without_room(file.name, file.size, error)
    left.spend(file.size)
    return Line(job.name, file.size, job)


def _turned_away(
    name: str, size: int, sha256: str, left: Allowance, person, head: bytes | None = None
) -> Line:
    limit = left.refuses(size)
    if limit:
        return _refused(name, size, limit)
    reason = Reason.EMPTY_FILE if size == 0 else unfit(name, head)
    detail = Path(files.clean_name(name)).suffix if reason == Reason.UNKNOWN_FORMAT else ""
    try:
        job = actions.turn_away(name, sha256, size, ReadError(reason, detail), person)
    except (OSError, DatabaseError) as error:
        return _without_room(name, size, error)
    left.spend(size)
    return Line(job.name, size, job)


def _without_room(name: str, size: int, error: Exception) -> Line:
    if not no_room(error):
        raise error
    return _refused(name, size, Limit.NO_ROOM)
