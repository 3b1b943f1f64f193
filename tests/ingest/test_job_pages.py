"""What the pages of jobs say in states that a text report does not reach."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ingest import actions
from ingest.models import ImportJob, Upload
from tests.ingest.reports import report_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def handed_in(client, name: str, content: bytes) -> ImportJob:
    client.post(reverse("manage-upload"), {"files": [SimpleUploadedFile(name, content)]})
    return ImportJob.objects.latest("pk")


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def scan(admin_client, tmp_path) -> ImportJob:
    """Nine pages of pictures."""
    path = tmp_path / "scan.pdf"
    sheets = [Image.new("L", (120, 170), 200 + number) for number in range(9)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:])
    return handed_in(admin_client, "扫描件.pdf", path.read_bytes())


def test_the_list_says_what_is_still_open_of_a_report(admin_client):
    untold = report_text().decode().replace("（本级）", "").replace("2023", "").encode()
    job = handed_in(admin_client, "untold.txt", untold)
    assert job.read().scope is None
    page = text(admin_client.get(reverse("manage")))
    assert "武汉市青山区人民政府办公室 · 年度待确认 · 口径待确认" in page


def test_a_scan_waits_for_everything(admin_client, scan):
    page = text(admin_client.get(reverse("manage")))
    assert "部门待确认 · 年度待确认 · 口径待确认" in page
    page = text(admin_client.get(reverse("manage-job", args=(scan.pk,))))
    assert "整份文件是扫描图片" in page
    enter = f"{reverse('manage-bench', args=(scan.sha256,))}?t=summary&amp;enter=1"
    assert f'<a href="{enter}">对照原页录入</a>' in page
    bench = text(admin_client.get(reverse("manage-bench", args=(scan.sha256,))))
    assert "9 张表是图片，还没有录入" in bench
    assert "原件第 1 页" in bench


def test_what_is_entered_of_a_scan_stands_beside_its_pages(admin_client, scan):
    bench = f"{reverse('manage-bench', args=(scan.sha256,))}?t=summary"
    form = {"statement": "summary", "cell|1|1": "9,840.40", "cell|27|1": "9,840.40", "reason": "对照第 4 页"}
    assert admin_client.post(f"{bench}&enter=1", form).status_code == 302
    page = text(admin_client.get(bench))
    assert "8 张表是图片，还没有录入" in page
    assert page.count('data-spot="summary|27|1"') == 1
    assert "原件第 1 页" in page  # where the table stands is not known: all that may be are shown


def test_a_job_leads_to_the_bench_the_differences_and_its_records(admin_client, admin_user):
    first = handed_in(admin_client, "first.txt", report_text())
    page = text(admin_client.get(reverse("manage-job", args=(first.pk,))))
    bench = reverse("manage-bench", args=(first.sha256,))
    assert f'href="{bench}"' in page
    assert "先确认部门归属，再发布" in page
    assert reverse("manage-differences", args=(first.pk,)) not in page
    actions.publish(first, admin_user)
    page = text(admin_client.get(reverse("manage-job", args=(first.pk,))))
    disclosure = Upload.objects.get(sha256=first.sha256).revision.disclosure
    assert f'href="{bench}"' in page  # the reading is kept
    assert reverse("manage-withdraw", args=(disclosure.pk,)) in page
    assert f"{reverse('manage-audit')}?subject=disclosure%20{disclosure.pk}" in page
    second = handed_in(admin_client, "second.txt", report_text(spent="9,999.99"))
    page = text(admin_client.get(reverse("manage-job", args=(second.pk,))))
    assert reverse("manage-differences", args=(second.pk,)) in page
    assert f"{reverse('manage-audit')}?subject=second.txt" in page


def test_a_failed_file_offers_what_can_be_done(admin_client):
    job = handed_in(admin_client, "日记.txt", "今天天气很好。".encode() * 50)
    page = text(admin_client.get(reverse("manage-job", args=(job.pk,))))
    assert "<code>not_a_report</code>" in page
    assert reverse("manage-cancel", args=(job.pk,)) in page
    assert reverse("manage-retry", args=(job.pk,)) not in page  # the file is not kept
    assert reverse("manage-bench", args=(job.sha256,)) not in page
