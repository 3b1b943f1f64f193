"""Every planted fault is found and named; sound data, also in the midst of work, gives no alarm."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from disclosures.models import (
    AcrossFinding,
    BoardLine,
    CheckTally,
    Claim,
    Correction,
    Department,
    DepartmentName,
    Disclosure,
    ErrorReport,
    Figure,
    Finding,
    Region,
    Reply,
    ReportLine,
    Revision,
    Scorecard,
    SearchDocument,
    Sheet,
)
from ingest import actions, files, pipeline, publication
from ingest.background import leases, tasks
from ingest.integrity import database, faults, lasting_faults, mending
from ingest.integrity.remedies import REMEDIES, lines
from ingest.models import ImportJob, JobKind, JobState, Reading, Upload
from tests.ingest.reports import report_text

LONG_AGO = timezone.now() - timedelta(hours=2)


@pytest.fixture(scope="module")
def reader():
    with pipeline.Reader(pipeline.Limits(seconds=60)) as reader:
        yield reader


def taken(reader, content, name="report.txt", person=None):
    return pipeline.process(actions.hand_in([content], name, person), reader)


@pytest.fixture(scope="module")
def prepared(django_db_setup, django_db_blocker, reader, tmp_path_factory):
    """Two years published, the later twice; one report waits; one was sent twice; one could not be read."""
    held = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("prepared")
    with django_db_blocker.unblock(), transaction.atomic():
        person = get_user_model().objects.create_superuser("keeper")
        published = report_text(year=2022, spent="9,740.40"), report_text(), report_text(spent="9,999.99")
        for content in published:
            publication.publish(taken(reader, content))
        taken(reader, report_text(year=2021))
        actions.hand_in([report_text()], "again.txt", person)
        taken(reader, b"no report", "diary.txt")
        pipeline.tidy()
        kept, settings.MEDIA_ROOT = settings.MEDIA_ROOT, held
        yield kept
        transaction.set_rollback(True)


@pytest.fixture
def db():
    """In the place of pytest-django's: it sees the name and makes the database; ``site`` undoes what a test does."""


@pytest.fixture
def site(prepared, db, django_db_blocker, own_files):
    """The prepared rows and files; what the test does to them is undone."""
    shutil.copytree(prepared, settings.MEDIA_ROOT)
    with django_db_blocker.unblock(), transaction.atomic():
        yield get_user_model().objects.get()
        transaction.set_rollback(True)


def kinds():
    return {fault.kind for fault in faults()}


def test_sound_data_gives_no_alarm(site):
    assert AcrossFinding.objects.exists()
    assert lasting_faults() == []


def test_work_that_goes_on_gives_no_alarm(site):
    held = actions.hand_in([report_text(year=2019)], "queued.txt", site)
    assert faults() == []
    lease = leases.take(held.pk, "somebody")
    assert faults() == []
    lease.extend()
    assert faults() == []
    lease.give_back()
    assert faults() == []
    actions.reread(Upload.objects.exclude(revision=None).first(), site)
    assert faults() == []


def test_a_withdrawn_report_gives_no_alarm_nor_does_it_when_shown_again(site):
    disclosure = Disclosure.objects.get(year=2023)
    actions.withdraw(disclosure, site, "部门要求")
    assert faults() == []
    actions.restore(disclosure, site)
    assert faults() == []


def test_a_file_that_is_being_written_is_no_lasting_fault(site, monkeypatch):
    seen = []

    def finished(pause):
        seen.extend(files.stored())
        files.drop("uploads/aa/" + "a" * 64)

    place = Path(settings.MEDIA_ROOT) / "uploads" / "aa"
    place.mkdir(parents=True, exist_ok=True)
    (place / ("a" * 64)).write_bytes(b"just now")
    monkeypatch.setattr("time.sleep", finished)
    assert kinds() == {"file_stray"}
    assert lasting_faults() == []
    assert "uploads/aa/" + "a" * 64 in seen


def current():
    return Disclosure.objects.get(year=2023).current


def waiting():
    return ImportJob.objects.get(state=JobState.REVIEW)


def cell(sheet):
    return sheet.data["rows"][0]["cells"][0]


# ---- each plants one fault ----


def file_missing():
    Upload.objects.get(revision=current()).file.unlink()


def file_changed():
    file = Upload.objects.get(revision=current()).file
    file.write_bytes(file.read_bytes() + b" ")


def file_stray():
    with files.arriving([b"stray"], "stray.txt") as stray:
        stray.put(stray.path)


def size_wrong():
    Upload.objects.filter(revision=current()).update(size=7)


def path_of_another():
    moved = Upload.objects.get(jobs=waiting())
    moved.file.rename(moved.file.with_name("named-otherwise.txt"))
    Upload.objects.filter(pk=moved.pk).update(path=f"{Path(moved.path).parent}/named-otherwise.txt")


def disclosure_without_current():
    Figure.objects.filter(disclosure__year=2022).delete()
    AcrossFinding.objects.all().delete()
    Disclosure.objects.filter(year=2022).update(current=None)


def current_of_another():
    first, second = Disclosure.objects.order_by("year")
    held = second.current
    Disclosure.objects.filter(pk=second.pk).update(
        current=None, withdrawn_at=timezone.now(), withdrawn_why="."
    )
    Disclosure.objects.filter(pk=first.pk).update(current=held)


def published_by_failed_job():
    jobs = ImportJob.objects.filter(upload__revision=current(), state=JobState.PUBLISHED)
    jobs.update(state=JobState.FAILED, reason="crashed")


def published_without_time():
    Disclosure.objects.filter(year=2023).update(published_at=None)


def hidden_with_figures():
    Disclosure.objects.filter(year=2023).update(
        current=None, withdrawn_at=timezone.now(), withdrawn_why="部门要求"
    )
    AcrossFinding.objects.all().delete()


def revision_without_sheets():
    Revision.objects.get(number=1, disclosure__year=2023).sheets.all().delete()


def revision_without_upload():
    old = Upload.objects.get(revision__number=1, revision__disclosure__year=2023)
    old.jobs.all().delete()
    old.delete()


def revision_gap():
    Revision.objects.filter(pk=current().pk).update(number=3)


def finding_of_another():
    claim = current().claims.first()
    Finding.objects.create(
        revision=Revision.objects.get(disclosure__year=2023, number=1),
        claim=claim,
        position=999,
        check_id="P_CHANGE",
        outcome="pass",
        severity="info",
        message=".",
    )


def upload_of_another():
    Upload.objects.filter(revision__number=1, revision__disclosure__year=2023).update(revision=current())


def upload_unused():
    waiting().delete()


def job_without_file():
    Upload.objects.get(jobs=waiting()).delete()
    pipeline.tidy()


def job_of_another():
    ImportJob.objects.filter(pk=waiting().pk).update(sha256="f" * 64)


def file_held_twice():
    job = ImportJob.objects.filter(state=JobState.PUBLISHED).first()
    job.pk = None
    job.save()


def job_stuck():
    ImportJob.objects.filter(pk=waiting().pk).update(
        state=JobState.PARSING, lease_until=LONG_AGO, report=None
    )


def job_not_in_line():
    ImportJob.objects.filter(pk=waiting().pk).update(
        state=JobState.QUEUED, created_at=LONG_AGO, started_at=LONG_AGO, report=None, task=""
    )


def waiting_unreadable():
    job = waiting()
    job.report["statements"][0]["state"] = "no such state"
    job.save()


def job_without_revision():
    held = Upload.objects.filter(revision__number=1, revision__disclosure__year=2023)
    held.update(revision=None)


def duplicate_of_nothing():
    ImportJob.objects.filter(state=JobState.DUPLICATE).update(sha256="e" * 64, upload=None)


def reread_of_nothing():
    ImportJob.objects.filter(pk=waiting().pk).update(kind=JobKind.REREAD)


def reading_missing():
    Reading.objects.get(sha256=current().sha256).delete()


def reading_unreadable():
    Reading.objects.filter(sha256=current().sha256).update(content=b"no reading")


def reading_version_differs():
    Reading.objects.filter(sha256=current().sha256).update(parser_version="0.0.1")


def sheets_differ():
    sheet = Sheet.objects.get(revision=current(), statement="summary")
    cell(sheet)["text"] = "printed otherwise"
    sheet.save()


def search_differs():
    SearchDocument.objects.first().delete()


def correction_contradicted():
    a_correction(was="1.00", now="2.00")


def department_without_name():
    Department.objects.create(slug="nameless", name="无名局", region=Region.objects.get(code="420107"))


def department_slug_clash():
    held = Department.objects.get()
    other = Department.objects.create(slug=held.slug.upper(), name="另一局", region=held.region)
    DepartmentName.objects.create(department=other, name="青山区另一局", key="另一局")


def name_key_differs():
    DepartmentName.objects.filter(pk=DepartmentName.objects.first().pk).update(key="另一种写法")


def name_of_two():
    held = Department.objects.get()
    other = Department.objects.create(slug="another", name="另一局", region=held.region)
    name = held.names.first()
    DepartmentName.objects.create(department=other, name=name.name, key=name.key)


def region_unknown():
    Region.objects.create(code="999999", name="无此区", full_name="无此区")


def region_parent_differs():
    Region.objects.filter(code="420107").update(parent="420000")


def figures_differ():
    Figure.objects.filter(disclosure__year=2023, measure="expenditure_current").update(value=1)


def pictured_differ():
    Revision.objects.filter(pk=current().pk).update(pictured=[20])


def figures_differ_from_the_sheets():
    sheet = Sheet.objects.get(revision=current(), statement="summary")
    for row in sheet.data["rows"]:
        for printed in row["cells"]:
            printed["amount"] = "1.00" if printed["amount"] else None
    sheet.save()


def revision_unreadable():
    Sheet.objects.filter(revision=current()).update(data={})


def scorecard_missing():
    Scorecard.objects.filter(revision=current()).delete()


def scorecard_differs():
    card = Scorecard.objects.get(revision=current())
    card.states[0]["state"] = "missing"
    card.states[0]["evidence"] = "另一句话"
    card.save()


def finding_keys_differ():
    Finding.objects.filter(pk=current().findings.first().pk).update(key="0" * 10)


def across_findings_differ():
    AcrossFinding.objects.filter(pk=AcrossFinding.objects.first().pk).update(found="1.00")


def board_lines_differ():
    BoardLine.objects.filter(item="total", year=2023).update(rate=1)


def report_lines_differ():
    ReportLine.objects.filter(year=2023).update(errors=77)


def check_tallies_differ():
    CheckTally.objects.filter(pk=CheckTally.objects.first().pk).update(number=77)


def a_correction(**changed):
    given = {"sha256": current().sha256, "statement": "summary", "row": "57", "column": "2", "reason": "误读"}
    given |= {"was": "9,999.99", "now": "9,999.99", "kind": Correction.Kind.ACCEPTED}
    return Correction.objects.create(**(given | changed))


def correction_without_cell():
    a_correction(row="9999")


def reply_to_nothing():
    disclosure = Disclosure.objects.get(year=2023)
    Reply.objects.create(disclosure=disclosure, check_id="X", key="0" * 10, text=".", source=".")


def report_of_nothing():
    ErrorReport.objects.create(number="no number", text="错了")


TALLIES = {"report_lines_differ", "check_tallies_differ"}
FOLLOWS = {  # what else is wrong where this is
    "current_of_another": {
        "hidden_with_figures",
        "across_findings_differ",
        "figures_differ",
        "scorecard_differs",
        "board_lines_differ",
        "search_differs",
    }
    | TALLIES,
    "disclosure_without_current": {"search_differs", "board_lines_differ"} | TALLIES,
    "hidden_with_figures": {"search_differs", "board_lines_differ"} | TALLIES,
    "region_parent_differs": {"search_differs", "board_lines_differ"},
    "upload_of_another": {"revision_without_upload"},
    "job_without_revision": {"revision_without_upload"},
    "figures_differ_from_the_sheets": {"scorecard_differs", "across_findings_differ", "sheets_differ"},
    "revision_without_sheets": {"sheets_differ"},
    "correction_without_cell": {"correction_contradicted"},
    "figures_differ": {"across_findings_differ", "scorecard_differs", "report_lines_differ"},
    "revision_unreadable": {"across_findings_unreadable", "search_unreadable", "sheets_differ"},
}
PLANTS = [
    file_missing, file_changed, file_stray, size_wrong, path_of_another, disclosure_without_current,
    current_of_another, published_without_time, hidden_with_figures, revision_without_sheets,
    revision_without_upload, revision_gap, finding_of_another, upload_of_another, upload_unused,
    job_without_file, job_of_another, file_held_twice, job_stuck, job_not_in_line, waiting_unreadable,
    job_without_revision, duplicate_of_nothing, reread_of_nothing, department_without_name,
    department_slug_clash, name_key_differs, name_of_two, region_unknown, region_parent_differs,
    figures_differ, figures_differ_from_the_sheets, revision_unreadable, scorecard_missing,
    scorecard_differs, finding_keys_differ, across_findings_differ, board_lines_differ, report_lines_differ, check_tallies_differ, correction_without_cell,
    reply_to_nothing, report_of_nothing, published_by_failed_job, reading_missing, reading_unreadable,
    reading_version_differs, sheets_differ, correction_contradicted, search_differs, pictured_differ,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(site, plant):
    plant()
    kind = plant.__name__.removesuffix("_from_the_sheets")
    found = kinds()
    assert kind in found
    assert found - {kind} <= FOLLOWS.get(plant.__name__, set())


def test_a_correction_of_a_cell_and_one_that_was_undone_are_sound(site):
    a_correction()
    a_correction(row="9999", state=Correction.State.UNDONE)
    a_correction(sha256="d" * 64, row="9999")  # its file is not published
    finding = current().findings.first()
    Reply.objects.create(
        disclosure=finding.revision.disclosure,
        check_id=finding.check_id,
        key=finding.key,
        text="已说明",
        source="复函",
        replied_on=date(2024, 9, 1),
    )
    assert faults() == []


MENDED = [
    file_stray, job_stuck, job_not_in_line, hidden_with_figures, figures_differ, scorecard_missing, scorecard_differs,
    across_findings_differ, board_lines_differ, report_lines_differ, check_tallies_differ, search_differs,
    pictured_differ,
]  # fmt: skip


@pytest.mark.parametrize("plant", MENDED, ids=lambda plant: plant.__name__)
def test_what_needs_no_decision_is_mended(site, plant):
    plant()
    mending.mend(faults())
    assert faults() == []


def test_a_number_of_text_that_passes_for_a_recognised_one_is_found_and_mended(site):
    figure = Figure.objects.get(disclosure__year=2023, measure="expenditure_current")
    Figure.objects.filter(pk=figure.pk).update(origin="ocr")
    found = faults()
    assert "figures_differ" in {fault.kind for fault in found}
    assert "rebuild_figures" in REMEDIES["figures_differ"]
    mending.mend(found)
    assert Figure.objects.get(disclosure__year=2023, measure="expenditure_current").origin == ""
    assert faults() == []


def test_a_claim_of_text_that_passes_for_a_recognised_one_is_found_and_mended(site):
    Claim.objects.filter(pk=current().claims.first().pk).update(origin="ocr")
    found = faults()
    assert {fault.kind for fault in found} == {"pictured_differ"}
    mending.mend(found)
    assert not Claim.objects.exclude(origin="").exists()
    assert faults() == []


def test_what_needs_a_decision_is_left_as_it_is(site):
    file_changed()
    reply_to_nothing()
    found = faults()
    mending.mend(found)
    assert faults() == found


def test_every_kind_of_fault_has_its_remedy_told_once(site):
    planted = {plant.__name__.removesuffix("_from_the_sheets") for plant in PLANTS}
    assert planted | set().union(*FOLLOWS.values()) <= set(REMEDIES)
    assert set(REMEDIES) >= mending.MENDED
    file_missing()
    reply_to_nothing()
    told = lines(faults())
    assert told[-1] == "2 处问题"
    assert [line.partition("：")[0] for line in told[2:-1]] == [
        "怎么办　file_missing",
        "怎么办　reply_to_nothing",
    ]


def test_a_database_that_is_behind_is_told_and_nothing_else_is_asked(site):
    assert database.behind() == []
    last = sorted(
        name for app, name in MigrationRecorder(connection).applied_migrations() if app == "ingest"
    )[-1]
    MigrationRecorder(connection).record_unapplied("ingest", last)
    file_missing()
    assert kinds() == {"schema_behind"}
    assert {fault.kind for fault in lasting_faults()} == {"schema_behind"}


def test_keys_that_are_used_up_are_found_and_mended(site):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite counts by the rows themselves")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('disclosures_figure', 'id'), 1, false)")
    assert {(fault.kind, fault.subject) for fault in faults()} == {("sequence_behind", "disclosures_figure")}
    mending.mend(faults())
    assert faults() == []


def test_a_queued_job_is_put_in_line_and_a_stuck_one_swept(site):
    job_stuck()
    assert kinds() == {"job_stuck"}
    leases.sweep()
    tasks.queue_up()
    assert faults() == []
