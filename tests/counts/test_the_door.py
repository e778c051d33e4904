"""Reads are noted at the door: of pages that Django makes, of pages from memory, and of members' pages."""

import pytest
from django.test import Client

from blog.comments.models import Comment
from tests import factories
from tests.page_cache.conftest import Site, connection_of_the_test  # noqa: F401  The server's own ways.

ARTICLE = "/posts/your-skin-barrier-in-one-page/"


@pytest.fixture
def noted():
    return []


@pytest.fixture
def site(clinic, edition, noted):
    return Site(on_read=lambda environ, post_id: noted.append((environ["PATH_INFO"], post_id)))


def cookies_of(user):
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())


def test_a_page_is_noted_when_it_is_made_and_when_it_comes_from_memory(site, edition, noted):
    for _ in range(3):
        assert site.get(ARTICLE).status == 200

    assert site.made == 1
    assert noted == [(ARTICLE, edition.post_id)] * 3


def test_a_page_that_a_browser_has_still_is_noted(site, noted):
    tag = site.get(ARTICLE).headers["ETag"]

    assert site.get(ARTICLE, HTTP_IF_NONE_MATCH=tag).status == 304
    assert len(noted) == 2


def test_a_page_that_was_made_anew_is_noted_once(site, edition, noted, priya):
    site.get(ARTICLE)
    factories.comment(edition, by=priya)

    site.get(ARTICLE)

    assert Comment.objects.exists()
    assert len(noted) == 2


def test_a_members_page_is_noted_and_that_of_staff_is_not(site, noted, priya, ben):
    site.get(ARTICLE, HTTP_COOKIE=cookies_of(ben))
    assert noted == []

    site.get(ARTICLE, HTTP_COOKIE=cookies_of(priya))
    assert len(noted) == 1


@pytest.mark.parametrize("address", ["/", "/topics/how-skin-works/", "/posts/nothing/", "/feed/", "/search/?q=skin"])
def test_what_shows_no_article_is_not_noted(site, noted, address):
    site.get(address)
    site.get(address)

    assert noted == []


def test_a_page_without_anybody_who_counts_works_the_same(clinic, edition):
    site = Site()

    assert [site.get(ARTICLE).status for _ in range(2)] == [200, 200]
