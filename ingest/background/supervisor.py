"""Keeps processes running: what dies is started again, what is told to end ends with all its children.

Plain Python, no Django.
"""

import ctypes
import logging
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field

log = logging.getLogger(__name__)
GRACE = 20.0  # seconds between asking a process to end and telling it to leave what it is doing
LAST = 5.0  # … and from then to killing it
LOOK_EVERY = 0.2
CALM = 10.0  # seconds after which a process counts as well started
LONGEST_PAUSE = 5.0  # a site that is away longer than that is worse than a start every few seconds


LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """A supervisor that is killed takes its children along: nobody else would end them."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Kept:
    """One process that is kept running; ``pause`` grows while it dies soon after its start."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    started: float = 0.0
    again_at: float = 0.0
    pause: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | self.environment,
            preexec_fn=_end_with_parent,
            start_new_session=True,
        )
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it where it does not run and its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lasted = now - self.started
            self.pause = 0.2 if lasted > CALM else min(LONGEST_PAUSE, max(0.2, self.pause * 2))
            self.again_at = now + self.pause
            log.error(
                "%s ended with %s after %.0f s; again in %.1f s",
                self.name,
                self.process.returncode,
                lasted,
                self.pause,
            )
            _end_rest(self.process)
            self.process = None
        if self.process is None and now >= self.again_at:
            self.start()


def _end_rest(process: subprocess.Popen) -> None:
    """What a killed process leaves behind goes too: a web server's child would keep the port and the old code."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class Supervisor:
    """Runs until SIGTERM or SIGINT, or until nothing is kept."""

    def __init__(self, kept: list[Kept]) -> None:
        self.kept = kept
        self.ending = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        while not self.ending:
            for one in self.kept:
                one.look()
            time.sleep(LOOK_EVERY)
        self.stop()

    def _end(self, number: int, frame: object) -> None:
        self.ending = True

    def stop(self) -> None:
        """Ask all to end, and once more, upon which a worker gives back the file in its hands; kill what is left."""
        running = [one.process for one in self.kept if one.process is not None]
        for patience in (GRACE, LAST):
            for process in running:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
            _wait(running, patience)
        for process in running:
            if process.poll() is None:
                log.error("process %s did not end and is killed", process.pid)
                process.kill()
                process.wait()
            _end_rest(process)


def _wait(running: list[subprocess.Popen], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(process.poll() is None for process in running):
        time.sleep(LOOK_EVERY / 4)
