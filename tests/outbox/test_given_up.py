"""/admin/blog/message/: mail that was given up, for a manager to send again."""

import pytest
from django.core import mail

from blog import rules
from blog.outbox.actions import deliver_due, send_again
from blog.outbox.models import Message
from tests import factories
from tests.posts.conftest import at, text_of


@pytest.fixture
def lost(db):
    return factories.mail_not_sent(text="A link for Dr Amara alone.")


def press(client, message):
    chosen = {"action": "send_again", "_selected_action": [message.pk]}
    return client.post("/admin/blog/message/", chosen, follow=True)


def test_a_manager_sees_whom_it_was_for_and_why_it_failed(client, lost, grace):
    page = text_of(at(client, grace).get("/admin/blog/message/"))

    assert "amara@example.org" in page
    assert "ConnectionRefusedError: Connection refused" in page


def test_what_the_mail_says_is_not_shown(client, lost, grace):
    page = at(client, grace).get(f"/admin/blog/message/{lost.pk}/change/").content.decode()

    assert "A link for Dr Amara alone." not in page


def test_only_what_was_given_up_is_listed(client, lost, grace, now):
    factories.mail_not_sent("waiting", given_up_at=None, subject="On its way")

    assert "On its way" not in text_of(at(client, grace).get("/admin/blog/message/"))


def test_sent_again_it_goes_once(client, lost, grace, now):
    page = press(at(client, grace), lost)

    assert "1 mail will be sent again within a minute." in text_of(page)
    assert (deliver_due(), deliver_due()) == (1, 0)
    assert [each.to for each in mail.outbox] == [["amara@example.org"]]


def test_what_went_is_not_sent_again(lost, grace, now):
    Message.objects.update(sent_at=now)

    assert send_again(keys=[lost.pk], by=grace, at=now) == 0


def test_nobody_else_can(client, lost, ben, now):
    with pytest.raises(rules.Refused):
        send_again(keys=[lost.pk], by=ben, at=now)
    assert press(at(client, ben), lost).status_code == 403
    assert deliver_due() == 0
