"""Names in a sentence."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def in_a_row(names):
    """This will give names as a sentence lists them: "a", "a and b", "a, b and c". Each is set apart from its words."""
    *before, last = names
    last = format_html("<bdi>{}</bdi>", last)
    if not before:
        return last
    return format_html(
        _("{names} and {last}"), names=format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in before)), last=last
    )
