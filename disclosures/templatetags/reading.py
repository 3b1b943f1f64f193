"""How the pages write numbers, changes and check marks. No arithmetic: words for values that are given."""

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from disclosures.charts import change_chart
from disclosures.marks import recognised
from disclosures.wording import OUTCOMES, amount_text, printed_text

register = template.Library()
register.filter("wan", amount_text)
register.filter("printed", printed_text)
register.simple_tag(recognised, name="origin")


@register.inclusion_tag("_mark.html")
def mark(outcome, href="", compact=False):
    """The check mark of an outcome ("pass", "rounding", "fail", "not_checkable", "info"); nothing for ""."""
    look, word = OUTCOMES.get(outcome, ("", ""))
    said = gettext(word) if word else ""
    return {"outcome": look and outcome, "look": look, "word": said, "href": href, "compact": compact}


@register.inclusion_tag("_change.html")
def change(value):
    """A change (anything with ``direction``, ``words`` and ``recognised``): arrow, word and colour together."""
    return {"direction": value.direction, "words": value.words, "origin": recognised(value.recognised)}


@register.inclusion_tag("_basis.html")
def basis(text, differs=False):
    return {"text": gettext(text) if text else text, "differs": differs}


@register.simple_tag
def today():
    """The day in the language of the page."""
    return date_format(timezone.localdate(), gettext("Y年n月j日"))


@register.simple_tag
def change_svg(series, key="change"):
    return change_chart(series, key)


@register.simple_tag
def static_if_there(path):
    """The address of a static file that the build places; "" where it has not been built."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return ""


@register.simple_block_tag
def page_title(content):
    """The title of a page, for the browser and for those that show a link to it; written once."""
    said = content.strip()
    return format_html('<title>{}</title>\n<meta property="og:title" content="{}">', said, said)


@register.simple_block_tag
def page_description(content):
    """The description of a page, likewise."""
    said = content.strip()
    return format_html(
        '<meta name="description" content="{}">\n<meta property="og:description" content="{}">', said, said
    )


@register.simple_tag
def whole_name(department):
    """A department's name that breaks after its district and nowhere else."""
    end = department.name.find(department.region.name) + len(department.region.name)
    place, rest = department.name[:end], department.name[end:]
    if department.region.name not in department.name or not rest:
        return _whole(department.name)
    return format_html("{}{}", _whole(place), _whole(rest))


def _whole(words: str) -> SafeString:
    """Words that stay on one line; part of a name is marked as Chinese where the page is not."""
    marked = "" if get_language() == settings.LANGUAGE_CODE else mark_safe(' lang="zh-Hans"')
    return format_html('<span class="whole"{}>{}</span>', marked, words)
