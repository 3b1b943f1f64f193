"""A backup back into a database and a folder: verified as a whole before anything is touched."""

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from disclosures.models import Revision
from ingest import files
from ingest.backup.copy import DATABASES, FORMAT, MANIFEST, MEDIA, Unfit, run
from ingest.models import ImportJob, Upload, Worker

BLOCK = 1 << 20
# The site owns every table and function of its schema, but those of extensions; what a later version added goes as
# well.
EMPTIED = """DO $$ DECLARE name text; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
EXECUTE 'DROP TABLE ' || quote_ident(name) || ' CASCADE'; END LOOP;
FOR name IN SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
EXECUTE 'DROP FUNCTION ' || name; END LOOP; END $$"""


def verify(source: Path) -> dict[str, Any]:
    """The manifest of a backup whose every entry is as it says; ``Unfit`` where one is not."""
    try:
        with tarfile.open(source) as tar:
            found = {entry.name: _digest(tar, entry) for entry in tar}
            manifest = json.loads(_content(tar, tar.getmember(MANIFEST)).read())
    except (tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise Unfit(f"不是完整的备份：{error}") from error
    if manifest.get("format") != FORMAT:
        raise Unfit(f"不认识的备份格式：{manifest.get('format')}")
    if manifest["engine"] != connection.vendor:
        raise Unfit(f"备份来自 {manifest['engine']}，现在的数据库是 {connection.vendor}。")
    told = {entry["name"]: entry["sha256"] for entry in manifest["entries"]}
    del found[MANIFEST]
    differing = sorted(name for name in {*told, *found} if told.get(name) != found.get(name))
    if differing or DATABASES[connection.vendor] not in told:
        raise Unfit("备份与其清单不符：" + "、".join(differing[:5] or ["没有数据库"]))
    return manifest


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry)
    if not entry.isreg() or content is None:
        raise Unfit(f"备份里有不该有的东西：{entry.name}")
    return content


def _digest(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    _place(entry.name)
    digest = hashlib.sha256()
    with _content(tar, entry) as content:
        while block := content.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _place(name: str) -> Path | None:
    """Where an entry belongs under the media folder, None for the database and the manifest; ``Unfit``."""
    if name in (MANIFEST, *DATABASES.values()):
        return None
    path = PurePosixPath(name)
    folders = (files.FOLDER, files.ASIDE)
    if (
        path.parts[:1] != (MEDIA,)
        or len(path.parts) < 3
        or path.parts[1] not in folders
        or ".." in path.parts
    ):
        raise Unfit(f"备份里有不该有的东西：{name}")
    return Path(settings.MEDIA_ROOT).joinpath(*path.parts[1:])


def held() -> list[str]:
    """What the target holds already, in words: rows of each kind, files."""
    tables = set(connection.introspection.table_names())
    kinds = (Upload, Revision, ImportJob, get_user_model())
    rows = [
        f"{model._meta.verbose_name} {count}"
        for model in kinds
        if model._meta.db_table in tables and (count := model.objects.count())
    ]
    stored = sum(1 for _ in files.stored())
    return [*rows, *([f"文件 {stored}"] if stored else [])]


def readers_alive() -> bool:
    """Whether processes work on the target just now."""
    there = Worker._meta.db_table in connection.introspection.table_names()
    return there and Worker.objects.alive().exists()


def restore(source: Path, force: bool = False) -> int:
    """Put everything back; how many files. ``Unfit`` where the target holds something, unless ``force``.

    Files come first: with the database what it names is there. Files that the backup does not know stay.
    """
    manifest = verify(source)
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    if readers_alive():
        raise Unfit("网站还在运行：先停下 serve，再恢复。")
    found = held()
    if found and not force:
        raise Unfit("目标不是空的（" + "，".join(found) + "）；要覆盖请加 --force。")
    with tarfile.open(source) as tar:
        placed = [_put(_content(tar, entry), place) for entry in tar if (place := _place(entry.name))]
        with _unpacked(tar, DATABASES[manifest["engine"]]) as dump:
            _load(dump)
    return len(placed)


def _put(content: IO[bytes], place: Path) -> None:
    """Write a file beside its place, flush it, rename it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".restoring-", delete=False) as written:
        while block := content.read(BLOCK):
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    Path(written.name).chmod(0o644)
    Path(written.name).replace(place)


@contextmanager
def _unpacked(tar: tarfile.TarFile, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=settings.MEDIA_ROOT, prefix=".restoring-") as folder:
        place = Path(folder) / name
        _put(_content(tar, tar.getmember(name)), place)
        yield place


def _load(dump: Path) -> None:
    """Replace the database by the dump, in one transaction."""
    connection.close()
    if connection.vendor == "postgresql":
        script = dump.with_suffix(".sql")
        run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump), connected=False)
        run("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--command={EMPTIED}", f"--file={script}")  # fmt: skip
        return
    with (
        closing(sqlite3.connect(dump)) as copy,
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as into,
    ):
        copy.backup(into)
