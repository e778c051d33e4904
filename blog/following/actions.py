"""Asking to follow a topic, confirming it, and ending it."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.clinic.letterhead import letterhead
from blog.following.links import confirming_path
from blog.following.models import Follower
from blog.outbox import actions as outbox


@transaction.atomic
def ask(*, topic, email, frequency, at):
    """This will write to an address with the link that confirms that it wants mail about a topic.

    Until the link is pressed, nothing changes for an address that follows the topic already.
    """
    wish = {"frequency": frequency, "asked_at": at}
    follower, is_new = Follower.objects.get_or_create(topic=topic, email=email, defaults=wish)
    if not is_new:
        Follower.objects.filter(pk=follower.pk, confirmed_at=None).update(**wish)
    outbox.put(
        key=f"follow-{follower.pk}-{at.isoformat()}",
        to=email,
        template="blog/following/mail/confirm.txt",
        context=letterhead() | {"topic": topic, "frequency": frequency, "path": confirming_path(follower, frequency)},
        at=at,
        about=about(follower.pk),
        lasts=Follower.LINK_LASTS,
    )


@transaction.atomic
def confirm(*, follower_id, frequency, at):
    """This will have an address told of what is new from now on, and return the Follower, or None if it is gone."""
    follower = Follower.objects.select_for_update(of=("self",)).select_related("topic").filter(pk=follower_id).first()
    if follower is None:
        return None
    follower.frequency = frequency
    if follower.confirmed_at is None:
        follower.confirmed_at = follower.told_until = at
    follower.save(update_fields=["frequency", "confirmed_at", "told_until"])
    return follower


@transaction.atomic
def end(*, follower_id):
    """This will end the mail to one address about one topic, and leave nothing of either."""
    outbox.erase(about=about(follower_id))
    Follower.objects.filter(pk=follower_id).delete()


@transaction.atomic
def end_for_somebody(*, followers, by, at):
    """This will end mail for those who asked the clinic to, and return how many. The record does not say for whom."""
    rules.require(rules.refusal_to_manage(by))
    ended = list(followers.select_related("topic"))
    for follower in ended:
        end(follower_id=follower.pk)
        record(at=at, by=by, act=Entry.Act.ENDED_FOLLOWING, subject=_("Topic: %(name)s") % {"name": follower.topic})
    return len(ended)


def move(sender, *, person, old, new, **kwargs):
    """This will lead the mail about topics to a member's new address. What both addresses followed stays once."""
    both = Follower.objects.filter(email=new.lower()).values("topic_id")
    mine = Follower.objects.filter(email=old.lower())
    for follower in mine.filter(Q(topic_id__in=both) | Q(confirmed_at=None)):
        end(follower_id=follower.pk)
    mine.update(email=new.lower())


def about(follower_id):
    return f"follower-{follower_id}"
