"""A report of several files, as readers see it: every number says which file prints it and where."""

import csv
import io
from contextlib import closing

import pytest
from django.urls import reverse

from disclosures.models import Disclosure, RevisionFile
from disclosures.number_ids import number_id
from ingest import actions, joining, pipeline
from tests.forms.writers import WRITERS
from tests.ingest.test_joining import NAME, SAMPLE, published, without_statements

pytestmark = pytest.mark.django_db

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPOT = "工作表“2024年度收入支出决算总表”"


@pytest.fixture(scope="module")
def contents(tmp_path_factory) -> tuple[bytes, bytes]:
    path = tmp_path_factory.mktemp("forms") / "附表.xlsx"
    WRITERS[".xlsx"](NAME, path)
    return without_statements(SAMPLE), path.read_bytes()


@pytest.fixture
def report(contents, admin_user) -> Disclosure:
    """A PDF with the prose and a workbook with the statements, published as one."""
    with pipeline.reader() as reader:
        pdf, book = (
            pipeline.process(pipeline.receive([content], name), reader)
            for content, name in zip(contents, ("报告.pdf", "附表.xlsx"), strict=True)
        )
    published(pdf, admin_user)
    joining.join(pdf, book, admin_user)
    return Disclosure.objects.get()


@pytest.fixture
def file(report) -> RevisionFile:
    return RevisionFile.objects.get()


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def address(report, name: str, *more) -> str:
    return reverse(name, args=(report.department.slug, report.year, *more))


def original(file) -> str:
    return reverse("original", args=(file.sha256, file.original_name))


def number(report) -> str:
    return reverse("number", args=(number_id(report.code, "summary", "60", "2"),))


def test_the_reports_page_lists_its_files(client, report, file):
    page = text(client.get(address(report, "report")))
    assert "原件：" in page and "附表：" in page
    assert f'href="{original(report.current)}"' in page
    assert page.count(f'href="{original(file)}"') == 2  # above, and where the sources stand
    assert file.sha256 in page


def test_each_file_is_there_as_it_was_handed_in(client, report, file, contents):
    for held, content, media_type, way in (
        (report.current, contents[0], "application/pdf", "inline"),
        (file, contents[1], SHEET, "attachment"),
    ):
        response = client.get(original(held))
        assert b"".join(response.streaming_content) == content
        assert response["Content-Type"] == media_type
        assert response["Content-Disposition"].startswith(way)
    assert client.get(original(file), headers={"If-None-Match": f'"{file.sha256}"'}).status_code == 304


def test_a_number_says_which_file_and_where_and_has_no_crop(client, report, file):
    for page in (text(client.get(number(report))), text(client.get(number(report), {"fragment": "1"}))):
        assert "附加文件 附表.xlsx" in page
        assert f'href="{original(file)}"' in page
        assert SPOT in page
        assert "这个数印在附加文件里，没有页面图。" in page
        assert "/crop/" not in page and "整页图" not in page
    page = text(client.get(number(report)))
    assert f"SHA-256 {file.sha256[:16]}" in page  # in the citation
    assert "《附表.xlsx》" in page


def test_a_statement_leads_to_its_file(client, report, file):
    page = text(client.get(address(report, "statement", "expenditure")))
    assert "附加文件 附表.xlsx" in page
    assert f'href="{original(file)}"' in page


def test_the_csv_names_file_and_spot_of_each_number(client, report, file):
    response = client.get(address(report, "statement-csv", "expenditure"))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    printed = [row for row in rows if row["value"]]
    assert {row["sha256"] for row in rows} == {file.sha256}
    assert {row["file"] for row in rows} == {"附表.xlsx"}
    assert printed and all(row["spot"].startswith("工作表“") for row in printed)
    assert len({row["spot"] for row in printed}) == len(printed)


@pytest.mark.parametrize("route", ["compare-csv", "sangong-csv"])
def test_the_files_of_comparisons_name_the_file_that_prints_the_number(client, report, file, route):
    asked = {"o": report.department.slug, "y": str(report.year)} if route == "compare-csv" else {}
    response = client.get(reverse(route), asked)
    content = b"".join(response) if response.streaming else response.content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    digests = {row["sha256"] for row in rows}
    assert file.sha256 in digests and digests <= {file.sha256, report.current.sha256}
    told = [row for row in rows if row.get("来源") == "文字说明"]
    assert {row["sha256"] for row in told} <= {report.current.sha256}


def test_there_are_pages_of_the_pdf_alone(client, report, file):
    assert client.get(f"/page/{report.current.sha256}/1.png").status_code == 200
    assert client.get(f"/page/{file.sha256}/1.png").status_code == 404
    assert client.get(f"/crop/{file.sha256}/1/10,20.png").status_code == 404


def test_a_withdrawn_report_withdraws_all_its_files(client, report, file, admin_user):
    actions.withdraw(report, admin_user, "所附文件有误")
    for held in (report.current, file):
        assert client.get(original(held)).status_code == 410
    actions.restore(report, admin_user)
    with closing(client.get(original(file))) as response:
        assert response.status_code == 200


def test_a_file_that_is_taken_out_is_not_there_any_more(client, report, file, admin_user):
    joining.part(file.revision.uploads.get(sha256=file.sha256).jobs.get(), admin_user)
    assert client.get(original(file)).status_code == 404
    assert "附表" not in text(client.get(address(report, "report")))


def test_the_english_pages_say_it_too(client, report, file):
    page = text(client.get("/en" + number(report)))
    assert 'further file <span lang="zh-Hans">附表.xlsx</span>' in page
