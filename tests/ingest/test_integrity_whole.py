"""The integrity of a whole database: that of the samples, and one whose references are broken."""

import pytest
from django.core.management import call_command
from django.db import connection

from disclosures.models import Disclosure, Finding, Sheet
from ingest import pipeline, publication
from ingest.integrity import faults
from tests.conftest import ROOT
from tests.ingest.reports import report_text

SAMPLES = ROOT / "ingest" / "samples"


@pytest.mark.django_db
def test_the_published_samples_give_no_alarm():
    call_command("ingest", SAMPLES, publish=True)
    assert Disclosure.objects.published().count() == len(list(SAMPLES.glob("*.pdf")))
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_a_reference_that_leads_nowhere_is_found():
    with pipeline.Reader(pipeline.Limits(seconds=60)) as reader:
        publication.publish(pipeline.process(pipeline.receive([report_text()], "report.txt"), reader))
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not let such a row in")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_finding SET claim_id = 987654 WHERE claim_id IS NOT NULL")
        cursor.execute("UPDATE disclosures_sheet SET revision_id = 987654")
    found = {fault.kind for fault in faults()}
    with connection.constraint_checks_disabled():
        Sheet.objects.all().delete()
        Finding.objects.all().delete()
    assert "reference_broken" in found
