"""The audit as a page and as a table: which lines are asked for, and each line in words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ingest.models import Action, AuditEntry

COMMAND_LINE = "命令行"
CSV_HEADER = ("时间", "经手人", "操作", "对象", "名称", "理由", "之前", "之后")
# What the verbs keep of before and after, besides fields of rows.
WORDS = {
    "revision": "版次",
    "sha256": "SHA-256",
    "size": "字节",
    "job": "任务",
    "withdrawn_why": "撤回原因",
    "statement": "决算表",
    "row": "行",
    "column": "栏",
    "text": "内容",
    "undone": "撤销的更正",
    "was": "原值",
    "now": "新值",
    "read": "新读出的值",
    "kept": "采用",
    "parser_version": "解析版本",
    "file": "附加文件",
    "statements": "取自附加文件的表",
    "unlike": "印得不同的格",
    "corrections": "随同的更正",
}
APPS = ("disclosures", "ingest", "auth")


@dataclass(frozen=True)
class AuditQuery:
    """What the address asks for; "" and None are everything. ``problems`` names what in it makes no sense."""

    person: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    entry: AuditEntry
    who: str
    subject: str  # what kind of row, and its key
    href: str  # where the row is looked at, "" where nowhere
    changes: tuple[Change, ...]


def asked(given) -> AuditQuery:
    """The filters of an address; a wrong one is left out and said."""
    problems: list[str] = []
    action = given.get("action", "")
    if action and action not in Action.values:
        problems.append("没有这种操作，下面是全部操作。")
        action = ""
    since, until = (_day(given.get(name, ""), problems) for name in ("since", "until"))
    words = {name: _printable(given.get(name, "")) for name in ("person", "subject")}
    return AuditQuery(action=action, since=since, until=until, problems=tuple(problems), **words)


def _printable(given: str) -> str:
    return "".join(character for character in given if character.isprintable()).strip()[:300]


def _day(given: str, problems: list[str]) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        problems.append(f"日期应写成 2026-03-01 的样子：{_printable(given)[:20]}")
        return None


def entries(query: AuditQuery) -> QuerySet[AuditEntry]:
    """The lines asked for, newest first. A subject is the row itself or part of what it is called."""
    found = AuditEntry.objects.all()
    if query.person:
        found = found.filter(person_name="" if query.person == COMMAND_LINE else query.person)
    if query.action:
        found = found.filter(action=query.action)
    if query.subject:
        found = found.filter(Q(subject=query.subject) | Q(label__icontains=query.subject))
    if query.since:
        found = found.filter(at__gte=_midnight(query.since))
    if query.until:
        found = found.filter(at__lt=_midnight(query.until) + timedelta(days=1))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def people() -> list[str]:
    """Everybody who stands in the audit."""
    names = AuditEntry.objects.order_by("person_name").values_list("person_name", flat=True).distinct()
    return [name or COMMAND_LINE for name in names]


def line(entry: AuditEntry) -> Line:
    who = entry.person_name or COMMAND_LINE
    return Line(entry, who, _subject(entry.subject), _href(entry.subject), _changes(entry))


def _subject(named: str) -> str:
    """The row as a person calls it: 读取任务 22."""
    kind, _, key = named.partition(" ")
    for label in APPS:
        try:
            return f"{apps.get_model(label, kind)._meta.verbose_name} {key}"
        except LookupError:
            continue
    return named


def _href(subject: str) -> str:
    kind, _, key = subject.partition(" ")
    if not key.isascii() or not key.isdigit():
        return ""
    page = {"importjob": "manage-job", "disclosure": "manage-withdraw"}.get(kind)
    return reverse(page, args=[int(key)]) if page else ""


def _changes(entry: AuditEntry) -> tuple[Change, ...]:
    before, after = (_as_dict(given) for given in (entry.before, entry.after))
    kind = entry.subject.partition(" ")[0]
    names = dict.fromkeys((*before, *after))
    return tuple(Change(_name(kind, name), _text(before, name), _text(after, name)) for name in names)


def _as_dict(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {} if given is None else {"": given}


def _text(values: dict[str, Any], name: str) -> str:
    """The value in one line, "" where there is none."""
    value = values.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return "、".join(map(str, value))
    return json.dumps(value, ensure_ascii=False)


def _name(kind: str, field: str) -> str:
    """What a field is called on the page: its label where the row's model has it."""
    for label in APPS:
        try:
            return str(apps.get_model(label, kind)._meta.get_field(field).verbose_name)
        except (LookupError, FieldDoesNotExist, AttributeError):
            continue
    return WORDS.get(field, field)


def csv_records(found: Iterable[AuditEntry]) -> Iterator[tuple[str, ...]]:
    """Lines for a table; before and after as JSON."""
    for entry in found:
        kept = (
            "" if given is None else json.dumps(given, ensure_ascii=False)
            for given in (entry.before, entry.after)
        )
        at = timezone.localtime(entry.at).isoformat(timespec="seconds")
        who = entry.person_name or COMMAND_LINE
        yield (at, who, entry.get_action_display(), entry.subject, entry.label, entry.reason, *kept)
