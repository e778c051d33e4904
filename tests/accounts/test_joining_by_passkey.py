"""/accounts/signup/passkey/: the same questions and the same code, and then a passkey instead of a password."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from accounts.models import User
from accounts.second_factor_forms import NO_SUCH_PASSKEY
from tests.accounts.conftest import errors, joining, logged_in

JOIN = "/accounts/signup/passkey/"
CODE = "/accounts/confirm-email/"
MAKE = "/accounts/2fa/webauthn/signup/"
WITHOUT = "/account/without-passkey/"
BACK = "/posts/x/#leave-a-comment"

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client, code):
    """Somebody who joins with a passkey, and has just proved her address."""
    client.post(JOIN, joining(next=BACK))
    client.post(CODE, {"code": code()})
    return User.objects.get(email="nadia@example.org")


def test_the_joining_page_leads_there_with_the_way_back(client):
    page = client.get("/accounts/signup/?next=/posts/x/%23leave-a-comment").content.decode()

    assert 'href="/accounts/signup/passkey/?next=%2Fposts%2Fx%2F%23leave-a-comment">Join with a passkey</a>' in page
    assert "<p data-needs-passkeys hidden>" in page


def test_the_page_asks_the_same_but_for_the_password(client):
    page = client.get(JOIN)

    assert list(page.context["form"].fields) == ["email", "display_name", "is_adult", "website"]
    assert "The house rules</h2>" in page.content.decode()
    assert "Do not use your full name." in page.content.decode()


def test_after_the_code_the_device_is_asked_for_a_passkey_it_keeps_and_guards(client, code):
    sent = client.post(JOIN, joining(next=BACK))
    proved = client.post(CODE, {"code": code()})
    page = client.get(MAKE)

    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert sent["Location"].startswith(CODE)
    assert proved["Location"].startswith(MAKE)
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["user"]["name"] == "nadia@example.org"
    assert logged_in(client) is None


def test_before_the_code_there_is_no_passkey_to_make(client):
    client.post(JOIN, joining())

    assert client.get(MAKE)["Location"] == "/accounts/signup/"
    assert client.post(WITHOUT)["Location"] == "/accounts/login/"
    assert logged_in(client) is None


def test_nobody_else_can_make_it_or_go_on(client_of_another, nadia):
    assert client_of_another.get(MAKE)["Location"] == "/accounts/signup/"
    assert client_of_another.post(WITHOUT)["Location"] == "/accounts/login/"
    assert logged_in(client_of_another) is None


@pytest.mark.parametrize(
    "nasty", ["", "{}", "[]", "null", "1" * 40, '{"id": 1}', "\x00", '{"response": {"x": "\\u0000"}}']
)
def test_an_answer_that_is_no_passkey_is_a_sentence_and_lets_nobody_in(client, nadia, nasty):
    page = client.post(MAKE, {"name": "Telephone", "credential": nasty})

    assert (page.status_code, errors(page)) == (422, [NO_SUCH_PASSKEY])
    assert logged_in(client) is None
    assert not Authenticator.objects.exists()


def test_whose_device_makes_none_goes_on_to_the_comment_without(client, nadia):
    done = client.post(WITHOUT)

    assert done["Location"] == BACK
    assert logged_in(client) == str(nadia.pk)
    assert not Authenticator.objects.exists()


def test_going_on_is_a_button_and_not_an_address_to_be_led_to(client, nadia):
    assert client.get(WITHOUT).status_code == 405
    assert logged_in(client) is None


def test_who_turns_back_can_still_log_in_with_a_code(client, nadia, no_limits, code):
    assert client.get("/accounts/login/").status_code == 200

    client.post("/accounts/login/code/", {"email": nadia.email})
    client.post("/accounts/login/code/confirm/", {"code": code()})

    assert logged_in(client) == str(nadia.pk)


def test_an_address_that_has_an_account_looks_like_any_other(client, client_of_another, priya):
    taken = client.post(JOIN, joining(email=priya.email))
    free = client_of_another.post(JOIN, joining())

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"]) == (302, CODE)
    assert [message.subject for message in mail.outbox] == ["You have an account already", "Your code to join"]
    assert User.objects.filter(email=priya.email).count() == 1


@pytest.mark.parametrize("name", ["Admin", "Dr Amara Okafor", "x@example.org", ""])
def test_a_name_that_may_not_be_is_refused_here_too(client, amara, name):
    page = client.post(JOIN, joining(display_name=name))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["display_name"]
