"""The files that were handed in: under the media folder, each named by its own digest."""

import fcntl
import hashlib
import mimetypes
import os
import re
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from ingest.parsing.file_types import MEDIA_TYPES

FOLDER = "uploads"
ASIDE = "set-aside"
INCOMING, GUARD = ".incoming-", ".guard"
UNFINISHED_AFTER = 24 * 3600.0  # seconds: no upload takes longer
NAME_LENGTH = 255
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def clean_name(name: str) -> str:
    """A file name fit to be shown: no folders, no control or direction characters, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C"
    ).strip()
    suffix = Path(shown).suffix[:20]
    return (shown[: NAME_LENGTH - len(suffix)].removesuffix(suffix) + suffix) or "未命名"


class Arrived:
    """A file that has arrived whole and lies beside the others, not yet in its place."""

    def __init__(self, temporary: Path, sha256: str, size: int, name: str) -> None:
        self.temporary = temporary
        self.path = _place(sha256, name)
        self.sha256, self.size, self.name = sha256, size, clean_name(name)
        known = MEDIA_TYPES.get(Path(name).suffix.lower())  # else what this machine happens to know of
        self.media_type = known or mimetypes.guess_type(name)[0] or "application/octet-stream"

    def put(self, path: str) -> bool:
        """Rename into its place, relative to the media folder; False where the same bytes lie there already."""
        place = Path(settings.MEDIA_ROOT) / path
        if place.is_file() and digest_of(path) == self.sha256:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        self.temporary.replace(place)
        _flush_folder(place.parent)
        return True


@contextmanager
def arriving(chunks: Iterable[bytes], name: str) -> Iterator[Arrived]:
    """Write a file to the disk and flush it; what was not put in its place is gone afterwards."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=INCOMING, delete=False) as incoming:
        temporary = Path(incoming.name)
        try:
            for chunk in chunks:
                digest.update(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
            temporary.chmod(0o644)
            yield Arrived(temporary, digest.hexdigest(), incoming.tell(), name)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def guarded() -> Iterator[None]:
    """One process at a time brings files and their rows together, or takes files away.

    Within it, a file without a row is nobody's. Taken before the transaction begins and held until it is committed.
    """
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / GUARD).open("a") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def _place(sha256: str, name: str) -> str:
    suffix = Path(name).suffix.lower()
    return f"{FOLDER}/{sha256[:2]}/{sha256}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def drop(path: str) -> None:
    (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def set_aside(path: str) -> None:
    """Move a file that no row names where a person may look at it; nothing is deleted."""
    aside = Path(settings.MEDIA_ROOT) / ASIDE
    aside.mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA_ROOT) / path).replace(aside / Path(path).name)


def stored() -> Iterator[str]:
    """Every file that was put in its place under the folder of uploads, relative to the media folder."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_file() and path.name != GUARD and not path.name.startswith(INCOMING):
            yield path.relative_to(root).as_posix()


def forget_unfinished(older_than: float = UNFINISHED_AFTER) -> None:
    """Remove what is left of files whose arrival was cut short, ``older_than`` seconds ago."""
    for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob(f"{INCOMING}*"):
        with suppress(FileNotFoundError):  # it arrived after all
            if path.stat().st_mtime < time.time() - older_than:
                path.unlink()


def digest_of(path: str) -> str | None:
    """The SHA-256 of a stored file as it is now, None where there is none."""
    place = Path(settings.MEDIA_ROOT) / path
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
