"""/admin/accounts/user/<pk>/reset-second-factor/: a manager helps a colleague who has lost telephone or key."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail

from blog.audit.models import Entry
from tests import factories
from tests.accounts.conftest import log_in, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def reset(person):
    return f"/admin/accounts/user/{person.pk}/reset-second-factor/"


def change(person):
    return f"/admin/accounts/user/{person.pk}/change/"


@pytest.fixture
def as_manager(client, grace):
    client.force_login(grace)
    return client


@pytest.fixture
def root(db):
    root = factories.member("Root", is_staff=True, is_superuser=True)
    factories.second_factor(root)
    return root


def test_the_page_asks_first_and_changes_nothing(as_manager, ben):
    page = as_manager.get(reset(ben)).content.decode()

    assert "Make sure that it is they who ask" in page
    assert f'href="{reset(ben)}"' in as_manager.get(change(ben)).content.decode()
    assert Authenticator.objects.filter(user=ben).exists()
    assert mail.outbox == []


def test_it_is_offered_only_where_there_is_one(as_manager, priya, grace):
    for person in (priya, grace):
        assert reset(person) not in as_manager.get(change(person)).content.decode()


def test_only_the_second_factor_goes_and_every_session(as_manager, client_of_another, ben):
    Authenticator.objects.create(user=ben, type="webauthn", data={"name": "Telephone", "credential": {}})
    log_in(client_of_another, ben)
    client_of_another.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(ben)})
    assert client_of_another.get("/admin/").status_code == 200
    password = ben.password

    done = as_manager.post(reset(ben), follow=True)

    ben.refresh_from_db()
    assert "The second factor of Ben Hartley is gone, and we have written to them." in done.content.decode()
    assert not Authenticator.objects.filter(user=ben).exists()
    assert not UserSession.objects.filter(user=ben).exists()
    assert client_of_another.get("/account/")["Location"] == "/accounts/login/?next=/account/"
    assert (ben.password, ben.is_active, ben.is_staff) == (password, True, True)
    assert [role.name for role in ben.groups.all()] == ["Editor"]


def test_the_next_log_in_leads_to_making_a_new_one(as_manager, client_of_another, ben):
    as_manager.post(reset(ben))

    log_in(client_of_another, ben)
    led = client_of_another.get("/admin/", follow=True).redirect_chain[-1][0]

    assert logged_in(client_of_another) == str(ben.pk)
    assert led == "/account/second-factor/?next=%2Fadmin%2F"


def test_they_are_written_to_and_it_is_on_record(as_manager, ben, grace):
    as_manager.post(reset(ben))

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([ben.email], "Your second step was reset")
    assert "Grace has taken the passkeys, the app and the recovery codes off your account" in letter.body
    [entry] = Entry.objects.filter(act=Entry.Act.RESET_SECOND_FACTOR)
    assert (entry.by, entry.subject, entry.detail) == (grace, "Ben Hartley", {"account": ben.pk})


def test_a_member_is_on_record_without_their_name(as_manager, priya):
    factories.second_factor(priya)

    as_manager.post(reset(priya))

    assert Entry.objects.get(act=Entry.Act.RESET_SECOND_FACTOR).subject == f"Account {priya.pk}"


def test_nobody_resets_their_own_and_nobody_a_superusers(as_manager, grace, root):
    for person, sentence in ((grace, "Ask another manager"), (root, "Only a superuser can change a superuser.")):
        page = as_manager.post(reset(person))

        assert page.status_code == 403
        assert sentence in page.content.decode()
        assert Authenticator.objects.filter(user=person).exists()
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["ben", "amara", "mo", "priya"])
def test_nobody_but_a_manager_can(client, request, joan, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reset(joan)).status_code in (302, 403)
    assert client.post(reset(joan)).status_code in (302, 403)
    assert Authenticator.objects.filter(user=joan).exists()


def test_a_session_without_a_second_factor_cannot(client, grace, ben, log_in_plainly):
    log_in_plainly(client, grace)

    assert client.post(reset(ben)).status_code == 302
    assert Authenticator.objects.filter(user=ben).exists()


@pytest.mark.parametrize("number", ["999999", "1" * 40])
def test_a_number_that_nobody_has_is_not_found(as_manager, number):
    assert as_manager.get(f"/admin/accounts/user/{number}/reset-second-factor/").status_code in (400, 404)
