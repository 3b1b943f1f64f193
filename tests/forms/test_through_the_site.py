"""Office files and web pages on their way through the site: read in the child, published, shown with their spots."""

import pytest

from disclosures.models import Sheet
from disclosures.number_ids import number_id
from disclosures.pages.cell import keyed_rows
from disclosures.pages.statement_list import sheet_key
from ingest import pipeline, publication, store
from ingest.limits import unfit
from ingest.models import JobState
from ingest.parsing.errors import Reason
from ingest.parsing.file_types import MEDIA_TYPES
from tests.forms.writers import WRITERS
from tests.parsing.office import container, small_workbook

SAMPLE = "qingshan-government-office-2023"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reader():
    with pipeline.Reader(pipeline.Limits(seconds=60)) as reader:
        yield reader


@pytest.fixture
def take(reader, django_capture_on_commit_callbacks):
    """Receive and read one file."""

    def taken(content, name):
        with django_capture_on_commit_callbacks(execute=True):
            return pipeline.process(pipeline.receive([content], name, None), reader)

    return taken


def content_of(ending, tmp_path):
    path = tmp_path / f"sample{ending}"
    WRITERS[ending](SAMPLE, path)
    return path.read_bytes()


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_a_published_number_says_where_it_stands(ending, take, client, tmp_path):
    job = take(content_of(ending, tmp_path), f"决算{ending}")
    assert job.state == JobState.REVIEW
    revision = publication.publish(job)
    sheet = Sheet.objects.get(revision=revision, statement="expenditure")
    row, cells = keyed_rows(sheet)[0][0], sheet.data["rows"][0]["cells"]
    assert cells[0]["spot"] == "第 3 张表第 4 行第 5 列"  # below three rows of heads
    number = number_id(revision.disclosure.code, sheet_key(sheet), row, cells[0]["column"])
    assert cells[0]["spot"] in client.get(f"/n/{number}/").content.decode()

    original = client.get(f"/file/{revision.sha256}/{revision.original_name}")
    original.close()
    assert original.headers["Content-Type"].partition(";")[0] == MEDIA_TYPES[ending]
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in original.headers["Content-Security-Policy"]
    assert original.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_statements_without_a_report_wait_for_what_they_do_not_say(ending, take, tmp_path):
    job = take(content_of(ending, tmp_path), f"决算{ending}")
    assert job.state == JobState.REVIEW
    with pytest.raises(store.Refused) as refused:
        publication.publish(job)
    assert "scope" in refused.value.fields


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.docx", b"PK\x03\x04", None),
        ("a.XLSX", small_workbook()[:1024], None),
        ("a.xlsx", container("EncryptedPackage")[:1024], None),
        ("a.xlsx", b"<html>", Reason.WRONG_KIND),
        ("a.docx", b"%PDF-1.7", Reason.WRONG_KIND),
        ("a.xls", container("Workbook")[:1024], None),
        ("a.xls", b"<html><table>", None),
        ("a.xls", b"PK\x03\x04", Reason.WRONG_KIND),
        ("a.html", b"PK\x03\x04", Reason.WRONG_KIND),
        ("a.htm", b"<html>", None),
        ("a.html", b"", None),
        ("a.docm", b"PK\x03\x04", Reason.UNKNOWN_FORMAT),
        ("a.xlsm", None, Reason.UNKNOWN_FORMAT),
    ],
)
def test_what_the_first_bytes_tell(name, head, expected):
    assert unfit(name, head) == expected
