from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from blog.outbox.actions import CLAIM, WAITS, deliver, deliver_due, forget, put, withdraw
from blog.outbox.models import Message

MINUTE = timedelta(minutes=1)


def is_said_yes_to(*, at, answer):
    """What is asked before a mail goes."""
    return answer


class DownMailServer(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("Connection refused")


@pytest.fixture
def message(edition, now):
    return post_one("review-1", edition, now)


def post_one(key, edition, at, **how):
    return put(
        **how,
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


def test_a_mail_is_text_and_the_same_as_html(message, now, settings):
    deliver(message.pk, at=now)

    [sent] = mail.outbox
    assert sent.body == message.text
    [html] = sent.alternatives
    assert html.mimetype == "text/html"
    assert "<p>Dr Amara Okafor,</p>" in html.content
    assert '<a href="https://clinic.example/' not in html.content  # SITE_URL is another here


def test_a_line_that_is_an_address_of_ours_is_a_link(message, now, settings):
    settings.SITE_URL = "https://clinic.example"

    deliver(message.pk, at=now)

    assert '<a href="https://clinic.example/posts/' in mail.outbox[0].alternatives[0].content


def test_words_in_a_mail_are_never_read_as_html(message, now):
    words = "<script>alert(1)</script>,\n\n> <img src=x>\n> said"
    Message.objects.update(text=words, subject="<b>Hello</b>")

    deliver(message.pk, at=now)

    html = mail.outbox[0].alternatives[0].content
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;,</p>" in html
    assert "<blockquote><p>&lt;img src=x&gt;<br>said</p></blockquote>" in html
    assert "<title>&lt;b&gt;Hello&lt;/b&gt;</title>" in html


def test_every_try_travels_under_one_name(message, edition, now):
    post_one("review-2", edition, now)
    deliver_due(at=now)
    Message.objects.filter(pk=message.pk).update(sent_at=None)  # as if the worker had died before it could note it
    deliver_due(at=now + CLAIM)

    names = [sent.message()["Message-ID"] for sent in mail.outbox]
    assert names[0] == names[2] != names[1]
    assert mail.outbox[0].message()["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(message, edition, now):
    Message.objects.filter(pk=message.pk).update(to="amara@example.org\nBcc: all@example.org")
    post_one("review-2", edition, now)

    assert deliver_due(at=now) == 1
    message.refresh_from_db()
    assert message.last_error.startswith("BadHeaderError")


@pytest.mark.parametrize("answer", [True, False])
def test_a_mail_goes_only_if_it_is_still_wanted(edition, now, answer):
    asked = {"ask": "tests.outbox.test_outbox.is_said_yes_to", "with": {"answer": answer}}
    post_one("wanted", edition, now, only_if=asked)

    assert deliver_due(at=now) == answer
    assert Message.objects.count() == answer  # what is not wanted leaves nothing behind


class TestTakingBack:
    def test_what_has_not_gone_is_taken_back_by_its_key(self, message, edition, now):
        post_one("review-2", edition, now)

        withdraw(keys=["review-1"])

        assert [each.key for each in Message.objects.all()] == ["review-2"]

    def test_or_by_what_it_is_about(self, message, edition, now):
        for number in (1, 12):
            post_one(f"answer-{number}", edition, now, about=f"comment-{number}")
        post_one("decision-1", edition, now, about="comment-1")

        withdraw(about="comment-1", prefix="answer-")

        assert sorted(each.key for each in Message.objects.all()) == ["answer-12", "decision-1", "review-1"]

    def test_what_has_gone_stays_and_its_key_is_not_used_again(self, message, edition, now):
        deliver_due(at=now)

        withdraw(keys=["review-1"])

        assert post_one("review-1", edition, now) is None

    def test_what_is_on_its_way_is_left_or_it_could_go_twice(self, message, edition, now):
        Message.objects.update(tries=1, not_before=now + CLAIM)

        withdraw(keys=["review-1"])

        assert post_one("review-1", edition, now) is None

    def test_what_failed_and_waits_for_its_next_try_is_taken_back(self, message, now, settings):
        settings.EMAIL_BACKEND = "tests.outbox.test_outbox.DownMailServer"
        deliver_due(at=now)

        withdraw(keys=["review-1"])

        assert not Message.objects.exists()

    def test_words_that_went_are_erased(self, edition, now):
        post_one("answer-1", edition, now, about="comment-1")
        deliver_due(at=now)
        post_one("answer-2", edition, now, about="comment-1")

        forget(about="comment-1")

        [left] = Message.objects.all()
        assert (left.key, left.text, left.subject) == ("answer-1", "", "")
