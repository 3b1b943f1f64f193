"""The four roles, each a Django group that may do all that the one before it may.

The groups are what stands here: every ``migrate`` makes them so again. Whoever needs another mixture makes a
further group in the admin.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db.models import Q

# The permissions on ``ImportJob``, as a refusal words them.
WORDS = {
    "upload_report": "上传报告",
    "review_report": "复核和更正",
    "publish_report": "发布",
    "withdraw_report": "撤回和恢复",
    "look_after": "照看队列和操作记录",
}
ADMIN = "管理员"
ROLES: dict[str, tuple[str, ...]] = {
    "上传者": ("upload_report",),
    "复核者": ("upload_report", "review_report"),
    "发布者": ("upload_report", "review_report", "publish_report", "withdraw_report"),
    ADMIN: tuple(WORDS),
}
# What the last role may change in Django's admin; it may look at all of these apps.
OF_APPS = ("disclosures", "ingest", "auth")
CHANGES = (
    "change_department",
    *("add_departmentname", "change_departmentname", "delete_departmentname"),
    "change_errorreport",
    *("add_reply", "change_reply", "delete_reply"),
    *("add_user", "change_user"),
)


def make_groups(using: str, apps=installed, **kwargs) -> None:
    """Make the groups what ``ROLES`` says, after a ``migrate``; a second time changes nothing.

    ``apps`` has the models as far as they are migrated.
    """
    for label in OF_APPS:
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    groups = apps.get_model("auth", "Group").objects.using(using)
    held = apps.get_model("auth", "Permission").objects.using(using)
    held = held.filter(content_type__app_label__in=OF_APPS)
    for role, codes in ROLES.items():
        wanted = Q(codename__in=codes)
        if role == ADMIN:
            wanted |= Q(codename__startswith="view_") | Q(codename__in=CHANGES)
        groups.get_or_create(name=role)[0].permissions.set(held.filter(wanted))
