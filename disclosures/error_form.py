"""The form on which a reader says that something is wrong."""

import re

from django import forms
from django.utils.translation import gettext_lazy

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # what PostgreSQL refuses and SQLite would store


class CleanField(forms.CharField):
    def to_python(self, value):
        return _UNSTORABLE.sub("", super().to_python(value) or "")


class ErrorForm(forms.Form):
    """``website`` is left empty by people: it is not shown."""

    text = CleanField(
        label=gettext_lazy("哪里不对"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("例如：原件第 9 页印的是 12.30，本站写成 1.23。"),
        error_messages={
            "required": gettext_lazy("请写明哪里不对。"),
            "max_length": gettext_lazy("请不要超过 2000 字。"),
        },
    )
    contact = CleanField(
        label=gettext_lazy("联系方式（可不填）"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("只用来向您核实，不公开。"),
        error_messages={"max_length": gettext_lazy("请不要超过 200 字。")},
    )
    website = CleanField(required=False, max_length=200)
