"""The addresses of one comment: where it stands, changing, deleting and reporting it, answering a decision on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from blog import rules
from blog.clinic.context import clinic_of
from blog.comments import pages, text
from blog.comments.actions import LookAgain, NotForUsToSay, delete_comment, edit_comment
from blog.comments.appeals import answer_decision, decision_against, refusal_of
from blog.comments.forms import AppealForm, ReportForm, WordsForm
from blog.comments.models import Comment, Decision
from blog.comments.reports import ALREADY, AlreadyReported, has_reported, report_comment
from blog.comments.views import tell
from blog.editions.models import Edition

GONE = _("This comment was deleted already.")
DELETED = _("Your comment was deleted.")
REPORTED = _("Thank you. We will look at it and tell you what came of it.")
ANSWERED = _("Thank you. We will read this and tell you what we decide.")
LOG_IN = _("Log in to see this comment.")
CHANGED_MEANWHILE = ("deleted", "removed", "hidden")

any_form = require_http_methods(["GET", "HEAD", "POST"])


def found(request, pk, *, or_stone=False):
    """This will give a comment and its live article to whoever may see it. A visitor may be its writer: log in first.

    or_stone: the place of a comment that is gone will do. Raises Http404 for anybody else, as if there were no such
    comment.
    """
    comment = get_object_or_404(Comment.objects.select_related("author", "practitioner"), pk=pk)
    edition = get_object_or_404(Edition.objects.live(at=timezone.now()), post_id=comment.post_id)
    refusal = rules.refusal_to_see_comment(request.user, comment)
    if refusal and not (or_stone and comment.is_shown):
        if request.user.is_anonymous and comment.state != Comment.State.DELETED:
            raise rules.Refused(LOG_IN, come_back_to=request.path)
        raise Http404(refusal)
    return comment, edition


@require_safe
def comment(request, pk):
    """This will lead to the place of a comment: on its page, or on the desk where only moderators may see it."""
    comment, edition = found(request, pk, or_stone=True)
    is_for_desk = not rules.refusal_to_moderate(request.user) and not comment.is_public
    if is_for_desk and comment.author_id != request.user.pk:
        return redirect("admin:blog_comment_change", comment.pk)
    return redirect(pages.address_of(comment, edition))


@any_form
def edit(request, pk):
    """This will show a writer their words to change, or take the new ones after every check."""
    at = timezone.now()
    comment, edition = found(request, pk)
    if request.method == "POST":
        return change(request, comment, edition, at=at)
    minutes = clinic_of(request).comments_edit_minutes
    rules.require(rules.refusal_to_edit_comment(request.user, comment, at=at, minutes=minutes))
    return edit_page(request, comment, edition, WordsForm(initial={"body": comment.body}))


def change(request, comment, edition, *, at):
    if comment.author_id != request.user.pk:
        rules.require(rules.refusal_to_edit_comment(request.user, comment, at=at, minutes=0))
    form = WordsForm(request.POST, longest=clinic_of(request).comments_longest)
    if not form.is_valid():
        return edit_page(request, comment, edition, form, status=422)
    body = form.cleaned_data["body"]
    if "preview" in request.POST:
        return edit_page(request, comment, edition, form, preview=text.to_html(body))
    looked = form.cleaned_data["has_looked_again"]
    try:
        changed = edit_comment(comment_id=comment.pk, by=request.user, body=body, at=at, has_looked_again=looked)
    except LookAgain as seen:
        return edit_page(request, comment, edition, form, seen=seen.findings, status=422)
    except ValidationError as wrong:
        form.add_error("body", wrong)
        return edit_page(request, comment, edition, form, status=422)
    except rules.Refused as refused:
        form.add_error("body", refused.sentence)
        return edit_page(request, comment, edition, form, status=status_of(refused, comment))
    tell(request, changed)
    return redirect(pages.address_of(changed, edition))


def status_of(refused, comment):
    """This will give 409 where the comment has become something else meanwhile, 422 for words staff may not say."""
    if Comment.objects.filter(pk=comment.pk, state__in=CHANGED_MEANWHILE).exists():
        return 409
    return 422 if isinstance(refused, NotForUsToSay) else 403


def edit_page(request, comment, edition, form, *, seen=(), preview="", status=200):
    context = {
        "comment": comment,
        "edition": edition,
        "form": form,
        "seen": seen,
        "parts": pages.in_parts(form.cleaned_data["body"], seen) if seen else [],
        "preview": preview,
        "key": f"-change-{comment.pk}",
    }
    return render(request, "blog/comments/edit.html", context, status=status)


@any_form
def delete(request, pk):
    """This will ask a writer whether their comment should go, and take its words away when they say so."""
    comment, edition = found(request, pk)
    is_own = request.user.is_authenticated and comment.author_id == request.user.pk
    if is_own and comment.state == Comment.State.DELETED:  # the button was pressed twice, or in another tab
        messages.success(request, GONE)
        return redirect(pages.address_of(comment, edition))
    rules.require(rules.refusal_to_delete_comment(request.user, comment))
    if request.method != "POST":
        return render(request, "blog/comments/delete.html", {"comment": comment, "edition": edition})
    deleted = delete_comment(comment_id=pk, by=request.user, at=timezone.now())
    messages.success(request, DELETED)
    return redirect(pages.address_of(deleted, edition))


@any_form
def report(request, pk):
    """This will ask a member what is wrong with a comment, and keep the report."""
    comment, edition = found(request, pk)
    context = {"comment": comment, "edition": edition}
    try:
        rules.require(rules.refusal_to_report(request.user, comment))
        if has_reported(request.user, comment):
            raise AlreadyReported(ALREADY)
        form = ReportForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            status = 422 if form.is_bound else 200
            return render(request, "blog/comments/report.html", context | {"form": form}, status=status)
        kept = report_comment(comment_id=pk, by=request.user, at=timezone.now(), **form.cleaned_data).comment
    except AlreadyReported as refused:
        status = 409 if request.method == "POST" else 200
        return render(request, "blog/comments/report.html", context | {"sentence": refused.sentence}, status=status)
    messages.success(request, REPORTED)
    return redirect(pages.address_of(kept, edition) if kept.is_shown else f"{edition.get_absolute_url()}#comments")


@any_form
def answer(request, pk):
    """This will let a writer say, once, why they think that a decision about their comment is wrong."""
    comment, edition = found(request, pk)
    if request.user.is_anonymous or comment.author_id != request.user.pk:
        raise rules.Refused(gettext("Only its writer can answer this."))
    decision = decision_against(comment)
    rules.require(refusal_of(request.user, decision))
    because = Decision.Reason(decision.reason).label
    form = AppealForm(request.POST if request.method == "POST" else None)
    context = {"comment": comment, "edition": edition, "decision": decision, "because": because, "form": form}
    if not form.is_valid():
        return render(request, "blog/comments/answer.html", context, status=422 if form.is_bound else 200)
    try:
        answer_decision(comment_id=pk, by=request.user, body=form.cleaned_data["body"], at=timezone.now())
    except ValidationError as wrong:
        form.add_error("body", wrong)
        return render(request, "blog/comments/answer.html", context, status=422)
    messages.success(request, ANSWERED)
    return redirect(pages.address_of(comment, edition))
