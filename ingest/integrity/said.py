"""What people added leads to something: a correction to a cell of its file, a reply to a finding."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from disclosures.models import Correction, ErrorReport, Finding, Reply, Revision, Sheet
from disclosures.number_ids import parse, spelled
from disclosures.pages.cell import find_cell
from disclosures.pages.statement_list import find_sheet
from ingest.integrity.fault import Fault, of_row


def faults() -> Iterator[Fault]:
    yield from _corrections()
    yield from _replies()
    for report in ErrorReport.objects.exclude(number=""):
        if parse(report.number) is None:
            yield of_row("report_of_nothing", report, f"报错所指的数字编号不成立：{report.number}")


def _corrections() -> Iterator[Fault]:
    """A correction that holds names a cell of the published file; what waits may still be entered."""
    held = Correction.objects.filter(state=Correction.State.HELD)
    published = {row.sha256: row for row in Revision.objects.filter(sha256__in=held.values("sha256"))}
    for one in held:
        revision = published.get(one.sha256)
        if revision and not _has_cell(revision, one):
            yield of_row("correction_without_cell", one, f"更正所指的格不在 {revision} 中：{one}")


def _has_cell(revision: Revision, one: Correction) -> bool:
    sheet = find_sheet(Sheet.objects.filter(revision=revision), one.statement)
    return bool(sheet and find_cell(sheet, spelled(one.row), spelled(one.column)))


def _replies() -> Iterator[Fault]:
    findings = Finding.objects.filter(revision__disclosure=OuterRef("disclosure"), key=OuterRef("key"))
    for reply in Reply.objects.exclude(Exists(findings)):
        yield of_row("reply_to_nothing", reply, f"部门说明所指的核对结果不存在：{reply}")
