"""Mail about accounts goes after the page, and leaves no code behind."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts import letters
from accounts.signals import address_changed
from blog.outbox.actions import deliver_due
from blog.outbox.models import Message
from tests.accounts.conftest import joining, log_in

DOWN = "tests.outbox.test_outbox.DownMailServer"
TEN_MINUTES = timedelta(minutes=10)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def ask(client, address="priya@example.org"):
    return client.post("/accounts/login/code/", {"email": address})


def test_a_page_sends_nothing_itself_and_the_worker_does(client, priya, mail_waits):
    ask(client)
    sent_by_the_page = len(mail.outbox)

    assert deliver_due() == 1
    assert sent_by_the_page == 0
    assert [sent.to for sent in mail.outbox] == [["priya@example.org"]]


def test_a_code_is_not_kept_once_it_is_sent(client, priya, code, mail_waits):
    ask(client)
    waiting = Message.objects.get().text
    deliver_due()

    assert code() in waiting
    assert not Message.objects.exists()


def test_the_address_of_somebody_without_an_account_is_not_kept_either(client, mail_waits):
    ask(client, "nobody@example.org")
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert deliver_due() == 2
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/accounts/login/code/", {"email": "priya@example.org"}),
        ("/accounts/password/reset/", {"email": "priya@example.org"}),
        ("/accounts/signup/", joining()),
        ("/accounts/signup/", joining(email="priya@example.org")),
    ],
)
def test_a_mail_server_that_is_down_does_not_fail_the_page(client, priya, address, typed, settings, mail_waits):
    settings.EMAIL_BACKEND = DOWN

    page = client.post(address, typed, follow=True)

    assert page.status_code == 200
    assert deliver_due() == 0
    assert Message.objects.count() == 1


def test_nor_does_it_where_nobody_carries_the_mail(client, priya, settings, monkeypatch, caplog):
    monkeypatch.setattr(letters, "CARRIERS", [])
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    assert ask(client)["Location"] == "/accounts/login/code/confirm/"
    assert "priya" not in caplog.text

    settings.EMAIL_BACKEND = working
    ask(client)

    assert [sent.to for sent in mail.outbox] == [["priya@example.org"]]


def test_a_code_that_could_not_be_sent_is_gone_when_it_is_over(client, priya, settings, mail_waits):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    ask(client)
    asked_at = Message.objects.get().created_at
    for minutes in range(10):
        deliver_due(at=asked_at + timedelta(minutes=minutes))
    assert Message.objects.get().given_up_at is None

    settings.EMAIL_BACKEND = working
    deliver_due(at=asked_at + TEN_MINUTES)

    assert mail.outbox == []
    assert not Message.objects.exists()


def test_a_code_goes_before_the_notices_that_wait(client, priya, now, mail_waits):
    for number in range(3):
        Message.objects.create(
            key=str(number), to="sam@example.org", subject=f"Notice {number}", text="x", created_at=now, not_before=now
        )
    ask(client)

    deliver_due(most=1)

    assert [sent.subject for sent in mail.outbox] == ["Your code to log in"]


def test_what_tells_of_a_change_is_kept_for_the_file_of_its_owner(client, priya):
    log_in(client, priya)
    client.post(
        "/accounts/password/change/", {"oldpassword": "correct horse battery", "password1": "a parliament of owls"}
    )

    [kept] = Message.objects.all()
    assert (kept.subject, kept.about, kept.useless_at) == ("Your password was changed", f"person-{priya.pk}", None)
    assert kept.sent_at


def test_a_change_that_is_undone_tells_nobody(client, grace, mail_waits):
    client.force_login(grace)

    client.post("/admin/accounts/user/add/", {"email": "leila@example", "display_name": "Leila", "is_active": "on"})

    assert deliver_due() == 0


def test_a_code_that_waits_for_the_old_address_does_not_follow_to_the_new(client, priya, now, mail_waits):
    ask(client)
    Message.objects.create(
        key="notice", to=priya.email, subject="Notice", text="x", created_at=now, not_before=now + TEN_MINUTES
    )

    address_changed.send(sender=None, person=priya, old=priya.email, new="priya@new.example")

    assert {message.key[:6]: message.to for message in Message.objects.all()} == {
        "accoun": "priya@example.org",
        "notice": "priya@new.example",
    }
