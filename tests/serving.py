"""A real site with the samples, on a port and a database of its own: what `make run` serves."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

USER, PASSWORD = "editor", "open-sesame-42"
STARTS_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Site:
    url: str
    data: Path


SAMPLES = (
    ("ingest", "--publish", "ingest/samples"),
    ("createsuperuser", "--noinput", "--verbosity", "0"),
)


@contextmanager
def served(data: Path, filled: Iterable[tuple[str, ...]] = SAMPLES) -> Iterator[Site]:
    """The site while it runs; TimeoutError where it does not start.

    ``data`` is an empty folder; ``filled`` are the commands that put something there: the samples and one account.
    """
    port = _free_port()
    environment = os.environ | {
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "DEBUG": "false",
        "SECRET_KEY": "only-for-the-browser-tests",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SUPERUSER_USERNAME": USER,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SUPERUSER_EMAIL": "editor@example.org",
    }
    for command in (
        ("migrate", "--verbosity", "0"),
        ("collectstatic", "--noinput", "--ignore", "readme", "--verbosity", "0"),
        *filled,
    ):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    serve = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(serve, cwd=ROOT, env=environment) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{url}/healthz", server)
            yield Site(url, data)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {STARTS_WITHIN} s")
