"""Many departments of a compared district are cut into pages; sums, coverage and files are of all."""

import csv
import io
import re

import pytest

from disclosures.pages.district_lists import DEPARTMENTS_SHOWN
from tests import builders as make

pytestmark = pytest.mark.django_db

ALL = DEPARTMENTS_SHOWN + 5
ASKED = "?d=420107&y=2023&m=three_public.total.actual"


@pytest.fixture
def many(db):
    for number in range(ALL):
        of = make.disclosure(make.department(f"420107-bureau-{number}", f"青山区第{number}局"), 2023)
        make.figure(of, "three_public.total.actual", f"{number + 1}.00", basis="initial+general_budget")


def listed(html):
    return re.findall(r"青山区第(\d+)局</a>", html)


def test_pages_hold_every_department_once(many, client):
    first = client.get(f"/compare/{ASKED}").content.decode()
    second = client.get(f"/compare/{ASKED}&page=2").content.decode()
    assert len(listed(first)) == DEPARTMENTS_SHOWN
    assert sorted(map(int, listed(first) + listed(second))) == list(range(ALL))
    assert "page=2" in first and f"{ALL} 个部门，第 2 页，共 2 页" in second
    assert f"登记 {ALL} 个部门" in first and f"登记 {ALL} 个部门" in second
    total = f"{sum(range(1, ALL + 1)):,}.00"
    assert total in first and total in second


def test_the_file_is_whole(many, client):
    text = client.get(f"/compare.csv{ASKED}").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == ALL


def test_a_page_that_is_no_number_is_not_found(many, client):
    assert client.get(f"/compare/{ASKED}&page=x").status_code == 404
    assert client.get(f"/compare/{ASKED}&page=99").status_code == 200
