"""A writer's own comments that nobody else can see: in their own place on the page, with why, and what to do."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from blog import rules
from blog.comments.appeals import answers_about
from blog.comments.models import Comment, Decision

MOST = 50
LIFE = "red-flag-life"


def own_unseen(user, post_id):
    """This will give a member's newest comments under an article that others cannot see, each with its decision."""
    if not user.is_authenticated:
        return []
    newest = Comment.objects.own_unseen(user).filter(post_id=post_id).order_by("-pk").values_list("pk", flat=True)
    keys = list(newest[:MOST])
    if not keys:  # as for nearly every reader: a short question, and no long one
        return []
    taken = Decision.objects.filter(comment=OuterRef("pk"), act__in=[Decision.Act.REJECTED, Decision.Act.REMOVED])
    last = taken.order_by("-pk")
    answers = answers_about(OuterRef("pk"), since=Coalesce(OuterRef("edited_at"), OuterRef("created_at")))
    return list(
        Comment.objects.filter(pk__in=keys)
        .select_related("practitioner")
        .annotate(
            author_name=F("author__display_name"),
            answered_name=F("parent__author__display_name"),
            answered_state=F("parent__state"),
            decision_reason=Subquery(last.values("reason")[:1]),
            decision_note=Subquery(last.values("note")[:1]),
            was_answered=Exists(answers),
        )
        .order_by("-pk")
    )


def put_in_place(comments, own, *, page, first, after):
    """This will put own unseen comments among those of a page, in thread order; one takes the place of its own stone.

    first, after: the places (root, key) of the page's first comment and of the next page's, None where there is none.
    """
    here = [
        comment
        for comment in own
        if (page == 1 or (first and place(comment) >= first)) and (after is None or place(comment) < after)
    ]
    keys = {comment.pk for comment in here}
    return sorted([comment for comment in comments if comment.pk not in keys] + here, key=place)


def place(comment):
    return comment.root_id, comment.pk


def say_what_became(comment, user, *, at, clinic):
    """This will put on an own comment what its writer is told about it and may still do."""
    comment.is_own = True
    minutes = clinic.comments_edit_minutes
    comment.may_change = not rules.refusal_to_edit_comment(user, comment, at=at, minutes=minutes)
    comment.change_until = timezone.localtime(comment.created_at + timedelta(minutes=minutes))
    comment.is_about_life = any(reason["code"] == LIFE for reason in comment.reasons)
    comment.is_unseen = not comment.is_public
    if comment.is_unseen:
        reason = comment.decision_reason
        comment.because = Decision.Reason(reason).label if reason in Decision.Reason.values else ""
        comment.may_answer = bool(reason) and comment.state in ("rejected", "removed") and not comment.was_answered
