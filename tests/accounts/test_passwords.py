"""/accounts/password/...: a new one by code, changing it, and giving an account its first."""

import pytest
from django.core import mail

from accounts.fields import WRONG_CODE
from tests import factories
from tests.accounts.conftest import errors, joining, logged_in

RESET = "/accounts/password/reset/"
CONFIRM = "/accounts/password/reset/confirm/"
COMPLETE = "/accounts/password/reset/complete/"
CHANGE = "/accounts/password/change/"
SET = "/accounts/password/set/"
NEW = "a kettle of herons"

pytestmark = pytest.mark.django_db


def has_password(user, password):
    user.refresh_from_db()
    return user.check_password(password)


def test_a_forgotten_password_is_replaced_with_a_code_and_the_owner_told(client, priya, code):
    asked = client.post(RESET, {"email": priya.email})
    page = client.get(CONFIRM).content.decode()
    proved = client.post(CONFIRM, {"code": code()})
    done = client.post(COMPLETE, {"password1": NEW})

    assert (asked["Location"], proved["Location"], done["Location"]) == (CONFIRM, COMPLETE, "/")
    assert "If <b>priya@example.org</b> has an account, a code is on its way. It works for ten minutes." in page
    assert has_password(priya, NEW)
    assert logged_in(client) == str(priya.pk)
    assert mail.outbox[-1].subject == "Your password was changed"


def test_without_the_code_there_is_no_way_to_the_new_password(client, priya):
    client.post(RESET, {"email": priya.email})

    skipped = client.post(COMPLETE, {"password1": NEW})

    assert skipped["Location"] == CONFIRM
    assert has_password(priya, factories.PASSWORD)


def test_a_wrong_code_is_said_to_be_wrong_and_three_end_it(client, priya, code):
    client.post(RESET, {"email": priya.email})

    first = client.post(CONFIRM, {"code": "AAA-AAA"})
    client.post(CONFIRM, {"code": "AAA-AAA"})
    third = client.post(CONFIRM, {"code": "AAA-AAA"}, follow=True)
    client.post(CONFIRM, {"code": code()})

    assert (first.status_code, errors(first)) == (422, [WRONG_CODE])
    assert str(WRONG_CODE) in third.content.decode()
    assert client.post(COMPLETE, {"password1": NEW})["Location"] == RESET
    assert has_password(priya, factories.PASSWORD)


def test_who_takes_longer_than_ten_minutes_over_it_is_told(client, priya, code, settings):
    client.post(RESET, {"email": priya.email})
    client.post(CONFIRM, {"code": code()})
    settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = -1

    late = client.post(COMPLETE, {"password1": NEW}, follow=True)

    assert late.redirect_chain == [(RESET, 302)]
    assert str(WRONG_CODE) in late.content.decode()
    assert has_password(priya, factories.PASSWORD)


def test_a_weak_new_password_is_refused_in_words(client, priya, code):
    client.post(RESET, {"email": priya.email})
    client.post(CONFIRM, {"code": code()})

    page = client.post(COMPLETE, {"password1": "short"})

    assert (page.status_code, errors(page)) == (422, ["A password needs at least ten characters."])


def test_the_reset_proves_an_address_that_was_not_proved_before(client, client_of_another, code):
    client_of_another.post("/accounts/signup/", joining(password1="mallory was here"))

    client.post(RESET, {"email": "nadia@example.org"})
    client.post(CONFIRM, {"code": code()})
    client_of_another.post("/accounts/login/", {"login": "nadia@example.org", "password": "mallory was here"})

    assert logged_in(client_of_another) is None


def test_a_member_changes_the_password_and_stays_logged_in(client, priya):
    client.force_login(priya)

    done = client.post(CHANGE, {"oldpassword": factories.PASSWORD, "password1": NEW}, follow=True)

    assert "Your password is changed." in done.content.decode()
    assert has_password(priya, NEW)
    assert logged_in(client) == str(priya.pk)
    assert mail.outbox[-1].subject == "Your password was changed"


def test_every_other_session_ends_when_the_password_changes(client, client_of_another, priya):
    client.force_login(priya)
    client_of_another.force_login(priya)

    client.post(CHANGE, {"oldpassword": factories.PASSWORD, "password1": NEW})

    assert client_of_another.get("/accounts/email/")["Location"].startswith("/accounts/login/")
    assert client.get("/accounts/email/").status_code == 200


def test_without_the_old_password_there_is_no_new_one(client, priya):
    client.force_login(priya)

    page = client.post(CHANGE, {"oldpassword": "a guess or two", "password1": NEW})

    assert (page.status_code, errors(page)) == (422, ["That is not your password."])
    assert has_password(priya, factories.PASSWORD)


def test_who_has_no_password_can_choose_one(client, priya):
    priya.set_unusable_password()
    priya.save()
    client.force_login(priya)

    page = client.get(CHANGE, follow=True)
    client.post(SET, {"password1": NEW})

    assert page.redirect_chain == [(SET, 302)]
    assert "You have none: we e-mail you a code each time you log in." in page.content.decode()
    assert has_password(priya, NEW)
    assert mail.outbox[-1].subject == "Your account has a password now"


@pytest.mark.parametrize("address", [CHANGE, SET, "/accounts/email/", "/accounts/reauthenticate/"])
def test_a_visitor_is_sent_to_log_in(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
