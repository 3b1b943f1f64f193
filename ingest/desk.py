"""The review bench's verbs: correct a cell, undo that, settle what a further reading contradicts.

A file is named by its digest. While it waits, its job holds what was read of it; once it is published, the kept
reading does, and what readers see is made anew with every change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from disclosures.models import Correction, Revision
from ingest import audit, corrections, publication
from ingest.actions import NotNow
from ingest.corrections import Standing
from ingest.models import Action, ImportJob, Reading
from ingest.parsing.corrected import NAME, Spot, cell_at, is_unreadable, statement_key, text_at
from ingest.parsing.facts import Report
from ingest.parsing.numerals import amount

LONGEST = 100
_ROW = re.compile(r"[\w\u4e00-\u9fff]{0,40}")


@dataclass(frozen=True)
class Desk:
    """A file under review: what was read of it, the job that waits with it or the revision that readers see."""

    sha256: str
    raw: Report
    job: ImportJob | None
    revision: Revision | None

    @property
    def path(self) -> str:
        """Where the file lies, relative to the media folder."""
        return self.revision.path if self.revision else self.job.upload.path

    def standing(self) -> Standing:
        return corrections.standing(self.raw, self.sha256)


def desk_of(sha256: str) -> Desk | None:
    """The file where it waits, else where it is published; None where neither, or where no reading was kept.

    A file that is joined to another is on that one's desk.
    """
    jobs = ImportJob.objects.select_related("upload__revision")
    waiting = jobs.waiting(sha256).first()
    if waiting is not None:
        waiting = jobs.get(pk=waiting.joined_to_id) if waiting.joined_to_id else waiting
        return Desk(waiting.subject, waiting.read(), waiting, waiting.revision)
    revisions = Revision.objects.select_related("disclosure__department")
    revision = revisions.filter(sha256=sha256).first() or revisions.filter(files__sha256=sha256).first()
    read = Reading.of_revision(revision) if revision else None
    return Desk(revision.sha256, read, None, revision) if revision and read else None


def correct(
    sha256: str, entries: Sequence[tuple[Spot, str]], reason: str, person, accepted: bool = False
) -> list[Correction]:
    """Note what stands in these cells in truth; sums, measures and checks follow. All of them or none.

    ``accepted``: they were read right, although there was doubt. ``NotNow``, ``store.Refused``.
    """
    reason = reason.strip()
    if not reason:
        raise NotNow("请写明更正的理由，它会公开。")
    with transaction.atomic():
        desk = _locked(sha256)
        report = desk.standing().report
        made = [_correct(desk, report, spot, now.strip(), reason, person, accepted) for spot, now in entries]
        _show(desk)
    return made


def _correct(
    desk: Desk, report: Report, spot: Spot, now: str, reason: str, person, accepted: bool
) -> Correction:
    _refuse_unfit(spot, now)
    was = text_at(report, spot)
    if was is None and (not _ROW.fullmatch(spot.row) or spot.statement not in statements_of(report)):
        raise NotNow("行的代码或行次只能是字母和数字。")
    if not accepted and was is not None and corrections.same(was, now):
        raise NotNow(f"{spot.row} {spot.column}：与现有的值相同，没有改动。")
    held = cell_at(report, spot)
    if accepted and held is not None and is_unreadable(held):
        raise NotNow("不能辨认的格不能确认，请照原件填写。")
    correction = Correction.objects.create(
        sha256=desk.sha256,
        statement=spot.statement,
        row=spot.row,
        column=spot.column,
        was=was or "",
        now=was or "" if accepted else now,
        kind=Correction.Kind.ACCEPTED if accepted else Correction.Kind.PERSON,
        reason=reason,
        person=person,
        role=audit.role_of(person),
    )
    place = {"statement": spot.statement, "row": spot.row, "column": spot.column}
    audit.note(
        Action.CORRECT,
        correction,
        person,
        label=desk.raw.source.name,
        reason=reason,
        before=place | {"text": was},
        after=place | {"text": correction.now},
    )
    return correction


def _refuse_unfit(spot: Spot, now: str) -> None:
    if len(now) > LONGEST or len(spot.row) > LONGEST or len(spot.column) > 20:
        raise NotNow(f"最多 {LONGEST} 字。")
    if spot.column == NAME and not now:
        raise NotNow("名称不能为空。")
    if now and spot.column != NAME and amount(now) is None:
        raise NotNow("这里只能填数字；空白表示原件此处没有数字。")


def _locked(sha256: str) -> Desk:
    """The desk, with its file for the rest of the transaction this person's alone."""
    list(ImportJob.objects.select_for_update().filter(sha256=sha256).values_list("pk", flat=True))
    desk = desk_of(sha256)
    if desk is None:
        raise NotNow("这份文件不在复核中；已发布的请先重新解析。")
    return desk


def statements_of(report: Report) -> set[str]:
    """The keys of the statements that a report announces."""
    return {statement_key(position, read) for position, read in enumerate(report.statements)}


def _show(desk: Desk) -> None:
    if desk.job is None and desk.revision is not None:
        publication.show_again(desk.revision)


def undo(correction: Correction, person, reason: str = "") -> None:
    """Take a correction back, with those made later in the same cell."""
    with transaction.atomic():
        desk = _locked(correction.sha256)
        later = _chain(correction).filter(pk__gte=correction.pk)
        taken = list(later.values_list("was", "now"))
        if not taken:
            raise NotNow("这处更正已撤销。")
        later.update(state=Correction.State.UNDONE)
        audit.note(
            Action.UNDO,
            correction,
            person,
            label=desk.raw.source.name,
            reason=reason,
            before={"undone": taken},
        )
        _show(desk)


def _chain(correction: Correction):
    return corrections.made(correction.sha256).filter(
        statement=correction.statement, row=correction.row, column=correction.column
    )


def settle(correction: Correction, keep: bool, person, reason: str) -> None:
    """Decide a conflict: keep the corrected value upon what is read now, or take what is read now."""
    with transaction.atomic():
        desk = _locked(correction.sha256)
        if correction not in desk.standing().conflicts:
            raise NotNow("这处更正与读出的内容没有冲突。")
        spot = corrections.spot_of(correction)
        read = text_at(desk.raw, spot) or ""
        _chain(correction).update(state=Correction.State.UNDONE)
        if keep:
            Correction.objects.create(
                sha256=correction.sha256,
                statement=spot.statement,
                row=spot.row,
                column=spot.column,
                was=read,
                now=correction.now,
                reason=reason or correction.reason,
                person=person,
                role=audit.role_of(person),
            )
        audit.note(
            Action.SETTLE,
            correction,
            person,
            label=desk.raw.source.name,
            reason=reason,
            before={"was": correction.was, "now": correction.now, "read": read},
            after={"kept": keep},
        )
        _show(desk)
