"""The address of a signed article, changed at the desk: the old one leads on, and nobody else may have it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at, errors_of, text_of

OLD = "your-skin-barrier-in-one-page"
TAKEN = ["Another article is or was at this address, and old links lead to it. Choose a different one."]


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def move(change, sign, amara, ben):
    """Ben types a new address and Dr Amara signs."""

    def move(post, slug):
        assert change(post, by=ben, slug=slug).status_code == 302
        assert sign(post, by=amara).status_code == 302

    return move


def leads_to(client, slug):
    response = client.get(f"/posts/{slug}/")
    return response.status_code, response.headers.get("Location")


def test_the_form_says_what_becomes_of_the_old_address(client, edition, ben):
    assert "the old address will lead here" in text_of(
        at(client, ben).get(f"/admin/blog/post/{edition.post_id}/change/")
    )


def test_the_form_of_what_nobody_signed_does_not(client, post, ben):
    assert "the old address will lead here" not in text_of(at(client, ben).get(f"/admin/blog/post/{post.pk}/change/"))


def test_a_new_address_is_nothing_until_it_is_signed(client, change, edition, ben):
    change(edition.post, by=ben, slug="second")

    assert leads_to(client, OLD)[0] == 200
    assert leads_to(client, "second")[0] == 404


def test_old_addresses_lead_straight_to_the_newest(client, edition, move):
    move(edition.post, "second")
    move(edition.post, "third")

    assert leads_to(client, OLD) == (302, "/posts/third/")
    assert leads_to(client, "second") == (302, "/posts/third/")
    assert leads_to(client, "third")[0] == 200


def test_going_back_makes_no_loop(client, edition, move):
    move(edition.post, "second")
    move(edition.post, OLD)

    assert leads_to(client, OLD)[0] == 200
    assert leads_to(client, "second") == (302, f"/posts/{OLD}/")


def test_an_address_that_was_another_articles_is_refused_at_its_field(client, change, edition, move, topic, ben):
    move(edition.post, "second")
    other = factories.post(topic=topic, writer=ben, title="Light and lasers")

    response = change(other, by=ben, slug=OLD, standfirst="Typed and kept.")

    assert errors_of(response)[0] == {"slug": TAKEN}
    assert "Typed and kept." in response.content.decode()
    assert Post.objects.get(pk=other.pk).slug == "light-and-lasers"
    assert leads_to(client, OLD) == (302, "/posts/second/")


def test_the_address_of_a_cancelled_edition_is_free(client, change, post, topic, ben, amara, now):
    factories.signed(post, by=amara, at=timezone.now(), live_from=now + timedelta(days=1))
    at(client, ben).post(f"/admin/blog/post/{post.pk}/cancel/")
    change(post, by=ben, slug="second")
    other = factories.post(topic=topic, writer=ben, title="Light and lasers")

    assert change(other, by=ben, slug=OLD).status_code == 302


def test_an_address_that_is_planned_for_another_article_is_refused(change, post, topic, ben, amara, now):
    factories.signed(post, by=amara, at=timezone.now(), live_from=now + timedelta(days=1))
    change(post, by=ben, slug="second")
    other = factories.post(topic=topic, writer=ben, title="Light and lasers")

    assert errors_of(change(other, by=ben, slug=OLD))[0] == {"slug": TAKEN}
