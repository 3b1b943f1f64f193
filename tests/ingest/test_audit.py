"""The audit: every deed has its line, lines are never changed, and the page finds them."""

import csv
import io
import re
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Group, User
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from disclosures.models import ErrorReport, Outcome, Reply
from ingest import actions
from ingest.models import Action, AuditEntry
from tests import builders as make
from tests.ingest.test_views import text
from tests.ingest.test_withdrawal import WHY, handed_in, published
from tests.people import ADMIN, PUBLISHER, UPLOADER, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture
def keeper(client):
    """Who looks after the site, logged in."""
    someone = person(ADMIN)
    client.force_login(someone)
    return someone


@pytest.fixture
def department():
    return make.department()


def saved(client, address: str, **changes):
    """Send the form of an admin page as it stands, but for ``changes``; it must be taken."""
    form = client.get(address).context["adminform"].form
    inlines = client.get(address).context["inline_admin_formsets"]
    values = {name: form[name].value() for name in form.fields}
    for inline in inlines:
        for part in (inline.formset.management_form, *inline.formset.forms):
            values |= {part.add_prefix(name): part[name].value() for name in part.fields}
    sent = {
        name: "" if value is None else value
        for name, value in (values | changes).items()
        if value is not False
    }
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["errors"]


def last() -> AuditEntry:
    return AuditEntry.objects.first()


# ---- each deed has its line ----


def test_from_upload_to_withdrawal_each_deed_is_a_line():
    by = person(PUBLISHER)
    disclosure = published(by)
    again = handed_in(by)
    actions.withdraw(disclosure, by, WHY)
    actions.restore(disclosure, by)
    waiting = handed_in(by, year=2022)
    actions.cancel(waiting, by, "传错了")
    lines = list(AuditEntry.objects.order_by("id"))
    deeds = ["upload", "publish", "duplicate", "withdraw", "restore", "upload", "delete"]
    assert [line.action for line in lines] == deeds
    assert {(line.person, line.person_name) for line in lines} == {(by, "发布者甲")}
    assert lines[1].subject == f"disclosure {disclosure.pk}"
    assert lines[2].subject == f"importjob {again.pk}"
    assert lines[-1].reason == "传错了"


def test_a_department_changed_in_the_admin_is_a_line_with_before_and_after(client, keeper, department):
    saved(client, f"/admin/disclosures/department/{department.pk}/change/", name="武汉市青山区政府办公室")
    line = last()
    assert (line.action, line.person, line.subject) == (Action.EDIT, keeper, f"department {department.pk}")
    assert line.before == {"name": "武汉市青山区人民政府办公室"}
    assert line.after == {"name": "武汉市青山区政府办公室"}


def test_a_former_name_added_on_the_department_s_page_stands_in_its_line(client, keeper, department):
    address = f"/admin/disclosures/department/{department.pk}/change/"
    saved(
        client,
        address,
        **{"names-TOTAL_FORMS": "2", "names-1-name": "青山区政府办", "names-1-department": department.pk},
    )
    assert last().before == {"departmentname": ["武汉市青山区人民政府办公室"]}
    assert last().after == {"departmentname": ["武汉市青山区人民政府办公室", "青山区政府办"]}
    assert last().person == keeper


def test_a_form_sent_without_a_change_is_no_line(client, keeper, department):
    saved(client, f"/admin/disclosures/department/{department.pk}/change/")
    assert not AuditEntry.objects.exists()


def test_the_answer_to_an_error_report_is_a_line(client, keeper):
    report = ErrorReport.objects.create(text="第 57 行读错了")
    saved(
        client, f"/admin/disclosures/errorreport/{report.pk}/change/", state="declined", answer="与原件一致"
    )
    line = last()
    assert (line.before["state"], line.after["state"]) == ("new", "declined")
    assert line.after["answer"] == "与原件一致"
    assert line.after["handled_by"] == keeper.pk
    assert "text" not in line.before


def test_replies_are_lines_when_added_changed_and_deleted(client, keeper, department):
    disclosure = make.disclosure(department)
    finding = make.finding(disclosure.current, "A_TOTAL", "fail", key="3fa01b22c9")
    assert finding.outcome == Outcome.FAIL
    given = {
        "disclosure": disclosure.pk,
        "key": "3fa01b22c9",
        "text": "口径不同",
        "source": "来函",
        "replied_on": "",
    }
    assert client.post("/admin/disclosures/reply/add/", given).status_code == 302
    reply = Reply.objects.get()
    assert (last().action, last().reason, last().after["text"]) == (Action.EDIT, "新增", "口径不同")
    saved(client, f"/admin/disclosures/reply/{reply.pk}/change/", text="已更正口径")
    assert (last().before, last().after) == ({"text": "口径不同"}, {"text": "已更正口径"})
    client.post(f"/admin/disclosures/reply/{reply.pk}/delete/", {"post": "yes"})
    assert (last().action, last().subject) == (Action.DELETE, f"reply {reply.pk}")
    assert last().before["text"] == "已更正口径"
    assert not Reply.objects.exists()


def test_several_rows_deleted_at_once_are_a_line_each(client, keeper, department):
    disclosure = make.disclosure(department)
    replies = [Reply.objects.create(disclosure=disclosure, check_id="A", key=key, text=key) for key in "ab"]
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in replies], "post": "yes"}
    assert client.post("/admin/disclosures/reply/", chosen).status_code == 302
    deleted = AuditEntry.objects.filter(action=Action.DELETE, person=keeper)
    assert {line.before["text"] for line in deleted} == {"a", "b"}


def test_a_role_given_to_somebody_is_a_line_and_passwords_are_not(client, keeper):
    someone = person(name="新来的")
    group = Group.objects.get(name=UPLOADER)
    saved(
        client,
        f"/admin/auth/user/{someone.pk}/change/",
        groups=[group.pk],
        date_joined_0="2026-01-02",
        date_joined_1="10:00:00",
    )
    assert last().after["groups"] == [UPLOADER]
    assert last().before["groups"] == []
    word = "Ein-langes-Wort-77"
    changed = client.post(
        f"/admin/auth/user/{someone.pk}/password/",
        {"password1": word, "password2": word, "usable_password": "true"},
    )
    assert changed.status_code == 302
    assert last().after == {"password": "（不记录）"}
    someone.refresh_from_db()
    assert someone.check_password(word)
    client.post(
        "/admin/auth/user/add/",
        {"username": "第二个", "password1": word, "password2": word, "usable_password": "true"},
    )
    assert last().after["username"] == "第二个"
    assert last().after["password"] == "（不记录）"
    assert keeper.pk == last().person_id


def test_one_s_own_password_is_changed_on_the_site_s_page_and_noted_without_it(client):
    someone = person(UPLOADER)
    someone.set_password("Ein-altes-Wort-77")
    someone.save()
    client.force_login(someone)
    page, word = reverse("password_change"), "Ein-neues-Wort-77"
    wrong = {"old_password": "falsch", "new_password1": word, "new_password2": word}
    assert client.post(page, wrong).status_code == 200
    assert not AuditEntry.objects.exists()
    done = client.post(page, wrong | {"old_password": "Ein-altes-Wort-77"}, follow=True)
    assert "密码已更换" in text(done)
    assert (last().person, last().subject, last().after) == (
        someone,
        f"user {someone.pk}",
        {"password": "（不记录）"},
    )
    assert word not in str(AuditEntry.objects.values())
    someone.refresh_from_db()
    assert someone.check_password(word)


def test_the_admin_has_no_login_and_no_password_page_of_its_own(client, keeper):
    assert client.get("/admin/login/")["Location"] == "/admin/"
    assert client.get("/admin/password_change/")["Location"] == reverse("password_change")
    client.logout()
    asked = client.get("/admin/ingest/upload/", follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=/admin/ingest/upload/"


def test_every_model_in_the_admin_is_audited():
    for model, shown in admin.site._registry.items():
        assert type(shown).__mro__[1].__name__ == "Audited", model


# ---- what the role may do in the admin ----


def test_who_looks_after_the_site_neither_makes_nor_touches_superusers(client, keeper):
    boss = User.objects.create_superuser("boss")
    other = person(name="同事")
    page = f"/admin/auth/user/{other.pk}/change/"
    assert "is_superuser" not in client.get(page).context["adminform"].form.fields
    saved(
        client,
        page,
        is_superuser="on",
        user_permissions=[1],
        date_joined_0="2026-01-02",
        date_joined_1="10:00:00",
    )
    other.refresh_from_db()
    assert not other.is_superuser
    assert not other.user_permissions.exists()
    word = {"password1": "Ein-langes-Wort-77", "password2": "Ein-langes-Wort-77", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{boss.pk}/change/", {"username": "x"}).status_code == 403
    assert client.post(f"/admin/auth/user/{boss.pk}/password/", word).status_code == 403
    assert client.post(f"/admin/auth/user/{other.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_four_roles_stay_what_the_program_says(admin_client):
    role, further = Group.objects.get(name=UPLOADER), Group.objects.create(name="另一组")
    assert admin_client.post(f"/admin/auth/group/{role.pk}/change/", {"name": "x"}).status_code == 403
    assert admin_client.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [role.pk, further.pk], "post": "yes"}
    assert admin_client.post("/admin/auth/group/", chosen).status_code == 403
    assert admin_client.post(f"/admin/auth/group/{further.pk}/change/", {"name": "改名"}).status_code == 302
    assert Group.objects.filter(name=UPLOADER).exists()


def test_lines_are_never_changed_nor_deleted(admin_client, admin_user):
    line = AuditEntry.objects.create(person=admin_user, action=Action.EDIT, subject="department 1")
    page = f"/admin/ingest/auditentry/{line.pk}/"
    assert admin_client.get(f"{page}change/").status_code == 200
    assert admin_client.post(f"{page}change/", {"reason": "x"}).status_code == 403
    assert admin_client.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post("/admin/ingest/auditentry/add/", {}).status_code == 403
    admin_client.post(
        "/admin/ingest/auditentry/",
        {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"},
    )
    assert AuditEntry.objects.get() == line


def test_the_line_outlives_the_account(department):
    someone = person(PUBLISHER)
    published(someone)
    someone.delete()
    assert AuditEntry.objects.filter(person=None, person_name="发布者甲").count() == 2


# ---- the page ----


@pytest.fixture
def lines(keeper):
    """Three lines of two people and the command line, on three days."""
    other = person(PUBLISHER)
    given = (
        (keeper, Action.EDIT, "department 7", "甲局", "2026-03-01T23:59:59"),
        (other, Action.PUBLISH, "disclosure 3", "乙局 2024 年度部门决算", "2026-03-02T00:00:00"),
        (None, Action.UPLOAD, "importjob 12", "=cmd.pdf", "2026-03-03T12:00:00"),
    )
    for who, action, subject, label, at in given:
        made = AuditEntry.objects.create(
            person=who, person_name=who.username if who else "", action=action, subject=subject, label=label,
            before={"name": "旧"}, after={"name": "新"},
        )  # fmt: skip
        moment = timezone.make_aware(datetime.fromisoformat(at))
        AuditEntry.objects.filter(pk=made.pk).update(at=moment)


LABELS = {"甲局", "乙局 2024 年度部门决算", "=cmd.pdf"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, LABELS),
        ({"person": "管理员甲"}, {"甲局"}),
        ({"person": "命令行"}, {"=cmd.pdf"}),
        ({"action": "publish"}, {"乙局 2024 年度部门决算"}),
        ({"subject": "disclosure 3"}, {"乙局 2024 年度部门决算"}),
        ({"subject": "局"}, {"甲局", "乙局 2024 年度部门决算"}),
        ({"since": "2026-03-02"}, {"乙局 2024 年度部门决算", "=cmd.pdf"}),
        ({"until": "2026-03-01"}, {"甲局"}),
        ({"since": "2026-03-02", "until": "2026-03-02"}, {"乙局 2024 年度部门决算"}),
        ({"person": "管理员甲", "action": "publish"}, set()),
    ],
)
def test_the_page_and_the_table_find_the_same_lines(client, lines, asked, found):
    page = client.get(reverse("manage-audit"), asked)
    assert {line.entry.label for line in page.context["lines"]} == found
    table = client.get(reverse("manage-audit-csv"), asked).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["名称"].removeprefix("'") for row in rows} == found


def test_the_page_says_what_changed_and_leads_to_the_row(client, lines):
    page = text(client.get(reverse("manage-audit")))
    assert f'<a href="{reverse("manage-job", args=[12])}">=cmd.pdf</a>' in page
    assert f'<a href="{reverse("manage-withdraw", args=[3])}">' in page
    assert re.search(r"<small>名称</small>\s*旧\s*→\s*新", page)
    table = client.get(reverse("manage-audit-csv"))
    assert "'=cmd.pdf" in table.content.decode("utf-8-sig")
    assert '{""name"": ""旧""}' in table.content.decode("utf-8-sig")


def test_nonsense_in_the_address_is_said(client, lines):
    page = client.get(reverse("manage-audit"), {"action": "fly", "since": "gestern", "page": "99"})
    assert page.status_code == 200
    assert "没有这种操作" in text(page)
    assert "日期应写成" in text(page)
    assert len(page.context["lines"]) == 3


def test_the_page_is_paged_and_costs_the_same_however_long(client, keeper, django_assert_max_num_queries):
    AuditEntry.objects.bulk_create(AuditEntry(action=Action.EDIT, subject="x") for _ in range(120))
    with django_assert_max_num_queries(8):
        first = client.get(reverse("manage-audit"), {"action": "edit"})
    assert "120 条" in text(first)
    assert 'href="?action=edit&amp;page=2"' in text(first)
    assert len(client.get(reverse("manage-audit"), {"page": 3}).context["lines"]) == 20


# ---- the admin is Chinese, searched and filtered ----

PLAIN = {"SHA-256", "Email"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label_lower)
def test_each_list_in_the_admin_is_searched_filtered_and_chinese(admin_client, model):
    shown = admin.site._registry[model]
    assert shown.search_fields
    assert shown.list_filter
    page = admin_client.get(
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": "甲"}
    )
    assert page.status_code == 200
    labels = [
        admin.utils.label_for_field(name, model, shown) for name in shown.list_display if name != "__str__"
    ]
    fields = flatten_fieldsets(shown.get_fieldsets(page.wsgi_request, model()))
    labels += [admin.utils.label_for_field(name, model, shown) for name in fields]
    labels += [spec.title for spec in page.context["cl"].filter_specs]
    labels += [str(model._meta.verbose_name), str(apps.get_app_config(model._meta.app_label).verbose_name)]
    assert [label for label in labels if not CHINESE.search(str(label)) and str(label) not in PLAIN] == []


def test_a_row_of_a_disclosure_is_not_deleted_from_under_its_files(department):
    disclosure = make.disclosure(department)
    with pytest.raises(ProtectedError):
        disclosure.delete()
