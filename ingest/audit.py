"""Who did what, and when: one line for each change that a person makes."""

from typing import Any

from django.db.models import Model

from ingest.models import Action, AuditEntry

HIDDEN = "（不记录）"  # in the place of a password


def note(
    action: Action,
    subject: Model,
    person=None,
    *,
    label: str = "",
    reason: str = "",
    before: Any = None,
    after: Any = None,
) -> AuditEntry:
    """Write the line, in the caller's transaction. ``person`` None is the command line; before and after are JSON."""
    return AuditEntry.objects.create(
        person=person,
        person_name=person.get_username() if person else "",
        action=action,
        subject=named(subject),
        label=(label or str(subject))[:300],
        reason=reason,
        before=before,
        after=after,
    )


def named(subject: Model) -> str:
    """How the audit names a row: its kind and its key."""
    return f"{subject._meta.model_name} {subject.pk}"


def role_of(person) -> str:
    """In what capacity somebody acts, for the public log; names stay out of it."""
    if person is None:
        return "命令行"
    groups = [group.name for group in person.groups.order_by("pk")]
    return (groups[-1] if groups else "管理员" if person.is_superuser else "")[:20]
