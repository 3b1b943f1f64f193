"""Upload, look, publish, as staff; others stay outside."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from disclosures.models import Disclosure
from ingest.models import ImportJob
from tests.ingest.reports import report_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def post(client, *named: tuple[str, bytes], follow=True):
    files = [SimpleUploadedFile(name, content) for name, content in named]
    return client.post(reverse("manage-upload"), {"files": files}, follow=follow)


# What a person says of a department that is not known yet.
NEW = {"outcome": "new", "subject": "420107 武汉市青山区人民政府办公室"}


def text(response) -> str:
    return response.content.decode()


def test_upload_look_publish(admin_client):
    page = post(admin_client, ("决算.txt", report_text()))
    assert page.status_code == 200
    for shown in ("武汉市青山区", "9,840.40", "收入支出决算总表", "有数", "发布"):
        assert shown in text(page)
    job = ImportJob.objects.get()
    published = admin_client.post(reverse("manage-publish", args=[job.pk]), NEW)
    assert published.status_code == 302
    assert published["Location"] == "/o/420107-government-office/2023/"
    assert Disclosure.objects.published().count() == 1


def test_several_files_of_which_one_is_bad(admin_client):
    page = post(admin_client, ("a.txt", report_text()), ("empty.pdf", b""), ("a2.txt", report_text()))
    assert "empty_file" in text(page)
    jobs = admin_client.get(reverse("manage-jobs"), {"format": "json"}).json()
    assert [job["state"] for job in jobs] == ["duplicate", "failed", "review"]
    assert jobs[1] | {"id": 0, "sha256": ""} == {
        "id": 0,
        "name": "empty.pdf",
        "sha256": "",
        "state": "failed",
        "reason": "empty_file",
        "url": None,
    }


def test_a_file_that_already_waits_leads_to_where_it_waits(admin_client):
    post(admin_client, ("a.txt", report_text()))
    waiting = ImportJob.objects.get()
    page = post(admin_client, ("again.txt", report_text()))
    assert f'<a href="{reverse("manage-job", args=[waiting.pk])}">看先收到的这份' in text(page)


def test_a_file_that_cannot_be_read_gets_its_reason_in_chinese(admin_client):
    page = post(admin_client, ("renamed.pdf", b"plain words"))
    assert page.status_code == 200
    assert "not_a_pdf" in text(page)
    assert "内容却不是 PDF" in text(page)


def test_a_too_large_file_is_refused_and_the_others_are_read(admin_client, settings):
    settings.UPLOAD_MAX_BYTES = 20_000
    page = post(admin_client, ("large.pdf", b"x" * 70_000), ("a.txt", report_text()))
    assert page.status_code == 413
    assert "large.pdf：文件超过大小上限" in text(page)
    assert list(ImportJob.objects.values_list("name", "state")) == [("a.txt", "review")]


def test_no_file_at_all(admin_client):
    page = admin_client.post(reverse("manage-upload"), {})
    assert page.status_code == 400
    assert "请先选择文件" in text(page)


def test_an_uncertain_identity_is_settled_in_the_form(admin_client):
    post(admin_client, ("a.txt", report_text(scope="")))
    publish = reverse("manage-publish", args=[ImportJob.objects.get().pk])
    refused = admin_client.post(publish)
    assert refused.status_code == 422
    assert "请选择口径" in text(refused)
    assert not Disclosure.objects.exists()
    assert admin_client.post(publish, NEW | {"scope": "consolidated"}).status_code == 302
    assert Disclosure.objects.get().scope == "consolidated"


@pytest.mark.parametrize(("given", "word"), [("青山区", "不止一个"), ("月球区", "没有这个")])
def test_a_region_must_be_one_and_known(admin_client, given, word):
    post(admin_client, ("a.txt", report_text()))
    publish = reverse("manage-publish", args=[ImportJob.objects.get().pk])
    page = admin_client.post(publish, {"region": given})
    assert page.status_code == 422
    assert word in text(page)


def test_the_pages_of_an_empty_site(admin_client):
    assert "还没有文件" in text(admin_client.get(reverse("manage")))
    assert admin_client.get(reverse("manage-upload")).status_code == 200
    assert admin_client.get(reverse("manage-jobs"), {"format": "json"}).json() == []


def test_a_hostile_name_is_shown_as_text(admin_client):
    page = post(admin_client, ("<script>alert(1)</script>.txt", report_text()))
    assert "<script>alert" not in text(page)


@pytest.mark.parametrize("name", ["manage", "manage-upload", "manage-jobs"])
def test_strangers_are_sent_to_the_login_and_readers_are_refused(client, django_user_model, name):
    assert client.get(reverse(name))["Location"].startswith("/accounts/login/")
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.get(reverse(name)).status_code == 403


def test_the_login_page_lets_staff_in(client, admin_user):
    page = client.get(reverse("login"))
    assert "用户名" in text(page)
    wrong = client.post(reverse("login"), {"username": "admin", "password": "wrong"})
    assert "不正确" in text(wrong)
    right = client.post(reverse("login"), {"username": "admin", "password": "password"})
    assert right["Location"] == reverse("manage")


def test_publishing_needs_a_post_with_its_token(admin_user, admin_client, client):
    post(admin_client, ("a.txt", report_text()))
    publish = reverse("manage-publish", args=[ImportJob.objects.get().pk])
    assert admin_client.get(publish).status_code == 405
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(publish).status_code == 403
    assert not Disclosure.objects.exists()


def test_the_list_costs_the_same_however_long(admin_client, django_assert_max_num_queries):
    for number in range(5):
        ImportJob.objects.create(name=f"{number}.pdf", sha256=str(number), state="failed", reason="damaged")
    with django_assert_max_num_queries(6):
        admin_client.get(reverse("manage"))
    with django_assert_max_num_queries(4):
        admin_client.get(reverse("manage-jobs"), {"format": "json"})


@pytest.mark.parametrize(
    "model", ["ingest/upload", "ingest/importjob", "disclosures/department", "disclosures/disclosure"]
)
def test_the_admin_lists_and_searches(admin_client, model):
    post(admin_client, ("a.txt", report_text()))
    admin_client.post(reverse("manage-publish", args=[ImportJob.objects.get().pk]), NEW)
    assert Disclosure.objects.exists()
    page = admin_client.get(f"/admin/{model}/?q=a")
    assert page.status_code == 200
