"""When an article's comments are closed: reading goes on, writing stops."""

from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.clinic.models import Clinic
from blog.comments.models import Conversation
from blog.editions.models import Withdrawal

OVERDUE = _("Comments on this page are closed while a clinician reads it again.")
WITHDRAWN = _("Comments on this page are closed, because the article was withdrawn.")
LOCKED = _("Comments on this page are closed. They can still be read.")


def closed_because(edition, *, at, conversation=None, clinic=None):
    """This will give the sentence that says why nobody can comment on an article now, or None while they can.

    conversation, clinic: where the caller has read them already.
    """
    clinic = clinic or Clinic.current()
    conversation = conversation or conversation_of(edition)
    if conversation.policy in (Conversation.Policy.LOCKED, Conversation.Policy.OFF):
        return LOCKED
    if edition.is_overdue(at=at) and clinic.locks_overdue:
        return OVERDUE
    if is_withdrawn(edition, at=at):
        return WITHDRAWN
    if clinic.comments_close_after_days and not conversation.stays_open:
        closes_at = edition.first_published_at + timedelta(days=clinic.comments_close_after_days)
        if closes_at <= at:
            return closed_on(closes_at, clinic.comments_close_after_days)


def closed_on(moment, days):
    """This will say that comments closed on a day, so many days after the article began."""
    said = ngettext(
        "Comments on this page closed on %(day)s, %(days)d day after it was first published.",
        "Comments on this page closed on %(day)s, %(days)d days after it was first published.",
        days,
    )
    return said % {"day": formats.date_format(timezone.localtime(moment), "j F Y"), "days": days}


def conversation_of(edition):
    """This will give an article's conversation, an unsaved one where nothing was said yet."""
    found = Conversation.objects.filter(post_id=edition.post_id).first()
    return found or Conversation(post_id=edition.post_id)


def is_withdrawn(edition, *, at):
    """This will tell whether the page stays up with a notice; an edition read `with_notice` knows it already."""
    if hasattr(edition, "withdrawn_at"):
        return edition.withdrawn_at is not None
    return Withdrawal.objects.standing(at).filter(post_id=edition.post_id).exists()
