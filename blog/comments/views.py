"""The addresses of a conversation: its pages, its form, the form of a reply."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from blog import rules
from blog.clinic.context import clinic_of
from blog.comments import drafts, listing, pages, text
from blog.comments.actions import LookAgain, TooOften, blocked_because, leave_comment
from blog.comments.answers import help_to_answer, put_in
from blog.comments.closing import closed_because
from blog.comments.forms import CommentForm, ShowForm
from blog.comments.models import Comment
from blog.comments.subscriptions import is_on, wish
from blog.editions.addresses import in_full
from blog.editions.models import Edition
from blog.stamps.marks import keep, notes_stamps

THANKS = _("Thank you. Your comment is on the page.")
RECEIVED = _("Thank you. We have your comment, and usually read it within {within}.")


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, slug):
    """This will show a page of comments, or take one."""
    at = timezone.now()
    edition = listing.edition_at(slug, at=at)
    if edition is None:
        raise Http404("No article is here.")
    return leave(request, edition, at=at) if request.method == "POST" else one_page(request, edition)


@notes_stamps
def one_page(request, edition):
    keep(request, post_id=edition.post_id)
    wanted = ShowForm(request.GET)
    if not wanted.is_valid():
        raise Http404("This is no page of comments.")
    page, show = wanted.cleaned_data["page"] or 1, wanted.cleaned_data["show"]
    context = pages.conversation(edition, request=request, page=page, show=show)
    if context.get("is_off") or not context["was_found"]:
        raise Http404
    context = {"conversation": context, "edition": edition, "canonical": canonical(edition, page=page, show=show)}
    return render(request, "blog/comments/page.html", context)


def canonical(edition, *, page, show):
    """This will give the address machines should know a page of comments by; the first stands under the article too."""
    if page == 1 or show:
        return in_full(edition.get_absolute_url())
    return in_full(reverse("comments", args=[edition.slug]), page=page)


def leave(request, edition, *, at):
    """This will take a comment; or show how it will look; or put a canned reply in; or say what stands against it."""
    form = comment_form(request, edition, at=at)
    if refusal := rules.refusal_to_comment(request.user):
        send_to_log_in(request, edition, form, refusal)
    is_valid = form.is_valid()
    if "put_in" in request.POST and request.user.is_staff:
        data = request.POST.copy()
        data["body"] = put_in(request.POST)
        filled = comment_form(request, edition, at=at, data=data)
        filled.is_valid()
        filled.errors.clear()
        return form_again(request, edition, filled, status=200)
    if not is_valid:
        return form_again(request, edition, form)
    sent = form.cleaned_data
    if "preview" in request.POST:
        return form_again(request, edition, form, preview=text.to_html(sent["body"]), status=200)
    try:
        comment = leave_comment(
            edition=edition,
            author=request.user,
            body=sent["body"],
            at=at,
            parent=sent["parent"],
            token=sent["token"],
            has_looked_again=sent["has_looked_again"],
            is_automated=form.is_automated,
        )
    except LookAgain as seen:
        return form_again(request, edition, form, seen=seen.findings)
    except (rules.Refused, ValidationError) as refused:
        form.add_error("body", getattr(refused, "sentence", None) or refused)
        return form_again(request, edition, form, status=status_of(refused, request.user, edition, at=at))
    if sent["notify"] and not wish(user=request.user, post_id=edition.post_id, at=at) and not is_on(request.user.pk):
        messages.info(request, gettext("You chose to have no mail about comments, so we tell you of no answers."))
    drafts.forget(request, edition.post_id)
    tell(request, comment)
    return redirect(pages.address_of(comment, edition))


def comment_form(request, edition, *, at, data=None):
    longest = clinic_of(request).comments_longest
    data = request.POST if data is None else data
    return CommentForm(data, post_id=edition.post_id, at=at, writer=request.user, longest=longest)


def status_of(refused, user, edition, *, at):
    """This will give 429 for too often, 403 for whoever may not comment here at all, else 422."""
    if isinstance(refused, TooOften):
        return 429
    closed = closed_because(edition, at=at)
    return (
        403 if rules.refusal_to_comment(user, closed_because=closed, blocked_because=blocked_because(user, at)) else 422
    )


def tell(request, comment):
    """This will say at the top of the next page what happened; where help is needed the comment itself says it."""
    if comment.is_public:
        messages.success(request, THANKS)
    elif not comment.is_urgent:
        messages.success(request, RECEIVED.format(within=clinic_of(request).comments_read_within))


def send_to_log_in(request, edition, form, refusal):
    """This will keep the typed words and refuse with the way back to the form they were typed into."""
    form.is_valid()
    parent = form.cleaned_data.get("parent")
    drafts.keep(request, edition=edition, body=request.POST.get("body", ""), parent_id=parent and parent.pk)
    back = reverse("reply", args=[parent.pk]) if parent else edition.get_absolute_url()
    raise rules.Refused(refusal, come_back_to=f"{back}#leave-a-comment")


def form_again(request, edition, form, *, seen=(), preview="", status=422):
    parent = form.cleaned_data.get("parent")
    context = {
        "edition": edition,
        "form": form,
        "parent": parent,
        "seen": seen,
        "parts": pages.in_parts(form.cleaned_data["body"], seen) if seen else [],
        "preview": preview,
        "key": key_of(parent),
    }
    return render(request, "blog/comments/form.html", context | help_to_answer(request.user, parent), status=status)


def key_of(parent):
    """This will give what the ids in a form end with, so that several forms can stand on one page."""
    return f"-{parent.pk}" if parent else ""


@require_safe
def reply(request, pk):
    """This will show the form under the comment it answers, to somebody who may use it."""
    at, user = timezone.now(), request.user
    parent = get_object_or_404(Comment.objects.public().select_related("author", "practitioner"), pk=pk)
    edition = get_object_or_404(Edition.objects.live(at), post_id=parent.post_id)
    closed = closed_because(edition, at=at)
    rules.require(rules.refusal_to_comment(user, closed_because=closed, blocked_because=blocked_because(user, at)))
    draft = drafts.find(request, edition.post_id)
    initial = {"body": draft["body"]} if draft and draft["parent_id"] == pk else {}
    longest = clinic_of(request).comments_longest
    form = CommentForm(
        post_id=edition.post_id, at=at, writer=user, longest=longest, initial=initial | {"parent": parent.pk}
    )
    context = {"edition": edition, "form": form, "parent": parent, "key": key_of(parent)} | help_to_answer(user, parent)
    return render(request, "blog/comments/form.html", context)
