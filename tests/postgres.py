"""A PostgreSQL server for the tests that need one: databases of their own, made and dropped.

``python -m tests.postgres [PYTEST_ARGUMENT…]`` runs every test that asks or changes the database on that server: the
one that ``DATABASE_URL`` or ``TEST_POSTGRES`` names, else the one of this machine.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.conftest import left_out

GIVEN = os.environ.get("DATABASE_URL", "")
SERVER = (
    GIVEN
    if GIVEN.startswith("postgres")
    else os.environ.get("TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
)
_databases = count(1)


def _place() -> str:
    """Where the server is, without its password."""
    parts = urlsplit(SERVER)
    return f"{parts.hostname}:{parts.port or 5432}"


def reachable() -> bool:
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def database(address: str = SERVER) -> Iterator[str]:
    """The address of an empty database, for as long as this is open; OperationalError without a server."""
    name = f"juesuan_test_{os.getpid()}_{next(_databases)}"
    with psycopg.connect(address, autocommit=True, connect_timeout=3) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def database_or_left_out() -> Iterator[str]:
    """The same for a test, which is left out with one loud line where no server answers."""
    if not reachable():
        left_out["tests on PostgreSQL"] = f"no server answers at {_place()}"
        pytest.skip("no PostgreSQL")
    with database() as address:
        yield address


def main(arguments: list[str]) -> int:
    """What pytest returns; 0 with one loud line where no server answers."""
    if not reachable():
        print(f">>> LEFT OUT: the tests on PostgreSQL: no server answers at {_place()}")
        return 0
    # Django makes a database test_… of that name and drops it; two runs at once have two.
    address = urlunsplit(urlsplit(SERVER)._replace(path=f"/juesuan_{os.getpid()}"))
    command = [sys.executable, "-m", "pytest", "--database", *arguments]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
