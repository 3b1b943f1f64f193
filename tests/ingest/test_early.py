"""Statements that are read before the prose: looked at while the rest is read, kept where the rest never is."""

import json
import sys
from dataclasses import replace

import pytest
from django.urls import reverse

from disclosures.models import Disclosure
from ingest import actions, pipeline, publication, store
from ingest.background import leases
from ingest.integrity import faults
from ingest.models import ImportJob, JobState, Upload
from ingest.parsing import wire
from ingest.parsing.doubts import postponed
from ingest.parsing.errors import Reason
from ingest.parsing.measured import assemble
from ingest.sandbox import Limits, Reader
from tests.ingest.reports import a_report, change

pytestmark = pytest.mark.django_db

WHOLE = a_report(measures=assemble(a_report().statements, (), ()))
PART = replace(WHOLE, claims=(), sections=(), findings=postponed((20, 21)))
CHILD = """
import json, sys, time
early, whole = map(json.loads, open(sys.argv[1], encoding="utf-8"))
def say(what):
    print(json.dumps(what), flush=True)
for line in sys.stdin:
    say({"progress": {"stage": "statements", "page": 0, "pages": 0}})
    say({"early": early})
    for page in (3, 4):
        say({"progress": {"stage": "pictures", "page": page, "pages": 20}})
    __END__
    say({"progress": {"stage": "checks", "page": 0, "pages": 0}})
    say(whole)
"""
PATIENCE = 0.2  # seconds: five times as long where pages are recognised
SILENT, REFUSING, DYING = (
    "time.sleep(60)",
    "say({'error': {'code': 'damaged', 'message': '坏了'}})",
    "sys.exit(3)",
)


@pytest.fixture
def reading(tmp_path):
    """A reader whose child tells the statements early and then does ``end`` before the whole report."""
    told = tmp_path / "told.jsonl"
    told.write_text("\n".join(json.dumps(wire.to_json(one)) for one in (PART, WHOLE)), encoding="utf-8")
    readers = []

    def made(end: str = "pass") -> Reader:
        readers.append(Reader(Limits(), (sys.executable, "-c", CHILD.replace("__END__", end), str(told))))
        return readers[-1]

    yield made
    for one in readers:
        one.close()


@pytest.fixture
def job():
    return pipeline.receive([b"pictures"], "scan.pdf")


def read(job, reader, tell=lambda progress: None, attempt_left=False) -> ImportJob:
    """The last attempt at a file, unless more are left."""
    if not attempt_left:
        ImportJob.objects.filter(pk=job.pk).update(attempts=leases.tries() - 1)
    lease = leases.take(job.pk, "here")
    pipeline.read(lease, reader, tell, patience=PATIENCE)
    return ImportJob.objects.with_addresses().get(pk=job.pk)


def test_the_statements_are_looked_at_while_the_prose_is_read(job, reading, admin_client):
    seen = []

    def look(progress):
        if progress.page != 4:  # the page before is noted
            return
        now = ImportJob.objects.with_addresses().get(pk=job.pk)
        assert (now.state, now.read()) == (JobState.PARSING, PART)
        page = admin_client.get(reverse("manage-job", args=(job.pk,))).content.decode()
        assert "各表已识别，文字说明还在读：第 3/20 页" in page
        assert "2023年度收入支出决算总表" in page
        assert "9,840.40" in page
        assert 'id="gate"' not in page
        assert reverse("manage-bench", args=(job.sha256,)) not in page
        assert admin_client.get(reverse("manage-bench", args=(job.sha256,))).status_code == 404
        assert admin_client.get(reverse("manage-gate", args=(job.pk,))).status_code == 404
        listed = admin_client.get(reverse("manage-jobs") + "?format=json").json()
        assert [list(one) for one in listed] == [["id", "name", "sha256", "state", "reason", "url"]]
        followed = admin_client.get(reverse("manage-jobs") + f"?format=json&ids={job.pk}").json()
        assert (followed[0]["early"], followed[0]["state"]) == (True, "parsing")
        assert faults() == []
        seen.append(now)

    done = read(job, reading(), look)
    assert len(seen) == 1
    assert (done.state, done.read(), done.message) == (JobState.REVIEW, WHOLE, "")
    assert not done.early


def test_nothing_is_published_of_what_is_still_read(job, reading, admin_client, admin_user):
    refused = []

    def publish(progress):
        if progress.page != 4:  # the page before is noted
            return
        now = ImportJob.objects.get(pk=job.pk)
        with pytest.raises(store.Refused, match="还在读取") as why:
            publication.publish(now)
        refused.append(why)
        answer = admin_client.post(reverse("manage-publish", args=(job.pk,)), {})
        assert answer["Location"] == reverse("manage-job", args=(job.pk,))
        chosen = admin_client.post(reverse("manage-publish-chosen"), {"job": job.pk}, follow=True)
        assert "已经不在待复核之列" in chosen.content.decode()

    done = read(job, reading(), publish)
    assert refused
    assert not Disclosure.objects.exists()
    assert actions.publish(done, admin_user).disclosure.year == 2023


@pytest.mark.parametrize("end", [SILENT, REFUSING, DYING])
def test_statements_wait_for_review_where_the_prose_is_never_read(job, reading, end):
    done = read(job, reading(end))
    assert (done.state, done.reason, done.read()) == (JobState.REVIEW, "", PART)
    assert "文字说明没有读完" in done.message
    assert (done.worker, done.lease_until, done.stage) == ("", None, "")
    assert Upload.objects.get().file.is_file()
    assert "READ_LATER" in {finding.check for finding in done.read().findings}
    assert publication.publish(done).disclosure.year == 2023
    assert faults() == []


def test_what_may_pass_is_tried_again_with_the_statements_in_hand(job, reading):
    waiting = read(job, reading(SILENT), attempt_left=True)
    assert (waiting.state, waiting.read(), waiting.early) == (JobState.QUEUED, PART, True)
    assert waiting.progress_text == "各表已识别，文字说明还在读：在排队"
    ImportJob.objects.update(next_try_at=None)
    done = read(job, reading())
    assert (done.state, done.read().claims) == (JobState.REVIEW, (change(),))


def test_statements_outlive_workers_that_all_die(job):
    ImportJob.objects.update(report=wire.to_json(PART))
    ImportJob.objects.update(attempts=leases.MOST_TAKEN - 1)
    lease = leases.take(job.pk, "here")
    lease.held().update(lease_until=lease.locked().created_at)
    assert leases.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.read()) == (JobState.REVIEW, PART)


def test_readers_keep_the_whole_report_where_a_further_reading_breaks_off(job, reading, admin_user):
    publication.publish(read(job, reading()))
    again = actions.reread(Upload.objects.get(), admin_user)
    done = read(again, reading(REFUSING))
    assert (done.state, done.reason, done.report) == (JobState.FAILED, Reason.DAMAGED, None)
    assert Upload.objects.get().revision.claims.count() == 1


def test_requeued_by_hand_nothing_stays_of_what_was_read(job, admin_user):
    ImportJob.objects.update(report=wire.to_json(PART))
    assert actions.requeue(job, admin_user).report is None
