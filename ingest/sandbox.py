"""Read files in a child process with limits, so that no file can hurt or hold up the caller.

A file of a few hundred bytes can loop for ever, take a gigabyte, or abort the process that reads it. The child
has limits on address space and CPU time, is killed with its whole process group when it takes too long or
says too much, and is replaced for the next file when it dies or has grown. It gets no secrets: its environment
is empty but for the locale; and it gives up the network itself (``ingest.parsing.confinement``). Plain Python,
no Django.
"""

import hashlib
import json
import logging
import mimetypes
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from ingest.limited import cpu_seconds, resident, set_limit
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.progress import Progress, Stage, Tell, silent

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
CHILD = (sys.executable, "-m", "ingest.parsing")
# No secrets; and memory that recognising a page took goes back to the system, whichever thread took it.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "8000000",
}
MEMORY_SIGNS = ("MemoryError", "bad_alloc", "Cannot allocate memory")
WRITTEN_BYTES = 1 << 20
GROWN = 300 * 1024 * 1024  # bytes in memory after a file: the next one gets a new child
BEAT_EVERY = 5.0  # seconds between two signs of life while a file is read
PICTURES_PATIENCE = (
    5  # times as patient with a child that recognises pages: its signs come after each batch of lines
)


def _quiet() -> None:
    """Nobody holds a lease."""


def _unheard(answer: dict[str, Any]) -> None:
    """Nobody waits for a part of the report."""


@dataclass(frozen=True)
class Limits:
    """Bytes and pages of one file, wall and CPU seconds for it, bytes of address space, bytes of its answer.

    A file with pages that have to be recognised gets ``page_seconds`` more for each, and ``picture_memory``: the
    engine maps far more than it uses. The child takes that for itself before it loads the engine.
    """

    file_bytes: int = 50 * 1024 * 1024
    seconds: float = 120
    page_seconds: float = 15
    memory: int = 1024 * 1024 * 1024
    picture_memory: int = 3 * 1024 * 1024 * 1024
    answer_bytes: int = 32 * 1024 * 1024
    pages: int = 500


def read(
    files: Iterable[tuple[Path, str]], limits: Limits, child: tuple[str, ...] = CHILD
) -> Iterator[dict[str, Any]]:
    """One object of ``parse --json`` a file, in order; a file that cannot be read has ``error`` in its own."""
    with Reader(limits, child) as reader:
        for path, name in files:
            yield reader.read(path, name)


class Reader:
    """Reads file after file; one child serves as long as it lives. Not for two threads at once."""

    def __init__(self, limits: Limits, child: tuple[str, ...] = CHILD) -> None:
        self.limits = limits
        self.command = child
        self.process: subprocess.Popen | None = None
        self.errors: BinaryIO | None = None
        self.deadline = 0.0
        self.patience = self.waits = (
            limits.seconds
        )  # for a sign of life: as asked, and of what is done just now

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def close(self) -> None:
        """End the child; the next request gets a new one."""
        self._stop()

    def read(
        self,
        path: Path,
        name: str,
        tell: Tell = silent,
        patience: float | None = None,
        beat: Callable[[], None] = _quiet,
        early: Callable[[dict[str, Any]], None] = _unheard,
    ) -> dict[str, Any]:
        """The object of ``parse --json`` for one file, with ``error`` where it could not be read.

        ``tell`` hears how far the reading has come; a child that says nothing for ``patience`` seconds has timed
        out, one that recognises pages after ``PICTURES_PATIENCE`` times as many. ``beat`` is called every few seconds meanwhile; what it raises ends the reading. ``early`` is given the
        object that the statements alone make, where prose takes longer.
        """
        try:
            self._refuse_unfit(path)
            request = {"path": str(path.resolve()), "name": name, "max_pages": self.limits.pages}
            answer = self.ask(request, tell, patience, beat, early)
        except ReadError as error:
            answer = {"error": {"code": error.reason.value, "message": str(error)}}
        return {"source": _source(path, name)} | answer if "error" in answer else answer

    def _refuse_unfit(self, path: Path) -> None:
        if not path.is_file():
            raise ReadError(Reason.NOT_FOUND)
        if not os.access(path, os.R_OK):
            raise ReadError(Reason.NOT_FOUND, "没有读取权限")
        if path.stat().st_size > self.limits.file_bytes:
            raise ReadError(Reason.TOO_LARGE, f"上限 {self.limits.file_bytes / 1024 / 1024:.4g} MB")

    def ask(
        self,
        request: dict[str, Any],
        tell: Tell = silent,
        patience: float | None = None,
        beat: Callable[[], None] = _quiet,
        early: Callable[[dict[str, Any]], None] = _unheard,
    ) -> dict[str, Any]:
        """The child's answer to one request, an object each; ``ReadError`` where it gave none."""
        process = self._child()
        self._allow(self.limits.seconds)
        self.patience = self.waits = patience or self.limits.seconds
        try:
            process.stdin.write(f"{json.dumps(request)}\n".encode("ascii"))
            lines = self._lines(process, beat)
            answer = clean(self._answer(lines, tell, early))
        except BrokenPipeError:
            raise self._why_it_died() from None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            self._stop()
            raise ReadError(Reason.CRASHED) from error
        if answer.get("error", {}).get("code") == Reason.OUT_OF_MEMORY or resident(process.pid) > GROWN:
            self._stop()
        return answer

    def _child(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            self._stop()
            self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in _stop)
            self.process = subprocess.Popen(
                self.command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                cwd=ROOT,
                env=ENVIRONMENT,
                start_new_session=True,
            )
            # Set from outside, before the first file.
            set_limit(self.process.pid, resource.RLIMIT_AS, self.limits.memory, self.limits.picture_memory)
            set_limit(self.process.pid, resource.RLIMIT_FSIZE, WRITTEN_BYTES)
            set_limit(self.process.pid, resource.RLIMIT_CORE, 0)
        return self.process

    def _allow(self, seconds: float) -> None:
        """From now on the child may take ``seconds``, on every processor."""
        self.deadline = time.monotonic() + seconds
        used = cpu_seconds(self.process.pid)
        set_limit(self.process.pid, resource.RLIMIT_CPU, used + int(seconds * (os.cpu_count() or 1)) + 1)

    def _answer(
        self, lines: Iterable[bytes], tell: Tell, early: Callable[[dict[str, Any]], None]
    ) -> dict[str, Any]:
        """The object that the child writes after its progress."""
        for line in lines:
            said = json.loads(line)
            if not isinstance(said, dict):
                raise ValueError("no object")
            if "early" in said:
                early(clean(said["early"]))
                continue
            if "progress" not in said:
                return said
            tell(self._allowed(said["progress"]))
        raise self._why_it_died()

    def _allowed(self, said: dict[str, Any]) -> Progress:
        """How far the child has come; with pages to recognise it is given the time for them."""
        progress = Progress(Stage(said["stage"]), int(said["page"]), int(said["pages"]))
        self.waits = self.patience * (PICTURES_PATIENCE if progress.slow else 1)
        if progress.stage is Stage.PICTURES and progress.page == 1:
            self._allow(
                self.limits.seconds + self.limits.page_seconds * min(progress.pages, self.limits.pages)
            )
        return progress

    def _lines(self, process: subprocess.Popen, beat: Callable[[], None]) -> Iterator[bytes]:
        """The lines that the child writes until it ends or has said or taken too much."""
        output = process.stdout.fileno()
        left, rest = self.limits.answer_bytes, bytearray()
        while self._says_more(output, beat):
            part = os.read(output, 1 << 16)
            if not part:
                return
            left -= len(part)
            if left < 0:
                self._stop()
                raise ReadError(Reason.TOO_LARGE, "读出的内容过多")
            *whole, last = part.split(b"\n")
            for piece in whole:
                yield bytes(rest + piece)
                rest.clear()
            rest += last

    def _says_more(self, output: int, beat: Callable[[], None]) -> bool:
        """Wait until the child says something or ends; ``ReadError`` where it takes too long."""
        poll = select.poll()
        poll.register(output, select.POLLIN)
        until = min(self.deadline, time.monotonic() + self.waits)
        while not poll.poll(max(0, min(until - time.monotonic(), BEAT_EVERY)) * 1000):
            if time.monotonic() >= until:
                self._stop()
                raise self._too_slow(self.waits if until < self.deadline else self.limits.seconds)
            beat()
        return True

    def _too_slow(self, seconds: float) -> ReadError:
        return ReadError(Reason.TIMED_OUT, f"上限 {seconds:g} 秒")

    def _why_it_died(self) -> ReadError:
        code = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode(errors="replace").strip()
        log.error("the reading process ended with %s: %s", code, said.rpartition("\n")[2])
        self._stop()
        if code == -signal.SIGXCPU:
            return self._too_slow(self.limits.seconds)
        if code == -signal.SIGKILL or any(sign in said for sign in MEMORY_SIGNS):
            return ReadError(Reason.OUT_OF_MEMORY)
        return ReadError(Reason.CRASHED)

    def _stop(self) -> None:
        """End the child and whatever it started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            stream.close()
        self.process = self.errors = None


def clean(value: Any) -> Any:
    """JSON without what a database or a page cannot hold: NUL and other controls, lone surrogates."""
    if isinstance(value, str):
        if value.isprintable():
            return value
        return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, list) else value


def _source(path: Path, name: str) -> dict[str, Any]:
    """What can be said of a file that was not read."""
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        sha256 = None
    return {"name": name, "sha256": sha256, "media_type": media_type}
