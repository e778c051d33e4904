"""The page on which a clinician signs. Looking at it signs nothing; its one button does."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.editions.models import Edition
from blog.posts import actions, requests, signers
from blog.posts.forms import SignForm
from blog.posts.standing import has_unsigned_changes
from blog.posts.views import comparison, find

IN_THE_ADMIN = "blog/posts/_page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """This will show what would be signed, and sign it when the button is pressed."""
    at = timezone.now()
    post = find(pk, at=at)
    review = requests.waiting_for(request.user, post, at=at) if request.user.is_authenticated else None
    return signing_page(request, post, at=at, review=review)


def signing_page(request, post, *, at, review=None, layout=IN_THE_ADMIN, links=None, done=None, sentence=""):
    """This will answer with the page, or sign and lead on. It is the same in the admin and behind a mailed link.

    review: the request that the signer could answer, if any. layout: the template round the page. links: addresses
    that differ by it. done: what makes the answer after signing. sentence: why it cannot be signed right now.
    """
    rules.require(signers.refusal_to_sign(post, request.user, is_emergency=True))
    desk = Desk(request, post, at=at, review=review, layout=layout, links=links or {})
    if request.method != "POST":
        return desk.page(desk.fresh_form())
    form = desk.form(request.POST)
    if sentence:
        return desk.shown_again(form, sentence)
    if form.has_error("digest") or form.has_error("compared_with"):
        return desk.shown_again(form, actions.CHANGED_MEANWHILE)
    if not form.is_valid():
        return desk.page(form, status=422)
    try:
        edition = actions.sign(post_id=post.pk, signer=request.user, at=at, **form.decision)
    except rules.Refused as refused:
        edition = desk.signed_already(form)
        if edition is None:
            return desk.now().shown_again(form, refused.sentence)
    else:
        LogEntry.objects.log_actions(request.user.pk, [post], CHANGE, _("Signed, word for word."), single_object=True)
    return (done or to_the_post)(request, edition)


class Desk:
    """One signer before one article as it stood at one moment."""

    def __init__(self, request, post, *, at, review, layout, links):
        self.request, self.post, self.at, self.review = request, post, at, review
        self.layout, self.links = layout, links
        self.is_own = signers.refusal_to_sign(post, request.user) is not None

    def now(self):
        """This will give the same desk with the article as it stands now."""
        post = find(self.post.pk, at=timezone.now())
        rules.require(signers.refusal_to_sign(post, self.request.user, is_emergency=True))
        return Desk(self.request, post, at=self.at, review=self.review, layout=self.layout, links=self.links)

    def form(self, sent=None, **how):
        """The first signature, and one without any change, are for the whole page; own words need an emergency."""
        must_be_whole = self.post.live_id is None or not has_unsigned_changes(self.post)
        return SignForm(sent, must_be_whole=must_be_whole, is_own=self.is_own, **how)

    def fresh_form(self, **typed):
        """This will make a form for what the page shows now, with what was typed before kept."""
        shown = {"digest": self.post.digest, "compared_with": self.post.live_id}
        return self.form(initial={"change_note": self.post.change_note} | typed | shown)

    def shown_again(self, form, sentence):
        names = ("change_note", "review_in_days", "live_from", "live_until", "emergency_reason")
        typed = {name: form.data.get(name, "") for name in names}
        return self.page(self.fresh_form(**typed), sentence=sentence, status=409)

    def signed_already(self, form):
        """This will give the live edition if the button was only pressed twice, or None."""
        live = Edition.objects.live(timezone.now()).filter(post=self.post, signer=self.request.user).first()
        decision = form.decision
        if live and live.digest == decision["shown_digest"] and live.pk != decision["compared_with"]:
            return live

    def page(self, form, *, sentence="", status=200):
        practitioner = self.request.user.practitioner
        context = comparison(self.post, self.request) | {
            "title": _("Sign"),
            "layout": self.layout,
            "links": self.links,
            "form": form,
            "review": self.review,
            "sentence": sentence,
            "practitioner": practitioner,
            "is_check_current": practitioner.is_check_current(on=timezone.localdate()),
            "is_own": self.post.writers.filter(pk=self.request.user.pk).exists(),
        }
        return render(self.request, "blog/posts/sign.html", context, status=status)


def to_the_post(request, edition):
    """This will lead back to the article's desk with a sentence on what was signed."""
    review = date_format(timezone.localtime(edition.review_due_at), "j F Y")
    if edition.live_from > timezone.now():
        starts = date_format(timezone.localtime(edition.live_from), "j F Y, H:i")
        messages.success(
            request, _("Signed. It goes live on %(when)s. Next review: %(day)s.") % {"when": starts, "day": review}
        )
    else:
        sentence = _('Signed and live: <a href="{address}">{title}</a>. Next review: {day}.')
        named = {"address": edition.get_absolute_url(), "title": edition.title, "day": review}
        messages.success(request, format_html(sentence, **named))
    return redirect("admin:blog_post_change", edition.post_id)
