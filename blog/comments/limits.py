"""How often one person may comment, counted in the database: right with many processes and right after a restart."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.comments.models import Comment


def refusal_by_rate(author, *, at, clinic, approved, cannot_wait=False):
    """This will give the sentence against one more comment by this person now, or None. One indexed query.

    approved: how many of theirs were published; somebody new is held to a slower pace. cannot_wait: the words may mean
    danger, and are held anyway, so of the limits only those against floods count.
    """
    day = Comment.objects.filter(author=author, created_at__gt=at - timedelta(days=1))
    recent = list(day.order_by("-created_at").values_list("created_at", flat=True)[: clinic.comments_per_day])

    def within(**span):
        return sum(moment > at - timedelta(**span) for moment in recent)

    pause = 0 if cannot_wait else clinic.comments_pause_seconds
    if pause and within(seconds=pause):
        return ngettext(
            "You have just sent one. Wait %(seconds)d second, then send again.",
            "You have just sent one. Wait %(seconds)d seconds, then send again.",
            pause,
        ) % {"seconds": pause}
    if within(minutes=10) >= clinic.comments_per_ten_minutes:
        return _("You have sent several in the last ten minutes. Wait a little, then send again.")
    is_new = approved < clinic.comments_hold_first and not cannot_wait
    if is_new and within(hours=1) >= clinic.comments_new_per_hour:
        return _("Your first comments are still to be read. Wait an hour before you send another.")
    if len(recent) >= clinic.comments_per_day:
        return _("That is as many as one person can send in a day. Come back tomorrow.")


def take_turn(author):
    """This will let one person's comments in one after the other, in the caller's transaction.

    Without it, ten that arrive at the same moment would each be counted before the others are there. SQLite lets one
    writer in anyway.
    """
    if connection.features.has_select_for_update:
        get_user_model().objects.select_for_update(no_key=True).filter(pk=author.pk).values_list("pk").first()
