"""The matrix of what many reports disclose: a row of marks at once, as a page has thousands of them."""

from functools import cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from disclosures.pages.scorecards import MatrixRow

register = template.Library()
_CELL = '#{}" aria-label="{}" title="{}">{}</a></td>'


@register.simple_tag
def held_marks(row: MatrixRow) -> SafeString:
    """The cells of one report, each with its item and state in words and the way to the item."""
    language, href = get_language(), conditional_escape(row.href)
    return mark_safe(
        "".join(
            f'<td><a class="held {state.state}" href="{href}'
            + _rest(language, state.item.id, state.item.title, state.word, state.face)
            for state in row.states
        )
    )


@cache  # of 25 items in a handful of states, said thousands of times
def _rest(language: str | None, item: str, title: str, word: str, face: str) -> SafeString:
    """What follows the address of a cell, in ``language``, which is the active one."""
    said = gettext("%(label)s：%(title)s") % {"label": gettext(title), "title": gettext(word)}
    return format_html(_CELL, item, said, said, gettext(face))
