"""Publishing several reports at once: only those that leave nothing to ask."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ingest import actions, store
from ingest.models import ImportJob, JobKind, JobState
from ingest.pages.preview import Preview, preview_of
from ingest.parsing.doubts import READ_DAMAGED
from ingest.parsing.facts import Report

AT_MOST = 50  # as many as a page of the list has


@dataclass(frozen=True)
class Candidate:
    """A chosen job: what would be published of it, or in ``obstacle`` why a person has to look at it first."""

    job: ImportJob
    preview: Preview | None
    obstacle: str = ""
    new_department: bool = False


def candidates(keys: Iterable[int]) -> list[Candidate]:
    """The chosen jobs, first come first."""
    jobs = list(ImportJob.objects.filter(pk__in=list(keys)[:AT_MOST]).order_by("pk"))
    reports = {job.pk: job.read() if job.waits else None for job in jobs}
    times = Counter(_subject(report) for report in reports.values() if report)
    return [_candidate(job, reports[job.pk], times) for job in jobs]


def _subject(report: Report) -> tuple:
    return report.region and report.region.code, report.department, report.fiscal_year, report.scope


def _candidate(job: ImportJob, report: Report | None, times: Counter) -> Candidate:
    if report is None or not job.waits:
        return Candidate(job, None, f"现在是“{job.get_state_display()}”，没有可发布的内容。")
    why = obstacle(job, report, times[_subject(report)])
    return Candidate(job, preview_of(report), why, not why and store.find_department(report) is None)


def obstacle(job: ImportJob, report: Report, times: int = 1) -> str:
    """Why a report is not published without a look at it, "" where nothing stands in the way."""
    if job.joined_to_id:
        return "已并入另一份报告，随它一起发布。"
    missing = store.uncertain(report)
    if missing:
        return "先要确认：" + "、".join(store.FIELDS[name] for name in missing) + "。"
    if any(finding.check == READ_DAMAGED for finding in report.findings):
        return "文件可能有损坏，须对照原件复核。"
    if job.kind != JobKind.IMPORT or job.state != JobState.REVIEW or store.find_disclosure(report):
        return "这个部门这一年度已有收录，先看与原版的不同。"
    if times > 1:
        return "所选文件里有两份属于同一部门、年度和口径，须逐份复核。"
    return ""


def publish(job: ImportJob, person) -> str:
    """Publish one report, looked at once more; why it was not, "" where it was."""
    try:
        with transaction.atomic():
            held = ImportJob.objects.select_for_update().get(pk=job.pk)
            report = held.read() if held.waits else None
            why = obstacle(held, report) if report else "已经不在待复核之列。"
            if not why:
                actions.publish(held, person)
    except ImportJob.DoesNotExist:
        return "已被删除。"
    except store.Refused as refusal:
        return str(refusal)
    return why
