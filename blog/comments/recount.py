"""Whether what is kept about comments still agrees with the comments, and putting it right where it does not."""

from django.db import transaction
from django.db.models import F, Q

from blog.comments.models import Comment, Conversation
from blog.comments.settle import has_a_place


def faults(*, mend=False):
    """This will yield a sentence for everything that has drifted, and mend it if asked to.

    One article at a time, under its lock, so that comments that arrive meanwhile are counted once.
    """
    posts = Comment.objects.order_by("post_id").values_list("post_id", flat=True).distinct()
    for post_id in sorted({*posts, *Conversation.objects.values_list("post_id", flat=True)}):
        with transaction.atomic():
            Conversation.objects.select_for_update().filter(post_id=post_id).first()
            found = [*count_of(post_id, mend), *places_of(post_id, mend), *answers_of(post_id, mend)]
        yield from found


def count_of(post_id, mend):
    """The number readers see is the number of public comments."""
    kept = Conversation.objects.filter(post_id=post_id).values_list("public_count", flat=True).first() or 0
    public = Comment.objects.public().filter(post_id=post_id).count()
    if kept != public:
        if mend:
            Conversation.objects.update_or_create(post_id=post_id, defaults={"public_count": public})
        yield f"Article {post_id}: the count says {kept}, and there are {public}."


def places_of(post_id, mend):
    """A comment has a place on the page if it is public, or public answers hang on it."""
    comments = Comment.objects.filter(post_id=post_id)
    right = set(comments.filter(has_a_place()).values_list("pk", flat=True))
    kept = set(comments.shown().values_list("pk", flat=True))
    if mend:
        comments.filter(pk__in=right - kept).update(is_shown=True)
        comments.filter(pk__in=kept - right).update(is_shown=False)
    yield from (f"Comment {pk}: it has no place on the page, and should." for pk in sorted(right - kept))
    yield from (f"Comment {pk}: it has a place on the page, and should not." for pk in sorted(kept - right))


def answers_of(post_id, mend):
    """A clinic answer is from staff, and bears nobody's name but its writer's."""
    answers = Comment.objects.filter(post_id=post_id, practitioner__isnull=False)
    others = answers.filter(practitioner__user__isnull=False).exclude(practitioner__user=F("author"))
    unmarked = answers.filter(Q(is_from_staff=False)).exclude(pk__in=others.values("pk"))
    borrowed, plain = list(others.values_list("pk", flat=True)), list(unmarked.values_list("pk", flat=True))
    if mend:
        Comment.objects.filter(pk__in=borrowed).update(practitioner=None)
        Comment.objects.filter(pk__in=plain).update(is_from_staff=True)
    yield from (f"Comment {pk}: it bears the name of a clinician who did not write it." for pk in sorted(borrowed))
    yield from (f"Comment {pk}: it is a clinic answer, and not marked as from staff." for pk in sorted(plain))
