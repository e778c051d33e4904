"""Until when a page stays right if nobody does anything: the clock changes pages too."""

from datetime import timedelta

from django.db.models import Min, Q
from django.utils import timezone

from blog.clinic.context import shared_clinic
from blog.days import start_of
from blog.editions.models import Edition
from blog.stamps.shared import Shared


def next_moment(at):
    """This will give the next moment after `at` at which a public page may change by itself.

    An edition begins or ends, passes its review date, or closes its comments for its age. Everything that is counted
    in days (a consent, a check of the register) changes at the clinic's midnight, so that is the latest.
    """
    editions = Edition.objects.order_by()
    to_come = {
        field: Min(field, filter=Q(**{f"{field}__gt": at})) for field in ("live_from", "live_until", "review_due_at")
    }
    moments = [midnight_after(at), *editions.aggregate(**to_come).values()]
    open_for = timedelta(days=shared_clinic().comments_close_after_days)
    oldest = editions.filter(first_published_at__gt=at - open_for).aggregate(first=Min("first_published_at"))["first"]
    moments.append(oldest and oldest + open_for)
    return min(moment for moment in moments if moment)


def midnight_after(at):
    return start_of(timezone.localdate(at) + timedelta(days=1))


SHARED = Shared(ends_at=next_moment)  # between the parts that show what is public
