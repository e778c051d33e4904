"""Whether what is kept about comments still agrees with the comments, and putting it right where it does not."""

from django.db import transaction
from django.db.models import Count, F, Q

from blog.comments import still_waiting
from blog.comments.models import Comment, Conversation
from blog.comments.settle import has_a_place
from blog.comments.turns import wait_for_turn


def faults(*, mend=False, each=iter):
    """This will yield a sentence for everything that has drifted, and mend it if asked to.

    A few questions find the articles that look wrong, however many there are. Only those are looked at again, one at a
    time and in turn with whoever writes, so that comments that arrive meanwhile are counted once. each: what
    yields the articles, such as a `Progress`'s `over`.
    """
    for post_id in each(sorted(suspects())):
        with transaction.atomic():
            wait_for_turn()
            found = [*count_of(post_id, mend), *places_of(post_id, mend), *answers_of(post_id, mend)]
        yield from found
    yield from still_waiting.faults(mend=mend)


def suspects():
    """This will give the keys of the articles of which something kept does not agree with the rows."""
    kept = dict(Conversation.objects.values_list("post_id", "public_count"))
    public = dict(Comment.objects.public().order_by().values_list("post_id").annotate(Count("pk")))
    found = {post_id for post_id in {*kept, *public} if kept.get(post_id, 0) != public.get(post_id, 0)}
    right = Comment.objects.filter(has_a_place())
    wrong = [
        right.filter(is_shown=False),
        Comment.objects.shown().exclude(has_a_place()),
        borrowed(Comment.objects),
        unmarked(Comment.objects),
    ]
    for rows in wrong:
        found |= set(rows.order_by().values_list("post_id", flat=True).distinct())
    return found


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
    comments = Comment.objects.filter(post_id=post_id)
    others, plain = (
        list(borrowed(comments).values_list("pk", flat=True)),
        list(unmarked(comments).values_list("pk", flat=True)),
    )
    if mend:
        Comment.objects.filter(pk__in=others).update(practitioner=None)
        Comment.objects.filter(pk__in=plain).update(is_from_staff=True)
    yield from (f"Comment {pk}: it bears the name of a clinician who did not write it." for pk in sorted(others))
    yield from (f"Comment {pk}: it is a clinic answer, and not marked as from staff." for pk in sorted(plain))


def borrowed(comments):
    """This will keep the clinic answers that bear the name of somebody who did not write them."""
    answers = comments.filter(practitioner__isnull=False)
    return answers.filter(practitioner__user__isnull=False).exclude(practitioner__user=F("author"))


def unmarked(comments):
    """This will keep the clinic answers that are not marked as from staff."""
    answers = comments.filter(Q(is_from_staff=False), practitioner__isnull=False)
    return answers.exclude(pk__in=borrowed(comments).values("pk"))
