"""The morning's mail to those who moderate."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from blog.comments.digest import counts, send_digest
from blog.comments.models import Comment
from blog.management.commands.work import CHORES
from blog.outbox.actions import deliver_due
from tests import factories

DAY = timedelta(days=1)


def clock(hour, minute=0, *, month=7, day=14):
    return timezone.make_aware(datetime(2026, month, day, hour, minute))


@pytest.fixture(autouse=True)
def house(easy_clinic, mo, grace, amara, ben):
    return easy_clinic


@pytest.fixture
def waiting(edition, priya):
    return factories.comment(edition, by=priya, body="My filler is sore.", held=True)


def sent(at):
    deliver_due(at=at)
    mail.outbox.sort(key=lambda message: message.to)
    return [message.to[0] for message in mail.outbox]


def test_those_who_moderate_get_one_mail_when_something_waits(waiting):
    assert send_digest(at=clock(7, 30)) == 2
    assert sent(clock(7, 30)) == ["grace@example.org", "mo@example.org"]


def test_however_often_it_is_called_it_is_once_a_day(waiting):
    calls = [send_digest(at=clock(7, 30) + timedelta(minutes=5 * number)) for number in range(24 * 12)]

    assert sum(calls) == 2
    assert send_digest(at=clock(7, 30) + DAY) == 2


def test_somebody_with_both_roles_gets_one(waiting, mo):
    mo.groups.add(factories.Group.objects.get(name="Manager"))

    assert send_digest(at=clock(8)) == 2


@pytest.mark.parametrize("at", [clock(7, 29), clock(9), clock(15), clock(0)])
def test_at_another_time_there_is_none(waiting, at):
    assert send_digest(at=at) == 0


@pytest.mark.parametrize("month", [1, 7])
def test_half_past_seven_is_the_clinics_time_in_summer_and_winter(waiting, month):
    assert send_digest(at=clock(7, 29, month=month)) == 0
    assert send_digest(at=clock(7, 30, month=month)) == 2


def test_when_nothing_waits_there_is_none(edition, priya):
    factories.comment(edition, by=priya)

    assert send_digest(at=clock(8)) == 0


def test_who_has_left_gets_none(waiting, grace):
    type(grace).objects.filter(pk=grace.pk).update(is_active=False)

    assert send_digest(at=clock(8)) == 1


def test_it_counts_what_waits_and_says_since_when(waiting, edition, priya, sam):
    at = clock(6, 15) - DAY
    Comment.objects.update(created_at=at, is_urgent=True)
    reported = factories.comment(edition, by=sam)
    Comment.objects.filter(pk=reported.pk).update(has_open_reports=True)

    send_digest(at=clock(8))
    sent(clock(8))

    body = mail.outbox[0].body
    assert mail.outbox[0].subject == "2 comments wait to be read"
    assert "The oldest was sent on Monday 13 July, 06:15." in body
    assert "To be read first: 1\nNot on the page yet: 1\nReported: 1\n" in body
    assert "http://localhost:8000/admin/blog/comment/" in body.splitlines()


def test_it_says_nothing_of_anybodys_health(waiting):
    send_digest(at=clock(8))
    sent(clock(8))

    whole = mail.outbox[0].message().as_string()
    assert [word for word in ("filler", "sore", "Priya", "barrier") if word in whole] == []
    assert mail.outbox[0].subject == "1 comment waits to be read"


def test_the_worker_does_it():
    assert send_digest in [chore for chore, _ in CHORES]


@pytest.mark.parametrize("count", [1, 3])
def test_counting_costs_one_query_whatever_waits(edition, priya, count, django_assert_num_queries):
    for _ in range(count):
        factories.comment(edition, by=priya, held=True)

    with django_assert_num_queries(1):
        assert counts()["all"] == count
