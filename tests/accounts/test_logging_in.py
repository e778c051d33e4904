"""/accounts/login/ and /accounts/login/code/: two ways in, both on one page."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.fields import UNFINISHED, WRONG_CODE
from accounts.models import User
from tests import factories
from tests.accounts.conftest import errors, joining, log_in, logged_in

LOGIN = "/accounts/login/"
ASK = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
NOT_RIGHT = "The address or the password is not right. You can have a code by e-mail instead."

pytestmark = pytest.mark.django_db


def test_the_page_offers_the_code_first_and_then_the_password(client):
    page = client.get(LOGIN).content.decode()

    assert 0 < page.index("With a code by e-mail") < page.index("With a password") < page.index("New here?")
    assert page.index(f'action="{ASK}"') < page.index(f'action="{LOGIN}"')


def test_the_page_for_asking_for_a_code_is_the_same_page(client):
    page = client.get(ASK).content.decode()

    assert page.index("With a code by e-mail") < page.index("With a password")
    assert f'action="{LOGIN}"' in page


def test_a_member_logs_in_with_a_password(client, priya):
    done = log_in(client, priya)

    assert (done.status_code, done["Location"]) == (302, "/")
    assert logged_in(client) == str(priya.pk)


def test_the_address_may_be_typed_in_capitals(client, priya):
    client.post(LOGIN, {"login": "PRIYA@EXAMPLE.ORG", "password": factories.PASSWORD})

    assert logged_in(client) == str(priya.pk)


def test_a_wrong_password_is_refused_at_the_field(client, priya):
    page = client.post(LOGIN, {"login": priya.email, "password": "something else"})

    assert page.status_code == 422
    assert page.context["form"].errors == {"password": [NOT_RIGHT]}
    assert logged_in(client) is None


def test_an_unknown_address_gets_the_same_answer(client, priya):
    wrong = client.post(LOGIN, {"login": priya.email, "password": "something else"})
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "something else"})

    assert unknown.status_code == wrong.status_code
    assert unknown.context["form"].errors == wrong.context["form"].errors


def test_a_member_without_a_password_is_pointed_to_the_code(client, priya):
    priya.set_unusable_password()
    priya.save()

    page = log_in(client, priya)

    assert page.context["form"].errors == {"password": [NOT_RIGHT]}


def test_nothing_typed_is_said_at_both_fields(client):
    page = client.post(LOGIN, {})

    assert page.status_code == 422
    assert errors(page) == ["Type your e-mail address.", "Type your password."]


def test_a_closed_account_is_not_opened(client, priya):
    User.objects.update(is_active=False)

    done = log_in(client, priya, follow=True)

    assert logged_in(client) is None
    assert done["Location"] == "/accounts/inactive/"
    assert "This account is closed" in client.get("/accounts/inactive/").content.decode()


def test_a_member_logs_in_with_a_code(client, priya, code):
    asked = client.post(ASK, {"email": priya.email})
    page = client.get(CONFIRM).content.decode()
    done = client.post(CONFIRM, {"code": code()})

    assert (asked.status_code, asked["Location"]) == (302, CONFIRM)
    assert "If <b>priya@example.org</b> has an account, a code is on its way. It works for ten minutes." in page
    assert (done.status_code, done["Location"]) == (302, "/")
    assert logged_in(client) == str(priya.pk)


def test_an_unfinished_address_is_said_to_be_unfinished(client):
    page = client.post(ASK, {"email": "priya@example"})

    assert page.status_code == 422
    assert errors(page) == [UNFINISHED]
    assert 'aria-invalid="true"' in page.content.decode()
    assert 'aria-describedby="id_email_helptext id_email_error"' in page.content.decode()
    assert "With a password" in page.content.decode()


def test_a_wrong_code_is_said_to_be_wrong(client, priya):
    client.post(ASK, {"email": priya.email})

    page = client.post(CONFIRM, {"code": "AAA-AAA"})

    assert page.status_code == 422
    assert errors(page) == [WRONG_CODE]


def test_after_three_wrong_codes_the_right_one_does_not_work(client, priya, code):
    client.post(ASK, {"email": priya.email})
    for _ in range(2):
        client.post(CONFIRM, {"code": "AAA-AAA"})
    third = client.post(CONFIRM, {"code": "AAA-AAA"}, follow=True)

    client.post(CONFIRM, {"code": code()})

    assert third.redirect_chain == [(ASK, 302)]
    assert str(WRONG_CODE) in third.content.decode()
    assert logged_in(client) is None


def test_a_code_older_than_ten_minutes_does_not_work_and_says_why(client, priya, code, settings):
    client.post(ASK, {"email": priya.email})
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    late = client.post(CONFIRM, {"code": code()}, follow=True)

    assert late.redirect_chain == [(ASK, 302)]
    assert str(WRONG_CODE) in late.content.decode()
    assert logged_in(client) is None


def test_a_used_code_does_not_work_again(client, priya, code):
    client.post(ASK, {"email": priya.email})
    client.post(CONFIRM, {"code": code()})
    client.post("/accounts/logout/")

    client.post(CONFIRM, {"code": code()})

    assert logged_in(client) is None


def test_a_code_works_only_where_it_was_asked_for(client, client_of_another, priya, code):
    client.post(ASK, {"email": priya.email})

    client_of_another.post(CONFIRM, {"code": code()})

    assert logged_in(client_of_another) is None


def test_a_new_code_ends_the_old_one(client, priya, code):
    client.post(ASK, {"email": priya.email})
    old = code()

    page = client.post(CONFIRM, {"action": "resend"}, follow=True).content.decode()
    client.post(CONFIRM, {"code": old})
    with_the_old_one = logged_in(client)
    client.post(CONFIRM, {"code": code()})

    assert "A new code is on its way." in page
    assert with_the_old_one is None
    assert logged_in(client) == str(priya.pk)


def test_a_code_for_a_closed_account_is_not_sent(client, priya):
    User.objects.update(is_active=False)

    client.post(ASK, {"email": priya.email})

    assert [message.subject for message in mail.outbox] == ["There is no account with this address"]


def test_an_account_made_on_the_command_line_needs_one_code_only(client, code):
    User.objects.create_superuser("root@example.org", "a kettle of herons", display_name="Root")

    client.post(ASK, {"email": "root@example.org"})
    client.post(CONFIRM, {"code": code()})

    assert logged_in(client)
    assert len(mail.outbox) == 1
    assert User.objects.get().has_usable_password()


def test_the_password_of_somebody_who_joined_with_anothers_address_is_dropped(client, client_of_another, code):
    client_of_another.post("/accounts/signup/", joining(email="priya@example.org", password1="mallory was here"))

    client.post(ASK, {"email": "priya@example.org"})
    client.post(CONFIRM, {"code": code()})

    assert logged_in(client)
    assert EmailAddress.objects.get().verified
    assert not User.objects.get().has_usable_password()


def test_the_password_of_who_joined_and_proved_it_is_kept(client, code):
    client.post("/accounts/signup/", joining(password1="a kettle of herons"))
    client.post("/accounts/confirm-email/", {"code": code()})

    assert User.objects.get().has_usable_password()


def test_logging_out_asks_first_and_then_does_it(client, priya):
    client.force_login(priya)

    page = client.get("/accounts/logout/")
    still_in = logged_in(client)
    out = client.post("/accounts/logout/")

    assert page.status_code == 200
    assert still_in == str(priya.pk)
    assert out["Location"] == "/"
    assert logged_in(client) is None


def test_no_account_page_is_kept_by_a_cache(client, priya):
    anonymous = [client.get(address) for address in (LOGIN, ASK, CONFIRM, "/accounts/signup/")]
    client.force_login(priya)
    mine = [client.get(address) for address in ("/accounts/email/", "/accounts/password/change/", "/accounts/logout/")]

    kept = {page.headers.get("Cache-Control") for page in anonymous + mine}
    assert kept == {"max-age=0, no-cache, no-store, must-revalidate, private"}
