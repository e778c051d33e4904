"""The trap on the joining page: a robot sees what anybody sees, and nothing is stored or sent."""

import re

import pytest
from django.core import mail

from accounts.models import User
from tests.accounts.conftest import joining

ADDRESSES = ["/accounts/signup/", "/accounts/signup/passkey/"]
CODE = "/accounts/confirm-email/"

pytestmark = pytest.mark.django_db


def seen(client, address, fields):
    """This will give all that the sender of a form sees, but for what is random in it."""
    page = client.post(address, fields, follow=True)
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return page.redirect_chain, page.status_code, html, sorted(page.cookies)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_robot_sees_what_a_person_sees_and_leaves_no_trace(client, client_of_another, address, no_limits):
    robot = seen(client, address, joining(website="https://pills.example"))

    assert (User.objects.count(), mail.outbox) == (0, [])
    assert robot == seen(client_of_another, address, joining())
    assert robot[0] == [(CODE, 302)]


def test_the_pages_after_it_look_the_same_too(client, client_of_another, no_limits):
    client.post(ADDRESSES[0], joining(website="x"))
    client_of_another.post(ADDRESSES[0], joining())

    for fields in ({"code": "AAA-AAA"}, {"action": "resend"}, {"code": "AAA-AAA"}, {"code": "AAA-AAA"}):
        assert seen(client, CODE, fields) == seen(client_of_another, CODE, fields)
    assert seen(client, ADDRESSES[0], joining(website="x"))[0] == [(CODE, 302)]
    assert {message.to[0] for message in mail.outbox} == {"nadia@example.org"}
    assert User.objects.count() == 1


def test_a_robot_can_have_nobody_written_to(client, priya):
    client.post(ADDRESSES[0], joining(email=priya.email, website="x"))

    assert mail.outbox == []


def test_who_has_an_account_is_still_written_to_when_a_person_types_the_address(client, priya):
    client.post(ADDRESSES[0], joining(email=priya.email))

    assert [message.subject for message in mail.outbox] == ["You have an account already"]


@pytest.mark.parametrize("nasty", ["\x00", "x" * 5000, "\ufffe"])
def test_whatever_a_robot_types_there_is_an_answer(client, nasty):
    assert client.post(ADDRESSES[0], joining(website=nasty)).status_code == 302
    assert User.objects.count() == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_people_do_not_meet_the_trap(client, address):
    page = client.get(address).content.decode()

    box = re.search(r'<p class="trap">.*?</p>', page, re.DOTALL)[0]
    assert "Leave this box empty" in box
    assert 'tabindex="-1"' in box
    assert 'autocomplete="off"' in box
    assert "style=" not in page
