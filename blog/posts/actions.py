"""What staff do to posts: note who wrote, and sign."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.editions import actions as editions
from blog.editions.models import WORDS, Edition
from blog.posts import checks, requests
from blog.posts.models import Post

CHANGED_MEANWHILE = _(
    "The article changed while you were reading it. Here is how it stands now: read it and sign again."
)
SIGNED_MEANWHILE = _("The article was signed while you were reading it. Here is how it stands now.")
ANY = object()


def edition_from(post, *, review_in_days=182, is_whole_review=True, change_note="", at):
    """This will make the unsaved edition that signing the post would save: the preview is made of it too."""
    words = post.words
    edition = Edition(
        **{name: words[name] for name in WORDS},
        post=post,
        topic=post.topic,
        motif=post.topic.motif,
        change_note=change_note,
        is_whole_review=is_whole_review,
        review_due_at=at + timedelta(days=review_in_days),
    )
    edition.writer_ids = set(post.writers.values_list("pk", flat=True))
    return edition


@transaction.atomic
def sign(
    *,
    post_id,
    shown_digest,
    signer,
    at,
    change_note,
    is_whole_review,
    review_in_days,
    compared_with=ANY,
    live_from=None,
    live_until=None,
    emergency_reason="",
):
    """This will sign a post's words and make them public from live_from (now if None) until live_until.

    shown_digest is the digest of what the signer read, compared_with the key of the live edition it was compared with
    (None: there was none); if either has changed since, nothing happens but `Refused`. So it is while the guard finds
    something that stops signing. A signature on less than the whole page leaves the dates of the last and the next
    review as they were. emergency_reason: why the signer's own words cannot wait for a second pair of eyes; such an
    edition is owed another clinician's signature.
    """
    post = Post.objects.select_for_update().get(pk=post_id)
    live = Edition.objects.live(at).filter(post=post).first()
    if post.digest != shown_digest:
        raise rules.Refused(CHANGED_MEANWHILE)
    if compared_with is not ANY and compared_with != (live and live.pk):
        raise rules.Refused(SIGNED_MEANWHILE)
    rules.require(checks.refusal_of_words(post, change_note=change_note, at=at))
    edition = edition_from(
        post,
        at=live_from or at,
        change_note=change_note,
        is_whole_review=is_whole_review,
        review_in_days=review_in_days,
    )
    if live and not is_whole_review:
        edition.review_due_at = live.review_due_at
    edition = editions.sign_off(
        edition=edition,
        signer=signer,
        at=at,
        live_from=live_from,
        live_until=live_until,
        emergency_reason=emergency_reason,
    )
    requests.close(post, signer=signer, at=at)
    post.writers.clear()
    Post.objects.filter(pk=post.pk).update(change_note="", version=F("version") + 1)
    return edition


@transaction.atomic
def note_writer(*, post, writer, at=None):
    """This will remember who changed a post's words, so that somebody else signs them."""
    rules.require(rules.refusal_to_write(writer))
    post.writers.add(writer)
    count_save(post=post, by=writer, at=at)
    if at:
        record(at=at, by=writer, act=Entry.Act.WROTE, subject=post, post_id=post.pk, digest=post.digest)


@transaction.atomic
def count_save(*, post, by, at=None):
    """This will count a save that changed a post, so that a form opened before it is not saved over it unseen."""
    rules.require(rules.refusal_to_write(by))
    moved = {"changed_at": at} if at else {}
    Post.objects.filter(pk=post.pk).update(version=F("version") + 1, changed_by=by, **moved)
