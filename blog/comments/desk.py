"""The moderation desk: the queue of comments that wait, made to be cleared on a phone between patients."""

from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from blog import rules
from blog.comments import claims, moderate
from blog.comments.cards import cards_of, no_to, with_people, yes_to
from blog.comments.case import back_to_desk, desk_address
from blog.comments.deciding import SHOWS, BulkForm, ShowForm, UndoForm
from blog.comments.models import CannedReply, Comment, Decision
from blog.editions.lists import page_number

AT_ONCE = 10
Act = Decision.Act
SAID_OF_ONE = {
    Act.APPROVED: _("Published the comment by %(name)s."),
    Act.KEPT: _("Left on the page: the comment by %(name)s."),
    Act.REJECTED: _("Not published: the comment by %(name)s."),
    Act.REMOVED: _("Removed the comment by %(name)s."),
}
SAID_OF_SOME = {
    Act.APPROVED: ngettext_lazy("Published %(count)d comment.", "Published %(count)d comments.", "count"),
    Act.KEPT: ngettext_lazy("Left on the page: %(count)d comment.", "Left on the page: %(count)d comments.", "count"),
    Act.REJECTED: ngettext_lazy("Not published: %(count)d comment.", "Not published: %(count)d comments.", "count"),
    Act.REMOVED: ngettext_lazy("Removed %(count)d comment.", "Removed %(count)d comments.", "count"),
}
TOO_LATE = _(
    "This can no longer be undone: two minutes are over, or you decided something else since. Decide again instead."
)
ONE_BY_ONE = _("Somebody may need help, so this one is decided on by itself.")


def queue(user, *, show="", at):
    """This will find what waits: moderators all of it, clinicians red flags and what was passed on."""
    waiting = Comment.objects.waiting()
    if rules.refusal_to_moderate(user):
        waiting = waiting.filter(Q(is_urgent=True) | Q(escalated_at__isnull=False))
    return waiting.filter(
        {
            "mine": Q(claimed_by=user, claimed_until__gt=at),
            "urgent": Q(is_urgent=True),
            "reported": Q(has_open_reports=True),
            "answers": Q(is_appealed=True),
            "passed-on": Q(escalated_at__isnull=False),
        }.get(show, Q())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request):
    """This will show the first ten comments that wait, or decide on several at once."""
    rules.require(rules.refusal_to_see_desk(request.user))
    if request.method != "POST":
        return page(request, request.GET)
    rules.require(rules.refusal_to_moderate(request.user))
    form = BulkForm(request.POST)
    if not form.is_valid():
        return page(request, request.POST, bulk=form)
    at = timezone.now()
    for pk, seen, version in form.choices:
        decide_in_bulk(request, form, pk, seen=seen, version=version, at=at)
    return back_to_desk(request)


def decide_in_bulk(request, form, pk, *, seen, version, at):
    """This will decide on one of several comments; one that cannot be decided on is named, and the others go on."""
    comment = Comment.objects.filter(pk=pk).select_related("author").first()
    if comment is None:
        return
    act = yes_to(comment) if form.cleaned_data["act"] == "yes" else no_to(comment)
    reason = form.cleaned_data["reason"] if form.cleaned_data["act"] == "no" else ""
    try:
        rules.require(ONE_BY_ONE if comment.is_urgent else None)
        moderate.decide_on(comment_id=pk, act=act, by=request.user, at=at, seen=seen, version=version, reason=reason)
    except rules.Refused as refused:
        said = gettext("Not done for %(name)s’s comment. %(sentence)s")
        messages.warning(request, said % {"name": comment.author.display_name, "sentence": refused.sentence})


def page(request, query, *, bulk=None):
    """This will gather a page of the desk. query: the address's own, or that of the form that was sent."""
    at, user = timezone.now(), request.user
    form = ShowForm(query)
    form.is_valid()
    show, number = form.cleaned_data.get("show") or "", page_number(request.GET)
    waiting = queue(user, show=show, at=at)
    start = (number - 1) * AT_ONCE
    found = list(with_people(waiting)[start : start + AT_ONCE + 1])
    cards = cards_of(found[:AT_ONCE], user=user, at=at)
    ticked = {int(choice.split(":")[0]) for choice, _ in bulk.fields["chosen"].choices} if bulk else ()
    for card in cards:
        card.is_ticked = card.comment.pk in ticked
    following = form.cleaned_data.get("next")
    context = admin.site.each_context(request) | {
        "title": said(waiting.count()),
        "cards": cards,
        "show": show,
        "shows": SHOWS,
        "next": following if following in [card.comment.pk for card in cards] else None,
        "newer": number - 1,
        "older": number + 1 if len(found) > AT_ONCE else 0,
        "may_moderate": not rules.refusal_to_moderate(user),
        "may_manage": not rules.refusal_to_manage(user),
        "bulk": bulk or BulkForm(),
        "replies": CannedReply.objects.order_by("name"),
        "done": undoable(user, at=at),
    }
    return render(request, "blog/comments/desk/desk.html", context, status=422 if bulk else 200)


def said(count):
    if count == 0:
        return gettext("No comment waits")
    return ngettext("%(count)d comment to read", "%(count)d comments to read", count) % {"count": count}


def undoable(user, *, at):
    """This will give the decisions somebody took last, together, as long as they can be undone; and what they were."""
    newest = list(Decision.objects.filter(by=user).select_related("comment__author").order_by("-pk")[: AT_ONCE * 5])
    batch = [decision for decision in newest if decision.at == newest[0].at and decision.act in SAID_OF_ONE]
    if not batch or batch[0].at + moderate.UNDO_WITHIN <= at:
        return None
    return {"said": told(batch), "decisions": batch}


def told(batch):
    """This will say what was decided."""
    if len(batch) == 1:
        return SAID_OF_ONE[batch[0].act] % {"name": batch[0].comment.author.display_name}
    if len({decision.act for decision in batch}) > 1:
        return ngettext("Decided on %(count)d comment.", "Decided on %(count)d comments.", len(batch)) % {
            "count": len(batch)
        }
    return SAID_OF_SOME[batch[0].act] % {"count": len(batch)}


@require_POST
def undo(request):
    """This will undo what was decided last, be it one decision or several together."""
    rules.require(rules.refusal_to_see_desk(request.user))
    at, form = timezone.now(), UndoForm(request.POST)
    done = undoable(request.user, at=at) if form.is_valid() else None
    if done is None or form.cleaned_data["decision"] not in [decision.pk for decision in done["decisions"]]:
        messages.error(request, TOO_LATE)
        return redirect(desk_address(request))
    count = 0
    for decision in done["decisions"]:
        try:
            moderate.undo(decision_id=decision.pk, by=request.user, at=at)
        except rules.Refused as refused:
            said = {"name": decision.comment.author.display_name, "sentence": refused.sentence}
            messages.warning(request, gettext("%(name)s’s comment: %(sentence)s") % said)
        else:
            count += 1
    if count:
        said = ngettext("Undone: it waits again.", "Undone: %(count)d comments wait again.", count)
        messages.success(request, said % {"count": count})
    return redirect(f"{desk_address(request)}#case-{done['decisions'][-1].comment_id}")


@require_POST
def take(request):
    """This will give a moderator the next ten comments."""
    count = claims.take(by=request.user, at=timezone.now())
    if count == 0:
        messages.info(request, gettext("There is none to take: each one that waits is with somebody already."))
        return redirect("admin:blog_comment_changelist")
    said = ngettext(
        "%(count)d is yours for ten minutes, and each decision starts them again.",
        "%(count)d are yours for ten minutes, and each decision starts them again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect(desk_address(request, show="mine"))
