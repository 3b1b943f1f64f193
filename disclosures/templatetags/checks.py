"""What a check asks and how it is calculated: the same for every reader, so put into markup once a language."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from disclosures.checks_catalogue import Entry
from disclosures.pages.quality_checks import ExplainedCheck

register = template.Library()


@register.simple_tag
def check_words(check: ExplainedCheck) -> SafeString:
    """The check's title, its question, its formula with tolerance and source."""
    return _words(get_language(), check.entry, check.words, str(check.severity))


@cache  # one for each check of the catalogue and each language
def _words(language: str | None, entry: Entry, words: str, severity: str) -> SafeString:
    """In ``language``, which is the active one."""
    return render_to_string("_check_words.html", {"entry": entry, "words": words, "severity": severity})
