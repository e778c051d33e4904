"""The page on which a clinician signs. Looking at it signs nothing; its one button does."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.editions.models import Edition
from blog.posts import actions
from blog.posts.forms import SignForm
from blog.posts.standing import has_unsigned_changes
from blog.posts.views import comparison, find


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """This will show what would be signed, and sign it when the button is pressed."""
    at = timezone.now()
    post = find(pk, at=at)
    rules.require(actions.refusal_to_sign(post, request.user))
    if request.method != "POST":
        return page(request, post, fresh_form(post))
    form = SignForm(request.POST, must_be_whole=must_be_whole(post))
    if form.has_error("digest") or form.has_error("compared_with"):
        return shown_again(request, post, form, actions.CHANGED_MEANWHILE)
    if not form.is_valid():
        return page(request, post, form, status=422)
    try:
        edition = actions.sign(post_id=post.pk, signer=request.user, at=at, **form.decision)
    except rules.Refused as refused:
        return refused_page(request, pk, form, refused.sentence)
    LogEntry.objects.log_actions(request.user.pk, [post], CHANGE, "Signed, word for word.", single_object=True)
    return signed(request, post, edition)


def must_be_whole(post):
    """The first signature, and one without any change, are for the whole page."""
    return post.live_id is None or not has_unsigned_changes(post)


def fresh_form(post, **typed):
    """This will make a form for what the page shows now, with what was typed before kept."""
    shown = {"digest": post.digest, "compared_with": post.live_id}
    return SignForm(initial={"change_note": post.change_note} | typed | shown, must_be_whole=must_be_whole(post))


def refused_page(request, pk, form, sentence):
    """This will show the article as it stands now, unless the button was only pressed twice."""
    post = find(pk, at=timezone.now())
    rules.require(actions.refusal_to_sign(post, request.user))
    live = Edition.objects.filter(pk=post.live_id).first()
    is_sent_twice = live and live.signer_id == request.user.pk and live.digest == form.decision["shown_digest"]
    if is_sent_twice and live.pk != form.decision["compared_with"]:
        return signed(request, post, live)
    return shown_again(request, post, form, sentence)


def shown_again(request, post, form, sentence):
    typed = {name: form.data.get(name, "") for name in ("change_note", "review_in_days", "live_from", "live_until")}
    return page(request, post, fresh_form(post, **typed), sentence=sentence, status=409)


def page(request, post, form, *, sentence="", status=200):
    practitioner = request.user.practitioner
    context = comparison(post, request) | {
        "title": "Sign",
        "form": form,
        "sentence": sentence,
        "practitioner": practitioner,
        "is_check_current": practitioner.is_check_current(on=timezone.localdate()),
        "is_own": post.writers.filter(pk=request.user.pk).exists(),
    }
    return render(request, "blog/posts/sign.html", context, status=status)


def signed(request, post, edition):
    review = date_format(timezone.localtime(edition.review_due_at), "j F Y")
    if edition.live_from > timezone.now():
        starts = date_format(timezone.localtime(edition.live_from), "j F Y, H:i")
        messages.success(request, f"Signed. It goes live on {starts}. Next review: {review}.")
    else:
        sentence = 'Signed and live: <a href="{}">{}</a>. Next review: {}.'
        messages.success(request, format_html(sentence, edition.get_absolute_url(), edition.title, review))
    return redirect("admin:blog_post_change", post.pk)
