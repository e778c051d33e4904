"""When a logged-in reader was last here, so that what is new since can be marked. Of visitors nothing is kept."""

from datetime import timedelta

from blog.comments.models import Visit

SAME_VISIT = timedelta(minutes=10)


def last_visit(user, post_id, *, at, is_reading=True):
    """This will give the moment of a reader's last visit to an article, or None, and note this one.

    A page that is loaded again within ten minutes is the same visit and writes nothing. is_reading: False for a
    request that only asks whether the page is there.
    """
    if not user.is_authenticated:
        return None
    visits = Visit.objects.filter(user=user, post_id=post_id)
    last = visits.values_list("at", flat=True).first()
    if is_reading and last is None:
        Visit.objects.bulk_create([Visit(user=user, post_id=post_id, at=at)], ignore_conflicts=True)
    elif is_reading and last <= at - SAME_VISIT:
        visits.filter(at__lte=at - SAME_VISIT).update(at=at)
    return last
