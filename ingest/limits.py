"""How much may be handed in: bytes of a file, bytes and files of a batch and of a person's day; room on the disk."""

import errno
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from ingest.models import Action, AuditEntry
from ingest.parsing.errors import MESSAGES, Reason
from ingest.parsing.file_types import MEDIA_TYPES

HEAD = 1024  # bytes within which a PDF says that it is one
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_DATABASE_FULL = ("database or disk is full", "No space left on device", "could not extend file")
_ARCHIVE, _CONTAINER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PACKED = (".docx", ".xlsx")  # archives; with a password they are containers
_NEVER = {
    ".xls": (_ARCHIVE, b"%PDF-"),  # what is a web page by content is read as one
    ".html": (_ARCHIVE, _CONTAINER, b"%PDF-"),
    ".htm": (_ARCHIVE, _CONTAINER, b"%PDF-"),
}
_BLANK = b"\x00 \t\r\n\x0c"


class Limit(StrEnum):
    """Why a file was not taken, though it may be a report."""

    FILE = "too_large"
    BATCH = "batch_too_large"
    BATCH_FILES = "too_many_files"
    DAY = "daily_bytes"
    DAY_FILES = "daily_files"
    NO_ROOM = "no_room"


WORDS: dict[Limit, str] = {
    Limit.FILE: MESSAGES[Reason.TOO_LARGE],
    Limit.BATCH: "这一批文件合计超过大小上限，请分批上传。",
    Limit.BATCH_FILES: "这一批文件的个数超过上限，请分批上传。",
    Limit.DAY: "您今天上传的文件合计超过大小上限，请明天再传。",
    Limit.DAY_FILES: "您今天上传的文件个数超过上限，请明天再传。",
    Limit.NO_ROOM: "服务器的存储空间已满，没有保存这个文件；请告知管理员，腾出空间后再传。",
}


@dataclass(frozen=True)
class Refusal:
    """A file of which nothing was kept."""

    name: str
    limit: Limit

    @property
    def message(self) -> str:
        return WORDS[self.limit]

    @property
    def bound(self) -> str:
        """The limit as a person reads it, "" for the room on the disk."""
        return bound(self.limit)


def bound(limit: Limit) -> str:
    """The bound of the settings, with its unit."""
    sizes = {
        Limit.FILE: settings.UPLOAD_MAX_BYTES,
        Limit.BATCH: settings.UPLOAD_BATCH_BYTES,
        Limit.DAY: settings.UPLOAD_DAILY_BYTES,
    }
    counts = {
        Limit.BATCH_FILES: settings.UPLOAD_BATCH_FILES,
        Limit.DAY_FILES: settings.UPLOAD_DAILY_FILES,
    }
    if limit in sizes:
        return f"{sizes[limit] / 1024 / 1024:.4g} MB"
    return f"{counts[limit]} 个" if limit in counts else ""


@dataclass
class Allowance:
    """What a person may still send today."""

    bytes: int
    files: int

    def refuses(self, size: int) -> Limit | None:
        if self.files < 1:
            return Limit.DAY_FILES
        return Limit.DAY if size > self.bytes else None

    def spend(self, size: int) -> None:
        self.bytes -= size
        self.files -= 1


def left_today(person) -> Allowance:
    """What is left of a person's quota since midnight. Duplicates and unreadable files count: they were sent."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    sent = AuditEntry.objects.filter(
        person=person, action__in=(Action.UPLOAD, Action.DUPLICATE), at__gte=midnight
    ).values_list("after", flat=True)
    sizes = [(after or {}).get("size", 0) for after in sent]
    return Allowance(settings.UPLOAD_DAILY_BYTES - sum(sizes), settings.UPLOAD_DAILY_FILES - len(sizes))


def unfit(name: str, head: bytes | None = None) -> Reason | None:
    """Why a file cannot be a report, as far as its ending and its first bytes tell; None where it may be one.

    Without ``head`` the ending alone decides.
    """
    ending = Path(name).suffix.lower()
    if ending not in MEDIA_TYPES:
        return Reason.UNKNOWN_FORMAT
    if head is None or not head.strip(_BLANK):  # of an empty one the reading says that it is empty
        return None
    if ending == ".pdf":
        return None if b"%PDF-" in head[:HEAD] else Reason.NOT_A_PDF
    if ending in _PACKED and not head.startswith((_ARCHIVE, _CONTAINER)):
        return Reason.WRONG_KIND
    return Reason.WRONG_KIND if head.startswith(_NEVER.get(ending, ())) else None


def no_room(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that the disk or the database is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if isinstance(error, OperationalError) and any(sign in str(error) for sign in _DATABASE_FULL):
            return True
        error = error.__cause__
    return False
