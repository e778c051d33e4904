"""Who is reading which comment just now, so that two moderators never do the same work."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import rules
from blog.comments.models import Comment
from blog.comments.turns import in_turn

HOLDS_FOR = timedelta(minutes=10)
MOST = 10


@in_turn
def take(*, by, at):
    """This will give somebody the oldest comments that wait and nobody holds, until they have ten; the urgent first.

    Rows that another moderator is taking at this moment are passed over. Returns how many they have now.
    """
    rules.require(rules.refusal_to_moderate(by))
    keep(by=by, at=at)
    wanted = MOST - held_by(by, at=at).count()
    if wanted > 0:
        free = Q(claimed_until=None) | Q(claimed_until__lte=at)
        waiting = Comment.objects.waiting().filter(free).select_for_update(skip_locked=True)
        keys = list(waiting.values_list("pk", flat=True)[:wanted])
        Comment.objects.filter(free, pk__in=keys).update(claimed_by=by, claimed_until=at + HOLDS_FOR)
    return held_by(by, at=at).count()


@in_turn
def take_one(*, comment_id, by, at):
    """This will give somebody one comment that waits, be it held by another or not."""
    comment = Comment.objects.select_for_update().get(pk=comment_id)
    rules.require(rules.refusal_to_see_case(by, comment))
    Comment.objects.filter(pk=comment_id).update(claimed_by=by, claimed_until=at + HOLDS_FOR)


def keep(*, by, at):
    """This will start the ten minutes again for everything somebody still holds."""
    held_by(by, at=at).update(claimed_until=at + HOLDS_FOR)


def held_by(user, *, at):
    return Comment.objects.waiting().filter(claimed_by=user, claimed_until__gt=at)


def is_held_by_another(comment, *, by, at):
    """This will tell whether somebody else is reading a comment at this moment."""
    is_held = comment.claimed_by_id and comment.claimed_until and comment.claimed_until > at
    return bool(is_held and comment.claimed_by_id != by.pk)


def held_by_another(comment, *, by, at):
    """This will say who else is reading a comment and until when, or None."""
    if is_held_by_another(comment, by=by, at=at):
        until = date_format(timezone.localtime(comment.claimed_until), "H:i")
        return _("%(name)s is reading this one until %(until)s. Leave it to them, or take it over.") % {
            "name": comment.claimed_by.display_name,
            "until": until,
        }
