"""What a file that was read waits for: publication, or a look at what it changes for readers."""

from ingest import rereading, store
from ingest.models import ImportJob, JobKind, JobState
from ingest.parsing.facts import Report


def after_reading(report: Report, job: ImportJob) -> JobState:
    """The state of a job whose file was read: a further reading that says nothing else than what is published needs
    nobody to look at it."""
    if job.kind == JobKind.REREAD:
        return JobState.PUBLISHED if rereading.take_unchanged(report, job) else JobState.REVISION
    earlier = not store.uncertain(report) and store.find_disclosure(report)
    return JobState.REVISION if earlier else JobState.REVIEW


def with_a_part(job: ImportJob, why: str) -> bool:
    """Let a job wait with the statements that were read of its file before the reading broke off. Not saved.

    False where none were, or the file is published already: then readers keep the whole report that they have.
    """
    report = job.read() if job.kind == JobKind.IMPORT else None
    if report is None:
        return False
    job.state, job.reason = after_reading(report, job), ""
    job.message = f"各表已识别，文字说明没有读完：{why}"
    return True
