"""What was read, made public under a settled identity and with what persons put right in it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from disclosures import regions
from disclosures.models import Disclosure, Revision, RevisionFile
from ingest import corrections, store
from ingest.models import ImportJob, JobState, Reading
from ingest.parsing.doubts import READ_DAMAGED
from ingest.parsing.facts import RegionRead, Report, Scope


@dataclass(frozen=True)
class Identity:
    """Whose accounts a report are, as a person settled it."""

    region: str
    department: str
    fiscal_year: int
    scope: str


def settle(report: Report, identity: Identity) -> Report:
    """The report under the identity that a person confirmed or supplied."""
    region = regions.region(identity.region)
    return replace(
        report,
        region=RegionRead(region.code, region.full_name) if region else RegionRead(identity.region, ""),
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        scope=Scope(identity.scope),
    )


def publish(job: ImportJob, identity: Identity | None = None) -> Revision:
    """Publish what was read, with what persons put right in it.

    ``store.Refused`` where the file is still read, the identity is uncertain, a number does not fit or a correction is contradicted; and where
    the file may be damaged, unless a person looked at it: ``identity`` is then what that person confirmed. A name that
    a person supplies never makes a department by itself; one that the report prints beyond doubt does.
    """
    with transaction.atomic():
        job = ImportJob.objects.select_for_update(of=("self",)).select_related("upload").get(pk=job.pk)
        if job.runs:
            raise store.Refused("这个文件还在读取，读完以后才能发布。")
        if job.waits and job.joined_to:
            raise store.Refused(f"已并入 {job.joined_to.name}，随它一起发布。")
        read = job.read()
        if read is None:
            if job.revision:
                return job.revision
            raise store.Refused("没有可发布的内容。")
        if identity is None and _damaged(read):
            raise store.Refused("文件可能有损坏，须由人对照原件复核后发布。")
        raw = settle(read, identity) if identity else read
        if identity and job.revision is None and store.find_department(raw) is None:
            raise store.Refused("这个部门还没有收录，先确认是新部门还是改名。", ("department",))
        revision = _show(raw, job)
        _settled(job)
    return revision


def _show(raw: Report, job: ImportJob) -> Revision:
    """Readers see the readings of all files with their corrections; each file's own reading is kept beside it."""
    standing = corrections.standing(raw, job.subject)
    if standing.conflicts:
        raise store.Refused(f"有 {len(standing.conflicts)} 处更正与新读出的内容不一致，先要处理。")
    held = job.revision
    _keep(job, raw)
    if held is None:
        revision = store.publish(standing.report, job.upload)
        for other in job.joined.select_related("upload").order_by("pk"):
            attach(other, revision, raw)
        return revision
    shown = store.replace(held, standing.report)
    for other in Revision.objects.filter(files__sha256=job.sha256).exclude(pk=held.pk):
        show_again(other)
    return shown


def attach(job: ImportJob, revision: Revision, raw: Report) -> RevisionFile:
    """Make the file of a job one of those of a revision, under the identity of ``raw``; no sheet is changed."""
    upload = job.upload
    pages = upload.revision.pages if upload.revision else None
    if job.waits:
        pages = job.alone().source.pages
        _keep(job, raw)
        if upload.revision is None:
            upload.revision = revision
            upload.save(update_fields=["revision"])
        _settled(job)
    return RevisionFile.objects.create(
        revision=revision,
        sha256=upload.sha256,
        size=upload.size,
        media_type=upload.media_type,
        original_name=upload.original_name,
        path=upload.path,
        pages=pages,
    )


def _keep(job: ImportJob, raw: Report) -> None:
    """Keep what was read of one file alone, under the identity of the whole report."""
    alone = replace(
        job.alone(),
        region=raw.region,
        department=raw.department,
        fiscal_year=raw.fiscal_year,
        scope=raw.scope,
    )
    Reading.keep(job.sha256, alone)


def _settled(job: ImportJob) -> None:
    job.state, job.report, job.published_at = JobState.PUBLISHED, None, timezone.now()
    job.save()


def identity_of(disclosure: Disclosure) -> Identity:
    """Whose accounts a published report is, as it was settled."""
    department = disclosure.department
    return Identity(department.region_id, department.name, disclosure.year, disclosure.scope)


def show_again(revision: Revision) -> Revision:
    """Make a published report anew from its reading and the corrections as they are now; ``store.Refused``."""
    with transaction.atomic():
        read = Reading.of_revision(revision)
        if read is None:
            raise store.Refused("这份报告收录时没有留下原始读数，请先重新解析。")
        standing = corrections.standing(read, revision.sha256)
        if standing.conflicts:
            raise store.Refused(f"有 {len(standing.conflicts)} 处更正与读出的内容不一致，先要处理。")
        return store.replace(revision, standing.report)


def _damaged(report: Report) -> bool:
    return any(finding.check == READ_DAMAGED for finding in report.findings)
