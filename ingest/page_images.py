"""Pictures of the pages of published files: drawn on demand in a confined child, kept on disk.

A picture depends on the file's bytes, the page, what is asked of it and ``VERSION``, and is kept under these.
"""

import atexit
import base64
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Protocol

from django.conf import settings

from ingest.parsing.errors import ReadError
from ingest.sandbox import Limits, Reader

log = logging.getLogger(__name__)
CHILD = (sys.executable, "-m", "ingest.parsing.sources.rendered")
VERSION = 1  # of the drawing: another one leaves the kept pictures unused
PDF = "application/pdf"
WIDTHS = (800, 1600)  # pixels of a whole page
DENSITY = 2.5  # pixels a point of a strip: twice what the pages show it at
LIMITS = Limits(seconds=10, memory=768 * 1024 * 1024, picture_memory=0, answer_bytes=8 * 1024 * 1024)
PATIENCE = 15  # seconds to wait for others' pictures
CLEARED_EVERY = 200  # pictures drawn


class Paged(Protocol):
    """A stored file with pages: a revision, or a file that waits."""

    sha256: str
    path: str
    media_type: str
    pages: int | None


class NoPicture(Exception):
    """The page cannot be drawn."""


class Busy(Exception):
    """Too many pictures are being drawn just now."""


@dataclass(frozen=True)
class Wanted:
    """A whole page so many pixels wide, or a strip (top and bottom in points) across it."""

    page: int
    width: int = 0
    strip: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        what = f"{self.strip[0]}-{self.strip[1]}" if self.strip else f"w{self.width}"
        return f"v{VERSION}-p{self.page}-{what}.png"


def has_page(revision: Paged, page: int) -> bool:
    """Whether the file is one with pages and has this one."""
    return revision.media_type == PDF and 1 <= page <= (revision.pages or 0)


def kept(revision: Paged, wanted: Wanted) -> bytes | None:
    """The picture, where it has been drawn before."""
    try:
        return _place(revision, wanted).read_bytes()
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4096)
def size(sha256: str, path: str, page: int) -> tuple[float, float] | None:
    """Width and height in points of a page of a stored file as displayed, None where it cannot be opened."""
    request = {"path": str((Path(settings.MEDIA_ROOT) / path).resolve()), "page": page, "measure": True}
    with _drawing:
        try:
            answer = _reader.ask(request)
        except ReadError as error:
            log.error("page %s of %s was not measured: %s", page, sha256, error)
            return None
    return tuple(answer["size"]) if "size" in answer else None


def draw(revision: Paged, wanted: Wanted) -> bytes:
    """The picture of a page that the file has, drawn and kept; ``NoPicture`` or ``Busy`` where there is none."""
    if not _drawing.acquire(timeout=PATIENCE):
        raise Busy
    try:
        # Another request may have asked for the same meanwhile.
        return kept(revision, wanted) or _drawn(revision, wanted)
    finally:
        _drawing.release()


# One child draws for the whole process, one picture at a time; it ends with the process.
_drawing = threading.Lock()
_reader = Reader(LIMITS, CHILD)
_drawn_so_far = count(1)
atexit.register(_reader.close)


def _drawn(revision: Paged, wanted: Wanted) -> bytes:
    request = {
        "path": str((Path(settings.MEDIA_ROOT) / revision.path).resolve()),
        "page": wanted.page,
        "strip": wanted.strip,
        "density": DENSITY if wanted.strip else 0,
        "width": wanted.width,
    }
    try:
        answer = _reader.ask(request)
    except ReadError as error:
        log.error("page %s of %s was not drawn: %s", wanted.page, revision.sha256, error)
        raise NoPicture from error
    if "png" not in answer:
        raise NoPicture
    picture = base64.b64decode(answer["png"])
    _keep(_place(revision, wanted), picture)
    if next(_drawn_so_far) % CLEARED_EVERY == 0:
        clear(settings.PAGE_IMAGES_MAX_BYTES)
    return picture


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "page-images"


def _place(revision: Paged, wanted: Wanted) -> Path:
    return _folder() / revision.sha256[:2] / revision.sha256 / wanted.name


def _keep(place: Path, picture: bytes) -> None:
    """Written whole or not at all; never mind when it is lost."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".drawing-", delete=False) as written:
        written.write(picture)
    Path(written.name).replace(place)


def clear(most_bytes: int) -> int:
    """Drop the pictures drawn longest ago until the rest take no more than that; how many were dropped."""
    oldest_first = sorted(_stored())
    total = sum(size for _, size, _ in oldest_first)
    dropped = 0
    for _, size, path in oldest_first:
        if total <= most_bytes:
            break
        path.unlink(missing_ok=True)
        total, dropped = total - size, dropped + 1
    return dropped


def _stored() -> Iterator[tuple[float, int, Path]]:
    for folder, _, names in os.walk(_folder()):
        for name in names:
            path = Path(folder) / name
            found = path.stat()
            yield found.st_mtime, found.st_size, path
