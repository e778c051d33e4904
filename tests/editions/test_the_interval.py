"""Scheduling, ending, cancelling: all of it is the interval, and no two editions of a post are ever live at once."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog import rules
from blog.editions import actions
from blog.editions.models import Edition, Withdrawal
from tests import factories

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def sign(post, amara):
    return lambda at, **when: factories.signed(post, by=amara, at=at, **when)


def test_a_first_publication_is_planned_to_the_second(sign, now, post):
    edition = sign(now, live_from=now + HOUR)

    assert list(Edition.objects.live(now + HOUR - SECOND)) == []
    assert list(Edition.objects.live(now + HOUR)) == [edition]


def test_a_planned_change_takes_over_at_its_second(sign, now):
    first = sign(now)
    second = sign(now + SECOND, live_from=now + HOUR)

    assert list(Edition.objects.live(now + HOUR - SECOND)) == [first]
    assert list(Edition.objects.live(now + HOUR)) == [second]


def test_a_planned_end_is_to_the_second(sign, now):
    edition = sign(now, live_until=now + HOUR)

    assert list(Edition.objects.live(now + HOUR - SECOND)) == [edition]
    assert list(Edition.objects.live(now + HOUR)) == []


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({"live_from": -HOUR}, actions.IN_THE_PAST),
        ({"live_from": HOUR, "live_until": HOUR}, actions.ENDS_TOO_SOON),
        ({"live_until": -HOUR}, actions.ENDS_TOO_SOON),
    ],
)
def test_an_impossible_time_is_refused(sign, now, when, sentence):
    with pytest.raises(rules.Refused) as refused:
        sign(now, **{name: now + delta for name, delta in when.items()})

    assert refused.value.sentence == sentence
    assert Edition.objects.count() == 0


def test_a_second_plan_is_refused_until_the_first_is_cancelled(sign, now, ben):
    planned = sign(now, live_from=now + HOUR)

    with pytest.raises(rules.Refused) as refused:
        sign(now + SECOND)

    assert refused.value.sentence.startswith("A change of this article is planned for ")
    actions.cancel(edition_id=planned.pk, by=ben, at=now + SECOND)
    assert sign(now + 2 * SECOND) in Edition.objects.live(now + HOUR)


def test_cancelling_lets_the_edition_before_go_on_to_its_own_end(sign, now, ben):
    first = sign(now, live_until=now + 5 * HOUR)
    second = sign(now + SECOND, live_from=now + HOUR)

    actions.cancel(edition_id=second.pk, by=ben, at=now + 2 * SECOND)

    first.refresh_from_db()
    assert first.live_until == now + 5 * HOUR
    assert list(Edition.objects.live(now + 2 * HOUR)) == [first]


def test_what_is_live_cannot_be_cancelled(sign, now, ben):
    edition = sign(now)

    with pytest.raises(rules.Refused):
        actions.cancel(edition_id=edition.pk, by=ben, at=now + SECOND)


def test_a_member_cannot_cancel(sign, now, priya):
    edition = sign(now, live_from=now + HOUR)

    with pytest.raises(rules.Refused):
        actions.cancel(edition_id=edition.pk, by=priya, at=now)

    assert list(Edition.objects.live(now + HOUR)) == [edition]


def test_the_publication_date_is_that_of_the_first_edition(sign, now):
    sign(now)
    second = sign(now + HOUR, is_whole_review=False)

    assert second.first_published_at == now
    assert second.last_reviewed_at == now


STEP = st.tuples(
    st.sampled_from(["sign", "cancel", "withdraw"]),
    st.integers(0, 5),
    st.one_of(st.none(), st.integers(0, 6)),
    st.one_of(st.none(), st.integers(0, 9)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=8))
def test_whatever_the_order_of_actions_no_two_editions_are_live_at_once(post, amara, ben, now, steps):
    from django.db import transaction

    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():  # noqa: PT012
        clock = now
        for act, wait, start, end in steps:
            clock += wait * HOUR
            try:
                take(act, post, amara, ben, clock, start, end)
            except rules.Refused:
                continue
        for hour in range(0, 80):
            at = now + hour * HOUR / 2
            assert Edition.objects.live(at).filter(post=post).count() <= 1
        raise Undo


def take(act, post, amara, ben, at, start, end):
    if act == "sign":
        factories.signed(
            post,
            by=amara,
            at=at,
            live_from=None if start is None else at + start * HOUR,
            live_until=None if end is None else at + end * HOUR,
        )
    elif act == "cancel" and (planned := Edition.objects.planned(at).first()):
        actions.cancel(edition_id=planned.pk, by=ben, at=at)
    elif act == "withdraw" and (live := Edition.objects.live(at).first()):
        actions.withdraw(
            edition_id=live.pk, by=ben, at=at, reason="The evidence changed.", outcome=Withdrawal.Outcome.REMOVED
        )
