"""/topics/<slug>/follow/ and the link in the mail: nobody is written to who has not said so twice."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from blog.following.actions import ask
from blog.following.models import Follower
from blog.following.telling import tidy_followers
from blog.outbox.models import Message
from tests import factories

FOLLOW = "/topics/how-skin-works/follow/"
SAID = {"email": "Priya@Example.org", "frequency": "weekly"}


def link_in(message):
    return re.search(r"^https://clinic\.example(/follow/[^/]+/)$", message.body, re.MULTILINE)[1]


@pytest.fixture
def link(client, sent, now):
    client.post(FOLLOW, SAID)
    [message] = sent(now + timedelta(seconds=5))
    return link_in(message)


def test_the_topics_page_leads_to_the_form_and_holds_none(client):
    page = client.get("/topics/how-skin-works/")

    assert f'href="{FOLLOW}"' in page.content.decode()
    assert '<form method="post"' not in page.content.decode()
    assert not page.cookies


def test_asking_sends_one_mail_with_a_link_and_changes_nothing_else(client, sent, now):
    response = client.post(FOLLOW, SAID)

    assert response.status_code == 200
    assert "A mail is on its way to priya@example.org." in response.content.decode()
    [message] = sent(now + timedelta(seconds=5))
    assert message.to == ["priya@example.org"]
    assert message.subject == "Follow How skin works: one press to confirm"
    assert "Alder Row Skin Clinic" in message.body
    assert not Follower.objects.confirmed().exists()
    assert not Message.objects.exists()  # the link in it is a secret


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://harm.example"}])
def test_another_site_cannot_ask_in_somebodys_name(headers, sent, now):
    response = Client(headers=headers).post(FOLLOW, SAID)

    assert response.status_code == 403
    assert "Load this page again" in response.content.decode()
    assert "priya@example.org" in response.content.decode().lower()
    assert sent(now + timedelta(seconds=5)) == []


def test_the_form_sets_no_cookie(client):
    assert not client.get(FOLLOW).cookies


def test_looking_at_the_link_confirms_nothing(client, link):
    for look in (client.get, client.head):
        assert look(link).status_code == 200

    page = client.get(link)
    assert "Yes, write to me" in page.content.decode()
    assert "priya" not in page.content.decode().lower()
    assert not page.cookies
    assert not Follower.objects.confirmed().exists()


def test_pressing_the_button_confirms(link):
    response = Client(enforce_csrf_checks=True).post(link)

    assert response.status_code == 200
    assert "We write to you once a week, on Monday morning" in response.content.decode()
    assert list(Follower.objects.confirmed().values_list("email", "frequency")) == [("priya@example.org", "weekly")]


def test_the_link_works_for_48_hours_and_then_the_address_is_forgotten(client, topic, now, sent, monkeypatch):
    asked = now - timedelta(hours=48, seconds=1)
    monkeypatch.setattr("time.time", lambda: asked.timestamp())
    ask(topic=topic, email="priya@example.org", frequency="weekly", at=asked)
    link = link_in(sent(asked)[0])
    monkeypatch.undo()

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    tidy_followers(at=now)
    assert not Follower.objects.exists()


def test_tidying_leaves_who_confirmed_and_who_can_still(topic, now):
    factories.follower(topic, since=now - timedelta(days=90))
    ask(topic=topic, email="sam@example.org", frequency="weekly", at=now - timedelta(hours=47))

    tidy_followers(at=now)

    assert sorted(Follower.objects.values_list("email", flat=True)) == ["priya@example.org", "sam@example.org"]


def test_whether_an_address_follows_already_does_not_show(client, topic):
    factories.follower(topic, "priya@example.org")

    known = client.post(FOLLOW, SAID)
    unknown = client.post(FOLLOW, SAID | {"email": "sam@example.org"})

    assert known.status_code == unknown.status_code
    assert known.content.replace(b"priya@", b"sam@") == unknown.content
    assert Message.objects.count() == 2


def test_somebody_elses_asking_changes_nothing_for_who_follows(client, topic):
    follower = factories.follower(topic, "priya@example.org", "at_once")

    client.post(FOLLOW, SAID)

    before = Follower.objects.values().get()
    assert before["frequency"] == "at_once"
    assert before["confirmed_at"] == follower.confirmed_at


def test_confirming_anew_changes_how_often_and_forgets_no_news(client, topic, sent, now):
    follower = factories.follower(topic, "priya@example.org", "at_once")
    client.post(FOLLOW, SAID)

    client.post(link_in(sent(now + timedelta(seconds=5))[0]))

    after = Follower.objects.get()
    assert (after.frequency, after.told_until) == ("weekly", follower.told_until)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"email": ""}, "Type your e-mail address."),
        ({"email": "priya"}, "That address looks unfinished."),
        ({"email": "a\0@example.org"}, "That address looks unfinished."),
        ({"email": f"{'a' * 250}@example.org"}, "That is longer than any e-mail address can be."),
        ({"frequency": ""}, "Choose how often we write to you."),
        ({"frequency": "hourly\0"}, "Choose how often we write to you."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, said, sentence):
    response = client.post(FOLLOW, SAID | said)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Follower.objects.exists()
    assert not Message.objects.exists()


def test_a_robot_in_the_trap_notices_nothing_and_gets_nowhere(client):
    caught = client.post(FOLLOW, SAID | {"website": "https://spam.example"})
    person = client.post(FOLLOW, SAID)

    assert caught.content == person.content
    assert Message.objects.count() == 1


def test_one_address_is_written_to_six_times_an_hour_at_most(client):
    for _ in range(6):
        assert client.post(FOLLOW, SAID).status_code == 200

    refused = client.post(FOLLOW, SAID)

    assert refused.status_code == 429
    assert "Too many mails were asked for" in refused.content.decode()
    assert 'value="priya@example.org"' in refused.content.decode().lower()
    assert client.post(FOLLOW, SAID | {"email": "sam@example.org"}).status_code == 200
    assert Message.objects.count() == 7


def test_one_connection_asks_for_thirty_an_hour_at_most(client):
    for number in range(30):
        assert client.post(FOLLOW, SAID | {"email": f"p{number}@example.org"}).status_code == 200

    assert client.post(FOLLOW, SAID | {"email": "one-more@example.org"}).status_code == 429
    assert client.post(FOLLOW, SAID | {"email": "else@example.org"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_form_of_another_site_is_refused(db):
    assert Client(enforce_csrf_checks=True).post(FOLLOW, SAID).status_code == 403
    assert not Message.objects.exists()


def test_a_topic_in_which_nothing_is_public_cannot_be_followed(client, db):
    factories.topic("Nothing in it")

    for press in (client.get, client.post):
        assert press("/topics/nothing-in-it/follow/").status_code == 404
        assert press("/topics/no-such-topic/follow/").status_code == 404


def test_a_member_finds_their_address_in_the_form(client, priya):
    client.force_login(priya)

    assert 'value="priya@example.org"' in client.get(FOLLOW).content.decode()


@pytest.mark.parametrize(
    "token",
    ["nothing", "a:b:c", signing.Signer(salt="another").sign_object([1, 1]), "\0", "%0A"],
    ids=["a word", "colons", "another salt", "NUL", "a line end"],
)
def test_a_link_that_is_not_ours_does_nothing(client, token):
    for press in (client.get, client.post):
        assert press(f"/follow/{token}/").status_code == 410
        assert press(f"/follow/{token}/end/").status_code == 404
