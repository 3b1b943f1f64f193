"""The review bench and the differences, as their pages and forms."""

import pytest
from django.urls import reverse

from disclosures.models import Correction, Figure
from ingest import actions, desk, pipeline
from ingest.models import ImportJob, Reading
from tests.ingest.reports import report_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture
def waiting(samples):
    """A sample that waits; a class of its form 06 is blank above a section with an amount."""
    path = next(sample for sample in samples if "qingshan-government-office-2023" in sample.name)
    with pipeline.reader() as reader:
        return pipeline.process(pipeline.receive([path.read_bytes()], path.name), reader)


def at(job, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("manage-bench", args=(job.sha256,)) + (f"?{query}" if query else "")


def body(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_the_bench_opens_on_what_does_not_add_up_with_its_page(admin_client, waiting):
    page = body(admin_client.get(at(waiting)))
    assert "先看这" in page
    assert "310 资本性支出 › 决算数" in page
    assert 'data-spot="basic_by_economic|310|决算数"' in page  # the statement of the first thing to look at
    picture = reverse("manage-bench-page", args=(waiting.sha256, 11))
    assert f'<img src="{picture}"' in page
    drawn = admin_client.get(picture)
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/png")
    assert "private" in drawn["Cache-Control"]


def test_a_correction_by_form_is_shown_logged_and_undone(admin_client, waiting):
    form = {
        "statement": "basic_by_economic",
        "read|310|决算数": "",
        "cell|310|决算数": "0.16",
        "read|31002|决算数": "0.16",
        "cell|31002|决算数": "0.16",  # not changed
        "reason": "原件第 11 页可见",
    }
    failing = {
        f.check for f in desk.desk_of(waiting.sha256).standing().report.findings if f.outcome == "fail"
    }
    assert {"T06_BLANK_TOTAL", "N_LIST06"} <= failing
    assert admin_client.post(at(waiting, t="basic_by_economic"), form).status_code == 302
    made = Correction.objects.get()
    assert (made.row, made.column, made.was, made.now) == ("310", "决算数", "", "0.16")
    failing = {
        f.check for f in desk.desk_of(waiting.sha256).standing().report.findings if f.outcome == "fail"
    }
    assert "T06_BLANK_TOTAL" not in failing
    assert "N_LIST06" in failing
    page = body(admin_client.get(at(waiting, t="basic_by_economic")))
    assert "原件第 11 页可见" in page
    assert admin_client.post(reverse("manage-undo", args=(made.pk,))).status_code == 302
    made.refresh_from_db()
    assert made.state == "undone"


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"read|206|3": "", "cell|206|3": "三千", "reason": "理由"}, "只能填数字"),
        ({"read|206|3": "", "cell|206|3": "3,500.63"}, "理由"),
        ({"read|206|3": "", "cell|206|3": "", "reason": "理由"}, "没有改动"),
        ({"new|1|1": "5.00", "reason": "理由"}, "科目编码"),
        ({"do": "accept"}, "没有改动"),
    ],
)
def test_a_form_that_says_nothing_usable_changes_nothing(admin_client, waiting, form, word):
    page = body(admin_client.post(at(waiting, t="expenditure"), {"statement": "expenditure", **form}), 422)
    assert word in page
    assert not Correction.objects.exists()


def test_what_was_accepted_is_not_asked_again(admin_client, waiting):
    wrong = {
        "statement": "expenditure",
        "read|2010301|2": "1,247.12",
        "cell|2010301|2": "1.00",
        "reason": "试",
    }
    assert admin_client.post(at(waiting, t="expenditure"), wrong).status_code == 302
    before = body(admin_client.get(at(waiting)))
    doubts = before.count('class="doubt"')
    assert doubts > 1
    form = {"do": "accept"}
    spots = next(line for line in before.splitlines() if 'id="todo-1"' in line)
    form["spot"] = spots.split('data-spots="')[1].split('"')[0].split(";")
    assert admin_client.post(at(waiting, t="expenditure"), form).status_code == 302
    assert body(admin_client.get(at(waiting))).count('class="doubt"') == doubts - 1
    assert set(Correction.objects.exclude(reason="试").values_list("kind", flat=True)) == {"accepted"}


def test_a_picture_table_is_entered_by_form(admin_client, samples):
    path = next(sample for sample in samples if "qingshan-government-office-2020" in sample.name)
    with pipeline.reader() as reader:
        job = pipeline.process(pipeline.receive([path.read_bytes()], path.name), reader)
    page = body(admin_client.get(at(job, t="expenditure", enter="1")))
    assert 'name="cell||1"' in page
    assert 'name="new|1|code"' in page
    form = {"statement": "expenditure", "reason": "对照原件录入", "cell||1": "100.00", "cell||2": "100.00"}
    form |= {"new|1|code": "201", "new|1|name": "一般公共服务支出", "new|1|1": "100.00", "new|1|2": "100.00"}
    assert admin_client.post(at(job, t="expenditure", enter="1"), form).status_code == 302
    read = next(r for r in desk.desk_of(job.sha256).standing().report.statements if r.form == "03")
    assert (read.state, [row.name for row in read.rows]) == ("amounts", ["合计", "一般公共服务支出"])


def test_an_unknown_file_or_statement_is_no_error(admin_client, waiting):
    assert admin_client.get(reverse("manage-bench", args=("0" * 64,))).status_code == 404
    assert "复核台" in body(admin_client.get(at(waiting, t="no-such-table")))
    assert admin_client.get(reverse("manage-bench-page", args=(waiting.sha256, 999))).status_code == 404


def test_a_revision_shows_what_it_would_change(admin_client, admin_user):
    with pipeline.reader() as reader:
        first = pipeline.process(pipeline.receive([report_text()], "a.txt"), reader)
        actions.publish(first, admin_user)
        job = pipeline.process(pipeline.receive([report_text(spent="9,999.99")], "b.txt"), reader)
    page = body(admin_client.get(reverse("manage-differences", args=(job.pk,))))
    assert "9,840.40" in page
    assert "9,999.99" in page
    assert Figure.objects.get(measure="expenditure_current").value == 9_840_400_000  # nothing changed yet
    assert admin_client.get(reverse("manage-differences", args=(first.pk,))).status_code == 404


def test_a_published_file_that_reads_the_same_again_leaves_nothing_to_decide(admin_client, admin_user):
    with pipeline.reader() as reader:
        job = pipeline.process(pipeline.receive([report_text()], "a.txt"), reader)
    actions.publish(job, admin_user)
    answer = admin_client.post(reverse("manage-reread", args=(job.sha256,)))
    again = ImportJob.objects.get(kind="reread")
    assert answer["Location"] == reverse("manage-job", args=(again.pk,))
    assert again.state == "published"
    assert "重新解析" in body(admin_client.get(answer["Location"]))
    assert admin_client.get(reverse("manage-differences", args=(again.pk,))).status_code == 404
    assert Reading.objects.count() == 1
