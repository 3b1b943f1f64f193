"""Readers' reports of errors, the log of corrections, replies of departments, the measured accuracy."""

import csv

import pytest
from django.contrib.auth import get_user_model

from disclosures.models import Correction, ErrorReport, Reply
from disclosures.pages.accuracy import MEASURED, percent
from disclosures.views.public_log import AN_HOUR
from ingest.parsing.version import PARSER_VERSION
from tests import builders as make
from tests.site.conftest import words

CELL = {"page": 9, "statement": "expenditure", "row": "206", "column": "1", "text": "206"}
REPORT = "/quality/420107-government-office/2023/"


@pytest.fixture
def number(qingshan):
    return f"{qingshan.code}-03-206-1"


def test_a_reader_reports_a_number(client, get, qingshan, number):
    assert f"/report-error/?n={number}" in get(f"/n/{number}/")
    assert f"/report-error/?n={number}" in get(f"/n/{number}/?fragment=1")
    assert number in get(f"/report-error/?n={number}")
    answer = client.post(f"/report-error/?n={number}", {"text": "原件是 3,500.36\x00", "contact": "me@x.cn"})
    assert answer.status_code == 302
    kept = ErrorReport.objects.get()
    assert (kept.disclosure, kept.number, kept.text) == (qingshan, number, "原件是 3,500.36")
    assert "收到了" in get(answer["Location"])


@pytest.mark.parametrize(
    "query",
    ["", "?n=nonsense", "?n=%00", "?n=0000000-03-1-1", "?path=//evil.example", "?path=%00", "?path=/x%0d"],
)
def test_a_subject_that_makes_no_sense_is_left_out(client, db, query):
    assert client.get(f"/report-error/{query}").status_code == 200
    assert client.post(f"/report-error/{query}", {"text": "错了"}).status_code == 302
    assert ErrorReport.objects.get().number == ""


@pytest.mark.parametrize("text", ["", "  ", "字" * 2001])
def test_what_cannot_be_taken_is_said_and_kept_in_the_form(client, db, text):
    answer = client.post("/report-error/", {"text": text, "contact": "电话"})
    assert answer.status_code == 422 and "电话" in answer.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_machine_that_fills_every_field_leaves_nothing(client, db):
    client.post("/report-error/", {"text": "买", "website": "http://x"})
    assert not ErrorReport.objects.exists()


def test_too_many_in_an_hour_are_refused(client, db):
    ErrorReport.objects.bulk_create(ErrorReport(text="错") for _ in range(AN_HOUR))
    answer = client.post("/report-error/", {"text": "还有一处"})
    assert answer.status_code == 429 and "还有一处" in answer.content.decode()
    assert ErrorReport.objects.count() == AN_HOUR


def test_readers_get_no_cookie_but_on_the_form(client, qingshan):
    assert not client.get("/quality/log/").cookies
    assert "csrftoken" in client.get("/report-error/").cookies


def test_the_log_tells_what_was_changed_and_answered_but_never_who(get, qingshan, number, django_user_model):
    editor = django_user_model.objects.create_user("zhang-the-editor")
    Correction.objects.create(
        sha256=qingshan.current.sha256, statement="expenditure", row="206", column="1",
        was="3,500.36", now="3,500.63", reason="扫描不清，对照原件", person=editor, role="复核",
    )  # fmt: skip
    Correction.objects.create(
        sha256="f" * 64, statement="summary", row="1", column="1", reason="尚未发布的文件"
    )
    ErrorReport.objects.create(text="还没有人看", contact="secret@x.cn")
    ErrorReport.objects.create(
        disclosure=qingshan, number=number, text="第 206 行错了", contact="secret@x.cn",
        state="accepted", answer="已更正，谢谢。", handled_by=editor,
    )  # fmt: skip
    html = get("/quality/log/")
    seen = words(html)
    assert "3,500.36 → 3,500.63" in seen and "扫描不清，对照原件" in seen and "人工更正 · 复核" in seen
    assert "第 206 行错了" in seen and "已更正，谢谢。" in seen and "还有 1 条报错待处理" in seen
    assert f"/n/{number}/" in html
    for hidden in ("secret@x.cn", "zhang-the-editor", "还没有人看", "尚未发布的文件"):
        assert hidden not in html


@pytest.fixture
def answered(qingshan):
    now = qingshan.current
    now.findings.all().delete()
    make.finding(now, "T03_ROW", "fail", "error", "相差 3,500.63。", where=[CELL], key="3fa01b22c9")
    Reply.objects.create(
        disclosure=qingshan,
        check_id="T03_ROW",
        key="3fa01b22c9",
        text="项目支出漏填，已报财政局。",
        source="复函〔2024〕3号",
    )
    return qingshan


def test_a_reply_stands_beside_its_finding(get, answered, number):
    for address in ("/quality/", REPORT, f"/n/{number}/", f"/n/{number}/?fragment=1"):
        html = get(address)
        assert "项目支出漏填" in html and "复函〔2024〕3号" in html, address
    assert 'id="f-3fa01b22c9"' in get(REPORT)


def test_a_reply_to_a_finding_of_another_report_is_shown_nowhere(get, answered):
    Reply.objects.update(key="0000000000")
    assert "项目支出漏填" not in get(REPORT)


@pytest.fixture
def admin(client, db):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def test_an_admin_attaches_a_reply_only_to_a_finding_of_that_report(admin, answered):
    given = {"disclosure": answered.pk, "text": "说明", "source": "来函"}
    refused = admin.post("/admin/disclosures/reply/add/", given | {"key": "ffffffffff"})
    assert "没有这个编号" in refused.content.decode()
    assert admin.post("/admin/disclosures/reply/add/", given | {"key": "f-3fa01b22c9"}).status_code == 302
    kept = Reply.objects.latest("id")
    assert (kept.check_id, kept.key, kept.added_by.username) == ("T03_ROW", "3fa01b22c9", "editor")


def test_an_admin_answers_a_report_with_words(admin, db):
    reported = ErrorReport.objects.create(text="错了")
    address = f"/admin/disclosures/errorreport/{reported.pk}/change/"
    assert admin.post(address, {"state": "declined", "answer": ""}).status_code == 200
    reported.refresh_from_db()
    assert reported.state == "new"
    assert admin.post(address, {"state": "declined", "answer": "与原件相同。"}).status_code == 302
    reported.refresh_from_db()
    assert (reported.state, reported.handled_by.username, reported.text) == ("declined", "editor", "错了")
    assert reported.handled_at


def test_the_page_shows_the_accuracy_that_was_measured(get, qingshan):
    row = next(csv.DictReader(MEASURED.read_text(encoding="utf-8").splitlines()))
    seen = words(get("/quality/"))
    assert row["parser_version"] == PARSER_VERSION, (
        "measure anew: python -m tests.benchmarks.accuracy --write"
    )
    assert f"{row['printed']} 个金额" in seen and f"解析版本 {PARSER_VERSION}" in seen
    assert f"占 {percent(int(row['right']), int(row['printed']))}%" in seen


def test_a_percentage_is_never_rounded_up():
    assert (percent(9_999_999, 10_000_000), percent(3, 3), percent(1, 0)) == ("99.99", "100.00", "")
