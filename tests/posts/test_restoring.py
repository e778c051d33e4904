"""/admin/blog/post/<key>/restore/<edition>/: an earlier text comes back into the working copy, and nowhere else."""

import pytest
from django.utils import timezone

from blog.audit.models import Entry
from blog.editions.models import Edition, Tag
from blog.posts.models import Post
from tests import factories
from tests.images import files
from tests.posts.conftest import at, text_of


@pytest.fixture
def rewritten(edition, grace, topic):
    """The signed article, of which Grace has changed everything since."""
    post = Post.objects.get(pk=edition.post_id)
    post.title, post.slug, post.body, post.interests = "Rewritten", "rewritten", "<p>Other words.</p>", "None."
    post.topic = factories.topic("Light")
    post.save()
    post.sources.all().delete()
    post.tags.add(Tag.objects.create(name="New", slug="new"))
    factories.posts.note_writer(post=post, writer=grace)
    return post


@pytest.fixture
def restore(client):
    """Reads the page that asks, and presses its button."""

    def restore(edition, *, by, **typed):
        address = f"/admin/blog/post/{edition.post_id}/restore/{edition.pk}/"
        digest = at(client, by).get(address).context["post"].digest
        return client.post(address, {"digest": digest} | typed)

    return restore


def test_the_signed_words_come_back_to_the_letter(restore, edition, rewritten, ben):
    response = restore(edition, by=ben)

    assert (response.status_code, response["Location"]) == (302, f"/admin/blog/post/{edition.post_id}/change/")
    assert Post.objects.get().words == edition.words
    assert Post.objects.get().digest == edition.digest


def test_tags_and_the_cover_come_back(restore, edition, post, add, amara, ben):
    picture = add(files.jpeg())
    post.tags.add(Tag.objects.create(name="Barrier", slug="barrier"))
    Post.objects.filter(pk=post.pk).update(cover=picture)
    signed = factories.signed(post, by=amara, at=timezone.now())
    Post.objects.filter(pk=post.pk).update(cover=None, title="Rewritten")
    post.tags.clear()

    restore(signed, by=ben)

    again = Post.objects.get()
    assert (again.cover, [tag.name for tag in again.tags.all()]) == (picture, ["Barrier"])
    assert again.digest == signed.digest


def test_nothing_public_changes(client, restore, clinic, edition, rewritten, ben):
    before = list(Edition.objects.values())

    restore(edition, by=ben)

    assert list(Edition.objects.values()) == before


def test_whoever_brings_a_text_back_counts_as_its_writer(restore, edition, rewritten, amara, joan):
    version = rewritten.version

    restore(edition, by=amara)

    post = Post.objects.get()
    assert amara in post.writers.all()
    assert (post.version > version, post.changed_by) == (True, amara)


def test_they_cannot_then_sign_alone(client, restore, clinic, edition, rewritten, amara):
    restore(edition, by=amara)

    page = at(client, amara).get(f"/admin/blog/post/{edition.post_id}/sign/")

    assert "emergency_reason" in page.context["form"].fields
    assert "You wrote some of these words" in text_of(page)


def test_it_is_on_record(restore, edition, rewritten, ben):
    restore(edition, by=ben)

    entry = Entry.objects.get(act="restored")
    assert (entry.by, entry.post_id, entry.digest, entry.detail["edition"]) == (
        ben, edition.post_id, edition.digest, edition.pk,
    )  # fmt: skip


def test_looking_brings_nothing_back(client, edition, rewritten, ben):
    page = at(client, ben).get(f"/admin/blog/post/{edition.post_id}/restore/{edition.pk}/")

    assert "What changes in the working copy" in text_of(page)
    assert Post.objects.get().title == "Rewritten"
    assert not Entry.objects.filter(act="restored").exists()


def test_words_that_nobody_has_seen_are_not_written_over(restore, edition, rewritten, ben):
    response = restore(edition, by=ben, digest="0" * 64)

    assert response.status_code == 409
    assert "The working copy changed while you were looking at it." in text_of(response)
    assert Post.objects.get().title == "Rewritten"


@pytest.mark.parametrize("digest", ["", "\0", "x" * 100_000])
def test_a_form_that_makes_no_sense_is_shown_again(restore, edition, rewritten, ben, digest):
    assert restore(edition, by=ben, digest=digest).status_code == 409


def test_an_address_that_another_article_has_now_stays_away(restore, edition, rewritten, topic, ben):
    Post.objects.filter(pk=rewritten.pk).update(slug="rewritten")
    factories.post(topic=topic, writer=ben, title="Another", slug=edition.slug)

    restore(edition, by=ben)

    post = Post.objects.get(pk=rewritten.pk)
    assert (post.title, post.slug) == (edition.title, "rewritten")


def test_what_the_working_copy_says_already_offers_no_button(client, edition, ben):
    page = at(client, ben).get(f"/admin/blog/post/{edition.post_id}/restore/{edition.pk}/")

    assert "The working copy says this already." in text_of(page)
    assert "Bring this text back</button>" not in page.content.decode()


def test_what_the_working_copy_says_already_notes_nobody(restore, edition, ben):
    restore(edition, by=ben)

    assert not Post.objects.get().writers.exists()
    assert not Entry.objects.filter(act="restored").exists()


def test_an_edition_of_another_article_is_not_there(client, edition, topic, ben):
    other = factories.post(topic=topic, writer=ben, title="Another")

    assert at(client, ben).get(f"/admin/blog/post/{other.pk}/restore/{edition.pk}/").status_code == 404


def test_the_page_of_an_edition_leads_to_it(client, edition, ben):
    page = at(client, ben).get(f"/admin/blog/edition/{edition.pk}/change/").content.decode()

    assert f'href="/admin/blog/post/{edition.post_id}/restore/{edition.pk}/"' in page


@pytest.mark.parametrize("who", ["mo", "priya"])
def test_others_cannot(request, client, edition, rewritten, who):
    address = f"/admin/blog/post/{edition.post_id}/restore/{edition.pk}/"

    response = at(client, request.getfixturevalue(who)).post(address, {"digest": rewritten.digest})

    assert response.status_code in (302, 403)
    assert Post.objects.get().title == "Rewritten"
