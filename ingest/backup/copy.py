"""A copy of everything that cannot be made again, taken while work goes on; and the way back.

One tar holds the database as it was at one moment, every file that it names, and a manifest with the digest of each.
The moment is taken while nobody brings or takes files, and lasts milliseconds: the database's own snapshot, and a
second name for each file, so that what is taken away meanwhile is still copied. Copying goes on outside it.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from disclosures.models import Revision, RevisionFile
from ingest import files
from ingest.models import Upload

FORMAT = 1
MANIFEST, MEDIA = "manifest.json", "media"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
HELD = ".backup-"
BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class Unfit(Exception):
    """It cannot be backed up or restored like this; the message says why. Nothing has been changed."""


@dataclass(frozen=True)
class Written:
    """``wrong``: files that were missing or changed already when they were copied."""

    path: Path
    files: int
    size: int
    wrong: tuple[str, ...]


class Snapshot:
    """The database as it is at one moment, for as long as this is open."""

    def __init__(self) -> None:
        self.vendor = connection.vendor
        if self.vendor == "sqlite":
            if connection.is_in_memory_db():
                raise Unfit("数据库在内存里，没有可备份的文件。")
            self.raw: Any = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        else:
            self.raw = connection.get_new_connection(connection.get_connection_params())
            self.raw.autocommit = True
        self.raw.execute(BEGIN[self.vendor])
        self.name = ""
        if self.vendor == "postgresql":
            self.name = self.raw.execute("SELECT pg_export_snapshot()").fetchone()[0]

    def close(self) -> None:
        self.raw.close()

    def named(self) -> dict[str, str]:
        """Path → digest of every file that a row names."""
        tables = (model._meta.db_table for model in (Upload, Revision, RevisionFile))
        asked = " UNION ".join(f"SELECT path, sha256 FROM {table}" for table in tables)
        return dict(self.raw.execute(asked).fetchall())

    def dump(self, place: Path) -> None:
        if self.vendor == "postgresql":
            run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={self.name}",
                 f"--file={place}")  # fmt: skip
            return
        with closing(sqlite3.connect(place)) as copy:
            self.raw.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete in itself


def run(program: str, *arguments: str, connected: bool = True) -> None:
    """A program of PostgreSQL on the site's database; its password goes by the environment. ``Unfit``."""
    if shutil.which(program) is None:
        raise Unfit(f"没有安装 {program}（postgresql-client）。")
    (_, *place, name), environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *((*place, f"--dbname={name}") if connected else ()), *arguments]
    done = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, text=True)
    if done.returncode:
        raise Unfit(f"{program}：{done.stderr.strip()[-500:]}")


@contextmanager
def _moment(held: Path) -> Iterator[tuple[Snapshot, dict[str, str]]]:
    """The database at one moment, and under ``held`` a second name of every file that it knew then."""
    with ExitStack() as stack:
        with files.guarded():
            snapshot = stack.enter_context(closing(Snapshot()))
            named = snapshot.named()
            for path in (*named, *_set_aside()):
                _name_again(Path(settings.MEDIA_ROOT) / path, held / path)
        yield snapshot, named


def _set_aside() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return [path.relative_to(root).as_posix() for path in sorted((root / files.ASIDE).glob("*"))]


def _name_again(file: Path, place: Path) -> None:
    """A hard link, or a copy where the file system has none; nothing where the file is missing."""
    if not file.is_file():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, place)


def write(place: Path) -> Written:
    """Write a backup to a new file, or into a folder under a name with the time; ``Unfit``, ``OSError``."""
    target = place / f"juesuan-{timezone.localtime():%Y%m%d-%H%M%S}.tar" if place.is_dir() else place
    if target.exists():
        raise Unfit(f"{target} 已存在。")
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        held = stack.enter_context(tempfile.TemporaryDirectory(dir=settings.MEDIA_ROOT, prefix=HELD))
        partial = stack.enter_context(tempfile.TemporaryDirectory(dir=target.parent, prefix=HELD))
        dump, unfinished = Path(partial) / "database", Path(partial) / target.name
        with _moment(Path(held)) as (snapshot, named):
            snapshot.dump(dump)
        wrong = _pack(unfinished, dump, Path(held), named)
        unfinished.replace(target)  # only what is whole bears the name
    return Written(target, len(named) - len(wrong), target.stat().st_size, wrong)


def _pack(place: Path, dump: Path, held: Path, named: dict[str, str]) -> tuple[str, ...]:
    """Write the tar and flush it; which files were missing or changed already."""
    wrong = []
    with place.open("xb") as written:
        place.chmod(0o600)  # it holds the accounts
        with tarfile.open(fileobj=written, mode="w") as tar:
            entries = [_add(tar, dump, DATABASES[connection.vendor])]
            for file in sorted(path for path in held.rglob("*") if path.is_file()):
                path = file.relative_to(held).as_posix()
                entries.append(_add(tar, file, f"{MEDIA}/{path}"))
                if named.get(path, entries[-1]["sha256"]) != entries[-1]["sha256"]:
                    wrong.append(path)
            wrong += [path for path in named if not (held / path).is_file()]
            _add_manifest(tar, entries, wrong)
        written.flush()
        os.fsync(written.fileno())
    return tuple(sorted(wrong))


def _add(tar: tarfile.TarFile, file: Path, name: str) -> dict[str, Any]:
    """Put a file into the tar; its line of the manifest."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = file.stat().st_size, int(file.stat().st_mtime), 0o644
    with file.open("rb") as content:
        tar.addfile(entry, content)
    return {"name": name, "sha256": digest, "size": entry.size}


def _add_manifest(tar: tarfile.TarFile, entries: list[dict[str, Any]], wrong: list[str]) -> None:
    """The last entry: a tar that was cut short has none."""
    told = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "engine": connection.vendor,
        "entries": entries,
        "wrong_already": wrong,
    }
    plain = json.dumps(told, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mtime, entry.mode = len(plain), int(timezone.now().timestamp()), 0o644
    tar.addfile(entry, io.BytesIO(plain))
