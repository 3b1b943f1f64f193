"""What a person hands in: files, and the identity of a report where it is uncertain."""

from django import forms

from disclosures import regions
from disclosures.models import Scope
from ingest.parsing.facts import Report


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files. An empty one is let through: reading it gives the reason."""

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    files = SeveralFilesField(
        label="报告文件",
        allow_empty_file=True,
        max_length=None,
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ".pdf,.txt,.md"}),
        error_messages={"required": "请先选择文件。", "invalid": "请先选择文件。"},
    )


class IdentityForm(forms.Form):
    """Whose accounts these are. Nothing has a default: what was not found stands empty."""

    region = forms.CharField(label="地区（代码或全称）", error_messages={"required": "请填写地区。"})
    department = forms.CharField(
        label="部门全称", max_length=120, error_messages={"required": "请填写部门。"}
    )
    fiscal_year = forms.IntegerField(
        label="决算年度", min_value=2000, max_value=2100, error_messages={"required": "请填写决算年度。"}
    )
    scope = forms.ChoiceField(
        label="口径",
        choices=[("", "请选择"), *((scope.value, scope.label) for scope in Scope)],
        error_messages={"required": "请选择口径：本级或汇总。"},
    )

    def clean_region(self) -> str:
        """The code of the one region that the code or the name means."""
        given = self.cleaned_data["region"].strip()
        region = regions.region(given)
        found = (region,) if region else regions.find(given)
        if len(found) == 1:
            return found[0].code
        if found:
            names = "、".join(f"{item.full_name}（{item.code}）" for item in found[:6])
            raise forms.ValidationError(f"同名地区不止一个，请填代码：{names}")
        raise forms.ValidationError("地区名单中没有这个代码或名称。")


def as_read(report: Report) -> dict[str, str | int]:
    """The values of the identity form that the report itself settles."""
    read = {
        "region": report.region.code if report.region else "",
        "department": report.department,
        "fiscal_year": report.fiscal_year or "",
        "scope": report.scope.value if report.scope else "",
    }
    return {name: value for name, value in read.items() if value}
