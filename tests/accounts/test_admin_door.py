"""/admin/: staff come in through the same log-in as everybody else, and nobody else comes in."""

import pytest
from django.contrib.admin.models import LogEntry

from accounts.models import User
from tests import factories
from tests.accounts.conftest import log_in, logged_in

ADMIN = [
    "/admin/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/accounts/user/1/change/",
    "/admin/autocomplete/",
    "/admin/jsi18n/",
    "/admin/nothing-here/",
    "/admin/password_change/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ADMIN)
def test_a_visitor_is_sent_to_the_log_in_page_and_back(client, address):
    page = client.get(address, follow=True)

    assert page.redirect_chain[-1] == (f"/accounts/login/?next={address}", 302)
    assert page.status_code == 200


def test_the_query_comes_back_too(client):
    page = client.get("/admin/accounts/user/?q=priya&p=2", follow=True)

    assert page.redirect_chain[-1][0] == "/accounts/login/?next=/admin/accounts/user/%3Fq%3Dpriya%26p%3D2"


def test_a_form_sent_by_a_visitor_changes_nothing(client, priya):
    client.post("/admin/accounts/user/add/", {"email": "x@example.org", "display_name": "X"})

    assert User.objects.count() == 1


def test_staff_get_in_and_to_the_page_they_asked_for(client, grace):
    log_in(client, grace, next="/admin/accounts/user/")
    done = client.post("/accounts/2fa/authenticate/", {"code": factories.recovery_code(grace)})
    page = client.get(done["Location"])

    assert page.status_code == 200
    assert page.templates[0].name == "admin/change_list.html"
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["username", "login", "email"])
def test_credentials_sent_to_the_admins_own_log_in_never_log_in(client, name):
    User.objects.create_superuser("root@example.org", factories.PASSWORD, display_name="Root")

    answer = client.post("/admin/login/?next=/admin/", {name: "root@example.org", "password": factories.PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/admin/")
    assert logged_in(client) is None


def test_the_admins_own_log_in_leads_nowhere_else(client):
    answer = client.get("/admin/login/?next=https://evil.example/")

    assert answer["Location"] == "/accounts/login/?next=/"


def test_it_leads_staff_who_are_in_to_the_front_page_of_the_admin(client, grace):
    client.force_login(grace)

    assert client.get("/admin/login/?next=https://evil.example/")["Location"] == "/admin/"


@pytest.mark.parametrize("address", [*ADMIN, "/admin/login/"])
def test_a_member_is_told_that_it_is_for_staff(client, priya, address):
    client.force_login(priya)

    page = client.get(address, follow=True)

    assert page.status_code == 403
    assert "This part of the site is for the clinic&#x27;s staff." in page.content.decode()


def test_staff_whose_account_was_closed_are_out_at_once(client, grace):
    client.force_login(grace)
    User.objects.filter(pk=grace.pk).update(is_active=False)

    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_staff_log_out_of_the_admin(client, grace):
    client.force_login(grace)

    done = client.post("/admin/logout/")

    assert (done.status_code, done["Location"]) == (302, "/")
    assert logged_in(client) is None


def test_a_link_cannot_log_staff_out(client, grace):
    client.force_login(grace)

    page = client.get("/admin/logout/")

    assert page.templates[0].name == "account/logout.html"
    assert logged_in(client) == str(grace.pk)


def test_staff_change_their_password_where_everybody_does(client, grace):
    client.force_login(grace)

    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/accounts/user/{'1' * 40}/change/",
        f"/admin/accounts/user/?groups__id__exact={'1' * 40}",
        f"/admin/accounts/user/?groups__id__in={'1' * 40}",
        f"/admin/accounts/user/?id__in={'1' * 40}",
        f"/admin/accounts/user/?p={'1' * 40}",
        "/admin/accounts/user/?email__exact=%00",
        "/admin/accounts/user/?q=%00",
        "/admin/accounts/user/?is_staff__exact=%00",
        "/admin/accounts/user/%00/change/",
    ],
)
def test_a_number_or_a_character_no_column_holds_does_not_break_a_page(client, grace, address):
    client.force_login(grace)

    assert client.get(address, follow=True).status_code in (200, 400, 404)


def test_nor_does_one_in_a_form(client, grace):
    client.force_login(grace)
    fields = {"email": "x@example.org", "display_name": "X", "groups": "1" * 40, "is_active": "on"}

    assert client.post("/admin/accounts/user/add/", fields).status_code in (200, 400)
    assert not User.objects.filter(email="x@example.org").exists()
    assert not LogEntry.objects.exists()
