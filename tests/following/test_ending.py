"""/follow/<token>/end/: one press, by a person or by a mail program, and nothing is left; and who else may end it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.own_data.parts import ERASERS, everything_about
from accounts.signals import address_changed
from blog.audit.models import Entry
from blog.following.links import ending_path
from blog.following.models import Follower
from blog.following.telling import tell
from blog.outbox.models import Message
from tests import factories
from tests.posts.conftest import at as logged_in
from tests.posts.conftest import text_of


@pytest.fixture
def followers(topic, publish, now):
    made = [
        factories.follower(topic, f"{name}@example.org", since=now - timedelta(hours=1)) for name in ("priya", "sam")
    ]
    publish("After filler", at=now - timedelta(minutes=10))
    assert tell(at=now) == 2
    return made


def left():
    return list(Follower.objects.order_by("email").values_list("email", flat=True))


@pytest.mark.parametrize("sent", [{"List-Unsubscribe": "One-Click"}, {}])
def test_one_press_ends_it_and_leaves_nothing(followers, sent):
    response = Client(enforce_csrf_checks=True).post(ending_path(followers[0]), sent)

    assert response.status_code == 200
    assert not response.cookies
    assert left() == ["sam@example.org"]
    assert list(Message.objects.values_list("to", flat=True)) == ["sam@example.org"]


def test_what_has_gone_is_forgotten_too(followers, sent, now, client):
    sent(now)

    client.post(ending_path(followers[0]))

    assert list(Message.objects.values_list("to", flat=True)) == ["sam@example.org"]


def test_looking_at_the_page_ends_nothing(client, followers):
    page = client.get(ending_path(followers[0]))

    assert "End this mail" in page.content.decode()
    assert "priya" not in page.content.decode().lower()
    assert (page["X-Robots-Tag"], page.cookies) == ("noindex", {})
    assert left() == ["priya@example.org", "sam@example.org"]


def test_pressed_again_it_stays_ended(client, followers):
    for _ in range(2):
        assert "This mail is ended" in client.post(ending_path(followers[0])).content.decode()

    assert left() == ["sam@example.org"]


def test_the_link_of_one_does_not_end_anothers(client, followers):
    mine, theirs = (ending_path(follower).split("/")[2] for follower in followers)

    assert client.post(f"/follow/{mine.split(':')[0]}:{theirs.split(':')[1]}/end/").status_code == 404
    assert left() == ["priya@example.org", "sam@example.org"]


def part_of(user):
    return next(part.rows for part in everything_about(user) if part.name == "topics")


def test_a_member_is_given_what_they_follow(followers, priya):
    assert [(row["topic"], row["address"]) for row in part_of(priya)] == [("How skin works", "priya@example.org")]


def test_an_address_that_is_not_proved_gives_nothing_away(followers, mallory):
    mallory.emailaddress_set.create(email="priya@example.org", verified=False)

    assert part_of(mallory) == []


def test_a_member_who_leaves_follows_nothing(followers, priya, now):
    for erase in ERASERS:
        erase(priya, keep_words=False, at=now)

    assert left() == ["sam@example.org"]


def test_a_new_address_takes_over_what_the_old_one_followed(followers, topic, priya):
    factories.follower(factories.topic("Aftercare"), "priya@example.org")
    factories.follower(topic, "new@example.org")

    address_changed.send(sender=None, person=priya, old="priya@example.org", new="new@example.org")

    assert left() == ["new@example.org", "new@example.org", "sam@example.org"]


def test_a_manager_ends_it_for_who_asked(client, followers, grace):
    page = logged_in(client, grace).get("/admin/blog/follower/?q=Priya@example.org")

    assert page.context["cl"].result_count == 1
    chosen = {"action": "end", "_selected_action": [followers[0].pk]}
    client.post("/admin/blog/follower/?q=Priya@example.org", chosen)
    assert left() == ["sam@example.org"]
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.by, entry.subject) == ("ended_following", grace, "Topic: How skin works")


@pytest.mark.parametrize("asked", ["", "?q=example.org", "?q=priya", "?q=%25", "?q=%00"])
def test_a_manager_cannot_look_through_the_addresses(client, followers, grace, asked):
    page = logged_in(client, grace).get(f"/admin/blog/follower/{asked}")

    assert page.status_code == 200
    assert page.context["cl"].result_count == 0


def test_an_editor_sees_how_many_follow_and_not_who(client, followers, topic, ben, now):
    Follower.objects.create(topic=topic, email="unsaid@example.org", frequency="weekly", asked_at=now)

    page = logged_in(client, ben).get("/admin/blog/topic/")

    assert [shown.following for shown in page.context["cl"].result_list] == [2]
    assert "@example.org" not in text_of(page).replace("ben", "")
    assert client.get("/admin/blog/follower/?q=priya@example.org").status_code == 403
