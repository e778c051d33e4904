"""Whatever is typed into an account form, the answer is a sentence at the field and never a broken page."""

import pytest
from django.test import Client

from accounts.fields import UNFINISHED
from accounts.models import User
from tests.accounts.conftest import errors, joining, log_in, logged_in

TOO_LONG = "That is longer than any e-mail address can be."

NASTY = [
    "",
    "\x00",
    "\x01\x02\x1b[31m",
    "\ufffe\uffff",
    "\u202eabc",
    "1" * 40,
    "a" * 5000,
    "a" * 5000 + "@example.org",
    "<script>alert(1)</script>",
    "😀" * 100,
    "é" * 70 + "@" + "é" * 60 + ".example",
    "\r\nBcc: everyone@example.org",
    "a" + "\u0301" * 3000,
]

FORMS = {
    "/accounts/login/": ["login", "password", "next"],
    "/accounts/login/code/": ["email", "next"],
    "/accounts/signup/": ["email", "display_name", "password1", "next"],
    "/accounts/password/reset/": ["email", "next"],
}
MEMBERS_FORMS = {
    "/accounts/password/change/": ["oldpassword", "password1", "next"],
    "/accounts/email/": ["email", "action_add"],
    "/accounts/reauthenticate/": ["password", "next"],
    "/accounts/logout/": ["next"],
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("address", FORMS)
def test_a_visitors_forms_never_break(client, no_limits, address, nasty):
    all_at_once = dict.fromkeys(FORMS[address], nasty)

    for typed in [joining(login="priya@example.org", password="x") | {field: nasty} for field in FORMS[address]]:
        assert Client().post(address, typed).status_code in (302, 422)
    assert client.post(address, all_at_once).status_code in (302, 422)
    assert client.get(address, all_at_once).status_code == 200


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("address", MEMBERS_FORMS)
def test_a_members_forms_never_break(client, priya, no_limits, address, nasty):
    client.force_login(priya)

    page = client.post(address, dict.fromkeys(MEMBERS_FORMS[address], nasty))

    assert page.status_code in (302, 422)


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    ("ask", "fields", "confirm"),
    [
        ("/accounts/signup/", joining(), "/accounts/confirm-email/"),
        ("/accounts/login/code/", {"email": "nadia@example.org"}, "/accounts/login/code/confirm/"),
        ("/accounts/password/reset/", {"email": "nadia@example.org"}, "/accounts/password/reset/confirm/"),
    ],
)
def test_a_code_field_never_breaks(client, ask, fields, confirm, nasty):
    client.post(ask, fields)

    page = client.post(confirm, {"code": nasty, "action": nasty})

    assert page.status_code == 422
    assert len(errors(page)) == 1
    assert logged_in(client) is None


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Type your e-mail address."),
        ("   ", "Type your e-mail address."),
        ("priya", UNFINISHED),
        ("priya@example", UNFINISHED),
        ("pri\x00ya@example.org", UNFINISHED),
        ("priya@example.org\r\nBcc: everyone@example.org", UNFINISHED),
        ("a@" + "é" * 60 + ".example", UNFINISHED),
        ("a@\u3002example.org", UNFINISHED),
        ("a" * 243 + "@example.org", TOO_LONG),
        ("a" * 5000 + "@example.org", TOO_LONG),
    ],
)
@pytest.mark.parametrize("form", ["/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"])
def test_an_address_that_is_none_gets_one_sentence(client, form, address, sentence):
    page = client.post(form, joining(email=address))

    assert page.status_code == 422
    assert page.context["form"].errors["email"] == [sentence]
    assert User.objects.count() == 0


def test_an_address_with_accents_in_its_domain_can_join(client):
    assert client.post("/accounts/signup/", joining(email="a@éxample.org")).status_code == 302


def test_the_longest_address_there_can_be_can_join(client, code):
    longest = "a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".exa"

    client.post("/accounts/signup/", joining(email=longest))
    client.post("/accounts/confirm-email/", {"code": code()})

    assert User.objects.get().email == longest
    assert logged_in(client)


def test_a_password_with_a_nul_is_refused_in_words(client, priya):
    page = log_in(client, priya, password="corr\x00ect")

    assert page.context["form"].errors == {
        "password": ["There is a character in this that cannot be typed. Type it again."]
    }


def test_what_was_typed_is_kept_but_never_the_password(client):
    page = client.post(
        "/accounts/login/", {"login": "priya@example", "password": "a kettle of herons"}
    ).content.decode()

    assert 'value="priya@example"' in page
    assert "a kettle of herons" not in page


def test_a_form_without_its_key_is_refused(priya):
    strict = Client(enforce_csrf_checks=True)

    assert log_in(strict, priya).status_code == 403
    assert logged_in(strict) is None


def test_json_is_no_way_round_the_forms(client, priya):
    page = client.post(
        "/accounts/login/",
        '{"login": "priya@example.org", "password": "correct horse battery"}',
        content_type="application/json",
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )

    assert page.status_code == 422
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "address", [*FORMS, *MEMBERS_FORMS, "/accounts/login/code/confirm/", "/accounts/confirm-email/"]
)
@pytest.mark.parametrize("method", ["head", "options"])
def test_other_methods_do_not_break_either(client, address, method):
    assert getattr(client, method)(address).status_code in (200, 302)


def test_the_accounts_folder_leads_somewhere(client, priya):
    assert client.get("/accounts/")["Location"] == "/accounts/login/"
    client.force_login(priya)
    assert client.get("/accounts/")["Location"] == "/accounts/email/"
