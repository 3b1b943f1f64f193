"""Workbooks of a statement and of a whole report: typed numbers, codes as text, absences in words; and the brief."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from disclosures.models import Revision
from tests.site import reports
from tests.site.conftest import words

REPORT = "/o/420107-government-office/2023/"


def book_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].startswith("attachment;")
    return openpyxl.load_workbook(io.BytesIO(response.content))


def rows_of(sheet):
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_statement_as_a_workbook_says_what_its_csv_says(qingshan, client):
    address = f"{REPORT}t/expenditure"
    book = book_of(client, f"{address}.xlsx")
    assert len(book.sheetnames) == 2 and book.sheetnames[-1] == "说明"
    rows = rows_of(book.worksheets[0])
    text = client.get(f"{address}.csv").content.decode("utf-8-sig")
    given = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(given)
    for row, printed in zip(rows, given, strict=True):
        assert (row["code"] or "") == printed["code"] and row["status"] == printed["status"]
        if printed["value"]:
            assert Decimal(str(row["value"])) == Decimal(printed["value"])
        else:
            assert row["value"] is None
    assert any(row["code"] == "2010301" for row in rows)
    assert {row["status"] for row in rows} >= {"有数", "空白"}


def test_the_whole_report_has_a_sheet_for_each_statement_and_tells_what_it_is(qingshan, client):
    book = book_of(client, "/o/420107-government-office/2023.xlsx")
    held = qingshan.current.sheets.count()
    assert len(book.sheetnames) == held + 1
    told = dict(row[:2] for row in book["说明"].iter_rows(values_only=True))
    assert told["部门"] == qingshan.department.name and told["年度"] == "2023"
    assert told["SHA-256"] == qingshan.current.sha256
    assert told["网页"].endswith(REPORT)


def test_absences_are_words_and_never_zero(db, client):
    reports.hongshan_2023()
    book = book_of(client, "/o/420111-government-office/2023.xlsx")
    told = [row for sheet in book.worksheets[:-1] for row in rows_of(sheet)]
    assert {row["status"] for row in told} == {"图片未识别"}
    assert all(row["value"] is None for row in told)


def test_a_file_of_a_former_revision_has_its_numbers(qingshan, client):
    """The link on the page of a former revision leads to the file of that revision."""
    former = qingshan.current
    later = Revision.objects.get(pk=former.pk)
    later.pk, later.number, later.sha256 = None, former.number + 1, "b" * 64
    later.save()
    sheet = former.sheets.get(statement="expenditure")
    sheet.pk, sheet.revision = None, later
    sheet.data["rows"][0]["cells"][0]["amount"] = "1.00"
    sheet.save()
    qingshan.current = later
    qingshan.save()
    address = f"{REPORT}t/expenditure.csv"
    assert later.sha256 in client.get(address).content.decode()
    assert former.sha256 in client.get(f"{address}?rev={former.number}").content.decode()
    assert client.get(f"{address}?rev={later.number + 1}").status_code == 404


@pytest.mark.parametrize("address", ["t/none.xlsx", "t/none.csv"])
def test_what_is_not_held_is_not_found(qingshan, client, address):
    assert client.get(REPORT + address).status_code == 404
    assert client.get("/o/420107-government-office/2019.xlsx").status_code == 404


def test_the_brief_says_what_the_report_says(qingshan, get):
    text = words(get(f"{REPORT}brief/"))
    for said in ("9,840.40", "2,993.52 → 9,840.40", "增 6,846.88，增长 228.7%", "SHA-256", "核对"):
        assert said in text
    html = get(f"{REPORT}brief/")
    assert f'src="/qr.svg?to={REPORT}"' in html
    assert f'href="{REPORT}brief/"' in get(REPORT)


def test_the_brief_asks_no_more_of_the_database_than_a_page_may(
    qingshan, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        client.get(f"{REPORT}brief/")
