"""/accounts/signup/ and the code that ends it."""

import re

import pytest
from django.core import mail

from accounts import pseudonyms
from accounts.fields import WRONG_CODE
from accounts.models import User
from accounts.names import refusal_to_be_called
from accounts.own_data.parts import everything_about
from tests.accounts.conftest import errors, joining, logged_in

JOIN = "/accounts/signup/"
BY_PASSKEY = "/accounts/signup/passkey/"
CODE = "/accounts/confirm-email/"

pytestmark = pytest.mark.django_db


def test_the_page_asks_for_an_address_a_name_an_age_and_perhaps_a_password(client):
    page = client.get(JOIN)

    assert list(page.context["form"].fields) == ["email", "display_name", "password1", "is_adult", "website"]
    assert not page.context["form"].fields["password1"].required
    assert "Do not use your full name. It is all that readers see." in page.content.decode()
    assert "we will e-mail you a code each time you log in" in page.content.decode()


def test_a_name_is_suggested_that_somebody_can_join_with(client):
    hint = client.get(JOIN).context["form"].fields["display_name"].help_text
    suggested = re.search(r": (\w+ \w+ [1-9][0-9])\.$", hint)[1]

    client.post(JOIN, joining(display_name=suggested))

    assert User.objects.get(email="nadia@example.org").display_name == suggested


def test_another_name_is_suggested_to_the_next(client):
    hints = {client.get(JOIN).context["form"].fields["display_name"].help_text for _ in range(5)}

    assert len(hints) > 1


@pytest.mark.parametrize("first", pseudonyms.FIRST)
def test_every_name_that_could_be_suggested_is_allowed(db, amara, first):
    refused = [second for second in pseudonyms.SECOND if refusal_to_be_called(f"{first} {second} 42", None)]

    assert refused == []


def test_the_house_rules_stand_on_the_page_in_four_lines(client):
    page = client.get(JOIN).content.decode()
    rules = page[page.index("The house rules</h2>") :]

    assert rules[: rules.index("</ul>")].count("<li>") == 4
    assert 'href="/house-rules/">All of the house rules</a>' in rules


@pytest.mark.parametrize("address", [JOIN, BY_PASSKEY])
def test_who_does_not_say_that_they_are_18_cannot_join_and_keeps_what_they_typed(client, address):
    page = client.post(address, joining(is_adult=""))

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "is_adult": ["Tick this if it is so. Only people of 18 or over can join."],
    }
    assert 'aria-describedby="id_is_adult_error"' in page.content.decode()
    assert 'value="nadia@example.org"' in page.content.decode()
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_that_they_said_so_is_kept_as_a_moment_and_given_back_to_them(client, code, now):
    client.post(JOIN, joining())
    client.post(CODE, {"code": code()})

    nadia = User.objects.get(email="nadia@example.org")
    profile = next(part for part in everything_about(nadia) if part.name == "profile")
    assert nadia.said_adult_at > now
    assert profile.rows[0]["said to be 18 or over"] == nadia.said_adult_at


def test_somebody_joins_with_a_code_and_is_logged_in(client, code):
    sent = client.post(JOIN, joining())
    done = client.post(CODE, {"code": code()})

    nadia = User.objects.get(email="nadia@example.org")
    assert (sent.status_code, sent["Location"]) == (302, CODE)
    assert (done.status_code, done["Location"]) == (302, "/")
    assert logged_in(client) == str(nadia.pk)
    assert nadia.display_name == "Nadia"
    assert not nadia.has_usable_password()


def test_somebody_who_typed_a_password_can_log_in_with_it(client, code):
    client.post(JOIN, joining(password1="a kettle of herons"))
    client.post(CODE, {"code": code()})
    client.post("/accounts/logout/")

    client.post("/accounts/login/", {"login": "nadia@example.org", "password": "a kettle of herons"})

    assert logged_in(client) == str(User.objects.get(email="nadia@example.org").pk)


def test_before_the_code_nobody_is_logged_in(client):
    client.post(JOIN, joining(password1="a kettle of herons"))

    client.post("/accounts/login/", {"login": "nadia@example.org", "password": "a kettle of herons"})

    assert logged_in(client) is None


def test_the_code_page_says_where_the_code_went(client):
    page = client.post(JOIN, joining(), follow=True).content.decode()

    assert "A code is on its way to <b>nadia@example.org</b>. It works for ten minutes." in page
    assert 'autocomplete="one-time-code"' in page


def test_the_code_may_be_typed_in_small_letters_without_the_hyphen(client, code):
    client.post(JOIN, joining())

    done = client.post(CODE, {"code": f" {code().replace('-', '').lower()} "})

    assert done.status_code == 302
    assert logged_in(client)


def test_a_wrong_code_is_said_to_be_wrong(client):
    client.post(JOIN, joining())

    page = client.post(CODE, {"code": "AAA-AAA"})

    assert page.status_code == 422
    assert errors(page) == [WRONG_CODE]
    assert logged_in(client) is None


def test_after_three_wrong_codes_the_right_one_does_not_work(client, code):
    client.post(JOIN, joining())
    for _ in range(3):
        client.post(CODE, {"code": "AAA-AAA"})

    late = client.post(CODE, {"code": code()}, follow=True)

    assert late.redirect_chain == [("/accounts/login/", 302)]
    assert str(WRONG_CODE) in late.content.decode()
    assert logged_in(client) is None


def test_a_code_older_than_ten_minutes_does_not_work_and_says_why(client, code, settings):
    client.post(JOIN, joining())
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = -1

    late = client.post(CODE, {"code": code()}, follow=True)

    assert late.redirect_chain == [("/accounts/login/", 302)]
    assert str(WRONG_CODE) in late.content.decode()
    assert logged_in(client) is None


def test_a_used_code_does_not_work_again(client, code):
    client.post(JOIN, joining())
    client.post(CODE, {"code": code()})
    client.post("/accounts/logout/")

    client.post(CODE, {"code": code()})

    assert logged_in(client) is None


def test_a_code_works_only_where_it_was_asked_for(client, client_of_another, code):
    client.post(JOIN, joining())

    client_of_another.post(CODE, {"code": code()})

    assert logged_in(client_of_another) is None


def test_a_new_code_can_be_sent_and_ends_the_old_one(client, code, no_limits):
    client.post(JOIN, joining())
    old = code()

    page = client.post(CODE, {"action": "resend"}, follow=True).content.decode()
    with_the_old_one = client.post(CODE, {"code": old})
    client.post(CODE, {"code": code()})

    assert "A new code is on its way. The one before it no longer works." in page
    assert with_the_old_one.status_code == 422
    assert logged_in(client)


def test_a_mistyped_address_can_be_left_behind(client):
    client.post(JOIN + "?next=/posts/x/%23leave-a-comment", joining(email="nadia@example.orb"))
    page = client.get(CODE + "?next=/posts/x/%23leave-a-comment")

    again = client.post("/accounts/logout/", {"next": page.context["signup_url"]})

    assert 'value="/accounts/signup/?next=%2Fposts%2Fx%2F%23leave-a-comment"' in page.content.decode()
    assert again["Location"] == "/accounts/signup/?next=%2Fposts%2Fx%2F%23leave-a-comment"
    assert client.get(again["Location"]).status_code == 200


def test_joining_twice_quickly_gives_one_account_and_asks_for_patience(client, client_of_another):
    first = client.post(JOIN, joining())
    second = client_of_another.post(JOIN, joining())

    assert (first.status_code, second.status_code) == (302, 429)
    assert User.objects.filter(email="nadia@example.org").count() == 1
    assert len(mail.outbox) == 1


def test_pressing_join_twice_in_one_tab_leads_to_the_code(client):
    client.post(JOIN, joining())

    again = client.post(JOIN, joining())

    assert (again.status_code, again["Location"]) == (302, CODE)
    assert len(mail.outbox) == 1


def test_an_address_in_capitals_is_the_same_address(client, code, priya):
    client.post(JOIN, joining(email="PRIYA@Example.ORG"))

    assert User.objects.count() == 1
    assert mail.outbox[0].to == ["priya@example.org"]
    assert mail.outbox[0].subject == "You have an account already"


def test_a_password_typed_beside_a_mistake_is_asked_for_again(client):
    page = client.post(JOIN, joining(display_name="", password1="a kettle of herons"))

    assert page.status_code == 422
    assert page.context["form"].errors["password1"] == ["Type the password again: we did not keep it."]
    assert "a kettle of herons" not in page.content.decode()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "A password needs at least ten characters."),
        ("password1234", "Too many people use that password. Choose another."),
        ("nadia@example", "That is too close to your name or your e-mail address. Choose another password."),
    ],
)
def test_a_weak_password_is_refused_in_words(client, password, sentence):
    page = client.post(JOIN, joining(password1=password))

    assert page.status_code == 422
    assert page.context["form"].errors["password1"] == [sentence]


def test_a_member_has_no_use_for_the_page(client, priya):
    client.force_login(priya)

    assert client.get(JOIN)["Location"] == "/"
