"""/admin/blog/edition/ and /admin/blog/topic/: what was signed, to look at; and topics, which managers keep."""

import pytest

from blog.editions.models import Edition, Topic
from tests import factories
from tests.posts.conftest import at, text_of


def test_the_list_says_who_signed_what_and_when(client, edition, ben, now):
    page = text_of(at(client, ben).get("/admin/blog/edition/"))

    assert "Your skin barrier, in one page Dr Amara Okafor" in page
    assert edition.digest[:12] in page
    assert "Since" in page


def test_an_edition_that_is_over_says_from_when_to_when(client, edition, ben, now):
    Edition.objects.update(live_until=now)

    page = at(client, ben).get("/admin/blog/edition/")

    assert "Since" not in text_of(page)
    assert f'href="/posts/{edition.slug}/"' not in page.content.decode()


def test_one_edition_shows_its_signature_and_its_words(client, edition, ben):
    page = text_of(at(client, ben).get(f"/admin/blog/edition/{edition.pk}/change/"))

    for words in (
        edition.digest,
        "Dr Amara Okafor",
        "Consultant dermatologist",
        "GMC 0000000",
        "Skin keeps water in.",
        "1. Source 1. NHS, 2024. https://www.nhs.uk/",
    ):
        assert words in page


def test_an_edition_has_nothing_to_press(client, edition, grace):
    page = at(client, grace).get(f"/admin/blog/edition/{edition.pk}/change/").content.decode()

    assert 'name="_save"' not in page
    assert "<textarea" not in page
    assert "deletelink" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, topic, ben, amara, count, django_assert_num_queries
):
    for number in range(count):
        factories.signed(factories.post(topic=topic, writer=ben, title=f"Article {number}"), by=amara)
    at(client, ben)
    client.get("/admin/blog/edition/")

    with django_assert_num_queries(9):
        client.get("/admin/blog/edition/")


def test_a_topic_that_readers_may_have_kept_keeps_its_address(client, edition, grace):
    address = f"/admin/blog/topic/{edition.topic_id}/change/"

    at(client, grace).post(address, {"name": "Skin", "slug": "elsewhere", "motif": "light"})

    assert list(Topic.objects.values_list("name", "slug", "motif")) == [("Skin", "how-skin-works", "light")]


def test_a_topic_without_articles_can_move_and_go(client, topic, grace):
    address = f"/admin/blog/topic/{topic.pk}/"
    at(client, grace).post(f"{address}change/", {"name": "Skin", "slug": "elsewhere", "motif": "light"})
    assert Topic.objects.get().slug == "elsewhere"

    client.post(f"{address}delete/", {"post": "yes"})
    assert not Topic.objects.exists()


def test_a_topic_with_articles_stays(client, post, grace):
    response = at(client, grace).post(f"/admin/blog/topic/{post.topic_id}/delete/", {"post": "yes"})

    assert response.status_code in (200, 403)
    assert Topic.objects.exists()
