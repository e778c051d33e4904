"""What a writer says to a decision about their comment: once for its words, and a moderator looks at it again."""

from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.comments import text
from blog.comments.models import Appeal, Comment, Decision
from blog.comments.turns import in_turn

NOTHING = _("There is nothing to answer here.")


@in_turn
def answer_decision(*, comment_id, by, body, at):
    """This will keep a writer's answer to the newest decision against their comment, and make it wait again.

    Raises `Refused`, or ValidationError for a text that cannot be shown.
    """
    comment = Comment.objects.select_for_update().get(pk=comment_id)
    decision = decision_against(comment)
    rules.require(refusal_of(by, decision))
    body = text.tidy(body)
    text.check(body, longest=Appeal._meta.get_field("body").max_length)
    appeal = Appeal.objects.create(decision=decision, body=body, at=at)
    comment.is_appealed = True
    comment.save(update_fields=["is_appealed"])
    return appeal


def decision_against(comment):
    """This will give the decision that keeps a comment from readers now, or None."""
    acts = {Comment.State.REJECTED: Decision.Act.REJECTED, Comment.State.REMOVED: Decision.Act.REMOVED}
    if comment.state not in acts:
        return None
    return comment.decisions.filter(act=acts[comment.state]).order_by("-pk").first()


def refusal_of(user, decision):
    """This will return the sentence against an answer, or None."""
    if decision is None:
        return NOTHING
    comment = decision.comment
    was_answered = answers_about(comment, since=comment.edited_at or comment.created_at).exists()
    return rules.refusal_to_answer_decision(user, decision, was_answered=was_answered)


def answers_about(comment, *, since):
    """This will find what a writer has said for the words of a comment, be it to an earlier decision about them.

    since: when the words came to be what they are.
    """
    return Appeal.objects.filter(decision__comment=comment, at__gte=since)
