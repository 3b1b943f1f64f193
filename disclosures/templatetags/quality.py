"""The matrix of what many reports disclose: a row of marks at once, as a page has thousands of them."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures.pages.scorecards import MatrixRow

register = template.Library()
_CELL = '<td><a class="held {}" href="{}#{}" aria-label="{}" title="{}">{}</a></td>'


@register.simple_tag
def held_marks(row: MatrixRow) -> SafeString:
    """The cells of one report, each with its item and state in words and the way to the item."""
    cells = (
        (state.state, row.href, state.item.id, said, said, gettext(state.face))
        for state in row.states
        for said in [_said(state.item.title, state.word)]
    )
    return format_html_join("", _CELL, cells)


def _said(title: str, word: str) -> str:
    return gettext("%(label)s：%(title)s") % {"label": gettext(title), "title": gettext(word)}
