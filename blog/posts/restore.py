"""Bringing the words of an earlier edition back into the working copy. Nothing public changes by it."""

from datetime import date

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.editions.addresses import refusal_of_address
from blog.editions.models import Edition, Tag
from blog.images.models import Image
from blog.posts.actions import note_writer
from blog.posts.compare import compare
from blog.posts.models import Post, Source, pictures_in
from blog.posts.views import find

WORDS = (
    "title", "standfirst", "body", "author_name", "author_role", "author_registration", "interests", "search_title",
    "search_description", "social_title", "social_description",
)  # fmt: skip
CHANGED_MEANWHILE = _("The working copy changed while you were looking at it. Here is how it stands now.")


@transaction.atomic
def bring_back(*, edition_id, by, at, shown_digest):
    """This will write the words of an edition into the working copy of its post, and return the post.

    shown_digest: of the working copy that was shown as what is replaced. Whoever brings words back counts as their
    writer. Raises `Refused`.
    """
    rules.require(rules.refusal_to_write(by))
    edition = Edition.objects.select_related("topic").get(pk=edition_id)
    post = Post.objects.select_for_update().get(pk=edition.post_id)
    if post.digest != shown_digest:
        raise rules.Refused(CHANGED_MEANWHILE)
    copy_words(edition, post)
    post = Post.objects.get(pk=post.pk)
    if post.digest != shown_digest:
        note_writer(post=post, writer=by)
        record(
            at=at, by=by, act=Entry.Act.RESTORED, subject=post, post_id=post.pk, digest=post.digest,
            edition=edition.pk, signed_at=edition.signed_at.isoformat(),
        )  # fmt: skip
    return post


def copy_words(edition, post):
    """This will copy what was signed. Its address stays away if it has become another article's."""
    for name in WORDS:
        setattr(post, name, getattr(edition, name))
    if may_have_address(post, edition.slug):
        post.slug = edition.slug
    post.topic = edition.topic
    post.cover = cover_of(edition)
    post.save()
    post.tags.set(Tag.objects.filter(name__in=edition.tags))
    post.sources.all().delete()
    for position, source in enumerate(edition.sources, 1):
        checked_on = date.fromisoformat(source["checked_on"])
        Source.objects.create(post=post, position=position, **source | {"checked_on": checked_on})


def cover_of(edition):
    covers = [details["id"] for details in edition.pictures if details.get("is_cover")]
    return Image.objects.filter(pk__in=covers).first()


def words_after(edition, post):
    """This will give what the working copy would say: its pictures are described as the library describes them now."""
    return edition.words | {
        "slug": edition.slug if may_have_address(post, edition.slug) else post.slug,
        "topic_name": edition.topic.name,
        "pictures": pictures_in(edition.body, cover=cover_of(edition)),
        "tags": sorted(Tag.objects.filter(name__in=edition.tags).values_list("name", flat=True)),
    }


def may_have_address(post, slug):
    is_anothers = Post.objects.filter(slug=slug).exclude(pk=post.pk).exists()
    return not is_anothers and not refusal_of_address(slug, post_id=post.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, pk, edition_pk):
    """This will show what would change in the working copy, and bring the text back when the button is pressed."""
    rules.require(rules.refusal_to_write(request.user))
    at = timezone.now()
    post = find(pk, at=at)
    edition = Edition.objects.filter(pk=edition_pk, post_id=pk).first()
    if edition is None:
        raise Http404("This article has no such edition.")
    if request.method != "POST":
        return page(request, post, edition)
    try:
        bring_back(edition_id=edition.pk, by=request.user, at=at, shown_digest=request.POST.get("digest", ""))
    except rules.Refused as refused:
        return page(request, find(pk, at=at), edition, sentence=refused.sentence, status=409)
    said = gettext("Brought back the text that %(name)s signed.") % {"name": edition.signed_by_name}
    LogEntry.objects.log_actions(request.user.pk, [post], CHANGE, said, single_object=True)
    messages.success(request, f"{said} {gettext('Readers see nothing of it until a clinician signs.')}")
    return redirect("admin:blog_post_change", pk)


def page(request, post, edition, *, sentence="", status=200):
    words = words_after(edition, post)
    context = admin.site.each_context(request) | {
        "title": gettext("Bring an earlier text back"),
        "post": post,
        "edition": edition,
        "parts": [part for part in compare(post.words, words) if part.is_changed],
        "keeps_address": words["slug"] != edition.slug,
        "sentence": sentence,
    }
    return render(request, "blog/posts/restore.html", context, status=status)
