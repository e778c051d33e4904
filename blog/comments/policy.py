"""Whether readers may comment on one article: open, every comment read first, closed, or off."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.comments.closing import closed_because
from blog.comments.models import Conversation
from blog.comments.turns import in_turn
from blog.editions.models import Edition


@in_turn
def set_policy(*, post_id, title, policy, stays_open, by, at):
    """This will choose what readers may do under an article, from now on. What stays the same is not recorded."""
    rules.require(rules.refusal_to_set_conversation(by))
    Conversation.objects.get_or_create(post_id=post_id)
    conversation = Conversation.objects.select_for_update().get(post_id=post_id)
    before = {"policy": conversation.policy, "stays_open": conversation.stays_open}
    after = {"policy": str(policy), "stays_open": stays_open}
    if after != before:
        Conversation.objects.filter(post_id=post_id).update(**after)
        record(at=at, by=by, act=Entry.Act.CONVERSATION, subject=title, post_id=post_id, before=before, after=after)


class PolicyForm(forms.Form):
    policy = forms.ChoiceField(
        label=_("Comments are"),
        choices=Conversation.Policy,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of these.")},
    )
    stays_open = forms.BooleanField(
        label=_("Leave them open however old the article gets"),
        required=False,
        help_text=_("Otherwise they close after the number of days that the clinic has chosen."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request, pk):
    """This will show what readers may do under an article, and change it. pk: the article's key."""
    rules.require(rules.refusal_to_set_conversation(request.user))
    at = timezone.now()
    edition = Edition.objects.filter(post_id=pk).order_by("-live_from", "-pk").first()
    if edition is None:
        raise Http404("This article was never signed, so nobody can comment on it.")
    found = Conversation.objects.filter(post_id=pk).first() or Conversation(post_id=pk)
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        initial={"policy": found.policy, "stays_open": found.stays_open},
    )
    if form.is_bound and form.is_valid():
        set_policy(post_id=pk, title=edition.title, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, gettext("Changed. It holds from now on."))
        return redirect("admin:blog_comment_policy", pk)
    context = admin.site.each_context(request) | {
        "title": gettext("Comments on %(title)s") % {"title": edition.title},
        "edition": edition,
        "form": form,
        "count": found.public_count,
        "closed": closed_because(edition, at=at, conversation=found),
    }
    return render(request, "blog/comments/desk/policy.html", context, status=422 if form.errors else 200)
