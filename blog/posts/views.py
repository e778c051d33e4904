"""What staff look at besides the form: one article as readers would see it, and what changed in it."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog import rules
from blog.editions import actions as editions
from blog.editions.models import Edition
from blog.posts import actions, checks
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
    at = timezone.now()
    edition = actions.edition_from(find(pk, at=at), at=at)
    editions.derive(edition)
    context = pages.post(edition, request=request, at=at, is_preview=True)
    response = render(request, "blog/reading/post.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def compare_with_live(request, pk):
    rules.require(rules.refusal_to_see_unsigned(request.user))
    post = find(pk, at=timezone.now())
    return render(request, "blog/posts/compare.html", comparison(post, request) | {"title": "What changed"})


def comparison(post, request):
    """This will give a page about one post the differences between its words and what is live."""
    live = Edition.objects.filter(pk=post.live_id).first()
    return admin.site.each_context(request) | {
        "post": post,
        "live": live,
        "standing": standing(post),
        "is_changed": has_unsigned_changes(post),
        "parts": compare(live and live.words, post.words),
        "planned": post.editions.planned(timezone.now()).first(),
        **checks.report(post, at=timezone.now()),
        "refusal": actions.refusal_to_sign(post, request.user),
    }
