"""Signing from the link in a mail: no screens of the admin, one person, one digest, seven days."""

from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.coming_back import to_log_in
from accounts.recent import logged_in_within
from blog import rules
from blog.posts import requests, signers
from blog.posts.asking import ChangesForm
from blog.posts.models import ReviewRequest
from blog.posts.signing import signing_page
from blog.posts.views import find, preview_of

LAYOUT = "blog/posts/_link_page.html"
TO_LOOK, TO_SIGN = 30, 90  # minutes since the log-in
TOO_LONG_AGO = _("You logged in some time ago. Open the link from the mail again, log in, and sign then.")


def found_by(token, request, *, at):
    """This will give (the request, its post) to the one person it was sent to, once they have logged in."""
    review = requests.find(token)
    if review is None:
        raise Http404("No such link.")
    post = find(review.post_id, at=at)
    refusal = rules.refusal_to_answer(request.user, review, digest=post.digest, at=at)
    if refusal and request.user.pk == review.asked_of_id:
        return review, post, refusal
    rules.require(refusal)
    return review, post, None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, token):
    """This will show the article to the clinician who was asked, and sign it when the button is pressed."""
    at = timezone.now()
    review, post, refusal = found_by(token, request, at=at)
    if refusal:
        return answered(request, review, post, refusal)
    rules.require(signers.refusal_to_sign(post, request.user, is_emergency=True))
    if request.method != "POST" and not logged_in_within(request, minutes=TO_LOOK):
        return render(request, "blog/posts/log_in_again.html", page(token, review, post))
    is_too_late = request.method == "POST" and not logged_in_within(request, minutes=TO_SIGN)
    return signing_page(
        request,
        post,
        at=at,
        review=review,
        layout=LAYOUT,
        links=links(token),
        done=lambda *_: redirect("sign_by_link", token),
        sentence=TOO_LONG_AGO if is_too_late else "",
    )


@never_cache
@require_POST
def log_in_again(request, token):
    """This will end the session and lead through the log-in back to the link, so that whoever signs has just come."""
    logout(request)
    return to_log_in(request, links(token)["sign"])


@never_cache
@require_safe
def preview(request, token):
    """This will show the page that signing would make, to the clinician who was asked."""
    _, post, refusal = found_by(token, request, at=timezone.now())
    rules.require(refusal)
    return preview_of(request, post)


@never_cache
@require_POST
def changes(request, token):
    """This will send the article back with a note on what should change."""
    at = timezone.now()
    review, post, refusal = found_by(token, request, at=at)
    if refusal:
        return answered(request, review, post, refusal)
    form = ChangesForm(request.POST)
    if not form.is_valid():
        context = page(token, review, post) | {"form": form}
        return render(request, "blog/posts/changes_wanted.html", context, status=422)
    requests.want_changes(review_id=review.pk, by=request.user, at=at, note=form.cleaned_data["note"])
    return redirect("sign_by_link", token)


def answered(request, review, post, refusal):
    """This will say what became of a request that cannot be answered any more."""
    edition = post.editions.filter(digest=review.digest, signer=review.asked_of).order_by("-pk").first()
    is_signed = review.answer == ReviewRequest.Answer.SIGNED
    context = {"layout": LAYOUT, "title": gettext("Sign"), "post": post, "review": review, "refusal": refusal}
    context |= {"edition": edition if is_signed else None, "is_live": edition and edition.pk == post.live_id}
    return render(request, "blog/posts/answered.html", context, status=200 if review.answer else 410)


def page(token, review, post):
    return {"layout": LAYOUT, "title": gettext("Sign"), "post": post, "review": review, "links": links(token)}


def links(token):
    """This will give the addresses of the pages behind a link."""
    return {name: reverse(f"{name}_by_link", args=[token]) for name in ("sign", "log_in_again", "preview", "changes")}
