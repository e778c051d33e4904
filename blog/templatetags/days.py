"""A moment's day on the clinic's own clock, for lists: Django's filter works it out anew for every line."""

from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def day(moment):
    """This will write it for people: 1 July 2026."""
    return written(timezone.localdate(moment), get_language())


@register.filter
def iso_day(moment):
    """This will write it for machines: 2026-07-01."""
    return timezone.localdate(moment).isoformat()


@lru_cache(maxsize=2_000)
def written(date, language):
    return date_format(date, "j F Y")
