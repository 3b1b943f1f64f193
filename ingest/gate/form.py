"""The identity of a report as a person confirms or supplies it, with what was found beside each field."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms

from disclosures import region_search, regions
from disclosures.models import Scope
from ingest.gate.evidence import KINDS, Candidate, Part
from ingest.publication import Identity

TYPED = "typed"  # the choice that none of the candidates is it
_SAME_NAME_SHOWN = 6


class OneOf(forms.TextInput):
    """A chosen candidate, or what was typed beside the candidates (``<name>_typed``)."""

    def value_from_datadict(self, data, files, name):
        chosen, typed = data.get(name), data.get(f"{name}_typed", "")
        return typed if chosen == TYPED or (not chosen and typed) else chosen


class IdentityForm(forms.Form):
    """Whose accounts these are. Nothing has a default: what was not found stands empty."""

    region = forms.CharField(label="地区", widget=OneOf, error_messages={"required": "请填写地区。"})
    department = forms.CharField(
        label="部门全称",
        min_length=2,
        max_length=120,
        widget=OneOf,
        error_messages={"required": "请填写部门。"},
    )
    fiscal_year = forms.IntegerField(
        label="决算年度",
        min_value=2000,
        max_value=2100,
        widget=OneOf,
        error_messages={"required": "请填写决算年度。", "invalid": "决算年度是四位数字，如 2023。"},
    )
    scope = forms.ChoiceField(
        label="口径",
        choices=[(scope.value, scope.label) for scope in Scope],
        error_messages={"required": "请选择口径：本级或汇总。"},
    )
    kind = forms.ChoiceField(
        label="种类",
        choices=[(kind, kind) for kind in KINDS],
        error_messages={"required": "请选择种类：部门决算或单位决算。"},
    )

    def clean(self):
        for name in self.fields:
            chosen, typed = self.data.get(name), self.data.get(f"{name}_typed", "").strip()
            if chosen and typed and chosen not in (TYPED, typed):
                self.add_error(name, "选了一项，又另填了一项，请只留一项。")
        return super().clean()

    def clean_region(self) -> str:
        """The code of the one region that the code, the name or both together mean."""
        given = self.cleaned_data["region"]
        if region := region_search.by_label(given):
            return region.code
        if regions.region(given.partition(" ")[0]):
            raise forms.ValidationError("代码和名称不是同一个地区，请重新选择。")
        found = regions.find(given)
        if len(found) == 1:
            return found[0].code
        if found:
            names = "、".join(region_search.label(item) for item in found[:_SAME_NAME_SHOWN])
            raise forms.ValidationError(f"同名地区不止一个，请填代码：{names}")
        raise forms.ValidationError("地区名单中没有这个代码或名称。")

    def clean_department(self) -> str:
        """The name without white space and invisible characters, its brackets as names are printed."""
        given = "".join(self.cleaned_data["department"].split())
        if any(unicodedata.category(char).startswith("C") for char in given):
            raise forms.ValidationError("部门名称中有看不见的字符，请重新填写。")
        return given.replace("(", "（").replace(")", "）")

    @property
    def identity(self) -> Identity:
        """What a valid form says."""
        given = self.cleaned_data
        return Identity(given["region"], given["department"], given["fiscal_year"], given["scope"])


def as_read(parts: Sequence[Part]) -> dict[str, str]:
    """The values of the form that the report itself settles."""
    return {part.name: part.value for part in parts if part.value}


@dataclass(frozen=True)
class Choice:
    """A candidate with what its radio needs."""

    id: str
    candidate: Candidate
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One part of the form as the page shows it: choices, or one field to write in."""

    part: Part
    id: str
    choices: tuple[Choice, ...]
    typed: str
    typing: bool
    writable: bool
    errors: tuple[str, ...]

    @property
    def places(self):
        """The evidence where there is nothing to choose between."""
        return () if self.choices else tuple(place for one in self.part.candidates for place in one.places)


def rows_of(form: IdentityForm, parts: Sequence[Part]) -> tuple[Row, ...]:
    """The rows in the order of the parts. Only what was found, or what a person gave, is filled in."""
    return tuple(_rows(form, parts))


def _rows(form: IdentityForm, parts: Sequence[Part]) -> Iterator[Row]:
    for part in parts:
        data: Mapping = form.data if form.is_bound else {part.name: part.value}
        bound = form[part.name]
        given = str(bound.field.widget.value_from_datadict(data, {}, part.name) or "")
        writable = part.name not in ("scope", "kind")
        offered = part.candidates if not writable or not part.value else ()
        choices = tuple(
            Choice(f"{bound.auto_id}_{number}", candidate, candidate.value == given)
            for number, candidate in enumerate(offered)
        )
        chosen = any(choice.chosen for choice in choices)
        typed = "" if chosen else given
        yield Row(
            part,
            bound.auto_id,
            choices,
            typed,
            bool(typed) or data.get(part.name) == TYPED,
            writable,
            tuple(form.errors.get(part.name, ())) if form.is_bound else (),
        )
