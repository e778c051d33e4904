"""/notices/<token>/: ending such mail with one press, by a person or by a mail program."""

import re

import pytest
from django.core import mail, signing
from django.test import Client

from blog.comments import subscriptions
from blog.comments.models import Subscription
from blog.outbox.actions import deliver_due
from tests import factories


@pytest.fixture(autouse=True)
def house(easy_clinic, settings):
    settings.SITE_URL = "https://clinic.example"


@pytest.fixture
def other(topic, ben, amara):
    return factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)


@pytest.fixture
def notice(edition, other, priya, sam, now):
    """The mail that tells Priya of Sam's answer; both of them want to hear of both articles."""
    for user in (priya, sam):
        for article in (edition, other):
            subscriptions.wish(user=user, post_id=article.post_id, at=now)
    factories.comment(edition, by=sam, parent=factories.comment(edition, by=priya), at=now)
    deliver_due(at=now)
    return mail.outbox[0]


@pytest.fixture
def path(notice):
    address = notice.message()["List-Unsubscribe"]
    return re.fullmatch(r"<https://clinic\.example(/notices/[^>/]+/)>", address)[1]


@pytest.fixture
def strict():
    """A client that minds CSRF, as the real site does."""
    return Client(enforce_csrf_checks=True)


def standing():
    rows = Subscription.objects.filter(ended_at=None).order_by("user__display_name", "post_id")
    return list(rows.values_list("user__display_name", "post__slug"))


BARRIER, LASERS = "your-skin-barrier-in-one-page", "light-and-lasers"
ALL = [("Priya", BARRIER), ("Priya", LASERS), ("Sam", BARRIER), ("Sam", LASERS)]


def test_a_notice_has_the_headers_of_one_press(notice):
    message = notice.message()

    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_address_stands_in_the_words(notice, path):
    assert f"https://clinic.example{path}" in notice.body.splitlines()


@pytest.mark.parametrize("kind", ["multipart", "plain form"])
def test_a_mail_program_ends_it_without_log_in_cookie_or_token(strict, path, kind):
    how = {} if kind == "multipart" else {"content_type": "application/x-www-form-urlencoded"}
    sent = {"List-Unsubscribe": "One-Click"} if kind == "multipart" else "List-Unsubscribe=One-Click"

    response = strict.post(path, sent, **how)

    assert response.status_code == 200
    assert not response.cookies
    assert standing() == ALL[1:]


def test_pressed_again_it_stays_ended(strict, path):
    strict.post(path)

    assert strict.post(path).status_code == 200
    assert standing() == ALL[1:]


def test_looking_at_it_changes_nothing(client, path):
    for look in (client.get, client.head):
        assert look(path).status_code == 200

    assert standing() == ALL
    assert not client.get(path).cookies


def test_the_page_names_the_article_and_has_both_buttons(client, path):
    response = client.get(path)

    page = response.content.decode()
    assert "End the mail about this article" in page
    assert "End all mail about answers" in page
    assert "Your skin barrier, in one page" in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_the_page_says_nothing_of_the_person(client, path):
    page = client.get(path).content.decode()

    assert "Priya" not in page
    assert "priya@example.org" not in page


def test_the_second_button_ends_all_of_one_persons(strict, path):
    page = strict.post(path, {"which": "all"}).content.decode()

    assert "We write to you about no answers any more." in page
    assert standing() == ALL[2:]


def test_afterwards_the_page_says_so_and_offers_the_rest(client, path):
    page = client.post(path, {"which": "this"}).content.decode()

    assert "We do not write to you any more about answers under" in page
    assert "End the mail about this article" not in page
    assert "End all mail about answers" in page


def test_somebody_elses_log_in_makes_no_difference(client, path, sam):
    client.force_login(sam)

    client.post(path)

    assert standing() == ALL[1:]


@pytest.mark.parametrize(
    "token",
    ["nothing", "a:b", "WzEsMV0:x", signing.Signer(salt="another").sign_object([1, 1]), signing.dumps(1), "\0", "%0A"],
    ids=["a word", "a colon", "no signature", "another salt", "another kind", "NUL", "a line end"],
)
def test_an_address_that_is_not_ours_is_not_found(client, notice, token):
    for press in (client.get, client.post):
        assert press(f"/notices/{token}/").status_code == 404

    assert standing() == ALL


def test_an_address_that_was_changed_is_not_found(client, notice, path, sam, edition):
    mine = subscriptions.stopping_path(sam.pk, edition.post_id)
    body, signature = path.split("/")[2].split(":")

    assert client.post(f"/notices/{mine.split('/')[2].split(':')[0]}:{signature}/").status_code == 404
    assert client.post(f"/notices/{body}:{signature[:-1]}/").status_code == 404
    assert standing() == ALL


def test_it_works_when_the_account_is_gone(client, path, edition, notice):
    gone = subscriptions.stopping_path(999_999, edition.post_id)

    assert client.get(gone).status_code == 200
    assert client.post(gone).status_code == 200
    assert standing() == ALL


def test_bad_words_in_the_press_still_end_the_one(client, path):
    client.post(path, {"which": "\0"})

    assert standing() == ALL[1:]
