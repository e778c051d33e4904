"""/account/: what an account is made of, the public name, and the sessions that can be ended."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import sections
from tests import factories
from tests.accounts.conftest import errors, joining, log_in, logged_in

ACCOUNT = "/account/"
NAME = "/account/name/"
SESSIONS = "/accounts/sessions/"

pytestmark = pytest.mark.django_db


def add_passkey(user, name="Telephone"):
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})


@pytest.mark.parametrize("address", [ACCOUNT, NAME, SESSIONS, "/account/second-factor/", "/account/log-in-again/"])
def test_a_visitor_is_sent_to_log_in(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_the_masthead_leads_there(client, priya):
    client.force_login(priya)

    assert f'<a href="{ACCOUNT}"' in client.get("/").content.decode()


def test_it_shows_how_somebody_logs_in(client, priya):
    client.force_login(priya)
    add_passkey(priya, "<b>Telephone</b>")

    page = client.get(ACCOUNT)

    text = page.content.decode()
    assert "priya@example.org" in text
    assert "&lt;b&gt;Telephone&lt;/b&gt;" in text
    assert "You have one." in text
    assert "recovery" not in text.lower()
    assert "no-store" in page.headers["Cache-Control"]


def test_it_counts_the_recovery_codes_of_who_is_asked_for_them(client, grace):
    client.force_login(grace)

    assert "10 left, for when your telephone is lost." in client.get(ACCOUNT).content.decode()


def test_the_same_queries_for_one_passkey_and_for_three(client, priya):
    client.force_login(priya)
    add_passkey(priya)
    client.get(ACCOUNT)
    with CaptureQueriesContext(connection) as for_one:
        client.get(ACCOUNT)

    add_passkey(priya)
    add_passkey(priya)
    with CaptureQueriesContext(connection) as for_three:
        client.get(ACCOUNT)

    assert len(for_three) == len(for_one) < 11


def test_other_apps_put_their_own_sections_there(client, priya, monkeypatch):
    monkeypatch.setattr(sections, "SECTIONS", list(sections.SECTIONS))
    sections.add(lambda request: {"id": "x", "title": "Mine", "template": "account/sections/name.html", "context": {}})
    sections.add(lambda request: None)
    client.force_login(priya)

    page = client.get(ACCOUNT)

    assert [section["title"] for section in page.context["sections"]][-1] == "Mine"


# --- The public name


def rename(client, name):
    return client.post(NAME, {"display_name": name})


def test_a_member_changes_the_name_that_readers_see(client, priya):
    client.force_login(priya)

    done = client.post(NAME, {"display_name": "  Priya   from Leeds "}, follow=True)

    priya.refresh_from_db()
    assert priya.display_name == "Priya from Leeds"
    assert "Readers see you as Priya from Leeds now." in done.content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Choose a name for readers to see."),
        ("x" * 200, "There is room for 50 characters. Choose a shorter name."),
        ("Admin", "That sounds as if you spoke for the clinic. Choose another name."),
        ("Dr Amara Okafor", "Somebody who works here is called that. Choose another name."),
        ("\0", "There is a character in this name that cannot be shown. Type it again."),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_the_field(client, priya, amara, name, sentence):
    client.force_login(priya)

    page = rename(client, name)

    priya.refresh_from_db()
    assert (page.status_code, priya.display_name) == (422, "Priya")
    assert sentence in errors(page)[0] or "Null characters" in errors(page)[0]


def test_nothing_sent_at_all_is_said_at_the_field(client, priya):
    client.force_login(priya)

    assert (client.post(NAME).status_code, errors(client.post(NAME))) == (422, ["Choose a name for readers to see."])


def test_a_clinician_keeps_their_own_name(client, amara):
    client.force_login(amara)

    assert rename(client, "Amara Okafor").status_code == 302


# --- Sessions


def test_somebody_sees_where_they_are_logged_in_and_ends_the_others(client, client_of_another, priya, sam):
    log_in(client, priya)
    log_in(client_of_another, priya)
    client_of_another.get("/")
    others = UserSession.objects.exclude(user=priya).count()

    page = client.get(SESSIONS, headers={"user-agent": "<b>Browser</b>"}).content.decode()
    done = client.post(SESSIONS, follow=True).content.decode()

    assert "Here, now" in page
    assert "Log out everywhere else" in page
    assert "You are logged out everywhere else." in done
    assert logged_in(client) == str(priya.pk)
    assert client_of_another.get(ACCOUNT)["Location"] == "/accounts/login/?next=/account/"
    assert UserSession.objects.exclude(user=priya).count() == others


def test_a_session_is_noted_every_ten_minutes_and_not_at_every_page(client, priya):
    log_in(client, priya)
    client.get("/")
    with CaptureQueriesContext(connection) as soon:
        client.get("/accounts/logout/")
    session = client.session
    session["listed_at"] -= 601
    session.save()
    with CaptureQueriesContext(connection) as later:
        client.get("/accounts/logout/")

    assert not any("usersessions" in query["sql"] for query in soon)
    assert any("usersessions" in query["sql"] for query in later)


def test_a_log_in_ends_with_the_browser_unless_one_asked_to_be_kept(client, client_of_another, priya, no_limits):
    log_in(client, priya)
    log_in(client_of_another, priya, remember="on")

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client_of_another.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 14


def test_the_same_with_a_code(client, client_of_another, priya, code, no_limits):
    for somebody, extra in ((client, {}), (client_of_another, {"remember": "on"})):
        somebody.post("/accounts/login/code/", {"email": priya.email})
        somebody.post("/accounts/login/code/confirm/", {"code": code()} | extra)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client_of_another.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 14


def test_it_is_remembered_over_the_second_step(client, grace):
    log_in(client, grace, remember="on")
    client.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(grace)})

    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 14


# --- Proving oneself


def test_who_has_no_password_logs_in_again_before_they_change_how_they_log_in(client, priya, code):
    priya.set_unusable_password()
    priya.save()
    client.force_login(priya)

    asked = client.get("/accounts/2fa/webauthn/add/")
    page = client.get(asked["Location"])
    out = client.post("/account/log-in-again/", {"next": "/accounts/2fa/webauthn/add/"})
    client.post("/accounts/login/code/", {"email": priya.email})
    client.post("/accounts/login/code/confirm/", {"code": code()})

    assert asked["Location"] == "/account/log-in-again/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F"
    assert "Log in once more, and we go on from here." in page.content.decode()
    assert out["Location"] == "/accounts/login/?next=/accounts/2fa/webauthn/add/"
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


def test_the_way_on_from_there_stays_here(client, priya):
    client.force_login(priya)

    out = client.post("/account/log-in-again/", {"next": "https://evil.example/"})

    assert out["Location"] == "/accounts/login/?next=/account/"


def test_five_minutes_after_logging_in_the_password_is_asked_for_again(client, priya):
    log_in(client, priya)
    at_once = client.get("/accounts/2fa/webauthn/add/").status_code
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()

    asked = client.get("/accounts/2fa/webauthn/add/")

    assert at_once == 200
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F"


def test_both_addresses_are_told_of_a_new_one(client, priya, code):
    log_in(client, priya)
    client.post("/accounts/email/", {"action_add": "1", "email": "priya@new.example"})
    client.post("/accounts/confirm-email/", {"code": code()})

    told = [message.to[0] for message in mail.outbox if message.subject == "Your e-mail address was changed"]
    assert sorted(told) == ["priya@example.org", "priya@new.example"]


# --- Bad answers of browsers

ODD = ["", "{}", "[]", "null", "1", '"x"', "{", '{"id": 1}', '{"response": []}',
       '{"response": {"userHandle": "\u0000"}}',
       '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": "enp6enp6enp6enp6enp6eno", '
       '"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"}}',
       '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "e30", '
       '"attestationObject": "oA"}}', "[" * 10_000]  # fmt: skip


@pytest.mark.parametrize("credential", ODD)
def test_no_answer_of_a_browser_breaks_a_page(client, client_of_another, priya, credential, no_limits, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": None}
    log_in(client, priya)
    client.get("/accounts/2fa/webauthn/add/")

    added = client.post("/accounts/2fa/webauthn/add/", {"credential": credential, "name": "x"})
    client_of_another.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    came_in = client_of_another.post("/accounts/2fa/webauthn/login/", {"credential": credential, "next": "/search/"})

    assert added.status_code == 422
    assert (came_in.status_code, came_in["Location"]) == (302, "/accounts/login/?next=%2Fsearch%2F")
    assert logged_in(client_of_another) is None
    assert not Authenticator.objects.exists()


def test_a_passkey_that_is_unknown_gets_a_sentence(client, db):
    page = client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"}, follow=True)

    assert "That passkey did not work here. Try again, or use another way." in page.content.decode()


@pytest.mark.parametrize("page", ["edit", "remove"])
def test_the_passkey_of_somebody_else_is_not_found(client, priya, sam, page):
    theirs = add_passkey(sam)
    log_in(client, priya)

    assert client.get(f"/accounts/2fa/webauthn/keys/{theirs.pk}/{page}/").status_code == 404
    assert client.post(f"/accounts/2fa/webauthn/keys/{theirs.pk}/{page}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk, data__name="Telephone").exists()


def test_a_passkey_is_renamed_and_taken_off_and_that_is_told(client, priya):
    passkey = add_passkey(priya)
    log_in(client, priya)

    client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/edit/", {"name": "Work telephone"})
    named = str(Authenticator.objects.get())
    page = client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/edit/", {"name": "x" * 61})
    client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")

    assert (named, page.status_code) == ("Work telephone", 422)
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "A passkey was taken off your account"


def test_the_old_lists_lead_to_the_account(client, priya):
    client.force_login(priya)

    for address in ("/accounts/2fa/", "/accounts/2fa/webauthn/"):
        assert f'href="{ACCOUNT}#ways-in"' in client.get(address).content.decode()


# --- Names at the door


@pytest.mark.parametrize(
    "name",
    ["Admin", "аdmin", "ａｄｍｉｎ", "A d m i n", "4dm1n", "Clinic Support", "The Clinic", "Moderator",
     "Dr Amara Okafor", "amara okafor", "Аmаrа Okаfоr", "Amara 0kafor (GMC)", "Ben Hartley",
     "Call 07700 900123", "Botox Queen"],
)  # fmt: skip
def test_nobody_joins_as_staff_or_with_a_number_or_a_medicine(client, amara, ben, name):
    page = client.post("/accounts/signup/", joining(display_name=name))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["display_name"]


@pytest.mark.parametrize("name", ["Nadia", "Amara", "Ben", "Stafford", "Клавдия", "Αλέξανδρος", "O'Hara", "Sam 1985"])
def test_names_of_people_are_all_right(client, amara, ben, name):
    assert client.post("/accounts/signup/", joining(display_name=name)).status_code == 302
