"""/admin/blog/post/<key>/preview/: the page that signing now would make, for staff only."""

import re

import pytest

from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    """Every public page needs its clinic."""


def words_of_the_article(response):
    """This will give the title and the text of a public page as they stand in its HTML."""
    page = response.content.decode()
    return [re.search(pattern, page, re.DOTALL)[0] for pattern in ("<h1>.*?</h1>", r'<div class="prose">.*?</div>\n')]


def test_staff_see_the_words_as_they_stand_now(client, changed, ben):
    response = at(client, ben).get(f"/admin/blog/post/{changed.pk}/preview/")

    assert response.status_code == 200
    assert "It keeps water in and trouble out." in text_of(response)
    assert "Not signed, not public." in text_of(response)


def test_the_preview_is_the_page_that_signing_makes(client, post, amara):
    preview = at(client, amara).get(f"/admin/blog/post/{post.pk}/preview/")
    factories.signed(post, by=amara)
    public = client.get(f"/posts/{post.slug}/")

    assert words_of_the_article(preview) == words_of_the_article(public)


def test_a_preview_is_kept_nowhere_and_found_by_nobody(client, post, ben):
    response = at(client, ben).get(f"/admin/blog/post/{post.pk}/preview/")

    assert "no-store" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_looking_at_a_preview_changes_nothing(client, changed, ben):
    before = Post.objects.values().get(), Edition.objects.values().get()

    at(client, ben).get(f"/admin/blog/post/{changed.pk}/preview/")

    assert (Post.objects.values().get(), Edition.objects.values().get()) == before


def test_a_preview_is_only_looked_at(client, post, ben):
    assert at(client, ben).post(f"/admin/blog/post/{post.pk}/preview/").status_code == 405


def test_a_preview_of_an_article_without_a_word_is_no_error(client, post, ben):
    Post.objects.update(body="", author_role="", standfirst="")
    post.sources.all().delete()

    assert at(client, ben).get(f"/admin/blog/post/{post.pk}/preview/").status_code == 200
