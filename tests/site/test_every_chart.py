"""Every chart of every sample report and department: what it draws is what the table beside it prints."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command

from disclosures.models import Disclosure
from tests import builders as make
from tests.site.drawn import disagreements, marks_of

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"
DEPARTMENT = "/o/420107-government-office/"
MEASURE = re.compile(r'href="(/o/[^"]+\?m=[^"#]+)#bianhua"')


def addresses(get) -> list[str]:
    """Every report, every department, every measure of it."""
    found = []
    for held in Disclosure.objects.published().select_related("department"):
        department = f"/o/{held.department.slug}/"
        found += [department, f"{department}{held.year}/"]
    measures = [unescape(link) for address in found for link in MEASURE.findall(get(address))]
    return list(dict.fromkeys(found + measures))


@pytest.mark.django_db
def test_the_charts_of_all_samples_draw_what_their_tables_print(get):
    call_command("ingest", SAMPLES, publish=True)
    drawn, wrong = Counter(), {}
    for address in addresses(get):
        html = get(address)
        drawn.update(mark.section for mark in marks_of(html))
        if found := disagreements(html):
            wrong[address] = found
    assert wrong == {}
    assert set(drawn) == {"bianhua", "goucheng", "niandu", "sangong"}
    assert sum(drawn.values()) > 200


def test_the_charts_of_restated_years_draw_what_their_tables_print(db, get):
    of = make.department()
    for year, total, change in ((2022, "100.00", "10.00"), (2023, "160.00", "50.00")):
        held = make.disclosure(of, year)
        make.figures(held, {"income_total": total, "expenditure_total": total})
        make.change_claim(held.current, "expenditure_total", total, change, "45.45")
    for address in (DEPARTMENT, f"{DEPARTMENT}2023/"):
        html = get(address)
        assert disagreements(html) == []
        drawn = [(mark.row, mark.value) for mark in marks_of(html)]
        assert ("2022", "100.00") in drawn
        assert ("2022，2023 年报告推算", "110.00") in drawn


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('data-value="9,840.40"', 'data-value="9,840.41"', "9,840.41"),
        ('data-of="2023"', 'data-of="1999"', "no row"),
        ('height="118"', 'height="100"', "long"),
    ],
)
def test_a_drawing_that_disagrees_is_noticed(qingshan, get, old, new, said):
    html = get(f"{DEPARTMENT}2023/")
    assert disagreements(html) == []
    assert old in html
    assert any(said in one for one in disagreements(html.replace(old, new, 1)))
