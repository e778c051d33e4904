"""/accounts/signup/ and the code that ends it."""

import pytest
from django.core import mail

from accounts.fields import WRONG_CODE
from accounts.models import User
from tests.accounts.conftest import errors, joining, logged_in

JOIN = "/accounts/signup/"
CODE = "/accounts/confirm-email/"

pytestmark = pytest.mark.django_db


def test_the_page_asks_for_an_address_a_name_and_perhaps_a_password(client):
    page = client.get(JOIN)

    assert list(page.context["form"].fields) == ["email", "display_name", "password1"]
    assert not page.context["form"].fields["password1"].required
    assert "It need not be your own. It is all that readers see." in page.content.decode()
    assert "we will e-mail you a code each time you log in" in page.content.decode()


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
    assert WRONG_CODE in late.content.decode()
    assert logged_in(client) is None


def test_a_code_older_than_ten_minutes_does_not_work_and_says_why(client, code, settings):
    client.post(JOIN, joining())
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = -1

    late = client.post(CODE, {"code": code()}, follow=True)

    assert late.redirect_chain == [("/accounts/login/", 302)]
    assert WRONG_CODE in late.content.decode()
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
