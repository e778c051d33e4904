"""/admin/blog/post/<key>/withdraw/ and /cancel/: what readers find afterwards, and what was written down."""

from datetime import timedelta

import pytest

from blog.audit.models import Entry
from blog.editions.models import Edition, Withdrawal
from tests import factories
from tests.posts.conftest import at, text_of

PAGE = "/posts/your-skin-barrier-in-one-page/"
REASON = "The evidence changed."


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def other(topic, ben, amara):
    return factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)


def withdraw(client, edition, **typed):
    return client.post(f"/admin/blog/post/{edition.post_id}/withdraw/", {"reason": REASON} | typed)


def test_a_removed_article_says_why_and_when(client, edition, ben):
    withdraw(at(client, ben), edition, outcome="removed")
    client.logout()

    gone = client.get(PAGE)

    assert gone.status_code == 410
    assert REASON in text_of(gone)
    assert edition.title not in gone.content.decode()
    assert edition.title not in client.get("/").content.decode()
    assert edition.title not in client.get("/search/?q=skin").content.decode()


def test_a_superseded_article_leads_to_the_other(client, edition, other, ben):
    withdraw(at(client, ben), edition, outcome="superseded", instead=other.post_id)

    response = client.get(PAGE)

    assert (response.status_code, response["Location"]) == (302, "/posts/light-and-lasers/")


def test_a_kept_article_has_a_notice_and_closed_comments(client, edition, ben, priya):
    withdraw(at(client, ben), edition, outcome="kept")
    client.force_login(priya)

    page = client.get(PAGE)
    refused = client.post(f"{PAGE}comments/", {"body": "May I?"})

    assert page.status_code == 200
    assert "We withdrew this article on" in text_of(page)
    assert "Comments on this page are closed, because the article was withdrawn." in text_of(page)
    assert "<textarea" not in page.content.decode()
    assert refused.status_code == 403
    assert "May I?" in refused.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcome": "superseded"}, "Choose the article that readers are led to."),
        ({"outcome": "superseded", "instead": "9" * 40}, "Select a valid choice."),
        ({"outcome": "superseded", "instead": "\0"}, "Select a valid choice."),
        ({"outcome": "burnt"}, "Select a valid choice."),
        ({"outcome": "removed", "reason": " "}, "This field is required."),
        ({"outcome": "removed", "reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_withdrawn(client, edition, ben, typed, sentence):
    response = withdraw(at(client, ben), edition, **typed)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert Withdrawal.objects.count() == 0
    assert client.get(PAGE).status_code == 200


def test_looking_at_the_page_withdraws_nothing(client, edition, ben):
    assert at(client, ben).get(f"/admin/blog/post/{edition.post_id}/withdraw/").status_code == 200

    assert client.get(PAGE).status_code == 200


def test_what_is_not_live_cannot_be_withdrawn(client, post, ben):
    assert at(client, ben).get(f"/admin/blog/post/{post.pk}/withdraw/").status_code == 404


def test_a_planned_edition_is_cancelled_and_the_live_one_goes_on(client, edition, ben, joan, now):
    planned = factories.signed(edition.post, by=joan, at=now, live_from=now + timedelta(hours=1))

    response = at(client, ben).post(f"/admin/blog/post/{edition.post_id}/cancel/")

    assert response.status_code == 302
    assert list(Edition.objects.live(now + timedelta(hours=2))) == [edition]
    assert list(Edition.objects.planned(now)) == []
    assert Edition.objects.filter(pk=planned.pk).exists()


def test_with_nothing_planned_there_is_nothing_to_cancel(client, edition, ben):
    assert at(client, ben).post(f"/admin/blog/post/{edition.post_id}/cancel/").status_code == 404


def test_every_act_is_on_record_with_who_and_what(client, edition, ben, joan, now):
    factories.signed(edition.post, by=joan, at=now, live_from=now + timedelta(hours=1))
    at(client, ben).post(f"/admin/blog/post/{edition.post_id}/cancel/")
    withdraw(client, edition, outcome="removed")

    acts = Entry.objects.order_by("pk").values_list("act", "by_name", "post_id")

    assert list(acts) == [
        ("signed", "Dr Amara Okafor", edition.post_id),
        ("signed", "Joan Ellery", edition.post_id),
        ("cancelled", "Ben Hartley", edition.post_id),
        ("withdrew", "Ben Hartley", edition.post_id),
    ]
