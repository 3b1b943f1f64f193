"""How compared numbers are written on a page."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from disclosures.compare_query import CompareQuery, parameters
from disclosures.comparison.matrix import Line
from disclosures.marks import as_printed, formula, number, report_address, told
from disclosures.multiples import panel_chart, strip_chart
from disclosures.pages.comparison_links import Moves
from disclosures.pair_charts import pair_chart
from disclosures.svg import NOTHING, ornament, rect
from disclosures.wording import printed_text

register = template.Library()
register.simple_tag(number, name="number")
register.simple_tag(told, name="told")
register.simple_tag(formula, name="formula")
register.simple_tag(pair_chart, name="pair_chart")
register.simple_tag(strip_chart, name="strip_svg")
register.filter("report_address", report_address)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@register.filter
def said(words: str) -> SafeString | str:
    """A label: in the page's language where it has words for it, else marked as what a report prints."""
    return as_printed(words) if _CHINESE.search(words) else conditional_escape(words)


@register.filter
def left_chinese(words: str) -> SafeString | str:
    """``lang`` for an element that can hold no other, where its words are still Chinese and the page is not."""
    chinese = get_language() != settings.LANGUAGE_CODE and _CHINESE.search(words)
    return mark_safe(' lang="zh-Hans"') if chinese else ""


@register.filter
def listed(labels: Iterable[str]) -> SafeString:
    """Labels in one line."""
    between = conditional_escape(gettext("、"))
    return mark_safe(between.join(map(said, labels)))


@register.simple_tag
def brief(cell, recurring):
    """A number or its absence, without the reason that the page says once for the whole column."""
    if (cell.column, cell.note) in recurring and cell.value is None:
        return format_html('<span class="nil">—<span class="vh"> {}</span></span>', cell.note)
    return number(cell)


@register.simple_tag
def panel_svg(panel, number):
    return panel_chart(panel, f"panel-{number}")


@register.simple_tag
def bar(share):
    """A bar on the row's scale; nothing where there is none."""
    return ornament(6, rect(width=share, height=6, class_="now")) if share else ""


@register.filter
def money(value):
    """A Decimal in 万元; nothing where there is none."""
    return printed_text(f"{value:f}") if isinstance(value, Decimal) else ""


@register.simple_tag
def kept(query: CompareQuery, names: str) -> SafeString:
    """What a form hands on of the state, as hidden fields."""
    given = parameters(query)
    pairs = ((name, given[name]) for name in names.split() if given[name])
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag
def ways(moves: dict[str, Moves], slug: str) -> SafeString:
    """What may be done with one column: to the left, to the right, out."""
    if slug not in moves:
        return NOTHING
    links = format_html_join(
        "",
        '<a href="{}" aria-label="{}" title="{}">{}</a>',
        ((way.href, way.what, way.what, way.label) for way in moves[slug].ways),
    )
    return format_html('<span class="moves">{}</span>', links)


@register.inclusion_tag("_compare_line.html")
def matrix_line(line: Line):
    return {"line": line}


def _newest(line: Line) -> tuple:
    """The marked one first, then by the newest number, the largest first; those without a number last."""
    values = [cell.value for cell in reversed(line.cells)]
    return (not line.marked, [(value is None, -(value or 0)) for value in values])


@register.filter
def ordered_lines(lines):
    return sorted(lines, key=_newest)


@register.filter
def shown_lines(lines, most: int):
    """The first ``most`` lines of a district."""
    return ordered_lines(lines)[:most]


@register.filter
def further(lines, most: int) -> int:
    """How many lines of a district are not shown."""
    return max(0, len(lines) - most)
