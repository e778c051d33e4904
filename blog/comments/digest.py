"""One mail each morning to those who moderate, on mornings when something waits: how much, and since when."""

from datetime import time

from django.contrib.auth import get_user_model
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from blog import rules
from blog.clinic.letterhead import letterhead
from blog.comments.models import Comment
from blog.outbox.actions import put

FROM, UNTIL = time(7, 30), time(9, 0)  # what comes in later is for the next morning


def send_digest(*, at):
    """This will put the morning's mail in the outbox, once a day for each person, however often it is called.

    Returns how many were new.
    """
    here = timezone.localtime(at)
    if not FROM <= here.time() < UNTIL:
        return 0
    waiting = counts()
    if not waiting["all"]:
        return 0
    return sum(write(user, waiting, at=at, day=here.date()) for user in readers())


def counts():
    """This will count what waits for a moderator, by why it does, and find since when."""
    State = Comment.State
    return (
        Comment.objects.waiting()
        .order_by()
        .aggregate(
            all=Count("pk"),
            urgent=Count("pk", filter=Q(is_urgent=True)),
            held=Count("pk", filter=Q(state=State.HELD)),
            reported=Count("pk", filter=Q(has_open_reports=True)),
            appealed=Count("pk", filter=Q(is_appealed=True)),
            oldest=Min("created_at"),
        )
    )


def readers():
    """This will find those who moderate."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    return staff.filter(groups__name__in=[rules.MODERATOR, rules.MANAGER]).distinct().order_by("pk")


def write(user, waiting, *, at, day):
    message = put(
        key=f"digest-{day:%Y%m%d}-{user.pk}",
        to=user.email,
        template="blog/comments/mail/digest.txt",
        context=letterhead() | {"user": user, "waiting": waiting, "path": reverse("admin:blog_comment_changelist")},
        at=at,
    )
    return message is not None
