"""Mail about comments: what was decided, what was answered, and what a clinician has to see now."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from blog import rules
from blog.clinic.letterhead import letterhead
from blog.comments import subscriptions
from blog.comments.models import Appeal, Comment
from blog.outbox.actions import forget, one_press, put, withdraw

GONE = [Comment.State.DELETED, Comment.State.REJECTED, Comment.State.REMOVED]


def tell_of_answer(comment, *, at, not_before=None):
    """This will tell those who asked for it of an answer that readers can now see; nobody twice of one comment."""
    if comment.parent_id is None:
        return
    for user in to_tell(comment, at=at):
        put(
            key=f"answer-{comment.pk}-{user.pk}",
            about=about(comment),
            only_if={"ask": f"{__name__}.is_wanted", "with": {"comment_id": comment.pk, "user_id": user.pk}},
            to=user.email,
            template="blog/comments/mail/answered.txt",
            context=letterhead() | answer_of(comment, user),
            headers=stopping_headers(user, comment),
            at=at,
            not_before=not_before,
        )


def to_tell(comment, *, at):
    """This will find who wants to hear of an answer: who wrote what it answers; of a clinic answer, the whole thread.

    Their own comment still stands or waits: who deleted theirs, or had it taken away, has left the conversation.
    """
    writers = Comment.objects.filter(root_id=comment.root_id).exclude(state__in=GONE)
    if not comment.practitioner_id:
        writers = writers.filter(pk=comment.parent_id)
    people = subscriptions.subscribed(comment.post_id, at=at).filter(pk__in=writers.values("author"))
    return people.exclude(pk=comment.author_id).order_by("pk")


def answer_of(comment, user):
    """This will give the template what it says about an answer: the public words, and nothing else of anybody."""
    clinician = comment.practitioner
    return {
        "user": user,
        "name": clinician.name if clinician else comment.author.display_name,
        "role": clinician.role if clinician else "",
        "is_clinic": bool(clinician),
        "is_to_you": comment.parent.author_id == user.pk,
        "title": comment.edition.title,
        "quoted": "\n".join(f"> {line}" for line in comment.body.split("\n")),
        "path": path_of(comment),
        "stopping_path": subscriptions.stopping_path(user.pk, comment.post_id),
    }


def stopping_headers(user, comment):
    """This will give the headers by which a mail program ends the mail about this article with one press."""
    return one_press(letterhead()["SITE_URL"] + subscriptions.stopping_path(user.pk, comment.post_id))


def is_wanted(*, comment_id, user_id, at):
    """This will tell, at the moment of sending, whether an answer is still public and this person still to be told."""
    comment = Comment.objects.public().filter(pk=comment_id).first()
    return comment is not None and to_tell(comment, at=at).filter(pk=user_id).exists()


def may_be_told(*, user_id, at):
    """This will tell, at the moment of sending, whether somebody has not said no to all mail about comments.

    What was decided and why stands on their account page in any case.
    """
    return subscriptions.is_on(user_id)


def if_told(user):
    return {"ask": f"{__name__}.may_be_told", "with": {"user_id": user.pk}}


def take_back_answer(comment):
    """This will take back what has not gone about an answer that is not public any more, or has other words now."""
    withdraw(about=about(comment), prefix="answer-")


def forget_words(comment):
    """This will take back all mail about a comment that its writer deleted, and erase its words where it has gone."""
    forget(about=about(comment))


def tell_of_decision(decision, *, at, not_before):
    """This will tell a comment's writer what was decided and why, unless it was their own clinic's people.

    Where it was decided because the writer had answered an earlier decision, the mail says so.
    """
    comment = decision.comment
    if comment.author.is_staff or not comment.author.is_active:
        return
    appeal = Appeal.objects.filter(decision__comment=comment, answered_at=at).first()
    put(
        key=f"decision-{decision.pk}",
        only_if=if_told(comment.author),
        about=about(comment),
        to=comment.author.email,
        template="blog/comments/mail/decided.txt",
        context=letterhead() | {"decision": decision, "comment": comment, "appeal": appeal, "path": path_of(comment)},
        at=at,
        not_before=not_before,
    )


def take_back(decision):
    """This will take back the mails about a decision that have not gone out."""
    withdraw(keys=[f"decision-{decision.pk}"], about=reports_closed_by(decision.comment, decision.at))


def tell_reporter(report, *, at, not_before):
    """This will tell whoever reported a comment what came of it."""
    if not report.by.is_active:
        return
    put(
        key=f"report-{report.pk}-{at.isoformat()}",
        only_if=if_told(report.by),
        about=reports_closed_by(report.comment, at),
        to=report.by.email,
        template="blog/comments/mail/report_closed.txt",
        context=letterhead() | {"report": report},
        at=at,
        not_before=not_before,
    )


def alert_clinicians(comment, *, at, asked_by=None, note=""):
    """This will write at once to every clinician about a comment that one of them has to see.

    Where the clinic has no clinician's account, the managers are told: somebody has to be.
    """
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("pk")
    users = staff.filter(groups__name=rules.CLINICIAN) or staff.filter(groups__name=rules.MANAGER)
    for user in users:
        put(
            key=f"alert-{comment.pk}-{user.pk}-{at.isoformat()}",
            to=user.email,
            template="blog/comments/mail/alert.txt",
            context=letterhead()
            | {"comment": comment, "user": user, "asked_by": asked_by, "note": note, "path": desk_of(comment)},
            at=at,
        )


def about(comment):
    return f"comment-{comment.pk}"


def reports_closed_by(comment, at):
    return f"reports-{comment.pk}-{at:%Y%m%d%H%M%S%f}"


def path_of(comment):
    return reverse("comment", args=[comment.pk])


def desk_of(comment):
    return reverse("admin:blog_comment_change", args=[comment.pk])
