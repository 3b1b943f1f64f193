"""The files that were handed in: under the media folder, each named by its own digest."""

import hashlib
import mimetypes
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDER = "uploads"
NAME_LENGTH = 255
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True)
class StoredFile:
    """A file in its place; ``path`` is relative to the media folder."""

    sha256: str
    size: int
    media_type: str
    name: str
    path: str


def clean_name(name: str) -> str:
    """A file name fit to be shown: no folders, no control or direction characters, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C"
    ).strip()
    suffix = Path(shown).suffix[:20]
    return (shown[: NAME_LENGTH - len(suffix)].removesuffix(suffix) + suffix) or "未命名"


def keep(chunks: Iterable[bytes], name: str) -> StoredFile:
    """Store a file: temporary file → flushed to disk → renamed into its place."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as incoming:
        temporary = Path(incoming.name)
        try:
            for chunk in chunks:
                digest.update(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
            size = incoming.tell()
            path = _place(digest.hexdigest(), name)
            temporary.chmod(0o644)
            temporary.replace(_made(path))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    _flush_folder(path)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return StoredFile(digest.hexdigest(), size, media_type, clean_name(name), path)


def _place(sha256: str, name: str) -> str:
    suffix = Path(name).suffix.lower()
    return f"{FOLDER}/{sha256[:2]}/{sha256}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def _made(path: str) -> Path:
    place = Path(settings.MEDIA_ROOT) / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _flush_folder(path: str) -> None:
    """Make the rename itself survive a power cut."""
    descriptor = os.open((Path(settings.MEDIA_ROOT) / path).parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def drop(path: str) -> None:
    (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def stored() -> Iterator[str]:
    """Every file under the folder of uploads, relative to the media folder."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix()


def digest_of(path: str) -> str | None:
    """The SHA-256 of a stored file as it is now, None where there is none."""
    place = Path(settings.MEDIA_ROOT) / path
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
