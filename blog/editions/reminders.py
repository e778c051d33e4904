"""Telling the clinician who signed that a page is due to be read again: before, on the day, and after."""

from datetime import timedelta

from django.db.models import F, Q

from accounts.models import User
from blog import rules
from blog.clinic.letterhead import letterhead
from blog.editions.models import Edition
from blog.outbox.actions import put

# Days from the review date, early to late; after the last, every thirty days.
STAGES = (-30, -7, 0, 7, 30)
REPEAT = 30


def to_review(at, *, within):
    """This will keep the live editions whose review date is at most `within` away, the most pressing first.

    What was withdrawn, though its page stays, is nobody's to review, nor is what comes down before that date.
    """
    stays = Q(live_until=None) | Q(live_until__gt=F("review_due_at"))
    due = Edition.objects.live(at).without_notice(at).filter(stays, review_due_at__lte=at + within)
    return due.select_related("signed_by__user").order_by("review_due_at", "pk")


def stage_of(edition, *, at):
    """This will give the newest stage that has come for an edition, in days from its review date, or None."""
    days = (at - edition.review_due_at) // timedelta(days=1)
    passed = [stage for stage in STAGES if stage <= days]
    if not passed:
        return None
    if passed[-1] == STAGES[-1]:
        return STAGES[-1] + (days - STAGES[-1]) // REPEAT * REPEAT
    return passed[-1]


def remind(*, at):
    """This will put the reminders that are due in the outbox, each stage once, however often it is called.

    After a pause of weeks only the newest stage is sent. Where the clinician has left, the managers are told from
    the review date on. Returns how many were new.
    """
    clinicians, managers = people(rules.CLINICIAN), people(rules.MANAGER)
    is_put = []
    for edition in to_review(at, within=timedelta(days=-STAGES[0])):
        stage = stage_of(edition, at=at)
        owner = clinicians.get(edition.signed_by.user_id)
        if owner:
            is_put.append(write(edition, stage, at=at, to=owner))
        elif stage is not None and stage >= 0:
            is_put += [write(edition, stage, at=at, to=manager, has_left=True) for manager in managers.values()]
    return sum(is_put)


def people(role):
    """This will find those who hold a role and may still log in as staff, by key."""
    return User.objects.filter(is_active=True, is_staff=True, groups__name=role).order_by("pk").in_bulk()


def write(edition, stage, *, at, to, has_left=False):
    """This will put one reminder in the outbox, and tell whether it is new.

    The key names the article and its review date, so a small change that leaves the date repeats no reminder.
    """
    if stage is None:
        return False
    message = put(
        key=f"review-due-{edition.post_id}-{edition.review_due_at:%Y%m%d}-{stage}-{to.pk}",
        to=to.email,
        template="blog/editions/mail/review_due.txt",
        context=letterhead()
        | {"edition": edition, "is_overdue": edition.is_overdue(at=at), "has_left": has_left, "reader": to},
        at=at,
    )
    return message is not None
