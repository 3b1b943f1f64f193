"""Report ↔ the JSON of ``parse --json``. Lossless: ``from_json(to_json(report)) == report``."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ingest.parsing.facts import MeasureRead, Report

T = TypeVar("T")
# What ``from_json`` raises for an object that is no report (any more).
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def _plain_value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain_value(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain_value(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def _measure_source(measure: MeasureRead) -> dict[str, Any]:
    if measure.statement is not None:
        place = {"statement": measure.statement.value, "line": measure.line, "column": measure.column}
    else:
        place = {"section": measure.section}
    recognised = {"origin": measure.origin} if measure.origin else {}
    return place | {"page": measure.page} | recognised


def to_json(report: Report) -> dict[str, Any]:
    """The object of interface.md, with ``sections`` and the places of the measures besides."""
    plain = {
        item.name: _plain_value(getattr(report, item.name))
        for item in fields(Report)
        if item.name != "measures"
    }
    plain["measures"] = {measure.key: f"{measure.value:f}" for measure in report.measures}
    plain["measure_sources"] = {measure.key: _measure_source(measure) for measure in report.measures}
    plain["measure_basis"] = {measure.key: measure.basis for measure in report.measures if measure.basis}
    return plain


def _from_plain(kind: Any, value: Any) -> Any:
    """``value`` of JSON as the type ``kind`` of a facts field."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        return (
            None
            if value is None
            else _from_plain(next(k for k in get_args(kind) if k is not type(None)), value)
        )
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        return tuple(_from_plain(inner[0], item) for item in value)
    if is_dataclass(kind):
        return _build(typing.cast(type, kind), value)
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return kind(value)
    return value


def _build(kind: type[T], value: dict[str, Any]) -> T:
    hints = get_type_hints(kind)
    given = {
        item.name: _from_plain(hints[item.name], value[item.name])
        for item in fields(kind)  # type: ignore[arg-type]
        if item.name in value or item.default is MISSING
    }
    return kind(**given)


def _measures(plain: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "value": value,
            "basis": plain["measure_basis"].get(key),
            **plain["measure_sources"][key],
        }
        for key, value in plain["measures"].items()
    ]


def from_json(plain: dict[str, Any]) -> Report:
    """The report that ``to_json`` printed."""
    return _build(Report, plain | {"measures": _measures(plain)})
