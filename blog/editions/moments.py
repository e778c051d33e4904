"""Until when a page stays right if nobody does anything: the clock changes pages too."""

from datetime import timedelta

from django.db.models import Min, Subquery
from django.utils import timezone

from blog.clinic.context import shared_clinic
from blog.days import start_of
from blog.editions.models import Edition
from blog.stamps.shared import Shared

CHANGING = "live_from", "live_until", "review_due_at"  # the moments of an edition at which pages change


def next_moment(at):
    """This will give the next moment after `at` at which a public page may change by itself.

    An edition begins or ends, passes its review date, or closes its comments for its age. Everything that is counted
    in days (a consent, a check of the register) changes at the clinic's midnight, so that is the latest.
    """
    found = Edition.objects.values_list(*(first_after(at, field) for field in CHANGING))[:1]  # of any row: all the same
    moments = [midnight_after(at), *(moment for row in found for moment in row)]
    open_for = timedelta(days=shared_clinic().comments_close_after_days)
    young = Edition.objects.order_by().filter(first_published_at__gt=at - open_for)
    oldest = young.aggregate(first=Min("first_published_at"))["first"]
    moments.append(oldest and oldest + open_for)
    return min(moment for moment in moments if moment)


def first_after(at, field):
    """This will give the question for the first moment of a field after `at`, which an index answers."""
    to_come = Edition.objects.filter(**{f"{field}__gt": at}).order_by(field)
    return Subquery(to_come.values(field)[:1])


def midnight_after(at):
    return start_of(timezone.localdate(at) + timedelta(days=1))


SHARED = Shared(ends_at=next_moment)  # between the parts that show what is public
