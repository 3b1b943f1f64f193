"""A database full of copies for a benchmark: made for the run and dropped after it, or kept for the next."""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql

from tests import postgres
from tests.benchmarks import copies

ROOT = Path(__file__).resolve().parents[2]
MADE = ("migrate", "-v0"), ("ingest", "--publish", "ingest/samples"), ("collectstatic", "-v0", "--noinput")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which database: how many reports, and whether it is kept."""
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument(
        "--folder", type=Path, help="keep the database here; on PostgreSQL under the folder's name"
    )


@contextmanager
def filled(given: argparse.Namespace) -> Iterator[None]:
    """Django on a database with that many reports: on SQLite, or on the server of ``DATABASE_URL``."""
    with tempfile.TemporaryDirectory(prefix="many-") as passing, _database(given.folder) as address:
        folder = given.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ |= {"DATA_DIR": str(folder), "DATABASE_URL": address or f"sqlite:///{folder}/db.sqlite3"}
        os.environ |= {"DEBUG": "false", "ALLOWED_HOSTS": "testserver", "SECRET_KEY": "k" * 50}
        os.environ["DJANGO_SETTINGS_MODULE"] = "disclosures.settings"
        django.setup()
        _migrated()
        _fill(given.reports)
        yield
        connection.close()


@contextmanager
def _database(folder: Path | None) -> Iterator[str]:
    """The address of a database on PostgreSQL, "" for a file."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
    elif folder is None:
        with postgres.database(server) as address:
            yield address
    else:
        name = f"juesuan_{folder.name}"
        with psycopg.connect(server, autocommit=True) as asked:
            if not asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                asked.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _migrated() -> None:
    """The samples are there, and the schema is today's; in processes of their own, as a person runs them."""
    commands = MADE if not connection.introspection.table_names() else MADE[::2]
    connection.close()
    for command in commands:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )


def _fill(reports: int) -> None:
    held = apps.get_model("disclosures", "Disclosure").objects.count()
    begun = time.perf_counter()
    if held < reports:
        copies.fill(reports)
    for derived in ("disclosures.comparison.board_lines", "disclosures.tallies"):
        importlib.import_module(derived).rebuild_lacking()
    size = apps.get_model("disclosures", "SearchDocument").objects.count()
    taken = f", filled in {time.perf_counter() - begun:.0f} s" if held < reports else ""
    print(
        f"{connection.vendor}: {max(held, reports):,} reports, {size:,} search documents{taken}", flush=True
    )
