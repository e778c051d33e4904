"""What we send: plain words, signed by the clinic, with links that start with SITE_URL."""

import re

import pytest
from django.conf import settings as configured
from django.core import mail

from tests.accounts.conftest import joining, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://clinic.example"
    settings.ALLOWED_HOSTS = ["clinic.example", "localhost", ".clinic.example"]
    return "https://clinic.example"


def everything_sent(client, priya, code):
    """This will do all that makes us write, and give the mails by subject."""
    client.post("/accounts/signup/", joining(), headers=HOST)
    client.post("/accounts/logout/", headers=HOST)
    client.post("/accounts/signup/", joining(email=priya.email), headers=HOST)
    client.post("/accounts/logout/", headers=HOST)
    client.post("/accounts/login/code/", {"email": priya.email}, headers=HOST)
    client.post("/accounts/login/code/", {"email": "nobody@example.org"}, headers=HOST)
    client.post("/accounts/password/reset/", {"email": priya.email}, headers=HOST)
    client.post("/accounts/password/reset/confirm/", {"code": code()}, headers=HOST)
    client.post("/accounts/password/reset/complete/", {"password1": "a kettle of herons"}, headers=HOST)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "a kettle of herons", "password1": "a parliament of owls"},
        headers=HOST,
    )
    client.post("/accounts/email/", {"action_add": "1", "email": "priya@new.example"}, headers=HOST)
    client.post("/accounts/reauthenticate/?next=/accounts/email/", {"password": "a parliament of owls"}, headers=HOST)
    client.post("/accounts/email/", {"action_add": "1", "email": "priya@new.example"}, headers=HOST)
    client.post("/accounts/confirm-email/", {"code": code()}, headers=HOST)
    priya.refresh_from_db()
    priya.set_unusable_password()
    priya.save()
    client.force_login(priya)
    client.post("/accounts/password/set/", {"password1": "an exaltation of larks"}, headers=HOST)
    return {message.subject: message for message in mail.outbox}


HOST = {"host": "other.clinic.example:8999"}

SUBJECTS = [
    "Your code to join",
    "You have an account already",
    "Your code to log in",
    "There is no account with this address",
    "Your code for a new password",
    "Your password was changed",
    "Your code for this e-mail address",
    "Your e-mail address was changed",
    "Your account has a password now",
]


def test_everything_we_send_is_known_and_links_only_to_our_own_address(client, priya, code, site, no_limits):
    sent = everything_sent(client, priya, code)

    assert sorted(sent) == sorted(SUBJECTS)
    for message in sent.values():
        links = re.findall(r"\w+://\S+", message.body)
        assert links
        assert {link for link in links if not link.startswith(site + "/")} == set()
        assert "other.clinic.example" not in message.body + message.subject


def test_every_mail_is_signed_by_the_clinic_and_sent_in_its_name(client, priya, code, site, no_limits):
    for message in everything_sent(client, priya, code).values():
        assert message.body.endswith("\n\nAlder Row Skin Clinic, 01632 960114\nhttps://clinic.example/")
        assert message.from_email.startswith("Alder Row Skin Clinic <")


def test_no_mail_has_html_in_it_or_words_of_another_voice(client, priya, code, site, no_limits):
    for message in everything_sent(client, priya, code).values():
        assert not re.search(r"[<>{}]|&\w+;", message.body)
        words = re.sub(r"https?://\S+", "", message.subject + message.body)
        assert not re.search(r"\b(sign[- ]?(in|up)|username|please|oops)\b|!", words, re.IGNORECASE)


def test_a_code_says_how_long_it_works(client, priya):
    client.post("/accounts/login/code/", {"email": priya.email})

    assert "It works for ten minutes" in mail.outbox[0].body
    assert configured.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 600
    assert configured.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT == 600
    assert configured.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT == 600


def test_names_and_addresses_are_written_as_they_are(client, client_of_another, clinic):
    clinic.name = 'O\'Hara & Sons "Skin"'
    clinic.save()

    client.post("/accounts/signup/", joining(email="o'hara@example.org"))
    client_of_another.post("/accounts/login/code/", {"email": "o'brien@example.org"})

    assert 'O\'Hara & Sons "Skin", 01632 960114' in mail.outbox[0].body
    assert mail.outbox[0].message()["From"].startswith('"O\'Hara & Sons \\"Skin\\"" <')
    assert "o'brien@example.org" in mail.outbox[1].body


def test_a_clinic_without_a_telephone_signs_with_its_name(client, clinic):
    clinic.phone = ""
    clinic.save()

    client.post("/accounts/signup/", joining())

    assert mail.outbox[0].body.endswith(f"\n\nAlder Row Skin Clinic\n{configured.SITE_URL}/")


def test_logging_in_sends_nothing(client, priya):
    log_in(client, priya)

    assert mail.outbox == []
