"""One page of a conversation: read once for all its readers, for as long as nothing is said there or changes.

What is read is shared between them, so it is never changed: what a reader is told of their own is put on a copy.
"""

from copy import copy
from datetime import UTC, datetime

from django.db.models import F, Max, OuterRef, Subquery

from blog.comments import finished
from blog.comments.closing import conversation_of
from blog.comments.forms import ANSWERS
from blog.comments.models import Comment, Decision
from blog.comments.own import place, say_what_became
from blog.editions.models import Edition
from blog.editions.moments import SHARED
from blog.stamps.lookup import read
from blog.stamps.models import of_post

PAGE_SIZE = 50
NEVER = datetime.min.replace(tzinfo=UTC)


def edition_at(slug, *, at):
    """This will give the live edition at an address, to be looked at and not changed; None where there is none."""
    return SHARED.get(("edition", slug), lambda: read_edition(slug, at=at), at=at)


def read_edition(slug, *, at):
    live = Edition.objects.live(at).with_notice(at).filter(slug=slug)
    return live.defer("body", "body_html", "text").first()


def conversation_at(edition):
    """This will give an article's conversation, to be looked at and not changed."""
    key = "conversation", edition.post_id, *read(of_post(edition.post_id))
    return SHARED.get(key, lambda: conversation_of(edition))


def listed(edition, *, at, page, show=""):
    """This will give one page of what has a place, and the place of the first on the next page, None on the last."""
    key = "comments", edition.post_id, *read(of_post(edition.post_id)), page, show
    found = SHARED.get(key, lambda: from_tables(edition, at=at, page=page, show=show), at=at)
    return found or ([], None)


def from_tables(edition, *, at, page, show):
    """This will read one page; None where there is none, which is not worth remembering.

    The keys are found in the index alone, so that page 500 costs about what page 1 does.
    """
    shown = Comment.objects.shown().filter(post_id=edition.post_id)
    if show == ANSWERS:
        answers = Comment.objects.public().filter(post_id=edition.post_id, is_from_staff=True)
        shown = shown.filter(root_id__in=answers.values("root_id"))
    start = (page - 1) * PAGE_SIZE
    keys = shown.in_thread_order().values("pk")[start : start + PAGE_SIZE + 1]
    removed = Decision.objects.filter(comment=OuterRef("pk"), act=Decision.Act.REMOVED).order_by("-pk")
    comments = list(
        Comment.objects.filter(pk__in=keys)
        .in_thread_order()
        .select_related("practitioner")
        .annotate(
            author_name=F("author__display_name"),
            answered_name=F("parent__author__display_name"),
            answered_state=F("parent__state"),
            read_from=F("edition__live_from"),
            removed_because=Subquery(removed.values("reason")[:1]),
        )
        .defer("body", "token")
    )
    if not comments:
        return None
    changed_at = SHARED.get(("changed", edition.post_id), lambda: last_change(edition.post_id, at=at), at=at)
    for comment in comments:
        comment.is_earlier = comment.read_from < changed_at
        finished.note(comment, at=at)
    return comments[:PAGE_SIZE], place(comments[PAGE_SIZE]) if len(comments) > PAGE_SIZE else None


def last_change(post_id, *, at):
    """This will give the moment from which readers saw the newest words that are more than a small correction."""
    changed = Edition.objects.was_public(at).filter(post_id=post_id).exclude(change_note="").order_by()
    return changed.aggregate(last=Max("live_from"))["last"] or NEVER


def as_seen_by(user, comment, *, at, since, clinic):
    """This will give a comment as one reader sees it: itself, or a copy that is marked as their own or as new."""
    if user.is_authenticated and comment.author_id == user.pk:
        if comment.is_public or hasattr(comment, "decision_reason"):
            comment = copy(comment)
            say_what_became(comment, user, at=at, clinic=clinic)
    elif since and comment.is_public and comment.published_at is not None and comment.published_at > since:
        comment = copy(comment)
        comment.facts = comment.facts._replace(is_new=True)
    return comment
