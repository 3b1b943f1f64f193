"""The language of a page: its name for browsers, the same page in the other, and Chinese words among English ones."""

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()
# By Django's code: the code of BCP 47, and the one of Open Graph.
_CODES = {"zh-hans": ("zh-Hans", "zh_CN"), "en": ("en", "en_GB")}
CHINESE = "zh-hans"
_RUN = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef×…]*")


@dataclass(frozen=True)
class Edition:
    """The page in one language: ``code`` after BCP 47, ``name`` in that language, ``href`` with the query."""

    code: str
    name: str
    href: str
    here: bool


def is_chinese() -> bool:
    """Whether the page is in the language of the reports."""
    return _active() == CHINESE


def around(message: str, **words: str) -> SafeString:
    """A translated message around Chinese words, which are marked as such where the page is not Chinese."""
    return mark_safe(conditional_escape(message) % {name: chinese(said) for name, said in words.items()})


def _active() -> str:
    return get_language() or CHINESE


@register.simple_tag
def language_code() -> str:
    """The page's language, for ``lang``."""
    return _CODES[_active()][0]


@register.simple_tag
def language_territory() -> str:
    """The page's language, for ``og:locale``."""
    return _CODES[_active()][1]


@register.simple_tag(takes_context=True)
def editions(context) -> list[Edition]:
    """The page in every language; none where it has only one."""
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    found = [
        Edition(_CODES[code][0], name, translate_url(here, code), code == _active())
        for code, name in settings.LANGUAGES
    ]
    return found if len({edition.href for edition in found}) == len(found) else []


@register.filter
def translated(words: str) -> str:
    """A term of the field that plain modules give in Chinese (a statement, a measure, a check) in the page's language."""
    return gettext(words) if words else words


@register.filter
def chinese(words) -> SafeString | str:
    """What a report or a register says, marked as Chinese where the page is not."""
    if not words or is_chinese():
        return conditional_escape(words)
    return format_html('<span lang="zh-Hans">{}</span>', words)


@register.filter
def mixed(words: str) -> SafeString:
    """A sentence that cites Chinese words; where the page is not Chinese, these are marked as such."""
    said = conditional_escape(words)
    if is_chinese():
        return said
    return mark_safe(_RUN.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', said))
