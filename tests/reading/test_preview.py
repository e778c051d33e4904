"""The public page made of an edition that nobody has signed yet."""

from datetime import timedelta

import pytest
from django.shortcuts import render

from blog.clinic.models import Clinic
from blog.editions.actions import derive
from blog.posts.actions import edition_from
from blog.reading import pages
from tests import factories
from tests.reading.page import headlines, part, words


@pytest.fixture
def preview(rf, ben, now):
    """Renders what signing a post now would make."""

    def preview(post, at=now):
        request = rf.get("/admin/somewhere/")
        request.user, request.resolver_match = ben, None
        edition = edition_from(type(post).objects.get(pk=post.pk), at=at)
        derive(edition)
        return render(
            request, "blog/reading/post.html", pages.article(edition, clinic=Clinic.current(), at=at, is_preview=True)
        )

    return preview


def test_a_preview_shows_the_words_and_says_that_nobody_signed_them(preview, post, clinic):
    response = preview(post)

    assert words(part(response, '<p class="notice gap-small" role="status">', "</p>")) == (
        "Preview. Not signed, not public."
    )
    assert words(part(response, "<title>", "</title>")) == "Preview: Your skin barrier, in one page – Alder Row"
    assert words(part(response, '<div class="prose">', "</div>")).startswith("Skin keeps water in.")


def test_a_preview_has_no_signature(preview, post, clinic):
    response = preview(post)

    signature = part(response, '<section class="signed-by', "</section>")
    assert "Not signed yet" in words(signature)
    assert "Signed off" not in words(signature)
    assert "seal" not in signature.replace("without-seal", "")


def test_a_preview_leaves_comments_and_related_articles_out(preview, edition, topic, ben, amara, priya, clinic):
    factories.comment(edition, by=priya, body="Said in public.")
    factories.signed(factories.post(topic=topic, writer=ben, title="Another"), by=amara)

    response = preview(edition.post)

    assert headlines(response) == []
    assert 'id="comments"' not in response.content.decode()
    assert "Said in public." not in response.content.decode()
    assert words(part(response, '<nav class="contents"', "</nav>").split(">", 1)[1]) == (
        "On this page What it does Sources About this page"
    )


def test_a_preview_is_not_overdue(preview, post, clinic, now):
    assert "passed its review date" not in preview(post, at=now - timedelta(days=400)).content.decode()
