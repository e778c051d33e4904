"""Mail about comments: what was decided, what was answered, and what a clinician has to see now."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from blog import rules
from blog.clinic.letterhead import letterhead
from blog.outbox.actions import put, withdraw


def tell_of_decision(decision, *, at, not_before):
    """This will tell a comment's writer what was decided and why, unless it was their own clinic's people."""
    author = decision.comment.author
    if author.is_staff or not author.is_active:
        return
    put(
        key=f"decision-{decision.pk}",
        to=author.email,
        template="blog/comments/mail/decided.txt",
        context=letterhead() | {"decision": decision, "comment": decision.comment, "path": path_of(decision.comment)},
        at=at,
        not_before=not_before,
    )


def take_back(decision):
    """This will take back the mails about a decision that have not gone out."""
    withdraw(keys=[f"decision-{decision.pk}"], prefix=f"report-of-{decision.comment_id}-")


def tell_reporter(report, *, at, not_before):
    """This will tell whoever reported a comment what came of it."""
    put(
        key=f"report-of-{report.comment_id}-{report.pk}-{at.isoformat()}",
        to=report.by.email,
        template="blog/comments/mail/report_closed.txt",
        context=letterhead() | {"report": report},
        at=at,
        not_before=not_before,
    )


def alert_clinicians(comment, *, at, asked_by=None, note=""):
    """This will write to every clinician at once about a comment that one of them has to see."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True, groups__name=rules.CLINICIAN)
    for user in users:
        put(
            key=f"alert-{comment.pk}-{user.pk}-{at.isoformat()}",
            to=user.email,
            template="blog/comments/mail/alert.txt",
            context=letterhead()
            | {"comment": comment, "user": user, "asked_by": asked_by, "note": note, "path": desk_of(comment)},
            at=at,
        )


def path_of(comment):
    return reverse("comment", args=[comment.pk])


def desk_of(comment):
    return reverse("admin:blog_comment_change", args=[comment.pk])
