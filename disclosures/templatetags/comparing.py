"""How compared numbers are written on a page."""

from decimal import Decimal

from django import template

from disclosures.marks import number, report_address, told
from disclosures.pair_charts import pair_chart
from disclosures.svg import ornament, rect
from disclosures.wording import printed_text

register = template.Library()
register.simple_tag(number, name="number")
register.simple_tag(told, name="told")
register.simple_tag(pair_chart, name="pair_chart")
register.filter("report_address", report_address)


@register.simple_tag
def bar(share):
    """A bar on the row's scale; nothing where there is none."""
    return ornament(6, rect(width=share, height=6, class_="now")) if share else ""


@register.filter
def money(value):
    """A Decimal in 万元; nothing where there is none."""
    return printed_text(f"{value:f}") if isinstance(value, Decimal) else ""
