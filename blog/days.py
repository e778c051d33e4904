"""Where one day ends and the next begins: on the clinic's own clock."""

from datetime import datetime, time

from django.utils import timezone


def start_of(day):
    """This will give the moment at which a date begins."""
    return timezone.make_aware(datetime.combine(day, time.min))
