"""Putting cells right: before and after publication, undone, contradicted by a further reading."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.models import Correction, Disclosure, Figure, Finding
from ingest import actions, corrections, desk, pipeline, store
from ingest.actions import NotNow
from ingest.integrity import faults
from ingest.models import Action, AuditEntry, ImportJob, JobKind, JobState, Reading
from ingest.parsing import wire
from ingest.parsing.corrected import NAME, Change, Spot, apply, text_at
from ingest.parsing.facts import Origin
from tests.ingest.reports import report_text

pytestmark = pytest.mark.django_db

SPENT = Spot("summary", "57", "2")


@pytest.fixture(scope="module")
def reader():
    with pipeline.reader() as reader:
        yield reader


@pytest.fixture
def waiting(reader):
    return pipeline.process(pipeline.receive([report_text()], "report.txt"), reader)


@pytest.fixture
def published(waiting, admin_user):
    return actions.publish(waiting, admin_user)


def failing(revision) -> set[str]:
    return set(revision.findings.filter(outcome="fail").values_list("check_id", flat=True))


def test_a_corrected_cell_counts_at_once_in_values_sums_and_checks(waiting, admin_user):
    (made,) = desk.correct(waiting.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    assert (made.was, made.now, made.state) == ("9,840.40", "9,841.40", "held")
    report = desk.desk_of(waiting.sha256).standing().report
    cell = next(row for read in report.statements for row in read.rows if row.line == "57").cell("2")
    assert (cell.amount, cell.origin) == (Decimal("9841.40"), Origin.CORRECTED)
    assert {m.key: m.value for m in report.measures}["expenditure_current"] == Decimal("9841.40")
    assert "T01_TOTAL" in {f.check for f in report.findings if f.outcome == "fail"}
    revision = actions.publish(waiting, admin_user)
    assert Figure.objects.get(measure="expenditure_current").value == 9_841_400_000
    assert "T01_TOTAL" in failing(revision)
    raw = Reading.objects.get().report()
    assert text_at(raw, SPENT) == "9,840.40"  # what was read stays as it was read


def test_a_published_report_follows_its_corrections_and_their_undoing(published, admin_user):
    before = failing(published)
    (made,) = desk.correct(published.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    assert Figure.objects.get(measure="expenditure_current").value == 9_841_400_000
    assert failing(published) > before
    desk.undo(made, admin_user, "看错了")
    assert Figure.objects.get(measure="expenditure_current").value == 9_840_400_000
    assert failing(published) == before
    actions_noted = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions_noted) == [Action.PUBLISH, Action.CORRECT, Action.UNDO]
    assert Disclosure.objects.get().current == published
    assert faults() == []


@pytest.mark.parametrize(
    ("spot", "now", "reason", "word"),
    [
        (SPENT, "九千", "理由", "只能填数字"),
        (SPENT, "9,841.40", " ", "理由"),
        (SPENT, "9840.40", "理由", "相同"),
        (SPENT, "1" * 101, "理由", "最多"),
        (Spot("summary", "5'7", "2"), "1", "理由", "行的代码"),
    ],
)
def test_what_is_no_correction_is_refused(waiting, admin_user, spot, now, reason, word):
    with pytest.raises(NotNow, match=word):
        desk.correct(waiting.sha256, [(spot, now)], reason, admin_user)
    assert not Correction.objects.exists()


def test_a_file_that_is_not_on_the_desk_is_not_corrected(admin_user):
    with pytest.raises(NotNow, match="不在复核中"):
        desk.correct("0" * 64, [(SPENT, "1")], "理由", admin_user)


def reread(revision, change, admin_user) -> ImportJob:
    """A further reading of the published file, which reads some cell differently."""
    upload = revision.uploads.get()
    return ImportJob.objects.create(
        upload=upload,
        kind=JobKind.REREAD,
        name=upload.original_name,
        sha256=upload.sha256,
        state=JobState.REVISION,
        report=wire.to_json(
            replace(apply(Reading.objects.get().report(), [change] if change else []), parser_version="9.9.9")
        ),
    )


def test_a_correction_survives_a_further_reading(published, admin_user):
    desk.correct(published.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    again = actions.publish(reread(published, None, admin_user), admin_user)
    assert (again.pk, again.parser_version) == (published.pk, "9.9.9")
    assert Figure.objects.get(measure="expenditure_current").value == 9_841_400_000
    assert not Correction.objects.filter(kind="reading").exists()


def test_a_value_changed_beneath_a_correction_is_a_conflict_to_settle(published, admin_user):
    (made,) = desk.correct(published.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    job = reread(published, Change(SPENT, "9,840.40", "9,842.40"), admin_user)
    assert desk.desk_of(published.sha256).standing().conflicts == (made,)
    with pytest.raises(store.Refused, match="1 处更正"):
        actions.publish(job, admin_user)
    desk.settle(made, True, admin_user, "仍以原件为准")
    actions.publish(job, admin_user)
    assert Figure.objects.get(measure="expenditure_current").value == 9_841_400_000
    held = corrections.made(published.sha256).get()
    assert (held.was, held.now) == ("9,842.40", "9,841.40")


def test_a_conflict_may_be_settled_for_the_new_reading_and_the_log_says_what_changed(published, admin_user):
    (made,) = desk.correct(published.sha256, [(SPENT, "9,841.40")], "原件为 9,841.40", admin_user)
    job = reread(published, Change(SPENT, "9,840.40", "9,842.40"), admin_user)
    desk.settle(made, False, admin_user, "新读出的对")
    actions.publish(job, admin_user)
    assert Figure.objects.get(measure="expenditure_current").value == 9_842_400_000
    logged = Correction.objects.get(kind="reading")
    assert (logged.row, logged.was, logged.now) == ("57", "9,841.40", "9,842.40")
    assert "9.9.9" in logged.reason


def test_a_row_that_was_not_read_is_entered(waiting, admin_user):
    entered = ((NAME, "行政运行"), ("1", "12.00"), ("2", "12.00"))
    spots = [(Spot("revenue", "2019999", column), text) for column, text in entered]
    desk.correct(waiting.sha256, spots, "录入", admin_user)
    report = desk.desk_of(waiting.sha256).standing().report
    assert text_at(report, Spot("revenue", "2019999", NAME)) == "行政运行"
    assert text_at(report, Spot("revenue", "2019999", "2")) == "12.00"


def test_nothing_is_left_of_a_correction_that_cannot_be_shown(published, admin_user):
    found = Finding.objects.count()
    with pytest.raises(store.Refused, match="准确换算"):
        desk.correct(published.sha256, [(SPENT, "9840.12345678")], "理由", admin_user)
    assert not Correction.objects.exists()
    assert Finding.objects.count() == found
