"""Uploads, jobs, the audit and accounts in the admin: looked at, hardly ever changed."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from disclosures.admin import LookedAt
from ingest.groups import ROLES
from ingest.models import AuditEntry, ImportJob, Reading, Upload, Worker


@admin.register(Upload)
class UploadAdmin(LookedAt):
    list_display = ("original_name", "media_type", "size", "uploaded_by", "created_at", "revision")
    list_filter = ("media_type", "created_at")
    list_select_related = ("uploaded_by", "revision__disclosure__department")
    search_fields = ("original_name", "sha256")
    date_hierarchy = "created_at"


@admin.register(ImportJob)
class ImportJobAdmin(LookedAt):
    list_display = (
        "name",
        "kind",
        "state",
        "reason",
        "attempts",
        "created_at",
        "finished_at",
        "published_at",
    )
    list_filter = ("state", "kind", "reason", "created_at")
    search_fields = ("name", "sha256", "message", "person__username")
    date_hierarchy = "created_at"
    exclude = ("report",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report")


@admin.register(Reading)
class ReadingAdmin(LookedAt):
    list_display = ("sha256", "parser_version", "created_at")
    list_filter = ("parser_version", "created_at")
    search_fields = ("sha256",)


@admin.register(AuditEntry)
class AuditEntryAdmin(LookedAt):
    """Lines are added by what people do, and never changed."""

    list_display = ("at", "person_name", "action", "subject", "label", "reason")
    list_filter = ("action", "at", "person_name")
    search_fields = ("label", "subject", "reason", "person_name")
    date_hierarchy = "at"


@admin.register(Worker)
class WorkerAdmin(LookedAt):
    list_display = ("name", "started_at", "seen_at", "done")
    list_filter = ("seen_at",)
    search_fields = ("name",)


admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Whoever is no superuser makes none, and does not touch one."""

    list_display = ("username", "email", "roles", "is_active", "is_superuser", "last_login")
    list_filter = ("groups", "is_active", "is_superuser", "last_login")

    @admin.display(description="身份")
    def roles(self, user) -> str:
        return "、".join(group.name for group in user.groups.all())

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return fixed if request.user.is_superuser else (*fixed, "is_superuser", "user_permissions")

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and (request.user.is_superuser or not (obj and obj.is_superuser))


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The four roles are what the program says; further groups may be made."""

    list_filter = ("name",)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.name in ROLES)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.name in ROLES)
