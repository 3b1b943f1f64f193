"""The n-th failing write, flush, rename, removal, change of a row or commit, for n = 1, 2, … until none is left.

A file is sent through the upload page, read by a worker and published through its page while one step fails: once
alone, as a disk or a database does for a moment, and once with all that would follow, as when the power goes. What
is left is consistent at once, says the truth to the sender, and the next try succeeds.
"""

import errno
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from disclosures.models import Figure, Revision
from ingest import files, pipeline
from ingest.background import leases, tasks
from ingest.integrity import faults
from ingest.models import Action, AuditEntry, ImportJob, JobState, Upload
from tests.ingest.reports import report_text

CHANGES = ("INSERT", "UPDATE", "DELETE")
ENOUGH = 400  # steps: a run that has more goes in circles
# PostgreSQL takes longer; every third step there tells what every one does on SQLite.
EVERY = int(os.environ.get("FAILURES_EVERY", "1" if connection.vendor == "sqlite" else "3"))
KEPT = {"django_content_type", "auth_group", "auth_permission", "auth_group_permissions"}
NEW = {"outcome": "new", "subject": "420107 武汉市青山区人民政府办公室"}
FILE_AND_COMMIT = ("open", "write", "fsync", "rename", "remove", "commit", "committed")
FULL, BROKEN = OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EIO, "I/O error")

pytestmark = pytest.mark.django_db(transaction=True)


class Down(Exception):
    """What failed ended the process, or a person got no proper answer: somebody has to try again."""


@dataclass
class Saboteur:
    """Lets the n-th step fail, and every later one where ``for_good``; ``seen`` is what there is to fail."""

    number: int
    for_good: bool = False
    kinds: tuple[str, ...] = FILE_AND_COMMIT
    unflushed: OSError = BROKEN
    seen: list[str] = field(default_factory=list)

    def step(self, kind: str, error: Exception) -> None:
        if kind not in self.kinds:
            return
        self.seen.append(kind)
        if len(self.seen) == self.number or (self.for_good and len(self.seen) > self.number):
            raise error

    @property
    def struck(self) -> bool:
        return len(self.seen) >= self.number

    def failing(self, kind, function, error):
        def tried(*args, **kwargs):
            self.step(kind, error)
            return function(*args, **kwargs)

        return tried

    def opening(self, function):
        """Temporary files that fail to be made or to be written."""

        def opened(*args, **kwargs):
            self.step("open", FULL)
            file = function(*args, **kwargs)
            file.write = self.failing("write", file.write, FULL)
            return file

        return opened

    def committing(self, commit):
        """A commit that is not made, and one whose answer is lost."""

        def committed(wrapper):
            self.step("commit", OperationalError("disk I/O error"))
            commit(wrapper)
            self.step("committed", OperationalError("server closed the connection unexpectedly"))

        return committed

    def changing(self, execute, statement, params, many, context):
        if statement.lstrip().upper().startswith(CHANGES):
            self.step("change", OperationalError("database or disk is full"))
        return execute(statement, params, many, context)

    @contextmanager
    def at_work(self):
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            patch.setattr(BaseDatabaseWrapper, "_commit", self.committing(BaseDatabaseWrapper._commit))
            patch.setattr(tempfile, "NamedTemporaryFile", self.opening(tempfile.NamedTemporaryFile))
            patch.setattr(temp, "NamedTemporaryFile", self.opening(temp.NamedTemporaryFile))
            patch.setattr(os, "fsync", self.failing("fsync", os.fsync, self.unflushed))
            patch.setattr(os, "replace", self.failing("rename", os.replace, FULL))
            patch.setattr(os, "rename", self.failing("rename", os.rename, FULL))
            patch.setattr(os, "link", self.failing("rename", os.link, FULL))
            patch.setattr(os, "unlink", self.failing("remove", os.unlink, BROKEN))
            stack.enter_context(connection.execute_wrapper(self.changing))
            yield self


@pytest.fixture(scope="module")
def reader():
    with pipeline.Reader(pipeline.Limits(seconds=60)) as reader:
        yield reader


@pytest.fixture
def one_reader(monkeypatch, reader):
    """All jobs are read by one reading process, which spares a second each."""
    monkeypatch.setattr(pipeline, "reader", lambda: nullcontext(reader))


def upload(client, content):
    """Send the file."""
    file = SimpleUploadedFile("report.txt", content)
    return client.post(reverse("manage-upload"), {"files": file}, headers={"accept": "application/json"})


def work():
    """What a worker does until nothing is in line."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="here",
        excluded_queue_names=[],
    ).run()


def publish(client):
    job = ImportJob.objects.exclude(state=JobState.DUPLICATE).get()
    if job.runs:
        raise Down("no worker has read the file yet")
    if job.state != JobState.PUBLISHED:
        answer = client.post(reverse("manage-publish", args=[job.pk]), NEW)
        if answer.status_code != 302:
            raise Down(f"publishing answered {answer.status_code}")


def to_the_end(client, content):
    """From handed in to published, as far as it is not there yet; ``Down`` where a person has to try again."""
    answer = upload(client, content)
    if answer.status_code != 200:
        raise Down(f"uploading answered {answer.status_code}")
    try:
        work()
    except OperationalError as error:
        raise Down("the worker ended") from error
    publish(client)


def after_a_while():
    """What a worker does at its start and with every heartbeat, once the leases have run out."""
    pipeline.tidy()
    assert faults() == []
    past = timezone.now() - timedelta(seconds=1)
    ImportJob.objects.filter(state=JobState.PARSING).update(lease_until=past)
    DBTaskResult.objects.update(started_at=past - timedelta(seconds=settings.LEASE_SECONDS))
    leases.sweep()
    ImportJob.objects.update(next_try_at=None)
    tasks.queue_up()
    assert faults() == []


def assert_published_once(content):
    upload = Upload.objects.get()
    assert upload.file.read_bytes() == content
    assert list(files.stored()) == [upload.path]
    assert Revision.objects.get() == upload.revision
    assert ImportJob.objects.exclude(state=JobState.DUPLICATE).get().state == JobState.PUBLISHED
    assert Figure.objects.get(measure="expenditure_current").value == 9_840_400_000
    assert AuditEntry.objects.filter(action=Action.UPLOAD).count() == 1
    assert AuditEntry.objects.filter(action=Action.PUBLISH).count() == 1
    assert not list(Path(settings.MEDIA_ROOT).glob(f"*/{files.INCOMING}*"))
    assert faults() == []


def empty() -> None:
    """No rows but those that migrations made. Django's flush takes PostgreSQL seconds each time."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(tables - KEPT):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def one_run(saboteur) -> None:
    """One try that fails at a step, then one that does not."""
    empty()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("keeper"))
    content = report_text()
    try:
        with saboteur.at_work():
            to_the_end(client, content)
    except Down:
        assert saboteur.struck
    after_a_while()
    work()
    files.forget_unfinished(older_than=-1)
    to_the_end(client, content)
    assert_published_once(content)


def strike_each(for_good, kinds) -> set[str]:
    """One step after the other; the kinds that there were."""
    seen = set()
    for number in range(1, ENOUGH, EVERY):
        saboteur = Saboteur(number, for_good, kinds)
        one_run(saboteur)
        seen |= set(saboteur.seen)
        if not saboteur.struck:
            assert number > 20
            return seen
    raise AssertionError("it goes in circles")


@pytest.mark.usefixtures("one_reader")
@pytest.mark.parametrize("for_good", [False, True], ids=["for a moment", "from then on"])
def test_each_failing_write_flush_rename_removal_and_commit(for_good):
    assert strike_each(for_good, FILE_AND_COMMIT) == set(FILE_AND_COMMIT)


@pytest.mark.usefixtures("one_reader")
def test_each_failing_change_of_a_row():
    assert strike_each(False, ("change",)) == {"change"}


def nothing_is_kept() -> bool:
    rows = [model.objects.exists() for model in (Upload, ImportJob, AuditEntry, DBTaskResult)]
    return (
        not any(rows)
        and list(Path(settings.MEDIA_ROOT).rglob(f"{files.INCOMING}*")) + [*files.stored()] == []
    )


@pytest.fixture
def client():
    made = Client(raise_request_exception=False)
    made.force_login(get_user_model().objects.create_superuser("keeper"))
    return made


WITHOUT_ROOM = ("open", "write", "fsync", "rename", "change")


@pytest.mark.parametrize("number", range(1, 20))
def test_a_full_disk_answers_507_and_keeps_nothing_or_keeps_all(client, number):
    """Whichever step finds no room, and none after it: the sender hears the truth."""
    saboteur = Saboteur(number, True, WITHOUT_ROOM, unflushed=FULL)
    with saboteur.at_work():
        answer = upload(client, report_text())
    (line,) = answer.json()["files"]
    if answer.status_code == 507:
        assert saboteur.struck
        assert (line["state"], line["reason"]) == ("refused", "no_room")
        assert "存储空间已满" in line["message"]
        assert nothing_is_kept()
    else:
        assert (answer.status_code, line["state"]) == (200, "queued")
        assert [upload.path for upload in Upload.objects.all()] == list(files.stored())
    again = upload(client, report_text())
    kept = "queued" if answer.status_code == 507 else "duplicate"
    assert (again.status_code, again.json()["files"][0]["state"]) == (200, kept)
    tasks.queue_up()
    assert faults() == []


def test_a_database_that_may_not_grow_answers_507_and_keeps_nothing(client):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such limit of its own")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            answers = [answer.status_code for answer in until_full(client)]
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answers[-1] == 507
    kept = answers.count(200)
    assert kept == len(answers) - 1
    assert Upload.objects.count() == ImportJob.objects.count() == len([*files.stored()]) == kept
    assert upload(client, report_text(spent="1.00")).status_code == 200
    tasks.queue_up()
    assert faults() == []


def until_full(client):
    """The answers to one report after the other, to the first that is not taken."""
    for number in range(ENOUGH):
        answer = upload(client, report_text(spent=f"{number}.00"))
        yield answer
        if answer.status_code != 200:
            return
