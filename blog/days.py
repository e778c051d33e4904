"""Where one day ends and the next begins: on the clinic's own clock."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def start_of(day):
    """This will give the moment at which a date begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


class Today:
    """The clinic's date, worked out once a day: whoever counts readers asks for each of them."""

    def __init__(self):
        self.known = None  # (when it began, when it ends, the date)

    def __call__(self):
        now, known = timezone.now(), self.known
        if known is None or not known[0] <= now < known[1]:
            day = timezone.localdate(now)
            known = self.known = start_of(day), start_of(day + timedelta(days=1)), day
        return known[2]


today = Today()
