"""Whoever changes how an account is entered, its owner hears of it by mail. The passkey that is made is told of in
tests/browser/test_passkeys.py, where there is a device to make one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from tests import factories
from tests.accounts.conftest import log_in
from tests.accounts.test_second_factor_for_staff import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

SITE = "http://localhost:8000"
NEW = "a parliament of owls"


def change_the_address(client, priya, code):
    client.post("/accounts/email/", {"action_add": "1", "email": "priya@new.example"})
    client.post("/accounts/confirm-email/", {"code": code()})


def change_the_password(client, priya, code):
    client.post("/accounts/password/change/", {"oldpassword": factories.PASSWORD, "password1": NEW})


def choose_a_first_password(client, priya, code):
    priya.set_unusable_password()
    priya.save()
    client.force_login(priya)
    client.post("/accounts/password/set/", {"password1": NEW})


def forget_the_password(client, priya, code):
    client.logout()
    client.post("/accounts/password/reset/", {"email": priya.email})
    client.post("/accounts/password/reset/confirm/", {"code": code()})
    client.post("/accounts/password/reset/complete/", {"password1": NEW})


def take_a_passkey_off(client, priya, code):
    passkey = Authenticator.objects.create(user=priya, type="webauthn", data={"name": "Telephone", "credential": {}})
    client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")


def add_an_app(client, priya, code):
    enrol(client)


def with_an_app(client, priya):
    factories.second_factor(priya)
    client.logout()
    log_in(client, priya)
    client.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(priya)})


def take_the_app_off(client, priya, code):
    with_an_app(client, priya)
    client.post("/accounts/2fa/totp/deactivate/")


def make_new_recovery_codes(client, priya, code):
    with_an_app(client, priya)
    client.post("/accounts/2fa/recovery-codes/generate/")


def log_out_everywhere_else(client, priya, code):
    other = type(client)()
    log_in(other, priya)
    other.get("/")
    client.post("/accounts/sessions/")


OLD, BOTH = ["priya@example.org"], ["priya@example.org", "priya@new.example"]


@pytest.mark.parametrize(
    ("change", "subject", "to"),
    [
        (change_the_address, "Your e-mail address was changed", BOTH),
        (change_the_password, "Your password was changed", OLD),
        (choose_a_first_password, "Your account has a password now", OLD),
        (forget_the_password, "Your password was changed", OLD),
        (take_a_passkey_off, "A passkey was taken off your account", OLD),
        (add_an_app, "An app was added to your account", OLD),
        (take_the_app_off, "An app was taken off your account", OLD),
        (make_new_recovery_codes, "You have new recovery codes", OLD),
        (log_out_everywhere_else, "You are logged out everywhere else", OLD),
    ],
)
def test_a_change_is_told_in_words_and_with_no_link_that_does_anything(
    client, priya, code, change, subject, to, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = SITE
    log_in(client, priya)
    with django_capture_on_commit_callbacks(execute=True):
        change(client, priya, code)

    told = [sent for sent in mail.outbox if sent.subject == subject]
    assert sorted(sent.to[0] for sent in told) == to
    for letter in told:
        assert "If it was not, somebody else may be in your account." in letter.body
        links = set(re.findall(r"\w+://\S+", letter.body))
        assert links == {f"{SITE}/", SITE + reverse("account_reset_password")}


def test_nobody_is_told_of_a_log_out_that_ended_nothing(client, priya):
    log_in(client, priya)

    client.post("/accounts/sessions/")

    assert mail.outbox == []


def test_a_change_that_was_refused_is_told_to_nobody(client, priya):
    log_in(client, priya)

    client.post("/accounts/password/change/", {"oldpassword": "not it", "password1": NEW})
    client.post("/accounts/2fa/totp/activate/", {"code": "000000"})

    assert mail.outbox == []
