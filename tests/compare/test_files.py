"""The comparison as CSV and as a workbook: the same rows, with basis, unit and source."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from disclosures.exports import COMPARISON_HEADER, DISTRICT_HEADER, MATRIX_HEADER
from tests import builders as make
from tests.compare.test_statements import A, B, report, three_public

pytestmark = pytest.mark.django_db
OPERATION = "three_public.vehicle_operation.actual"


def records(client, query):
    content = client.get(reverse("compare-csv") + query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def workbook(client, query):
    response = client.get(reverse("compare-xlsx") + query)
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    return openpyxl.load_workbook(io.BytesIO(response.content))


def same(printed: str, value) -> bool:
    """Whether a field of the CSV and a cell of the workbook say the same."""
    if value is None:
        return printed == ""
    return printed == value or Decimal(printed) == Decimal(str(value))


@pytest.fixture
def held():
    for slug in (A, B):
        for year, value in ((2022, "20.00"), (2023, "20.81")):
            of = report(slug, year)
            make.figure(of, OPERATION, value, basis="fiscal+initial", page=15)
            make.figure(of, "three_public.vehicle.count", "7", section="九", page=20)
    report(B, 2024)


QUERIES = {
    f"?o={A},{B}&y=2023&m={OPERATION}": COMPARISON_HEADER,
    f"?o={A},{B}&y=2023&m={OPERATION}&n=vehicle": COMPARISON_HEADER,
    f"?o={A},{B}&y=2022,2023,2024&m={OPERATION}": MATRIX_HEADER,
    f"?d=420107,420111&y=2023&m={OPERATION}": DISTRICT_HEADER,
    f"?peers={A}&y=2022,2023&m={OPERATION}": MATRIX_HEADER,
}


@pytest.mark.parametrize("query", QUERIES)
def test_the_workbook_has_the_rows_of_the_csv(client, held, query):
    rows = records(client, query)
    sheet = workbook(client, query).worksheets[0]
    header, *values = sheet.iter_rows(values_only=True)
    assert header == QUERIES[query]
    assert len(values) == len(rows) > 1
    for row, cells in zip(rows, values, strict=True):
        assert all(same(field, cell) for field, cell in zip(row.values(), cells, strict=True)), (row, cells)


def test_every_row_has_its_basis_unit_and_source(client, held):
    rows = records(client, f"?o={A},{B}&y=2022,2023,2024&m={OPERATION}")
    given = [row for row in rows if row["数值"]]
    assert [(row["org"], row["年度"], row["数值"]) for row in given] == [
        (A, "2022", "20"), (A, "2023", "20.81"), (B, "2022", "20"), (B, "2023", "20.81"),
    ]  # fmt: skip
    assert {(row["单位"], row["范围"], row["三公资金口径"], row["来源"], row["页"]) for row in given} == {
        ("万元", "本级", "财政拨款", "决算表", "15")
    }
    assert [row["状态"] for row in rows if not row["数值"]] == ["未收录该年度报告", "未公开此表"]


def test_a_quotient_brings_its_operands(client, held):
    first, _ = records(client, f"?o={A},{B}&y=2023&m={OPERATION}&n=vehicle")
    assert (first["数值"], first["单位"]) == ("29728.57", "元/辆")
    assert (first["分子（万元）"], first["分母"], first["分母单位"]) == ("20.81", "7", "辆")
    assert first["说明"] == "公务用车保有量"


def test_a_quotient_that_is_refused_says_why(client, held):
    rows = records(client, f"?o={A},{B}&y=2023&m={OPERATION}&n=on_job")
    assert {(row["数值"], row["状态"], row["说明"]) for row in rows} == {("", "未计算", "报告没有在职人数")}


def test_the_notes_name_what_was_asked_and_what_is_refused(client):
    three_public(report(A), "initial", "fiscal")
    three_public(report(B), "full_year", "fiscal")
    notes = dict(workbook(client, f"?o={A},{B}&y=2023&t=three_public")["说明"].iter_rows(values_only=True))
    assert notes["不作比较"].startswith("预算数口径不同")
    assert notes["价格"] == "当年价，未按价格调整。"
    assert f"/compare/?o={A},{B}&y=2023&t=three_public" in notes["网址"]


def test_a_wrong_wish_gives_no_file(client, held):
    response = client.get(reverse("compare-xlsx") + f"?o={A}&y=2023&code=20x")
    assert response.status_code == 400 and b"<html" in response.content
    assert client.get(reverse("compare-xlsx")).url == "/compare/"
