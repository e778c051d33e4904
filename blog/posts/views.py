"""What staff look at besides the form: one article as readers would see it, and what changed in it."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog import rules
from blog.clinic.context import clinic_of
from blog.editions import actions as editions
from blog.editions.models import Edition
from blog.posts import actions, checks, signers
from blog.posts.compare import compare
from blog.posts.models import Post
from blog.posts.standing import has_unsigned_changes, standing, with_standing
from blog.reading import pages


def find(pk, *, at):
    """This will read one post with where it stands. Its words and digest then come from this one reading."""
    post = with_standing(Post.objects.filter(pk=pk), at=at).first()
    if post is None:
        raise Http404("There is no such article.")
    return post


@require_safe
def preview(request, pk):
    """This will show the page that signing now would make, to staff only."""
    rules.require(rules.refusal_to_see_unsigned(request.user))
    return preview_of(request, find(pk, at=timezone.now()))


def preview_of(request, post):
    """This will render the page that signing the post now would make. Who may look, the caller asks."""
    at = timezone.now()
    edition = actions.edition_from(post, at=at)
    editions.derive(edition)
    context = pages.article(edition, clinic=clinic_of(request), at=at, is_preview=True)
    response = render(request, "blog/reading/post.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def compare_with_live(request, pk):
    rules.require(rules.refusal_to_see_unsigned(request.user))
    post = find(pk, at=timezone.now())
    return render(request, "blog/posts/compare.html", comparison(post, request) | {"title": _("What changed")})


def comparison(post, request):
    """This will give a page about one post the differences between its words and what is live."""
    desk = desk_of(post, request.user)
    parts = compare(desk["live"] and desk["live"].words, post.words)
    return admin.site.each_context(request) | desk | {"post": post, "is_changed": desk["is_to_sign"], "parts": parts}


def desk_of(post, user):
    """This will give every staff page about a post where it stands, what was found, and what this person may do."""
    at = timezone.now()
    asks = signers.what_signing_asks(post, user)
    refusal = rules.refusal_to_sign(user, **asks)
    return {
        "standing": standing(post),
        "is_to_sign": has_unsigned_changes(post),
        "live": Edition.objects.filter(pk=post.live_id).first(),
        "refusal": refusal,
        "may_in_emergency": bool(refusal) and not rules.refusal_to_sign(user, **asks, is_emergency=True),
        "planned": post.editions.planned(at).first(),
        "may_set_conversation": not rules.refusal_to_set_conversation(user),
        "asked": post.review_requests.waiting(at).select_related("asked_of").first(),
        **checks.report(post, at=at),
    }
