"""From handed in to published: states, duplicates, failures that leave nothing, doubt that waits."""

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from disclosures.models import Disclosure, Figure
from ingest import files, pipeline, publication, store
from ingest.background import leases
from ingest.integrity import faults
from ingest.models import ImportJob, JobState, Upload
from tests.ingest.reports import report_text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reader():
    with pipeline.Reader(pipeline.Limits(seconds=60)) as reader:
        yield reader


@pytest.fixture
def take(reader, django_capture_on_commit_callbacks):
    """Receive and read one file."""

    def taken(content, name="report.txt", user=None):
        with django_capture_on_commit_callbacks(execute=True):
            return pipeline.process(pipeline.receive([content], name, user), reader)

    return taken


def test_a_report_waits_for_publication_and_is_published(take):
    job = take(report_text())
    assert job.state == JobState.REVIEW
    assert job.attempts == 1
    assert not Disclosure.objects.exists()

    revision = publication.publish(job)
    job.refresh_from_db()
    assert (job.state, job.report) == (JobState.PUBLISHED, None)
    assert revision.disclosure.department.slug == "420107-government-office"
    assert Figure.objects.get(measure="expenditure_current").value == 9_840_400_000
    assert publication.publish(job) == revision
    assert faults() == []


def test_the_same_file_again_is_a_duplicate(take, admin_user):
    publication.publish(take(report_text()))
    assert take(report_text()).state == JobState.DUPLICATE
    assert ImportJob.objects.count() == 1  # nothing changes
    again = take(report_text(), "又名.txt", admin_user)
    assert (again.state, again.revision, ImportJob.objects.count()) == (
        "duplicate",
        Disclosure.objects.get().current,
        2,
    )


def test_the_same_bytes_under_another_suffix_are_kept_once(take):
    take(report_text())
    take(report_text(), "report.md")
    assert len(list(files.stored())) == 1


def test_a_later_file_of_the_same_disclosure_is_a_revision(take):
    publication.publish(take(report_text()))
    job = take(report_text(spent="9,999.99"))
    assert job.state == JobState.REVISION
    assert publication.publish(job).number == 2


def a_pdf(**saved) -> bytes:
    """A PDF with one blank page."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written, **saved)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "empty.pdf", "empty_file"),
        ("今天天气很好。\n".encode() * 50, "diary.txt", "not_a_report"),
        (b"plain words", "renamed.pdf", "not_a_pdf"),
        (b"%PDF-1.7\n%broken", "broken.pdf", "damaged"),
        (a_pdf()[:300], "cut-off.pdf", "damaged"),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "locked.pdf", "encrypted"),
        (a_pdf(), "blank.pdf", "not_a_report"),
        (b"x", "program.exe", "unknown_format"),
    ],
)
def test_what_cannot_be_read_leaves_a_reason_and_nothing_else(take, content, name, reason):
    job = take(content, name)
    assert (job.state, job.reason) == (JobState.FAILED, reason)
    assert any("\u4e00" <= c <= "\u9fff" for c in job.message)
    assert not Upload.objects.exists()
    assert list(files.stored()) == []
    assert faults() == []


def test_a_failed_file_is_tried_again_under_its_former_job(take):
    first = take(b"", "empty.pdf")
    second = take(b"", "empty.pdf")
    assert (second.pk, second.attempts, second.state) == (first.pk, 1, JobState.FAILED)


def test_an_interrupted_reading_is_taken_up_again(reader):
    cut_short = pipeline.receive([report_text()], "report.txt")
    ImportJob.objects.update(
        state=JobState.PARSING, attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )
    assert leases.sweep() == 1
    ImportJob.objects.update(next_try_at=None)
    job = pipeline.process(ImportJob.objects.get(), reader)
    assert (job.pk, job.state) == (cut_short.pk, JobState.REVIEW)


def careless() -> bytes:
    """A sample whose cross-reference table is not where the file says."""
    samples = Path(__file__).resolve().parents[2] / "ingest" / "samples"
    return (samples / "hongshan-government-office-2023.pdf").read_bytes().replace(b"startxref", b"startxreg")


def test_a_report_that_may_be_damaged_waits_until_a_person_has_looked_at_it(take):
    job = take(careless(), "careless.pdf")
    assert job.state == JobState.REVIEW
    with pytest.raises(store.Refused, match="损坏"):
        publication.publish(job)
    job.refresh_from_db()
    assert job.state == JobState.REVIEW
    read = job.read()
    identity = publication.Identity(read.region.code, read.department, read.fiscal_year, "own")
    store.create_department(store.region_row(read.region.code), read.department)
    assert publication.publish(job, identity).number == 1


def test_the_job_notes_how_far_its_reading_has_come(take, reader):
    job = pipeline.receive([careless()], "careless.pdf")
    noted = []

    def look(progress):
        noted.append((str(progress), str(ImportJob.objects.get(pk=job.pk).progress)))

    pipeline.process(job, reader, look)
    assert "检查文件" in {held for _, held in noted}
    assert any(held.startswith("读取各页") and held.endswith("/12 页") for _, held in noted)
    job.refresh_from_db()
    assert (job.progress, job.stage, job.page, job.pages) == (None, "", 0, 0)


def test_an_uncertain_report_waits_until_a_person_settles_it(take):
    job = take(report_text(scope=""))
    with pytest.raises(store.Refused, match="口径"):
        publication.publish(job)
    job.refresh_from_db()
    assert job.state == JobState.REVIEW
    identity = publication.Identity("420107", "武汉市青山区人民政府办公室", 2023, "own")
    with pytest.raises(store.Refused, match="新部门还是改名"):
        publication.publish(job, identity)
    store.create_department(store.region_row("420107"), identity.department)
    assert publication.publish(job, identity).disclosure.scope == "own"
