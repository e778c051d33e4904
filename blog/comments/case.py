"""The page of one comment in the admin: its card with its history, and the decision on it.

Reached through the admin's gate, so the user is staff and no answer is kept by a browser.
"""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from blog import rules
from blog.comments import claims, moderate
from blog.comments.cards import cards_of, with_people
from blog.comments.deciding import ANSWER, DecisionForm, EscalateForm, ShowForm
from blog.comments.models import Comment, Decision


@require_http_methods(["GET", "HEAD", "POST"])
def case(request, pk):
    """This will show one comment, or decide on it. Whoever was overtaken sees what it has become."""
    comment = find(request, pk)
    if request.method != "POST":
        return page(request, pk)
    form = DecisionForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return page(request, pk, decision_form=form)
    chosen = dict(form.cleaned_data)
    is_answered = chosen["act"] == ANSWER
    if is_answered:
        chosen["act"] = Decision.Act.APPROVED
    try:
        moderate.decide_on(comment_id=pk, by=request.user, at=timezone.now(), **chosen)
    except rules.Refused as refused:
        return page(request, pk, decision_form=form, sentence=refused.sentence)
    if is_answered:
        return redirect("reply", comment.pk)
    return back_to_desk(request)


@require_POST
def escalate(request, pk):
    """This will pass a comment to the clinicians."""
    find(request, pk)
    rules.require(rules.refusal_to_moderate(request.user))
    form = EscalateForm(request.POST, auto_id=f"id_{pk}_on_%s")
    if not form.is_valid():
        return page(request, pk, escalate_form=form)
    try:
        moderate.escalate(comment_id=pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    except rules.Refused as refused:
        return page(request, pk, escalate_form=form, sentence=refused.sentence)
    messages.success(request, _("Passed on. Every clinician gets a mail, and it stands on their Today page."))
    return back_to_desk(request)


@require_POST
def take(request, pk):
    """This will give somebody this one comment, be it held by another or not."""
    find(request, pk)
    claims.take_one(comment_id=pk, by=request.user, at=timezone.now())
    messages.success(request, _("It is yours for ten minutes."))
    return redirect(f"{desk_address(request)}#case-{pk}")


def find(request, pk):
    """This will read one comment that this person may decide on."""
    comment = Comment.objects.filter(pk=pk).first()
    if comment is None:
        rules.require(rules.refusal_to_see_desk(request.user))
        raise Http404("There is no such comment.")
    rules.require(rules.refusal_to_see_case(request.user, comment))
    return comment


def page(request, pk, *, sentence="", **forms):
    """This will show one comment as it stands now, with the form that was sent, if any, and the sentence against it."""
    comment = with_people(Comment.objects).get(pk=pk)
    [card] = cards_of([comment], user=request.user, at=timezone.now())
    for name, form in forms.items():
        setattr(card, name, form)
    card.sentence = sentence
    context = admin.site.each_context(request) | {
        "title": _("Comment by %(writer)s") % {"writer": card.writer},
        "card": card,
        "has_history": True,
        "may_moderate": not rules.refusal_to_moderate(request.user),
    }
    status = 409 if sentence else 422 if forms else 200
    return render(request, "blog/comments/desk/case.html", context, status=status)


def desk_address(request, **query):
    """This will give the address of the part of the queue that somebody came from."""
    form = ShowForm(request.POST)
    form.is_valid()
    query = {"show": form.cleaned_data.get("show"), **query}
    query = urlencode({name: value for name, value in query.items() if value})
    return reverse("admin:blog_comment_changelist") + (f"?{query}" if query else "")


def back_to_desk(request):
    """This will lead back to the queue, where what was done is told just before the next card."""
    form = ShowForm(request.POST)
    form.is_valid()
    return redirect(f"{desk_address(request, next=form.cleaned_data.get('next'))}#done")
