"""Joining files that are one report, and taking them apart again; both are a person's decision.

A file is named by its job. One of the two is the main file, whose prose counts and whose revision the report is; the
other waits and is published with it, or becomes a further file of the revision that is published already. What was
read of each file is kept by itself, so that a further reading of either is joined anew.
"""

from dataclasses import dataclass

from django.db import transaction

from disclosures.models import Revision
from disclosures.statements import Statement
from ingest import actions, audit, corrections, publication
from ingest.actions import NotNow
from ingest.models import Action, ImportJob, JobKind, JobState, Reading
from ingest.parsing import wire
from ingest.parsing.differences import cell_differences
from ingest.parsing.facts import Report
from ingest.parsing.joined import Joined, joined
from ingest.parsing.same_report import contradictions, in_order
from ingest.stored import read_back


@dataclass(frozen=True)
class Pair:
    """Two files of one report: the job of the main one and the other's, and the report that they are together.

    ``reports``: what was read of each, the main file's with those that are joined to it already.
    """

    main: ImportJob
    other: ImportJob
    reports: tuple[Report, Report]
    joined: Joined

    @property
    def statements(self) -> set[str]:
        """The statements of the nine that the other file prints."""
        taken = {one.statement for one in self.joined.taken if one.file.sha256 == self.other.sha256}
        return {name.value for name in taken - {Statement.OTHER}}


def pair(one: ImportJob, other: ImportJob) -> Pair:
    """How two files are joined, whichever is named first. ``NotNow`` where they cannot be; nothing is changed."""
    if one.pk == other.pk or one.sha256 == other.sha256:
        raise NotNow("这是同一个文件。")
    reports = {job.pk: _report(job) for job in (one, other)}
    main = _main(one, other, reports)
    other = other if main is one else one
    if main.joined.filter(pk=other.pk).exists():
        raise NotNow("这两个文件已经并在一起。")
    if main.joined_to_id or other.joined_to_id:
        raise NotNow("其中一个文件已并入别的报告，先要拆开。")
    if other.joined.exists():
        raise NotNow(f"有别的文件并入了 {other.name}，先要拆开。")
    told = contradictions(reports[main.pk], reports[other.pk], published=not main.waits)
    if told:
        raise NotNow("不是同一份报告的文件。" + "".join(told))
    whole = joined(reports[main.pk], [reports[other.pk]])
    return Pair(main, other, (reports[main.pk], reports[other.pk]), whole)


def _report(job: ImportJob) -> Report:
    """What was read of a file that waits or is published, with those that are joined to it."""
    if job.kind != JobKind.IMPORT or not (job.waits or job.state == JobState.PUBLISHED):
        raise NotNow(f"{job.name} 现在是“{job.get_state_display()}”，不能并入。")
    if job.waits:
        report = job.read()
    else:
        _refuse_hidden(job)
        report = Reading.of_revision(job.revision)
    if report is None:
        raise NotNow(f"{job.name} 没有留下原始读数，请先重新解析。")
    return report


def _refuse_hidden(job: ImportJob) -> None:
    """Only what readers see now can be joined: not a former revision, nor a further file, nor what was withdrawn."""
    revision = job.revision
    if revision is None or revision.sha256 != job.sha256 or revision.disclosure.current_id != revision.pk:
        raise NotNow(f"{job.name} 不是现在公开的一版，不能并入。")


def _main(one: ImportJob, other: ImportJob, reports: dict[int, Report]) -> ImportJob:
    """The file with prose; where that does not tell, the published one, then the one that came first."""
    if not one.waits and not other.waits:
        raise NotNow("两个文件都已发布，不能并在一起；先撤回其中一份。")
    first, second = sorted((one, other), key=lambda job: (job.waits, job.pk))
    main, _ = in_order(reports[first.pk], reports[second.pk])
    return first if main is reports[first.pk] else second


def join(one: ImportJob, other: ImportJob, person) -> ImportJob:
    """Make two files one report; the main file's job. ``NotNow``, ``store.Refused``: nothing has changed then."""
    with transaction.atomic():
        held = _locked(one, other)
        found = pair(held[one.pk], held[other.pk])
        main, further = found.main, found.other
        if not found.joined.gains:
            raise NotNow(f"{further.name} 没有 {main.name} 缺少的决算表，不用并入。")
        _refuse_corrected(further)
        take = (
            corrections.carry if further.waits else corrections.copy
        )  # readers go on to see the other alone
        taken = take(further.sha256, main.sha256, found.statements)
        further.joined_to = main
        further.save(update_fields=["joined_to"])
        if not main.waits:
            _attach(further, main.revision, person)
        audit.note(
            Action.JOIN,
            main if main.waits else main.revision.disclosure,
            person,
            label=main.name,
            after={
                "file": further.name,
                "sha256": further.sha256,
                "job": further.pk,
                "statements": sorted(found.statements),
                "unlike": len(found.joined.unlike),
                "corrections": taken,
            },
        )
    return main


def _locked(*jobs: ImportJob | None) -> dict[int, ImportJob]:
    held = ImportJob.objects.select_for_update(of=("self",)).select_related("upload__revision__disclosure")
    return {job.pk: job for job in held.filter(pk__in=[job.pk for job in jobs if job]).order_by("pk")}


def _refuse_corrected(job: ImportJob) -> None:
    """Statements outside the nine are told apart by their place in a file, which changes."""
    made = corrections.made(job.sha256).filter(statement__startswith=f"{Statement.OTHER.value}-")
    if job.waits and made.exists():
        raise NotNow(f"{job.name} 的九张表以外的表有更正，先要撤销。")


def _attach(job: ImportJob, revision: Revision, person) -> None:
    """The file is one of a published report's from now on, and readers see what it adds."""
    before = read_back(revision)
    publication.attach(job, revision, before)
    publication.show_again(revision)
    _note_changes(revision, before, f"并入附加文件 {job.name}", person)


def _note_changes(revision: Revision, before: Report, why: str, person) -> None:
    """The cells that print something else than before; those that came or went with the file are in the audit."""
    found = cell_differences(before, read_back(revision))
    actions.note_changes(
        revision, [one for one in found if one.before and one.after is not None], why, person
    )


def part(job: ImportJob, person, reason: str = "") -> None:
    """Take a file out of the report that it was joined to; it waits by itself again. ``NotNow``, ``store.Refused``."""
    with transaction.atomic():
        held = _locked(job, job.joined_to)
        job = held[job.pk]
        main = held.get(job.joined_to_id)
        if main is None:
            raise NotNow("这个文件没有并入别的报告。")
        shown = None if main.waits else main.revision
        alone = job.alone() or Reading.objects.get(sha256=job.sha256).report()
        report = read_back(shown) if shown else main.read()
        statements = (
            {read.statement.value for read in report.statements if read.file == job.sha256}
            if report
            else set()
        )
        if job.waits or job.revision == shown:
            corrections.carry(main.sha256, job.sha256, statements, alone)
        job.joined_to = None
        job.save(update_fields=["joined_to"])
        if shown:
            _detach(job, shown, alone, person)
        audit.note(
            Action.PART,
            shown.disclosure if shown else main,
            person,
            label=main.name,
            reason=reason,
            before={"file": job.name, "sha256": job.sha256, "job": job.pk, "statements": sorted(statements)},
        )


def _detach(job: ImportJob, revision: Revision, alone: Report, person) -> None:
    """The file is none of the published report's any more, and readers see the report without it."""
    before = read_back(revision)
    revision.files.filter(sha256=job.sha256).delete()
    if job.revision == revision:
        job.upload.revision = None
        job.upload.save(update_fields=["revision"])
        job.state, job.report, job.published_at = JobState.REVISION, wire.to_json(alone), None
        job.save()
        Reading.objects.filter(sha256=job.sha256).delete()
    publication.show_again(revision)
    _note_changes(revision, before, f"拆出附加文件 {job.name}", person)
