"""Published reports read again: what is the same is taken over, what differs waits and is told."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from disclosures.models import Correction, Figure, Revision
from ingest import actions, desk, pipeline, publication
from ingest.integrity import faults
from ingest.models import Action, AuditEntry, ImportJob, JobKind, JobState, Reading, Worker
from ingest.parsing.corrected import Change, Spot, apply
from ingest.parsing.version import PARSER_VERSION
from tests.ingest.reports import report_text

pytestmark = pytest.mark.django_db

SPENT = Spot("summary", "57", "2")


@pytest.fixture(scope="module")
def reader():
    with pipeline.reader() as reader:
        yield reader


@pytest.fixture
def published(reader):
    """Two years of one department."""
    jobs = [
        pipeline.process(pipeline.receive([report_text(year=year)], f"{year}.txt"), reader)
        for year in (2022, 2023)
    ]
    return [actions.publish(job, None) for job in jobs]


def read_by_an_older_parser(revision, *changes):
    """What is kept of a report as another version would have read it, and what readers see of it."""
    reading = Reading.objects.get(sha256=revision.sha256).report()
    Reading.keep(revision.sha256, replace(apply(reading, changes), parser_version="0.0.1"))
    publication.show_again(revision)


def reread(*arguments, **options) -> list[str]:
    said = io.StringIO()
    call_command("reread", *arguments, stdout=said, **options)
    return said.getvalue().splitlines()


def test_what_reads_the_same_needs_nobody_and_what_differs_waits(published):
    same, other = published
    read_by_an_older_parser(same)
    read_by_an_older_parser(other, Change(SPENT, "9,840.40", "9,841.40"))
    shown = Figure.objects.get(disclosure=other.disclosure, measure="expenditure_current")
    lines = reread(all=True)
    assert lines[0] == f"已排队 2 份，解析版本 {PARSER_VERSION}"
    assert lines[1].startswith("无变化　") and "2022" in lines[1]
    assert lines[2].startswith("有差异　") and "2023" in lines[2] and "1 格不同" in lines[2]
    assert lines[3] == "共 2 份报告：无变化 1，有差异 1，未读完 0，失败 0"

    same.refresh_from_db()
    other.refresh_from_db()
    assert (same.parser_version, other.parser_version) == (PARSER_VERSION, "0.0.1")
    assert Reading.objects.get(sha256=same.sha256).parser_version == PARSER_VERSION
    shown.refresh_from_db()
    assert shown.value == 9_841_400_000  # nothing changes before a person accepts it
    waiting = ImportJob.objects.get(kind=JobKind.REREAD, state=JobState.REVISION)
    assert waiting.sha256 == other.sha256
    accepted = AuditEntry.objects.get(action=Action.ACCEPT)
    assert accepted.after["cells"] == 0
    assert faults() == []

    actions.publish(waiting, None)
    assert Figure.objects.get(pk__gt=0, disclosure=other.disclosure, measure="expenditure_current").value == (
        9_840_400_000
    )
    assert faults() == []


def test_corrections_stand_where_the_reading_is_the_same(published, admin_user):
    revision = published[0]
    desk.correct(revision.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    read_by_an_older_parser(revision)
    assert reread(revision.sha256[:12])[1].startswith("无变化")
    assert not ImportJob.objects.filter(state=JobState.REVISION).exists()
    assert Figure.objects.get(disclosure=revision.disclosure, measure="expenditure_current").value == (
        9_841_400_000
    )
    assert Correction.objects.get().now == "9,841.40"
    assert faults() == []


def test_other_words_and_findings_are_told_though_every_cell_is_the_same(published):
    revision = published[0]
    reading = Reading.objects.get(sha256=revision.sha256).report()
    former = replace(reading, findings=reading.findings[1:], claims=(), parser_version="0.0.1")
    Reading.keep(revision.sha256, former)
    line = reread(revision.sha256)[1]
    assert line.startswith("有差异")
    assert "各格相同" in line
    assert "核对结果 1 处不同" in line
    assert f"文字说明 {len(reading.claims)} 处不同" in line
    (page,) = ImportJob.objects.filter(kind=JobKind.REREAD)
    assert page.state == JobState.REVISION


def test_a_settled_identity_is_no_difference(published):
    """A person may have named the department otherwise than the file prints it."""
    revision = published[0]
    reading = Reading.objects.get(sha256=revision.sha256).report()
    Reading.keep(revision.sha256, replace(reading, department="青山区政府办", parser_version="0.0.1"))
    assert reread(revision.sha256)[1].startswith("无变化")
    assert Reading.objects.get(sha256=revision.sha256).report().department == "青山区政府办"


def test_only_what_is_asked_for_is_read(published):
    read_by_an_older_parser(published[1])
    assert reread(year=2022)[-1].startswith("共 1 份")
    assert reread(all=True, older=True)[-1].startswith("共 1 份")
    assert reread(all=True, older=True)[-1].startswith("共 0 份")
    assert reread(region="420107")[-1].startswith("共 2 份")
    assert reread(region="420106")[-1].startswith("共 0 份")
    assert reread(published[0].disclosure.department.slug)[-1].startswith("共 2 份")


@pytest.mark.parametrize(("arguments", "why"), [([], "--all"), (["no-such-department"], "没有已发布")])
def test_what_names_no_report_is_refused(published, arguments, why):
    with pytest.raises(CommandError, match=why):
        reread(*arguments)
    assert not ImportJob.objects.filter(kind=JobKind.REREAD).exists()


def test_what_is_only_queued_is_left_to_the_workers(published):
    lines = reread(all=True, queue=True)
    assert lines[-1] == "共 2 份报告：无变化 0，有差异 0，未读完 2，失败 0"
    assert ImportJob.objects.filter(kind=JobKind.REREAD, state=JobState.QUEUED).count() == 2
    lines = reread(all=True)  # the same two jobs
    assert lines[-1] == "共 2 份报告：无变化 2，有差异 0，未读完 0，失败 0"
    assert ImportJob.objects.filter(kind=JobKind.REREAD).count() == 2
    assert not Worker.objects.exists()


def test_where_workers_run_the_command_waits_for_them(published, reader, monkeypatch):
    Worker.objects.create(name="another", seen_at=timezone.now())

    def meanwhile(pause):
        pipeline.process(ImportJob.objects.filter(state=JobState.QUEUED).first(), reader)

    monkeypatch.setattr("ingest.management.commands.reread.time.sleep", meanwhile)
    monkeypatch.setattr("ingest.management.commands.reread._read_one", None)
    assert reread(all=True)[-1].startswith("共 2 份报告：无变化 2")


def test_what_an_older_parser_left_waiting_is_read_anew(published):
    revision = published[0]
    read_by_an_older_parser(revision, Change(SPENT, "9,840.40", "9,841.40"))
    reread(all=True)
    waiting = ImportJob.objects.get(state=JobState.REVISION)
    ImportJob.objects.filter(pk=waiting.pk).update(report=waiting.report | {"parser_version": "0.0.2"})
    assert "1 格不同" in reread(revision.sha256)[1]
    again = ImportJob.objects.get(state=JobState.REVISION)
    assert again.pk != waiting.pk
    assert again.report["parser_version"] == PARSER_VERSION


def test_a_file_that_has_gone_is_told_and_the_report_stays(published):
    revision = published[0]
    revision.uploads.get().file.unlink()
    with pytest.raises(SystemExit):
        reread(revision.sha256)
    assert Revision.objects.get(pk=revision.pk).disclosure.current_id == revision.pk
    assert ImportJob.objects.get(kind=JobKind.REREAD).state == JobState.FAILED
