"""Pieces of a page whose amounts are in 万元, which a reader may have in another unit."""

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from disclosures.units import with_values

register = template.Library()


@register.simple_block_tag
def amounts(content):
    """Around markup that writes amounts in 万元: the amounts carry their values, the words 万元 are marked.

    In another language the unit is not chosen, and other words stand for it: the markup stays as it is.
    """
    return mark_safe(with_values(content) if get_language() == settings.LANGUAGE_CODE else content)
