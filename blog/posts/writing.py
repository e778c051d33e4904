"""The form of an article while it is written: what was typed is kept and shown again, and others are announced."""

import json

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blog import rules
from blog.posts import drafts, live
from blog.posts.checks import overrides_of
from blog.posts.models import Post
from blog.posts.typed import for_the_post_as_it_is, is_stale, only_ours, refusal
from blog.posts.versions import MEANWHILE

GONE = _("This article was deleted. Copy what you typed, or it goes with this page.")


@require_POST
def draft(request, pk=None):
    """This will keep what was typed, and answer with what there is to say about it. It stores no word of the post."""
    at = timezone.now()
    rules.require(rules.refusal_to_write(request.user))
    post = Post.objects.select_related("cover", "changed_by").filter(pk=pk).first() if pk else None
    if pk and post is None:
        return JsonResponse({"sentence": GONE}, status=404)
    typed = only_ours(request.POST)
    if sentence := refusal(typed):
        return JsonResponse({"sentence": sentence}, status=422)
    drafts.keep(post=post, by=request.user, typed=typed, at=at)
    said = live.said(*live.read(typed, post=post), at=at, overrides=overrides_of(post))
    return JsonResponse(said | {"kept_at": drafts.clock(at, at=at), "notices": notices(request, typed, post, at=at)})


@require_POST
def discard(request, pk=None):
    """This will delete the writer's own draft and show the form with what is saved."""
    if pk and not Post.objects.filter(pk=pk).exists():
        raise Http404("There is no such article.")
    drafts.forget(post_id=pk, by=request.user)
    if pk is None:
        return redirect("admin:blog_post_add")
    messages.success(request, gettext("What you had typed is gone. This is the saved text."))
    return redirect("admin:blog_post_change", pk)


def notices(request, typed, post, *, at):
    """This will say who else saved this post or is working on it."""
    if post is None:
        return []
    saved = [drafts.saved_meanwhile(post, reader=request.user, at=at)] if is_stale(typed, post=post) else []
    return saved + drafts.others_at_work(post, by=request.user, at=at)


def draft_to_show(request, post):
    """This will find the draft to show in a form that is opened, or None."""
    if request.method == "POST" or rules.refusal_to_write(request.user):
        return None
    return drafts.own(post_id=post and post.pk, by=request.user)


def formset_data(request, post):
    """This will give the sources' formset what to show other than what is stored and what was sent, or None."""
    if request.method == "POST":
        return for_the_post_as_it_is(request.POST, post=post) if is_stale(request.POST, post=post) else None
    return for_the_post_as_it_is(drafts.typed_in(request.draft), post=post) if request.draft else None


def beside(request, context, post):
    """This will give the form's page what stands above the editor and beside it, and its mistakes without that."""
    at, form = timezone.now(), context["adminform"].form
    stored = Post.objects.select_related("cover", "changed_by").filter(pk=post.pk).first() if post else None
    typed = what_is_typed(request, form)
    is_meanwhile = form.has_error(NON_FIELD_ERRORS, MEANWHILE)
    saved = stored and typed is not None and is_stale(typed, post=stored)
    key = {"pk": post.pk} if post else {}
    return {
        "draft_typed_at": request.draft and drafts.clock(request.draft.typed_at, at=at),
        "is_meanwhile": is_meanwhile,
        "errors": () if is_meanwhile and len(context["errors"]) == 1 else context["errors"],
        "saved_meanwhile": drafts.saved_meanwhile(stored, reader=request.user, at=at) if saved else "",
        "others": drafts.others_at_work(stored, by=request.user, at=at) if stored else [],
        "draft_address": reverse("admin:blog_post_draft", kwargs=key),
        "discard_address": reverse("admin:blog_post_discard", kwargs=key),
        "said": json.dumps(said_at_first(typed, stored, at=at)),
    }


def what_is_typed(request, form):
    """This will give the form that the page shows if it is not simply what is stored, or None."""
    if form.is_bound:
        return only_ours(request.POST)
    return drafts.typed_in(request.draft) if request.draft else None


def said_at_first(typed, stored, *, at):
    """This will give what stands beside the editor when the page opens, or nothing for an empty form."""
    if (stored is None and typed is None) or (typed is not None and refusal(typed)):
        return {}
    read = live.stored(stored) if typed is None else live.read(typed, post=stored)
    return live.said(*read, at=at, overrides=overrides_of(stored))
