"""Asking a named clinician to sign, and their answers."""

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.clinic.letterhead import letterhead
from blog.outbox.actions import put
from blog.posts import checks, signers
from blog.posts.models import Post, ReviewRequest

SALT = "review request"
NEEDS_A_NOTE = _("Say what should change, in a few words.")


def clinicians():
    """This will give the people who can be asked: clinicians whose account has a practitioner's name and number."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True, groups__name=rules.CLINICIAN)
    return users.filter(practitioner__isnull=False).select_related("practitioner").order_by("practitioner__name")


@transaction.atomic
def ask(*, post_id, asked_of, asked_by, at, note=""):
    """This will ask a clinician to sign the post as it stands now, by mail with a link for them alone.

    An earlier request about this post that nobody has answered is overtaken. Raises `Refused`: it is not asked for
    what could not be signed.
    """
    rules.require(rules.refusal_to_write(asked_by))
    post = Post.objects.select_for_update().get(pk=post_id)
    rules.require(refusal_to_be_asked(asked_of, post))
    rules.require(checks.refusal_of_words(post, change_note=post.change_note, at=at))
    overtake(post, at=at)
    review = ReviewRequest.objects.create(
        post=post,
        digest=post.digest,
        asked_by=asked_by,
        asked_of=asked_of,
        asked_at=at,
        expires_at=at + ReviewRequest.HOLDS_FOR,
        note=note,
    )
    put(
        key=f"review-request-{review.pk}",
        to=asked_of.email,
        template="blog/posts/mail/please_sign.txt",
        context=letterhead() | {"review": review, "post": post, "path": link(review)},
        at=at,
    )
    note_in_audit(Entry.Act.ASKED, review, by=asked_by, at=at, asked_of=asked_of.display_name)
    return review


def refusal_to_be_asked(user, post):
    """This will return the sentence against asking this person, or None: the answer could only be a refusal."""
    refusal = signers.refusal_to_sign(post, user)
    if refusal and post.writers.filter(pk=user.pk).exists():
        return gettext("%(name)s wrote some of these words. Ask another clinician.") % {"name": user.display_name}
    sentence = gettext("%(name)s cannot sign: the account has no clinician's role, name and number.")
    return refusal and sentence % {"name": user.display_name}


def link(review):
    """This will give the path of the link that only its clinician can use, once they have logged in."""
    return reverse("sign_by_link", args=[signing.dumps(review.pk, salt=SALT)])


def find(token):
    """This will give the request behind a link, or None if the link is not one of ours."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return ReviewRequest.objects.select_related("asked_by", "asked_of").filter(pk=pk).first()


def waiting_for(user, post, *, at):
    """This will give the open request to this person about a post, or None."""
    found = ReviewRequest.objects.waiting(at).select_related("asked_by", "asked_of")
    return found.filter(post=post, asked_of=user).first()


@transaction.atomic
def want_changes(*, review_id, by, at, note):
    """This will send a post back to whoever asked, with a note on what to change, by mail too."""
    review = ReviewRequest.objects.select_for_update(of=("self",)).select_related("asked_of").get(pk=review_id)
    rules.require(rules.refusal_to_answer(by, review, digest=review.post.digest, at=at))
    review.answer, review.answered_at, review.answer_note = ReviewRequest.Answer.CHANGES, at, note
    review.save(update_fields=["answer", "answered_at", "answer_note"])
    put(
        key=f"changes-wanted-{review.pk}",
        to=review.asked_by.email,
        template="blog/posts/mail/changes_wanted.txt",
        context=letterhead()
        | {"review": review, "post": review.post, "path": reverse("admin:blog_post_change", args=[review.post_id])},
        at=at,
    )
    note_in_audit(Entry.Act.WANTED_CHANGES, review, by=by, at=at, note=note)


def overtake(post, *, at):
    """This will close the open request about a post, because a newer one or a signature has come."""
    post.review_requests.filter(answer="").update(answer=ReviewRequest.Answer.OVERTAKEN, answered_at=at)


def close(post, *, signer, at):
    """This will close the open request about a post that somebody has just signed: their own as signed."""
    post.review_requests.filter(answer="", asked_of=signer).update(answer=ReviewRequest.Answer.SIGNED, answered_at=at)
    overtake(post, at=at)


def note_in_audit(act, review, *, by, at, **detail):
    record(at=at, by=by, act=act, subject=review.post, post_id=review.post_id, digest=review.digest, **detail)
