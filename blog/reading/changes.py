"""When what patients read last changed: for feeds and sitemaps, which have to say it, and for who asks again."""

from datetime import timedelta

from django.db.models import Case, Exists, Max, OuterRef, Q, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from blog.days import start_of
from blog.editions.models import Withdrawal
from blog.images.models import ImageConsent


def with_changed_at(editions, at):
    """This will add `changed_at` to live editions: when their page came to say what it says now.

    That is when the edition went live, or when its page began to say that it is overdue or withdrawn.
    """
    overdue = Case(When(review_due_at__lte=at, then="review_due_at"), default="live_from")
    withdrawn = Coalesce("withdrawn_at", "live_from")
    return editions.with_notice(at).annotate(changed_at=Greatest("live_from", overdue, withdrawn))


def newest_change(editions, at):
    """This will give the last moment up to `at` at which a list of articles changed, or None where nothing ever did.

    editions: every edition that belongs to the list, ended ones too. Counted are articles that came, changed, became
    overdue, or went, and consents to pictures that came or ended.
    """
    known = editions.aggregate(
        came=Max("live_from", filter=Q(live_from__lte=at)),
        went=Max("live_until", filter=Q(live_until__lte=at)),
        overdue=Max("review_due_at", filter=Q(review_due_at__lte=at, live_from__lte=at)),
    )
    withdrawals = Withdrawal.objects.filter(Exists(editions.filter(post_id=OuterRef("post_id")))).aggregate(
        came=Max("at", filter=Q(at__lte=at)), went=Max("lifted_at", filter=Q(lifted_at__lte=at))
    )
    moments = (*known.values(), *withdrawals.values(), *consent_changes(at))
    return max(filter(None, moments), default=None)


def consent_changes(at):
    """This will give the last moments at which any consent was recorded, withdrawn, or ran out with its last day."""
    found = ImageConsent.objects.aggregate(
        recorded=Max("recorded_at", filter=Q(recorded_at__lte=at)),
        withdrawn=Max("withdrawn_at", filter=Q(withdrawn_at__lte=at)),
        last_day=Max("expires_on", filter=Q(expires_on__lt=timezone.localdate(at))),
    )
    last_day = found.pop("last_day")
    ran_out = last_day and start_of(last_day + timedelta(days=1))
    return [*found.values(), ran_out]
