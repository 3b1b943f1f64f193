"""Do the files, the database and what readers see agree?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q

from disclosures.models import Disclosure, Revision
from ingest import files
from ingest.models import HELD, ImportJob, JobState, Upload


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; ``subject`` says where: a file, or a row by its kind and key."""

    kind: str
    subject: str
    message: str


def faults() -> list[Fault]:
    return [*_files(), *_strays(), *_pointers(), *_jobs()]


def _files() -> Iterator[Fault]:
    """Every file that a row names is there, whole and unchanged."""
    named = dict(Revision.objects.values_list("path", "sha256")) | dict(
        Upload.objects.values_list("path", "sha256")
    )
    for path, sha256 in sorted(named.items()):
        found = files.digest_of(path)
        if found is None:
            yield Fault("file_missing", path, "数据库里有，文件夹里没有这个文件")
        elif found != sha256:
            yield Fault("file_changed", path, "文件内容与收录时不同")


def _strays() -> Iterator[Fault]:
    """No file lies there that no row names."""
    named = set(Upload.objects.values_list("path", flat=True)) | set(
        Revision.objects.values_list("path", flat=True)
    )
    for path in files.stored():
        if path not in named:
            yield Fault("file_stray", path, "文件夹里有，数据库里没有这个文件")


def _pointers() -> Iterator[Fault]:
    """What readers see is a revision of the disclosure itself, with its figures."""
    disclosures = Disclosure.objects.select_related("current", "department").annotate(held=Count("revisions"))
    for row in disclosures.filter(Q(current__isnull=True, held__gt=0) | Q(held=0)):
        yield Fault("disclosure_without_current", f"disclosure {row.pk}", f"{row} 没有现行版本")
    for row in disclosures.exclude(current__isnull=True).exclude(current__disclosure=F("pk")):
        yield Fault("current_of_another", f"disclosure {row.pk}", f"{row} 的现行版本属于另一份部门决算")
    for row in Revision.objects.annotate(held=Count("sheets")).filter(held=0, current_of__isnull=False):
        yield Fault("revision_without_sheets", f"revision {row.pk}", f"{row} 没有决算表")
    for upload in Upload.objects.select_related("revision").exclude(revision__isnull=True):
        if upload.revision.sha256 != upload.sha256:
            yield Fault("upload_of_another", f"upload {upload.pk}", f"{upload} 指向另一个文件的版本")


def _jobs() -> Iterator[Fault]:
    """A job that holds a file has it, and one that is published leads to a revision."""
    for job in ImportJob.objects.filter(state__in=HELD, upload__isnull=True):
        yield Fault("job_without_file", f"job {job.pk}", f"{job} 没有文件")
    for job in ImportJob.objects.filter(
        state=JobState.PUBLISHED, upload__isnull=False, upload__revision__isnull=True
    ):
        yield Fault("job_without_revision", f"job {job.pk}", f"{job} 没有对应的版本")
