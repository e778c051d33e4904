"""Joining and logging in with an account elsewhere: not there without keys, and never a way into another's account."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail

from accounts.models import User
from accounts.own_data import own
from accounts.own_data.parts import everything_about
from tests import factories
from tests.accounts.conftest import errors, log_in, logged_in
from tests.google import FULL_NAME

LOG_IN = "/accounts/google/login/"
CALLBACK = "/accounts/google/login/callback/"
JOIN = "/accounts/3rdparty/signup/"
MINE = "/accounts/3rdparty/"
BACK = "/posts/x/#leave-a-comment"

OFF = [
    LOG_IN, CALLBACK, "/accounts/google/login/token/", JOIN, MINE, "/accounts/3rdparty/login/error/",
    "/accounts/3rdparty/login/cancelled/", "/accounts/apple/login/", "/accounts/apple/login/callback/",
    "/accounts/apple/login/callback/finish/", "/accounts/social/signup/",
]  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


# --- Without keys


@pytest.mark.parametrize("address", OFF)
def test_without_keys_its_addresses_are_not_there(client, address):
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accounts/signup/passkey/"])
def test_without_keys_no_page_speaks_of_it(client, address):
    page = client.get(address)

    assert "Google" not in page.content.decode()
    assert "Apple" not in page.content.decode()
    assert "form-action 'self'" in page.headers["Content-Security-Policy"].split("; ")


def test_without_keys_the_account_page_does_not_speak_of_it(client, priya):
    client.force_login(priya)

    assert "Accounts elsewhere" not in client.get("/account/").content.decode()


# --- With them


def come_back(client, **fields):
    """This will go to Google and come back from there having said yes."""
    there = client.post(LOG_IN, fields)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    return client.get(CALLBACK, {"code": "yes", "state": state})


def choices(**fields):
    return {"display_name": "Hazel", "is_adult": "on"} | fields


def test_the_pages_offer_it_with_the_way_back(client, google):
    for address, verb in (("/accounts/login/", "Log in"), ("/accounts/signup/", "Join")):
        page = client.get(f"{address}?next=/posts/x/%23leave-a-comment").content.decode()

        assert f"{verb} with Google</button>" in page
        assert 'action="/accounts/google/login/?next=%2Fposts%2Fx%2F%23leave-a-comment"' in page
        assert "Apple" not in page


def test_going_there_takes_a_press_of_a_button(client, google):
    page = client.get(LOG_IN)
    there = client.post(LOG_IN)

    query = parse_qs(urlsplit(there["Location"]).query)
    assert (page.status_code, there.status_code) == (200, 302)
    assert "Log in with Google</h1>" in page.content.decode()
    assert there["Location"].startswith("https://accounts.google.com/o/oauth2/v2/auth?")
    assert query["client_id"] == ["an-id"]
    assert sorted(query["scope"][0].split()) == ["email", "openid"]
    assert query["code_challenge_method"] == ["S256"]
    assert "no-store" in page.headers["Cache-Control"]


def test_somebody_new_is_asked_for_a_name_and_their_age_and_goes_back_to_the_comment(client, google):
    back = come_back(client, next=BACK)
    page = client.get(JOIN)
    done = client.post(JOIN, choices())

    nadia = User.objects.get(email="nadia@example.org")
    assert back["Location"] == JOIN
    assert list(page.context["form"].fields) == ["email", "display_name", "is_adult", "website"]
    assert "The house rules</h2>" in page.content.decode()
    assert FULL_NAME["given_name"] not in page.content.decode()
    assert done["Location"] == BACK
    assert (nadia.display_name, nadia.said_adult_at is None, nadia.has_usable_password()) == ("Hazel", False, False)
    assert logged_in(client) == str(nadia.pk)
    assert mail.outbox == []


def test_nothing_is_kept_of_what_google_knows_but_the_address_and_a_number(client, google):
    come_back(client)
    client.post(JOIN, choices())

    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("108", {})
    assert SocialToken.objects.count() == 0

    client.post("/accounts/logout/")
    come_back(client)

    account.refresh_from_db()
    assert account.extra_data == {}
    assert logged_in(client)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"is_adult": ""}, "is_adult"),
        ({"display_name": "Admin"}, "display_name"),
        ({"display_name": ""}, "display_name"),
    ],
)
def test_the_same_is_refused_as_to_everybody(client, google, fields, field):
    come_back(client)

    page = client.post(JOIN, choices(**fields))

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert User.objects.count() == 0


def test_a_robot_gets_nothing_here_either(client, google):
    come_back(client)

    page = client.post(JOIN, choices(website="x"))

    assert (page.status_code, page["Location"]) == (302, "/accounts/confirm-email/")
    assert (User.objects.count(), SocialAccount.objects.count(), mail.outbox) == (0, 0, [])


def test_an_address_that_google_proved_cannot_be_exchanged_for_anothers(client, google, priya):
    come_back(client)

    client.post(JOIN, choices(email=priya.email))

    assert User.objects.get(display_name="Hazel").email == "nadia@example.org"
    assert User.objects.filter(email=priya.email).get() == priya


@pytest.mark.parametrize("email", ["priya@example.org", "PRIYA@Example.org"])
def test_an_account_here_is_not_opened_because_google_has_its_address(client, google, priya, email):
    google(email)

    page = client.get(come_back(client, next=BACK)["Location"])

    assert logged_in(client) is None
    assert SocialAccount.objects.count() == 0
    assert page.request["PATH_INFO"] == "/accounts/login/"
    assert page.request["QUERY_STRING"] == "next=%2Fposts%2Fx%2F%23leave-a-comment"
    assert "You have an account with the address priya@example.org already." in page.content.decode()


def test_an_address_that_google_has_not_proved_gets_a_code_and_is_not_told_on(client, client_of_another, google, priya):
    google("priya@example.org", verified=False)
    come_back(client)
    taken = client.post(JOIN, choices(email="priya@example.org"))
    google("free@example.org", verified=False, sub="109")
    come_back(client_of_another)
    free = client_of_another.post(JOIN, choices(email="free@example.org"))

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert taken["Location"] == "/accounts/confirm-email/"
    assert logged_in(client) is logged_in(client_of_another) is None
    assert SocialAccount.objects.filter(user=priya).count() == 0
    assert [message.subject for message in mail.outbox] == ["You have an account already", "Your code to join"]


def test_without_an_address_from_google_one_is_asked_for_and_proved(client, google, code):
    google(None)
    come_back(client, next=BACK)

    assert errors(client.post(JOIN, choices())) == ["Type your e-mail address."]
    client.post(JOIN, choices(email="other@example.org"))
    assert logged_in(client) is None
    client.post("/accounts/confirm-email/", {"code": code()})

    assert logged_in(client) == str(User.objects.get(email="other@example.org").pk)


def test_staff_who_come_in_with_google_are_still_asked_for_their_second_factor(client, google, ben):
    SocialAccount.objects.create(user=ben, provider="google", uid="108")
    factories.log_in_is_complete(client, ben)
    client.post("/accounts/logout/")

    back = come_back(client, next="/admin/")

    assert back["Location"].startswith("/accounts/2fa/authenticate/")
    assert logged_in(client) is None


def test_a_member_adds_it_is_told_by_mail_and_takes_it_off(client, google, priya):
    google(priya.email)
    log_in(client, priya)
    back = come_back(client, process="connect")
    page = client.get(MINE)
    account = SocialAccount.objects.get(user=priya)
    client.post("/accounts/logout/")
    come_back(client)

    assert back["Location"] == MINE
    assert "Google lets you in since" in page.content.decode()
    assert logged_in(client) == str(priya.pk)
    assert mail.outbox[0].subject == "Google was added to your account"
    assert 'href="/accounts/3rdparty/"' in client.get("/account/").content.decode()

    client.post(MINE, {"account": account.pk})

    assert SocialAccount.objects.count() == 0
    assert mail.outbox[-1].subject == "Google was taken off your account"


def test_nobody_takes_off_anothers(client, google, priya, sam):
    theirs = SocialAccount.objects.create(user=sam, provider="google", uid="108")
    log_in(client, priya)

    for key in (theirs.pk, "", "\x00", "1" * 40, "x"):
        page = client.post(MINE, {"account": key})
        assert page.status_code == 422
        assert "That is not an account of yours." in page.content.decode()
    assert SocialAccount.objects.filter(user=sam).exists()


def test_an_account_elsewhere_lets_into_one_account_here(client, google, priya, sam):
    SocialAccount.objects.create(user=sam, provider="google", uid="108")
    log_in(client, priya)

    page = client.get(come_back(client, process="connect")["Location"])

    assert "Somebody else uses that here already." in page.content.decode()
    assert SocialAccount.objects.get().user == sam


@pytest.mark.parametrize(
    "query",
    [{}, {"code": "yes"}, {"code": "yes", "state": "x"}, {"state": "\x00", "code": "\x00"}, {"error": "1" * 40}],
)
def test_an_answer_that_google_did_not_give_is_a_page_with_another_way(client, google, query):
    page = client.get(CALLBACK, query)

    assert page.status_code == 401
    assert "log in another way" in page.content.decode()


def test_who_turns_back_there_is_told_that_nothing_happened(client, google):
    there = client.post(LOG_IN)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]

    page = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)

    assert "You turned back, and nothing has happened." in page.content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_is_never_to_another_host(client, google, address):
    come_back(client, next=address)

    assert client.post(JOIN, choices())["Location"] == "/"


def test_nobody_joins_without_having_been_there(client, google, priya):
    assert client.get(JOIN)["Location"] == "/accounts/login/"

    client.force_login(priya)

    assert client.get(JOIN)["Location"] == "/accounts/login/"
    assert User.objects.count() == 1


def test_it_is_given_out_with_the_rest_and_goes_with_the_account(client, google):
    come_back(client)
    client.post(JOIN, choices())
    nadia = User.objects.get(email="nadia@example.org")

    part = next(part for part in everything_about(nadia) if part.name == "accounts-elsewhere")
    own.account(nadia)

    assert [(row["with"], row["number there"]) for row in part.rows] == [("google", "108")]
    assert SocialAccount.objects.count() == 0
