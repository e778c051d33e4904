"""Whoever enters the admin has a second factor and has used it in this session, whichever way they came."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command

from accounts.models import User
from tests import factories
from tests.accounts.conftest import log_in, logged_in

DOOR = "/admin/login/?next=/admin/"
ENROL = "/account/second-factor/?next=%2Fadmin%2F"
PROVE = "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"
AUTHENTICATE = "/accounts/2fa/authenticate/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.fixture
def leila(db):
    """A new member of staff, who has no second factor yet."""
    user = factories.member("Leila", is_staff=True)
    user.groups.add(Group.objects.get_or_create(name="Editor")[0])
    return user


@pytest.fixture
def root(db):
    return factories.member("Root", is_staff=True, is_superuser=True)


def led_to(client, address="/admin/"):
    """This will give the last address that somebody who asks for a page of the admin is led to."""
    page = client.get(address, follow=True)
    return page.redirect_chain[-1][0] if page.redirect_chain else address


def shown_by_app(page):
    """This will give the code that an app shows for the key on the page."""
    key = page.context["form"].secret
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def enrol(client):
    page = client.get("/accounts/2fa/totp/activate/")
    return client.post("/accounts/2fa/totp/activate/", {"code": shown_by_app(page)})


# --- Without one


@pytest.mark.parametrize("who", ["leila", "root"])
def test_staff_without_a_second_factor_are_led_to_make_one_and_told_why(client, request, who):
    log_in(client, request.getfixturevalue(who))

    page = client.get("/admin/", follow=True)

    assert page.redirect_chain == [(DOOR, 302), (ENROL, 302)]
    assert "a password or an e-mail alone does not open these pages" in page.content.decode()


def test_no_page_of_the_admin_opens_before_that(client, root, priya):
    log_in(client, root)

    for address in ("/admin/", "/admin/accounts/user/", f"/admin/accounts/user/{priya.pk}/change/", "/admin/jsi18n/"):
        assert client.get(address).status_code == 302
    client.post("/admin/accounts/user/add/", {"email": "x@example.org", "display_name": "X", "is_active": "on"})
    assert not User.objects.filter(email="x@example.org").exists()


def test_the_admins_own_log_in_is_no_way_round(client, root):
    log_in(client, root)

    sent = client.post(DOOR, {"username": root.email, "password": factories.PASSWORD})

    assert sent["Location"] == ENROL
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_they_make_one_and_go_on_to_where_they_were_going(client, leila):
    log_in(client, leila)
    client.get("/admin/blog/post/", follow=True)
    done = enrol(client)
    codes = client.get(done["Location"])
    on = client.get("/account/second-factor/")

    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert 'href="/account/second-factor/"' in codes.content.decode()
    assert on["Location"] == "/admin/blog/post/"
    assert client.get("/admin/blog/post/").status_code == 200
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([leila.email], "An app was added to your account")
    ]


@pytest.mark.django_db(transaction=True)
def test_who_was_made_on_the_command_line_comes_in_the_same_way(client, monkeypatch, code):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", factories.PASSWORD)
    call_command("createsuperuser", interactive=False, email="first@example.org", display_name="First", verbosity=0)
    first = User.objects.get(email="first@example.org")

    log_in(client, first)
    client.post("/accounts/confirm-email/", {"code": code()})
    assert led_to(client) == ENROL
    enrol(client)

    assert client.get("/admin/").status_code == 200


# --- With one, not used here


def test_logging_in_with_a_password_asks_for_it(client, grace):
    done = log_in(client, grace)

    assert (done["Location"], logged_in(client)) == (AUTHENTICATE, None)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_so_does_logging_in_with_a_code(client, grace, code):
    client.post("/accounts/login/code/", {"email": grace.email})
    done = client.post("/accounts/login/code/confirm/", {"code": code()})

    assert (done["Location"], logged_in(client)) == (AUTHENTICATE, None)


def test_so_does_a_new_password(client, grace, code):
    client.post("/accounts/password/reset/", {"email": grace.email})
    client.post("/accounts/password/reset/confirm/", {"code": code()})
    done = client.post("/accounts/password/reset/complete/", {"password1": "a kettle of herons"})

    assert (done["Location"], logged_in(client)) == (AUTHENTICATE, None)


def test_a_session_from_before_has_to_prove_it(client, grace, log_in_plainly):
    log_in_plainly(client, grace)

    assert led_to(client) == PROVE
    client.post(PROVE, {"code": factories.recovery_code(grace)})
    assert client.get("/admin/").status_code == 200


def test_so_has_one_that_was_kept_open_for_two_weeks(client, leila, client_of_another):
    log_in(client, leila, remember="on")
    factories.second_factor(leila)

    assert led_to(client) == PROVE


def test_the_proof_of_somebody_else_in_the_same_browser_does_not_count(client, grace, mo, log_in_plainly):
    client.force_login(grace)
    session = client.session
    session["_auth_user_id"] = str(mo.pk)
    session["_auth_user_hash"] = mo.get_session_auth_hash()
    session.save()

    assert led_to(client) == PROVE


def test_a_proof_by_what_was_taken_off_since_does_not_count(client, grace):
    client.force_login(grace)
    Authenticator.objects.filter(user=grace, type="totp").delete()
    TOTP.activate(grace, "JBSWY3DPEHPK3PXP")

    assert led_to(client) == PROVE


def test_recovery_codes_alone_are_no_second_factor(client, leila):
    log_in(client, leila)
    RecoveryCodes.activate(leila)

    assert led_to(client) == ENROL


def test_a_session_from_before_and_the_password_cannot_add_another_or_read_the_codes(client, grace, log_in_plainly):
    log_in_plainly(client, grace)
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})

    for page in ("webauthn/add/", "totp/deactivate/", "recovery-codes/", "recovery-codes/download/"):
        asked = client.get(f"/accounts/2fa/{page}")
        assert asked["Location"].startswith("/accounts/2fa/reauthenticate/?next="), page
    taken = client.post("/accounts/2fa/totp/deactivate/")
    assert taken["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert Authenticator.objects.filter(user=grace, type="totp").exists()


@pytest.mark.parametrize("typed", ["000000", "", "\0", "1" * 40, "abc", "١٢٣٤٥٦"])
def test_a_wrong_code_is_said_to_be_wrong(client, grace, typed):
    log_in(client, grace)

    page = client.post(AUTHENTICATE, {"code": typed})

    assert page.status_code == 422
    assert page.context["form"].errors["code"]
    assert logged_in(client) is None


def test_a_recovery_code_works_once(client, grace):
    once = factories.recovery_code(grace)
    log_in(client, grace)
    client.post(AUTHENTICATE, {"code": once})
    client.post("/accounts/logout/")
    log_in(client, grace)

    page = client.post(AUTHENTICATE, {"code": once})

    assert page.status_code == 422
    assert logged_in(client) is None


def test_the_way_back_never_leads_to_another_host(client, leila):
    log_in(client, leila)

    page = client.get("/admin/login/?next=https://evil.example/")

    assert page["Location"] == "/account/second-factor/?next=%2F"


def test_who_is_here_already_is_not_asked_to_make_one(client, grace):
    client.force_login(grace)

    assert client.get("/account/second-factor/?next=/admin/")["Location"] == "/admin/"
    assert client.get("/account/second-factor/")["Location"] == "/account/"


# --- Members


def test_a_member_with_an_app_is_asked_for_it_and_one_without_is_not(client, client_of_another, priya, sam):
    factories.second_factor(priya)

    assert log_in(client, priya)["Location"] == AUTHENTICATE
    assert log_in(client_of_another, sam)["Location"] == "/"


def test_a_passkey_is_another_way_in_for_members_and_asked_of_staff(client, client_of_another, priya, leila):
    for user in (priya, leila):
        Authenticator.objects.create(user=user, type="webauthn", data={"name": "Telephone", "credential": {}})

    assert log_in(client, priya)["Location"] == "/"
    assert log_in(client_of_another, leila)["Location"] == AUTHENTICATE


# --- Too many tries


def test_codes_cannot_be_guessed_for_long(client, grace, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    log_in(client, grace)

    tries = [client.post(AUTHENTICATE, {"code": f"{n:06}"}).status_code for n in range(7)]

    assert tries == [422] * 5 + [429] * 2
