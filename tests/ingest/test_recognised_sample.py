"""The sample whose statements are pictures, through the real pipeline: its numbers are marked until they are accepted."""

import csv
import io
import re

import pytest
from django.urls import reverse

from disclosures.models import BoardLine, Disclosure, Figure, ReportLine
from ingest import accepting, actions, desk
from ingest.integrity import faults
from ingest.models import ImportJob
from tests.conftest import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

SAMPLE = ROOT / "ingest" / "samples" / "qingshan-government-office-2020.pdf"
SLUG, TOTAL = "420107-government-office", "2,652.36"
MARK = '<span class="origin">识<span class="vh">别所得</span></span>'


@pytest.fixture
def published(admin_user) -> Disclosure:
    handed = actions.hand_in([SAMPLE.read_bytes()], SAMPLE.name, admin_user)
    return actions.publish(ImportJob.objects.get(pk=handed.pk), admin_user).disclosure


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r"</?(?:data|tspan)\b[^>]*>", "", response.content.decode())


def origins() -> dict[str, str]:
    return dict(Figure.objects.values_list("measure", "origin"))


def source(client, measure: str) -> str:
    answer = client.get(f"{reverse('compare-csv')}?o={SLUG}&y=2020&m={measure}")
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    return row["来源"]


def accept_every_statement(disclosure: Disclosure, person) -> None:
    """What a person does on the bench who looks at every cell."""
    sha256 = disclosure.current.sha256
    for sheet in disclosure.current.sheets.exclude(state="picture"):
        standing = desk.desk_of(sha256).standing().report
        open_ = accepting.unsettled(standing, sheet.statement)
        if open_.sure or open_.doubtful:
            accepting.accept(sha256, sheet.statement, open_.sign, open_.doubtful, person)


def test_its_numbers_are_marked_until_a_person_has_accepted_the_statements(client, admin_user, published):
    before = origins()
    seen = {key for key, origin in before.items() if origin}
    assert seen >= {"expenditure_current", "expenditure_total"}
    assert not seen & {"agency_operation", "staff.on_job"}  # only the prose gives them, and that is text
    public = any(key.startswith("three_public.") for key in seen)
    assert ReportLine.objects.get().recognised
    assert BoardLine.objects.filter(recognised=True).exists() == public
    for address in ("/", "/d/420107/?y=2020", f"/o/{SLUG}/", f"/o/{SLUG}/2020/", f"/o/{SLUG}/2020/brief/"):
        html = page(client, address)
        assert re.search(rf'{re.escape(MARK)}<a class="num" href="[^"]*">{TOTAL}</a>', html), address
    assert (MARK in page(client, "/sangong/?y=2020")) == public
    assert source(client, "expenditure_current") == "决算表（识别）"
    assert source(client, "agency_operation") == "文字说明"

    accept_every_statement(published, admin_user)

    after = origins()
    assert set(after.values()) == {""}
    assert after.keys() >= before.keys()
    assert not ReportLine.objects.get().recognised
    for address in ("/", "/d/420107/?y=2020", f"/o/{SLUG}/", f"/o/{SLUG}/2020/", "/sangong/?y=2020"):
        html = page(client, address)
        assert MARK not in html, address
        assert "图片识别，未经人核对" not in html, address
    assert source(client, "expenditure_current") == "决算表"
    assert faults() == []
