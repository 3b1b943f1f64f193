"""The limits of handing in, for the form and the script that sends the files."""

from django import template
from django.conf import settings

from ingest.limits import WORDS, Limit, bound
from ingest.parsing.file_types import MEDIA_TYPES

register = template.Library()


@register.simple_tag
def limits() -> dict:
    """Bounds as numbers for the script, and as words for people."""
    refusals = {limit.value: f"{WORDS[limit]}上限 {bound(limit)}。" for limit in Limit if bound(limit)}
    return refusals | {
        "file": settings.UPLOAD_MAX_BYTES,
        "file_text": bound(Limit.FILE),
        "batch": settings.UPLOAD_BATCH_BYTES,
        "batch_text": bound(Limit.BATCH),
        "files": settings.UPLOAD_BATCH_FILES,
        "pages": settings.READ_MAX_PAGES,
        "formats": "、".join(ending[1:].upper() for ending in MEDIA_TYPES),
    }
