"""What a person hands in: files."""

from django import forms

from ingest.parsing.file_types import MEDIA_TYPES

NO_FILE = "请先选择文件。"


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
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ",".join(MEDIA_TYPES)}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE},
    )
