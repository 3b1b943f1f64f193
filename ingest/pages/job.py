"""The page of one file on its way: what was read, what is asked, and where else it can be looked at."""

from dataclasses import dataclass

from disclosures.statements import State
from ingest import audit, corrections
from ingest.models import ImportJob, JobState, Reading
from ingest.pages.gate import Gate, gate_of
from ingest.pages.jobs import Line
from ingest.pages.joining import Files, files_of
from ingest.pages.preview import Preview, preview_of
from ingest.parsing.corrected import statement_key
from ingest.parsing.doubts import READ_SCAN
from ingest.parsing.facts import Origin, Report


@dataclass(frozen=True)
class Pictures:
    """The statements that are pictures. ``count``: of which nothing was read; ``first`` of them, for entering it.

    ``recognised``: of which numbers were, ``cells`` in all; ``doubtful`` and ``settled``: how many of these are in
    doubt, and how many a person has looked at. ``whole``: the file is a scan of which nothing was read.
    """

    count: int
    first: str
    whole: bool
    recognised: int
    cells: int
    doubtful: int
    settled: int


@dataclass(frozen=True)
class JobPage:
    """``on_bench``: its cells can be looked at and corrected. ``differs``: readers see an earlier one of it."""

    job: ImportJob
    line: Line
    preview: Preview | None
    gate: Gate | None
    pictures: Pictures | None
    held: ImportJob | None
    on_bench: bool
    differs: bool
    files: Files
    noted: tuple[tuple[str, str], ...]  # what the audit names, in words and as it is asked for


def job_page(job: ImportJob, filled: Gate | None = None) -> JobPage:
    """``filled`` is the gate as a person has just filled it in; the job comes ``with_addresses``.

    Of a file that is still read only what was read so far is shown: nothing is asked yet.
    """
    report = job.read()
    return JobPage(
        job,
        Line(job, "", ""),
        preview_of(report) if report else None,
        (filled or gate_of(report)) if report and job.waits and not job.joined_to else None,
        _pictures(corrections.standing(report, job.subject).report) if report else None,
        ImportJob.objects.holding(job.sha256).first() if job.state == JobState.DUPLICATE else None,
        job.waits or (job.revision is not None and Reading.objects.filter(sha256=job.sha256).exists()),
        job.state == JobState.REVISION,
        files_of(job, report),
        _noted(job),
    )


def _pictures(report: Report) -> Pictures | None:
    keys = [statement_key(n, read) for n, read in enumerate(report.statements) if read.state == State.PICTURE]
    whole = any(finding.check == READ_SCAN for finding in report.findings)
    pictured = [
        [cell for row in read.rows for cell in row.cells if cell.confidence is not None]
        for read in report.statements
    ]
    cells = [cell for held in pictured for cell in held]
    return (
        Pictures(
            len(keys),
            keys[0] if keys else "",
            whole,
            sum(bool(held) for held in pictured),
            len(cells),
            sum(cell.doubtful for cell in cells),
            sum(cell.origin is Origin.CORRECTED for cell in cells),
        )
        if keys or cells
        else None
    )


def _noted(job: ImportJob) -> tuple[tuple[str, str], ...]:
    file = ("这个文件的操作记录", job.name)  # its corrections are noted under its name
    if job.revision is None:
        return (file,)
    return (file, ("这份报告的操作记录", audit.named(job.revision.disclosure)))
