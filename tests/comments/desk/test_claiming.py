"""Two moderators at once never hold the same comment, and nobody decides on what another is reading."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from blog import rules
from blog.comments import claims, moderate
from blog.comments.models import Comment
from tests import factories
from tests.comments.desk.conftest import DESK, acts, decide, state
from tests.posts.conftest import at, text_of


@pytest.fixture
def waiting(edition, priya, now):
    return [
        factories.comment(edition, by=priya, body=f"Number {n}.", held=True, at=now - timedelta(minutes=60 - n))
        for n in range(15)
    ]


def mine(user):
    return set(claims.held_by(user, at=timezone.now()).values_list("pk", flat=True))


def test_the_next_ten_are_the_oldest_that_nobody_holds(client, mo, grace, waiting):
    page = at(client, mo).post(f"{DESK}take/", follow=True)
    claims.take(by=grace, at=timezone.now())

    assert mine(mo) == {comment.pk for comment in waiting[:10]}
    assert mine(grace) == {comment.pk for comment in waiting[10:]}
    assert page.redirect_chain == [("/admin/blog/comment/?show=mine", 302)]
    assert "10 are yours for ten minutes" in text_of(page)
    assert len(page.context["cards"]) == 10


def test_where_all_is_taken_one_is_told_so(client, mo, grace, held):
    claims.take(by=grace, at=timezone.now())

    page = at(client, mo).post(f"{DESK}take/", follow=True)

    assert "each one that waits is with somebody already" in text_of(page)
    assert mine(mo) == set()


def test_after_ten_minutes_they_are_anybody_s(mo, grace, waiting, now):
    claims.take(by=grace, at=now - claims.HOLDS_FOR)

    assert claims.take(by=mo, at=now) == 10
    assert mine(mo) == {comment.pk for comment in waiting[:10]}


def test_a_decision_starts_the_ten_minutes_again_for_the_others(mo, waiting, now):
    claims.take(by=mo, at=now - timedelta(minutes=9))

    decide(waiting[0], "approved", by=mo, at=now)

    until = set(claims.held_by(mo, at=now).values_list("claimed_until", flat=True))
    assert until == {now + claims.HOLDS_FOR}
    assert len(mine(mo)) == 9


def test_nobody_decides_on_what_another_is_reading(press, mo, grace, held):
    claims.take(by=grace, at=timezone.now())

    response = press(held, "approved", by=mo)

    assert response.status_code == 409
    assert "Grace is reading this one until" in text_of(response)
    assert (state(held), acts(held)) == ("held", [])
    with pytest.raises(moderate.Overtaken):
        moderate.escalate(comment_id=held.pk, by=mo, at=timezone.now())


def test_it_can_be_taken_over(client, press, mo, grace, held):
    claims.take(by=grace, at=timezone.now())

    response = at(client, mo).post(f"{DESK}{held.pk}/take/")
    press(held, "approved", by=mo)

    assert response.url == f"/admin/blog/comment/#case-{held.pk}"
    assert state(held) == "published"


def test_a_clinician_is_on_it_where_it_is_urgent_and_nowhere_else(client, amara, held, urgent):
    at(client, amara)

    answers = [client.post(f"{DESK}{comment.pk}/take/").status_code for comment in (urgent, held)]

    assert answers == [302, 403]
    assert mine(amara) == {urgent.pk}


@pytest.mark.parametrize("who", ["amara", "ben", "priya"])
def test_only_moderators_take_ten(request, held, who):
    with pytest.raises(rules.Refused):
        claims.take(by=request.getfixturevalue(who), at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_never_get_the_same_card(edition, priya, mo, grace):
    for number in range(24):
        factories.comment(edition, by=priya, body=f"Number {number}.", held=True)
    start = Barrier(2)

    def take(person):
        try:
            start.wait()
            return claims.take(by=person, at=timezone.now())
        finally:
            connection.close()

    for _ in range(5):
        Comment.objects.update(claimed_by=None, claimed_until=None)
        with ThreadPoolExecutor(2) as threads:
            counts = list(threads.map(take, [mo, grace]))

        assert counts == [10, 10]
        assert len(mine(mo) | mine(grace)) == 20


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts(edition, priya, mo, grace):
    comment = factories.comment(edition, by=priya, body="One.", held=True)
    start = Barrier(2)

    def press(person, act, reason):
        try:
            start.wait()
            moderate.decide_on(comment_id=comment.pk, act=act, by=person, at=timezone.now(), seen="held", reason=reason)
        except moderate.Overtaken:
            return "overtaken"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(press, [mo, grace], ["approved", "rejected"], ["", "spam"]))

    assert sorted(said, key=str) == [None, "overtaken"]
    assert len(acts(comment)) == 1
