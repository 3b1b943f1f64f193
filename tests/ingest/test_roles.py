"""The four roles: what they are made of, who is let in, and which buttons each sees."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from ingest.groups import ROLES, WORDS
from ingest.models import ImportJob
from tests.ingest.reports import report_text
from tests.ingest.test_views import NEW, post, text
from tests.people import ADMIN, PUBLISHER, REVIEWER, UPLOADER, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def permissions(role: str) -> set[str]:
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_each_role_may_what_the_one_before_it_may():
    assert list(ROLES) == [UPLOADER, REVIEWER, PUBLISHER, ADMIN]
    assert permissions(UPLOADER) == {"upload_report"}
    assert permissions(REVIEWER) == {"upload_report", "review_report"}
    assert permissions(PUBLISHER) == permissions(REVIEWER) | {"publish_report", "withdraw_report"}
    assert permissions(ADMIN) > permissions(PUBLISHER) | {
        "look_after",
        "view_disclosure",
        "change_department",
    }


def test_the_permissions_are_those_of_the_jobs():
    assert list(WORDS.items()) == list(ImportJob._meta.permissions)


def test_the_last_role_changes_nothing_that_reports_print():
    changes = {name for name in permissions(ADMIN) if not name.startswith("view_")} - set(WORDS)
    assert {name.partition("_")[2] for name in changes} == {
        "department",
        "departmentname",
        "errorreport",
        "reply",
        "user",
    }
    assert "delete_user" not in changes


def test_another_migrate_makes_the_groups_again_what_they_are():
    before = {role: permissions(role) for role in ROLES}
    Group.objects.get(name=UPLOADER).permissions.clear()
    Group.objects.get(name=PUBLISHER).delete()
    further = Group.objects.create(name="另一组")
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    assert {role: permissions(role) for role in ROLES} == before
    assert Group.objects.filter(pk=further.pk).exists()
    assert Group.objects.count() == len(ROLES) + 1


@pytest.mark.parametrize("role", [UPLOADER, REVIEWER, PUBLISHER, ADMIN])
def test_everybody_with_a_role_comes_in(client, role):
    client.force_login(person(role))
    assert client.get(reverse("manage")).status_code == 200


def test_a_reader_is_told_which_roles_it_takes(client):
    client.force_login(person())
    page = client.get(reverse("manage"))
    assert page.status_code == 403
    for told in ("没有权限", "上传者、复核者、发布者、管理员", "读者甲", "换一个账号登录"):
        assert told in text(page)


def test_who_was_put_out_of_the_group_or_switched_off_is_out(client):
    someone = person(PUBLISHER)
    client.force_login(someone)
    someone.groups.clear()
    assert client.get(reverse("manage")).status_code == 403
    someone.is_active = False
    someone.save()
    assert client.get(reverse("manage"))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("role", "status"), [(UPLOADER, 403), (REVIEWER, 403), (PUBLISHER, 302), (ADMIN, 302)]
)
def test_only_publishers_publish(client, role, status):
    client.force_login(person(role))
    page = post(client, ("a.txt", report_text()))
    assert ('<button class="btn main">发布</button>' in text(page)) == (status == 302)
    refused = client.post(reverse("manage-publish", args=[ImportJob.objects.get().pk]), NEW)
    assert refused.status_code == status
    assert (ImportJob.objects.get().state == "published") == (status == 302)
    if status == 403:
        assert "这一步要有“发布”的权限，有权限的身份是：发布者、管理员。" in text(refused)


def test_only_what_one_may_press_is_shown(client):
    further = Group.objects.create(name="只看队列")
    further.permissions.add(Group.objects.get(name=ADMIN).permissions.get(codename="look_after"))
    someone = person()
    someone.groups.add(further)
    client.force_login(someone)
    assert 'type="file"' not in text(client.get(reverse("manage")))
    client.force_login(person(UPLOADER))
    page = text(client.get(reverse("manage")))
    assert 'type="file"' in page
    assert "数据后台" not in page
    client.force_login(person(ADMIN))
    assert "数据后台" in text(client.get(reverse("manage")))


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_its_groups_again():
    call_command("flush", interactive=False, verbosity=0)
    assert {role: permissions(role) for role in ROLES}[UPLOADER] == {"upload_report"}
