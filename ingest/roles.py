"""Who may come in and do what, for views; the roles themselves are in ``groups``."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from ingest.groups import ROLES, WORDS


def may(user, permission: str) -> bool:
    """Whether a person may do one of ``WORDS``; a superuser may do everything."""
    return user.has_perm(f"ingest.{permission}")


def permitted(permission: str = ""):
    """A view for those who have a permission of ``WORDS``, by default for everybody who has any of them.

    Strangers are sent to the login form; others are told which roles it takes (403).
    """
    wanted = (permission,) if permission else tuple(WORDS)

    def decorator(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not any(may(request.user, one) for one in wanted):
                raise PermissionDenied(_refusal(permission, wanted))
            return view(request, *args, **kwargs)

        return never_cache(login_required(checked))

    return decorator


def _refusal(permission: str, wanted: tuple[str, ...]) -> str:
    roles = "、".join(role for role, held in ROLES.items() if set(held) & set(wanted))
    needed = f"这一步要有“{WORDS[permission]}”的权限" if permission else "这里是上传、复核和发布报告的地方"
    return f"{needed}，有权限的身份是：{roles}。"
