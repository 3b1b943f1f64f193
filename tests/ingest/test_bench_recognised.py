"""The bench with a statement that is a picture: what was recognised is looked at, accepted, corrected or filled in."""

from dataclasses import replace

import pytest
from django.urls import reverse

from disclosures.models import Correction, Figure, ReportLine, Sheet
from ingest import accepting, actions, desk, pipeline
from ingest.models import Action, AuditEntry
from ingest.parsing import wire
from ingest.parsing.corrected import Spot
from tests.ingest.reports import recognised, report_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

KEY = "general_budget"
TOTAL = Spot(KEY, "", "1")  # 合计, in doubt
SURE = [Spot(KEY, "", "2"), *(Spot(KEY, code, n) for code in ("201", "2010301") for n in ("1", "2"))]
LOST, BASIC = Spot(KEY, "20103", "1"), Spot(KEY, "20103", "2")


@pytest.fixture
def job():
    """A report that waits; its form 05 was recognised, two numbers not surely and one not at all."""
    with pipeline.reader() as reader:
        job = pipeline.process(pipeline.receive([report_text()], "a.txt"), reader)
    report = job.read()
    doubtful = {("", "1"): 0.9, ("20103", "2"): 0.63}
    statements = tuple(
        recognised(read, doubtful, {("20103", "1")}) if read.statement == KEY else read
        for read in report.statements
    )
    job.report = wire.to_json(replace(report, statements=statements))
    job.save()
    return job


def bench(client, job, status=200, **sent) -> str:
    address = f"{reverse('manage-bench', args=(job.sha256,))}?t={KEY}"
    response = client.post(address, {"statement": KEY, **sent}) if sent else client.get(address)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def field(spot: Spot) -> str:
    return f"{spot.statement}|{spot.row}|{spot.column}"


def doubts(page: str) -> list[str]:
    """What is to be looked at, in its order."""
    return [
        line.split('data-spots="')[1].split('"')[0] for line in page.splitlines() if "data-spots=" in line
    ]


def standing(job):
    return desk.desk_of(job.sha256).standing().report


def accept_all(client, job, seen=(), sign=None, status=302):
    sign = sign or accepting.unsettled(standing(job), KEY).sign
    sent = {"statement": KEY, "sign": sign, "spot": [field(spot) for spot in seen]}
    response = client.post(reverse("manage-accept", args=(job.sha256,)), sent)
    assert response.status_code == status
    return response.content.decode()


def test_what_is_in_doubt_comes_first_and_the_least_sure_ahead(admin_client, job):
    page = bench(admin_client, job)
    assert doubts(page)[:3] == [field(LOST), field(BASIC), field(TOTAL)]
    assert "识别为“9,840.40”，把握 63 %，勾稽关系不成立。" in page
    assert "印有字迹，不能辨认：请照原件填写。" in page
    sure = {field(spot) for spot in SURE}
    assert not sure & set(doubts(page))
    button = page.split(f'data-spot="{field(SURE[0])}"')[1].split("</button>")[0]
    assert "<small>识别</small>" in button


def test_what_cannot_be_made_out_is_no_blank_and_cannot_be_accepted(admin_client, job):
    page = bench(admin_client, job)
    button = page.split(f'data-spot="{field(LOST)}"')[1].split("</button>")[0]
    assert "不能辨认" in button
    assert "〓" not in button
    item = page.split(f'data-spots="{field(LOST)}"')[1].split("</li>")[0]
    assert "确认读数无误" not in item
    assert "不能辨认的格不能确认" in bench(admin_client, job, 422, do="accept", spot=field(LOST))
    assert not Correction.objects.exists()


def test_what_cannot_be_made_out_is_filled_in_or_said_to_be_blank(admin_client, job):
    name = f"{LOST.row}|{LOST.column}"
    bench(admin_client, job, 302, **{f"read|{name}": "〓", f"cell|{name}": "", "do": "blank"})
    made = Correction.objects.get()
    assert (made.was, made.now, made.reason, made.kind) == ("〓", "", "原件此处空白", "person")
    row = next(
        r
        for read in standing(job).statements
        if read.statement == KEY
        for r in read.rows
        if r.code == LOST.row
    )
    assert (row.cell("1").text, row.cell("1").doubtful) == ("", False)
    assert field(LOST) not in doubts(bench(admin_client, job))


def test_an_accepted_cell_is_no_more_to_look_at(admin_client, job):
    bench(admin_client, job, 302, do="accept", spot=field(BASIC))
    assert field(BASIC) not in doubts(bench(admin_client, job))


def test_a_statement_is_accepted_at_once_but_for_what_is_in_doubt(admin_client, admin_user, job):
    page = bench(admin_client, job)
    assert f'action="{reverse("manage-accept", args=(job.sha256,))}"' in page
    assert "没有存疑的 5 个数" in page
    accept_all(admin_client, job)
    made = Correction.objects.order_by("pk")
    assert [Spot(one.statement, one.row, one.column) for one in made] == SURE
    assert {(one.kind, one.was == one.now, one.reason, one.person) for one in made} == {
        ("accepted", True, accepting.REASON, admin_user)
    }
    noted = AuditEntry.objects.filter(action=Action.CORRECT)
    assert len(noted) == len(SURE)
    assert noted[0].label == "a.txt"
    page = bench(admin_client, job)
    assert doubts(page)[:3] == [field(LOST), field(BASIC), field(TOTAL)]
    assert "照原读数确认的 5 格" in page


def test_what_is_in_doubt_goes_along_where_it_was_looked_at_and_the_unreadable_never(admin_client, job):
    accept_all(admin_client, job, seen=[TOTAL, LOST])
    accepted = {(one.row, one.column) for one in Correction.objects.all()}
    assert accepted == {(spot.row, spot.column) for spot in (*SURE, TOTAL)}


def test_each_accepted_cell_is_undone_alone(admin_client, job):
    accept_all(admin_client, job)
    first = Correction.objects.earliest("pk")
    assert admin_client.post(reverse("manage-undo", args=(first.pk,))).status_code == 302
    assert accepting.unsettled(standing(job), KEY).sure == (SURE[0],)


def test_nothing_is_accepted_that_was_not_shown(admin_client, job):
    sign = accepting.unsettled(standing(job), KEY).sign
    bench(admin_client, job, 302, do="accept", spot=field(SURE[0]))
    assert "刚有变动" in accept_all(admin_client, job, sign=sign, status=422)
    assert Correction.objects.count() == 1


def test_all_or_none_are_accepted(admin_client, job, monkeypatch):
    def breaks(desk):
        raise actions.NotNow("现在不行")

    monkeypatch.setattr(desk, "_show", breaks)
    assert "现在不行" in accept_all(admin_client, job, status=422)
    assert not Correction.objects.exists()
    assert not AuditEntry.objects.filter(action=Action.CORRECT).exists()


def test_a_statement_of_text_offers_nothing_to_accept(admin_client, job):
    address = f"{reverse('manage-bench', args=(job.sha256,))}?t=summary"
    assert "已逐个核对" not in admin_client.get(address).content.decode()
    sent = {"statement": "summary", "sign": accepting.unsettled(standing(job), "summary").sign}
    answer = admin_client.post(reverse("manage-accept", args=(job.sha256,)), sent)
    assert "没有可以确认的格" in answer.content.decode()


def test_published_numbers_follow_what_is_accepted(admin_client, admin_user, job):
    actions.publish(job, admin_user)
    assert not Figure.objects.filter(measure="general_budget_expenditure").exists()
    bench(admin_client, job, 302, do="accept", spot=field(TOTAL))
    assert Figure.objects.get(measure="general_budget_expenditure").value == 9_840_400_000
    cell = Sheet.objects.get(statement=KEY).data["rows"][0]["cells"][0]
    assert (cell["origin"], cell["doubtful"]) == ("corrected", False)


def test_a_published_number_is_marked_until_its_cell_is_accepted(admin_client, admin_user, job):
    actions.publish(job, admin_user)

    def recognised() -> set[str]:
        return set(Figure.objects.filter(origin="ocr").values_list("measure", flat=True))

    def listed() -> bool:
        return ReportLine.objects.get().recognised

    assert recognised() == {"basic_expenditure"}
    assert not listed()  # its 支出 is none of these
    accept_all(admin_client, job, seen=[TOTAL])
    assert recognised() == set()
    assert Figure.objects.get(measure="basic_expenditure").value == 9_840_400_000
    undone = Correction.objects.get(row=SURE[0].row, column=SURE[0].column)
    assert admin_client.post(reverse("manage-undo", args=(undone.pk,))).status_code == 302
    assert recognised() == {"basic_expenditure"}


def test_the_page_of_the_file_says_how_its_pictures_were_read(admin_client, job):
    page = admin_client.get(reverse("manage-job", args=(job.pk,))).content.decode()
    assert "1 张表是图片，数由程序识别" in page
    assert "识别出 8 个数，3 个没有把握" in page
    accept_all(admin_client, job)
    page = admin_client.get(reverse("manage-job", args=(job.pk,))).content.decode()
    assert "识别出 8 个数，5 个已由人核对，3 个没有把握" in page


def test_of_rows_that_are_called_alike_none_is_accepted_unseen(admin_client, job):
    report = job.read()
    (read,) = (one for one in report.statements if one.statement == KEY)
    other = replace(read.rows[0], cells=tuple(replace(cell, column="x1") for cell in read.rows[0].cells[:1]))
    for alike in (read.rows[0], other):  # with the same columns, and with others
        twice = replace(read, rows=(*read.rows, alike))
        found = accepting.unsettled(replace(report, statements=(twice,)), KEY)
        assert {spot.row for spot in found.sure} == {"201", "2010301"}
