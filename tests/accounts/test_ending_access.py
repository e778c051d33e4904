"""/admin/accounts/user/<pk>/end-access/: a manager shuts somebody out of everything, in one click."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail

from accounts.models import User
from accounts.signals import access_ended
from tests import factories
from tests.accounts.conftest import log_in, logged_in

pytestmark = pytest.mark.django_db


def end(person):
    return f"/admin/accounts/user/{person.pk}/end-access/"


@pytest.fixture
def as_manager(client, grace):
    client.force_login(grace)
    return client


@pytest.fixture
def root(db):
    return factories.member("Root", is_staff=True, is_superuser=True)


def test_the_page_asks_first_and_changes_nothing(as_manager, ben):
    page = as_manager.get(end(ben))
    listed = as_manager.get(f"/admin/accounts/user/{ben.pk}/change/").content.decode()

    assert "They get no mail about it." in page.content.decode()
    assert f'href="{end(ben)}"' in listed
    ben.refresh_from_db()
    assert ben.is_active


def test_somebody_is_out_everywhere_at_once_and_cannot_come_back(as_manager, client_of_another, ben, no_limits):
    log_in(client_of_another, ben)
    client_of_another.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(ben)})
    assert client_of_another.get("/admin/").status_code == 200
    heard = []
    access_ended.connect(lambda **told: heard.append((told["person"], told["by"].display_name)), weak=False)

    done = as_manager.post(end(ben), follow=True)

    ben.refresh_from_db()
    assert "Ben Hartley is logged out everywhere and cannot log in any more." in done.content.decode()
    assert (ben.is_active, ben.is_staff, ben.has_usable_password()) == (False, False, False)
    assert not Authenticator.objects.filter(user=ben).exists()
    assert not UserSession.objects.filter(user=ben).exists()
    assert client_of_another.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    log_in(client_of_another, ben)
    assert logged_in(client_of_another) is None
    assert mail.outbox == []
    assert heard == [(ben, "Grace")]


def test_an_old_session_does_not_come_to_life_when_somebody_is_let_in_again(as_manager, client_of_another, ben):
    client_of_another.force_login(ben)
    as_manager.post(end(ben))

    User.objects.filter(pk=ben.pk).update(is_active=True, is_staff=True)

    assert client_of_another.get("/account/")["Location"] == "/accounts/login/?next=/account/"


@pytest.mark.parametrize("who", ["ben", "amara", "mo", "priya"])
def test_nobody_but_a_manager_can(client, request, sam, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(end(sam)).status_code in (302, 403)
    assert client.post(end(sam)).status_code in (302, 403)
    sam.refresh_from_db()
    assert sam.is_active


def test_a_manager_cannot_shut_out_a_superuser_or_themselves(as_manager, root, grace):
    for person, sentence in ((root, "Only a superuser can change a superuser."), (grace, "Ask another manager.")):
        page = as_manager.post(end(person))

        person.refresh_from_db()
        assert (page.status_code, person.is_active) == (403, True)
        assert sentence in page.content.decode()


def test_a_superuser_can_shut_out_another(client, root):
    other = factories.member("Other root", is_staff=True, is_superuser=True)
    client.force_login(root)

    client.post(end(other))

    other.refresh_from_db()
    assert (other.is_active, other.is_superuser) == (False, False)


@pytest.mark.parametrize("number", ["999999", "1" * 40])
def test_a_number_that_nobody_has_is_not_found(as_manager, number):
    assert as_manager.get(f"/admin/accounts/user/{number}/end-access/").status_code in (400, 404)
