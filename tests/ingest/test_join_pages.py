"""What the pages of jobs offer where two files are one report; nothing happens without a person's click."""

import pytest
from django.urls import reverse

from disclosures.models import Disclosure
from ingest import actions
from ingest.models import ImportJob, JobState
from tests.ingest.reports import report_text, statement_text
from tests.ingest.test_job_pages import handed_in, text
from tests.people import REVIEWER, UPLOADER, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture
def main(admin_client) -> ImportJob:
    return handed_in(admin_client, "报告.txt", report_text())


@pytest.fixture
def further(admin_client) -> ImportJob:
    return handed_in(admin_client, "附表.txt", statement_text(2023))


def page_of(client, job: ImportJob) -> str:
    return text(client.get(reverse("manage-job", args=(job.pk,))))


def join_address(job: ImportJob, other: ImportJob) -> str:
    return f"{reverse('manage-join', args=(job.pk,))}?with={other.pk}"


def test_either_file_offers_the_other_and_says_what_would_change(admin_client, main, further):
    for one, other in ((main, further), (further, main)):
        page = page_of(admin_client, one)
        assert "像是一份报告" in page
        assert "附表.txt 有 1 张 报告.txt 没有印成文字的表" in page
        assert f'href="{join_address(one, other)}"' in page
    shown = text(admin_client.get(join_address(further, main)))
    assert "<h1>附表.txt 并入 报告.txt</h1>" in shown
    assert "2023年度支出决算表" in shown and "未公开" in shown and "有数" in shown
    assert ImportJob.objects.filter(joined_to__isnull=False).count() == 0


def test_a_click_joins_them_and_they_are_published_at_once(admin_client, main, further):
    joined = admin_client.post(reverse("manage-join", args=(further.pk,)), {"with": main.pk})
    assert joined["Location"] == reverse("manage-job", args=(main.pk,))
    page = page_of(admin_client, main)
    assert "附表.txt 已并入 报告.txt" in page and "这份报告还有" in page and "支出决算表" in page
    page = page_of(admin_client, further)
    assert "已并入" in page and "拆开" in page and "发布</button>" not in page
    assert "已并入 报告.txt" in text(admin_client.get(reverse("manage")))
    actions.publish(ImportJob.objects.get(pk=main.pk), None)
    assert set(ImportJob.objects.values_list("state", flat=True)) == {JobState.PUBLISHED}
    listed = admin_client.get(reverse("manage-jobs"), {"format": "json"}).json()
    assert {job["url"] for job in listed} == {"/o/420107-government-office/2023/"}
    assert Disclosure.objects.get().current.sheets.get(statement="expenditure").file == further.sha256
    assert "拆开" in page_of(admin_client, further)


def test_parting_makes_two_of_them_again(admin_client, main, further):
    admin_client.post(reverse("manage-join", args=(main.pk,)), {"with": further.pk})
    admin_client.post(reverse("manage-part", args=(further.pk,)), {"reason": "不是同一份"})
    assert "像是一份报告" in page_of(admin_client, main)
    again = admin_client.post(reverse("manage-part", args=(further.pk,)), follow=True)
    assert "没有并入别的报告" in text(again)


def test_a_published_report_is_offered_too(admin_client, main, further):
    actions.publish(main, None)
    page = page_of(admin_client, further)
    assert "报告.txt 已发布" in page
    assert "读者马上看到" in text(admin_client.get(join_address(further, main)))
    admin_client.post(reverse("manage-join", args=(further.pk,)), {"with": main.pk})
    assert Disclosure.objects.get().current.files.get().sha256 == further.sha256


@pytest.mark.parametrize(
    "other",
    [
        statement_text(2022),
        statement_text(2023, scope="（汇总）"),
        statement_text(2023).replace("青山区".encode(), "洪山区".encode()),
        report_text(spent="1.00"),
    ],
)
def test_other_reports_and_what_adds_nothing_are_not_offered(admin_client, main, other):
    second = handed_in(admin_client, "另一份.txt", other)
    assert "像是一份报告" not in page_of(admin_client, main)
    shown = text(admin_client.get(join_address(main, second)))
    assert "不能并入" in shown and "并入</button>" not in shown
    refused = admin_client.post(reverse("manage-join", args=(main.pk,)), {"with": second.pk})
    assert refused.status_code == 409
    assert "不能并入" in text(refused, 409)


def test_two_files_with_other_numbers_are_compared_cell_by_cell(admin_client, main):
    other = statement_text(2023) + report_text(spent="9,840.50").partition(b"\n\xe7\xac\xac\xe4\xba\x8c")[2]
    second = handed_in(admin_client, "附表.txt", other)
    shown = text(admin_client.get(join_address(main, second)))
    assert "9,840.40" in shown and "9,840.50" in shown
    assert "印得不同的格" in shown


def test_a_file_may_be_chosen_where_nothing_tells_whose_it_is(admin_client, main):
    untold = statement_text(2023).replace("部门：武汉市青山区人民政府办公室（本级）".encode(), b"")
    untold = untold.replace("武汉市青山区人民政府办公室2023年度".encode(), b"")
    second = handed_in(admin_client, "附表.txt", untold)
    assert "这份报告还有别的文件" in page_of(admin_client, second)
    choice = text(admin_client.get(reverse("manage-join", args=(second.pk,))))
    assert f'href="{join_address(second, main)}"' in choice


def test_only_those_who_review_are_offered_it(client, admin_client, main, further):
    for role, offered in ((UPLOADER, False), (REVIEWER, True)):
        client.force_login(person(role))
        assert (f'href="{join_address(main, further)}"' in page_of(client, main)) is offered
