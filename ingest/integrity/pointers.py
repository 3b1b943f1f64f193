"""What readers see is a revision of the disclosure itself, and every revision has its file."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from disclosures.models import Disclosure, Figure, Finding, Revision, RevisionFile, Sheet
from ingest.integrity.fault import Fault, of_row
from ingest.models import ImportJob, JobKind, JobState, Upload


def faults() -> Iterator[Fault]:
    yield from _disclosures()
    yield from _revisions()
    yield from _attached()
    yield from _numbers()
    yield from _uploads()


def _disclosures() -> Iterator[Fault]:
    rows = Disclosure.objects.select_related("current", "department").annotate(held=Count("revisions"))
    shown = rows.exclude(current__isnull=True)
    for row in rows.filter(Q(current__isnull=True, withdrawn_at__isnull=True) | Q(held=0)):
        yield of_row("disclosure_without_current", row, f"{row} 没有现行版本，也没有撤回")
    for row in shown.exclude(current__disclosure=F("pk")):
        yield of_row("current_of_another", row, f"{row} 的现行版本属于另一份部门决算")
    jobs = ImportJob.objects.filter(
        kind=JobKind.IMPORT, upload__revision=OuterRef("current"), sha256=OuterRef("current__sha256")
    ).exclude(state=JobState.DUPLICATE)
    unfinished = Exists(jobs) & ~Exists(jobs.filter(state=JobState.PUBLISHED))
    for row in shown.filter(unfinished):
        yield of_row("published_by_failed_job", row, f"{row} 的现行版本来自没有完成的任务")
    for row in shown.filter(published_at__isnull=True):
        yield of_row("published_without_time", row, f"{row} 已发布，没有发布时间")
    for row in rows.filter(current__isnull=True, pk__in=Figure.objects.values("disclosure")):
        yield of_row("hidden_with_figures", row, f"{row} 没有公开，却还有可比数")


def _revisions() -> Iterator[Fault]:
    rows = Revision.objects.select_related("disclosure__department")
    for row in rows.annotate(held=Count("sheets")).filter(held=0):
        yield of_row("revision_without_sheets", row, f"{row} 没有决算表")
    for row in rows.exclude(Exists(Upload.objects.filter(revision=OuterRef("pk")))):
        yield of_row("revision_without_upload", row, f"{row} 没有对应的上传文件")
    elsewhere = Finding.objects.exclude(claim__isnull=True).exclude(claim__revision=F("revision"))
    for finding in elsewhere:
        yield of_row("finding_of_another", finding, "核对结果所指的说法属于另一版本")


def _attached() -> Iterator[Fault]:
    """The further files of a report were handed in, and each is another one than its own."""
    rows = RevisionFile.objects.select_related("revision__disclosure__department")
    for row in rows.exclude(Exists(Upload.objects.filter(sha256=OuterRef("sha256"), path=OuterRef("path")))):
        yield of_row("file_without_upload", row, f"{row} 没有对应的上传文件")
    for row in rows.filter(revision__sha256=F("sha256")):
        yield of_row("file_of_itself", row, f"{row} 又作为附加文件并入自己")
    sheets = Sheet.objects.exclude(file="").select_related("revision__disclosure__department")
    of_it = RevisionFile.objects.filter(revision=OuterRef("revision"), sha256=OuterRef("file"))
    for sheet in sheets.exclude(Exists(of_it)):
        yield of_row("sheet_of_no_file", sheet, f"{sheet.revision} 的{sheet}取自没有并入的文件")


def _numbers() -> Iterator[Fault]:
    """The revisions of a disclosure are numbered from 1 without a gap."""
    held: dict[int, list[int]] = {}
    for disclosure, number in Revision.objects.values_list("disclosure", "number").order_by("number"):
        held.setdefault(disclosure, []).append(number)
    for disclosure, numbers in held.items():
        if numbers != list(range(1, len(numbers) + 1)):
            told = "、".join(map(str, numbers))
            yield Fault("revision_gap", f"disclosure {disclosure}", f"版次不连续：{told}")


def _uploads() -> Iterator[Fault]:
    rows = Upload.objects.select_related("revision")
    attached = RevisionFile.objects.filter(revision=OuterRef("revision"), sha256=OuterRef("sha256"))
    others = rows.exclude(revision__isnull=True).exclude(revision__sha256=F("sha256"))
    for row in others.exclude(Exists(attached)):
        yield of_row("upload_of_another", row, f"{row} 指向另一个文件的版本")
    jobs = Count("jobs", filter=~Q(jobs__state=JobState.DUPLICATE))
    for row in rows.annotate(held=jobs).filter(revision__isnull=True, held=0):
        yield of_row("upload_unused", row, f"{row} 既没有任务，也没有版本")
