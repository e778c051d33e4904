"""What staff do to posts: note who wrote, and sign."""

from datetime import timedelta

from django.db import transaction

from blog import rules
from blog.editions import actions as editions
from blog.editions.models import WORDS, Edition
from blog.posts.models import Post

CHANGED_MEANWHILE = "The article changed while you were reading it. Here is how it stands now: read it and sign again."


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
def sign(*, post_id, shown_digest, signer, at, change_note, is_whole_review, review_in_days):
    """This will sign a post's words and make them public from `at`.

    shown_digest is the digest of what the signer read; if the post has changed since, nothing happens but `Refused`.
    """
    post = Post.objects.select_for_update().get(pk=post_id)
    if post.digest != shown_digest:
        raise rules.Refused(CHANGED_MEANWHILE)
    edition = edition_from(
        post, at=at, change_note=change_note, is_whole_review=is_whole_review, review_in_days=review_in_days
    )
    edition = editions.sign_off(edition=edition, signer=signer, at=at)
    post.writers.clear()
    Post.objects.filter(pk=post.pk).update(change_note="")
    return edition


@transaction.atomic
def note_writer(*, post, writer):
    """This will remember who changed a post's words, so that somebody else signs them."""
    rules.require(rules.refusal_to_write(writer))
    post.writers.add(writer)
