"""A site with a database and files of its own, served as people serve it, whose processes can be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.postgres import database

USER, PASSWORD = "editor", "open-sesame-42"
STARTS_WITHIN, ENDS_WITHIN = 60.0, 40.0  # seconds


@dataclass(frozen=True)
class Place:
    """A folder and the address of a database; ``settings`` are further environment variables."""

    folder: Path
    database: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        given = {"DATA_DIR": str(self.folder), "DATABASE_URL": self.database, "DEBUG": "true"}
        # Compiled once, as on a machine where the site is installed.
        compiled = {
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.folder.parent / "compiled"),
        }
        return os.environ | given | compiled | self.settings

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def manage(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A management command of this site."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment | more, capture_output=True, text=True, check=False
        )

    def prepare(self) -> None:
        """The tables and one account."""
        given = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD, "DJANGO_SUPERUSER_EMAIL": "editor@example.org"}
        for command in (["migrate", "-v0"], ["createsuperuser", "--noinput", "-v0", "--username", USER]):
            done = self.manage(*command, **given)
            assert done.returncode == 0, done.stderr

    def faults(self) -> list[dict[str, str]]:
        """What ``check_integrity`` finds."""
        done = self.manage("check_integrity", "--json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout)["faults"]

    def stored(self) -> list[str]:
        """The SHA-256 of each file that lies in its place."""
        return sorted(path.stem for path in (self.folder / "media" / "uploads").glob("??/*"))

    def running(self) -> list[int]:
        """Every process that was started for this site and still runs."""
        mark = f"DATA_DIR={self.folder}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdecimal() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found


@contextmanager
def place(folder: Path, server: str, **settings: str) -> Iterator[Place]:
    """A prepared site in an empty folder: on SQLite where ``server`` is "", else on that PostgreSQL server."""
    folder.mkdir(parents=True, exist_ok=True)
    if not server:
        made = Place(folder, f"sqlite:///{folder / 'db.sqlite3'}", settings)
        made.prepare()
        yield made
        return
    with database(server) as address:
        made = Place(folder, address, settings)
        made.prepare()
        yield made


@dataclass
class Served:
    """``manage.py serve`` while it runs."""

    at: Place
    port: int
    process: subprocess.Popen

    def web(self) -> list[int]:
        """The web server's processes: the one that listens and those that answer."""
        masters = [pid for pid in _children(self.process.pid) if "granian" in _command(pid)]
        return masters + [pid for master in masters for pid in _children(master)]

    def workers(self) -> list[int]:
        return [pid for pid in _children(self.process.pid) if " work " in _command(pid)]


@contextmanager
def served(at: Place, workers: int, role: str = "all") -> Iterator[Served]:
    """The site while it runs; AssertionError where it does not start, does not end or leaves a process behind."""
    port = _free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    command += ["--workers", str(workers), "--role", role]
    with at.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=at.environment, stdout=log, stderr=log)
    try:
        if role != "worker":
            _wait(f"http://127.0.0.1:{port}/healthz", process)
        yield Served(at, port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(ENDS_WITHIN)
        finally:
            process.kill()
            time.sleep(3)  # a reading process notices within two seconds that nobody waits for it
            left = at.running()
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    assert not left, f"processes left behind: {left}"


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert server.poll() is None, "the site stopped"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer within {STARTS_WITHIN:.0f} s")
