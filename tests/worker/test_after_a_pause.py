"""The worker stood still for days, or several begin at once: everything is done once, and nothing in triplicate."""

import re
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Leaving, User
from accounts.own_data.leaving import CHANGE_ONE_S_MIND, ask_to_leave
from blog.management.commands.work import CHORES, Command, do
from blog.outbox.actions import deliver_due
from tests import factories
from tests.backup.conftest import source  # noqa: F401  a fixture
from tests.concurrency.conftest import at_once  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db(transaction=True)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def much_to_do(easy_clinic, topic, ben, amara, mo, priya, sam, now):
    """A review that is near, news for a follower, a comment that waits, one who leaves, and one who sleeps."""
    overdue = factories.post(topic=topic, writer=ben, title="To be read again")
    factories.signed(overdue, by=amara, at=now - 160 * DAY)
    factories.follower(topic, email="follows@example.org", since=now - 4 * DAY)
    news = factories.signed(factories.post(topic=topic, writer=ben, title="News"), by=amara, at=now - 2 * DAY)
    factories.comment(news, by=priya, held=True)
    ask_to_leave(user=factories.member("Leaves"), keep_words=False, at=now - 3 * DAY)
    sleeper = factories.member("Sleeps")
    User.objects.filter(pk=sleeper.pk).update(date_joined=now - 731 * DAY, last_login=now - 731 * DAY)


ONCE = {
    "follows@example.org": "New on How skin works: News",
    "dr-amara-okafor@example.org": "To be read again: To be read again",
    "leaves@example.org": "Your account is deleted",
    "sleeps@example.org": "Your account has not been used for a long time",
}


def everything(at):
    for chore, _ in CHORES:
        chore(at=at)


def test_three_days_on_each_reminder_goes_once_however_many_workers_wake_up(much_to_do, mail_waits, now, at_once):  # noqa: F811
    morning = timezone.make_aware(datetime.combine(timezone.localdate(now) + 3 * DAY, datetime.min.time())) + 8 * HOUR

    assert at_once(*[partial(everything, morning)] * 3) == [None] * 3
    for minutes in (1, 5, 60):
        everything(morning + timedelta(minutes=minutes))
    deliver_due(at=morning + 2 * HOUR)

    sent = Counter((message.to[0], message.subject) for message in mail.outbox)
    assert sent == Counter({**ONCE, "mo@example.org": "1 comment waits to be read"}.items())
    assert not Leaving.objects.exists()


def test_three_real_workers_at_once_send_each_mail_once(much_to_do, source, at_once, tmp_path):  # noqa: F811
    source.environment["EMAIL_URL"] = f"filemail:///{tmp_path}/mails"

    answers = at_once(*[partial(source.manage, "work", "--once")] * 3)
    source.manage("work", "--once")

    written = "".join(path.read_text() for path in (tmp_path / "mails").iterdir())
    sent = Counter(
        zip(re.findall("^To: (.*)", written, re.M), re.findall("^Subject: (.*)", written, re.M), strict=True)
    )
    digests = [key for key in sent if key[0] == "mo@example.org"]  # if the tests run early in the morning
    assert [(status, "failed" in complained) for status, _, complained in answers] == [(0, False)] * 3
    assert max(sent.values()) == 1
    assert {key for key in sent if key not in digests} == set(ONCE.items())


def test_the_chores_after_a_pause_are_done_once_and_then_in_their_time(much_to_do, now):
    command, due = Command(), {chore: now for chore, _ in CHORES}

    command.look(due, now + 3 * DAY)

    assert due == {chore: now + 3 * DAY + every for chore, every in CHORES}


def test_a_clock_that_is_put_back_stops_nothing(db, now):
    command, due = Command(), {chore: now + 2 * DAY for chore, _ in CHORES}

    command.look(due, now)

    assert due == {chore: now + every for chore, every in CHORES}


def test_a_chore_that_fails_keeps_no_other_from_being_done(now, caplog):
    def breaks(*, at):
        raise RuntimeError("On purpose.")

    do(breaks, now)

    assert "breaks failed" in caplog.text


def test_a_day_is_a_day_for_whoever_leaves(mail_waits, clinic, sam, now):
    ask_to_leave(user=sam, keep_words=False, at=now)

    everything(now + CHANGE_ONE_S_MIND - timedelta(seconds=1))
    assert User.objects.get(pk=sam.pk).is_active
    everything(now + CHANGE_ONE_S_MIND)
    assert not User.objects.get(pk=sam.pk).is_active
