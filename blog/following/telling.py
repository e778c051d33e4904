"""Telling those who follow a topic of its new articles: each when it appears, or all of a week's on Monday."""

import hashlib
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from blog.clinic.letterhead import letterhead
from blog.editions.models import Edition
from blog.following.actions import about
from blog.following.links import ending_headers, ending_path
from blog.following.models import Follower
from blog.outbox.actions import put
from blog.outbox.models import Message

GRACE = timedelta(minutes=5)  # what was signed by mistake can be withdrawn before anybody is told
IS_NEWS = timedelta(days=30)  # what came back, or changed its topic, later than that is no news
WEEKLY = time(8, 0)  # on Monday, where the clinic is
AT_A_TIME = 200  # so that a code that somebody waits for is not behind thousands of mails
KEPT = timedelta(days=30)  # how long it is known that a mail was sent


def tell(*, at):
    """This will put in the outbox what followers are to be told, each article once, however often it is called.

    After a pause of days everybody gets one mail with all of it. Returns how many mails are new.
    """
    until = {Follower.Frequency.AT_ONCE: at - GRACE, Follower.Frequency.WEEKLY: last_monday(at) - GRACE}
    return sum(tell_one(follower, until=until[follower.frequency], at=at) for follower in due(until, at=at))


def last_monday(at):
    """This will give the last Monday's eight o'clock that is not after `at`."""
    here = timezone.localtime(at)
    monday = here.date() - timedelta(days=here.weekday())
    moment = timezone.make_aware(datetime.combine(monday, WEEKLY))
    if moment > at:
        moment = timezone.make_aware(datetime.combine(monday - timedelta(days=7), WEEKLY))
    return moment


def due(until, *, at):
    """This will find those for whom there is news up to their moment, longest untold first."""
    found = []
    for frequency, moment in until.items():
        is_news = news(at).filter(
            topic=OuterRef("topic"), first_published_at__gt=OuterRef("told_until"), first_published_at__lte=moment
        )
        waiting = Follower.objects.confirmed().filter(Exists(is_news), frequency=frequency, told_until__lt=moment)
        found += waiting.select_related("topic").order_by("told_until", "pk")[:AT_A_TIME]
    return found


def news(at):
    """This will keep the live editions of articles that are new: signed, in date and not withdrawn."""
    live = Edition.objects.live(at).filter(review_due_at__gt=at, first_published_at__gt=at - IS_NEWS)
    return live.without_notice(at)


@transaction.atomic
def tell_one(follower, *, until, at):
    """This will put one mail in the outbox, and tell whether it did. Two workers never do it for the same news."""
    is_mine = Follower.objects.filter(pk=follower.pk, told_until=follower.told_until)
    if not is_mine.update(told_until=until, last_sent_at=at):
        return False
    editions = news(at).filter(
        topic=follower.topic_id, first_published_at__gt=follower.told_until, first_published_at__lte=until
    )
    return write(follower, list(editions.order_by("first_published_at", "pk")), at=at)


def write(follower, editions, *, at):
    """This will put a mail that tells of these editions in the outbox, and tell whether it is new."""
    if not editions:
        return False
    keys = [edition.pk for edition in editions]
    named = hashlib.sha256(",".join(map(str, keys)).encode()).hexdigest()[:32]
    message = put(
        key=f"following-{follower.pk}-{named}",
        about=about(follower.pk),
        only_if={"ask": f"{__name__}.is_right", "with": {"follower_id": follower.pk, "edition_ids": keys}},
        to=follower.email,
        template="blog/following/mail/news.txt",
        context=letterhead() | {"follower": follower, "editions": editions, "ending_path": ending_path(follower)},
        headers=ending_headers(follower),
        at=at,
    )
    return message is not None


def is_right(*, follower_id, edition_ids, at):
    """This will tell, at the moment of sending, whether somebody still follows and each of these editions is live.

    Where one was withdrawn meanwhile, or signed anew, a mail with what is live now is written in the place of this one.
    """
    follower = Follower.objects.confirmed().select_related("topic").filter(pk=follower_id).first()
    if follower is None:
        return False
    posts = Edition.objects.filter(pk__in=edition_ids).values("post_id")
    live = list(news(at).filter(post_id__in=posts, topic=follower.topic_id).order_by("first_published_at", "pk"))
    if [edition.pk for edition in live] == edition_ids:
        return True
    write(follower, live, at=at)
    return False


def tidy_followers(*, at):
    """This will forget who never confirmed, and after a month that a mail was sent."""
    Follower.objects.unanswered(at).delete()
    Message.objects.filter(about__startswith="follower-", sent_at__lte=at - KEPT).delete()
