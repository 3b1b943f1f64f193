"""A withdrawn report is gone from every page of its own, with a word why, and stands in nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import AcrossFinding, Disclosure, ErrorReport, Figure, Revision
from disclosures.number_ids import measure_id, number_id
from ingest import actions
from ingest.models import Action, AuditEntry, ImportJob
from tests.ingest.reports import report_text
from tests.ingest.test_views import text
from tests.people import PUBLISHER, REVIEWER, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

SLUG = "420107-government-office"
NAME = "武汉市青山区人民政府办公室"
WHY = "所附文件不是该部门的决算 <b>另行发布</b>"


@pytest.fixture
def publisher():
    return person(PUBLISHER)


@pytest.fixture
def site(client, publisher):
    """A client that is logged in as a publisher."""
    client.force_login(publisher)
    return client


@pytest.fixture
def reader(client):
    return type(client)()


def handed_in(by, name="a.txt", **changes) -> ImportJob:
    """A file that was read and waits."""
    job = actions.hand_in([report_text(**changes)], name, by)
    return ImportJob.objects.get(pk=job.pk)


def published(by, name="a.txt", **changes) -> Disclosure:
    return actions.publish(handed_in(by, name, **changes), by).disclosure


def status(reader, address: str) -> int:
    """The status alone; files are closed."""
    response = reader.get(address)
    if response.streaming:
        response.getvalue()  # read to its end; closed at once it would take the test's connection along
    return response.status_code


def addresses(disclosure: Disclosure) -> dict[str, str]:
    """Every address that belongs to one report: whole pages, parts of them, files."""
    sha256, code = disclosure.revisions.get().sha256, disclosure.code
    name = disclosure.revisions.get().original_name
    of_report = (SLUG, disclosure.year)
    return {
        "report": reverse("report", args=of_report),
        "revision": reverse("report", args=of_report) + "?rev=1",
        "chart": reverse("report-chart", args=of_report),
        "statement": reverse("statement", args=(*of_report, "summary")),
        "csv": reverse("statement-csv", args=(*of_report, "summary")),
        "quality": reverse("quality-report", args=of_report),
        "number": reverse("number", args=[number_id(code, "summary", "57", "2")]),
        "drawer": reverse("number", args=[number_id(code, "summary", "57", "2")]) + "?fragment=1",
        "told": reverse("number", args=[measure_id(code, "expenditure_total")]),
        "file": reverse("original", args=[sha256, name]),
        "page": reverse("page-image", args=[sha256, 1]),
        "crop": reverse("page-crop", args=[sha256, 1, 10, 20]),
    }


LISTS = ("home", "search", "sangong", "sangong-csv", "quality", "quality-feed", "quality-log", "compare")


def told_elsewhere(reader) -> list[str]:
    """The pages that name the department, of those that show many reports."""
    asked = {"search": "?q=青山区"}
    pages = [reverse(name) + asked.get(name, "") for name in LISTS]
    pages += [f"{reverse('compare-csv')}?o={SLUG}&y=2023", reverse("district", args=["420107"])]
    return [page for page in pages if NAME in re.sub("</?mark>", "", text(reader.get(page)))]


def test_every_address_of_a_withdrawn_report_is_gone_and_says_why(reader, publisher):
    disclosure = published(publisher)
    for name, address in addresses(disclosure).items():
        assert status(reader, address) in (200, 302, 404), name
    assert status(reader, addresses(disclosure)["file"]) == 200
    actions.withdraw(disclosure, publisher, WHY)
    for name, address in addresses(disclosure).items():
        page = reader.get(address)
        assert page.status_code == 410, name
        for told in ("已从本站撤回", NAME, "2023 年度", "所附文件不是该部门的决算 &lt;b&gt;", "本级口径"):
            assert told in text(page), (name, told)
        assert "no-store" in page["Cache-Control"]
        assert page["Content-Type"].startswith("text/html")


def test_the_department_page_is_gone_with_its_last_report(reader, publisher):
    disclosure = published(publisher)
    department = reverse("department", args=[SLUG])
    assert status(reader, department) == 200
    actions.withdraw(disclosure, publisher, WHY)
    for address in (department, reverse("department-chart", args=[SLUG])):
        assert status(reader, address) == 410
    assert "现在没有这个部门的其他报告" in text(reader.get(department))


def test_nothing_else_shows_a_withdrawn_report(reader, publisher):
    disclosure = published(publisher)
    ErrorReport.objects.create(disclosure=disclosure, text="有误", state="declined", answer="核对无误")
    named = told_elsewhere(reader)
    assert {reverse("home"), f"{reverse('search')}?q=青山区", reverse("quality-log")} <= set(named)
    actions.withdraw(disclosure, publisher, WHY)
    assert told_elsewhere(reader) == []
    assert not Figure.objects.exists()


def test_what_remains_of_the_department_is_named(reader, publisher):
    gone, stays = published(publisher), published(publisher, year=2022)
    actions.withdraw(gone, publisher, WHY)
    page = text(reader.get(reverse("report", args=(SLUG, 2023))))
    assert f'<a href="{reverse("report", args=(SLUG, 2022))}">2022 年度（本级）</a>' in page
    assert status(reader, reverse("report", args=(SLUG, 2022))) == 200
    department = text(reader.get(reverse("department", args=[SLUG])))
    assert reverse("report", args=(SLUG, 2023)) not in department
    assert not AcrossFinding.objects.filter(earlier=stays).exists()
    assert "1 份报告，最近 2022 年度" in text(reader.get(f"{reverse('search')}?q=青山区"))


def test_of_two_scopes_only_the_withdrawn_one_is_gone(reader, publisher):
    own, whole = published(publisher), published(publisher, name="b.txt", scope="（汇总）")
    assert {own.scope, whole.scope} == {"own", "consolidated"}
    report = reverse("report", args=(SLUG, 2023))
    actions.withdraw(whole, publisher, WHY)
    assert "本级口径" in text(reader.get(report))
    assert status(reader, f"{report}?scope=own") == 200
    gone = reader.get(f"{report}?scope=consolidated")
    assert gone.status_code == 410
    assert "汇总口径" in text(gone)
    assert "2023 年度（本级）" in text(gone)
    assert status(reader, f"{report}t/unknown/") == 404
    assert status(reader, f"{report}t/summary.csv?scope=consolidated") == 410
    assert status(reader, reverse("original", args=[own.current.sha256, "a"])) == 200
    assert status(reader, reverse("number", args=[number_id(own.code, "summary", "57", "2")])) == 200
    actions.restore(whole, publisher)
    actions.withdraw(own, publisher, WHY)
    assert "汇总口径" in text(reader.get(report))
    assert status(reader, f"{report}?scope=own") == 410


def test_a_restored_report_is_back_at_all_its_addresses(reader, publisher):
    disclosure = published(publisher)
    before = {name: status(reader, address) for name, address in addresses(disclosure).items()}
    figures = set(Figure.objects.values_list("measure", "value"))
    actions.withdraw(disclosure, publisher, WHY)
    actions.restore(disclosure, publisher)
    after = {name: status(reader, address) for name, address in addresses(disclosure).items()}
    assert after == before
    assert set(Figure.objects.values_list("measure", "value")) == figures


def test_publishers_withdraw_and_restore_on_the_pages(site, reader, publisher):
    disclosure = published(publisher)
    listed = text(site.get(reverse("manage-disclosures")))
    withdraw, restore = (reverse(f"manage-{verb}", args=[disclosure.pk]) for verb in ("withdraw", "restore"))
    assert f'<a href="{withdraw}">撤回</a>' in listed
    refused = site.post(withdraw, {"reason": "  "})
    assert refused.status_code == 422
    assert "请写明撤回原因" in text(refused)
    assert status(reader, reverse("report", args=(SLUG, 2023))) == 200
    done = site.post(withdraw, {"reason": WHY}, follow=True)
    assert f'<a href="{restore}">恢复</a>' in text(done)
    assert status(reader, reverse("report", args=(SLUG, 2023))) == 410
    twice = site.post(withdraw, {"reason": WHY})
    assert twice.status_code == 409
    assert "没有发布，或已撤回" in text(twice)
    assert "恢复发布" in text(site.get(restore))
    assert site.post(restore, {"reason": "已核实"}).status_code == 302
    assert site.post(restore, {}).status_code == 409
    assert status(reader, reverse("report", args=(SLUG, 2023))) == 200
    lines = AuditEntry.objects.filter(subject=f"disclosure {disclosure.pk}").order_by("id")
    assert [(line.action, line.reason, line.person_name) for line in lines][1:] == [
        (Action.WITHDRAW, WHY, "发布者甲"),
        (Action.RESTORE, "已核实", "发布者甲"),
    ]
    told = [(line.before, line.after) for line in lines][1:]
    assert told == [({"revision": 1}, None), ({"withdrawn_why": WHY}, {"revision": 1})]
    assert lines[0].at <= lines[1].at <= lines[2].at <= timezone.now()


def test_the_list_is_searched_and_filtered(site, publisher):
    gone = published(publisher)
    published(publisher, year=2022)
    actions.withdraw(gone, publisher, WHY)
    page = reverse("manage-disclosures")
    both = text(site.get(page, {"q": "青山区"}))
    assert "2023 年度" in both
    assert "2022 年度" in both
    assert "2022 年度" not in text(site.get(page, {"state": "withdrawn"}))
    assert "2023 年度" not in text(site.get(page, {"state": "shown"}))
    assert "没有符合" in text(site.get(page, {"q": "洪山区"}))


def test_reviewers_do_not_withdraw(client, publisher):
    disclosure = published(publisher)
    client.force_login(person(REVIEWER))
    address = reverse("manage-withdraw", args=[disclosure.pk])
    assert client.post(address, {"reason": WHY}).status_code == 403
    disclosure.refresh_from_db()
    assert disclosure.current is not None


def test_a_new_file_takes_the_place_of_a_withdrawn_one(reader, publisher):
    disclosure = published(publisher)
    actions.withdraw(disclosure, publisher, WHY)
    published(publisher, name="b.txt", spent="9,999.99")
    disclosure.refresh_from_db()
    assert (disclosure.current.number, disclosure.withdrawn_at, disclosure.withdrawn_why) == (2, None, "")
    assert "9,999.99" in text(reader.get(reverse("report", args=(SLUG, 2023))))


def test_drafts_are_not_found_anywhere(reader, publisher):
    """Uploaded and read, not published: the public meets nothing of it."""
    job = handed_in(publisher, "draft.txt")
    assert job.state == "review"
    assert not Revision.objects.exists()
    for address in (
        reverse("report", args=(SLUG, 2023)),
        reverse("department", args=[SLUG]),
        reverse("department-chart", args=[SLUG]),
        reverse("report-chart", args=(SLUG, 2023)),
        reverse("statement", args=(SLUG, 2023, "summary")),
        reverse("statement-csv", args=(SLUG, 2023, "summary")),
        reverse("quality-report", args=(SLUG, 2023)),
        reverse("original", args=[job.sha256, "draft.txt"]),
        reverse("page-image", args=[job.sha256, 1]),
        reverse("page-crop", args=[job.sha256, 1, 10, 20]),
        reverse("district", args=["420107"]),
    ):
        assert status(reader, address) == 404, address
    assert told_elsewhere(reader) == []


def test_a_revision_that_waits_is_not_found_either(reader, publisher):
    """The former file stays as it is; the draft's bytes and numbers are nowhere."""
    disclosure = published(publisher)
    draft = handed_in(publisher, "draft.txt", spent="1,234.56")
    assert draft.state == "revision"
    report = reverse("report", args=(SLUG, 2023))
    assert status(reader, f"{report}?rev=2") == 404
    assert status(reader, reverse("original", args=[draft.sha256, "draft.txt"])) == 404
    assert status(reader, reverse("page-image", args=[draft.sha256, 1])) == 404
    shown = [*addresses(disclosure).values(), reverse("department", args=[SLUG]), reverse("home")]
    for address in (*shown, reverse("quality-feed"), f"{reverse('compare-csv')}?o={SLUG}&y=2023"):
        response = reader.get(address, follow=True)
        body = b"".join(response).decode(errors="replace")
        assert "1,234.56" not in body, address
        assert "1234.56" not in body, address
