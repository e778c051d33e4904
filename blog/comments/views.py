"""The addresses of a conversation: its pages, its form, one comment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from blog import rules
from blog.comments import drafts, pages
from blog.comments.actions import LookAgain, TooOften, leave_comment
from blog.comments.closing import closed_because
from blog.comments.forms import CommentForm
from blog.comments.models import Comment
from blog.editions.lists import page_number
from blog.editions.models import Edition


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, slug):
    """This will show a page of comments, or take one."""
    at = timezone.now()
    edition = get_object_or_404(Edition.objects.live(at).with_notice(at), slug=slug)
    if request.method == "POST":
        return leave(request, edition)
    context = pages.conversation(edition, request=request, page=page_number(request.GET))
    if context["page"] > 1 and not context["threads"]:
        raise Http404
    return render(request, "blog/comments/page.html", {"conversation": context, "edition": edition})


def leave(request, edition):
    if refusal := rules.refusal_to_comment(request.user):
        send_to_log_in(request, edition, refusal)
    form = CommentForm(request.POST, post_id=edition.post_id)
    if not form.is_valid():
        return form_again(request, edition, form)
    try:
        comment = leave_comment(edition=edition, author=request.user, at=timezone.now(), **form.cleaned_data)
    except LookAgain as seen:
        return form_again(request, edition, form, seen=seen.findings)
    except (rules.Refused, ValidationError) as refused:
        form.add_error("body", getattr(refused, "sentence", None) or refused)
        return form_again(request, edition, form, status=429 if isinstance(refused, TooOften) else 422)
    drafts.forget(request, edition.post_id)
    messages.success(request, THANKS if comment.is_public else RECEIVED)
    return redirect(address_of(comment, edition))


THANKS = "Thank you. Your comment is on the page."
RECEIVED = "Thank you. We have your comment and will read it before it appears."


def send_to_log_in(request, edition, refusal):
    """This will keep the typed words and refuse with the way back to the form they were typed into."""
    form = CommentForm(request.POST, post_id=edition.post_id)
    form.is_valid()
    parent = form.cleaned_data.get("parent")
    drafts.keep(request, edition=edition, body=request.POST.get("body", ""), parent_id=parent and parent.pk)
    back = reverse("reply", args=[parent.pk]) if parent else edition.get_absolute_url()
    raise rules.Refused(refusal, come_back_to=f"{back}#leave-a-comment")


def form_again(request, edition, form, *, seen=(), status=422):
    context = {"edition": edition, "form": form, "parent": form.cleaned_data.get("parent"), "seen": seen}
    return render(request, "blog/comments/form.html", context, status=status)


@require_safe
def comment(request, pk):
    """This will lead to the page of the conversation that the comment stands on."""
    found = get_object_or_404(Comment.objects.public(), pk=pk)
    edition = get_object_or_404(Edition.objects.live(at=timezone.now()), post_id=found.post_id)
    return redirect(address_of(found, edition))


@require_safe
def reply(request, pk):
    """This will show the form under the comment it answers, to somebody who may use it."""
    parent = get_object_or_404(Comment.objects.public().select_related("author", "practitioner"), pk=pk)
    edition = get_object_or_404(Edition.objects.live(at=timezone.now()), post_id=parent.post_id)
    rules.require(rules.refusal_to_comment(request.user, closed_because=closed_because(edition, at=timezone.now())))
    draft = drafts.find(request, edition.post_id)
    initial = {"body": draft["body"]} if draft and draft["parent_id"] == pk else {}
    form = CommentForm(post_id=edition.post_id, initial=initial | {"parent": parent.pk})
    return render(request, "blog/comments/form.html", {"edition": edition, "form": form, "parent": parent})


def address_of(comment, edition):
    """This will give the address of the page a comment is on: the article itself for the first page."""
    if not comment.is_public:
        return f"{edition.get_absolute_url()}#leave-a-comment"
    page = pages.page_of(comment)
    if page == 1:
        return f"{edition.get_absolute_url()}#comment-{comment.pk}"
    return f"{reverse('comments', args=[edition.slug])}?page={page}#comment-{comment.pk}"
