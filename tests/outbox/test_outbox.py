from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from blog.outbox.actions import CLAIM, WAITS, deliver, deliver_due, put
from blog.outbox.models import Message

MINUTE = timedelta(minutes=1)


class DownMailServer(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("Connection refused")


@pytest.fixture
def message(edition, now):
    return post_one("review-1", edition, now)


def post_one(key, edition, at):
    return put(
        key=key,
        to="amara@example.org",
        template="blog/editions/mail/review_due.txt",
        context={
            "edition": edition,
            "is_overdue": False,
            "SITE_URL": "https://clinic.example",
            "clinic": {"name": "Us"},
        },
        at=at,
    )


def test_a_mail_is_written_with_its_subject_and_text(message, edition):
    assert message.subject == f"To be read again: {edition.title}"
    assert message.text.startswith("Dr Amara Okafor,\n")
    assert message.text.endswith("\nUs\n")


def test_a_mail_is_sent_once(message, now):
    assert deliver(message.pk, at=now)
    assert not deliver(message.pk, at=now + 20 * MINUTE)

    assert [sent.to for sent in mail.outbox] == [["amara@example.org"]]


def test_the_same_key_is_not_written_twice(message, edition, now):
    assert post_one("review-1", edition, now) is None
    assert Message.objects.count() == 1


def test_a_mail_somebody_is_sending_is_not_sent_by_another(message, now):
    Message.objects.filter(pk=message.pk).update(not_before=now + CLAIM)

    assert not deliver(message.pk, at=now)
    assert mail.outbox == []


def test_a_mail_server_that_is_down_loses_nothing(message, now, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.outbox.test_outbox.DownMailServer"
    assert not deliver(message.pk, at=now)

    settings.EMAIL_BACKEND = working
    assert not deliver(message.pk, at=now)
    assert deliver(message.pk, at=now + WAITS[0])
    assert len(mail.outbox) == 1


def test_after_the_last_try_it_is_given_up_and_kept(message, now, settings):
    settings.EMAIL_BACKEND = "tests.outbox.test_outbox.DownMailServer"
    at = now

    for _ in range(len(WAITS) + 1):
        deliver(message.pk, at=at)
        at += WAITS[-1]

    message.refresh_from_db()
    assert message.given_up_at is not None
    assert message.last_error == "ConnectionRefusedError: Connection refused"
    assert not deliver(message.pk, at=at)


def test_what_is_due_goes_oldest_first(edition, now):
    for number in range(3):
        post_one(f"review-{number}", edition, now)

    assert deliver_due(at=now) == 3
    assert deliver_due(at=now) == 0
    assert len(mail.outbox) == 3


def test_a_change_that_is_undone_sends_no_mail(edition, now):
    with transaction.atomic():
        post_one("review-9", edition, now)
        transaction.set_rollback(True)

    assert deliver_due(at=now) == 0
    assert mail.outbox == []
