"""Adding to the record."""

from django.utils.translation import gettext as _

from blog.audit.models import Entry


def record(*, at, by, act, subject, post_id=None, digest="", **detail):
    """This will add one act to the record, in the transaction of the act itself. by: a user, or None for the system."""
    return Entry.objects.create(
        at=at,
        by=by,
        by_name=by.display_name if by else "",
        act=act,
        subject=str(subject)[:200],
        post_id=post_id,
        digest=digest,
        detail=detail,
    )


def note_ended_access(sender, *, person, by, at, **kwargs):
    """This will note that a manager shut somebody out: accounts tell, the record listens."""
    record(at=at, by=by, act=Entry.Act.ENDED_ACCESS, subject=person)


def note_reset_second_factor(sender, *, person, by, at, **kwargs):
    """This will note that a manager took somebody's lost second factor away. A member is noted without their name."""
    subject = person if person.is_staff else _("Account %(number)s") % {"number": person.pk}
    record(at=at, by=by, act=Entry.Act.RESET_SECOND_FACTOR, subject=subject, account=person.pk)
