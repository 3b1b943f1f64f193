"""How the pages write numbers, changes and check marks. No arithmetic: words for values that are given."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html

from disclosures.charts import change_chart
from disclosures.wording import OUTCOMES, amount_text, printed_text

register = template.Library()
register.filter("wan", amount_text)
register.filter("printed", printed_text)


@register.inclusion_tag("_mark.html")
def mark(outcome, href="", compact=False):
    """The check mark of an outcome ("pass", "rounding", "fail", "not_checkable", "info"); nothing for ""."""
    look, word = OUTCOMES.get(outcome, ("", ""))
    return {"outcome": look and outcome, "look": look, "word": word, "href": href, "compact": compact}


@register.inclusion_tag("_change.html")
def change(value):
    """A change (anything with ``direction`` and ``words``): arrow, word and colour together."""
    return {"direction": value.direction, "words": value.words}


@register.inclusion_tag("_basis.html")
def basis(text, differs=False):
    return {"text": text, "differs": differs}


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
        return format_html('<span class="whole">{}</span>', department.name)
    return format_html('<span class="whole">{}</span><span class="whole">{}</span>', place, rest)
