"""The only code that writes a comment's state. The count, the places on the page and the date follow it."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from blog.comments import notices
from blog.comments.models import Comment, Conversation


def settle(comment, state, *, at, not_before=None):
    """This will give a comment a state, in the caller's transaction, and keep everything that hangs on it.

    The caller holds the lock on the comment, or has just made it: the first of a thread is only now its own root, which
    it could not be before it had a key. not_before: when mail about it may go, for what can still be undone.
    """
    was_public = comment.is_public
    comment.state = state
    comment.root_id = comment.root_id or comment.pk
    if comment.is_public and comment.published_at is None:
        comment.published_at = at
    comment.is_shown = comment.is_public or Comment.objects.filter(has_public_answers(), pk=comment.pk).exists()
    comment.save(update_fields=["state", "root", "published_at", "is_shown"])
    count(comment.post_id, comment.is_public - was_public)
    if comment.parent_id:
        show_above(comment)
    if was_public:
        notices.take_back_answer(comment)
    if comment.is_public:
        notices.tell_of_answer(comment, at=at, not_before=not_before)


def count(post_id, more):
    """This will keep the count readers see; the row is made with an article's first comment."""
    if not more:
        return
    row, raised = Conversation.objects.filter(post_id=post_id), F("public_count") + more
    if not row.update(public_count=raised):
        Conversation.objects.get_or_create(post_id=post_id)
        row.update(public_count=raised)


def show_above(comment):
    """This will keep a place on the page, be it as a stone, for what a comment answers, for its public answers."""
    above = Comment.objects.filter(pk__in={comment.parent_id, comment.root_id})
    wanted = above.annotate(belongs=ExpressionWrapper(has_a_place(), output_field=BooleanField()))
    for pk, is_shown, belongs in wanted.values_list("pk", "is_shown", "belongs"):
        if is_shown != belongs:
            Comment.objects.filter(pk=pk).update(is_shown=belongs)


def has_a_place():
    """This will give the condition for a place on the page: public itself, or with public answers hanging on it."""
    return Q(state=Comment.State.PUBLISHED) | has_public_answers()


def has_public_answers():
    answers = Comment.objects.public().filter(Q(root_id=OuterRef("pk")) | Q(parent_id=OuterRef("pk")))
    return Exists(answers.exclude(pk=OuterRef("pk")))
