"""Codes that were used, are old or were guessed, sessions from before a new password, addresses and hosts not ours."""

import pytest
from django.core import mail

from accounts.fields import WRONG_CODE
from accounts.models import User
from tests import factories
from tests.accounts.conftest import errors, joining, log_in, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

NEW = "a parliament of owls"

WAYS = {
    "joining": ("/accounts/signup/", joining(), "/accounts/confirm-email/"),
    "logging in": ("/accounts/login/code/", {"email": "sam@example.org"}, "/accounts/login/code/confirm/"),
    "a new password": ("/accounts/password/reset/", {"email": "sam@example.org"}, "/accounts/password/reset/confirm/"),
    "a new address": ("/accounts/email/", {"action_add": "1", "email": "p@new.example"}, "/accounts/confirm-email/"),
}
IN_WORDS = pytest.mark.parametrize("way", WAYS)


def came_through(client):
    """This will tell what a code has opened: an account, the page for a new password, or nothing."""
    may_choose = client.get("/accounts/password/reset/complete/").status_code == 200
    return logged_in(client), may_choose, User.objects.filter(email="p@new.example").exists()


@pytest.fixture
def asked(client, sam, priya):
    """This will give a function that asks for a code in one of the ways, and gives the page where it is typed."""

    def ask(way):
        if way == "a new address":
            log_in(client, priya)
        address, typed, confirm = WAYS[way]
        client.post(address, typed)
        return confirm

    return ask


@IN_WORDS
def test_a_code_works_once(client, asked, code, way):
    confirm = asked(way)
    used = code()
    client.post(confirm, {"code": used})
    opened = came_through(client)
    client.logout()

    again = client.post(confirm, {"code": used})

    assert any(opened)
    assert again.status_code == 302
    assert came_through(client)[:2] == (None, False)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "joining"])  # which leads back to the code on its way
def test_a_code_of_before_does_not_work_beside_the_newest(client, asked, code, way):
    confirm = asked(way)
    first = code()
    asked(way)
    nothing = came_through(client)

    page = client.post(confirm, {"code": first})

    assert first != code()
    assert (page.status_code, errors(page)) == (422, [WRONG_CODE])
    assert came_through(client) == nothing


@IN_WORDS
def test_an_old_code_does_not_work(client, asked, code, way, settings):
    confirm = asked(way)
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 0
    settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 0

    page = client.post(confirm, {"code": code()}, follow=True)

    assert str(WRONG_CODE) in page.content.decode()
    assert not User.objects.filter(email="p@new.example").exists()
    assert logged_in(client) in (None, str(User.objects.get(email="priya@example.org").pk))


@IN_WORDS
def test_guessing_ends_after_three_tries(client, asked, code, way):
    confirm = asked(way)
    nothing = came_through(client)
    for guess in ("AAA-AAA", "BBB-BBB", "CCC-CCC"):
        client.post(confirm, {"code": guess})

    client.post(confirm, {"code": code()})

    assert came_through(client) == nothing


# --- Sessions


@pytest.mark.parametrize("remember", [{}, {"remember": "on"}])
def test_a_session_from_before_a_forgotten_password_was_replaced_is_over(
    client, client_of_another, priya, code, remember
):
    log_in(client_of_another, priya, **remember)
    client.post("/accounts/password/reset/", {"email": priya.email})
    client.post("/accounts/password/reset/confirm/", {"code": code()})
    client.post("/accounts/password/reset/complete/", {"password1": NEW})

    assert client_of_another.get("/account/")["Location"] == "/accounts/login/?next=/account/"
    assert client.get("/account/").status_code == 200


def test_a_code_that_waits_does_not_outlive_the_closing_of_the_account(client, priya, code):
    client.post("/accounts/login/code/", {"email": priya.email})
    User.objects.filter(pk=priya.pk).update(is_active=False)

    client.post("/accounts/login/code/confirm/", {"code": code()})

    assert logged_in(client) is None


# --- Hosts and ways back that are not ours

ELSEWHERE = ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "data:text/html,x"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "testserver.evil.example", "testserver@evil"])
@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/accounts/login/code/", "/accounts/signup/"])
def test_a_host_that_is_not_ours_gets_no_code_sent(client, priya, address, host):
    page = client.post(address, joining(email=priya.email), headers={"host": host})

    assert page.status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize("away", ELSEWHERE)
def test_no_page_on_the_way_leads_elsewhere(client, priya, grace, away):
    log_in(client, priya)
    led = [
        client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD, "next": away}),
        client.get("/account/second-factor/", {"next": away}),
        client.post("/account/log-in-again/", {"next": away}),
    ]
    log_in(client, grace, next=away)
    led.append(client.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(grace), "next": away}))
    led.append(client.post("/accounts/2fa/reauthenticate/", {"code": factories.recovery_code(grace), "next": away}))

    for answer in led:
        assert "evil" not in answer.headers.get("Location", ""), answer
        assert not answer.headers.get("Location", "/").startswith(("javascript:", "data:", "//", "http"))
    assert f'href="{away}"' not in client.get("/account/log-in-again/", {"next": away}).content.decode()


# --- Names


@pytest.mark.parametrize(
    "name",
    ["аdmin", "Dr Amara Okafor", "Аmаrа Okаfоr", "Call 07700 900123", "Botox Queen", "x" * 200, "Clinic Support"],
)
def test_a_name_that_imitates_or_sells_is_refused_to_members_too(client, priya, amara, name):
    client.force_login(priya)

    page = client.post("/account/name/", {"display_name": name})

    priya.refresh_from_db()
    assert (page.status_code, len(errors(page)), priya.display_name) == (422, 1, "Priya")
