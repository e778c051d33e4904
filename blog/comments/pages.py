"""What the templates of a conversation are given."""

from django.db.models import F, Q
from django.utils import timezone

from blog import rules
from blog.clinic.context import clinic_of
from blog.comments import drafts
from blog.comments.closing import closed_because, conversation_of
from blog.comments.forms import CommentForm
from blog.comments.models import Comment

PAGE_SIZE = 50


def conversation(edition, *, request, page=1):
    """This will gather one page of an article's comments and, for somebody who may comment, the form."""
    found = conversation_of(edition)
    start = (page - 1) * PAGE_SIZE
    comments = list(
        Comment.objects.shown()
        .filter(post_id=edition.post_id)
        .in_thread_order()
        .select_related("practitioner")
        .annotate(author_name=F("author__display_name"), answered_name=F("parent__author__display_name"))
        .defer("body", "token")[start : start + PAGE_SIZE + 1]
    )
    has_more = len(comments) > PAGE_SIZE
    closed = closed_because(edition, at=timezone.now(), conversation=found, clinic=clinic_of(request))
    refusal = rules.refusal_to_comment(request.user, closed_because=closed)
    return {
        "edition": edition,
        "count": found.public_count,
        "threads": threads(comments[:PAGE_SIZE]),
        "page": page,
        "older": page - 1,
        "newer": page + 1 if has_more else 0,
        "closed": closed,
        "refusal": refusal,
        "form": None if refusal else form_for(edition, request=request),
    }


def form_for(edition, *, request):
    """This will make the empty form, or one that holds what was kept while its writer logged in."""
    draft = drafts.find(request, edition.post_id)
    form = CommentForm(post_id=edition.post_id, initial={"body": draft["body"]} if draft else {})
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
    """This will tell which page a comment is on, by one indexed count of those shown before it in thread order."""
    before = Comment.objects.shown().filter(post_id=comment.post_id)
    before = before.filter(Q(root_id__lt=comment.root_id) | Q(root_id=comment.root_id, pk__lt=comment.pk))
    return before.count() // PAGE_SIZE + 1
