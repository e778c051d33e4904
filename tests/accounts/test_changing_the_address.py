"""/accounts/email/: a member's own address, changed only once the new one is proved."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.fields import UNFINISHED
from tests import factories
from tests.accounts.conftest import errors

EMAIL = "/accounts/email/"
CODE = "/accounts/confirm-email/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_home(client, priya):
    """Priya, logged in, who has just typed her password."""
    client.force_login(priya)
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})


def change_to(client, address):
    return client.post(EMAIL, {"action_add": "1", "email": address})


def test_the_page_shows_the_address_to_its_owner(client):
    assert "It is <b>priya@example.org</b>. Only we see it." in client.get(EMAIL).content.decode()


def test_the_address_changes_once_the_code_is_typed_and_the_old_one_is_told(client, priya, code):
    asked = change_to(client, "priya@new.example")
    before = EmailAddress.objects.get().email
    page = client.get(CODE).content.decode()
    client.post(CODE, {"code": code()})

    priya.refresh_from_db()
    assert asked["Location"] == CODE
    assert before == "priya@example.org"
    assert "A code is on its way to <b>priya@new.example</b>." in page
    assert (priya.email, EmailAddress.objects.get().email) == ("priya@new.example", "priya@new.example")
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (["priya@example.org"], "Your e-mail address was changed")


def test_a_wrong_code_changes_nothing(client, priya):
    change_to(client, "priya@new.example")

    client.post(CODE, {"code": "AAA-AAA"})

    priya.refresh_from_db()
    assert priya.email == "priya@example.org"


def test_the_address_of_somebody_else_is_not_told_apart_until_it_is_proved(client, sam, code):
    asked = change_to(client, sam.email)
    with_the_code = client.post(CODE, {"code": code()})

    assert asked["Location"] == CODE
    assert errors(with_the_code) == ["Another account has this address."]


def test_an_unfinished_address_is_refused_in_words(client):
    page = change_to(client, "priya@new")

    assert (page.status_code, errors(page)) == (422, [UNFINISHED])


def test_the_address_one_has_is_refused_in_words(client):
    assert errors(change_to(client, "priya@example.org")) == ["That is the address you have now."]


def test_the_password_is_asked_for_first(client_of_another, priya):
    client_of_another.force_login(priya)

    asked = change_to(client_of_another, "priya@new.example")

    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    assert mail.outbox == []


def test_after_the_password_the_change_goes_on(client_of_another, priya):
    client_of_another.force_login(priya)
    asked = change_to(client_of_another, "priya@new.example")

    done = client_of_another.post(asked["Location"], {"password": factories.PASSWORD})

    assert done["Location"] == CODE
    assert mail.outbox[-1].to == ["priya@new.example"]


@pytest.mark.parametrize("action", ["action_send", "action_remove", "action_primary"])
def test_the_buttons_we_do_not_show_harm_nobody(client, priya, action):
    client.post(EMAIL, {action: "1", "email": "priya@example.org"})
    client.post(EMAIL, {action: "1", "email": "not an address"})

    priya.refresh_from_db()
    assert priya.email == "priya@example.org"
