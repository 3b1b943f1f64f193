"""Restore drills: a backup taken while work goes on comes back whole; one that is not whole is refused."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from ingest.backup import restore
from ingest.backup.copy import Unfit
from tests.conftest import ROOT
from tests.ingest.reports import report_text
from tests.postgres import database_or_left_out

ANSWERS = """
import hashlib
from django.test import Client
from disclosures.models import Disclosure

client = Client(SERVER_NAME="localhost")
shown = list(Disclosure.objects.published().select_related("department", "current"))
for one in shown:
    page = client.get(f"/o/{one.department.slug}/{one.year}/")
    assert page.status_code == 200 and one.department.name in page.content.decode(), page
    assert one.figures.exists(), one
    file = client.get(f"/file/{one.current.sha256}/a.txt")
    assert hashlib.sha256(file.getvalue()).hexdigest() == one.current.sha256, file
print(len(shown))
"""


@dataclass(frozen=True)
class Place:
    """A site of its own: its folder and its database."""

    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "disclosures.settings",
        }

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command, environment = [sys.executable, "manage.py", *arguments], self.environment | environment
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    def done(self, *arguments: str) -> str:
        ran = self.run(*arguments)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def writer(self, stop: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.ingest.writer", str(stop)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)

    def shown(self) -> int:
        """How many reports readers see; each has its page, its numbers and its file."""
        return int(self.done("shell", "--verbosity", "0", "--command", ANSWERS).splitlines()[-1])

    def files(self) -> int:
        return sum(path.is_file() for path in (self.folder / "media" / "uploads").glob("??/*"))


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request, tmp_path):
    """A site with the schema and one that has nothing at all."""
    if request.param == "sqlite":
        first, second = (f"sqlite:///{tmp_path / name / 'db.sqlite3'}" for name in ("a", "b"))
        (tmp_path / "a").mkdir()
        yield _migrated(Place(tmp_path / "a", first)), Place(tmp_path / "b", second)
        return
    with database_or_left_out() as first, database_or_left_out() as second:
        yield _migrated(Place(tmp_path / "a", first)), Place(tmp_path / "b", second)


def _migrated(place: Place) -> Place:
    place.done("migrate", "--verbosity", "0")
    return place


def test_what_was_backed_up_while_work_went_on_comes_back_whole(places, tmp_path):
    site, empty = places
    stop, backups = tmp_path / "stop", tmp_path / "backups"
    backups.mkdir()
    writer = site.writer(stop)
    try:
        _until(lambda: site.files() >= 3, writer)
        before, shown = site.files(), site.shown()
        said = site.done("backup", str(backups))
        _until(lambda: site.files() > before, writer)
    finally:
        stop.touch()
        published, _ = writer.communicate(timeout=180)
    assert writer.returncode == 0
    assert int(published) > 2

    (backup,) = backups.glob("*.tar")
    assert str(backup) in said
    restored = empty.done("restore", str(backup))
    assert restored.splitlines()[-1] == "文件、数据库和现行版本一致"
    assert 3 <= empty.files() <= site.files()
    assert not list((site.folder / "media").glob(".backup-*"))
    assert 1 <= shown <= empty.shown() <= site.shown()

    again = empty.run("restore", str(backup))
    assert again.returncode != 0
    assert "目标不是空的" in again.stderr
    assert "一致" in empty.done("restore", "--force", str(backup))


def test_without_the_programs_of_postgresql_nothing_is_written_and_it_is_said(tmp_path):
    with database_or_left_out() as address:
        site = _migrated(Place(tmp_path / "a", address))
        ran = site.run("backup", str(tmp_path / "one.tar"), PATH=str(tmp_path))
    assert ran.returncode != 0
    assert "没有备份：没有安装 pg_dump（postgresql-client）" in ran.stderr
    assert not (tmp_path / "one.tar").exists()


def _until(holds, process, patience=180.0):
    until = time.monotonic() + patience
    while not holds():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A site with one published report, and its backup."""
    folder = tmp_path_factory.mktemp("kept")
    site = _migrated(Place(folder, f"sqlite:///{folder / 'db.sqlite3'}"))
    (folder / "report.txt").write_bytes(report_text())
    site.done("ingest", "--publish", str(folder / "report.txt"))
    site.done("backup", str(folder / "one.tar"))
    return site


@pytest.fixture
def backup(kept, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("this backup is one of SQLite")
    return Path(shutil.copy(kept.folder / "one.tar", tmp_path))


def _rewritten(backup, change):
    """The backup with each entry as ``change(name, content)`` gives it; None leaves it out."""
    other = backup.with_name("other.tar")
    with tarfile.open(backup) as tar, tarfile.open(other, "w") as written:
        for entry in tar:
            name, content = change(entry.name, tar.extractfile(entry).read()) or (None, b"")
            if name:
                entry.name, entry.size = name, len(content)
                written.addfile(entry, io.BytesIO(content))
    return other


def test_a_backup_as_it_was_written_is_whole(backup):
    names = {entry["name"].rpartition(".")[2] for entry in restore.verify(backup)["entries"]}
    assert names == {"sqlite3", "txt"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda name, content: (name, content + b" ") if ".txt" in name else (name, content), "清单不符"),
        (lambda name, content: None if ".txt" in name else (name, content), "清单不符"),
        (lambda name, content: None if name == "manifest.json" else (name, content), "不是完整的备份"),
        (lambda name, content: (name.replace("uploads/", "uploads/../../../"), content), "不该有的东西"),
        (lambda name, content: (name, content.replace(b'"format": 1', b'"format": 9')), "备份格式"),
        (lambda name, content: (name, content.replace(b'"sqlite"', b'"postgresql"')), "备份来自"),
    ],
    ids=["changed", "lacking", "no manifest", "another place", "another format", "another database"],
)
def test_a_backup_that_is_not_whole_is_refused(backup, change, why):
    with pytest.raises(Unfit, match=why):
        restore.verify(_rewritten(backup, change))


def test_a_backup_that_was_cut_short_is_refused_and_nothing_is_touched(backup, tmp_path):
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    target = tmp_path / "b"
    ran = Place(target, f"sqlite:///{target / 'db.sqlite3'}").run("restore", str(backup))
    assert ran.returncode != 0
    assert "没有恢复" in ran.stderr
    assert not target.exists()


def test_a_backup_takes_no_others_place_and_says_which_files_were_wrong_already(kept, tmp_path):
    again = kept.run("backup", str(kept.folder / "one.tar"))
    assert again.returncode != 0
    assert "已存在" in again.stderr
    (stored,) = (kept.folder / "media" / "uploads").glob("??/*")
    stored.write_bytes(b"changed")
    ran = kept.run("backup", str(tmp_path / "two.tar"))
    assert ran.returncode == 1
    assert stored.name in ran.stderr
