"""What was read, made public under a settled identity and with what persons put right in it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from disclosures import regions
from disclosures.models import Disclosure, Revision
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
        job.state, job.report, job.published_at = JobState.PUBLISHED, None, timezone.now()
        job.save()
    return revision


def _show(raw: Report, job: ImportJob) -> Revision:
    """Readers see the reading with its corrections; the reading itself is kept beside it."""
    standing = corrections.standing(raw, job.sha256)
    if standing.conflicts:
        raise store.Refused(f"有 {len(standing.conflicts)} 处更正与新读出的内容不一致，先要处理。")
    held = job.revision
    Reading.keep(job.sha256, raw)
    return store.replace(held, standing.report) if held else store.publish(standing.report, job.upload)


def identity_of(disclosure: Disclosure) -> Identity:
    """Whose accounts a published report is, as it was settled."""
    department = disclosure.department
    return Identity(department.region_id, department.name, disclosure.year, disclosure.scope)


def show_again(revision: Revision) -> Revision:
    """Make a published report anew from its reading and the corrections as they are now; ``store.Refused``."""
    with transaction.atomic():
        reading = Reading.objects.filter(sha256=revision.sha256).first()
        if reading is None:
            raise store.Refused("这份报告收录时没有留下原始读数，请先重新解析。")
        standing = corrections.standing(reading.report(), revision.sha256)
        if standing.conflicts:
            raise store.Refused(f"有 {len(standing.conflicts)} 处更正与读出的内容不一致，先要处理。")
        return store.replace(revision, standing.report)


def _damaged(report: Report) -> bool:
    return any(finding.check == READ_DAMAGED for finding in report.findings)
