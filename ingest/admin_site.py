"""Django's admin as this site has it: open to the role that looks after things, and each change in the audit."""

from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.db.models.base import ModelBase
from django.shortcuts import redirect
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from ingest import audit
from ingest.groups import ADMIN
from ingest.models import Action
from ingest.roles import may

# The queue page says what is in line, in words.
LEFT_OUT = (DBTaskResult,)
SECRET = ("password",)
NOT_FOR_YOU = f"数据后台供照看网站的人做少量修改，有权限的身份是：{ADMIN}。"


class Audited(admin.ModelAdmin):
    """Writes a line for each row that is added, changed or deleted, with the rows that are edited on its page."""

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is not None and self.has_change_permission(request, found):
            request.before_editing = self._kept(found)
        return found

    def log_addition(self, request, obj, message):
        after = {name: _shown(name, value) for name, value in self._kept(obj).items()}
        audit.note(Action.EDIT, obj, request.user, reason="新增", after=after)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        former = getattr(request, "before_editing", {})
        latter = self._kept(type(obj)._base_manager.get(pk=obj.pk))
        changed = [name for name, value in latter.items() if former.get(name) != value]
        if changed:
            before, after = (
                {name: _shown(name, kept.get(name)) for name in changed} for kept in (former, latter)
            )
            audit.note(Action.EDIT, obj, request.user, before=before, after=after)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            before = {name: _shown(name, value) for name, value in self._kept(obj).items()}
            audit.note(Action.DELETE, obj, request.user, before=before)
        return super().log_deletions(request, queryset)

    def response_action(self, request, queryset):
        """What is done to several rows at once is done whole or not at all, its lines with it."""
        with transaction.atomic():
            return super().response_action(request, queryset)

    def _kept(self, obj: Model) -> dict[str, Any]:
        """A row as JSON: its fields, what it is linked with, and the rows edited on its page."""
        kept = {field.name: _plain(field.value_from_object(obj)) for field in obj._meta.concrete_fields}
        for field in obj._meta.many_to_many:
            kept[field.name] = sorted(map(str, getattr(obj, field.name).all()))
        for inline in self.inlines:
            link = next(f for f in inline.model._meta.concrete_fields if f.related_model is type(obj))
            rows = inline.model._base_manager.filter(**{link.name: obj})
            kept[inline.model._meta.model_name] = sorted(map(str, rows))
        return kept


def _plain(value: Any) -> Any:
    """``value`` as JSON can hold it."""
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)


def _shown(name: str, value: Any) -> Any:
    return audit.HIDDEN if name in SECRET and value else value


class AuditedSite(admin.AdminSite):
    """Every model that is registered here is audited; none can be forgotten."""

    site_header = site_title = "部门决算公开"
    index_title = "数据后台"
    site_url = "/manage/"

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        shown = admin_class or admin.ModelAdmin
        audited = type(shown.__name__, (Audited, shown), {"__module__": shown.__module__})
        super().register([model for model in models if model not in LEFT_OUT], audited, **options)

    def has_permission(self, request) -> bool:
        """Staff, as in any Django admin, and everybody who looks after the site; each sees what they may."""
        return request.user.is_active and (request.user.is_staff or may(request.user, "look_after"))

    def admin_view(self, view, cacheable=False):
        """Whoever is logged in and may not come in is told so, rather than asked to log in."""
        guarded = super().admin_view(view, cacheable)

        def checked(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(NOT_FOR_YOU)
            return guarded(request, *args, **kwargs)

        return update_wrapper(checked, guarded)

    def login(self, request, extra_context=None):
        """The site has one page to log in on."""
        if self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request, extra_context=None):
        """Logging out leads back to the readers' site, as it does from elsewhere."""
        return LogoutView.as_view()(request)

    def password_change(self, request, extra_context=None):
        """The site has one page to change one's password on, which notes it in the audit."""
        return redirect("password_change")

    password_change_done = password_change
