"""Accounts for tests, one for each role."""

from django.contrib.auth.models import Group, User

UPLOADER, REVIEWER, PUBLISHER, ADMIN = "上传者", "复核者", "发布者", "管理员"


def person(role: str = "", name: str = "") -> User:
    """An account with a role; without one it is a reader's."""
    made = User.objects.create_user(name or f"{role or '读者'}甲")
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made
