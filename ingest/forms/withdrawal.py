"""Why a report is withdrawn or shown again."""

from django import forms


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤回原因",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="公开，读者打开这份报告的地址时会看到。",
        error_messages={"required": "请写明撤回原因，读者会看到。"},
    )


class RestoreForm(forms.Form):
    reason = forms.CharField(
        label="恢复的理由（可不填）",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="不公开，记入操作记录。",
    )
