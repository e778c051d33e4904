"""What the templates of a conversation are given."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from blog import rules
from blog.clinic.context import clinic_of
from blog.comments import drafts, finished, listing
from blog.comments.actions import blocked_because
from blog.comments.closing import closed_because
from blog.comments.forms import CommentForm
from blog.comments.listing import as_seen_by, conversation_at, listed
from blog.comments.models import Comment, Conversation
from blog.comments.own import own_unseen, place, put_in_place
from blog.comments.visits import last_visit


def conversation(edition, *, request, page=1, show=""):
    """This will gather one page of an article's comments and, for somebody who may comment, the form.

    show: "answers" for the threads alone in which the clinic has spoken.
    """
    at, clinic, user = timezone.now(), clinic_of(request), request.user
    found = conversation_at(edition)
    made = {"edition": edition, "count": found.public_count, "page": page, "show": show, "threads": []}
    if found.policy == Conversation.Policy.OFF:
        return made | {"is_off": True}
    comments, after = listed(edition, at=at, page=page, show=show)
    made["was_found"] = bool(comments) or page == 1
    if not show:
        first = place(comments[0]) if comments else None
        comments = put_in_place(comments, own_unseen(user, edition.post_id), page=page, first=first, after=after)
    since = last_visit(user, edition.post_id, at=at, is_reading=request.method == "GET")
    seen = [as_seen_by(user, comment, at=at, since=since, clinic=clinic) for comment in comments]
    closed = closed_because(edition, at=at, conversation=found, clinic=clinic)
    blocked = blocked_because(user, at)
    refusal = rules.refusal_to_comment(user, closed_because=closed, blocked_because=blocked)
    shown = finished.finish(threads(seen), request=request, closed=closed, blocked=blocked, refusal=refusal)
    return made | {
        "threads": shown,
        "threads_html": finished.in_a_list(shown),
        "older": page - 1,
        "newer": page + 1 if after else 0,
        "closed": closed,
        "blocked": blocked,
        "refusal": refusal,
        "form": None if refusal else form_for(edition, request=request, at=at),
    }


def form_for(edition, *, request, at):
    """This will make the empty form, or one that holds what was kept while its writer logged in."""
    draft = drafts.find(request, edition.post_id)
    form = CommentForm(
        post_id=edition.post_id,
        at=at,
        writer=request.user,
        longest=clinic_of(request).comments_longest,
        initial={"body": draft["body"]} if draft else {},
    )
    form.holds_a_draft = bool(draft)
    return form


def threads(comments):
    """This will group comments in thread order into (first, replies) pairs; a thread split by a page has no first."""
    made = []
    for comment in comments:
        if comment.parent_id is None:
            made.append((comment, []))
        elif made and (made[-1][0] or made[-1][1][0]).root_id == comment.root_id:
            made[-1][1].append(comment)
        else:
            made.append((None, [comment]))
    return made


def page_of(comment):
    """This will tell which page a comment is on, by one indexed count of those shown before it in thread order.

    One that only its writer sees stands where the comment before it stands, and starts no page of its own.
    """
    before = Comment.objects.shown().filter(post_id=comment.post_id)
    before = before.filter(Q(root_id__lt=comment.root_id) | Q(root_id=comment.root_id, pk__lt=comment.pk)).count()
    return (before if comment.is_shown else max(before - 1, 0)) // listing.PAGE_SIZE + 1


def address_of(comment, edition):
    """This will give the address of the page a comment is on: the article itself for the first page."""
    if comment.state == Comment.State.DELETED and not comment.is_shown:
        return f"{edition.get_absolute_url()}#comments"
    page = page_of(comment)
    if page == 1:
        return f"{edition.get_absolute_url()}#comment-{comment.pk}"
    return f"{reverse('comments', args=[edition.slug])}?page={page}#comment-{comment.pk}"


def in_parts(body, findings):
    """This will cut a text into (words, was seen) pairs, so that what the guard saw can be marked in it."""
    parts, end = [], 0
    for finding in sorted(findings, key=lambda found: (found.start, -found.end)):
        if finding.start >= end:
            parts += [(body[end : finding.start], False), (body[finding.start : finding.end], True)]
            end = finding.end
    return [part for part in [*parts, (body[end:], False)] if part[0]]
